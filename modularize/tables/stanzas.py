"""Tables in stanzas: a row over all columns names a medicine, and the rows below it, without a label, are its doses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from library import han
from library.models import Passage, PassageKind

__all__ = ["Line", "in_stanzas", "is_cut_dose"]

_LEAST, _WIDE = 2, 3
"""Stanzas that make such a table, and the columns it has at least."""
_LONGEST = 400
_SIZE = han.compile(r"[<>≤≥≦≧]?\s?\d[\d.,]*(?:\s?[-–~]\s?\d[\d.,]*)?\s?(?:kg|g|歲|岁|weeks?|days?|[周週天日])")
_FIGURE = re.compile(r"[<>≤≥≦≧*†]*\s?\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One or more rows that belong together, and what they are in their stanza."""

    part: Literal["title", "columns", "columns_alone", "row", "alone"]
    rows: tuple[Passage, ...]


def in_stanzas(rows: Sequence[Passage]) -> list[Line]:
    """The rows told apart; none where the table is not one of stanzas.

    ``columns_alone``: names of columns again, but no title above them: it was not read as one. ``alone``: a row over
    all columns with no rows of its own. A row under a title whose cells are names, or sizes under an empty label, names
    the columns of what follows. A row whose first two cells are empty goes on with the one above it.
    """
    titles = [at for at, row in enumerate(rows[:-1]) if _is_title(row, rows[at + 1])]
    width = max((len(row.text.split("\t")) for row in rows), default=0)
    if len(titles) < _LEAST or width < _WIDE:
        return []
    return list(_lines(rows, frozenset(titles)))


def _is_title(row: Passage, after: Passage) -> bool:
    return "\t" not in row.text and len(row.text) <= _LONGEST and after.text.startswith("\t")


def _lines(rows: Sequence[Passage], titles: frozenset[int]) -> Iterator[Line]:
    held: list[Passage] = []
    seen: set[str] = set()
    for at, row in enumerate(rows):
        goes_on = held and row.text.startswith("\t\t") and at - 1 not in titles
        if goes_on:
            held.append(row)
            continue
        if held:
            yield Line("row", tuple(held))
            held = []
        if at in titles:
            yield Line("title", (row,))
        elif _names_columns(row, is_first=at - 1 in titles):
            seen.add(row.text)
            yield Line("columns", (row,))
        elif row.text in seen:
            yield Line("columns_alone", (row,))
        elif "\t" not in row.text:
            yield Line("alone", (row,))
        else:
            held = [row]
    if held:
        yield Line("row", tuple(held))


def _names_columns(row: Passage, *, is_first: bool) -> bool:
    cells = [cell.strip() for cell in row.text.split("\t")]
    filled = [cell for cell in cells if cell]
    if not is_first or len(filled) < _LEAST or cells[0]:
        return False
    sizes = all(_SIZE.fullmatch(cell) or not _FIGURE.match(cell) for cell in filled)
    return (
        sizes
        if not cells[1]
        else not any(map(_FIGURE.match, filled)) and all(re.search(r"[^\W\d_]", c) for c in filled)
    )


def is_cut_dose(header: Passage) -> bool:
    """Is a "header" the end of a dose that the page before began?"""
    is_head = header.kind is PassageKind.TABLE_HEADER and "\t" not in header.text
    return is_head and bool(re.search(r"\d\s?(?:mg|µg|g|mL)/", header.text))
