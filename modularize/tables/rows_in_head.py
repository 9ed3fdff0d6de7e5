"""Rows that the layout took for part of the head of a table, as they are set like it: a strength of a medicine each.

"Substance | strength | name" over "甲 | 12 mg | A", "甲 | 25 mg | B" and "甲 | 50 mg | B": all three are rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind

__all__ = ["with_rows_in_head"]

_STRENGTH = re.compile(
    r"^\s*\d[\d.,]*\s?(?:mg|g|µg|μg|mcg|mL|ml|[%％]|IU|万?单位|毫克|微克|毫升)(?![^\W\d_])", re.IGNORECASE
)


def with_rows_in_head(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; a line of a head that names what the first row names, with a strength of its own, is a row."""
    made = list(passages)
    for at, row in enumerate(passages):
        if row.kind is not PassageKind.TABLE_ROW or not row.group or not at:
            continue
        head = [n for n in range(max(0, at - 12), at) if passages[n].group == row.group]
        if not head or any(passages[n].kind is not PassageKind.TABLE_HEADER for n in head):
            continue
        first = next((n for n in head[1:] if _is_like(passages[n], row)), None)
        for n in head if first is not None else ():
            if first is not None and n >= first:
                made[n] = passages[n].model_copy(update={"kind": PassageKind.TABLE_ROW})
    return made


def _is_like(line: Passage, row: Passage) -> bool:
    """Do both begin with the same name, as many cells wide, and hold a strength in the same column?"""
    cells, others = line.text.split("\t"), row.text.split("\t")
    if len(cells) != len(others) or not cells[0].strip() or cells[0].strip() != others[0].strip():
        return False
    return any(_STRENGTH.match(one) and _STRENGTH.match(two) for one, two in zip(cells, others, strict=True))
