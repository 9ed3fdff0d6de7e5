"""Labels set as one table: a heading cell beside a cell of text is a heading with its text, not a row of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.lines.marks import by_mark
from ingest.reading import Block, split_block
from ingest.sections.assign import Section, known_heading
from library.models import PassageKind

__all__ = ["with_sections_of_tables"]

_ROWS = (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
_ENOUGH = 4
"""Rows whose first cell is a heading that some label layout knows."""
_MARK = re.compile(r"(?:^|(?<=\s)|(?<=[。；;]))(?:(\d{1,2})\s?[.．、)）](?!\d)|[（(](\d{1,2})[)）]|([①-⑳]))\s*(?=\S)")

_DASH = re.compile(r"(?:^|(?<=\s))[-–•] (?=[A-Z\u4e00-\u9fff])")
"""A dash or bullet that opens an item within a line."""


def with_sections_of_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the rows ``heading | text`` of a table that holds a label as headings, paragraphs and items."""
    made: list[Block] = []
    above = 1
    for (group, row), part in groupby(blocks, key=lambda b: (b.group, b.kind in _ROWS)):
        rows = list(part)
        if row and group and _is_label(rows):
            for block in rows:
                made += _parted(block, above + 1)
        else:
            made += rows
            above = next((b.level for b in reversed(rows) if b.kind is PassageKind.HEADING and b.level), above)
    return made


def _is_label(rows: Sequence[Block]) -> bool:
    """True where the rows have two cells and the first is a known heading in four of them and in most."""
    cells = [block.text.split("\t") for block in rows]
    if any(len([c for c in line if c.strip()]) > 2 for line in cells):
        return False
    known = sum(len(line) >= 2 and known_heading(line[0].strip()) for line in cells)
    return known >= _ENOUGH and known * 2 > len(rows)


def _parted(block: Block, level: int) -> Iterator[Block]:
    """The heading, one deeper than the heading over the table, and its text."""
    head, _, _ = block.text.partition("\t")
    plain = replace(block, group=None, facts={k: v for k, v in block.facts.items() if k != "columns"})
    if not head.strip():
        yield from _items(replace(split_block(plain, len(head) + 1)[1], kind=PassageKind.PARAGRAPH))
        return
    name, text = split_block(plain, len(head) + 1) if len(block.text) > len(head) else (plain, None)
    if not known_heading(head.strip()):  # a code, a link: of no section
        name = replace(name, section=name.section or Section.OTHER.value)
        text = replace(text, section=text.section or Section.OTHER.value) if text is not None else None
    yield replace(name, kind=PassageKind.HEADING, level=level, text=name.text.rstrip("\t"))
    if text is not None and text.text.strip():
        yield from _items(replace(text, kind=PassageKind.PARAGRAPH))


def _items(block: Block) -> Iterator[Block]:
    """The paragraph, cut before numbers that count 1, 2, 3 … (at most two left out between them) into its items.

    One that begins with a dash is cut before its dashes: what counts in one of its items stays there.
    """
    if dashes := _dashed(block.text):
        yield from _cut(block, dashes)
        return
    cuts, last = list[int](), 0
    for found in _MARK.finditer(block.text):
        number = int(found[1] or found[2] or ord(found[3] or "①") - ord("①") + 1)
        if (last == 0 and number == 1) or (last and last < number <= last + 3):
            cuts.append(found.start())
            last = number
    if last < 2:
        yield block
        return
    yield from _cut(block, cuts)


def _dashed(text: str) -> list[int]:
    """Places of the dashes that open the items of a text that begins with one; none where they are fewer than two."""
    found = [match.start() for match in _DASH.finditer(text)]
    return found if len(found) > 1 and found[0] == 0 else []


def _cut(block: Block, cuts: list[int]) -> Iterator[Block]:
    """The words before the first place, and an item from each place to the next."""
    rest, group = block, f"list-{block.path or block.page or 0}-{block.facts.get('row', '0')}"
    pieces = []
    for at in reversed(cuts):
        if at:
            rest, piece = split_block(rest, at)
            pieces.append(piece)
        else:
            pieces.append(rest)
            rest = replace(block, text="")
    if rest.text.strip():
        yield rest
    for piece in reversed(pieces):
        marked = by_mark(piece)
        yield replace(marked, group=group) if marked.kind is PassageKind.LIST_ITEM else marked
