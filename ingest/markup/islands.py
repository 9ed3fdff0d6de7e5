"""HTML inside Markdown: tables and folded parts are read as a page is, the rest of the text by its own marks.

An island is a table, or a part that opens on a line of its own and holds no marks of Markdown. Read as running text,
its rows would lose the names of their columns; a whole file read as a page for one island would lose its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.markup.blocks import Place, Walker
from ingest.markup.web import parsed
from ingest.reading import Block
from ingest.structure.patient_series import CLOSES

__all__ = ["Piece", "closed", "island_blocks", "pieces"]

_OPENS = re.compile(r"[ \t]*<(table|details|div|section|ul|ol|dl|figure)\b[^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"^[ \t]*(?:#{1,6} |[-*+] \S|>[ >]|\d{1,2}[.)] \S|\|.*\|[ \t]*$|```)|\*\*\S|\]\(", re.MULTILINE)
"""What only Markdown writes, at the head of a line or inside it."""
_HEADING = re.compile(r"(#{1,6})\s+\S")
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*")
_QUOTED = re.compile(r"[ ]{0,3}>(?! ?\d+(?:[.,]\d+)*(?![\d.,)]))[ ]?(.*)")
"""A quoted line; ``> 90`` is no quotation but a comparison."""
_CALLOUT = re.compile(r"\[!\w+\][+-]?[ ]?(.*)")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a Markdown text: where it begins, its words, the depth of the heading over it, and what it is."""

    line: int
    text: str
    level: int = 0
    is_html: bool = False
    closes: int = 0
    """Depth from which headings of the piece before end with it; 0 where they go on."""


def pieces(text: str) -> Iterator[Piece]:
    """The text cut where HTML islands and quotations stand, in their order."""
    lines = text.splitlines()
    held: list[str] = []
    first, level, at, closes = 1, 0, 0, 0
    while at < len(lines):
        found = _island(lines, at) or _quotation(lines, at, level)
        if found is None:
            level = _level(lines[at], level)
            first = first if held else at + 1
            held.append(lines[at])
            at += 1
            continue
        beside = closes and not "".join(held).strip()
        if held and not beside:
            yield Piece(first, "\n".join(held), level, closes=closes)
        end, words, is_html = found
        ruled = any(_RULE.fullmatch(line) for line in _behind(lines, at))
        over = closes - 1 if beside else level - 1 if ruled and level > 1 else level
        closes, held = closes if beside else 0 if held else closes, []
        yield Piece(at + 1, words, over, is_html, closes)
        closes, at = over + 1, end
    if held:
        yield Piece(first, "\n".join(held), level, closes=closes)


def _behind(lines: list[str], at: int) -> list[str]:
    """The lines right before, to the last one with words."""
    found = []
    for line in reversed(lines[:at]):
        if line.strip() and not _RULE.fullmatch(line):
            break
        found.append(line)
    return found


def _level(line: str, level: int) -> int:
    found = _HEADING.match(line)
    return len(found[1]) if found else level


def _island(lines: list[str], at: int) -> tuple[int, str, bool] | None:
    """Where the island ends that opens at a line, and its words; None where none does."""
    found = _OPENS.match(lines[at])
    if found is None:
        return None
    name, depth, end = found[1].lower(), 0, at
    tags = re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE)
    for end in range(at, len(lines)):
        for tag in tags.finditer(lines[end]):
            depth += -1 if tag[1] else 1
        if depth <= 0:
            break
    words = "\n".join(lines[at : end + 1])
    if depth != 0 or not words.rstrip().endswith(">") or (name != "table" and _MARKS.search(words)):
        return None
    return end + 1, words, True


def _quotation(lines: list[str], at: int, level: int) -> tuple[int, str, bool] | None:
    """Where the quotation ends that opens at a line, and its words without the signs before them; None for others."""
    if level == 0 or _QUOTED.match(lines[at]) is None:
        return None
    said, end = [""], at
    while end < len(lines) and (found := _QUOTED.match(lines[end])):
        line = found[1]
        if (titled := _CALLOUT.match(line)) is not None:
            line = f"{'#' * min(_DEEPEST, level + 1)} {titled[1]}" if titled[1].strip() else ""
        said.append(line)
        end += 1
    return end, "\n".join(said), False


def island_blocks(piece: Piece, number: int) -> list[Block]:
    """The blocks of an island, its headings below the one over it, its lists and tables under names of their own."""
    tree, _, _ = parsed(piece.text.encode())
    found = Walker(Place(path=f"line[{piece.line}]/", level=max(0, piece.level - 1))).walk(tree)
    return [replace(b, group=f"{b.group}-in-{number}") if b.group else b for b in found]


def closed(blocks: list[Block], depth: int) -> list[Block]:
    """The blocks, the first of which ends the headings of that depth and below that stand before it."""
    return [replace(blocks[0], facts={**blocks[0].facts, CLOSES: str(depth)}), *blocks[1:]] if blocks else blocks
