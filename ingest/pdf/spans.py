"""Labels of tables without rules that take several lines, or stand once for several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.grid import VALUE, Cell
from ingest.pdf.page import Piece

__all__ = ["label_columns", "spread_labels", "wraps_labels"]

_REST = re.compile(r"[(（\[a-z]")
"""How the rest of a label begins."""
_APART = 1.25
"""White above a line, to what is usual in the table, from which it begins a group of rows."""


def label_columns(grid: Sequence[Sequence[Cell]]) -> int:
    """How many columns at the left hold words rather than figures."""
    count = 0
    for column in range(len(grid[0]) - 1 if grid else 0):
        words = [row[column].words for row in grid if row[column].lines]
        if not words or sum(1 for w in words if VALUE.match(w)) * 2 > len(words):
            break
        count += 1
    return count


def wraps_labels(cells: Sequence[Cell], above: Sequence[Cell], labels: int) -> bool:
    """True for a line that goes on with two or more labels of the row above it and has no figures of its own."""
    filled = [i for i, cell in enumerate(cells) if cell.lines]
    return (
        len(filled) > 1
        and filled[-1] < labels
        and all(above[i].lines for i in filled)
        and any(VALUE.match(cell.words) for cell in above[labels:])
    )


def spread_labels(grid: Sequence[list[Cell]]) -> None:
    """Gives the words of the first column to every row of their group, where white parts the rows in groups.

    Only in tables with two columns of labels, where rows of most groups have no words of their own in the first, or
    only the rest of those above (``(n=305)``).
    """
    rows = [row for row in grid if _has_figures(row)]
    labels = label_columns(rows)
    if len(rows) < 4 or labels < 2:
        return
    places = [[line[0].box[1] for cell in row for line in cell.lines] for row in rows]
    steps = [min(b) - max(a) for a, b in pairwise(places)]
    usual = sorted(steps)[len(steps) // 4]
    starts = [0, *(i + 1 for i, step in enumerate(steps) if step > _APART * usual), len(rows)]
    groups = [rows[low:high] for low, high in pairwise(starts)]
    several = [group for group in groups if len(group) > 1]
    bare = [group for group in several if any(not row[0].lines for row in group[1:])]
    own = any(row[0].lines and not _REST.match(row[0].words) for group in several for row in group[1:])
    if own or len(several) < 2 or len(bare) * 2 < len(several) or any(not g[0][0].lines for g in groups[1:]):
        return
    for group in (group for group in several if group[0][0].lines):
        lines: list[list[Piece]] = [line for row in group for line in row[0].lines]
        for row in group:
            row[0].lines, row[0].repeated = lines, row is not group[0]


def _has_figures(row: Sequence[Cell]) -> bool:
    return any(VALUE.match(cell.words) for cell in row[1:])
