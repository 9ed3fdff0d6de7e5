"""A piece as slides: marks on every one, no statement parted by a slide's end, sources in the notes and at the end."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generate.render.office import clean, east_asian, set_metadata, source_line
from generate.render.parts import INTERNAL, PREVIEW, Line, Piece
from library.models import StatementRole

INCH = 914_400
"""English metric units of an inch (ECMA-376, part 1, 20.1.2.1)."""
WIDTH, HEIGHT = 13.333, 7.5
MARGIN, TOP, BOTTOM = 0.6, 1.35, 0.75
"""Inches left and right of the words, above them (the title) and below them (the marks)."""
ROOM = HEIGHT - TOP - BOTTOM
TEXT, CELL, SOURCE = 18.0, 14.0, 12.0
"""Type sizes in points."""
SMALLEST = 7.0
LEADING = 1.25
BETWEEN = 0.12
"""Inches between two paragraphs."""
RED, GREY, BLUE = "B3261E", "4B5563", "1F4E79"


@dataclass(frozen=True)
class Part:
    """What stands together on a slide: a statement, rows under one header, or an entry of the source list.

    ``inches`` is its height as estimated at ``size``.
    """

    lines: tuple[Line, ...]
    size: float
    inches: float
    words: str = ""


@dataclass(frozen=True)
class Sheet:
    """One slide before it is drawn."""

    title: str
    parts: tuple[Part, ...]


def to_pptx(piece: Piece) -> bytes:
    """The piece as .pptx bytes: a title slide, the sections in their order, the sources."""
    # python-pptx takes a fifth of a second to import, and only an export or preview in slides needs it.
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    set_metadata(deck.core_properties, piece)
    _draw_title(deck, piece)
    for sheet in sheets(piece):
        _draw(deck, piece, sheet)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def sheets(piece: Piece) -> list[Sheet]:
    """The slides after the title: what stands together stays together, a section that goes on repeats its title."""
    found: list[Sheet] = []
    for block in piece.blocks:
        parts = [part for group in block.groups() for part in _parts(group)]
        found += _dealt(clean(block.title), parts)
    if piece.preview and piece.missing:
        found += _dealt("Missing", [_entry(words, TEXT) for words in piece.missing])
    if piece.references:
        found += _dealt("Sources", [_entry(source_line(reference), SOURCE) for reference in piece.references])
    return found


def _dealt(title: str, parts: Iterable[Part]) -> Iterator[Sheet]:
    held: list[Part] = []
    for part in parts:
        if held and sum(p.inches for p in held) + part.inches > ROOM:
            yield Sheet(title, tuple(held))
            held = []
        held.append(part)
    if held:
        yield Sheet(title, tuple(held))


def _parts(group: tuple[Line, ...]) -> Iterator[Part]:
    """One statement as it is; rows of a table in as many tables as need be, each with the header."""
    if not group[0].headers:
        yield _fitted(partial(_statement, group), TEXT)
        return
    held: tuple[Line, ...] = ()
    for line in group:
        if held and _table((*held, line), CELL).inches > ROOM:
            yield _fitted(partial(_table, held), CELL)
            held = ()
        held = (*held, line)
    yield _fitted(partial(_table, held), CELL)


def _entry(words: str, size: float) -> Part:
    return _fitted(partial(_plain, clean(words)), size)


def _fitted(made: Callable[[float], Part], size: float) -> Part:
    """The part at ``size`` points, or smaller where it alone is higher than a slide."""
    part = made(size)
    while part.inches > ROOM and part.size > SMALLEST:
        part = made(part.size - 1)
    return part


def _plain(words: str, size: float) -> Part:
    return Part((), size, _height(words, size, WIDTH - 2 * MARGIN), words)


def _statement(lines: tuple[Line, ...], size: float) -> Part:
    return Part(lines, size, _height(clean(lines[0].shown), size, WIDTH - 2 * MARGIN))


def _table(rows: tuple[Line, ...], size: float) -> Part:
    width = (WIDTH - 2 * MARGIN) / len(rows[0].headers) - 0.2
    heights = [max(_height(clean(name), size, width) for name in rows[0].headers)]
    heights += [max(_height(clean(words), size, width) for _, words in line.cells) for line in rows]
    return Part(rows, size, sum(heights) + BETWEEN)


def _height(words: str, size: float, width: float) -> float:
    """Inches the words take at ``size`` points in ``width`` inches: half an em a letter, a whole one if it is wide."""
    per_line = max(1, int(width * 72 / (size * 0.53)))
    lines = sum(max(1, math.ceil(_columns(line) / per_line)) for line in words.split("\n"))
    return lines * size * LEADING / 72 + BETWEEN


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _draw_title(deck: Any, piece: Piece) -> None:
    slide = _blank(deck, piece, piece.title)
    _write(_box(slide, MARGIN, 2.2, WIDTH - 2 * MARGIN, 1.8), piece, clean(piece.title), 36, colour=BLUE, bold=True)
    if piece.internal:
        _write(_box(slide, MARGIN, 4.2, WIDTH - 2 * MARGIN, 0.5), piece, INTERNAL, 18, colour=RED, bold=True)
    slide.notes_slide.notes_text_frame.text = "\n".join(map(clean, piece.marks))


def _draw(deck: Any, piece: Piece, sheet: Sheet) -> None:
    slide = _blank(deck, piece, sheet.title)
    _write(_box(slide, MARGIN, 0.45, WIDTH - 2 * MARGIN, 0.7), piece, sheet.title, 26, colour=BLUE, bold=True)
    at = TOP
    for part in sheet.parts:
        if part.lines and part.lines[0].headers:
            _draw_table(slide, piece, part, at)
        else:
            _draw_words(slide, piece, part, at)
        at += part.inches
    slide.notes_slide.notes_text_frame.text = _notes(piece, sheet.parts)


def _blank(deck: Any, piece: Piece, name: str) -> Any:
    """An empty slide that bears the piece's marks, and in a preview the word across it."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.name = clean(name)[:120]
    if piece.preview:
        across = _box(slide, 1.6, 3.0, WIDTH - 3.2, 1.4)
        across.rotation, across.name = -20, "Watermark"
        _write(across, piece, PREVIEW, 54, colour="E8B9B5", bold=True)
    head = _box(slide, MARGIN, 0.12, WIDTH - 2 * MARGIN, 0.3)
    _write(head, piece, " · ".join(piece.marks[:2]), 11, colour=RED if piece.preview else GREY, bold=True)
    foot = _box(slide, MARGIN, HEIGHT - 0.5, WIDTH - 2 * MARGIN, 0.35)
    _write(foot, piece, " · ".join(piece.marks), 9, colour=GREY)
    return slide


def _box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return box


def _draw_words(slide: Any, piece: Piece, part: Part, at: float) -> None:
    box = _box(slide, MARGIN, at, WIDTH - 2 * MARGIN, part.inches)
    if not part.lines:
        _write(box, piece, part.words, part.size)
        return
    (line,) = part.lines
    bullet = "• " if line.role is StatementRole.SAFETY else ""
    _write(
        box,
        piece,
        bullet + clean(line.shown),
        part.size,
        colour=GREY if line.role is StatementRole.PHRASE else "",
        bold=line.role is StatementRole.QUESTION,
        italic=line.role is StatementRole.PHRASE,
    )
    _cite(box.text_frame.paragraphs[-1], piece, line, part.size)


def _draw_table(slide: Any, piece: Piece, part: Part, at: float) -> None:
    from pptx.util import Inches

    headers = part.lines[0].headers
    size = (Inches(MARGIN), Inches(at), Inches(WIDTH - 2 * MARGIN), Inches(part.inches - BETWEEN))
    table = slide.shapes.add_table(len(part.lines) + 1, len(headers), *size).table
    for column, name in enumerate(headers):
        _fill(table.cell(0, column), piece, name, part.size)
    for row, line in enumerate(part.lines, start=1):
        for column, (_, words) in enumerate(line.cells):
            _fill(table.cell(row, column), piece, words, part.size)
        _cite(table.cell(row, 0).text_frame.paragraphs[-1], piece, line, part.size)


def _fill(cell: Any, piece: Piece, words: str, size: float) -> None:
    from pptx.util import Inches

    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.margin_left = cell.margin_right = Inches(0.08)
    _write(cell, piece, clean(words), size)


def _write(
    holder: Any, piece: Piece, words: str, size: float, *, colour: str = "", bold: bool = False, italic: bool = False
) -> None:
    """Words into a box or a cell, one paragraph a line."""
    frame = holder.text_frame
    for number, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = _run(paragraph, piece, line.replace("\t", " "), size)
        run.font.italic = italic
        if bold:  # else the style of the table decides: its first row is bold
            run.font.bold = True
        if colour:
            from pptx.dml.color import RGBColor

            run.font.color.rgb = RGBColor.from_string(colour)


def _run(paragraph: Any, piece: Piece, words: str, size: float) -> Any:
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.name = Pt(size), "Arial"
    face = east_asian(piece.language)
    run.font._element.append(parse_xml(f'<a:ea {nsdecls("a")} typeface="{face}"/>'))
    run.font.language_id = {
        "zh": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE,
        "ja": MSO_LANGUAGE_ID.JAPANESE,
        "de": MSO_LANGUAGE_ID.GERMAN,
    }.get(piece.language, MSO_LANGUAGE_ID.ENGLISH_US)
    return run


def _cite(paragraph: Any, piece: Piece, line: Line, size: float) -> None:
    if line.citations:
        run = _run(paragraph, piece, " [" + ", ".join(map(str, line.citations)) + "]", size)
        run.font._element.set("baseline", "30000")


def _notes(piece: Piece, parts: Sequence[Part]) -> str:
    """What the speaker sees: where the words of this slide stand, with the words themselves."""
    cited = {number for part in parts for line in part.lines for number in line.citations}
    found = [f"{source_line(r)}\n“{r.quote}”" for r in piece.references if r.number in cited]
    return "\n".join(map(clean, [*found, *piece.marks]))
