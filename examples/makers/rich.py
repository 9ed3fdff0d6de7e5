"""Runs of styled text and their line breaking, for Latin and Chinese, on the fonts that PyMuPDF carries itself.

Markup: `**bold**`, `//italic//`, `^^superscript^^`. Nothing else, so texts stay readable in the source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pymupdf

_MARK = re.compile(r"(\*\*|//|\^\^)")
_NO_START = set("，。、；：？！）】》”’%％)]},.;:?!")
_NO_END = set("（【《“‘([{")
_LATIN = {
    ("sans", False, False): "helv",
    ("sans", True, False): "hebo",
    ("sans", False, True): "heit",
    ("sans", True, True): "hebi",
    ("serif", False, False): "tiro",
    ("serif", True, False): "tibo",
    ("serif", False, True): "tiit",
    ("serif", True, True): "tibi",
}


@dataclass(frozen=True)
class Style:
    """How a run looks; `size` in points, `colour` as RGB 0 to 255."""

    size: float = 9.5
    family: str = "sans"
    bold: bool = False
    italic: bool = False
    raised: bool = False
    colour: tuple[int, int, int] = (25, 28, 32)


@dataclass(frozen=True)
class Piece:
    """Characters of one font and style, with their width in points."""

    text: str
    style: Style
    cjk: bool

    @property
    def font_size(self) -> float:
        """Size as drawn; superscripts are smaller."""
        return self.style.size * (0.62 if self.style.raised else 1.0)

    @property
    def width(self) -> float:
        """Advance width in points."""
        return float(font_of(self.style, self.cjk).text_length(self.text, fontsize=self.font_size))


@functools.cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font(name)


def font_of(style: Style, cjk: bool) -> pymupdf.Font:
    """The font for a run; the Chinese one has no bold cut, so bold is drawn with an outline."""
    return _font("china-s" if cjk else _LATIN[style.family, style.bold, style.italic])


def runs(markup: str, style: Style) -> list[tuple[str, Style]]:
    """Split `markup` into styled texts."""
    found: list[tuple[str, Style]] = []
    bold, italic, raised = style.bold, style.italic, False
    for part in _MARK.split(markup):
        if part == "**":
            bold = not bold
        elif part == "//":
            italic = not italic
        elif part == "^^":
            raised = not raised
        elif part:
            found.append((part, Style(style.size, style.family, bold, italic, raised, style.colour)))
    return found


def _needs_cjk(char: str, chinese: bool, style: Style) -> bool:
    if ord(char) >= 0x2E80 or (chinese and char in "“”‘’…—·"):
        return True
    return not _font(_LATIN[style.family, style.bold, style.italic]).has_glyph(ord(char))


def _words(markup: str, style: Style) -> Iterator[list[Piece]]:
    """Unbreakable groups of pieces; a trailing space belongs to its word."""
    chinese = any(0x4E00 <= ord(c) <= 0x9FFF for c in markup)
    group: list[Piece] = []
    last = ""
    for text, run_style in runs(markup, style):
        for char in text:
            cjk = _needs_cjk(char, chinese, run_style)
            wide = cjk and ord(char) >= 0x2E80
            was_wide = bool(last) and ord(last) >= 0x2E80
            breaks = last == " " or ((wide or was_wide) and char not in _NO_START and last not in _NO_END)
            if group and breaks and char != " ":
                yield group
                group = []
            if group and group[-1].style == run_style and group[-1].cjk == cjk:
                group[-1] = Piece(group[-1].text + char, run_style, cjk)
            else:
                group.append(Piece(char, run_style, cjk))
            last = char
    if group:
        yield group


def _joined(line: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in line:
        if out and out[-1].style == piece.style and out[-1].cjk == piece.cjk:
            out[-1] = Piece(out[-1].text + piece.text, piece.style, piece.cjk)
        else:
            out.append(piece)
    return out


def _width(word: list[Piece], trimmed: bool) -> float:
    if trimmed and word[-1].text.endswith(" "):
        word = [*word[:-1], Piece(word[-1].text.rstrip(" ") or "", word[-1].style, word[-1].cjk)]
    return sum(piece.width for piece in word if piece.text)


def wrap(markup: str, style: Style, width: float) -> list[list[Piece]]:
    """Lines of pieces no wider than `width` points; `\\n` forces a break."""
    lines: list[list[Piece]] = []
    for part in markup.split("\n"):
        line: list[Piece] = []
        used = 0.0
        for word in _words(part, style):
            if line and used + _width(word, True) > width + 0.01:
                lines.append(_joined(line))
                line, used = [], 0.0
            line.extend(word)
            used += _width(word, False)
        lines.append(_joined(line))
    return lines
