"""Steps of the kinetics below the substance they are told of, where the file sets both at one depth.

In a combination "Absorption", "Distribution" and "Elimination" come once for each substance: as its equals they would
end its heading, and nothing would say of which substance a volume is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block

__all__ = ["with_steps_below_substances"]

_KINETICS = re.compile(
    r"[\d.\s]*(?:pharmakokineti|pharmacokinetic|pharmacocinéti|薬物動態|药代动力学|藥物動力學)", re.IGNORECASE
)
_WORD = (
    r"(?:absorption|resorption|distribution|verteilung|metabolism(?:us)?|biotransformation|elimination|ausscheidung|"
    r"excretion|linearity|linearität|吸収|分布|代謝|排泄|吸收|代谢)"
)
_STEP = re.compile(rf"{_WORD}(?:\s?(?:,|/|-|und|and|&)\s?{_WORD})*\W*", re.IGNORECASE)
_WORDS = re.compile(_WORD, re.IGNORECASE)


def with_steps_below_substances(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with steps of the kinetics that come more than once set below the headings between them."""
    made = list(blocks)
    at = 0
    while at < len(made):
        head = made[at]
        at += 1
        if not head.level or not _KINETICS.match(head.text):
            continue
        end = next((i for i in range(at, len(made)) if 0 < made[i].level <= head.level), len(made))
        _lower(made, range(at, end))
        at = end
    return made


def _lower(made: list[Block], places: range) -> None:
    heads = [i for i in places if made[i].level]
    steps = [i for i in heads if _STEP.fullmatch(made[i].text.strip())]
    told = Counter(word.casefold() for i in steps for word in _WORDS.findall(made[i].text))
    if not steps or max(told.values()) < 2:
        return
    level = min(made[i].level for i in steps)
    names = [i for i in heads if i not in steps and made[i].level == level]
    if not names or names[0] > steps[0]:
        return
    for i in steps:
        if made[i].level == level:
            made[i] = replace(made[i], level=level + 1)
