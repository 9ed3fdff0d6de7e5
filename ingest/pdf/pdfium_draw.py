"""Pictures of a page with the quoted words marked, by pypdfium2 and Pillow: for those who may not use PyMuPDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ingest.pdf.pdfium import seen_from
from ingest.pdf.pdfium_text import shown_box
from library.models import Box

_MARK, _EDGE, _GREY = (255, 209, 51, 72), (217, 115, 0, 255), (119, 119, 119, 255)
_QUOTE = (255, 224, 138, 255)
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079†‡§]+")
_WIDTH, _HEIGHT, _MARGIN, _LEAST = 595.0, 842.0, 36.0, 120.0
_TALLEST_LINE = 72.0
"""Points beyond which no line or cell of text is high."""
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
"""Fonts that hold the scripts we meet, best first; Pillow's own (Latin only) where none is installed."""


def draw(data: bytes, request: dict[str, Any], dpi: int) -> bytes:
    """PNG of one page of a PDF with marks; ``request`` as of :func:`ingest.pdf.document.draw.draw`."""
    import pypdfium2
    from PIL import Image, ImageDraw

    document = pypdfium2.PdfDocument(data)
    index, boxes = _place(document, request)
    scale = dpi / 72
    document.init_forms()
    page = document[index].render(scale=scale).to_pil().convert("RGBA")
    marks = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(marks)
    for x0, y0, x1, y1 in boxes:
        area = [(x0 - 1.5) * scale, (y0 - 1.0) * scale, (x1 + 1.5) * scale, (y1 + 1.0) * scale]
        pen.rectangle(
            area, fill=None if is_figure((x0, y0, x1, y1)) else _MARK, outline=_EDGE, width=max(1, round(0.8 * scale))
        )
    document.close()
    whole = Image.alpha_composite(page, marks)
    if clip := request.get("clip"):
        left, top = (max(0, round(float(side) * scale)) for side in clip[:2])
        right, bottom = (min(most, round(float(side) * scale)) for side, most in zip(clip[2:], whole.size, strict=True))
        whole = whole.crop((left, top, right, bottom)) if left < right and top < bottom else whole
    return _png(whole)


def is_figure(box: Sequence[float]) -> bool:
    """True for a box that holds a figure rather than a line of text: it is framed, and nothing is painted over it."""
    return box[3] - box[1] > _TALLEST_LINE and box[2] - box[0] > _TALLEST_LINE


def locate(data: bytes, wanted: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where wordings stand; as :func:`ingest.pdf.document.draw.locate`."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found: list[dict[str, Any]] = []
    at, pages = 0, len(document)
    for asked in wanted:
        known = int(asked.get("page") or 0)
        order = [known - 1] if 0 < known <= pages else [*range(at, pages), *range(at)]
        place = _found(document, order, str(asked["words"]))
        at = place["page"] - 1 if place["page"] else at
        found.append(place)
    document.close()
    return found


def _found(document: Any, order: Iterable[int], words: str) -> dict[str, Any]:
    flat = " ".join(_RAISED.sub("", words).split())
    parts = [p for part in words.split("\t") if (p := " ".join(_RAISED.sub("", part).split()))]
    for index in order if flat else ():
        hits = _search(document, index, flat)
        if not hits and len(parts) > 1:
            each = [_search(document, index, part)[:1] for part in parts]
            hits = [hit for some in each for hit in some] if all(each) else []
        if hits:
            return {"page": index + 1, "boxes": [[round(v, 2) for v in hit] for hit in hits]}
    return {"page": 0, "boxes": []}


def _place(document: Any, request: dict[str, Any]) -> tuple[int, list[Box]]:
    """The page asked for and the boxes to mark; where only words are known, the nearest page that holds them."""
    pages = len(document)
    wanted = max(0, min(pages, int(request.get("page") or 1)) - 1)
    boxes: list[Box] = [tuple(float(v) for v in box) for box in request.get("boxes") or ()]  # type: ignore[misc]
    words = " ".join(str(request.get("find") or "").split())
    if boxes or not words:
        return wanted, boxes
    for attempt in dict.fromkeys([words, words[:90], words[-90:], words[:40]]):
        for index in sorted(range(pages), key=lambda n: (abs(n - wanted), n)):
            if found := _search(document, index, attempt):
                return index, found
    return wanted, []


def _search(document: Any, index: int, words: str) -> list[Box]:
    """A box for each line of each place where the words stand on the page, whatever their case."""
    page = document[index]
    affine = seen_from(page.get_bbox(), page.get_rotation())
    text = page.get_textpage()
    searcher = text.search(words)
    found: list[Box] = []
    while (hit := searcher.get_next()) is not None:
        start, count = hit
        for rect in range(text.count_rects(start, count)):
            found.append(shown_box(affine, *text.get_rect(rect)))
    searcher.close()
    text.close()
    return found


# --- words as a picture -----------------------------------------------------------------------------------------------


def facsimile(request: dict[str, Any], dpi: int) -> bytes:
    """The words themselves, drawn as text, for formats that have no pages; the heading says that it is one."""
    from PIL import Image, ImageDraw

    scale = dpi / 72
    body, small = _font(11 * scale), _font(9 * scale)
    room = (_WIDTH - 2 * _MARGIN) * scale
    picture = Image.new("RGBA", (round(_WIDTH * scale), round(_HEIGHT * scale)), (255, 255, 255, 255))
    pen = ImageDraw.Draw(picture)
    y = 30 * scale
    for line in _wrapped([(str(request.get("heading") or ""), False)], small, room):
        y = _write(pen, line, y, small, scale, _GREY)
    for text, start, end in request["lines"]:
        parts = [(text[:start], False), (text[start:end], True), (text[end:], False)]
        y += 6 * scale
        for line in _wrapped([(part.replace("\t", "  |  "), marked) for part, marked in parts], body, room):
            if y > (_HEIGHT - 30) * scale:
                break
            y = _write(pen, line, y, body, scale, (0, 0, 0, 255))
    bottom = min(picture.height, max(round(_LEAST * scale), round(y + 12 * scale)))
    return _png(picture.crop((0, 0, picture.width, bottom)))


_Line = list[tuple[str, bool]]


def _wrapped(parts: Iterable[tuple[str, bool]], font: Any, room: float) -> list[_Line]:
    """The parts as lines no wider than ``room`` pixels, broken at spaces and between Chinese or Japanese characters."""
    lines: list[_Line] = [[]]
    used = 0.0
    for text, marked in parts:
        for word in re.findall(r"[\u2e80-\u9fff\uff00-\uffef]|\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+", text):
            wide = float(font.getlength(word))
            if used + wide > room and lines[-1]:
                lines.append([])
                used = 0.0
                if word.isspace():
                    continue
            lines[-1].append((word, marked))
            used += wide
    return lines


def _write(pen: Any, line: _Line, y: float, font: Any, scale: float, colour: tuple[int, int, int, int]) -> float:
    """Draw one line and give the height at which the next begins."""
    x, high = _MARGIN * scale, 1.5 * float(font.size)
    for word, marked in line:
        wide = float(font.getlength(word))
        if marked:
            pen.rectangle([x, y, x + wide, y + 0.9 * high], fill=_QUOTE)
        pen.text((x, y), word, font=font, fill=colour)
        x += wide
    return y + high


def _font(size: float) -> Any:
    from PIL import ImageFont

    for path in _FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, round(size))
    return ImageFont.load_default(round(size))


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue()


def pages_of(pictures: Iterable[tuple[bytes, float, float]]) -> bytes:
    """A PDF with a page for each picture: ``(PNG, width, height)`` in points."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument.new()
    for png, width, height in pictures:
        page = document.new_page(width, height)
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.open(io.BytesIO(png)).convert("RGB")))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
