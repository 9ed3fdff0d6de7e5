"""Paragraphs that a page of HTML or a text sets as two, though one sentence runs through them.

Tools break a line by a new paragraph where nobody meant one: within a bracket, after a word that asks for another,
before a small letter. Paragraphs of a list without bullets begin with small letters one after the other: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.marks import END
from ingest.reading import Block, glue
from library.models import PassageKind

__all__ = ["with_whole_sentences"]

_UNCLOSED = re.compile(r"[(（][^()（）]{0,200}$")
_CLOSES = re.compile(r"[^()（）•●]{0,200}[)）]")
_ASKS_ON = re.compile(
    r"(?<=\s)(the|a|an|of|and|or|for|with|by|in|to|from|than|der|die|das|des|dem|den|ein|eine[rsnm]?|und|oder|für|von|mit|bei|zu"
    r"|zur|zum|im|als|durch|auf|le|la|les|des|du|de|et|ou|pour|avec|par|dans)$"
)
"""Words no sentence and no heading ends with."""
_LEAST = 50


def with_whole_sentences(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document without pages, with paragraphs that one sentence runs through joined to one."""
    if all(block.page is not None or block.slide is not None for block in blocks):
        return list(blocks)
    made: list[Block] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if made and _goes_on(made[-1], block, after):
            made[-1] = _joined(made[-1], block)
        else:
            made.append(block)
    return made


def _goes_on(before: Block, block: Block, after: Block | None) -> bool:
    texts = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
    if before.kind not in texts or block.kind not in texts or before.flags != block.flags:
        return False
    if any(b.page is not None or b.slide is not None or b.fragments for b in (before, block)):
        return False
    if _UNCLOSED.search(before.text) and _CLOSES.match(marked(block)):
        return True
    if before.kind is not PassageKind.PARAGRAPH or block.kind is not PassageKind.PARAGRAPH:
        return False
    if len(before.text) < _LEAST or END.search(before.text) or before.text[-1] in ",，、;–-":
        return False
    if _ASKS_ON.search(before.text):
        return True
    alone = after is None or not after.text[:1].islower()
    return block.text[:1].islower() and bool(END.search(block.text)) and alone and not before.text[:1].islower()


def marked(block: Block) -> str:
    """The words with the number that the layout took for a mark."""
    marker = block.facts.get("marker", "")
    return f"{marker} {block.text}" if marker[:1].isdigit() else block.text


def _joined(before: Block, block: Block) -> Block:
    words = marked(block)
    words = re.sub(r"^(\S+) (?=[,;.])", r"\1", words)
    kept, between = glue(before.text, words)
    return replace(before, text=kept + between + words)
