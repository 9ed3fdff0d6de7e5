"""Doses and intervals outside the label, and the record of what was found to be outside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generate.label import Label
from generate.question import Question, of_no_dose, read_question
from library.taxonomy import Taxonomy


@dataclass(frozen=True)
class OutsideLabel:
    """A use outside the label: which part (indication, line, …), and the words that say so."""

    part: str
    words: str


def other_dose(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    """Doses and intervals asked for that the label does not give."""
    other_medicine = {m.id for m in q.mentions if m.facet == "product"} - {product}
    for number in q.numbers:
        if of_no_dose(number, q.text):
            continue
        if number.unit == "mg" and _only_first(number.value, label) and _AGAIN.search(q.masked):
            yield OutsideLabel("dose", f"{number.text} mg")
        if number.kind == "frequency" and label.frequencies and (number.value, number.unit) not in label.frequencies:
            yield OutsideLabel("interval", number.text)
        if number.unit == "mg" and label.doses and number.value not in label.doses and not other_medicine:
            yield OutsideLabel("dose", f"{number.text} mg")


_AGAIN = re.compile(
    r"each (?:time|injection|dose)|every (?:time|\d|two|four|other|week|month|dose|injection)"
    r"|per injection|weekly|monthly|always"
    r"|每次|每回|每两?[周月]|每\d周|一直"
)
_FIRST = r"(?:initial|loading|starting|first|首次|初始|首剂|负荷|初回|initiale?|anfangs)"


def _only_first(dose: Decimal, label: Label) -> bool:
    """Whether a dose is one that the label gives as a first dose only, before a lower one ("600 mg, followed by …")."""
    first = rf"{_FIRST}[^.;。；]{{0,25}}?{dose.normalize():f} ?(?:mg|毫克)"
    return dose in label.doses and bool(re.search(first, label.text)) and any(dose > other for other in label.doses)


def another_interval(
    question: Question, product: str, market: str, label: Label, taxonomy: Taxonomy
) -> OutsideLabel | None:
    """An interval outside the label to which a sentence that asks would change, whatever was told before it."""
    for sentence in re.split(r"(?<=[.?!。？！；;])", question.text):
        asks = re.search(r"[?？]|吗|行不行|可以[么不]|可不可以|能不能|行么", sentence)
        if not (_CHANGES.search(sentence.lower()) and asks):
            continue
        asked = read_question(sentence, taxonomy, question.language, product)
        raised = _RAISES.search(sentence.lower()) is not None
        for found in other_dose(asked, product, market, label, taxonomy):
            if found.part == "interval" or (found.part == "dose" and raised):
                return found
    return None


_RAISES = re.compile(r"increas|go(?:ing)? up|up to|rais|escalat|erhöh|加(?:到|至|量|成)|增(?:加|至|量)|増(?:量|やし)")
_CHANGES = re.compile(
    r"chang|switch|go(?:ing)? (?:up |down )?to|mov(?:e|ing) to|increas|stretch|extend|shorten|every other|weekly"
    r"|umstell|verläng|改|换|加(?:到|密|成)|缩短|延长|変更|延長|短縮"
)
