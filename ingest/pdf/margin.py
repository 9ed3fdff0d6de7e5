"""What stands around the columns of a package insert: marks of revision in the margin, the head of its first page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines.marks import CJK
from ingest.pdf.page import PageContent, Piece
from library.models import Box

_MARK = re.compile(r"^[※＊*\s]{1,7}$")
BAR = "|"
"""What stands in ``facts["revised"]`` of text that a bar in the margin marks."""
_MANY = 200
"""Upright lines on a page from which they are a drawing or a table."""
_BESIDE = 60.0
"""Points within which the words that a mark belongs to begin."""
_HIGHEST = 0.42
"""Share of the first page's height that its head may take."""
_BLANK = 45.0
"""Points of white across the whole page that end the head where no line is drawn."""


def margin_marks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[tuple[str, Box]]]:
    """The pieces without the marks of revision in the margin of Japanese inserts, and those marks with their places.

    A mark stands in the margin where no line of words begins at its place: one within its column is a footnote's.
    """
    marks = [p for p in pieces if not p.text[:1].isalnum() and _MARK.match(p.text)]
    if not marks:
        return list(pieces), []
    words = [p for p in pieces if not _MARK.match(p.text)]
    taken = [m for m in marks if _in_margin(m, words)]
    gone = {id(m) for m in taken}
    return [p for p in pieces if id(p) not in gone], [("".join(m.text.split()), m.box) for m in taken]


def _in_margin(mark: Piece, words: Sequence[Piece]) -> bool:
    left, top, right, bottom = mark.box
    beside = [p for p in words if right - 2 <= p.box[0] < right + _BESIDE]
    level = [p for p in beside if min(bottom, p.box[3]) - max(top, p.box[1]) > 0.3 * (bottom - top)]
    if level and not any(CJK.search(p.text) for p in level):
        return False
    same = [p for p in words if abs(p.box[0] - left) < 0.4 * mark.main.size]
    around = [p for p in words if p.box[0] < left - 1 and p.box[2] > left + 1 and p.box[1] < bottom and p.box[3] > top]
    return not same and not around


def mark_beside(box: Box, marks: Sequence[tuple[str, Box]]) -> str:
    """The mark in the margin at the height of ``box`` and closely left of it, or ``""``."""
    for text, place in marks:
        middle = (place[1] + place[3]) / 2
        if box[1] - 1 <= middle <= box[3] + 1 and -4 <= box[0] - place[2] < _BESIDE:
            return text
    return ""


def margin_bars(content: PageContent, words: Sequence[Piece]) -> list[tuple[str, Box]]:
    """A mark :data:`BAR` beside each line that a bar in the margin marks as new text, as labels of the US print them.

    A bar is an upright stroke left of all words at its height, which may begin right at it, as tall as a line of them,
    with no line joined to it and none on the other side, as a frame has.
    """
    found: list[tuple[str, Box]] = []
    if not words or len(content.vertical) > _MANY:
        return found
    for bar in content.vertical:
        if not 6 < bar.y1 - bar.y0 < 0.85 * content.height or bar.x1 > 0.5 * content.width:
            continue
        level = [p for p in words if p.box[1] < bar.y1 and p.box[3] > bar.y0]
        joined = any(bar.y0 - 3 <= h.y0 <= bar.y1 + 3 and h.x0 - 4 <= bar.x0 <= h.x1 + 4 for h in content.horizontal)
        joined = joined or any(v.x0 > bar.x1 + 20 and v.y0 < bar.y1 and v.y1 > bar.y0 for v in content.vertical)
        if joined or not level or any(p.box[0] < bar.x1 - 0.5 for p in level) or any(CJK.search(p.text) for p in level):
            continue
        beside = [p for p in level if bar.y0 - 1 <= (p.box[1] + p.box[3]) / 2 <= bar.y1 + 1]
        beside = [p for p in beside if bar.y1 - bar.y0 > 0.8 * p.main.size]
        found += [(BAR, (bar.x0, p.box[1], bar.x1, p.box[3])) for p in beside if p.box[0] - bar.x1 < _BESIDE]
    return found


def masthead(boxes: Sequence[Box], content: PageContent) -> float | None:
    """y where the columns of a first page begin, under the product's name, dates and numbers; None where nothing says.

    The head ends at a line drawn across the page, or at white across it, that nothing crosses.
    """
    if content.number != 1 or len(boxes) < 8:
        return None
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    highest = _HIGHEST * content.height
    drawn = [
        rule.y0
        for rule in content.horizontal
        if rule.x1 - rule.x0 > 0.9 * (right - left) and rule.y0 < highest and _parts(rule.y0, boxes)
    ]
    if drawn:
        return max(drawn)
    edges = sorted((b[1], b[3]) for b in boxes)
    bottom, found = edges[0][1], None
    for top, low in edges[1:]:
        if top - bottom > _BLANK and top < highest * 1.1:
            found = (top + bottom) / 2
        bottom = max(bottom, low)
    return found


def _parts(y: float, boxes: Sequence[Box]) -> bool:
    above = sum(1 for b in boxes if b[3] <= y + 1)
    below = sum(1 for b in boxes if b[1] >= y - 1)
    return above >= 2 and below >= 4 and above + below == len(boxes)
