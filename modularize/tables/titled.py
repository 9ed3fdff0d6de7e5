"""Rows that belong to others: names of columns below a title, a spread below its mean, the rest of a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage
from modularize.sentences.depends import is_complete

__all__ = ["ends_label", "named_below_title", "statistic_of"]

_LETTERS = re.compile(r"[^\W\d_]{3}")
_FIGURE = re.compile(r"\W*\d")
_LONGEST = 80


def named_below_title(headers: Sequence[Passage], rows: Sequence[Passage]) -> list[Passage]:
    """The first row, where all headers are titles of one cell and the row has words in each of two cells or more,
    while rows below it hold figures; [] else.
    """
    below = [row for row in rows if row not in headers]
    titled = bool(headers) and all("\t" not in row.text.strip() for row in headers)
    if not titled or len(below) < 2 or below[0].facts.get("overleaf"):
        return []
    cells = [cell.strip() for cell in below[0].text.split("\t")]
    named = len(cells) > 1 and all(_is_name(cell) for cell in cells)
    same = [row.text.split("\t") for row in below[1:] if len(row.text.split("\t")) == len(cells)]
    figures = any(_FIGURE.match(cell.strip()) for row in same for cell in row[1:])
    return below[:1] if named and figures else []


def _is_name(cell: str) -> bool:
    return bool(_LETTERS.search(cell)) and len(cell) <= _LONGEST and not _FIGURE.match(cell) and not is_complete(cell)


_MEAN = re.compile(r"\W*(?:(?:arithmetic|geometric) )?(?:mean|median)\W*", re.IGNORECASE)
_SPREAD = re.compile(
    r"\W*(?:SDs?|SEM?|S\.D\.|standard (?:deviation|error)|% ?CV|CV ?%?|min(?:imum)?|max(?:imum)?|range|median|IQR)\W*",
    re.IGNORECASE,
)


def statistic_of(rows: Sequence[Passage], row: Passage) -> bool:
    """Does a row whose label is only a spread or an extreme ("SD", "Min") go on with rows that open with a mean?"""
    first, label = (one.text.split("\t")[0].strip() for one in (rows[0], row))
    return bool(_MEAN.fullmatch(first)) and bool(_SPREAD.fullmatch(label)) and rows[-1].group == row.group


def ends_label(row: Passage, after: Passage) -> bool:
    """Does a row of one cell end the label of the row before ("Disorders of the ear and the" over "labyrinth")?"""
    label, *cells = (cell.strip() for cell in row.text.split("\t"))
    first, *rest = (cell.strip() for cell in after.text.split("\t"))
    return any(cells) and not any(rest) and bool(first) and bool(_BROKEN_LABEL.search(label)) and len(first) < 60


_BROKEN_LABEL = re.compile(
    r"(?:\b(?:der|die|das|des|dem|den|und|oder|mit|von|bei|für|the|and|of|or|with|in|for)|[-–,])$"
)
