"""Whether a row of a table in a document that is no label was read without doubt: head, columns, name of the row."""

from __future__ import annotations

import re

from library.models import PassageKind
from modularize.draft import Quote, Segment
from modularize.sentences.depends import is_complete, says_something
from modularize.tables.alternatives import without_joints
from modularize.tables.group_column import has_group_column

__all__ = ["why_unsure"]

_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_]")
_OPEN_END = re.compile(r"(?:[,，、(（\[［/／-]|\b(?:and|or|of|the|in|with|und|oder|der|die|mit|von)|[的或和及与])\s*$")
_STARTS_WITHIN = re.compile(r"^\s*(?:[)）\]］，,、；;。．]|(?:and|or|und|oder|of|with|mit|von)\b)")
_RANGE = re.compile(r"\d\s?[%％]?\s?(?:per 1000 ?)?[(（]\s?[\d.,]+ ?(?:to|[-–~,;]) ?[\d.,]+\s?[)）]")
"""A value with its interval."""
_VALUE = re.compile(r"[<>≥≤＜＞≧≦~～–-]\s?\d|\d\s?[-–~～]\s?\d|\d\s?[%％]")
"""A range or a limit: the name of a row whose first column says of what."""
_AMOUNT = re.compile(r"\d\s?(?:m?g|micrograms?|µg|μg|mL|ml|mmol|IU|units?|片|錠|粒)(?![^\W\d_])")
_NONE = ("-", "–", "—", "－")
"""Cells that say that there is no value."""
_REPEATED = 12
_GROUPED = 1
"""Columns on the left that one name may stand over: the group of a row and what it is of."""


def why_unsure(part: Segment) -> str:
    """Why the columns of a row may be read wrongly, in words; "" where nothing speaks against it."""
    heads = [quote for quote in part.context if "\t" in (quote.text if isinstance(quote, Quote) else quote)]
    if not heads:
        return "a row of a table whose columns are not named"
    names = [(head.text if isinstance(head, Quote) else head).split("\t") for head in heads]
    pages = {head.passage.locator.page for head in heads if isinstance(head, Quote)}
    row_page = part.first.locator.page
    if len({row_page, *pages} - {None}) > 1 and not _fills(part, names):
        return "the head of its table stands on another page: the columns may be those of another table"
    for line in without_joints(part.body.split("\n")):
        cells = [cell.strip() for cell in line.split("\t")]
        if why := _of_cells(cells, names):
            return why
    return ""


def _fills(part: Segment, names: list[list[str]]) -> bool:
    """Has the row a cell for every column of a head of three columns or more, so that it is of that table?"""
    cells = [cell for cell in part.body.split("\n")[0].split("\t") if cell.strip()]
    return any(len(cells) == sum(bool(name.strip()) for name in row) > 2 for row in names)


def _of_cells(cells: list[str], names: list[list[str]]) -> str:
    is_value = bool(_VALUE.search(cells[0])) and any(row and _WORD.search(row[0]) for row in names)
    grouped = len(cells) > 1 and bool(_WORD.search(cells[1])) and any(has_group_column("\t".join(row)) for row in names)
    if not grouped and (not cells[0] or not (_WORD.search(cells[0]) or is_value)):
        return "a row of a table that has no name of its own"
    if len(cells) > max(map(len, names)):
        return "a row with more cells than its table has columns"
    for at, cell in enumerate(cells):
        if cell and at > _GROUPED and not any(at < len(row) and row[at].strip() for row in names):
            return "a cell of it stands under no name of a column"
        if len(_RANGE.findall(cell)) > 1 and len(cell) < 90:
            return "several values stand in one cell of it: columns may have been read as one"
        if cell in _NONE:
            continue
        if _OPEN_END.search(cell) or _STARTS_WITHIN.match(cell):
            return "a cell of it begins or ends within its words"
    long = [cell for cell in cells if len(cell) > _REPEATED and not _is_whole(cell)]
    if len(long) != len(set(long)):
        return "the same words stand in several columns: cells may have been joined"
    return ""


def _is_whole(cell: str) -> bool:
    """Is a cell a sentence from its beginning to its end? What is so is said of each column it stands in."""
    return is_complete(cell) and (says_something(cell) or bool(_AMOUNT.search(cell)))


def is_row(part: Segment) -> bool:
    """Is the piece a row of a table?"""
    return part.first.kind is PassageKind.TABLE_ROW or "\t" in part.body.strip()
