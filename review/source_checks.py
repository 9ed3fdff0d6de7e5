"""Checks of a claim's words against labels it is not anchored to, and against the references beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.evidence import check, coverage
from library.evidence_references import reference_findings
from library.models import AnchorRole, Finding, Passage, Severity
from library.numbers import NumberKind, numbers
from review.cases import ModuleCase
from review.findings import blocking

SAID_THERE = 0.7
"""Share of a claim's words that a label passage must hold for its figures to be compared with the claim's."""
_CONFLICTS = (
    "evidence.number_not_in_source",
    "evidence.number_of_another_group",
    "evidence.frequency_differs",
    "evidence.unit_differs",
    "evidence.threshold_differs",
)


def cites_its_study(case: ModuleCase) -> Iterator[Finding]:
    """The references beside a claim name the study it is about."""
    content = case.module.content
    if content.kind.is_claim and not case.own_words_of:
        yield from reference_findings(content.body, content.references)


def follows_label_in_force(case: ModuleCase) -> Iterator[Finding]:
    """A claim that a superseded label bears out and the label in force contradicts, whatever it is anchored to."""
    content = case.module.content
    if not content.kind.is_claim or case.own_words_of or not case.label or not case.old_label:
        return
    if not _has_figures(case):
        return
    old = _near(case, case.old_label)
    if not old or _conflicts(case, old):
        return
    found = _conflicts(case, _near(case, case.label))
    if found:
        first = found[0]
        message = f"A superseded label says so; the label in force says “{first.source_words}”."
        yield blocking("review.stale_label", message, first.words, first.source_words, related=[old[0].source])


def denied_by_label(case: ModuleCase) -> Iterator[Finding]:
    """A benefit claimed, without support, on an endpoint whose result the label calls not significant."""
    content = case.module.content
    supported = any(c.resolves and c.bears_out and c.is_live for c in case.anchors(AnchorRole.SUPPORT))
    if not content.kind.is_claim or case.own_words_of or supported or not case.label:
        return
    texts = [p.text for p in case.label if p.section in ("clinical_studies", "pharmacodynamics", "pharmacology")]
    found = check(content.body, texts, language=content.language, context="\n".join(content.context))
    yield from (finding for finding in found if finding.code == "evidence.not_significant")


def _has_figures(case: ModuleCase) -> bool:
    content = case.module.content
    return any(n.kind is not NumberKind.REFERENCE for n in numbers(content.body, content.language))


def _near(case: ModuleCase, label: Sequence[Passage]) -> list[Passage]:
    body, language = case.module.content.body, case.module.content.language
    words = [(coverage(body, [p.text]), p) for p in label if p.language == language and p.section != "highlights"]
    return [passage for share, passage in sorted(words, key=lambda pair: -pair[0])[:6] if share >= SAID_THERE]


def _conflicts(case: ModuleCase, label: Sequence[Passage]) -> list[Finding]:
    content = case.module.content
    texts = [p.text for p in label]
    found = check(content.body, texts, language=content.language, context="\n".join(content.context)) if texts else ()
    return [f for f in found if f.severity is Severity.BLOCKING and f.code in _CONFLICTS]
