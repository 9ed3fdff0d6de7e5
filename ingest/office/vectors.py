"""Words of drawings in Office files (EMF, WMF, SVG) as the file keeps them: exact, without OCR.

EMF by the records that Microsoft's [MS-EMF] calls EMR_EXTTEXTOUTW, EMR_EXTTEXTOUTA, EMR_POLYTEXTOUTW and
EMR_SMALLTEXTOUT; WMF in ``metafiles.py``; SVG by its ``text`` elements. Letters drawn as shapes, glyph numbers and
bitmaps hold no words.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.office import metafiles
from ingest.office.fonts import as_unicode, is_symbols
from ingest.reading import clean, superscript
from library.models import Box

_EMF = b" EMF"
_WIDE, _NARROW, _POLY, _SMALL, _FONT, _SELECT = 84, 83, 97, 108, 82, 37
_GLYPHS, _NO_RECTANGLE, _BYTES = 0x10, 0x100, 0x200
_MOST_RECORDS, _MOST_PIECES, _LONGEST = 400_000, 3_000, 4_000
_CLOSE, _APART = 0.25, 1.0
"""White between two texts of a line, in heights: up to the first they are one word, up to the second two words."""
_HIDDEN = ("none", "hidden", "collapse")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row, and where they stand in shares of the drawing (left, top, right, bottom); None where unknown."""

    text: str
    box: Box | None = None


@dataclass(slots=True)
class Drawn:
    """The words of a drawing; ``unread``: texts kept as numbers of glyphs, and letters that stand alone (sideways)."""

    pieces: list[Piece] = field(default_factory=list)
    unread: int = 0


def words_of(data: bytes) -> Drawn | None:
    """The words of an EMF, WMF or SVG file; None for any other file and for a damaged one."""
    try:
        if data[40:44] == _EMF:
            return _emf(data)
        if metafiles.is_wmf(data):
            return _wmf(data)
        head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
        return _svg(data) if head.startswith(b"<") and b"<svg" in head else None
    except (struct.error, ValueError, IndexError, OverflowError):
        return None


# --- EMF --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words as one record draws them, and the bounds it gives; ``sure``: how wide they are is told, not guessed."""

    words: str
    bounds: tuple[int, int, int, int]
    sure: bool = True

    @property
    def height(self) -> int:
        return self.bounds[3] - self.bounds[1]


def _emf(data: bytes) -> Drawn:
    frame = struct.unpack_from("<4i", data, 8)
    drawn, texts = Drawn(), list[Text]()
    for words, bounds in _texts(data, drawn):
        texts.append(Text(words, bounds))
        if len(texts) >= _MOST_PIECES:
            break
    return _told(drawn, texts, frame)


def _wmf(data: bytes) -> Drawn:
    found = metafiles.read(data)
    texts = [Text(said.words, said.bounds, said.sure) for said in found.texts]
    return _told(Drawn(unread=found.unread), texts, found.frame)


def _told(drawn: Drawn, texts: list[Text], frame: tuple[int, ...]) -> Drawn:
    """With the texts as pieces, those of a line together; a letter that stands alone is no word."""
    for piece in (_piece(line, frame) for line in _lines(texts)):
        if len(piece.text) > 1 or piece.text.isdigit():
            drawn.pieces.append(piece)
        elif piece.text.isalnum():
            drawn.unread += 1
    return drawn


def _texts(data: bytes, drawn: Drawn) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Each text with its bounds, in the order of the file, in Unicode also where its font is one of signs."""
    fonts: dict[int, str] = {}
    font, at = "", 0
    for _ in range(_MOST_RECORDS):
        if at + 8 > len(data):
            return
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            return
        record = data[at : at + size]
        at += size
        if kind == _FONT:
            (name,) = struct.unpack_from("<I", record, 8)
            fonts[name] = record[40:104].decode("utf-16-le", "ignore").split("\0")[0]
        elif kind == _SELECT:
            (name,) = struct.unpack_from("<I", record, 8)
            font = fonts.get(name, font)
        elif kind in (_WIDE, _NARROW, _POLY, _SMALL):
            bounds = struct.unpack_from("<4i", record, 8) if kind != _SMALL else (0, 0, -1, -1)
            for words in _said(kind, record, drawn):
                yield (as_unicode(words, font) if is_symbols(font) else words), bounds


def _said(kind: int, record: bytes, drawn: Drawn) -> Iterator[str]:
    if kind == _SMALL:
        count, options = struct.unpack_from("<II", record, 16)
        yield from _decoded(record, 36 + (0 if options & _NO_RECTANGLE else 16), count, options, drawn)
        return
    places = range(1)
    if kind == _POLY:
        places = range(min(struct.unpack_from("<I", record, 36)[0], 1000))
    for place in places:
        start = (40 + 40 * place) if kind == _POLY else 36
        count, offset, options = struct.unpack_from("<III", record, start + 8)
        yield from _decoded(record, offset, count, options | (_BYTES if kind == _NARROW else 0), drawn)


def _decoded(record: bytes, offset: int, count: int, options: int, drawn: Drawn) -> Iterator[str]:
    wide = not options & _BYTES
    raw = record[offset : offset + min(count, _LONGEST) * (2 if wide else 1)]
    if options & _GLYPHS:
        drawn.unread += 1
    elif raw:
        yield raw.decode("utf-16-le" if wide else "cp1252", "replace").replace("\0", "")


def _lines(texts: list[Text]) -> Iterator[list[Text]]:
    """Texts that follow each other on one line, close together."""
    line: list[Text] = []
    for text in texts:
        if line and not _goes_on(line[-1], text):
            yield line
            line = []
        line.append(text)
    if line:
        yield line


def _goes_on(left: Text, right: Text) -> bool:
    if not left.sure:
        return False
    high = max(left.height, right.height)
    both = min(left.bounds[3], right.bounds[3]) - max(left.bounds[1], right.bounds[1])
    if min(left.height, right.height) <= 0 or both < 0.4 * min(left.height, right.height):
        return False
    return -_CLOSE * high <= right.bounds[0] - left.bounds[2] <= _APART * high


def _piece(line: list[Text], frame: tuple[int, ...]) -> Piece:
    words = ""
    for before, text in zip([None, *line], line, strict=False):
        said = text.words
        if before is not None:
            if _is_raised(before, text):
                said = superscript(said)
            elif text.bounds[0] - before.bounds[2] > _CLOSE * max(before.height, text.height):
                words += " "
        words += said
    known = [t.bounds for t in line if t.bounds[2] >= t.bounds[0] and t.height > 0]
    wide, high = frame[2] - frame[0], frame[3] - frame[1]
    if not known or wide <= 0 or high <= 0:
        return Piece(clean(words))
    x0, y0, x1, y1 = (pick(b[side] for b in known) for side, pick in enumerate((min, min, max, max)))
    shares = ((x0 - frame[0]) / wide, (y0 - frame[1]) / high, (x1 - frame[0]) / wide, (y1 - frame[1]) / high)
    left, top, right, bottom = (min(1.0, max(0.0, share)) for share in shares)
    return Piece(clean(words), (left, top, right, bottom) if left < right and top < bottom else None)


def _is_raised(before: Text, text: Text) -> bool:
    """True for small type whose foot stands above that of the words before it: a power or the mark of a note."""
    return text.height < 0.85 * before.height and text.bounds[3] < before.bounds[3] - 0.15 * before.height


# --- SVG --------------------------------------------------------------------------------------------------------------


def _svg(data: bytes) -> Drawn | None:
    from lxml import etree  # only where a document shows such a drawing

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    pieces: list[Piece] = []
    for element in root.iter("{*}text"):
        if any(_is_hidden(e) for e in (element, *element.iterancestors())) or len(pieces) >= _MOST_PIECES:
            continue
        pieces += [Piece(text) for words in _svg_lines(element) if (text := clean(words[:_LONGEST]))]
    return Drawn(pieces)


def _svg_lines(element: Any) -> list[str]:
    """The words of a text element; a part that is set on another height begins a new line."""
    lines = [element.text or ""]
    _gather(element, element.get("y") or "0", lines)
    return lines


def _gather(element: Any, height: str, lines: list[str]) -> None:
    for part in element:
        if isinstance(part.tag, str) and part.tag.endswith(("}tspan", "}a", "}textPath")) and not _is_hidden(part):
            said = part.text or ""
            if _is_up(part) and said.strip().isdigit():
                lines[-1] += superscript(said)
            elif _is_lower(part, height):
                lines.append(said)
            else:
                lines[-1] += said
            _gather(part, part.get("y") or height, lines)
        lines[-1] += part.tail or ""


def _is_up(part: Any) -> bool:
    shift = part.get("baseline-shift") or part.get("dy") or ""
    return shift == "super" or (shift.startswith("-") and shift.strip("-").strip()[:1].isdigit())


def _is_lower(part: Any, height: str) -> bool:
    """True where the part is set on another height than the words before it."""
    return bool(part.get("dy", "0").strip("0.emptx% ")) or str(part.get("y", height)) != height


def _is_hidden(element: Any) -> bool:
    tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
    said = (element.get("display"), element.get("visibility"))
    style = "".join((element.get("style") or "").lower().split())
    unseen = any(value in _HIDDEN for value in said) or "display:none" in style or "visibility:hidden" in style
    return unseen or tag in ("defs", "clipPath", "mask", "symbol", "metadata")
