"""An outline that only the numbers tell: all headings look alike, and "R3.2.2 Treatment" stands under "3.2 Adults".

Programs that recognise pages mark every heading of a paper as one of the first depth. What stands below a part would
lose whom the part is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_numbered_outline"]

_NUMBER = re.compile(
    r"\s*(?:[A-Z]\s?[.．]?\s?)?(\d{1,2}(?:\s?[.．]\s?\d{1,2}){0,3})(?:[.．、]\s*|\s+|(?=[\u3040-\u9fff]))(?=\S)(?!\d)"
)
_HAN = re.compile(r"[\u3040-\u9fff]")
_LEAST, _DEEPER, _SHARE, _ALIKE = 6, 3, 0.6, 0.9


def with_numbered_outline(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings as deep as their numbers say, where all headings are marked alike and count up.

    Those without a number stay where they are, and so end all that is counted; but a title in other letters right
    below the document's own does not take its place.
    """
    headed = [i for i, block in enumerate(blocks) if block.kind is PassageKind.HEADING]
    numbers = {i: number for i in headed if (number := _number(blocks[i].text))}
    [(level, alike)] = Counter(blocks[i].level for i in headed).most_common(1) or [(0, 0)]
    stray = any(blocks[i].level != level for i in numbers) or alike < _ALIKE * len(headed)
    parted = sum(len(number) > 1 for number in numbers.values())
    if stray or len(numbers) < max(_LEAST, _SHARE * len(headed)) or parted < _DEEPER:
        return list(blocks)
    order = [numbers[i] for i in headed if i in numbers]
    if not all(before < after for before, after in pairwise(order)):
        return list(blocks)
    made = list(blocks)
    for index, number in numbers.items():
        made[index] = replace(blocks[index], level=level + len(number))
    title, second, *_ = [i for i, b in enumerate(blocks) if b.kind is PassageKind.TITLE or b.level]
    latin = _HAN.search(blocks[title].text) and not _HAN.search(blocks[second].text)
    if latin and second not in numbers and title not in numbers and blocks[second].level == level:
        made[second] = replace(blocks[second], level=level + 1)
    return made


def _number(text: str) -> tuple[int, ...]:
    """The number that a heading bears, also behind a letter; () for others."""
    found = _NUMBER.match(text)
    return tuple(int(part) for part in re.split(r"\s?[.．]\s?", found[1])) if found else ()
