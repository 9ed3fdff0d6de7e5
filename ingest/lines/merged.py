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


_NOTHING = Spanning("", 0)
_PLACE = (0, _NOTHING)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One row: a text with its fragments for each column, and the columns as ``1,2-4``."""

    cells: tuple[tuple[str, tuple[Fragment, ...]], ...]
    columns: str


def spread(rows: Sequence[Sequence[Spanning]], columns: int, *, drawn: bool = False) -> list[SpreadRow]:
    """The rows with merged cells given where they hold. ``columns``: how many the table's grid has.

    ``drawn``: borders that few rows have (a form drawn as a table) part no columns; a row with such a border has a cell
    more.
    """
    grid: list[dict[int, tuple[int, Spanning]]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(number, min(len(rows), number + max(1, cell.height))):
                for column in range(cell.column, min(columns, cell.column + max(1, cell.width))):
                    grid[below].setdefault(column, (number, cell))
    lanes = _lanes(grid, columns) if drawn else [[column] for column in range(columns)]
    return [_row(number, places, lanes) for number, places in enumerate(grid)]


def _lanes(grid: Sequence[dict[int, tuple[int, Spanning]]], columns: int) -> list[list[int]]:
    """Columns of the grid gathered to those of the table: a border counts where a quarter of the rows have it."""
    needed = len(grid) / 4 if len(grid) >= 6 else 1
    lanes = [[0]]
    for column in range(1, columns):
        pairs = [(row.get(column - 1, _PLACE), row.get(column, _PLACE)) for row in grid]
        parted = sum(1 for (_, a), (_, b) in pairs if a is not b and (a.text or b.text))
        if parted >= needed:
            lanes.append([column])
        else:
            lanes[-1].append(column)
    return lanes


def _row(number: int, places: dict[int, tuple[int, Spanning]], lanes: Sequence[Sequence[int]]) -> SpreadRow:
    line: list[tuple[int, int, Spanning]] = []
    """Lane, first row and cell, one after the other."""
    for at, lane in enumerate(lanes):
        found = list({id(c): (first, c) for first, c in (places.get(column, _PLACE) for column in lane)}.values())
        worded = [(first, c) for first, c in found if c.text] or found[:1]
        line += [(at, number if c is _NOTHING else first, c) for first, c in worded]
    if len(lanes) > 1 and len({id(c) for _, _, c in line}) == 1 and line[0][2] is not _NOTHING:
        cell = line[0][2]
        return SpreadRow(((cell.text, cell.fragments),), f"1-{len(lanes)}")
    cells, names = list[tuple[str, tuple[Fragment, ...]]](), list[list[int]]()
    last: Spanning | None = None
    for at, first, cell in line:
        covered = cell is not _NOTHING and cell is last
        again = (first != number and at > 0 and _FIGURE.match(cell.text)) or (covered and cell.column == 0)
        cells.append(("", ()) if again else (cell.text, cell.fragments))
        if covered:
            names[-1][1] = at + 1
        else:
            names.append([at + 1, at + 1])
        last = cell
    return SpreadRow(tuple(cells), ",".join(f"{a}-{b}" if b > a else str(a) for a, b in names))
