"""PDF pages by PyMuPDF (AGPL or commercial): one text pass a page, everything else only where the page asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ingest.pdf.clips import Matrix, clips_of, core, cut_off
from ingest.pdf.painted import boxes_as_painted, is_thick
from ingest.pdf.raw import (
    Ink,
    Path,
    Places,
    RawLine,
    Run,
    broken,
    encrypted,
    is_bold,
    is_italic,
    turn_of,
    why_out_of_sight,
    why_unpainted,
)
from ingest.reading import union
from library.errors import Refused
from library.models import Box, Loss

_FILLED_OR_STROKED = 16 | 32
_MOST_PANELS = 120
_CONTRAST = 40.0
"""Grey levels (of 255) by which a ground must be lighter than the words on it."""
_LAST, _ACROSS = 1 << 30, (1.0, 0.0)
_ASKED = 16
"""Spans of a page whose characters are looked at one span by the other; for more, those of all are."""
_ROOM = 0.5
"""Points around a span within which all of its characters lie."""
_OBJECTS, _INLINE = re.compile(r"/XObject(?!\s*<<\s*>>)"), re.compile(rb"BI(?=\s)")
_BLENDS = re.compile(r"/SMask(?!\s*/None\b)|/BM(?!\s*/(?:Normal|Compatible)\b)")
_Word = tuple[int, Box, int, str]
"""When a word is painted among the words and shapes of its page, its place, colour and font."""


class MuDocument:
    """An open PDF; see :class:`ingest.pdf.document.raw.RawDocument`. Raises Refused for an encrypted or broken one."""

    def __init__(self, data: bytes) -> None:
        import pymupdf  # heavy: only where a PDF is read
        from pymupdf import mupdf

        self.mupdf = mupdf
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
        self._resources: dict[str, _Resources] = {}
        self._states: dict[str, bool] = {}
        self._last: tuple[int, Any] = (-1, None)
        self.seen_fonts: set[str] = set()

    def page(self, index: int) -> MuPage:
        """The page, counted from 0."""
        import pymupdf

        try:
            return MuPage(self._loaded(index), self)
        except pymupdf.mupdf.FzErrorBase as error:
            raise RuntimeError(str(error)) from error

    def _loaded(self, index: int) -> Any:
        """The page, not known to the document, which would keep account of it."""
        import pymupdf

        return pymupdf.Page(self.mupdf.fz_load_page(self._document.this, index), self._document)

    def words(self, page: Any) -> Any:
        """The words of the page as MuPDF parts them. Those of the page that was asked for last are kept."""
        if self._last[0] != page.number:
            make, everywhere, as_it_is, flags = _settings()
            made = make(page.this, everywhere, flags, as_it_is)
            self._last = (page.number, self.mupdf.FzStextPage(made))
        return self._last[1]

    def places(self, index: int) -> Callable[[int, str, Box], list[tuple[float, float]]]:
        """What finds left and right of each character of a span of the page, by the span's number, words and box.

        It looks at the page's characters when it is asked and holds nothing before that: around the first spans that
        are asked for, at all of them after that.
        """
        found: list[list[tuple[float, float]]] = []
        asked = 0

        def of(number: int, text: str, box: Box) -> list[tuple[float, float]]:
            nonlocal asked
            asked += 1
            if not found:
                words = self._last[1] if self._last[0] == index else self.words(self._loaded(index))
                alone = _around(words, text, box) if asked <= _ASKED else None
                if alone is not None:
                    return alone
                found.extend(_sides_of(span) for span in _spans(words))
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
        self._last = (-1, None)
        self._document.close()

    def resources(self, page: Any, record: Any) -> _Resources:
        """What the page, whose dictionary is ``record``, may paint with; pages mostly share it."""
        mupdf = self.mupdf
        named = mupdf.pdf_dict_get(record, mupdf.PDF_ENUM_NAME_Resources)
        if named.m_internal and mupdf.pdf_is_indirect(named):
            kind, words = "xref", f"{mupdf.pdf_to_num(named)} 0 R"
        elif (told := self._told(named)) is not None:
            return told
        else:
            kind, words = self._document.xref_get_key(page.xref, "Resources")
        if words not in self._resources:
            whole = self._object(words) if kind == "xref" else words
            held = kind in ("xref", "dict") and not _OBJECTS.search(whole)
            self._resources[words] = _Resources(not held, self._is_plain(whole))
        return self._resources[words]

    def _told(self, named: Any) -> _Resources | None:
        """What resources that the page itself holds are, where they are fonts and shared graphics states alone."""
        mupdf = self.mupdf
        if not mupdf.pdf_is_dict(named):
            return None
        for name in (mupdf.PDF_ENUM_NAME_XObject, mupdf.PDF_ENUM_NAME_Pattern, mupdf.PDF_ENUM_NAME_Shading):
            if mupdf.pdf_dict_get(named, name).m_internal:
                return None
        states = mupdf.pdf_dict_get(named, mupdf.PDF_ENUM_NAME_ExtGState)
        if not states.m_internal:
            return _Resources(objects=False, plain=True)
        if mupdf.pdf_is_indirect(states):
            return None
        shared = [mupdf.pdf_dict_get_val(states, at) for at in range(mupdf.pdf_dict_len(states))]
        if not all(map(mupdf.pdf_is_indirect, shared)):
            return None
        return _Resources(False, not any(self._blends(f"{mupdf.pdf_to_num(state)} 0 R") for state in shared))

    def _is_plain(self, words: str) -> bool:
        if re.search(r"/(Shading|Pattern)\s*(<<\s*/|\d)", words):
            return False
        states = re.search(r"/ExtGState\s*(?:(\d+ 0 R)|<<(.*?)>>)", words, re.S)
        if states is None:
            return True
        inside = self._object(states[1]) if states[1] else states[2]
        return not _BLENDS.search(inside) and not any(map(self._blends, re.findall(r"\d+ 0 R", inside)))

    def _blends(self, reference: str) -> bool:
        """Does a graphics state blend? Pages share them, though each may have resources of its own."""
        if reference not in self._states:
            self._states[reference] = _BLENDS.search(self._object(reference)) is not None
        return self._states[reference]

    def _object(self, reference: str) -> str:
        return str(self._document.xref_object(int(reference.split()[0])))


@dataclass(frozen=True, slots=True)
class _Resources:
    """What a page's resources hold."""

    objects: bool
    """Pictures or forms, or that is not known."""
    plain: bool
    """No patterns, shadings or blending graphics states."""


class MuPage:
    """One page of a :class:`MuDocument`; see :class:`ingest.pdf.document.raw.RawPage`."""

    def __init__(self, page: Any, document: MuDocument) -> None:
        mupdf = document.mupdf
        self._own = mupdf.pdf_page_from_fz_page(page.this)
        self._page, self._document, self._record = page, document, self._own.obj()
        if mupdf.pdf_to_int(mupdf.pdf_dict_get_inheritable(self._record, mupdf.PDF_ENUM_NAME_Rotate)) and page.rotation:
            page.remove_rotation()  # same look, coordinates as seen
            self._own = mupdf.pdf_page_from_fz_page(page.this)
            self._record = self._own.obj()
        self.losses: list[Loss] = []
        seen = page.rect
        self.width, self.height = float(seen.width), float(seen.height)
        self._boxes: list[Box] | None = None
        self._seen_from: Matrix | None = None
        self._resources = document.resources(page, self._record)
        self._fonts: set[str] = set()
        self._drawn: list[dict[str, Any]] = []
        self._words: list[_Word] = []
        self.lines: list[RawLine] = []
        self._read(_blocks_of(document.words(page), characters=False))

    def _read(self, blocks: list[dict[str, Any]]) -> None:
        """Keep the lines, also of what lies off the page, and whether and where anything is drawn."""
        count, size, places = 0, (self.width, self.height), self._document.places(self._page.number)
        words = self._words
        for order, block in enumerate(blocks):
            if block["type"] == 3:
                block["order"] = order
                self._drawn.append(block)
                continue
            for line in block.get("lines", ()):
                runs = []
                for span in line["spans"]:
                    if span["text"]:
                        words.append((order, span["bbox"], span["color"], span["font"]))
                        runs.append(_run(span, size, (places, count)))
                    count += 1
                turn = turn_of(*line["dir"]) if line["dir"] != _ACROSS else 0
                self.lines.append(RawLine(turn == 0, runs, -1 if turn and line["wmode"] else turn))
        self._fonts = {word[3] for word in words}

    def paths(self) -> list[Path]:
        """What is drawn; nothing is asked where the text pass met no drawing, or nothing but bare boxes."""
        if not self._drawn:
            return []
        bare = None if self._resources.objects else boxes_as_painted(self._drawn, self._stream, self._matrix)
        return [_path(path) for path in self._page.get_cdrawings()] if bare is None else bare

    @cached_property
    def _stream(self) -> bytes:
        """The page's program."""
        mupdf = self._document.mupdf
        contents = mupdf.pdf_dict_get(self._record, mupdf.PDF_ENUM_NAME_Contents)
        if not contents.m_internal or mupdf.pdf_is_array(contents):
            return bytes(self._page.read_contents())
        return bytes(mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(contents)))

    def _matrix(self) -> Matrix:
        """The way from the page's own space to the page as it is seen."""
        if self._seen_from is None:
            mupdf = self._document.mupdf
            way = mupdf.FzMatrix()
            mupdf.pdf_page_transform(self._own, mupdf.FzRect(mupdf.FzRect.Fixed_UNIT), way)
            self._seen_from = way.a, way.b, way.c, way.d, way.e, way.f
        return self._seen_from

    def pictures(self) -> list[Box]:
        """Places of its pictures; not looked for where the page names none and has words."""
        if self._boxes is None:
            wanted = not self.lines or (self._resources.objects and self._page.get_images())
            self._boxes = [tuple(info["bbox"]) for info in self._page.get_image_info()] if wanted else []
        return self._boxes

    def comments(self) -> list[tuple[str, str, Box]]:
        """Annotations with words, form fields with a value."""
        mupdf = self._document.mupdf
        found: list[tuple[str, str, Box]] = []
        if not mupdf.pdf_dict_get(self._record, mupdf.PDF_ENUM_NAME_Annots).m_internal:
            return found
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
        if not self._fonts <= self._document.seen_fonts or not self._resources.plain:
            return True
        panels = [(b["order"], b["bbox"], _lightness(b["color"])) for b in self._drawn if is_thick(b["bbox"])]
        panels += [(_LAST, box, 0.0) for box in self.pictures()]
        if len(panels) > _MOST_PANELS or (self._resources.objects and self._page.get_xobjects()):
            return True
        if any(_may_cover(panel, self._words) for panel in panels):
            return True
        return self._clips_words(self._stream)

    def _clips_words(self, stream: bytes) -> bool:
        """True where the page's program holds a picture, or clips to anything but boxes that hold all words."""
        pictures = _INLINE.finditer(stream) if b"BI" in stream else ()
        if any(stream[found.start() - 1 : found.start()].isspace() for found in pictures):
            return True
        clips = clips_of(stream, self._matrix, self._words_box)
        if not clips:
            return clips is None
        return cut_off(clips, [run for line in self.lines if line.level for run in line.runs])

    def _words_box(self) -> Box:
        """Around the letters of all words on the page."""
        width, height = self.width, self.height
        boxes = (box for _, box, _, _ in self._words)
        return union([core(b) for b in boxes if b[2] > 0 and b[3] > 0 and b[0] < width and b[1] < height])

    def seen(self) -> None:
        """All its words were found to leave ink: so will others in the same fonts."""
        self._document.seen_fonts |= self._fonts

    def ink(self) -> Ink:
        """The page drawn in grey, without its annotations."""
        mupdf = self._document.mupdf
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
def _settings() -> tuple[Any, Any, Any, int]:
    """What reads the words of a page, where on it (everywhere), how they are turned (not at all), what it tells."""
    import pymupdf
    from pymupdf import extra

    unwanted = pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP
    wanted = pymupdf.TEXT_COLLECT_VECTORS | pymupdf.TEXT_LAZY_VECTORS  # says for nothing whether anything is drawn
    flags = int(pymupdf.TEXTFLAGS_RAWDICT & ~unwanted | wanted)
    return extra.page_get_textpage, pymupdf.INFINITE_RECT(), pymupdf.Matrix(1, 1), flags


def _blocks_of(words: Any, *, characters: bool) -> list[dict[str, Any]]:
    """The blocks of words, with each of their ``characters`` or without, as PyMuPDF's ``rawdict`` and ``dict`` say."""
    from pymupdf import extra

    page: dict[str, Any] = {}
    extra.JM_make_textpage_dict(words.m_internal, page, characters)
    blocks: list[dict[str, Any]] = page["blocks"]
    return blocks


def _spans(words: Any) -> Iterator[dict[str, Any]]:
    """The spans of words with their characters, in the order of the page."""
    blocks = _blocks_of(words, characters=True)
    return (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])


def _sides_of(span: dict[str, Any]) -> list[tuple[float, float]]:
    return [(sign["bbox"][0], sign["bbox"][2]) for sign in span["chars"]]


def _around(words: Any, text: str, box: Box) -> list[tuple[float, float]] | None:
    """Left and right of each character of the span with that text and box; None where there is not just one such."""
    from pymupdf import mupdf

    inside = words.m_internal
    whole = mupdf.FzRect(inside.mediabox)  # a copy
    inside.mediabox = mupdf.ll_fz_make_rect(box[0] - _ROOM, box[1] - _ROOM, box[2] + _ROOM, box[3] + _ROOM)
    try:
        spans = [s for s in _spans(words) if s["bbox"] == box and "".join(c["c"] for c in s["chars"]) == text]
    finally:
        inside.mediabox = whole.internal()
    return _sides_of(spans[0]) if len(spans) == 1 else None


@lru_cache(maxsize=2000)
def _look(font: str, flags: int, painted: int, alpha: int, colour: int) -> tuple[bool, bool, str, bool]:
    """Whether words are bold, whether they slant, why they are not painted if they are not, whether nearly white."""
    name = font.lower()
    light = (colour >> 16 & 255) > 225 and (colour >> 8 & 255) > 225 and (colour & 255) > 225
    unpainted = why_unpainted(bool(painted & _FILLED_OR_STROKED), alpha)
    return is_bold(name) or bool(flags & 16), is_italic(name) or bool(flags & 2), unpainted, light


def _run(span: dict[str, Any], page: tuple[float, float], places: Places) -> Run:
    box, size = span["bbox"], span["size"]
    look = _look(span["font"], span["flags"], span["char_flags"], span["alpha"], span["color"])
    hidden = look[2] or why_out_of_sight(size, box, page)
    return Run(span["text"], box, size, span["origin"][1], look[0], look[1], hidden, places, look[3])


def _path(path: dict[str, Any]) -> Path:
    clear = path.get("stroke_opacity", 1) == 0
    return Path(path["type"], path["items"], tuple(path["rect"]), tuple(path.get("fill") or ()), clear)


@lru_cache(maxsize=256)
def _lightness(colour: int) -> float:
    return 0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)


def _may_cover(panel: tuple[int, Box, float], words: list[_Word]) -> bool:
    """True where the shape lies over letters and was not painted before them in a clearly lighter colour."""
    when, (x0, y0, x1, y1), light = panel
    for later, b, colour, _ in words:
        if (
            y0 < b[3]
            and y1 > b[1]
            and x0 < b[2]
            and x1 > b[0]
            and (when > later or light < _lightness(colour) + _CONTRAST)
        ):
            _, top, _, bottom = core(b)
            if y0 < bottom and y1 > top:
                return True
    return False
