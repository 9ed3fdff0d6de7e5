"""Numbered titles of Japanese inserts of the layout since 2017 ("11.1.5 急性腎障害（0.09%）"), however they are set.

Many printed inserts set the titles of the second and third level in plain type. Read as paragraphs, two that follow one
another would run together, and what stands below one would bear the one before. The numbers tell both where a title is
and how deep it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.reading import Block
from ingest.sections.heads import bare, heading_number, names_of
from ingest.sections.names import JAPAN, Family
from ingest.sections.order import place_of
from library.models import PassageKind

__all__ = ["with_numbered_titles"]

_LEAST = 4
"""Numbered chapters that show the layout."""
_TITLED = frozenset((3, 6, 9, 10, 11, 13, 14, 15, 16, 17, 18))
"""Chapters whose numbered parts have titles; in the others a number stands before a statement."""
_COUNTING = frozenset((6, 16, 17, 18))
"""Chapters in which a counted line over a sentence is the title of a part: doses, and what studies found."""
_LONGEST, _SHORT = 160, 20
_WITHIN = re.compile(
    r"。|(?:した|する|とき|ところ|により|おいて|として|では|には|[はがをにでとのへ、，,：:])\s*$|たとき、|であり|こと$|される|は[、\s]?\d"
)
"""Words of a sentence, or of its half."""
_GOES_ON = re.compile(r"[（(、。）)％%]|[はがをにでとのへもや](?=[\u3400-\u9fff\d])")
"""How the rest of a broken line begins."""
_COUNTED = re.compile(r"[（(]\d{1,2}[)）]|[①-⑳]")
_PART = re.compile(r"\s*[〈＜][^〈〉＜＞]{1,60}[〉＞]\s*")
"""A line that says for which disease or form what follows is told."""
_WITHIN_PART = re.compile(r"\s*(?:[（(]\d{1,2}[)）]\s*[^。、]{2,30}|［(?![^］]*参照)[^］。]{2,30}］)\s*")
"""One that names a part of that: a counted title, a kind of treatment in brackets."""


def with_numbered_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbered titles as headings, each as deep as its number says; unchanged in another layout."""
    chapters = [block for block in blocks if _chapter(block)]
    if len({_chapter(block) for block in chapters}) < _LEAST:
        return list(blocks)
    base = Counter(block.level for block in chapters).most_common(1)[0][0]
    made: list[Block] = []
    chapter, last, level, part = 0, tuple[int, ...](), base, _NO_PART
    for index, block in enumerate(blocks):
        number = heading_number(block.text)[0] if block.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH) else ""
        place = place_of(number) if number else ()
        if opened := _chapter(block):
            chapter, last, level, part = opened, place, base, _NO_PART
            block = replace(block, level=base)
        elif chapter and 1 < len(place) < 5 and place[0] == chapter and place > last:
            last = place
            if block.level or (chapter in _TITLED and _is_title(block, blocks[index + 1 : index + 2])):
                part = part if len(place) > part.depth else _NO_PART
                level = base + len(place) - 1 + (part is not _NO_PART)
                facts = {name: fact for name, fact in block.facts.items() if name != "continues"}
                block = replace(block, kind=PassageKind.HEADING, level=level, facts=facts)
        elif chapter and 0 < block.level <= level and level > base and _COUNTED.match(block.text):
            block = replace(block, level=level + 1)
        elif chapter and _is_line(block, _PART):
            if part is _NO_PART:
                part = _Part(len(last) if level > base or len(last) == 1 else 1, level + 1)
            level = part.level
            block = replace(block, kind=PassageKind.HEADING, level=level)
        elif (part is not _NO_PART or chapter in _COUNTING) and _is_within(block) and _is_prose(blocks, index + 1):
            block = replace(block, kind=PassageKind.HEADING, level=level + 1, group=None)
        made.append(block)
    return made


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a chapter that a line in angle brackets opened: under a number of how many places, how deep."""

    depth: int
    level: int


_NO_PART = _Part(0, 0)


def _is_line(block: Block, form: re.Pattern[str]) -> bool:
    return block.kind in (PassageKind.PARAGRAPH, PassageKind.HEADING) and form.fullmatch(block.text) is not None


def _is_within(block: Block) -> bool:
    """Does a line name a part of a part, also where the reader took its number for an item's?"""
    if block.kind is PassageKind.LIST_ITEM and _COUNTED.fullmatch(block.facts.get("marker", "")):
        return 1 < len(block.text) <= _SHORT and not _WITHIN.search(block.text)
    return _is_line(block, _WITHIN_PART)


def _is_prose(blocks: Sequence[Block], index: int) -> bool:
    """Does a sentence stand there?"""
    return index < len(blocks) and blocks[index].kind is PassageKind.PARAGRAPH and "。" in blocks[index].text


def _chapter(block: Block) -> int:
    """The number of the chapter that the block heads by number and name; 0 where it heads none."""
    if not block.level or block.kind is not PassageKind.HEADING:
        return 0
    number, rest = heading_number(block.text)
    known = names_of(Family.JAPAN).get(bare(rest)) if number.isdigit() else None
    return int(number) if known is not None and JAPAN.get(number) is known else 0


def _is_title(block: Block, below: Sequence[Block]) -> bool:
    """A short line that states nothing, and with which the line below it does not go on."""
    rest = heading_number(block.text)[1]
    if any(_GOES_ON.match(one.text) and not _COUNTED.match(one.text) for one in below if not one.level):
        return False
    return 1 < len(rest) <= _LONGEST and "\t" not in rest and not _WITHIN.search(rest)
