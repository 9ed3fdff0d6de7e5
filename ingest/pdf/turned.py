"""Words that run upwards, downwards or upside down on a PDF page: read with the page turned, told where they stand.

A table printed sideways on an upright page is a page of its own: turned, it has lines, columns and rows like any other.
A line or two (a stamp in the margin, the name of an axis) stay lines of their own, after the page's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.pdf.page import PageContent, Piece, Side, read_page
from ingest.pdf.raw import RawDocument
from ingest.reading import Block, rounded
from library.models import Box, Fragment, Loss

_LEAST_LINES, _LEAST_SIGNS = 4, 80
"""Lines and characters (without white space) in one direction from which they are read as a page turned."""
_WORD = re.compile(r"\S+")


def take_sides(document: RawDocument, content: PageContent) -> None:
    """Moves the sideways words of the page, where they are many, from its turned lines to its sides."""
    by_turn: dict[int, list[Piece]] = defaultdict(list)
    for piece in content.turned:
        if piece.turn > 0 and not piece.hidden:
            by_turn[piece.turn].append(piece)
    for turn, pieces in by_turn.items():
        if len(pieces) < _LEAST_LINES or _signs(pieces) < _LEAST_SIGNS:
            continue
        side = _seen_turned(document, content, turn)
        if side is not None and _signs(side.pieces) >= _signs(pieces):
            content.sides.append(Side(turn, side))
            taken = {id(piece) for piece in pieces}
            content.turned = [piece for piece in content.turned if id(piece) not in taken]


def _seen_turned(document: RawDocument, content: PageContent, turn: int) -> PageContent | None:
    """The page turned, with nothing on it but the words that run from left to right then; None where that fails."""
    try:
        alone = document.turned(content.number - 1, turn)
    except (RuntimeError, ValueError, LookupError):
        return None
    try:
        side = read_page(alone.page(0), content.number)
        _place_now(side.pieces)
    except (RuntimeError, ValueError, LookupError):
        return None
    finally:
        alone.close()
    side.pieces = [piece for piece in side.pieces if not piece.hidden]
    side.turned, side.comments, side.pictures, side.ocr_layer = [], [], [], content.ocr_layer
    return side


def _place_now(pieces: Iterable[Piece]) -> None:
    """Finds where each character stands, which is otherwise asked for when a run is cut: then the page is closed."""
    for piece in pieces:
        for run in piece.runs:
            _ = run.xs


def _signs(pieces: Iterable[Piece]) -> int:
    return sum(len("".join(piece.text.split())) for piece in pieces)


def upright(blocks: Iterable[Block], turn: int, page: PageContent) -> Iterator[Block]:
    """Blocks of a page turned clockwise by ``turn`` degrees, each word in its box on the ``page`` as it is seen."""
    for block in blocks:
        fragments = tuple(part for f in block.fragments for part in _words(f, block.text, turn, page))
        yield replace(block, fragments=fragments, facts={**block.facts, "turned": str(turn)})


def _words(fragment: Fragment, text: str, turn: int, page: PageContent) -> Iterator[Fragment]:
    """A fragment for each word, since a part of a standing line is no part of its width."""
    x0, y0, x1, y1 = fragment.box
    across = (x1 - x0) / max(1, fragment.end - fragment.start)
    for word in _WORD.finditer(text, fragment.start, fragment.end):
        left, right = x0 + (word.start() - fragment.start) * across, x0 + (word.end() - fragment.start) * across
        box = _back((left, y0, right, y1), turn, page.width, page.height)
        yield Fragment(start=word.start(), end=word.end(), page=fragment.page, box=box)


def _back(box: Box, turn: int, width: float, height: float) -> Box:
    """The box on the page before it was turned; ``width`` and ``height`` are that page's."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return rounded((y0, height - x1, y1, height - x0))
    if turn == 270:
        return rounded((width - y1, x0, width - y0, x1))
    return rounded((width - x1, height - y1, width - x0, height - y0))


def losses_of(contents: Sequence[PageContent]) -> list[Loss]:
    """Pages with several lines that run otherwise than from left to right and whose order nothing tells."""
    message = "Lines that run upwards, downwards or aslant stand one by one after the page's text, in the file's order."
    found = []
    for content in contents:
        count = sum(1 for piece in content.turned if not piece.hidden)
        if count > 1:
            found.append(Loss(code="ingest.turned_text", message=message, page=content.number, count=count))
    return found


def warnings_of(contents: Sequence[PageContent]) -> tuple[str, ...]:
    """Says which pages were read turned."""
    pages = [str(content.number) for content in contents if content.sides]
    if not pages:
        return ()
    named = ", ".join(pages[:20]) + (" and others" if len(pages) > 20 else "")
    return (f"ingest.turned_text: sideways words were read with the page turned (page {named}).",)
