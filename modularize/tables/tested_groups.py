"""Groups of rows that bear one P value together: the row that names them has nothing but a name and the statistic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage

__all__ = ["TESTED", "tested_groups"]

TESTED = "name of a group and its test: kept as context of its rows"
_STATISTIC = han.compile(
    r"(?:p|[pP]\s?[-–]?\s?(?:values?|值|値|Werte?)|t|z|f|u|h|[χxX][²2]|[tzfu]/?[χxX]?[²2]?\s?值|[χxX][²2]\s?[值値]|统计量|検定)"
    r"\s?[*†‡a-d]?",
    re.IGNORECASE,
)
"""What papers call the columns of a test: it belongs to the group as a whole, not to one of its rows."""


def tested_groups(headers: Sequence[Passage], rows: Sequence[Passage]) -> dict[str, Passage]:
    """The row that names its group for each row of such a group, by the row's id; {} where no column is of a test.

    A group goes on as long as its rows leave the columns of the test empty, and ends where a row fills one.
    """
    tests = {
        column
        for header in headers
        for column, cell in enumerate(header.text.split("\t"))
        if column and _STATISTIC.fullmatch(cell.strip())
    }
    found: dict[str, Passage] = {}
    over: Passage | None = None
    for row in rows if tests else ():
        filled = {column for column, cell in enumerate(row.text.split("\t")) if cell.strip()}
        if 0 not in filled or filled & tests:
            over = row if 0 in filled and filled <= tests | {0} and len(filled) > 1 else None
        elif over is not None and len(filled) > 1:
            found[row.id] = over
        else:
            over = None
    return found
