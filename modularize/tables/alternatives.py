"""Rows that are one recommendation in several lines ("Substance A or" over "Substance B"): none says it alone."""

from __future__ import annotations

import re

from library import han

__all__ = ["goes_on_with", "without_joints"]

_WORDS = r"(?:oder|und/oder|bzw\.|plus|or|and/or)"
_OPEN = han.compile(rf"(?:\s{_WORDS}|\s?(?:或者?|または|又は|若しくは))\s*$", re.IGNORECASE)
_TAKES_UP = han.compile(
    r"^\s*(?:(?:(?:jeweils|each)\s+)?(?:(?:ggf\.?|evtl\.?|gegebenenfalls|eventuell|optional(?:ly)?|possibly)\s+)?"
    rf"{_WORDS}\s|(?:或者?|または|又は|若しくは))",
    re.IGNORECASE,
)


def goes_on_with(before: str, after: str) -> bool:
    """Is a row the next of the alternatives, or of the parts of a combination, that the row before it opens?

    A cell ends in the word that joins them, or the one below it begins with it; the name of both rows is one, or the
    word stands behind the name itself.
    """
    above, below = ([cell.strip() for cell in row.split("\t")] for row in (before, after))
    if len(above) != len(below) or not above[0] or not below[0]:
        return False
    if _OPEN.search(above[0]) and len(above) > 1:
        return True
    pairs = list(zip(above, below, strict=True))[1:]
    joined = any(one and other and (_OPEN.search(one) or _TAKES_UP.match(other)) for one, other in pairs)
    return joined and above[0] == below[0]


def without_joints(rows: list[str]) -> list[str]:
    """The rows of one recommendation without the words that join them; one at either end of them all stays."""
    made = []
    for at, row in enumerate(rows):
        cells = row.split("\t")
        if at + 1 < len(rows) and goes_on_with(row, rows[at + 1]):
            cells = [_OPEN.sub("", cell) for cell in cells]
        if at and goes_on_with(rows[at - 1], row):
            cells = [_TAKES_UP.sub("", cell) for cell in cells]
        made.append("\t".join(cells))
    return made
