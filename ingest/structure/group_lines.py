"""Lines over headings that come again: ``Inherently resistant:`` over ``Aerobes``, as ``Susceptible:`` was.

The layout marks the inner headings and not the line over them. Without it the same heading stands twice under one
section, and what is resistant reads as what is susceptible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading import Block
from ingest.sections.assign import known_heading
from ingest.structure.stacked import name_of
from library.models import PassageFlag, PassageKind

__all__ = ["with_group_lines"]

_LONGEST = 130
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)


def with_group_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a line that ends in a colon, right over such a heading, as a heading of the same depth.

    Which of the headings below belong to it is told afterwards, as for all headings that stand directly over another.
    """
    made = list(blocks)
    body = [i for i, b in enumerate(blocks) if b.kind not in _ASIDE and PassageFlag.HIDDEN not in b.flags]
    runs, run = dict[int, int](), 0
    for index in body:
        run += bool(blocks[index].level) and known_heading(blocks[index].text)
        runs[index] = run
    often = Counter((runs[i], blocks[i].level, name_of(blocks[i])) for i in body if blocks[i].level)
    for index, below in pairwise(body):
        head = blocks[below]
        again = head.level and often[(runs[below], head.level, name_of(head))] > 1 and runs[index] == runs[below]
        if again and _is_line(blocks[index]):
            made[index] = replace(blocks[index], kind=PassageKind.HEADING, level=head.level)
    return made


def _is_line(block: Block) -> bool:
    """A short paragraph of one clause that ends in a colon."""
    text = block.text.strip()
    return (
        block.kind is PassageKind.PARAGRAPH
        and len(text) <= _LONGEST
        and text.endswith((":", "："))
        and not any(mark in text[:-1] for mark in (". ", "。", ":", "："))
    )
