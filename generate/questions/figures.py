"""The figures of a question that decide: doses, grades, shares, visits; and the ages that are no group. Pure."""

from __future__ import annotations

import re

from generate.question import Question, of_no_dose
from generate.questions.need import ENDPOINTS, Need
from library.quantities import Measure, Quantity
from library.text import Number

_VISIT = re.compile(r"(?:weeks?|wks?\.?|woche|w|第)[ -]?$", re.IGNORECASE)
ADULT = 18
ELDERLY = 65
"""Years from which (ADULT), and up to which, an age tells of no special group."""


def is_no_group(measure: Measure, question: Question) -> bool:
    """Whether an age is that of any adult, who is no group of patients of his own, or that of a nursed child."""
    nursed = "lactation" in question.topic_ids and measure.high < ADULT
    adult = measure.low >= ADULT and measure.high <= ELDERLY
    return measure.quantity is Quantity.AGE and (adult or nursed)


def words_of(question: Question, measure: Measure) -> str:
    """A measure as the question writes it."""
    return question.text[measure.start : measure.end]


def numbers_asked(question: Question) -> list[Need]:
    """Doses, grades, shares and visits that an answer must hold."""
    spans = [(m.start, m.end) for m in question.measures]
    spans += [(m.start, m.end) for m in question.mentions if m.facet in ("product", "scenario")]
    return [
        Need("number", number.text, number=number)
        for number in question.numbers
        if number.unit in ("mg", "grade", "%", "points", "week") or number.kind == "frequency"
        if not of_no_dose(number, question.text)
        if number.unit != "week" or _names_a_visit(question, number)
        if number.unit != "%" or "most_common" not in question.topic_ids
        if not any(low <= number.start < high for low, high in spans)
    ]


def _names_a_visit(question: Question, number: Number) -> bool:
    """Whether weeks say when something was measured ("week 16"), not since or until when."""
    return bool(question.topic_ids & (ENDPOINTS | {"efficacy"}) or _VISIT.search(question.text[: number.start]))
