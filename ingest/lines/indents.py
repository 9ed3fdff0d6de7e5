"""How far the label of a table's row is set in: it belongs to the nearest row above it that is set in less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_indents"]

_STEP = 4.0
"""Points by which a label must be set in to count; labels within ``_SAME`` points of each other begin at one place."""
_SAME = 2.0
_MOST = 4
_LEAST_ROWS = 4


def with_indents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; rows of tables whose labels begin at two to four places carry theirs as ``facts["indent"]``, from 0.

    Only where each place is taken by more than one row, but for one of them: centred labels begin anywhere.
    """
    made = list(blocks)
    tables: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is PassageKind.TABLE_ROW and block.group and block.fragments and block.text[:1] != "\t":
            tables.setdefault(block.group, []).append(index)
    for rows in tables.values():
        table = [blocks[i] for i in rows]
        lefts = [row.fragments[0].box[0] for row in table]
        places = _places(lefts)
        if len(rows) < _LEAST_ROWS or not 1 < len(places) <= _MOST:
            continue
        if _centred(table) or _in_columns(table) or _on_facing_pages(table, lefts):
            continue
        for i, left in zip(rows, lefts, strict=True):
            depth = sum(1 for place in places if place < left - _SAME)
            made[i] = replace(blocks[i], facts={**blocks[i].facts, "indent": str(depth)})
    return made


def _on_facing_pages(rows: Sequence[Block], lefts: Sequence[float]) -> bool:
    """True where the labels of a page begin at none of the places of the page before: its margins are others."""
    places: dict[int, list[float]] = {}
    for row, left in zip(rows, lefts, strict=True):
        places.setdefault(row.fragments[0].page, []).append(left)
    return any(min(abs(a - b) for a in one for b in two) > _SAME for one, two in pairwise(places.values()))


def _centred(rows: Sequence[Block]) -> bool:
    """True where labels of different lengths have one middle."""
    boxes = [row.fragments[0].box for row in rows]
    pairs = [(a, b) for a, b in pairwise(boxes) if abs(a[0] - b[0]) > _SAME]
    common = sum(1 for a, b in pairs if abs(a[0] + a[2] - b[0] - b[2]) < 2 * _SAME)
    return common * 2 >= len(pairs)


def _in_columns(rows: Sequence[Block]) -> bool:
    """True where the table runs on in the next column of its page: its labels begin elsewhere there."""
    firsts = [row.fragments[0] for row in rows]
    return any(a.page == b.page and b.box[1] < a.box[1] for a, b in pairwise(firsts))


def _places(lefts: Sequence[float]) -> list[float]:
    """Where labels begin, from left to right; one place where they begin anywhere."""
    found: list[list[float]] = []
    for left in sorted(lefts):
        if found and left - found[-1][0] <= _SAME:
            found[-1].append(left)
        else:
            found.append([left])
    apart = all(b[0] - a[0] >= _STEP for a, b in pairwise(found))
    single = sum(1 for place in found if len(place) == 1)
    return [place[0] for place in found] if apart and single <= 1 else [min(lefts, default=0.0)]
