"""A small flowing page layout on PyMuPDF: headings, paragraphs, bullets, ruled tables, columns, running footers.

Text is placed run by run in reading order with subset fonts embedded, so every figure and every Chinese character
comes back from extraction as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pymupdf

from examples.makers.materials import Colour, Material
from examples.makers.rich import Piece, Style, font_of, wrap

A4, LETTER = (595.0, 842.0), (612.0, 792.0)


def rgb(colour: Colour) -> tuple[float, float, float]:
    """Colour as fractions, as PyMuPDF wants it."""
    return (colour[0] / 255, colour[1] / 255, colour[2] / 255)


@dataclass(frozen=True)
class Layout:
    """Page geometry and type; lengths in points."""

    size: tuple[float, float] = A4
    margin: float = 54
    top: float = 66
    bottom: float = 66
    columns: int = 1
    gutter: float = 18
    body: float = 9.5
    leading: float = 1.38
    family: str = "sans"


def draw_line(page: pymupdf.Page, pieces: Sequence[Piece], x: float, y: float) -> None:
    """Write one line of pieces with its baseline at `y`, each run in reading order."""
    for piece in pieces:
        if not piece.text:
            continue
        writer = pymupdf.TextWriter(page.rect)
        rise = piece.style.size * 0.36 if piece.style.raised else 0.0
        font = font_of(piece.style, piece.cjk)
        _, end = writer.append((x, y - rise), piece.text, font=font, fontsize=piece.font_size)
        outlined = piece.cjk and piece.style.bold
        writer.write_text(page, color=rgb(piece.style.colour), render_mode=2 if outlined else 0)
        x = end[0]


def text_height(lines: Sequence[Sequence[Piece]], style: Style, leading: float) -> float:
    """Height of wrapped lines in points."""
    return len(lines) * style.size * leading


class Flow:
    """A document under construction: content flows down columns and over pages."""

    def __init__(self, material: Material, layout: Layout, header: str) -> None:
        self.material, self.layout, self.header = material, layout, header
        self.doc = pymupdf.open()
        self.outline: list[list[object]] = []
        self.base = Style(layout.body, layout.family)
        self.columns = layout.columns
        self.column = 0
        self.column_top = layout.top
        self._new_page()

    # --- geometry ---------------------------------------------------------------------------------------------------
    @property
    def page(self) -> pymupdf.Page:
        """The page being written."""
        return self.doc[-1]

    @property
    def width(self) -> float:
        """Width of the current column in points."""
        inner = self.layout.size[0] - 2 * self.layout.margin
        return (inner - (self.columns - 1) * self.layout.gutter) / self.columns

    @property
    def left(self) -> float:
        """Left edge of the current column in points."""
        return self.layout.margin + self.column * (self.width + self.layout.gutter)

    @property
    def floor(self) -> float:
        """Lowest usable y in points."""
        return self.layout.size[1] - self.layout.bottom

    def _new_page(self) -> None:
        self.doc.new_page(width=self.layout.size[0], height=self.layout.size[1])
        self.column, self.column_top = 0, self.layout.top
        self.y = self.layout.top

    def advance(self) -> None:
        """Go to the next column, or the next page."""
        if self.column + 1 < self.columns:
            self.column += 1
            self.y = self.column_top
        else:
            self._new_page()

    def page_break(self) -> None:
        """Start a new page."""
        self._new_page()

    def set_columns(self, count: int) -> None:
        """Change the number of columns from here on down."""
        self.columns, self.column, self.column_top = count, 0, self.y

    def need(self, height: float) -> None:
        """Advance when less than `height` points remain."""
        if self.y + height > self.floor and self.y > self.column_top:
            self.advance()

    def space(self, points: float) -> None:
        """Leave vertical space."""
        self.y += points

    # --- content ----------------------------------------------------------------------------------------------------
    def lines(self, markup: str, style: Style, indent: float = 0, leading: float | None = None) -> None:
        """Write a wrapped text at an indent, breaking over columns and pages."""
        step = style.size * (leading or self.layout.leading)
        for line in wrap(markup, style, self.width - indent):
            self.need(step)
            draw_line(self.page, line, self.left + indent, self.y + style.size)
            self.y += step

    def heading(self, text: str, level: int = 1, keep: float = 40) -> None:
        """A heading in the brand's colour, entered in the outline."""
        size = self.layout.body + {1: 4.0, 2: 1.6, 3: 0.6}[level]
        colour = self.material.brand.dark if level == 1 else self.material.brand.main
        self.y += {1: 10, 2: 6, 3: 4}[level] if self.y > self.column_top else 0
        self.need(size * 1.5 + keep)
        depth = min(level, (int(str(self.outline[-1][0])) + 1) if self.outline else 1)
        self.outline.append([depth, text.replace("**", ""), len(self.doc)])
        self.lines(text, replace(self.base, size=size, bold=True, colour=colour), leading=1.25)
        if level == 1 and self.columns == 1:
            self.rule(self.material.brand.main, 0.8)
        self.y += 2.5

    def para(self, text: str, **changes: object) -> None:
        """A paragraph; `changes` are fields of `Style`."""
        self.lines(text, replace(self.base, **changes))  # type: ignore[arg-type]
        self.y += 4

    def bullets(self, items: Sequence[str]) -> None:
        """A bulleted list."""
        for item in items:
            self.need(self.base.size * self.layout.leading)
            bullet = wrap("•", replace(self.base, colour=self.material.brand.main), 20)[0]
            draw_line(self.page, bullet, self.left + 3, self.y + self.base.size)
            self.lines(item, self.base, indent=13)
            self.y += 1.5
        self.y += 3

    def rule(self, colour: Colour, weight: float = 0.5) -> None:
        """A horizontal rule over the column."""
        self.page.draw_line((self.left, self.y + 1), (self.left + self.width, self.y + 1), rgb(colour), width=weight)
        self.y += 4

    def boxed(self, title: str, items: Sequence[str], colour: Colour) -> None:
        """Text in a ruled box, kept together."""
        head = replace(self.base, bold=True, colour=colour, size=self.base.size + 0.8)
        inner = self.width - 20
        wrapped = [(head, wrap(title, head, inner))] + [(self.base, wrap(item, self.base, inner)) for item in items]
        height = 14 + sum(text_height(lines, style, self.layout.leading) + 3 for style, lines in wrapped)
        self.need(height + 6)
        box = pymupdf.Rect(self.left, self.y, self.left + self.width, self.y + height)
        self.page.draw_rect(box, color=rgb(colour), width=1.1)
        self.y += 7
        for style, lines in wrapped:
            for line in lines:
                draw_line(self.page, line, self.left + 10, self.y + style.size)
                self.y += style.size * self.layout.leading
            self.y += 3
        self.y = box.y1 + 8

    def table(self, rows: Sequence[Sequence[str]], shares: Sequence[float], caption: str = "", notes: str = "") -> None:
        """A ruled table with a tinted header row that repeats on a new page; `shares` are relative widths."""
        cell = replace(self.base, size=self.base.size - 0.9)
        widths = [self.width * share / sum(shares) for share in shares]
        if caption:
            self.need(90)
            self.lines(caption, replace(self.base, bold=True))
            self.y += 3
        grid = [self._cells(row, widths, replace(cell, bold=number == 0)) for number, row in enumerate(rows)]
        for number, (cells, height) in enumerate(grid):
            tail = 14 if notes and number == len(grid) - 1 else 0
            if self.y + height + tail > self.floor:
                self.advance()
                if number:
                    self._row(*grid[0], widths, cell.size, tinted=True)
            self._row(cells, height, widths, cell.size, tinted=number == 0)
        if notes:
            self.y += 3
            self.lines(notes, replace(self.base, size=self.base.size - 1.7))
        self.y += 8

    def _cells(
        self, row: Sequence[str], widths: Sequence[float], style: Style
    ) -> tuple[list[list[list[Piece]]], float]:
        cells = [wrap(text, style, width - 9) for text, width in zip(row, widths, strict=True)]
        return cells, max(len(lines) for lines in cells) * style.size * 1.3 + 6

    def _row(
        self, cells: list[list[list[Piece]]], height: float, widths: Sequence[float], size: float, tinted: bool
    ) -> None:
        x = self.left
        grey = rgb((150, 158, 166))
        for lines, width in zip(cells, widths, strict=True):
            box = pymupdf.Rect(x, self.y, x + width, self.y + height)
            fill = rgb(self.material.brand.tint) if tinted else None
            self.page.draw_rect(box, color=grey, fill=fill, width=0.5)
            for number, line in enumerate(lines):
                draw_line(self.page, line, x + 4.5, self.y + 3 + size * (1 + 1.3 * number))
            x += width
        self.y += height

    def figure(self, height: float, draw: Callable[[pymupdf.Page, pymupdf.Rect], None], caption: str = "") -> None:
        """A drawing of `height` points with its caption."""
        self.need(height + 34)
        draw(self.page, pymupdf.Rect(self.left, self.y, self.left + self.width, self.y + height))
        self.y += height + 4
        if caption:
            self.lines(caption, replace(self.base, size=self.base.size - 1, bold=True))
        self.y += 6

    # --- finish -----------------------------------------------------------------------------------------------------
    def _furniture(self) -> None:
        width, height = self.layout.size
        edge = self.layout.margin
        small = Style(6.6, "sans", colour=self.material.brand.grey)
        accent = rgb(self.material.brand.main)
        for number, page in enumerate(self.doc, 1):
            page.draw_line((edge, 48), (width - edge, 48), accent, width=0.7)
            draw_line(page, wrap(self.header, small, 9999)[0], edge, 42)
            page.draw_line((edge, height - 50), (width - edge, height - 50), accent, width=0.7)
            for step, text in enumerate(self.material.footer):
                draw_line(page, wrap(text, small, 9999)[0], edge, height - 40 + 9 * step)
            label = wrap(f"{number} / {len(self.doc)}", small, 9999)[0]
            draw_line(page, label, width - edge - sum(p.width for p in label), height - 31)

    def finish(self, title: str) -> bytes:
        """The finished file's bytes, the same on every run."""
        self._furniture()
        self.doc.set_toc(self.outline)
        return pdf_bytes(self.doc, self.material, title)


def pdf_bytes(doc: pymupdf.Document, material: Material, title: str) -> bytes:
    """Subset fonts, fix dates and ids, and write."""
    stamp = f"D:{material.prepared.replace('-', '')}080000Z"
    doc.set_metadata(
        {
            "title": title,
            "author": "Brackenmoor Pharma (fictional)",
            "subject": material.code,
            "creator": "Clearcopy examples",
            "producer": "Clearcopy examples",
            "creationDate": stamp,
            "modDate": stamp,
        }
    )
    doc.subset_fonts()
    return bytes(doc.tobytes(garbage=4, deflate=True, deflate_fonts=True, no_new_id=True))
