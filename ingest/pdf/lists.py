"""Lists set in two columns within a column of text: each is read down before the next begins."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines.marks import BULLET, BULLET_TIGHT
from ingest.pdf.page import Piece

__all__ = ["one_list_after_the_other"]

_LEVEL = 4.0
"""Points by which bullets of one list may stand off each other."""


def one_list_after_the_other(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The rows; where bullets stand in two columns over two rows or more, the left items come before the right ones."""
    found: list[list[Piece]] = []
    at = 0
    while at < len(rows):
        right = _second(rows[at])
        end = _end(rows, at, right) if right is not None else at
        if right is None or end - at < 2:
            found.append(rows[at])
            at += 1
            continue
        parts = rows[at:end]
        found += [left for row in parts if (left := [p for p in row if p.box[0] < right - _LEVEL])]
        found += [rest for row in parts if (rest := [p for p in row if p.box[0] >= right - _LEVEL])]
        at = end
    return found


def _second(row: Sequence[Piece]) -> float | None:
    """x of a bullet with words on either side, in a row that another bullet opens; None where there is none."""
    if len(row) < 2 or not _is_item(row[0]):
        return None
    return next((p.box[0] for p in row[1:] if _is_item(p)), None)


def _is_item(piece: Piece) -> bool:
    return bool(BULLET.match(piece.text) or BULLET_TIGHT.match(piece.text))


def _end(rows: Sequence[list[Piece]], start: int, right: float) -> int:
    """The row after the last of the two lists; ``start`` where there is but one row of them."""
    left, bullets, end = rows[start][0].box[0], 1, start + 1
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if any(p.box[0] < right - _LEVEL and p.box[2] > right + 1 for p in row):
            break
        beside = [p for p in row if p.box[0] >= right - _LEVEL]
        own = [p for p in row if p.box[0] < right - _LEVEL]
        new_item = bool(own) and _is_item(own[0])
        if own and not new_item and own[0].box[0] < left + _LEVEL:
            break
        if row[0].box[1] - rows[index - 1][0].box[1] > 3 * row[0].main.size:
            break
        if beside and _is_item(beside[0]):
            bullets += 1
        if beside or not new_item:
            end = index + 1
    return end if bullets > 1 else start
