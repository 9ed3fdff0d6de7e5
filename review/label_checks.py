"""Checks against the signed label of the market: off label, stale after an update, and translations that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from library.models import AnchorRole, DocumentClass, Finding, ModuleKind, Passage, Status
from library.numbers import Number, NumberKind, numbers
from library.text import squeeze
from review.cases import Cited, ModuleCase
from review.findings import advisory, blocking

LABEL_GOVERNED = (
    ModuleKind.INDICATION,
    ModuleKind.DOSING,
    ModuleKind.CONTRAINDICATION,
    ModuleKind.WARNING,
    ModuleKind.INTERACTION,
    ModuleKind.SPECIAL_POPULATION,
    ModuleKind.OVERDOSE,
)
"""Kinds for which only the label of the same market counts: what another market's label says is off label here."""

OPPOSITES = (
    (
        frozenset({"treatment_naive", "first_line"}),
        frozenset({"pretreated", "second_line", "progressed_on_platinum"}),
    ),
    (
        frozenset({"newborn", "paediatric", "adolescent"}),
        frozenset({"adult", "age_65_and_over", "age_75_and_over"}),
    ),
)
"""Patient attributes of the taxonomy that exclude each other: a label for one side doesn't cover the other."""

_ABOUT_PATIENTS = (
    ModuleKind.INDICATION,
    ModuleKind.DOSING,
    ModuleKind.EFFICACY_RESULT,
    ModuleKind.STUDY_DESIGN,
    ModuleKind.PATIENT_COUNSELLING,
    ModuleKind.LIFESTYLE,
    ModuleKind.GUIDELINE,
    ModuleKind.DESCRIPTION,
)
"""Kinds whose words may recommend the product to somebody; a description is what no other kind claimed."""

Figure = tuple[Decimal, str]
"""Value and unit."""

_COMPARED = (
    NumberKind.PERCENT,
    NumberKind.POINTS,
    NumberKind.DOSE,
    NumberKind.TIME,
    NumberKind.FREQUENCY,
    NumberKind.RATIO,
    NumberKind.P_VALUE,
    NumberKind.LOW,
    NumberKind.HIGH,
    NumberKind.PART,
    NumberKind.TOTAL,
)
"""Figures that mean the same in every language; names, dates, references and bare small numbers don't carry over."""


# --- off label --------------------------------------------------------------------------------------------------------


def off_label(case: ModuleCase) -> Iterator[Finding]:
    """A claim for somebody, or in a way, that the signed label of its market doesn't cover."""
    content = case.module.content
    if not content.kind.is_claim or not content.product or case.label_of_market is not None:
        return
    for scenario in () if _on_label_by_support(case) else case.off_label_scenarios:
        message = f"The patient scenario {scenario} is off label in {content.market}."
        yield blocking("review.off_label", message, content.body, related=[scenario])
    yield from _foreign_support(case)
    if not case.label:
        message = f"No label is signed for {content.market}: off label isn't checked."
        yield advisory("review.no_signed_label", message)
        return
    yield from _population(case)
    yield from _posology(case)


def _on_label_by_support(case: ModuleCase) -> bool:
    """True where the label of the module's own market bears it out, whatever patients it was tagged with."""
    support = [c for c in case.anchors(AnchorRole.SUPPORT) if c.resolves and c.is_live and c.source]
    labels = [c.source.facts for c in support if c.source and c.source.facts.document_class is DocumentClass.LABEL]
    return any(facts.market == case.module.content.market for facts in labels)


def _foreign_support(case: ModuleCase) -> Iterator[Finding]:
    """Where only another market's label bears out what a label governs, it is off label here."""
    content = case.module.content
    if content.kind not in LABEL_GOVERNED:
        return
    support = [c for c in case.anchors(AnchorRole.SUPPORT) if c.resolves and c.is_live]
    labels = [c for c in support if c.source and c.source.facts.document_class is DocumentClass.LABEL]
    foreign = [c for c in labels if c.source and c.source.facts.market != content.market]
    if foreign and len(foreign) == len(support):
        markets = ", ".join(sorted({c.source.facts.market for c in foreign if c.source}))
        message = f"Only the label of {markets} says so, not the label of {content.market}."
        yield blocking("review.off_label", message, content.body, foreign[0].anchor.quote)


def _population(case: ModuleCase) -> Iterator[Finding]:
    """The label names patients on the other side of a divide (line of treatment, age) than the claim."""
    content = case.module.content
    if content.kind not in _ABOUT_PATIENTS:
        return
    make = advisory if content.kind is ModuleKind.STUDY_DESIGN else blocking
    for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        claimed, covered = case.population & one, case.label_population & (one | other)
        if claimed and covered and not covered & one:
            here, label = _words(claimed), _words(covered)
            message = f"It speaks of {here}; the signed label of {content.market} covers {label}."
            yield make("review.off_label", message, content.body, related=sorted(claimed))


def _words(attributes: Iterable[str]) -> str:
    return ", ".join(sorted(a.replace("_", " ") for a in attributes))


def _posology(case: ModuleCase) -> Iterator[Finding]:
    """Doses and intervals that the signed label of the market doesn't know."""
    content = case.module.content
    if content.kind is not ModuleKind.DOSING:
        return
    known = frozenset[Figure]().union(*(_all_figures(p.text, p.language or content.language) for p in case.label))
    for number in numbers(content.body, content.language):
        if number.kind in (NumberKind.DOSE, NumberKind.FREQUENCY) and _figure(number) not in known:
            elsewhere = [market for market, label in sorted(case.other_labels.items()) if _says(label, number)]
            also = f" (on label in {', '.join(elsewhere)})" if elsewhere else ""
            message = f"The signed label of {content.market} doesn't know “{number.text}”{also}."
            yield blocking("review.off_label", message, number.text)


def _says(label: Iterable[Passage], number: Number) -> bool:
    return any(_figure(number) in _all_figures(p.text, p.language) for p in label)


@lru_cache(maxsize=16384)
def _all_figures(text: str, language: str) -> frozenset[Figure]:
    return frozenset(_figure(n) for n in numbers(text, language))


def _figure(number: Number) -> Figure:
    return number.value.normalize(), number.unit


# --- label updates ----------------------------------------------------------------------------------------------------


def stale_after_update(case: ModuleCase) -> Iterator[Finding]:
    """Words that rest on a superseded label: still in the label in force, or no longer. Carried over, they are fine."""
    text = squeeze("\n".join(p.text for p in case.label))
    for cited in case.cited:
        if cited.anchor.role is AnchorRole.CONTEXT or not _superseded(cited) or _stands_again(cited, case):
            continue
        related = [cited.anchor.source, cited.anchor.passage]
        if text and squeeze(cited.anchor.quote) in text:
            message = f"{cited.name} was superseded; the label in force says the same: anchor it there."
            yield advisory("review.label_superseded", message, cited.anchor.quote, related=related)
        else:
            message = f"{cited.name} was superseded, and the label in force no longer says this."
            yield blocking("review.stale_label", message, cited.anchor.quote, related=related)


def _stands_again(cited: Cited, case: ModuleCase) -> bool:
    """True if a label in force bears it out as well, in the same role and the same words."""
    return any(
        c.is_live
        and c.source is not None
        and c.source.facts.document_class is DocumentClass.LABEL
        and squeeze(c.anchor.quote) == squeeze(cited.anchor.quote)
        for c in case.anchors(cited.anchor.role)
    )


def _superseded(cited: Cited) -> bool:
    return cited.source is not None and cited.status is Status.SUPERSEDED


# --- translations -----------------------------------------------------------------------------------------------------


def translation_conflicts(case: ModuleCase) -> Iterator[Finding]:
    """The same statement in another language gives other figures of the same sort.

    A wording may say less: figures conflict where both give some of one sort (mg, per day, %) and neither holds all of
    the other's.
    """
    content = case.module.content
    own = _by_sort(content.body, content.language)
    for wording in case.wordings:
        other = _by_sort(wording.text, wording.language)
        for sort in sorted(own.keys() & other.keys()):
            here, there = own[sort], other[sort]
            if here.keys() <= there.keys() or there.keys() <= here.keys():
                continue
            words = ", ".join(here[value] for value in sorted(here.keys() - there.keys()))
            source_words = ", ".join(there[value] for value in sorted(there.keys() - here.keys()))
            message = f"The {wording.language} wording says “{source_words}” where this says “{words}”."
            related = [wording.id] if wording.id else []
            yield blocking("review.translation_conflict", message, words, source_words, related=related)


def _by_sort(text: str, language: str) -> dict[str, dict[Decimal, str]]:
    """The figures of a text that mean the same in every language: unit, value, words."""
    found: dict[str, dict[Decimal, str]] = {}
    for number in numbers(text, language):
        if number.kind in _COMPARED:
            found.setdefault(number.unit or number.kind, {})[number.value.normalize()] = number.text
    return found
