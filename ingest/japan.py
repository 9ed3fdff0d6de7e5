"""Numbered titles of Japanese inserts of the layout since 2017 ("11.1.5 急性腎障害（0.09%）"), however they are set.

Many printed inserts set the titles of the second and third level in plain type. Read as paragraphs, two that follow one
another would run together, and what stands below one would bear the one before. The numbers tell both where a title is
and how deep it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from ingest.section_heads import bare, heading_number, names_of
from ingest.section_names import JAPAN, Family
from ingest.section_order import place_of
from library.models import PassageKind

__all__ = ["with_numbered_titles"]

_LEAST = 4
"""Numbered chapters that show the layout."""
_TITLED = frozenset((3, 6, 9, 10, 11, 13, 14, 15, 16, 17, 18))
"""Chapters whose numbered parts have titles; in the others a number stands before a statement."""
_LONGEST = 160
_WITHIN = re.compile(
    r"。|(?:した|する|とき|ところ|により|おいて|として|では|には|[はがをにでとのへ、，,：:])\s*$|たとき、|であり|こと$|される"
)
"""Words of a sentence, or of its half."""
_COUNTED = re.compile(r"[（(]\d{1,2}[)）]|[①-⑳]")


def with_numbered_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbered titles as headings, each as deep as its number says; unchanged in another layout."""
    chapters = [block for block in blocks if _chapter(block)]
    if len({_chapter(block) for block in chapters}) < _LEAST:
        return list(blocks)
    base = Counter(block.level for block in chapters).most_common(1)[0][0]
    made: list[Block] = []
    chapter, last, level = 0, tuple[int, ...](), base
    for block in blocks:
        number = heading_number(block.text)[0] if block.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH) else ""
        place = place_of(number) if number else ()
        if opened := _chapter(block):
            chapter, last, level = opened, place, base
            block = replace(block, level=base)
        elif chapter and 1 < len(place) < 5 and place[0] == chapter and place > last:
            last = place
            if block.level or (chapter in _TITLED and _is_title(block)):
                level = base + len(place) - 1
                facts = {name: fact for name, fact in block.facts.items() if name != "continues"}
                block = replace(block, kind=PassageKind.HEADING, level=level, facts=facts)
        elif chapter and 0 < block.level <= level and level > base and _COUNTED.match(block.text):
            block = replace(block, level=level + 1)
        made.append(block)
    return made


def _chapter(block: Block) -> int:
    """The number of the chapter that the block heads by number and name; 0 where it heads none."""
    if not block.level or block.kind is not PassageKind.HEADING:
        return 0
    number, rest = heading_number(block.text)
    known = names_of(Family.JAPAN).get(bare(rest)) if number.isdigit() else None
    return int(number) if known is not None and JAPAN.get(number) is known else 0


def _is_title(block: Block) -> bool:
    """A short line that states nothing."""
    rest = heading_number(block.text)[1]
    return 1 < len(rest) <= _LONGEST and "\t" not in rest and not _WITHIN.search(rest)
