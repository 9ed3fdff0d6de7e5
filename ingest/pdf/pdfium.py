"""PDF pages by pypdfium2 (BSD and Apache licences): the second reader, which needs no PyMuPDF."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

from ingest.pdf.pdfium_text import Affine, has_font, lines_of, shown, shown_box
from ingest.pdf.raw import Ink, Path, RawLine, Step, broken, encrypted
from library.errors import Refused
from library.models import Box, Loss

_MOST_OBJECTS = 60_000
_DEEPEST = 12
_MAY_BE_FILLED = {1: "f", 2: "f"}
_NO_FONT = (
    "Words are set in a font that the file does not hold: some may be missing, and none was checked for being visible."
)
_NO_COMMENTS = (2, 16, 20)
"""Links, pop-ups and form fields: annotations that hold no remark of a person."""
_WORDY_FIELDS = (4, 5, 6)
"""Combo boxes, list boxes and text fields."""


class PdfiumDocument:
    """An open PDF; see :class:`ingest.pdf.document.raw.RawDocument`. Raises Refused for an encrypted or broken one."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # heavy: only where a PDF is read

        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = len(self._document)
            self.title = str(self._document.get_metadata_dict().get("Title") or "")
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise encrypted() from error
            raise broken("cannot be opened") from error
        self._document.init_forms()

    def page(self, index: int) -> PdfiumPage:
        """The page, counted from 0. Raises ``RuntimeError`` for a damaged one."""
        return PdfiumPage(self._document[index], self._document)

    def picture(self, index: int, dpi: int) -> bytes:
        """PNG of the page."""
        out = io.BytesIO()
        self._document[index].render(scale=dpi / 72).to_pil().save(out, "PNG")
        return out.getvalue()

    def turned(self, index: int, turn: int) -> PdfiumDocument:
        """A document of that page alone, turned clockwise by ``turn`` degrees."""
        import pypdfium2

        out = io.BytesIO()
        try:
            alone = pypdfium2.PdfDocument.new()
            alone.import_pages(self._document, [index])
            page = alone[0]
            page.set_rotation((page.get_rotation() + turn) % 360)
            alone.save(out)
            alone.close()
            return PdfiumDocument(out.getvalue())
        except (pypdfium2.PdfiumError, Refused) as error:
            raise RuntimeError(str(error)) from error

    def close(self) -> None:
        """Give its memory back."""
        self._document.close()


class PdfiumPage:
    """One page of a :class:`PdfiumDocument`; see :class:`ingest.pdf.document.raw.RawPage`."""

    def __init__(self, page: Any, document: Any) -> None:
        self._page, self._document = page, document
        self.width, self.height = (float(v) for v in page.get_size())
        self._affine = seen_from(page.get_bbox(), page.get_rotation())
        words = page.get_textpage()
        self.lines: list[RawLine] = lines_of(words, self._affine, (self.width, self.height))
        words.close()
        self.losses: list[Loss] = []
        self._paths: list[Path] | None = None
        self._pictures: list[Box] = []

    def paths(self) -> list[Path]:
        """What is drawn with lines and fills."""
        self._look()
        return self._paths or []

    def pictures(self) -> list[Box]:
        """Places of its pictures."""
        self._look()
        return self._pictures

    def _look(self) -> None:
        import pypdfium2.raw as pdfium

        if self._paths is not None:
            return
        self._paths = []
        bare = 0
        for count, (thing, kind, affine) in enumerate(_objects(self._page.raw, self._affine)):
            if count > _MOST_OBJECTS:
                self._paths = []
                return
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append(_bounds(thing, affine))
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                bare += not has_font(thing)
            elif path := _path(thing, _with(_matrix(thing), affine)):
                self._paths.append(path)
        if bare:
            self.losses.append(Loss(code="ingest.font_missing", message=_NO_FONT, count=bare))

    def comments(self) -> list[tuple[str, str, Box]]:
        """Annotations with words, form fields with a value."""
        import pypdfium2.raw as pdfium

        found = []
        for index in range(pdfium.FPDFPage_GetAnnotCount(self._page.raw)):
            note = pdfium.FPDFPage_GetAnnot(self._page.raw, index)
            if not note:
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            words, author = self._field(note) if kind == pdfium.FPDF_ANNOT_WIDGET else ("", "")
            if kind not in _NO_COMMENTS:
                words, author = (_string(pdfium.FPDFAnnot_GetStringValue, note, k) for k in (b"Contents", b"T"))
            if words.strip():
                box = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(note, box)
                place = shown_box(self._affine, box.left, box.bottom, box.right, box.top)
                found.append((words.strip(), author.strip(), place))
            pdfium.FPDFPage_CloseAnnot(note)
        return found

    def _field(self, note: Any) -> tuple[str, str]:
        """Value and name of a form field that holds words."""
        import pypdfium2.raw as pdfium

        forms = self._document.formenv
        if forms is None or pdfium.FPDFAnnot_GetFormFieldType(forms.raw, note) not in _WORDY_FIELDS:
            return "", ""
        name = _string(pdfium.FPDFAnnot_GetFormFieldName, forms.raw, note)
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, forms.raw, note), f"form field {name}".strip()

    def may_hide(self) -> bool:
        """Always: every page is drawn to see whether its words leave ink."""
        return True

    def seen(self) -> None:
        """Nothing is learnt from it."""

    def ink(self) -> Ink:
        """The page drawn in grey, without its annotations."""
        drawn = self._page.render(scale=1, grayscale=True, draw_annots=False, may_draw_forms=False)
        return Ink(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)


def seen_from(box: tuple[float, float, float, float], rotation: int) -> Affine:
    """From the page's own space (upwards from the lower left) to the page as seen (downwards from the upper left)."""
    left, bottom, right, top = box
    return {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(rotation, (1.0, 0.0, 0.0, -1.0, -left, top))


def _with(inner: Affine, outer: Affine) -> Affine:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _matrix(thing: Any) -> Affine:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _objects(page: Any, affine: Affine) -> Iterator[tuple[Any, int, Affine]]:
    """Paths, pictures and words with their kind and the way to the page as seen, also those inside forms."""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium.FPDFPage_GetObject(page, index), affine, 0)


def _inside(thing: Any, affine: Affine, depth: int) -> Iterator[tuple[Any, int, Affine]]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT):
        yield thing, kind, affine
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _with(_matrix(thing), affine)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)


def _bounds(thing: Any, affine: Affine) -> Box:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return shown_box(affine, left.value, bottom.value, right.value, top.value)


def _path(thing: Any, affine: Affine) -> Path | None:
    """The path as it is drawn; None for one that only clips."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    kind = _MAY_BE_FILLED.get(fill.value, "") + ("s" if stroke.value else "")
    items = list(_steps(thing, affine)) if kind else []
    if not items:
        return None
    points = [p for item in items for p in _ends(item)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    colour, alpha = _colour(pdfium.FPDFPageObj_GetFillColor, thing)
    clear = bool(stroke.value) and _colour(pdfium.FPDFPageObj_GetStrokeColor, thing)[1] == 0
    if kind == "f" and alpha == 0:
        return None
    return Path(kind, items, (min(xs), min(ys), max(xs), max(ys)), colour if "f" in kind else (), clear)


def _colour(ask: Any, thing: Any) -> tuple[tuple[float, ...], int]:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    if not ask(thing, red, green, blue, alpha):
        return (0.0,), 255
    return (red.value / 255, green.value / 255, blue.value / 255), alpha.value


def _steps(thing: Any, affine: Affine) -> Iterator[Step]:
    """The steps of the path; four sides along the axes that close are one box."""
    part: list[Step] = []
    for step in _segments(thing, affine):
        if step is None:
            yield from _as_box(part)
            part = []
        else:
            part.append(step)
    yield from _as_box(part)


def _as_box(part: list[Step]) -> list[Step]:
    straight = all(s[0] == "l" and (_near(s[1][0], s[2][0]) or _near(s[1][1], s[2][1])) for s in part)
    if len(part) != 4 or not straight:
        return part
    (x0, y0), (x1, y1) = part[0][1], part[3][2]
    if not (_near(x0, x1) and _near(y0, y1)):
        return part
    xs, ys = [s[1][0] for s in part], [s[1][1] for s in part]
    return [("re", (min(xs), min(ys), max(xs), max(ys)))]


def _ends(step: Step) -> tuple[tuple[float, float], tuple[float, float]]:
    if step[0] == "re":
        x0, y0, x1, y1 = step[1]
        return (x0, y0), (x1, y1)
    return step[1], step[2]


def _near(a: float, b: float) -> bool:
    return abs(a - b) < 0.01


def _segments(thing: Any, affine: Affine) -> Iterator[Step | None]:
    """Lines and curves, with None where another part of the path begins."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    curve = 0
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here, kind = shown(affine, x.value, y.value), pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield None
            start = last = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield ("l", last, here)
            last = here
        else:
            curve += 1
            if curve % 3 == 0:  # two control points, then where it ends
                yield ("c", last, here)
                last = here
        if pdfium.FPDFPathSegment_GetClose(segment) and last != start:
            yield ("l", last, start)
            last = start


def _string(ask: Any, *given: Any) -> str:
    """A string that pdfium writes as UTF-16 into a buffer of the length it names first."""
    import pypdfium2.raw as pdfium

    length = ask(*given, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(*given, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
