"""Words of Windows metafiles (WMF), by the records that Microsoft's [MS-WMF] calls META_TEXTOUT and META_EXTTEXTOUT.

Characters are bytes in the character set of the font in force. Everything in the file is 16 bits wide, sizes are
counted in words of two bytes. Letters drawn as shapes, glyph numbers and bitmaps hold no words.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ingest.office.fonts import as_unicode, is_symbols

_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_CREATES_FONT = 0x02FB
_CREATES = (0x02FA, _CREATES_FONT, 0x02FC, 0x01F9, 0x0142, 0x00F7, 0x06FF, 0x00F8)
"""Records that make an object: it takes the first free place of the table."""
_MOST_RECORDS, _MOST_TEXTS, _LONGEST, _DEEPEST = 400_000, 3_000, 4_000, 64
_OPAQUE, _CLIPPED, _GLYPHS = 0x02, 0x04, 0x10
_FROM_PLACE, _CENTRED, _RIGHT, _BASELINE, _BOTTOM = 0x01, 0x06, 0x02, 0x18, 0x08
_BROAD = 0.5
"""Width of a character in heights, where the file gives none: good for a place, not for what stands beside it."""
_CODECS = {
    0: "cp1252", 1: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp850",
}  # fmt: skip
_SYMBOLS = 2

Bounds = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One text with its bounds in the drawing (empty where unknown); ``sure``: the file says how wide it is."""

    words: str
    bounds: Bounds
    sure: bool


@dataclass(slots=True)
class Metafile:
    """The texts of a drawing in the order of the file, its frame, and how many texts are kept as numbers of glyphs."""

    texts: list[Said] = field(default_factory=list)
    frame: Bounds = (0, 0, 0, 0)
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Font:
    name: str = ""
    codec: str = "cp1252"
    symbols: bool = False
    height: int = 0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What a drawing keeps and brings back (META_SAVEDC, META_RESTOREDC)."""

    font: _Font = _Font()
    align: int = 0
    origin: tuple[int, int] = (0, 0)
    extent: tuple[int, int] = (0, 0)
    place: tuple[int, int] = (0, 0)


def is_wmf(data: bytes) -> bool:
    """True for a metafile of 16 bits, with the header that gives its place or without it."""
    if data[:4] == _PLACEABLE:
        return True
    return len(data) >= 18 and struct.unpack_from("<HHH", data) in ((1, 9, 0x300), (2, 9, 0x300), (1, 9, 0x100))


def read(data: bytes) -> Metafile:
    """The texts of the file, those before a damaged record where it is damaged. Raises struct.error for a torn one."""
    return _Player(data).play()


class _Player:
    """Goes through the records and keeps the fonts, the window and the place that the next text stands at."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.start = 22 if data[:4] == _PLACEABLE else 0
        self.found = Metafile()
        self.state = _State()
        self.saved: list[_State] = []
        self.fonts: dict[int, _Font] = {}
        self.used: set[int] = set()
        self.free: list[int] = []
        if self.start:
            left, top, right, bottom = struct.unpack_from("<4h", data, 6)
            self.state = replace(self.state, origin=(left, top), extent=(right - left, bottom - top))
        self.does: dict[int, Callable[[bytes], None]] = {
            0x020B: self._origin, 0x020C: self._extent, 0x012E: self._align, 0x012D: self._select,
            0x01F0: self._delete, 0x0214: self._move, 0x0521: self._text, 0x0A32: self._long_text,
            0x001E: self._save, 0x0127: self._restore,
        }  # fmt: skip

    def play(self) -> Metafile:
        at = self.start + 18
        for _ in range(_MOST_RECORDS):
            if at + 6 > len(self.data) or len(self.found.texts) >= _MOST_TEXTS:
                break
            words, kind = struct.unpack_from("<IH", self.data, at)
            if words < 3 or at + 2 * words > len(self.data) or kind == 0:
                break
            body = self.data[at + 6 : at + 2 * words]
            at += 2 * words
            if kind in _CREATES:
                self._create(body if kind == _CREATES_FONT else None)
            elif (do := self.does.get(kind)) is not None:
                do(body)
        wide, high = self.state.extent
        self.found.frame = (0, 0, abs(wide), abs(high))
        return self.found

    # -- objects and the state

    def _create(self, font: bytes | None) -> None:
        slot = heapq.heappop(self.free) if self.free else len(self.used)
        self.used.add(slot)
        if font is not None:
            self.fonts[slot] = _font(font)

    def _delete(self, body: bytes) -> None:
        (slot,) = struct.unpack_from("<H", body)
        if slot in self.used:
            self.used.remove(slot)
            self.fonts.pop(slot, None)
            heapq.heappush(self.free, slot)

    def _select(self, body: bytes) -> None:
        (slot,) = struct.unpack_from("<H", body)
        if slot in self.fonts:
            self.state = replace(self.state, font=self.fonts[slot])

    def _save(self, body: bytes) -> None:
        if len(self.saved) < _DEEPEST:
            self.saved.append(self.state)

    def _restore(self, body: bytes) -> None:
        (which,) = struct.unpack_from("<h", body)
        at = len(self.saved) + which if which < 0 else which - 1
        if 0 <= at < len(self.saved):
            self.state = self.saved[at]
            del self.saved[at:]

    def _origin(self, body: bytes) -> None:
        y, x = struct.unpack_from("<hh", body)
        self.state = replace(self.state, origin=(x, y))

    def _extent(self, body: bytes) -> None:
        y, x = struct.unpack_from("<hh", body)
        self.state = replace(self.state, extent=(x, y))

    def _align(self, body: bytes) -> None:
        self.state = replace(self.state, align=struct.unpack_from("<H", body)[0])

    def _move(self, body: bytes) -> None:
        y, x = struct.unpack_from("<hh", body)
        self.state = replace(self.state, place=(x, y))

    # -- texts

    def _text(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<h", body)
        end = 2 + count + count % 2
        if count > 0:
            y, x = struct.unpack_from("<hh", body, end)
            self._say(body[2 : 2 + count], x, y)

    def _long_text(self, body: bytes) -> None:
        y, x, count, options = struct.unpack_from("<hhhH", body)
        start = 16 if options & (_OPAQUE | _CLIPPED) else 8
        if count <= 0:
            return
        if options & _GLYPHS:
            self.found.unread += 1
            return
        raw = body[start : start + count]
        rest = body[start + count + count % 2 :]
        widths = struct.unpack_from(f"<{count}h", rest) if len(rest) >= 2 * count else None
        self._say(raw, x, y, sum(widths) if widths is not None else None)

    def _say(self, raw: bytes, x: int, y: int, wide: int | None = None) -> None:
        font, align = self.state.font, self.state.align
        words = raw[:_LONGEST].decode(font.codec, "replace").replace("\0", "")
        words = as_unicode(words, font.name or "Symbol") if font.symbols else words
        if align & _FROM_PLACE:
            x, y = self.state.place
        broad = round(len(words) * _BROAD * font.height) if wide is None else wide
        if align & _FROM_PLACE:
            self.state = replace(self.state, place=(x + broad, y))
        if words.strip():
            self.found.texts.append(Said(words, self._bounds(x, y, broad), wide is not None and not font.turned))

    def _bounds(self, x: int, y: int, wide: int) -> Bounds:
        """Left, top, right, bottom from the corner of the window, both growing away from it; empty of turned texts."""
        font, align, (left, top), (across, down) = (
            self.state.font,
            self.state.align,
            self.state.origin,
            self.state.extent,
        )
        if font.turned or not font.height:
            return (0, 0, -1, -1)
        x, y = (x - left) * (-1 if across < 0 else 1), (y - top) * (-1 if down < 0 else 1)
        sideways = align & _CENTRED
        x -= wide // 2 if sideways == _CENTRED else wide if sideways == _RIGHT else 0
        above = align & _BASELINE
        y -= round(0.8 * font.height) if above == _BASELINE else font.height if above == _BOTTOM else 0
        return (x, y, x + wide, y + font.height)


def _font(body: bytes) -> _Font:
    high, _, turned = struct.unpack_from("<hhh", body)
    charset = body[13]
    codec = _CODECS.get(charset, "cp1252")
    name = body[18:50].split(b"\0")[0].decode(codec, "replace")
    return _Font(name, codec, charset == _SYMBOLS or is_symbols(name), abs(high), turned % 3600 != 0)
