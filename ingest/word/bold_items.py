"""Items of a Word list that are set in bold: items like those beside them, and no headings.

An emphasised reaction among others heads none of them. A bold item that stands alone over paragraphs or over a list
within it stays the heading it looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["LIST_KEY", "with_bold_items"]

LIST_KEY = "list_key"
"""Fact that names the list and level of a paragraph while a document is read; none of a finished block."""


def with_bold_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with headings by their look that stand beside an item of their own list made items of it."""
    made: list[Block] = []
    for index, block in enumerate(blocks):
        key = block.facts.get(LIST_KEY)
        if key is None:
            made.append(block)
            continue
        before = blocks[index - 1].facts.get(LIST_KEY) if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        facts = {name: fact for name, fact in block.facts.items() if name != LIST_KEY}
        ends = before == key and (after is None or (bool(after.level) and LIST_KEY not in after.facts))
        if block.kind is PassageKind.HEADING and (ends or (after is not None and after.facts.get(LIST_KEY) == key)):
            kept = made[-1].group if before == key and made else None
            group = kept or next((b.group for b in blocks[index + 1 :] if b.kind is PassageKind.LIST_ITEM), None)
            facts.setdefault("marker", "•")
            made.append(replace(block, kind=PassageKind.LIST_ITEM, level=0, facts=facts, group=group or f"list-{key}"))
        else:
            made.append(replace(block, facts=facts))
    return made
