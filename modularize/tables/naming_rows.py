"""Tables of one medicine: rows that give its names and strength over all columns, then the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from library.models import Passage
from modularize.draft import Quote

__all__ = ["Named", "named_rows"]

_LEAST = 2
_LABEL = re.compile(r"[^\W\d_]{2,12}(?:\s?[^\W\d_]{2,12})?")
_FIGURE = re.compile(r"\s*[<>≤≥≦≧~]?\s?\d")


@dataclass(frozen=True, slots=True)
class Named:
    """The rows that name the medicine, each once and without its repetitions, and the row that names the columns."""

    names: tuple[Quote, ...]
    columns: Passage
    over: tuple[Passage, ...]


def named_rows(rows: Sequence[Passage]) -> Named | None:
    """The first rows of a table, where two or more say one thing across all columns and the next names the columns."""
    over = list(takewhile(_says_one_thing, rows))
    rest = rows[len(over) :]
    if len(over) < _LEAST or len(rest) < _LEAST or not _names(rest[0]):
        return None
    return Named(tuple(map(_once, over)), rest[0], tuple(over))


def _says_one_thing(row: Passage) -> bool:
    """A label, and the same words in every other cell that has any."""
    label, *others = (cell.strip() for cell in row.text.split("\t"))
    return bool(_LABEL.fullmatch(label)) and len({cell for cell in others if cell}) == 1


def _once(row: Passage) -> Quote:
    words = next(cell for cell in row.text.split("\t")[1:] if cell.strip())
    at = row.text.index(words, row.text.index("\t"))
    return Quote(row, 0, at + len(words.rstrip()))


def _names(row: Passage) -> bool:
    """Three different short words or more, and no figure."""
    filled = [cell.strip() for cell in row.text.split("\t") if cell.strip()]
    return len(set(filled)) > _LEAST and all(len(cell) < 30 and not _FIGURE.match(cell) for cell in filled)
