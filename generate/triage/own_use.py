"""A sign that the label's indication names and the medicine is asked for: its use, nothing that befell anybody. Pure.

"继发性闭经用…一天吃多少？" asks for the dose of an approved use. Only words that stand in the indication, right at the
name of the medicine, are taken so: what somebody has *on* the medicine stays a report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generate.label import Label
from generate.question import PRODUCT_WORD, Question

_THEN_THE_MEDICINE = re.compile(
    r"(?:的|の)?(?:患者(?:さん)?|病人)?"
    r"(?:[,，、]? ?(?:可以|能|可)?(?:使用|选用|用|给予)|に対する|に対して|への|に)?"
    rf" ?{PRODUCT_WORD}"
)
_THE_MEDICINE_FOR = re.compile(
    rf"{PRODUCT_WORD} (?:[\w-]+ ){{0,3}}?(?:for|bei|wegen|gegen|zur behandlung (?:von|der|des)|to treat)"
    r" (?:the |an? |her |his |der |die |des |einer |eines )?(?:[\w-]+ ){0,2}$"
)


def without_own_use(question: Question, label: Label) -> Question:
    """The question without events that are what its medicine is for in that market."""
    masked, indicated = question.masked, label.indication_text
    kept = tuple(
        found
        for found in question.events
        if found.words not in indicated
        or not (_THEN_THE_MEDICINE.match(masked[found.end :]) or _THE_MEDICINE_FOR.search(masked[: found.start]))
    )
    return replace(question, events=kept) if len(kept) < len(question.events) else question
