"""What a question tells apart and a product's content does not: response rates, grades of a reaction. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.questions.need import ENDPOINTS, Need
from generate.reading import Reading, with_implied
from library.models import ModuleKind

ANY_OTHER = re.compile(
    r"(?:any |all )?other (?:\w+ )?adverse (?:reaction|event|effect)"
    r"|其他不良(?:反应|事件)|その他の副作用|andere neben"
)
"""Opens what a label says of reactions that have no row of their own."""
_GRADE_WORD = re.compile(r"[一二三四五\d]+[级級度]")


def known_here(asked: Sequence[Need], readings: Sequence[Reading]) -> tuple[Need, ...]:
    """The needs in what a product's content tells apart: where nothing speaks of a response rate, efficacy is meant;
    where it tells no grades of a reaction apart, the reaction is."""
    asked = _without_grades(asked, readings)
    rate, others = Need("topic", "orr"), ENDPOINTS - {"orr"}
    if rate not in asked or any("orr" in r.topics and not r.topics & others for r in readings):
        return tuple(asked)
    return tuple(Need("topic", "efficacy") if need == rate else need for need in asked)


def lists_who_must_not(reading: Reading) -> bool:
    """Whether a module is a contraindication, each item of which stands by itself whoever else it names."""
    return reading.module.content.kind is ModuleKind.CONTRAINDICATION


def _without_grades(asked: Sequence[Need], readings: Sequence[Reading]) -> Sequence[Need]:
    """The needs without the grade of a reaction where the content tells none of its grades apart."""
    events = frozenset(need.id for need in asked if need.kind == "event")
    grades = {need for need in asked if need.kind == "number" and need.number and need.number.unit == "grade"}
    if not events or not grades:
        return asked
    graded = (r for r in readings if any(n.unit == "grade" for n in r.numbers))
    if any(with_implied(events) & r.events or ANY_OTHER.match(r.body) for r in graded):
        return asked
    return [need for need in asked if need not in grades and not _GRADE_WORD.fullmatch(need.id)]
