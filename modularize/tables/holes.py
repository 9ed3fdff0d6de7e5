"""Rows of which a cell or the place of a column was lost: holes at the edge of a page, heads a column too far left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.tables.torn_rows import with_torn_rows

__all__ = ["HOLE", "SHIFTED", "with_holes"]

HOLE = "a cell of this row, at the edge of its page, is empty where all other rows hold a figure"
SHIFTED = "the names of its columns stand one column too far left, so that they name others"
_FEWEST = 3
"""Other rows that must hold a figure in the column."""
_DOSE = re.compile(r"\d\s?(?:mg|g|ml|mL|µg|mcg|IU|%)(?![\w/])")
_MARGINAL = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.TABLE_HEADER, PassageKind.CAPTION)


def with_holes(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which rows with such a hole say that they are unsure; a table within its page has none.

    What stands at the head or foot of a page may have been taken for a page number or a running line, and a dose that
    is missing from its row reads like a dose that there is not.
    """
    found = _with_shifted(with_torn_rows(passages))
    body = [at for at, passage in enumerate(found) if passage.kind not in _MARGINAL]
    for place, at in enumerate(body):
        row = found[at]
        if row.kind is not PassageKind.TABLE_ROW or row.facts.get("unsure"):
            continue
        beside = [found[near] for near in (*body[max(0, place - 1) : place], *body[place + 1 : place + 2])]
        if any(_is_over_page(row, other) for other in beside) and _has_hole(row, _rows_around(found, body, place)):
            found[at] = row.model_copy(update={"facts": {**row.facts, "unsure": HOLE}})
    return tuple(found)


def _with_shifted(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, of which rows of a table wait for a person where a row of names below its head lacks the corner.

    "| Tablets |" over "Above 40 kg | Below 40 kg |" over "First day | 400 mg | 200 mg": a cell that several rows share
    was not declared, and every name stands over the column before its own.
    """
    found = list(passages)
    head: list[str] = []
    unsure: str | None = None
    for at, passage in enumerate(passages):
        if passage.kind is PassageKind.TABLE_HEADER:
            head, unsure = passage.text.split("\t"), None
        elif passage.kind is not PassageKind.TABLE_ROW:
            head, unsure = [], None
        else:
            cells = passage.text.split("\t")
            if head and _lacks_corner(head, cells) and _fills_all(passages, at):
                unsure = passage.group
            head = []
            if unsure is not None and passage.group == unsure:
                found[at] = passage.model_copy(update={"facts": {**passage.facts, "unsure": SHIFTED}})
    return found


def _lacks_corner(head: Sequence[str], cells: Sequence[str]) -> bool:
    """Does the first row below a head that names only some columns leave just the last cell empty?"""
    filled = [bool(cell.strip()) for cell in cells]
    names = [bool(cell.strip()) for cell in head]
    return (
        len(head) == len(cells) > 2
        and not names[0]
        and not all(names[1:])
        and filled == [True] * (len(cells) - 1) + [False]
        and not any(_DOSE.search(cell) for cell in cells)
    )


def _fills_all(passages: Sequence[Passage], at: int) -> bool:
    """Does the next row of the same table fill every cell?"""
    below = passages[at + 1] if at + 1 < len(passages) else None
    same = below is not None and below.kind is PassageKind.TABLE_ROW and below.group == passages[at].group
    return same and below is not None and all(cell.strip() for cell in below.text.split("\t"))


def _is_over_page(row: Passage, other: Passage) -> bool:
    """Does the row's table go on with ``other`` on the page before or after?"""
    pages = abs((row.locator.page or 0) - (other.locator.page or 0))
    return other.kind is PassageKind.TABLE_ROW and pages == 1 and other.heading_path == row.heading_path


def _rows_around(passages: Sequence[Passage], body: Sequence[int], place: int) -> list[list[str]]:
    """Cells of the other rows of the table, as many to a row as this one has, up to the next words that are no row."""
    row = passages[body[place]]
    cells: list[list[str]] = []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(body) and passages[body[at]].kind is PassageKind.TABLE_ROW:
            cells.append(passages[body[at]].text.split("\t"))
            at += step
    return [other for other in cells if len(other) == row.text.count("\t") + 1]


def _has_hole(row: Passage, others: Sequence[Sequence[str]]) -> bool:
    cells = row.text.split("\t")
    if len(others) < _FEWEST or sum(bool(cell.strip()) for cell in cells) < 2:
        return False
    return any(
        not cell.strip() and all(any(c.isdigit() for c in other[column]) for other in others)
        for column, cell in enumerate(cells)
    )
