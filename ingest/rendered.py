"""Where words stand on the pages that LibreOffice made of a document: over lines, cells and pages.

The words of the rendition are one run of characters, each with its place; white space counts for nothing, since the two
programs break lines in other places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.figures import pairs
from ingest.pdf.document import opened
from ingest.pdf.figures import shown_on
from ingest.pdf.page import read_page
from ingest.pdf.raw import RawDocument
from ingest.reading import Limits, rounded, union
from library.models import Box

_MOST_PAGES = 600
_GAP = 3.0
"""White, in heights of a line, that parts the cells of a row."""
_LEAST_PIECE, _REACH, _MOST_PIECES = 10, 3000, 12
"""Characters of a piece of a quote that a page break parts; how far the next one may be; pieces at most."""


@dataclass(slots=True)
class Stream:
    """Characters in the order of the pages; character ``i`` stands on ``pages[i]`` (from 1) in ``boxes[i]``."""

    text: str = ""
    pages: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def places(data: bytes, request: dict[str, Any], limits: Limits) -> list[tuple[int, list[Box]]]:
    """``(page, a box for each line)`` of the quote in a PDF; none where it is not found.

    ``request``: ``quote``, the words ``before`` and ``after`` it, and ``near``, how far into the document it stands
    (0 to 1): they tell places with the same words apart.
    """
    document = opened(data, limits)
    try:
        return _places(document, request)
    finally:
        document.close()


def places_and_figure(
    data: bytes, request: dict[str, Any], limits: Limits
) -> tuple[list[tuple[int, list[Box]]], tuple[int, Box] | None]:
    """The same of a caption, and ``(page, box)`` of the picture or drawing it stands at; None where there is none."""
    document = opened(data, limits)
    try:
        found = _places(document, request)
        for page, boxes in found:
            content = read_page(document.page(page - 1), page)
            shown = [one.box for one in shown_on(content, ())]
            if (figure := pairs([union(boxes)], shown).get(0)) is not None:
                return found, (page, rounded(shown[figure]))
        return found, None
    finally:
        document.close()


def _places(document: RawDocument, request: dict[str, Any]) -> list[tuple[int, list[Box]]]:
    stream = stream_of(document)
    quote, before, after = (str(request.get(name) or "") for name in ("quote", "before", "after"))
    spans = find(stream, quote, before, after, min(1.0, max(0.0, float(request.get("near") or 0.0))))
    found: dict[int, list[Box]] = {}
    for page, box in (line for span in spans for line in _lines(stream, *span)):
        found.setdefault(page, []).append(box)
    return sorted(found.items())


def stream_of(document: RawDocument) -> Stream:
    """The characters of a PDF that can be seen."""
    stream, pieces = Stream(), list[str]()
    for index in range(min(document.pages, _MOST_PAGES)):
        for run in (run for line in document.page(index).lines for run in line.runs if not run.hidden):
            for character, (left, right) in zip(run.text, run.xs, strict=False):
                for one in _squeezed(character):
                    if pieces and unicodedata.combining(one) and len(whole := _squeezed(pieces[-1] + one)) == 1:
                        pieces[-1] = whole  # a mark drawn apart from its letter: か and its ゛ are one が in the quote
                        continue
                    pieces.append(one)
                    stream.pages.append(index + 1)
                    stream.boxes.append((left, run.box[1], right, run.box[3]))
    stream.text = "".join(pieces)
    return stream


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", unicodedata.normalize("NFKC", text))


def find(stream: Stream, quote: str, before: str = "", after: str = "", near: float = 0.0) -> list[tuple[int, int]]:
    """Spans of the stream that make the quote: one, or several where a page or other cells come between."""
    words = _squeezed(quote)
    if not words:
        return []
    starts = list(_occurrences(stream.text, words))
    if starts:
        best = max(starts, key=lambda s: _fits(stream.text, s, s + len(words), before, after, near))
        return [(best, best + len(words))]
    cells = [_squeezed(cell) for cell in quote.split("\t")]
    start = round(near * len(stream.text))
    for low in (max(0, start - 4 * _REACH), 0):
        if spans := _pieces(stream.text, [cell for cell in cells if cell], low):
            return spans
    return []


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _fits(text: str, start: int, end: int, before: str, after: str, near: float) -> tuple[int, float]:
    """How many characters around a place are those around the quote, and how near it is to where it should be."""
    left, right = _squeezed(before), _squeezed(after)
    same = 0
    for one, two in zip(reversed(left), reversed(text[max(0, start - len(left)) : start]), strict=False):
        if one != two:
            break
        same += 1
    for one, two in zip(right, text[end : end + len(right)], strict=False):
        if one != two:
            break
        same += 1
    return same, -abs(start / max(1, len(text)) - near)


def _pieces(text: str, cells: Sequence[str], low: int) -> list[tuple[int, int]]:
    """Each cell after the one before, and a cell in pieces where it is parted; none unless all of it is found."""
    spans: list[tuple[int, int]] = []
    for cell in cells:
        rest = cell
        while rest:
            high = spans[-1][1] + _REACH if spans else len(text)
            length = _longest(text, rest, low, high)
            if length < min(len(rest), _LEAST_PIECE) or len(spans) >= _MOST_PIECES + len(cells):
                return []
            start = text.find(rest[:length], low, high + length)
            spans.append((start, start + length))
            low, rest = start + length, rest[length:]
    return spans


def _longest(text: str, words: str, low: int, high: int) -> int:
    """Length of the longest beginning of ``words`` that stands between ``low`` and ``high``."""
    if text.find(words, low, high + len(words)) >= 0:
        return len(words)
    least, most = 0, len(words)
    while most - least > 1:
        middle = (least + most) // 2
        if text.find(words[:middle], low, high + middle) >= 0:
            least = middle
        else:
            most = middle
    return least


def _lines(stream: Stream, start: int, end: int) -> Iterator[tuple[int, Box]]:
    """A box for each line, and for each cell of a line, that the span touches."""
    box: Box | None = None
    page = 0
    for at in range(start, end):
        x0, y0, x1, y1 = stream.boxes[at]
        same = box is not None and stream.pages[at] == page and min(y1, box[3]) - max(y0, box[1]) > 0.4 * (y1 - y0)
        if box is not None and same and box[0] - 1 <= x0 < box[2] + _GAP * (y1 - y0):
            box = (box[0], min(box[1], y0), max(box[2], x1), max(box[3], y1))
            continue
        if box is not None:
            yield page, rounded(box)
        box, page = (x0, y0, x1, y1), stream.pages[at]
    if box is not None:
        yield page, rounded(box)
