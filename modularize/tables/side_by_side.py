"""Tables whose columns are lists of names side by side: a last row of one name is the end of the first list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library.models import Passage
from modularize.draft import Quote, whole
from modularize.sentences.depends import is_complete

__all__ = ["ends_first_list", "in_columns"]

_LONGEST = 60


def _cells(row: Passage) -> list[str]:
    return [cell.strip() for cell in row.text.split("\t")]


def ends_first_list(row: Passage, headers: Sequence[Passage], rows: Sequence[Passage]) -> bool:
    """Is ``row`` the last of a table of names in which every column ends once and the first goes on the longest?

    Each column has its name, no cell is a figure or a sentence, and no other row has one cell alone.
    """
    if len(headers) != 1 or len(rows) < 3 or row is not rows[-1]:
        return False
    named, *told = (_cells(one) for one in (*headers, *rows))
    if not all(named) or any(len(cells) != len(named) or not cells[0] for cells in told):
        return False
    worded = all(len(c) < _LONGEST and not re.search(r"\d", c) and not is_complete(c) for cells in told for c in cells)
    filled = [sum(map(bool, cells)) for cells in told]
    ragged = all(all(a or not b for a, b in zip(one, other, strict=True)) for one, other in pairwise(told))
    return worded and ragged and filled[-1] == 1 < min(filled[:-1])


def in_columns(origin: Sequence[Passage], headers: Sequence[Passage]) -> tuple[Quote, ...]:
    """The rows of one module; under named columns those below the first keep the empty cell they begin with."""
    first, *below = origin
    named = any(not header.text.startswith("\t") for header in headers)
    return (whole(first), *(Quote(r, 0, len(r.text.rstrip())) if named else whole(r) for r in below))
