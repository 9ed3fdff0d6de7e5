"""Charts drawn on a PDF page: where they are, so that axis labels are not taken for sentences or table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.figures import DRAWING, PICTURE, Shown, is_caption, merged, touches, with_figures
from ingest.lines.marks import captioned
from ingest.pdf.page import PageContent, Piece
from ingest.reading import Block, union
from ingest.sections.assign import known_heading
from library import han
from library.models import Box, PassageKind

_NEAR = 0.075
"""Share of the page width within which shapes belong to one chart."""
_LABELS = (34.0, 14.0, 12.0, 18.0)
"""Room around the shapes in which axis labels stand: left, top, right, bottom (points)."""
_SHORT = 13.0
"""Width to height below which a line beside a chart may be one of its labels."""
_CAPTION = han.compile(r"^\s*(Figure|Fig\.|Abbildung|Abb\.|Figura|図|图)\s*\d", re.I)
_HIGHEST = 330.0
_LINES = 3
_ENDS, _OPEN = re.compile(r"[^\W\d_]\)?[.!?]\s*$"), re.compile(r"[a-zà-ÿ,]\s*$")
"""The end of a sentence; a line that has none."""
_LEAST_WIDTH, _LEAST_HEIGHT, _WHOLE_PAGE = 60.0, 40.0, 0.85
"""Points under which a picture is an icon; share of the page from which it is the page itself, scanned."""


def take_figures(
    content: PageContent, pieces: Sequence[Piece], body_size: float
) -> tuple[list[list[Piece]], list[Piece]]:
    """The words of each chart, and the pieces that belong to none. Sentences are never taken."""
    figures: list[list[Piece]] = []
    rest = list(pieces)
    for taken in (*_captioned(content, rest, body_size), *_drawn(content, rest)):
        marks = {id(p) for p in rest}
        words = [p for p in taken if id(p) in marks]
        if words:
            figures.append(words)
            gone = {id(p) for p in words}
            rest = [p for p in rest if id(p) not in gone]
    return figures, rest


def _is_label(piece: Piece) -> bool:
    return piece.box[2] - piece.box[0] < _SHORT * (piece.box[3] - piece.box[1]) or not piece.text.strip(" 0123456789.")


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _captioned(content: PageContent, pieces: Sequence[Piece], body_size: float) -> Iterator[list[Piece]]:
    """Small print above a figure's caption, up to the text above it, where something is drawn among it."""
    for caption in [p for p in pieces if captioned(p.text) and _CAPTION.match(p.text)]:
        left, bottom, right = caption.box[0] - 20, caption.box[1], max(caption.box[2], caption.box[0] + 150) + 40
        above = [p for p in pieces if p.box[3] <= bottom + 2 and p.box[2] > left and p.box[0] < right]
        taken: list[Piece] = []
        top = bottom
        for piece in sorted(above, key=lambda p: -p.box[3]):
            if bottom - piece.box[1] > _HIGHEST or top - piece.box[3] > 70:
                break
            if piece.main.size > 0.93 * body_size or not (_is_label(piece) or piece.main.size < 0.8 * body_size):
                break
            taken.append(piece)
            top = min(top, piece.box[1])
        if len(taken) >= 3 and _something_drawn(content, union(p.box for p in taken)):
            yield taken


def _something_drawn(content: PageContent, box: Box) -> bool:
    lines = [(r.x0, r.y0, r.x1, r.y1) for r in (*content.horizontal, *content.vertical)]
    return any(_within(shape, box) for shape in (*content.bars, *content.curves, *lines))


def _drawn(content: PageContent, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Labels in and around each cluster of shapes."""
    for region in _regions(content, pieces):
        left, top, right, bottom = _LABELS
        wide = (region[0] - left, region[1] - top, region[2] + right, region[3] + bottom)
        inside = [p for p in pieces if _within(p.box, region)]
        if any(map(_is_text, inside)) or _is_mostly_a_sentence(inside):
            continue  # sentences or headings stand here: a frame around text, no chart
        yield [p for p in pieces if _within(p.box, wide) and _is_label(p) and not _is_text(p)]


def _is_text(piece: Piece) -> bool:
    """True for what no chart is labelled with: a long line, a Chinese or Japanese sentence, a heading of a label."""
    text = piece.text.strip()
    return (
        (not _is_label(piece) and len(text) > 40) or text.endswith("。") or (text[:1].isdigit() and known_heading(text))
    )


def _is_mostly_a_sentence(inside: Sequence[Piece]) -> bool:
    """True where most of the words are lines set closely one below another that go on from one to the next in small
    letters and end with a full stop: short lines of a paragraph in a narrow frame, as slides have them."""
    order = sorted(inside, key=lambda p: p.box[1])
    run: list[Piece] = []
    within = 0
    for piece in order:
        if run and _goes_on(run[-1], piece):
            run.append(piece)
        else:
            run = [piece]
        if len(run) >= _LINES and _ENDS.search(piece.text):
            within += sum(len(p.text) for p in run)
            run = []
    return within > sum(len(p.text) for p in inside) / 2


def _goes_on(last: Piece, piece: Piece) -> bool:
    """Is ``piece`` the next line of the same paragraph?"""
    close = piece.box[1] - last.box[1] < 2 * last.main.size and piece.box[1] > last.box[1] + 0.5 * last.main.size
    over = min(last.box[2], piece.box[2]) - max(last.box[0], piece.box[0]) > 0
    same = abs(last.main.size - piece.main.size) < 0.5
    return close and over and same and (piece.text.strip()[:1].islower() or _OPEN.search(last.text) is not None)


def _regions(content: PageContent, pieces: Sequence[Piece]) -> list[Box]:
    """Clusters of three or more shapes, or around one large curve. Bars with words on them are panels, not charts."""
    whole = content.width * content.height
    bare = [b for b in content.bars if not any(_carries(b, p) for p in pieces)] + content.curves
    clusters: list[list[Box]] = []
    near = _NEAR * content.width
    for shape in sorted(s for s in bare if (s[2] - s[0]) * (s[3] - s[1]) < 0.5 * whole):
        touching = [c for c in clusters if any(touches(shape, other, near) for other in c)]
        merged = [shape, *(s for c in touching for s in c)]
        clusters = [c for c in clusters if not any(c is t for t in touching)] + [merged]
    found = [union(c) for c in clusters if len(c) >= 3 or any(_large(s) for s in c if s in content.curves)]
    return [box for box in found if box[2] - box[0] > 80 and box[3] - box[1] > 50]


def _carries(bar: Box, piece: Piece) -> bool:
    """True where the piece lies on the bar: a panel or a shaded cell behind words."""
    shared = min(bar[2], piece.box[2]) - max(bar[0], piece.box[0])
    return _within(piece.box, bar) and shared > 0.8 * (piece.box[2] - piece.box[0]) and len(piece.text.strip()) > 7


def _large(shape: Box) -> bool:
    return shape[2] - shape[0] > 80 and shape[3] - shape[1] > 50


def with_captions(blocks: Sequence[Block], content: PageContent) -> list[Block]:
    """The blocks of a page, captions of figures tied to the picture or drawing that they stand at."""
    return with_figures(blocks, shown_on(content, blocks)) if any(map(is_caption, blocks)) else list(blocks)


def shown_on(content: PageContent, blocks: Sequence[Block]) -> list[Shown]:
    """The pictures and drawings of a page; no icons, no shading of tables, nothing that is the page itself."""
    rows = [f.box for b in blocks if b.kind in (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER) for f in b.fragments]
    labels: dict[str, list[Box]] = {}
    for block in blocks:
        if block.facts.get("figure") == "label" and block.group:
            labels.setdefault(block.group, []).extend(f.box for f in block.fragments)
    pictures = merged(box for box in content.pictures if not _is_page(box, content))
    shapes = [*content.bars, *content.curves]
    lines = [(r.x0, r.y0, r.x1, r.y1) for r in (*content.horizontal, *content.vertical)]
    drawn = [_with_shapes(union(boxes), [*shapes, *lines]) for boxes in labels.values()]
    drawn += _regions(content, content.pieces)
    found = []
    for box in merged([*pictures, *(b for b in drawn if not _is_page(b, content))], near=0.0):
        is_picture = any(_within(picture, box) for picture in pictures)
        small = box[2] - box[0] < _LEAST_WIDTH or box[3] - box[1] < _LEAST_HEIGHT
        in_table = not is_picture and sum(_within(row, box) for row in rows) > 2
        if not small and not in_table and not _is_page(box, content):
            found.append(Shown(PICTURE if is_picture else DRAWING, box))
    return found


def _with_shapes(labels: Box, shapes: Sequence[Box]) -> Box:
    """Labels of a chart with all that is drawn among them."""
    return union([labels, *(shape for shape in shapes if _within(shape, labels))])


def _is_page(box: Box, content: PageContent) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > _WHOLE_PAGE * content.width * content.height
