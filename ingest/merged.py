"""Merged cells of a table as the rows they hold for: every row has a cell for every column.

Words of a merged cell are given in each row and column that it covers, since they hold there; a figure (which may be
a sum) is given in the first row only, and the words of a merged first cell once. Tables of PDFs are read so, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library.models import Fragment

_FIGURE = re.compile(r"^[\s<>≤≥=~≈±+\-−–—(\[]*\d|^(NE|NR|NA|N/A|n/a|ND|—|–|-|−|Yes|No|yes|no|✓|×|是|否|無|有)$")


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as its format gives it: its first column from 0, and how many columns and rows it covers."""

    text: str
    column: int
    width: int = 1
    height: int = 1
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One row: a text with its fragments for each column, and the columns as ``1,2-4``."""

    cells: tuple[tuple[str, tuple[Fragment, ...]], ...]
    columns: str


def spread(rows: Sequence[Sequence[Spanning]], columns: int) -> list[SpreadRow]:
    """The rows with merged cells given where they hold. ``columns``: how many the table has."""
    grid: list[dict[int, tuple[int, Spanning]]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(number, min(len(rows), number + max(1, cell.height))):
                for column in range(cell.column, min(columns, cell.column + max(1, cell.width))):
                    grid[below].setdefault(column, (number, cell))
    return [_row(number, places, columns) for number, places in enumerate(grid)]


def _row(number: int, places: dict[int, tuple[int, Spanning]], columns: int) -> SpreadRow:
    whole = {id(cell) for _, cell in places.values()}
    if len(whole) == 1 and len(places) == columns > 1:
        _, cell = places[0]
        return SpreadRow(((cell.text, cell.fragments),), f"1-{columns}")
    cells, names = list[tuple[str, tuple[Fragment, ...]]](), list[str]()
    last: Spanning | None = None
    for column in range(columns):
        place = places.get(column)
        first, cell = place if place is not None else (number, None)
        covered = cell is not None and cell is last
        if cell is None or (first != number and column and _FIGURE.match(cell.text)) or (covered and cell.column == 0):
            cells.append(("", ()))
        else:
            cells.append((cell.text, cell.fragments))
        if not covered:
            wide = cell is not None and cell.width > 1
            end = min(columns, cell.column + cell.width) if cell is not None else 0
            names.append(f"{column + 1}-{end}" if wide and end > column + 1 else str(column + 1))
        last = cell
    return SpreadRow(tuple(cells), ",".join(names))
