"""Which rows of a table stand over which: by headings alone on a row, and by how far labels are set in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library.models import Passage
from modularize.draft import Quote, whole

__all__ = ["RowHeads"]

_DASHED = re.compile(r"\s*[-–—]\s?(?=[^\W\d_])")
_TOTAL = re.compile(r"\W*(?:total|overall|gesamt|insgesamt|all)\b|\W*(?:合计|总计|总数|合計|総数)", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    quote: Quote
    depth: int
    alone: bool
    """A heading without values of its own."""
    has_below: bool = False
    """Rows set further in have followed it."""


class RowHeads:
    """The rows that the next row of a table stands under, outermost first.

    A row set in stands under the nearest one above it that is set in less, be that a heading or a row with values. A
    heading whose rows are set in ends with the first row that is not; one whose rows are not, with the next heading.
    """

    def __init__(self) -> None:
        self._open: list[_Head] = []
        self._is_dashed = False

    def read(self, rows: Sequence[Passage]) -> None:
        """Look whether a dash before the label sets rows in, in a table whose layout sets none in."""
        dashed = [bool(_DASHED.match(row.text)) for row in rows]
        told = any(row.facts.get("indent", "").isdigit() for row in rows)
        self._is_dashed = sum(dashed) > 1 and not dashed[0] and not told

    def open(self, row: Passage) -> None:
        """``row`` is a heading of the rows below it."""
        depth = self._depth(row)
        self._open = [head for head in self._open if depth is not None and head.depth < depth]
        self._open.append(_Head(whole(row), depth or 0, alone=True))

    def close(self) -> None:
        """The headings over the rows are over."""
        self._open = []

    def over(self, row: Passage) -> list[Quote]:
        """What the row with values stands under; rows set further in than it will stand under it."""
        depth = self._depth(row)
        if depth is None:
            self._open = [head for head in self._open if head.alone][-1:]
            return [head.quote for head in self._open]
        if self._is_dashed and _TOTAL.match(row.text):
            self._open = [head for head in self._open if head.depth < depth]
        while self._open and self._ends(self._open[-1], depth):
            self._open.pop()
        found = [head.quote for head in self._open]
        for head in self._open:
            head.has_below = head.has_below or head.depth < depth
        label = row.text.split("\t")[0]
        if label.strip():
            self._open.append(_Head(Quote(row, 0, len(label.rstrip())), depth, alone=False))
        return found

    def _depth(self, row: Passage) -> int | None:
        return int(bool(_DASHED.match(row.text))) if self._is_dashed else _depth(row)

    @staticmethod
    def _ends(head: _Head, depth: int) -> bool:
        return head.depth > depth or (head.depth == depth and (head.has_below or not head.alone))


def _depth(row: Passage) -> int | None:
    told = row.facts.get("indent", "")
    return int(told) if told.isdigit() else None
