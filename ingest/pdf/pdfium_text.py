"""Words of a page as pdfium gives them, character by character, gathered to runs and lines."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.pdf.raw import RawLine, Run, is_bold, is_italic, turn_of, why_hidden
from library.models import Box

Affine = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""

_LEAST_SPACE, _SPACE, _APART, _OTHER_LINE = 0.05, 0.15, 0.8, 0.8
"""Gaps between letters, in type sizes: a space from here (where pdfium sees one, too; or by itself), another line from
there; and the same upwards."""
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_STANDARD = ("helvetica", "times", "courier", "arial", "symbol", "zapfdingbats")
"""Fonts that every PDF program has a likeness of."""
_UNSEEN_MODES = (3, 7)
_HYPHEN = 0x02
"""What pdfium puts for a hyphen at a line's end."""


@dataclass(slots=True)
class _Style:
    """What all characters of a text object share."""

    size: float
    across: float
    """Direction of the baseline, as seen: its horizontal part, then its vertical one."""
    down: float
    bold: bool
    italic: bool
    inked: bool
    alpha: float
    light: bool
    drawable: bool


@dataclass(slots=True)
class _Char:
    text: str
    box: Box
    x: float
    y: float
    style: _Style
    parted: bool
    """pdfium found a space before it that the file does not write."""


def shown(affine: Affine, x: float, y: float) -> tuple[float, float]:
    """The point of the page's own space as it is seen."""
    a, b, c, d, e, f = affine
    return a * x + c * y + e, b * x + d * y + f


def shown_box(affine: Affine, left: float, bottom: float, right: float, top: float) -> Box:
    """The box of the page's own space as it is seen."""
    x0, y0 = shown(affine, left, bottom)
    x1, y1 = shown(affine, right, top)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def lines_of(text_page: Any, affine: Affine, size: tuple[float, float]) -> list[RawLine]:
    """The lines of the page (a ``PdfTextPage``), in the order the file writes them; ``size``: width, height."""
    lines: list[list[_Char]] = []
    last: _Char | None = None
    for char in _chars(text_page.raw, affine):
        gap = _gap(last, char) if last is not None else None
        if gap is None or last is None:
            lines.append([char])
        else:
            if gap > (_LEAST_SPACE if char.parted else _SPACE) and not last.text.isspace() and not char.text.isspace():
                lines[-1].append(_blank(last, char))
            lines[-1].append(char)
        last = char
    return [_line(chars, size) for chars in lines]


def _gap(last: _Char, char: _Char) -> float | None:
    """Room between two letters in type sizes along their baseline; None where the second begins another line."""
    one, two = last.style, char.style
    if one.across * two.across + one.down * two.down < 0.99:
        return None
    size = max(two.size, 0.1)
    dx, dy = char.x - last.x, char.y - last.y
    off = (dy * two.across - dx * two.down) / size
    along = (dx * two.across + dy * two.down) / size
    width = _extent(last) / size
    gap = along - width
    if abs(off) >= _OTHER_LINE or gap >= _APART or gap < -_APART:
        return None
    return gap


def _extent(char: _Char) -> float:
    """How far the letter reaches along its baseline."""
    style, box = char.style, char.box
    if abs(style.across) >= abs(style.down):
        return (box[2] - char.x) if style.across > 0 else (char.x - box[0])
    return (box[3] - char.y) if style.down > 0 else (char.y - box[1])


def _blank(last: _Char, char: _Char) -> _Char:
    left, right = sorted((last.box[2], char.box[0]))
    return _Char(" ", (left, last.box[1], right, last.box[3]), left, last.y, last.style, False)


def _line(chars: list[_Char], size: tuple[float, float]) -> RawLine:
    runs: list[Run] = []
    start = 0
    for at in range(1, len(chars) + 1):
        if at == len(chars) or chars[at].style != chars[start].style or abs(chars[at].y - chars[start].y) > (
            0.05 * chars[start].style.size if abs(chars[start].style.down) < 0.1 else math.inf
        ):  # fmt: skip
            runs.append(_run(chars[start:at], size))
            start = at
    style = chars[0].style
    turn = turn_of(style.across, style.down)
    return RawLine(turn == 0, runs, turn)


def _run(chars: list[_Char], size: tuple[float, float]) -> Run:
    style = chars[0].style
    box = (
        min(c.box[0] for c in chars),
        min(c.box[1] for c in chars),
        max(c.box[2] for c in chars),
        max(c.box[3] for c in chars),
    )
    hidden = why_hidden(inked=style.inked, alpha=style.alpha, size=style.size, box=box, page=size)
    text, places = "", []
    for char in chars:
        text += char.text
        places += [(char.box[0], char.box[2])] * len(char.text)
    return Run(text, box, style.size, chars[0].y, style.bold, style.italic, hidden, places, style.light, style.drawable)


# --- what pdfium says -------------------------------------------------------------------------------------------------


def _chars(raw: Any, affine: Affine) -> Iterator[_Char]:
    """Every character the file writes (not those pdfium adds), ligatures as their letters."""
    import pypdfium2.raw as pdfium

    styles: dict[int, _Style] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    parted = False
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        thing = pdfium.FPDFText_GetTextObject(raw, index)
        if not thing or (code in (10, 13, 32) and pdfium.FPDFText_IsGenerated(raw, index)):
            parted = parted or code == 32
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(raw, index, thing, affine)
        place = shown_box(affine, box.left, box.bottom, box.right, box.top)
        yield _Char(_letters(code), place, *shown(affine, x.value, y.value), style, parted)
        parted = False


def _letters(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    letter = chr(code)
    return unicodedata.normalize("NFKC", letter) if 0xFB00 <= code <= 0xFB06 else letter


def _style(raw: Any, index: int, thing: Any, affine: Affine) -> _Style:
    import pypdfium2.raw as pdfium

    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    length = pdfium.FPDFText_GetFontInfo(raw, index, None, 0, flags)
    name = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFText_GetFontInfo(raw, index, name, length, flags)
    font = name.value.decode("utf-8", "replace").lower()
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    a, b, c, d, _, _ = affine
    across, down = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
    length_of = math.hypot(across, down) or 1.0
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    ask = pdfium.FPDFPageObj_GetStrokeColor if mode in (1, 5) else pdfium.FPDFPageObj_GetFillColor
    if not ask(thing, red, green, blue, alpha):
        alpha.value = 255
    return _Style(
        size=pdfium.FPDFText_GetFontSize(raw, index) * scale,
        across=across / length_of,
        down=down / length_of,
        bold=is_bold(font) or bool(flags.value & _FORCE_BOLD),
        italic=is_italic(font) or bool(flags.value & _ITALIC),
        inked=mode not in _UNSEEN_MODES,
        alpha=float(alpha.value),
        light=min(red.value, green.value, blue.value) > 225,
        drawable=has_font(thing),
    )


def has_font(thing: Any) -> bool:
    """True where the file holds the font of a text object, or it is one that pdfium has."""
    import pypdfium2.raw as pdfium

    font = pdfium.FPDFTextObj_GetFont(thing)
    if not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1:
        return True
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace").lower().startswith(_STANDARD)
