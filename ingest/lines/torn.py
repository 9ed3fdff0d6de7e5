"""Paragraphs that are one: the words of a link, set on a line of their own, part the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_links_in_line"]

_WAITS = re.compile(
    r"(?:[(（\[]|(?<![.!?:;,])\s(?:the|an?|of|from|via|through|see|and|or|with|by|in|on|to|"
    r"der|die|das|dem|den|des|und|oder|mit|von|vom|zur|zum|siehe|über))$"
)
"""So a line ends that cannot end there: an open bracket, an article, a preposition."""
_GOES_ON = re.compile(r"^(?:[)）\]](?=\W)|[.,;](?=\s|$))")
"""So a line begins that stands behind other words."""
_MARK = re.compile(r"\[(?:footnote|Fußnote|note) \d{1,2}\]")
"""The mark of a note that a page linked, in a line of its own: it heads nothing."""
_ENDS = re.compile(r"[.!?:;。？！：；]\W*$")


def with_links_in_line(blocks: Iterable[Block]) -> list[Block]:
    """The blocks; a paragraph that cannot end where it does is one with the next, one that begins with the end of a
    bracket or a stop with the one before.
    """
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is not None and (_are_one(last, block) or _MARK.fullmatch(block.text)):
            tight = last.text.endswith(("(", "（", "[")) or _GOES_ON.match(block.text)
            found[-1] = replace(last, text=f"{last.text}{'' if tight else ' '}{block.text}")
        else:
            found.append(block)
    return found


def _are_one(before: Block, block: Block) -> bool:
    if before.kind is not PassageKind.PARAGRAPH or block.kind is not PassageKind.PARAGRAPH:
        return False
    if before.group or block.group or "\t" in before.text + block.text:
        return False
    opened = before.text.count("(") > before.text.count(")")
    goes_on = bool(_GOES_ON.match(block.text)) and not _ENDS.search(before.text)
    return bool(_WAITS.search(before.text)) or goes_on or (opened and block.text[:80].count(")") == 0 and _short(block))


def _short(block: Block) -> bool:
    """A few words without an end, as of a link inside a bracket."""
    return len(block.text) < 60 and not _ENDS.search(block.text)
