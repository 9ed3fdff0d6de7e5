"""Tables whose first column only names groups: the label of a row stands in the second, under no name of a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from library.models import Passage
from modularize.draft import Quote, Segment, Skipped, whole

__all__ = ["groups_in_first_column", "has_group_column", "of_groups"]

_WORD = re.compile(r"[^\W\d_]{2}")
_LEAST = 2
"""Rows that leave the first cell empty, from which on the column is one of groups."""


def groups_in_first_column(headers: Sequence[Passage], rows: Sequence[Passage]) -> dict[str, Quote | None]:
    """For each row, by id, the group that the first column names for it or for the rows above it; None where the row
    names its group itself, or is nothing but the name.

    Empty where the table is none of these: the header names no second column, and each row has words in the second
    cell, or in the first one alone.
    """
    if not headers or not has_group_column(headers[-1].text):
        return {}
    found: dict[str, Quote | None] = {}
    group: Quote | None = None
    below = 0
    for row in rows:
        first, *rest = (cell.strip() for cell in row.text.split("\t"))
        if len(rest) < 2:
            return {}
        is_group = bool(first) and not any(rest)
        if not is_group and not (_WORD.search(rest[0]) and any(rest[1:])):
            return {}
        if first:
            start = row.text.index(first)
            group = Quote(row, start, start + len(first))
        elif group is None:
            return {}
        below += not first
        found[row.id] = None if first else group
    return found if below >= _LEAST else {}


def of_groups(
    rows: Sequence[Passage],
    groups: Mapping[str, Quote | None],
    above: Sequence[Quote | str],
    noted: Callable[[Sequence[Passage], Sequence[Quote | str]], list[Quote]],
) -> tuple[list[Segment], list[Skipped]]:
    """Each row under its group, with the notes it bears; a row that only names a group is context of those below."""
    found: list[Segment] = []
    skipped: list[Skipped] = []
    for row in rows:
        if not any(cell.strip() for cell in row.text.split("\t")[1:]):
            skipped.append(Skipped(passage=row.id, reason="row heading: kept as context of the rows below it"))
            continue
        over = [*above, *filter(None, [groups[row.id]])]
        found.append(Segment((whole(row),), (*over, *noted([row], over))))
    return found, skipped


def has_group_column(header: str) -> bool:
    """Does a header name three columns or more, and not the second one?"""
    cells = [cell.strip() for cell in header.split("\t")]
    return len(cells) > 3 and not cells[1] and all(cells[2:])
