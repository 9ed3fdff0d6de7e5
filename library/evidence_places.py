"""Where in its source a figure stands: under which column, in which row, or beside which words of a comparison.

A figure told in words ("Nausea: 41.1% with Ovranteq") must be the one of that row and that column. A column is told by
the words that only its heading has; in a sentence the words after a figure ("61.6% with Ovranteq and 39.0% with
chemotherapy") are its column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.evidence_words import content_words
from library.numbers import numbers

Words = frozenset[str]
_MEASURED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s?(mg|mcg|µg|μg|g|m[lL]|kg|weeks?|months?|years?|hours?|Wochen?|Monate?|周|週|岁|歳)(?![A-Za-z])|"
    r"(grade|Grad|级|グレード)\s?([≥≤<>]?\s?\d)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![A-Za-z])[nN]\s?[=＝]\s?\d")


@dataclass(frozen=True, slots=True)
class Place:
    """What tells a figure's place from others: its column's own words, those of the other columns, its row's name."""

    column: Words = frozenset()
    others: tuple[Words, ...] = ()
    row: str = ""
    rows: tuple[str, ...] = ()
    """Names of the other rows of its table."""


@lru_cache(maxsize=8192)
def label_words(text: str) -> Words:
    """Content words of a heading or a row's name, and its doses, times and grades ("10 mg", "grade ≥3") as one each."""
    measured = (
        "".join(part for part in match.groups() if part).replace(" ", "").casefold()
        for match in _MEASURED.finditer(text)
    )
    return content_words(text) | frozenset(measured)


@lru_cache(maxsize=2048)
def table_places(text: str) -> dict[int, Place]:
    """The place of each number in the table rows of ``text``, by where the number starts."""
    found: dict[int, Place] = {}
    at = 0
    block: list[tuple[int, list[str]]] = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 1:
            if block and len(cells) != len(block[0][1]):
                found.update(_of_block(block))
                block = []
            block.append((at, cells))
        at += len(line) + 1
    return found | _of_block(block)


def _of_block(block: Sequence[tuple[int, list[str]]]) -> dict[int, Place]:
    if len(block) < 2 or not is_header(block[0][1]):
        return {}
    (_, header), *rows = block
    own = [Words(), *distinct([label_words(cell) for cell in header[1:]])]
    names = [cells[0].strip() for _, cells in rows]
    found: dict[int, Place] = {}
    for at, cells in rows:
        others = tuple(name for name in names if name and name != cells[0].strip())
        for column, cell in enumerate(cells):
            rest = tuple(words for index, words in enumerate(own) if index not in (0, column) and words)
            place = Place(own[column], rest, cells[0].strip(), others)
            if column:
                found |= {at + number.start: place for number in numbers(cell)}
            at += len(cell) + 1
    return found


def is_header(cells: Sequence[str]) -> bool:
    """Do the cells of a table's first line name columns, rather than give figures?"""
    named = [cell for cell in cells[1:] if cell.strip()]
    if any(_SIZE.search(cell) for cell in named):
        return True
    return bool(named) and sum(bool(re.match(r"\W*\d", cell)) for cell in named) * 2 < len(named)


def distinct(each: Sequence[Words]) -> list[Words]:
    """Of each set of words those that no other holds."""
    return [
        words.difference(*(other for at, other in enumerate(each) if at != index)) for index, words in enumerate(each)
    ]


def other_row(place: Place, sentence: str) -> str:
    """The row that ``sentence`` names instead of the figure's own; "" where it names that one or none."""
    said, own = label_words(sentence), label_words(place.row)
    if not own or own <= said:
        return ""
    named = [row for row in place.rows if (words := label_words(row)) and words <= said and not (own - words) & said]
    return max(named, key=len, default="")


def is_other_column(place: Place, beside: str) -> bool:
    """Do the words ``beside`` a figure name another column than its own?"""
    said = label_words(beside)
    return bool(place.column) and not place.column & said and any(words & said for words in place.others)
