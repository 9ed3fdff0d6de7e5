"""What Markdown sets as it stands, and lines that are bold as a whole, as the lines of a text that the reader knows.

A bold line heads what follows it; columns in a fence are a table, names with their figures a list, words in quotation
marks one paragraph. Only in files with headings of their own; the number of lines stays the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["BOLD_LEVEL", "has_levels", "set_as_shown"]

BOLD_LEVEL = 7
"""Marks of a heading that stands below all that Markdown knows."""
_HEADING = re.compile(r"#{1,6}\s+\S")
_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*")
_BOLD = re.compile(r"(?P<in>\s*)(?P<mark>(?:[-*+]|\d{1,2}\.)\s+)?\*\*(?P<text>[^*\n]{1,60})\*\*\s*")
_SAYS = re.compile(
    r"(?:[。.!?！？]|です|ます|[した]た|こと)$|^\d|^[AQ]\d{0,2}\s*[:：.](?!.{2,24}(?:理由|違い|方法|流れ|要点|ポイント|注意点)$)"
)
"""A bold line that is a statement, an answer or a figure, and heads nothing."""
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
_BOX = re.compile(r"(\s*[-*+]\s+)\[[ xX]\]\s+(?=\S)")
"""An item with a box to tick."""
_ITALIC = re.compile(r"\*([^*\n]{8,})\*\s*")
"""A line that is set slanted as a whole: its first sign is no mark of a note."""
_TELLS = re.compile(
    r"\b(?:do not|don['’]t|must|should|never|avoid|contraindicated|is|are|was|were|has|have|may|can|nicht|kein\w*|darf|"
    r"dürfen|muss|müssen|soll\w*|ist|sind|wird|werden|kann|können|vermeiden|kontraindiziert)\b|"
    r"禁止|禁用|忌用|不得|不可|不宜|不能|避免|必须|应[当该]|しない|すること|を避け|できない",
    re.IGNORECASE,
)
"""Words of a bold line that tells what is so, or what must not be."""
_ITEM = re.compile(r"(\s*)(?:[-*+・]|\d{1,2}\.)\s*\S")
_NAMED = re.compile(r"\s*[^：:。\s][^：:。]{0,30}[：:]\s*\S")
_VALUE = re.compile(r"[-+±<≥≤]?\d")
_GAP = re.compile(r"\s{2,}")
_DRAWN = re.compile(r"[→←↑↓│┃├└┌]|^\s*\|\s*$", re.MULTILINE)
_BRACKETED = re.compile(r"\s*【[^】]+】\s*")
_FEWEST_COLUMNS = 3


def has_levels(lines: Sequence[str]) -> bool:
    """Does a text say the depth of its headings by marks?"""
    return sum(1 for line in lines if _HEADING.match(line)) > 1


def set_as_shown(lines: Sequence[str]) -> list[str]:
    """The lines of a text with headings of its own, as many as before."""
    made = list(lines)
    inside: int | None = None
    for at, line in enumerate(lines):
        if not _FENCE.fullmatch(line):
            continue
        if inside is None:
            inside = at
        else:
            made[inside + 1 : at] = _fenced(lines[inside + 1 : at])
            made[inside] = made[at] = ""
            inside = None
    return _with_bold_heads(made)


def _with_bold_heads(lines: list[str]) -> list[str]:
    """The lines, of which bold ones over others are headings."""
    made = list(lines)
    for at, line in enumerate(lines):
        if box := _BOX.match(line):
            made[at] = box[1] + line[box.end() :]
        if slanted := _ITALIC.fullmatch(line):
            made[at] = slanted[1]
        bold = _BOLD.fullmatch(line)
        if bold is None or _SAYS.search(bold["text"].strip()) or _TELLS.search(bold["text"]):
            continue
        below = next((after for after in lines[at + 1 :] if after.strip()), "")
        if bold["mark"]:
            if _all_head(lines, at, len(bold["in"])):
                made[at] = f"{'#' * (BOLD_LEVEL + 1)} {bold['text'].strip()}"
        elif not bold["in"] and below and not _HEADING.match(below) and not _BOLD.fullmatch(below):
            made[at] = f"{'#' * BOLD_LEVEL} {bold['text'].strip()}"
    return made


def _all_head(lines: Sequence[str], at: int, indent: int) -> bool:
    """Is each item of the list around a place bold as a whole, over items of its own that are set in?"""
    first = at
    while first and not _ends_list(lines[first - 1]):
        first -= 1
    last = at
    while last + 1 < len(lines) and not _ends_list(lines[last + 1]):
        last += 1
    listed = [line for line in lines[first : last + 1] if line.strip()]
    for place, line in enumerate(listed):
        item = _ITEM.match(line)
        if item is None:
            return False
        if len(item[1]) > indent:
            continue
        after = _ITEM.match(listed[place + 1]) if place + 1 < len(listed) else None
        if not _BOLD.fullmatch(line) or after is None or len(after[1]) <= indent:
            return False
    return True


def _ends_list(line: str) -> bool:
    return bool(_HEADING.match(line) or _RULE.fullmatch(line)) or (
        bool(_BOLD.fullmatch(line)) and not _ITEM.match(line)
    )


def _fenced(lines: Sequence[str]) -> list[str]:
    """What stands between two fences."""
    said = [line for line in lines if line.strip()]
    made = list(lines)
    if quoted := _quoted(lines, said):
        return quoted
    if _DRAWN.search("\n".join(lines)) or len(said) < 2:
        return made
    columns = _columns(lines)
    if columns:
        return columns
    if all(_NAMED.match(line) and not _ITEM.match(line) for line in said):
        return [f"- {line.strip()}" if line.strip() else "" for line in lines]
    at = next(n for n, line in enumerate(lines) if line.strip())
    if (_BRACKETED.fullmatch(said[0]) or len(said[0]) < 20) and all(_ITEM.match(line) for line in said[1:]):
        made[at] = f"{'#' * BOLD_LEVEL} {said[0].strip()}"
    return made


def _quoted(lines: Sequence[str], said: Sequence[str]) -> list[str]:
    """One paragraph of lines that one pair of quotation marks holds; [] where none does."""
    whole = "".join(line.strip() for line in said)
    if len(said) < 2 or whole.count("「") != 1 or "「" not in said[0] or not whole.endswith("」"):
        return []
    at = next(n for n, line in enumerate(lines) if line.strip())
    return [whole if n == at else "" for n in range(len(lines))]


def _columns(lines: Sequence[str]) -> list[str]:
    """The lines with TABs between the cells that blanks align; [] where they are no table. What a blank line parts from
    it are its notes.
    """
    end = next((n for n, line in enumerate(lines) if n and not line.strip()), len(lines))
    table = [line for line in lines[:end] if line.strip()]
    head = _GAP.split(table[0].strip()) if table else []
    if len(head) < _FEWEST_COLUMNS or len(table) < 2 or any(_VALUE.match(cell) for cell in head):
        return []
    rows = [_cells(line, len(head)) for line in table[1:]]
    if not all(rows) or not all(_VALUE.search(cell) or _is_word(cell) for row in rows for cell in row[1:]):
        return []
    return ["\t".join(cells) for cells in (head, *rows)] + list(lines[end:])


def _cells(line: str, count: int) -> list[str]:
    """The cells of a row, parted by two blanks, or by one where its words reach the next column; [] if not so many."""
    for gap in (_GAP, re.compile(r"\s+")):
        cells = gap.split(line.strip())
        if len(cells) == count:
            return cells
    return []


def _is_word(cell: str) -> bool:
    """Is a cell a short word, as for the row that others are compared with?"""
    return len(cell) < 8 and all(unicodedata.category(sign).startswith("L") for sign in cell)
