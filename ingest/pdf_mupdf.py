"""PDF pages by PyMuPDF (AGPL or commercial): one text pass a page, everything else only where the page asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from ingest.pdf_raw import Ink, Path, RawLine, Run, broken, encrypted, is_bold, is_italic, turn_of, why_hidden
from library.errors import Refused
from library.models import Box, Loss

_FILLED_OR_STROKED = 16 | 32
_THICK = 2.5
"""Points above which a drawn shape can cover letters."""
_MOST_PANELS = 120
_CONTRAST = 40.0
"""Grey levels (of 255) by which a ground must be lighter than the words on it."""
_LAST = 1 << 30
_CLIPS = re.compile(rb"W\*?\s+n\b")
_RECTANGLE = re.compile(rb"(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+re\s+$")
_BLENDS = re.compile(r"/SMask\s*(?!/None)|/BM\s*(?!/(?:Normal|Compatible)\b)")


class MuDocument:
    """An open PDF; see :class:`ingest.pdf_raw.RawDocument`. Raises Refused for an encrypted or broken one."""

    def __init__(self, data: bytes) -> None:
        import pymupdf  # heavy: only where a PDF is read

        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        try:
            self._document = pymupdf.open(stream=data, filetype="pdf")
            self.pages = 1 if self._document.needs_pass else int(self._document.page_count)
        except Exception as error:
            raise broken("cannot be opened") from error
        if self._document.needs_pass:
            raise encrypted()
        self.title = str((self._document.metadata or {}).get("title") or "")
        self._plain: dict[str, bool] = {}
        self.seen_fonts: set[str] = set()

    def page(self, index: int) -> MuPage:
        """The page, counted from 0."""
        import pymupdf

        try:
            return MuPage(self._document[index], self)
        except pymupdf.mupdf.FzErrorBase as error:
            raise RuntimeError(str(error)) from error

    def places(self, index: int) -> Callable[[int], list[tuple[float, float]]]:
        """What finds left and right of each character of a span of the page, by the span's number.

        It reads the page again when it is first asked and holds nothing before that.
        """
        found: list[list[tuple[float, float]]] = []

        def of(number: int) -> list[tuple[float, float]]:
            if not found:
                import pymupdf

                raw = self._document[index].get_text("rawdict", flags=_flags(), clip=pymupdf.INFINITE_RECT())
                spans = (s for block in raw["blocks"] for line in block.get("lines", ()) for s in line["spans"])
                found.extend([(c["bbox"][0], c["bbox"][2]) for c in span["chars"]] for span in spans)
            return found[number]

        return of

    def picture(self, index: int, dpi: int) -> bytes:
        """PNG of the page."""
        return bytes(self._document[index].get_pixmap(dpi=dpi, alpha=False).tobytes("png"))

    def turned(self, index: int, turn: int) -> MuDocument:
        """A document of that page alone, turned clockwise by ``turn`` degrees."""
        import pymupdf

        try:
            with pymupdf.open() as alone:
                alone.insert_pdf(self._document, from_page=index, to_page=index)
                alone[0].set_rotation((alone[0].rotation + turn) % 360)
                return MuDocument(alone.tobytes())
        except (pymupdf.mupdf.FzErrorBase, Refused) as error:
            raise RuntimeError(str(error)) from error

    def close(self) -> None:
        """Give its memory back."""
        self._document.close()

    def is_plain(self, resources: tuple[str, str]) -> bool:
        """True where the resources hold no forms, patterns, shadings or blending graphics states."""
        words = resources[1]
        if words not in self._plain:
            self._plain[words] = self._holds_nothing_special(resources)
        return self._plain[words]

    def _holds_nothing_special(self, resources: tuple[str, str]) -> bool:
        words = self._object(resources[1]) if resources[0] == "xref" else resources[1]
        if re.search(r"/(Shading|Pattern)\s*(<<\s*/|\d)", words):
            return False
        states = re.search(r"/ExtGState\s*(?:(\d+ 0 R)|<<(.*?)>>)", words, re.S)
        if states is None:
            return True
        inside = self._object(states[1]) if states[1] else states[2]
        return not any(_BLENDS.search(self._object(f"{n} 0 R")) for n in re.findall(r"(\d+) 0 R", inside)) and not (
            _BLENDS.search(inside)
        )

    def _object(self, reference: str) -> str:
        return str(self._document.xref_object(int(reference.split()[0])))


class MuPage:
    """One page of a :class:`MuDocument`; see :class:`ingest.pdf_raw.RawPage`."""

    def __init__(self, page: Any, document: MuDocument) -> None:
        import pymupdf

        if page.rotation:
            page.remove_rotation()  # same look, coordinates as seen
        self._page, self._document = page, document
        self.losses: list[Loss] = []
        self.width, self.height = float(page.rect.width), float(page.rect.height)
        self._boxes: list[Box] | None = None
        self._fonts: set[str] = set()
        self._drawn = False
        self._thick: list[tuple[int, Box, float]] = []
        self._words: list[tuple[int, Box, float]] = []
        """Where shapes and words stand in the order of painting, their place and how light they are (0 to 255)."""
        self.lines: list[RawLine] = []
        self._read(page.get_text("dict", flags=_flags(), clip=pymupdf.INFINITE_RECT())["blocks"])

    def _read(self, blocks: list[dict[str, Any]]) -> None:
        """Keep the lines, also of what lies off the page, and whether and where anything is drawn."""
        count, size, places = 0, (self.width, self.height), self._document.places(self._page.number)
        for order, block in enumerate(blocks):
            if block["type"] == 3:
                self._drawn = True
                if _is_thick(block["bbox"]):
                    self._thick.append((order, block["bbox"], _lightness(block["color"])))
                continue
            for line in block.get("lines", ()):
                runs = []
                for span in line["spans"]:
                    if span["text"]:
                        self._fonts.add(span["font"])
                        self._words.append((order, span["bbox"], _lightness(span["color"])))
                        runs.append(_run(span, size, partial(places, count)))
                    count += 1
                turn = turn_of(*line["dir"])
                self.lines.append(RawLine(turn == 0, runs, -1 if turn and line["wmode"] else turn))

    def paths(self) -> list[Path]:
        """What is drawn; nothing is asked where the text pass met no drawing."""
        return [_path(path) for path in self._page.get_cdrawings()] if self._drawn else []

    def pictures(self) -> list[Box]:
        """Places of its pictures; not looked for where the page names none and has words."""
        if self._boxes is None:
            wanted = not self.lines or self._page.get_images()
            self._boxes = [tuple(info["bbox"]) for info in self._page.get_image_info()] if wanted else []
        return self._boxes

    def comments(self) -> list[tuple[str, str, Box]]:
        """Annotations with words, form fields with a value."""
        found: list[tuple[str, str, Box]] = []
        for note in self._page.annots() or ():
            words = (note.info.get("content") or "").strip()
            if words:
                found.append((words, note.info.get("title") or "", tuple(note.rect)))
        for widget in self._page.widgets() or ():
            value = widget.field_value
            if isinstance(value, str) and value.strip() and widget.field_type_string in ("Text", "ComboBox", "ListBox"):
                name = f"form field {widget.field_name or ''}".strip()
                found.append((value.strip(), name, tuple(widget.rect)))
        return found

    def may_hide(self) -> bool:
        """False where no picture and no shape lies over words (darker words may stand on one), nothing clips, no
        graphics state blends them away and their fonts have been seen to leave ink."""
        pictures = [(_LAST, box, 0.0) for box in self.pictures()]
        panels = self._thick + pictures
        if len(panels) > _MOST_PANELS or self._page.get_xobjects():
            return True
        if any(_may_cover(panel, self._words) for panel in panels):
            return True
        if not self._fonts <= self._document.seen_fonts:
            return True
        document = self._page.parent
        if not self._document.is_plain(document.xref_get_key(self._page.xref, "Resources")):
            return True
        return _covers(self._page.read_contents(), self.width, self.height)

    def seen(self) -> None:
        """All its words were found to leave ink: so will others in the same fonts."""
        self._document.seen_fonts |= self._fonts

    def ink(self) -> Ink:
        """The page drawn in grey, without its annotations."""
        from pymupdf import mupdf

        width, height = int(self.width + 0.999), int(self.height + 0.999)
        area = mupdf.FzIrect(0, 0, width, height)
        pixels = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_gray(), area, mupdf.FzSeparations(), 0)
        mupdf.fz_clear_pixmap_with_value(pixels, 255)
        device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixels)
        page = self._page.this
        whole = mupdf.FzPage(page) if isinstance(page, mupdf.PdfPage) else page
        mupdf.fz_run_page_contents(whole, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return Ink(bytes(mupdf.fz_pixmap_samples_memoryview(pixels)), width, height, width)


@lru_cache(maxsize=1)
def _flags() -> int:
    import pymupdf

    unwanted = pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP
    wanted = pymupdf.TEXT_COLLECT_VECTORS | pymupdf.TEXT_LAZY_VECTORS  # says for nothing whether anything is drawn
    return int(pymupdf.TEXTFLAGS_RAWDICT & ~unwanted | wanted)


@lru_cache(maxsize=2000)
def _style(font: str) -> tuple[bool, bool]:
    name = font.lower()
    return is_bold(name), is_italic(name)


def _run(span: dict[str, Any], page: tuple[float, float], places: Callable[[], list[tuple[float, float]]]) -> Run:
    box: Box = span["bbox"]
    bold, italic = _style(span["font"])
    flags, size, colour = span["flags"], span["size"], span["color"]
    inked, alpha = bool(span["char_flags"] & _FILLED_OR_STROKED), span["alpha"]
    hidden = why_hidden(inked=inked, alpha=alpha, size=size, box=box, page=page)
    light = (colour >> 16 & 255) > 225 and (colour >> 8 & 255) > 225 and (colour & 255) > 225
    return Run(
        span["text"], box, size, span["origin"][1], bold or bool(flags & 16), italic or bool(flags & 2), hidden,
        places, light,
    )  # fmt: skip


def _path(path: dict[str, Any]) -> Path:
    clear = path.get("stroke_opacity", 1) == 0
    return Path(path["type"], path["items"], tuple(path["rect"]), tuple(path.get("fill") or ()), clear)


@lru_cache(maxsize=256)
def _lightness(colour: int) -> float:
    return 0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)


def _may_cover(panel: tuple[int, Box, float], words: list[tuple[int, Box, float]]) -> bool:
    """True where the shape touches a word and was not painted before it in a clearly lighter colour."""
    when, (x0, y0, x1, y1), light = panel
    for later, b, dark in words:
        if y0 < b[3] and y1 > b[1] and x0 < b[2] and x1 > b[0] and (when > later or light < dark + _CONTRAST):
            return True
    return False


def _is_thick(box: Box) -> bool:
    return box[2] - box[0] > _THICK and box[3] - box[1] > _THICK


def _covers(stream: bytes, width: float, height: float) -> bool:
    """True where the page's program clips to less than nearly the whole page, or holds a picture."""
    if re.search(rb"\sBI\s", stream):
        return True
    scaled = b" cm" in stream
    at = stream.find(b"W")
    while at >= 0:
        before = stream[max(0, at - 80) : at]
        if before[-1:].isspace() and _CLIPS.match(stream, at):
            found = None if scaled else _RECTANGLE.search(before)
            if found is None or not _is_whole([float(v) for v in found.groups()], width, height):
                return True
        at = stream.find(b"W", at + 1)
    return False


def _is_whole(clip: list[float], width: float, height: float) -> bool:
    x, y, wide, high = clip
    return x < 0.05 * width and x + wide > 0.95 * width and y < 0.05 * height and y + high > 0.95 * height
