"""Whether a module holds a figure that is asked: an age or kidney function in its interval, a grade, a week. Pure."""

from __future__ import annotations

import re

from generate.answers.covers.rows import is_row_of_week
from generate.reading import Reading
from library.models import ModuleKind
from library.quantities import Measure, Quantity
from library.text import Number, numbers

_ANY_GRADE = re.compile(r"(?:any|all|every) grades?|任何(?:级别|程度)|全グレード|jeden grades|jeder schweregrad")
_OF_DEGREE = re.compile(
    r"(?:mild|moderate|severe|end-stage|dialys)|轻度|中度|重度|终末|透析|軽度|中等度|leicht|mäßig|massig|schwer"
)


def meets_measure(measure: Measure | None, reading: Reading) -> bool:
    """A stated age or kidney function must lie inside one the module states; "elderly" is 65 and over."""
    if measure is None:
        return False
    same = [m for m in reading.measures if m.quantity == measure.quantity]
    if any(m.low <= measure.low and measure.high <= m.high for m in same):
        return True
    if same:
        return False
    if measure.quantity is Quantity.RENAL:
        of_reactions = reading.module.content.kind in (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT)
        return "renal" in reading.topics and not (of_reactions or _OF_DEGREE.search(reading.body))
    return measure.low >= 65 and "elderly" in reading.topics | reading.context_topics


def meets_number(number: Number | None, reading: Reading) -> bool:
    """A figure must stand in the body; the week of a result may stand in the header above it."""
    if number is None:
        return False
    if any(_same(number, other) for other in reading.numbers):
        return True
    if number.unit == "grade" and _ANY_GRADE.search(reading.body):
        return True
    content = reading.module.content
    if number.unit == "week" and is_row_of_week(number, reading):
        return True
    above = numbers("\n".join(content.context), content.language) if number.unit == "week" else []
    if number.unit == "mg" and "\t" in content.body:  # a column is of a dose, a row of what befell at each
        above = numbers("\n".join(line for line in content.context if "\t" in line), content.language)
    return any(_same(number, other) for other in above)


def _same(asked: Number, said: Number) -> bool:
    if asked.unit != said.unit:
        return False
    if asked.value == said.value:
        return True
    return asked.unit == "grade" and said.sign in ("≥", ">=") and asked.value >= said.value
