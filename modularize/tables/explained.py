"""Which lines below a table say something of its rows: abbreviations, marked notes, the dose that was given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote

__all__ = ["behind_dash", "dash_of", "dash_stands", "is_dash_note", "is_table_note"]

_DASH = re.compile(r"[-–—－―]")

_ABBREVIATIONS = re.compile(r"^\W*[A-Za-z][\w/\u2010-]{0,14}(?:\s?[=:：]|\s?[,，]\s?[a-z])\s?.{2,}", re.DOTALL)
_FIRST_IS_ACRONYM = re.compile(
    r"^\W*[A-Za-z]*[A-Z]{2,}[\w/-]*\s?[=:：,，]|^\W*[A-Z][a-z]?[A-Z]\w*\s?[=:：,，]|"
    r"^\W*n\s?[=:]\s?[a-z]"
)
_NUMBERED_NOTE = re.compile(r"^(?:[¹²³⁴-⁹⁰]+\s?[:：)）]?|\d{1,2}[:：)）]?\s)\s*(?=[A-ZÄÖÜ\u3041-\u9fff])")
_STATISTICS_SHOWN = han.compile(
    r"^\W*(?:[nN]\s?[=＝]\s?[\d～~–-]+[名例]?[\s、,，;；]*)?(?:(?:算術|幾何|最小二乗|算术|几何|最小二乘)?(?:平均値?|均值|均数)|中央値|中位数|最小値|"
    r"\b(?:arithmetic |geometric )?(?:mean|median)(?: value)?s?|"
    r"(?:arithmetischer |geometrischer )?(?:Mittelwert|Median))\W{0,3}(?:±|[（(［\[]|\+/-)",
    re.IGNORECASE,
)
"""Which statistics the cells of the table above hold."""
_SIZES = re.compile(
    r"^(?:[^。:：]{1,30}[:：]\s?[nN]\s?[=＝]\s?\d+\s?[例名]?\s?[、,，;；]?\s?)+$|"
    r"^[nN]\s?[=＝]\s?(?:\d+\s?[例名]?$|[^\W\d_][^。]{2,80}[。.]?$)"
)
"""How many the columns of the table above hold, or what N stands for there."""
_GIVEN_BELOW = re.compile(
    r"^(?:本剤|[ァ-ヴー]{3,20})?[\s　]?\d[\d.,~～–-]*\s?(?:mg|g|μg|µg|mL|単位|錠)[^。]{0,40}投与(?:した)?[。．]?$|"
    r"^(?:本剤の)?(?:国内)?承認(?:された)?(?:最大)?(?:用法|用量)[^。]{0,80}[。．]?$|^[（(]?(?:外国人|海外)(?:の)?(?:データ|成績)[)）]?$"
)
"""What a line below the table of a Japanese insert says of all its rows: the dose given, the dose approved, of whom."""


def is_table_note(text: str) -> bool:
    """True for a line of abbreviations or a marked note that stands under a table."""
    bare = text.strip()
    if len(bare) < 300 and _STATISTICS_SHOWN.match(bare) and not re.search(r"[。.]$", bare):
        return True
    if _GIVEN_BELOW.match(bare) or (len(bare) < 120 and _SIZES.match(bare)):
        return True
    if re.match(r"^[（(]?注\s?\d*[)）:：]|^※\d?|^(?:[†‡§¶]{1,3}|[*＊]{2,3})\s?[^\W\d_]|^[*＊†‡§¶]{1,3}\)\s?\w", bare):
        return True
    if len(bare) < 400 and _NUMBERED_NOTE.match(bare):
        return True
    if re.match(r"^[a-h][)]?\s(?:p\s?[<=>≤]|n\s?=|\d)", bare):
        return True
    if re.match(r"^[—–-]\s*[:=：]?\s*(?:not|no|nicht|keine|未|なし|データなし)", bare, re.IGNORECASE):
        return True
    if re.match(r"^[†‡§¶*＊#a-z¹²³⁴⁵]{1,2}[\s.)）]*(?=[A-Z\u3041-\u9fff])", bare) and not re.match(
        r"^[A-Za-z]{2,}", bare
    ):
        return True
    return len(bare) < 400 and bool(_FIRST_IS_ACRONYM.match(bare) and _ABBREVIATIONS.match(bare))


def dash_of(note: Passage) -> str:
    """The dash that a note explains where it was set as an item; "" of any other note."""
    mark = note.facts.get("marker", "")
    return mark if note.kind is PassageKind.LIST_ITEM and _DASH.fullmatch(mark) else ""


def dash_stands(text: str, dash: str) -> bool:
    """Does a cell of the rows (cells parted by TAB) hold that dash and nothing else?"""
    return re.search(rf"\t\s*{re.escape(dash)}(?=\s|$)", text) is not None


def is_dash_note(item: Passage, follower: Passage | None, rows: Sequence[Passage]) -> bool:
    """Does an item right below a table tell what the dash in its cells means ("— not summarized for this arm.")?

    So where no other item with that dash follows, and a cell of the table holds the dash alone.
    """
    dash = dash_of(item)
    if not dash or not any(dash_stands(row.text, dash) for row in rows):
        return False
    return follower is None or dash_of(follower) != dash


def behind_dash(note: Quote) -> Quote | None:
    """What a note on a dash says of all rows behind its first sentence; None where it ends there."""
    passage = note.passage
    spans = sentences(passage.text, passage.language)
    return Quote(passage, spans[1][0], len(passage.text.rstrip())) if len(spans) > 1 else None
