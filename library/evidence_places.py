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
from library.text import squeeze

Words = frozenset[str]
_MEASURED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s?(mg|mcg|µg|μg|g|m[lL]|kg|weeks?|months?|years?|hours?|Wochen?|Monate?|周|週|岁|歳)(?![A-Za-z])|"
    r"(grade|Grad|级|グレード)\s?([≥≤<>]?\s?\d)",
    re.IGNORECASE,
)
_DOSES = re.compile(r"\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|μg|g|IU|U|m[lL])(?:/(?:kg|m2|m²|day|Tag))?", re.IGNORECASE)
"""A heading that is a dose: "3 mg/kg"."""
_SIZE = re.compile(r"(?<![A-Za-z])[nN]\s?[=＝]\s?(\d+)")

_OF_INTERVALS = content_words("CI KI confidence interval Konfidenzintervall 置信区间 可信区间 信頼区間 SD SE IQR n") | {
    "n"
}
"""Words of a heading that say how a figure is given, not whose it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """What tells a figure's place from others: its column's own words, those of the other columns, its row's name."""

    column: Words = frozenset()
    others: tuple[Words, ...] = ()
    row: str = ""
    rows: tuple[str, ...] = ()
    """Names of the other rows of its table."""
    heading: Words = frozenset()
    headings: tuple[Words, ...] = ()
    """All words of its column's heading, and of the others, without those that every heading has."""
    size: str = ""
    sizes: frozenset[str] = frozenset()
    """How many patients its column is about ("164"), and the others."""


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
    heads = [label_words(cell) for cell in header[1:]]
    own = [Words(), *distinct(heads)]
    common = frozenset.intersection(*heads) | _OF_INTERVALS
    full = [Words(), *(words - common for words in heads)]
    sizes = ["", *(match.group(1) if (match := _SIZE.search(cell)) else "" for cell in header[1:])]
    sizes = [size if sizes.count(size) == 1 else "" for size in sizes]  # a size of several columns tells none of them
    names = [cells[0].strip() for _, cells in rows]
    found: dict[int, Place] = {}
    for at, cells in rows:
        others = tuple(name for name in names if name and name != cells[0].strip())
        for column, cell in enumerate(cells):
            rest = tuple(words for index, words in enumerate(own) if index not in (0, column) and words)
            place = Place(
                own[column],
                rest,
                cells[0].strip(),
                others,
                full[column],
                tuple(words for index, words in enumerate(full) if index not in (0, column) and words),
                sizes[column],
                frozenset(sizes) - {"", sizes[column]},
            )
            if column:
                found |= {at + number.start: place for number in numbers(cell)}
            at += len(cell) + 1
    return found


def is_header(cells: Sequence[str]) -> bool:
    """Do the cells of a table's first line name columns, rather than give figures?"""
    named = [cell for cell in cells[1:] if cell.strip()]
    if any(_SIZE.search(cell) for cell in named):
        return True
    figures = sum(bool(re.match(r"\W*\d", cell)) and not _DOSES.fullmatch(cell.strip()) for cell in named)
    return bool(named) and figures * 2 < len(named)


def distinct(each: Sequence[Words]) -> list[Words]:
    """Of each set of words those that no other holds."""
    return [
        words.difference(*(other for at, other in enumerate(each) if at != index)) for index, words in enumerate(each)
    ]


def other_row(place: Place, sentence: str) -> str:
    """The row that ``sentence`` names instead of the figure's own; "" where it names that one or none."""
    said, own = label_words(sentence), label_words(place.row)
    if not own:
        return ""
    if own <= said:
        longer = [row for row in place.rows if own < label_words(row) <= said and squeeze(row) in squeeze(sentence)]
        return max(longer, key=len, default="")
    named = [row for row in place.rows if (words := label_words(row)) and words <= said and not (own - words) & said]
    return max(named, key=len, default="")


def is_other_column(place: Place, beside: str, sentence: str = "") -> bool:
    """Do the words ``beside`` a figure name another column than its own?

    A column is named by the words only its heading has, by its number of patients, or by all words of its heading: of
    "Drug" and "Drug/Partner" the longer one that is named counts, where no words are left over that may mean more.
    """
    said = label_words(beside) - _OF_INTERVALS
    if place.column and not place.column & said and any(words & said for words in place.others):
        return True
    stated = set(_SIZE.findall(beside))
    if place.size in stated:
        return False
    if stated & place.sizes:
        return True
    if not place.heading:
        return False
    left = label_words(sentence) - label_words(place.row).union(*(label_words(row) for row in place.rows))
    for other in place.headings:
        if other <= said and not (place.heading - other) & said and place.heading != other:
            is_plain = said & left <= other
            is_longer = place.heading < other
            if not place.heading & said or (is_plain and (is_longer or not place.heading <= said)):
                return True
    return False
