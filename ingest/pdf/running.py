"""What runs along the edges of pages and is no text: running heads and feet, page numbers, thumb indices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf.page import PageContent, Piece, Rule

__all__ = ["Running", "running_of", "take_running"]

_EDGE = 0.15
"""Share of the page's height, at top and bottom, where running headers and footers stand."""
_STRIP = 0.04
_PAGES, _MOST = 5, 0.5
"""Pages, and their share, on which words of one size stand at one height of that strip: a head that differs by page.

On all pages of a document of two or more they are one as well: pages of a compendium name the medicines they hold.
"""
_MARGIN = 0.08
"""Share of the page's width, at either side, where thumb indices stand."""
_FIGURES = 50
"""Figures at the edges of a page above which none is its number."""
_SHEET = 1300.0
"""Points of a side from which a page is a sheet to be folded: it has no running heads, and headings at its edge."""
_WIDEST = 0.7
"""Share of the page's width from which a column is a frame around the text."""
_LEVEL = 1.5
"""Points by which lines of one height may differ."""
_ROW, _ROWS = 3, 3.0
"""Pieces on one line from which it is a table's row; type sizes from one such line to the next."""
_FIGURE = re.compile(r"\d+")
_ITEM = re.compile(r"^\s*\d{1,2}\.\s*$")
"""The number of a heading that stands apart from its words: no page number, though it recurs at the top of pages."""
_SECTION = re.compile(r"^\s*\d{1,2}(\.\d{1,2}){0,3}\s*$")
"""The number of a section, which may stand apart from the words of its heading."""
_TAB = 4.0
"""Type sizes by which the words of a heading may stand away from their number."""
_PAGE_NUMBER = re.compile(
    r"^\W*((page|seite|página|第)\s*)?\d{1,4}(\s*(of|von|/|de|sur|頁|页|ページ)\s*\d{0,4})?\W*$", re.I
)
_SIGNS = re.compile(r"[\W_]*")
"""A bullet or a rule written in characters: lists recur at one height of many pages."""
_INDEX = re.compile(r"^\s*[^\W\d_]{1,2}\s*$")
"""The letter of an alphabetical compendium beside its columns."""


@dataclass(slots=True)
class Running:
    """What recurs near the edges of a document's pages."""

    words: set[tuple[str, int]] = field(default_factory=set)
    """Words (figures as ``#``) and height, as :func:`_key` gives them."""
    bands: set[tuple[int, float]] = field(default_factory=set)
    """Height in points and type size of words that recur; on facing pages another product's name may stand there."""


def running_of(contents: Sequence[PageContent]) -> Running:
    """Words that stand at the same height near an edge of three pages, or of half of few pages."""
    contents = [content for content in contents if max(content.width, content.height) < _SHEET]
    counts: Counter[tuple[str, int]] = Counter()
    edges = [[p for p in _at_edges(content) if not p.hidden] for content in contents]
    for content, pieces in zip(contents, edges, strict=True):
        counts.update({_key(p, content) for p in pieces if not _is_signs(p.text)})
    needed = 2 if len(contents) <= 4 else max(3, len(contents) // 6)
    found = Running({key for key, count in counts.items() if count >= needed and len(contents) > 1})
    seen: Counter[tuple[int, float]] = Counter()
    recurring: Counter[tuple[int, float]] = Counter()
    edge: Counter[tuple[int, float]] = Counter()
    for content, pieces in zip(contents, edges, strict=True):
        if not pieces:
            continue
        reach = _reach(content)
        outer = [p for p in pieces if _outermost(p, content, reach)]
        seen.update({_band(p) for p in outer})
        recurring.update({_band(p) for p in outer if _recurs(p, content, found)})
        edge.update({_band(p) for p in outer if _at_edge(p, content)})
    found.bands = {band for band in recurring if _near(band, recurring) * 2 >= _near(band, seen)}
    needed = max(_PAGES, int(_MOST * len(contents)))
    found.bands |= {band for band in edge if _near(band, edge) >= needed or _near(band, edge) == len(contents) > 1}
    return found


def _at_edge(piece: Piece, content: PageContent) -> bool:
    """True for words in the strip at the edge of the page that no text is set in."""
    return piece.box[3] < _STRIP * content.height or piece.box[1] > (1 - _STRIP) * content.height


def _near(band: tuple[int, float], counts: Counter[tuple[int, float]]) -> int:
    """Pages with an outermost line at about that height and in that size."""
    return sum(n for other, n in counts.items() if _same(band, other))


def _same(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return abs(one[0] - other[0]) <= _LEVEL and abs(one[1] - other[1]) <= 0.2


def take_running(content: PageContent, running: Running) -> tuple[list[Piece], list[Piece]]:
    """Takes running headers, footers, page numbers and thumb indices out of the page's pieces.

    A line is one of them where its words recur, where it stands outermost at the height and in the size of those that
    do, or where it shares the edge of the page with the page's number.
    """
    head: list[Piece] = []
    foot: list[Piece] = []
    kept: list[Piece] = []
    outer = _at_edges(content)
    numbers, reach = _numbers(outer, content), _reach(content)
    edges = {id(piece) for piece in outer}
    left, right = _MARGIN * content.width, (1 - _MARGIN) * content.width
    for piece in content.pieces:
        x0, _, x1, _ = piece.box
        if (x1 <= left or x0 >= right) and _in_margin(piece, content):
            head.append(piece)
            continue
        if id(piece) not in edges or _ITEM.match(piece.text) or _heads(piece, content, running, reach):
            kept.append(piece)
            continue
        if _in_cell(piece, content, running):
            kept.append(piece)
            continue
        is_edge = piece in numbers or _recurs(piece, content, running)
        is_edge = is_edge or _stands_in(piece, content, running, numbers, reach)
        if is_edge and not _in_row(piece, content, running):
            (head if piece.box[3] < 0.5 * content.height else foot).append(piece)
        else:
            kept.append(piece)
    content.pieces = kept
    return head, foot


def _in_cell(piece: Piece, content: PageContent, running: Running) -> bool:
    """True for words in a drawn column that goes on below with words that do not recur: they are a table's.

    So do the names of columns, printed again on each page, and cells that begin alike at the head of several pages.
    """
    if piece.box[1] > 0.5 * content.height or not content.vertical or not _recurs(piece, content, running):
        return False
    beside = [rule.x0 for rule in content.vertical if _crosses(rule, piece)]
    left = max((x for x in beside if x <= piece.box[0] + _LEVEL), default=None)
    right = min((x for x in beside if x >= piece.box[2] - _LEVEL), default=None)
    if left is None or right is None or right - left > _WIDEST * content.width:
        return False
    below = [p for p in content.pieces if p.box[1] > _EDGE * content.height and left <= p.box[0] < right]
    return any(
        all(any(abs(rule.x0 - x) <= _LEVEL and _crosses(rule, p) for rule in content.vertical) for x in (left, right))
        for p in below
    )


def _in_row(piece: Piece, content: PageContent, running: Running) -> bool:
    """True for a cell of a table's row at the head or foot of a page, above all one that looks like a page number.

    Three pieces or more stand on its line, words of the line recur nowhere, and the next line of the page, no further
    than the rows of a table, stands in the same columns.
    """
    if any(c.isalpha() for c in piece.text) and _recurs(piece, content, running):
        return False
    row = [p for p in content.pieces if not p.hidden and _beside(p, piece)]
    named = [p for p in row if any(c.isalpha() for c in p.text)]
    if len(row) < _ROW or not named or any(_recurs(p, content, running) for p in named):
        return False
    inward = 1 if piece.box[3] < 0.5 * content.height else -1
    reach = _ROWS * max(p.main.size for p in row)
    below = [p for p in content.pieces if _LEVEL < inward * (p.main.base - piece.main.base) <= reach and not p.hidden]
    lines = [[p for p in below if _beside(p, first)] for first in below]
    return any(len(line) >= _ROW and sum(_in_column(p, line) for p in row) >= _ROW for line in lines)


def _in_column(piece: Piece, line: Sequence[Piece]) -> bool:
    """Does a piece of the line begin, end or have its middle where this one does?"""
    left, right = piece.box[0], piece.box[2]
    return any(
        min(abs(p.box[0] - left), abs(p.box[2] - right), abs(p.box[0] + p.box[2] - left - right) / 2) <= 2 * _LEVEL
        for p in line
    )


def _crosses(rule: Rule, piece: Piece) -> bool:
    return rule.y0 - _LEVEL <= piece.box[1] and rule.y1 + _LEVEL >= piece.box[3]


def _heads(piece: Piece, content: PageContent, running: Running, reach: tuple[float, float]) -> bool:
    """True for the number of a heading: its words stand beside it, in its size, and run along no edge.

    A number without a dot on the outermost line of the page may be the page's, beside the name of a chapter.
    """
    if not _SECTION.match(piece.text) or ("." not in piece.text and _outermost(piece, content, reach)):
        return False
    return any(
        _beside(piece, other)
        and 0 < other.box[0] - piece.box[2] < _TAB * piece.main.size
        and abs(other.main.size - piece.main.size) <= 0.2
        and any(c.isalpha() for c in other.text)
        and not _recurs(other, content, running)
        for other in content.pieces
        if not other.hidden
    )


def _key(piece: Piece, content: PageContent) -> tuple[str, int]:
    words = _FIGURE.sub("#", " ".join(piece.text.split()))
    return words, round(piece.box[1] / content.height * 40)


def _near_edge(piece: Piece, content: PageContent) -> bool:
    return piece.box[3] < _EDGE * content.height or piece.box[1] > (1 - _EDGE) * content.height


def _at_edges(content: PageContent) -> list[Piece]:
    """The pieces that are :func:`_near_edge`."""
    high, low = _EDGE * content.height, (1 - _EDGE) * content.height
    return [p for p in content.pieces if p.box[3] < high or p.box[1] > low]


def _is_signs(text: str) -> bool:
    """True where no letter and no figure is in ``text``."""
    return not text[:1].isalnum() and _SIGNS.fullmatch(text) is not None


def _recurs(piece: Piece, content: PageContent, running: Running) -> bool:
    if not running.words or _is_signs(piece.text):
        return False
    words, height = _key(piece, content)
    return any((words, h) in running.words for h in (height - 1, height, height + 1))


def _numbers(outer: Sequence[Piece], content: PageContent) -> list[Piece]:
    """The page's number among the pieces near its edges; figures of which several stand in one row are a table's."""
    found = [p for p in outer if _is_number(p, content)]
    if len(found) > _FIGURES:
        return []
    return [p for p in found if sum(_beside(p, other) for other in found) <= 2]


def _is_number(piece: Piece, content: PageContent) -> bool:
    edge = piece.box[1] > 0.9 * content.height or piece.box[3] < 0.07 * content.height
    return edge and bool(_PAGE_NUMBER.match(piece.text)) and not _ITEM.match(piece.text)


def _beside(one: Piece, other: Piece) -> bool:
    return abs(one.main.base - other.main.base) <= _LEVEL


def _band(piece: Piece) -> tuple[int, float]:
    return round(piece.box[1]), round(piece.main.size, 1)


def _stands_in(
    piece: Piece, content: PageContent, running: Running, numbers: Sequence[Piece], reach: tuple[float, float]
) -> bool:
    """True for a line that is none of the body by its place: where running words stand, or beside the page's number."""
    if not _outermost(piece, content, reach):
        return False
    if any(_same(band, _band(piece)) for band in running.bands):
        return True
    return any(n is not piece and _beside(n, piece) for n in numbers) and _set_off(piece, content)


def _set_off(piece: Piece, content: PageContent) -> bool:
    """True for a line at the head of the page with more white under it than its own height, as no row of text has."""
    below = [p.box[1] for p in content.pieces if not p.hidden and p.box[1] > piece.box[3] - _LEVEL]
    return piece.box[3] < 0.5 * content.height and bool(below) and min(below) - piece.box[3] > 0.9 * piece.main.size


def _outermost(piece: Piece, content: PageContent, reach: tuple[float, float]) -> bool:
    """True where no other height of the page lies further out; ``reach`` as :func:`_reach` gives it."""
    if not _near_edge(piece, content):
        return False
    if piece.box[3] < 0.5 * content.height:
        return piece.box[1] < reach[0] - _LEVEL
    return piece.box[3] > reach[1] + _LEVEL


def _reach(content: PageContent) -> tuple[float, float]:
    """Where the first line of the page ends and its last begins."""
    boxes = [p.box for p in content.pieces if not p.hidden]
    return min([b[3] for b in boxes], default=0.0), max([b[1] for b in boxes], default=0.0)


def _in_margin(piece: Piece, content: PageContent) -> bool:
    """True for a letter or two in the side margin, beyond all other words of the page."""
    left, right = piece.box[0], piece.box[2]
    if right > _MARGIN * content.width and left < (1 - _MARGIN) * content.width:
        return False
    if not _INDEX.match(piece.text):
        return False
    others = [p.box for p in content.pieces if p is not piece and not _INDEX.match(p.text) and not p.hidden]
    return len(others) >= 8 and (all(b[2] <= left for b in others) or all(b[0] >= right for b in others))
