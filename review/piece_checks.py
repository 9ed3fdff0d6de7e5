"""What a foreign piece owes beyond each sentence's words: honest language, fair balance, what must travel together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from library import evidence
from library.evidence_charts import chart_findings
from library.evidence_terms import BENEFIT
from library.models import CheckedLine, Finding, LineStatus, Match, ModuleKind, Scope, Severity
from review.findings import blocking

if TYPE_CHECKING:
    from review.foreign import Piece

_PROMOTING = (ModuleKind.EFFICACY_RESULT, ModuleKind.INDICATION, ModuleKind.MECHANISM)
_BALANCE = (
    ModuleKind.ADVERSE_REACTION,
    ModuleKind.SAFETY_RESULT,
    ModuleKind.WARNING,
    ModuleKind.CONTRAINDICATION,
)
"""What balances a benefit: what a medicine may do to the patient. How an overdose is treated does not."""
_BALANCING = (LineStatus.APPROVED, LineStatus.VARIANT)
"""Safety counts as told where it is approved, or so near that a person is asked."""


def about_the_line(checked: CheckedLine, piece: Piece, scope: Scope) -> CheckedLine:
    """Superlatives, absolutes and statistics told by half. Approved words were judged when they were approved.

    How a chart is drawn is no matter of its words: its axes are judged whatever became of the line.
    """
    line = checked.line
    checked = _with(checked, chart_findings(dict(line.chart), piece.page(line)))
    if checked.status is LineStatus.APPROVED:
        return checked
    said = list(evidence.claims_language(line.text, line.language, scope.market))
    if checked.status is not LineStatus.NOT_A_CLAIM:
        said += evidence.statistical_honesty(
            line.text, language=line.language, market=scope.market, context=piece.page(line)
        )
    return _with(checked, said)


def about_the_piece(lines: Sequence[CheckedLine], piece: Piece) -> Iterator[CheckedLine]:
    """Each line with what the piece as a whole fails to show with it."""
    balanced = {_product(x, piece) for x in lines if x.status in _BALANCING and _kind(x) in _BALANCE}
    shown = {match.lineage for x in lines for match in x.matches if match.exact}
    for checked in lines:
        found: list[Finding] = []
        if _promotes(checked) and not {_product(checked, piece), ""} & balanced:
            message = "It speaks for the product, and the piece gives no approved safety information with it."
            found.append(blocking("check.missing_safety", message, checked.line.text))
        exact = _exact(checked)
        lacking = [line for line in exact.companions if line not in shown] if exact is not None else []
        if lacking:
            message = "What must travel with these words isn't in the piece."
            found.append(blocking("check.companion_missing", message, checked.line.text, related=lacking))
        yield _with(checked, found)


def _promotes(checked: CheckedLine) -> bool:
    """Does the line speak for the product: an efficacy result, an indication, a mechanism, or a benefit?"""
    if checked.status is LineStatus.NOT_A_CLAIM:
        return False
    kind = _kind(checked)
    return kind in _PROMOTING or (kind is not None and not kind.is_safety and _benefits(checked))


def _benefits(checked: CheckedLine) -> bool:
    is_superlative = any(f.code == "evidence.superlative" for f in checked.findings)
    return is_superlative or bool(checked.status is LineStatus.UNSUPPORTED and BENEFIT.search(checked.line.text))


def _kind(checked: CheckedLine) -> ModuleKind | None:
    """The kind of the module whose words these are, or nearly are, else the one the words themselves suggest."""
    is_near = checked.status in (LineStatus.VARIANT, LineStatus.CONFLICT)
    near = _exact(checked) or next(iter(checked.matches), None) if is_near else _exact(checked)
    return near.kind if near is not None else checked.line.kind


def _exact(checked: CheckedLine) -> Match | None:
    return next((match for match in checked.matches[:1] if match.exact), None)


def _product(checked: CheckedLine, piece: Piece) -> str:
    exact = _exact(checked)
    return (exact.product if exact is not None else "") or checked.line.product or piece.product


def _with(checked: CheckedLine, findings: Sequence[Finding]) -> CheckedLine:
    """The line with further findings, each once, blocking ones first."""
    every = dict.fromkeys((*checked.findings, *findings))
    ordered = tuple(sorted(every, key=lambda f: f.severity is not Severity.BLOCKING))
    return checked.model_copy(update={"findings": ordered})
