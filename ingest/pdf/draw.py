"""Pictures of a page with the quoted words marked. Runs in the sandbox: drawing foreign bytes is as risky as
reading them."""

from __future__ import annotations

import html
import re
from typing import Any

from ingest.pdf import pdfium_draw

_MARK = (1.0, 0.82, 0.2)
_EDGE = (0.85, 0.45, 0.0)
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079†‡§]+")
_GAP = 6
_FACSIMILE_WIDTH, _FACSIMILE_HEIGHT = 595.0, 842.0


def draw(data: bytes, request: dict[str, Any]) -> bytes:
    """PNG of one page of a PDF, or of a facsimile of text, with marks.

    ``request``: ``page`` (from 1), ``boxes`` (points), ``dpi``, ``find`` (words to look for where there are no boxes),
    ``lines`` (``[[text, start, end], …]``, instead of a document: text whose ``start:end`` is marked), ``heading``,
    ``pdf_reader`` (which library draws), ``places`` (``[[page, boxes], …]``: several pages, one under the
    other), ``clip`` (a box: only that part of the page).
    """
    if request.get("places"):
        return _stacked([draw(data, {**request, "places": None, "page": p, "boxes": b}) for p, b in request["places"]])
    permissive = request.get("pdf_reader") == "pdfium"
    if request.get("lines") is not None:
        return pdfium_draw.facsimile(request, _dpi(request)) if permissive else _facsimile(request)
    if permissive:
        return pdfium_draw.draw(data, request, _dpi(request))
    import pymupdf

    document = pymupdf.open(stream=data, filetype="pdf")
    with document:
        page, boxes = _place(pymupdf, document, request)
        if page.rotation:
            page.remove_rotation()
        for box in boxes:
            rectangle = pymupdf.Rect(box[0] - 1.5, box[1] - 1.0, box[2] + 1.5, box[3] + 1.0)
            fill = None if pdfium_draw.is_figure(box) else _MARK
            page.draw_rect(rectangle, color=_EDGE, fill=fill, fill_opacity=0.28, width=0.8, overlay=True)
        clip = pymupdf.Rect(request["clip"]) & page.rect if request.get("clip") else None
        clip = None if clip is None or clip.is_empty else clip
        return bytes(page.get_pixmap(dpi=_dpi(request), clip=clip, alpha=False).tobytes("png"))


def _stacked(pages: list[bytes]) -> bytes:
    """PNG of the pictures one under the other."""
    if len(pages) == 1:
        return pages[0]
    import io

    from PIL import Image  # only where a quote runs over pages

    pictures = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
    height = sum(p.height for p in pictures) + _GAP * (len(pictures) - 1)
    whole = Image.new("RGB", (max(p.width for p in pictures), height), (120, 120, 120))
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height + _GAP
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def locate(data: bytes, wanted: list[dict[str, Any]], pdf_reader: str = "pymupdf") -> list[dict[str, Any]]:
    """For each wording its ``page`` (from 1) and ``boxes`` (points) in a PDF; page 0 where it was not found.

    ``wanted``: ``words`` and, where it is known, the ``page`` they stand on; else every page is searched, from the one
    on which the wording before was found.
    """
    if pdf_reader == "pdfium":
        return pdfium_draw.locate(data, wanted)
    import pymupdf

    found: list[dict[str, Any]] = []
    with pymupdf.open(stream=data, filetype="pdf") as document:
        at = 0
        for asked in wanted:
            known = int(asked.get("page") or 0)
            pages = [known - 1] if 0 < known <= document.page_count else [*range(at, document.page_count), *range(at)]
            place = _found(document, pages, str(asked["words"]))
            at = place["page"] - 1 if place["page"] else at
            found.append(place)
    return found


def _found(document: Any, pages: list[int], words: str) -> dict[str, Any]:
    """The first page that holds the words (without raised marks), with their boxes; else the parts between tabs."""
    flat = " ".join(_RAISED.sub("", words).split())
    parts = [" ".join(_RAISED.sub("", part).split()) for part in words.split("\t")]
    for number in pages if flat else []:
        hits = document[number].search_for(flat)
        if not hits and len(parts) > 1:
            each = [document[number].search_for(part)[:1] for part in parts if part]
            hits = [hit for some in each for hit in some] if all(each) else []
        if hits:
            return {"page": number + 1, "boxes": [[round(v, 2) for v in tuple(hit)] for hit in hits]}
    return {"page": 0, "boxes": []}


def _dpi(request: dict[str, Any]) -> int:
    return max(36, min(200, int(request.get("dpi") or 110)))


def _place(pymupdf: Any, document: Any, request: dict[str, Any]) -> tuple[Any, list[Any]]:
    """The page asked for and the boxes to mark; where only words are known, the nearest page that holds them."""
    wanted = max(0, min(document.page_count, int(request.get("page") or 1)) - 1)
    boxes = [tuple(float(v) for v in box) for box in request.get("boxes") or ()]
    words = " ".join(str(request.get("find") or "").split())
    if boxes or not words:
        return document[wanted], boxes
    tries = [words, words[:90], words[-90:], words[:40]]
    for attempt in dict.fromkeys(tries):
        for number in sorted(range(document.page_count), key=lambda n: (abs(n - wanted), n)):
            found = document[number].search_for(attempt)
            if found:
                return document[number], [tuple(r) for r in found]
    return document[wanted], []


def _facsimile(request: dict[str, Any]) -> bytes:
    """The words themselves, drawn as text, for formats that have no pages; the heading says that it is one."""
    import pymupdf

    parts = [f"<p class='note'>{html.escape(str(request.get('heading') or ''))}</p>"]
    for text, start, end in request["lines"]:
        before, quote, after = text[:start], text[start:end], text[end:]
        marked = f"<span class='m'>{html.escape(quote)}</span>" if quote else ""
        row = f"{html.escape(before)}{marked}{html.escape(after)}".replace("\t", " &nbsp;|&nbsp; ")
        parts.append(f"<p>{row}</p>")
    style = (
        "p{font-family:sans-serif;font-size:11px;line-height:1.5;margin:0 0 6px 0}"
        ".note{color:#777;font-size:9px}.m{background-color:#ffe08a}"
    )
    document = pymupdf.open()
    with document:
        page = document.new_page(width=_FACSIMILE_WIDTH, height=_FACSIMILE_HEIGHT)
        room = pymupdf.Rect(36, 30, _FACSIMILE_WIDTH - 36, _FACSIMILE_HEIGHT - 30)
        spare, _ = page.insert_htmlbox(room, "".join(parts), css=style, scale_low=0.3)
        used = _FACSIMILE_HEIGHT - max(0.0, spare) if spare >= 0 else _FACSIMILE_HEIGHT
        clip = pymupdf.Rect(0, 0, _FACSIMILE_WIDTH, max(120.0, min(_FACSIMILE_HEIGHT, used)))
        return bytes(page.get_pixmap(dpi=_dpi(request), clip=clip, alpha=False).tobytes("png"))
