"""Checks before submission: what a machine can see is wrong, so that people read only what people must judge.

Pure functions over the cases of ``review.cases``; each yields findings. A blocking finding keeps a version out of
review; an advisory one is shown to the reviewer beside the text. Checks never change an approval state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from library import evidence
from library.evidence_charts import chart_findings
from library.models import ANY, AnchorRole, Finding, ModuleKind, PassageFlag, PassageKind, Severity, Status, Tag
from library.text import numbers
from review.cases import DEAD, Cited, ModuleCase, SourceCase
from review.findings import advisory, blocking, ordered
from review.label_checks import off_label, stale_after_update, translation_conflicts
from review.source_checks import cites_its_study, denied_by_label, follows_label_in_force

OCR_CHECKED = "ocr_checked"
"""Tag facet by which a person says that figures read by OCR, or read in two ways, were compared with the page."""

_FORBIDDEN = {
    PassageFlag.HIDDEN: "is hidden in the document (invisible, white, covered or off the page)",
    PassageFlag.HIDDEN_SLIDE: "stands on a hidden slide",
    PassageFlag.INSTRUCTION: "reads like an instruction to a program, not like content",
}
_NOTEWORTHY = {
    PassageFlag.SPEAKER_NOTES: "comes from speaker notes",
    PassageFlag.TRACKED_CHANGE: "is a tracked change nobody has accepted",
    PassageFlag.CHART_DATA: "was read from a chart's data, not from printed words",
}


def check_module(case: ModuleCase) -> tuple[Finding, ...]:
    """Everything found on a module version, blocking findings first, each naming the version as its subject."""
    return ordered((f for check in MODULE_CHECKS for f in check(case)), case.module.id)


def check_source(case: SourceCase) -> tuple[Finding, ...]:
    """Everything found on a label version before it is signed."""
    return ordered(_label_version(case), case.source.id)


# --- the trail to the source ------------------------------------------------------------------------------------------


def anchors_resolve(case: ModuleCase) -> Iterator[Finding]:
    """Every quote stands where its anchor says, and there is an origin to follow."""
    if not case.anchors(AnchorRole.ORIGIN):
        yield blocking("review.no_origin", "Nothing says where these words come from.")
    for cited in case.cited:
        if not cited.resolves:
            there = cited.passage.text[cited.anchor.start : cited.anchor.end] if cited.passage else ""
            message = f"The quote isn't found where its anchor points to in {cited.name}."
            yield blocking("review.anchor_broken", message, cited.anchor.quote, there, related=[cited.anchor.passage])


def clean_passages(case: ModuleCase) -> Iterator[Finding]:
    """Nothing hidden, nothing that talks to programs, and figures read by OCR seen by a person."""
    for cited in case.cited:
        flags = cited.passage.flags if cited.passage is not None else ()
        related = [cited.anchor.passage]
        for flag in flags:
            if flag in _FORBIDDEN:
                message = f"The {cited.anchor.role} text in {cited.name} {_FORBIDDEN[flag]}."
                yield blocking(f"review.{flag}", message, cited.anchor.quote, related=related)
            elif flag is PassageFlag.CHART_DATA and case.module.is_figure:
                continue  # told once, with the picture
            elif flag in _NOTEWORTHY:
                message = f"The {cited.anchor.role} text in {cited.name} {_NOTEWORTHY[flag]}."
                yield advisory(f"review.{flag}", message, cited.anchor.quote, related=related)
        if PassageFlag.OCR in flags:
            yield from _ocr(case, cited)
        if PassageFlag.DISPUTED in flags:
            yield from _disputed(case, cited)


def _ocr(case: ModuleCase, cited: Cited) -> Iterator[Finding]:
    if not numbers(cited.anchor.quote, case.module.content.language):
        yield advisory("review.ocr", f"Read by OCR from {cited.name}: compare it with the page.", cited.anchor.quote)
    elif not any(_is_ocr_check(tag) for tag in case.module.tags):
        message = f"Figures read by OCR from {cited.name} need a person who compares them with the page."
        yield blocking("review.ocr_number", message, cited.anchor.quote, related=[cited.anchor.passage])


def _disputed(case: ModuleCase, cited: Cited) -> Iterator[Finding]:
    """A number on which two readers of the document differ is nobody's word until a person has compared it."""
    readings = cited.passage.facts.get("readers_disagree", "") if cited.passage is not None else ""
    if not numbers(cited.anchor.quote, case.module.content.language) or any(map(_is_ocr_check, case.module.tags)):
        return
    message = f"Two readers of {cited.name} differ on a number here ({readings}): a person compares it with the page."
    yield blocking("review.disputed_number", message, cited.anchor.quote, related=[cited.anchor.passage])


def _is_ocr_check(tag: Tag) -> bool:
    return tag.facet == OCR_CHECKED and tag.by == "person"


def drawn_honestly(case: ModuleCase) -> Iterator[Finding]:
    """What the axes of the charts it was read from do to its figures: told to the reviewer, who signs the figures.

    Never a stop: the figures of a misleading drawing may be true, and the drawing does not travel with the module. The
    module of a figure is its drawing: there the finding is as grave as for a piece that shows it.
    """
    shown = "\n".join((*case.module.content.context, case.module.content.body))
    for cited in case.cited:
        if cited.passage is not None and PassageFlag.CHART_DATA in cited.passage.flags:
            for found in chart_findings(cited.passage.facts, shown):
                message = f"In the chart of {cited.name} that this is read from: {found.message}"
                make = blocking if case.module.is_figure and found.severity is Severity.BLOCKING else advisory
                chart = cited.passage.group if case.module.is_figure and cited.passage.group else cited.anchor.passage
                yield make(found.code, message, found.words, related=[chart])


def figure_seen(case: ModuleCase) -> Iterator[Finding]:
    """Which figures of a picture can be compared with data of the file, and that those in its pixels were not read."""
    if not case.module.is_figure:
        return
    rows = [c for c in case.cited if c.passage is not None and PassageFlag.CHART_DATA in c.passage.flags]
    if any(cited.passage.kind is PassageKind.TABLE_ROW for cited in rows if cited.passage is not None):
        message = (
            f"The figures of the chart are the data that {rows[0].name} holds for it: compare them with the drawing."
        )
        yield advisory("review.figure_data", message, case.module.content.body)
        return
    message = "What the picture shows in figures stands in it alone: nobody has read it, a person looks at the picture."
    yield advisory("review.figure_not_read", message, case.module.content.body)


def live_sources(case: ModuleCase) -> Iterator[Finding]:
    """At least one origin still stands; documents that don't are named."""
    origins = case.anchors(AnchorRole.ORIGIN)
    standing = [c for c in origins if c.status not in DEAD and c.source is not None]
    for cited in case.cited:
        if cited.source is None or cited.status not in DEAD:
            continue
        matters = cited.anchor.role is AnchorRole.ORIGIN and not standing
        what = "was withdrawn" if cited.status is Status.WITHDRAWN else f"expired on {cited.source.facts.expiry}"
        make = blocking if matters else advisory
        code = f"review.source_{cited.status}"
        yield make(code, f"{cited.name} {what}.", cited.anchor.quote, related=[cited.source.id])


# --- support ----------------------------------------------------------------------------------------------------------


def supported(case: ModuleCase) -> Iterator[Finding]:
    """A claim has live support; its figures and words say no more than the support says."""
    content = case.module.content
    if not content.kind.is_claim or case.own_words_of:
        return
    support = case.anchors(AnchorRole.SUPPORT)
    for cited in support:
        if not cited.bears_out and cited.source is not None:
            message = f"{cited.name} is a {cited.source.facts.document_class}: it can't support a claim."
            yield blocking("review.support_class", message, cited.anchor.quote, related=[cited.source.id])
    bearing = [c for c in support if c.resolves and c.bears_out and c.is_live]
    if not bearing:
        message = "No label, publication or data on file bears this claim out."
        yield blocking("review.no_support", message, content.body)
        return
    quotes = [c.words for c in bearing]
    context = "\n".join(content.context)
    yield from evidence.check(
        content.body, quotes, language=content.language, market=_market(content.market), context=context
    )


def honest_words(case: ModuleCase) -> Iterator[Finding]:
    """Statistics told with what they need, and claims worded as the market allows. A label's own words are exempt."""
    content = case.module.content
    if case.label_of_market is not None:
        return
    context = "\n".join((*content.context, *(c.module.content.body for c in case.companions if c.module)))
    market = _market(content.market)
    yield from evidence.statistical_honesty(content.body, language=content.language, market=market, context=context)
    yield from evidence.claims_language(content.body, content.language, market)


def _market(market: str) -> str:
    return "" if market == ANY else market


# --- what governs its use ---------------------------------------------------------------------------------------------


def companions_there(case: ModuleCase) -> Iterator[Finding]:
    """What must travel with the module exists and can be used."""
    for companion in case.companions:
        if companion.module is None:
            message = "Something that must travel with it isn't in the library."
            yield blocking("review.companion_unknown", message, related=[companion.lineage])
        elif companion.status in (Status.WITHDRAWN, Status.REJECTED):
            message = f"What must travel with it was {companion.status}."
            yield blocking("review.companion_gone", message, companion.module.content.body, related=[companion.lineage])
        elif companion.status is not Status.RELEASED:
            message = "What must travel with it isn't released yet: it can't be used before that is."
            yield advisory(
                "review.companion_waits", message, companion.module.content.body, related=[companion.lineage]
            )


def governed(case: ModuleCase) -> Iterator[Finding]:
    """Language, market, product and disease are known: without them nobody can say where it may be used."""
    content = case.module.content
    if not content.language:
        yield blocking("review.no_language", "Its language isn't known.")
    if content.kind is ModuleKind.PHRASE:
        yield from _bare_phrase(case)
        return
    if content.kind.is_claim and content.market in ("", ANY):
        yield blocking("review.no_market", "A claim needs the market whose label governs it.")
    if content.product and content.product not in case.products:
        yield blocking("review.unknown_product", f"The taxonomy knows no product {content.product!r}.", content.product)
    if content.disease and content.disease not in case.diseases:
        yield blocking("review.unknown_disease", f"The taxonomy knows no disease {content.disease!r}.", content.disease)
    for tag in case.module.tags:
        if tag.facet == "disease" and tag.value not in case.diseases:
            message = "A heading over it names a disease that the taxonomy lacks: it is filed under none."
            yield advisory("review.unlisted_disease", message, tag.words)
        if (tag.facet, tag.value) == ("reading", "title_gainsaid"):
            message = "The title over it names a disease of which the text never speaks: compare it with its page."
            yield advisory("review.title_gainsaid", message, tag.words)
    if content.kind.is_claim and not content.product and not content.disease:
        yield advisory("review.untagged", "Neither a product nor a disease is given: nobody will find it by either.")


def _bare_phrase(case: ModuleCase) -> Iterator[Finding]:
    """A phrase names no product or disease and carries no figure: it needs no support, so it must say nothing."""
    content = case.module.content
    if content.product or content.disease:
        yield blocking("review.phrase_claims", "A connective phrase can't be about a product or disease.")
    figures = numbers(content.body, content.language)
    if figures:
        yield blocking("review.phrase_claims", "A connective phrase can't carry a figure.", figures[0].text)


MODULE_CHECKS: tuple[Callable[[ModuleCase], Iterator[Finding]], ...] = (
    anchors_resolve,
    clean_passages,
    drawn_honestly,
    figure_seen,
    live_sources,
    governed,
    supported,
    honest_words,
    companions_there,
    off_label,
    translation_conflicts,
    stale_after_update,
    cites_its_study,
    follows_label_in_force,
    denied_by_label,
)


# --- label versions ---------------------------------------------------------------------------------------------------


def _label_version(case: SourceCase) -> Iterator[Finding]:
    facts = case.source.facts
    if facts.document_class != "label":
        yield blocking(
            "review.not_a_label", f"Only a label version is signed as a document, not a {facts.document_class}."
        )
    if not facts.market:
        yield blocking("review.no_market", "The label's market isn't known: its words can't be used anywhere.")
    if not facts.product:
        yield blocking("review.no_product", "The label's product isn't known.")
    elif facts.product not in case.products:
        yield blocking("review.unknown_product", f"The taxonomy knows no product {facts.product!r}.", facts.product)
    if not case.passages:
        yield blocking("review.no_text", "No text could be read from it.")
    if facts.expiry is not None and facts.expiry < case.now.date():
        yield blocking("review.source_expired", f"It expired on {facts.expiry}.")
    if facts.effective is not None and facts.effective > case.now.date():
        yield advisory("review.not_effective", f"It takes effect on {facts.effective}.")
    for loss in case.extraction.losses:
        where = f" on page {loss.page}" if loss.page else ""
        yield advisory("review.loss", f"Not everything was read{where}: {loss.message}")
    for warning in case.extraction.warnings:
        yield advisory("review.reader_warning", warning)
    for signed in case.signed:
        name = signed.facts.version_label or signed.facts.filename
        if signed.id == facts.replaces:
            yield advisory("review.replaces_label", f"Signing it supersedes {name}.", related=[signed.id])
        else:
            message = f"{name} is in force, and this version isn't said to replace it: both would hold."
            yield advisory("review.label_beside", message, related=[signed.id])
