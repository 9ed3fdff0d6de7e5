"""Rows with a cell that says "the same as above": they carry the row above that says what is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from modularize.draft import Quote, Segment

__all__ = ["with_rows_above"]

_SAME = re.compile(r"(?:同上|〃|″|左記と同じ|上記と同じ|上欄と同じ)[。．]?")


def with_rows_above(rows: Sequence[Segment]) -> list[Segment]:
    """The rows of one table, those with such a cell under the nearest row above in which that cell has words."""
    found: list[Segment] = []
    for at, row in enumerate(rows):
        cells = _cells(row)
        same = [column for column, cell in enumerate(cells) if _SAME.fullmatch(cell)]
        meant: list[Quote] = []
        for column in same:
            above = next((held for held in reversed(rows[:at]) if _says(held, column, len(cells))), None)
            if above is not None and above.origin[0] not in (*row.context, *meant):
                meant.append(above.origin[0])
        found.append(replace(row, context=(*row.context, *meant)) if meant else row)
    return found


def _cells(row: Segment) -> list[str]:
    return [cell.strip() for cell in row.origin[0].text.split("\t")]


def _says(row: Segment, column: int, count: int) -> bool:
    cells = _cells(row)
    return len(cells) == count and bool(cells[column]) and not _SAME.fullmatch(cells[column])
