"""Items of a list that lost their bullet: paragraphs in small letters among the items of one list.

Programs that make pages of old documents mark some items of a list and set others as paragraphs. What begins in small
letters, or with the word the items begin with, is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.marks import END
from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_small_items"]

_LONGEST = 220
_FIRST = re.compile(r"[a-zäöüß]+")


def with_small_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document without pages, with such paragraphs as items of the list they stand in."""
    made = list(blocks)
    at = 0
    while at < len(made):
        if made[at].kind is not PassageKind.LIST_ITEM or made[at].page is not None or made[at].slide is not None:
            at += 1
            continue
        end = at + 1
        while end < len(made) and (made[end].kind is PassageKind.LIST_ITEM or _is_item(made[end], made[at:end])):
            end += 1
        if any(block.kind is PassageKind.PARAGRAPH for block in made[at:end]):
            for place in range(at, end):
                made[place] = replace(made[place], kind=PassageKind.LIST_ITEM, group=made[at].group)
        at = end
    return made


def _is_item(block: Block, before: Sequence[Block]) -> bool:
    """Does a paragraph in small letters go on with the items before it, none of which asks for its words?"""
    first = _FIRST.match(block.text)
    if block.kind is not PassageKind.PARAGRAPH or first is None or block.flags != before[0].flags:
        return False
    if before[-1].text[-1:] in ",:-–" or (END.search(before[-1].text) is None and len(before[-1].text) > _LONGEST):
        return False
    begun = {found[0] for item in before if (found := _FIRST.match(item.text))}
    is_fragment = END.search(block.text) is None and len(block.text) < _LONGEST
    return first[0] in begun or (is_fragment and all(END.search(item.text) is None for item in before))
