"""Lines of a PDF as paragraphs, headings, list items, footnotes and table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.marks import BULLET, BULLET_TIGHT, CAPTION, CJK, END, FOOTNOTE, NUMBERED, ORDINAL, REFERENCES, by_mark
from ingest.pdf_page import Piece
from ingest.pdf_tables import Cell, Table
from ingest.reading import Block, LineOfText, join_cells, join_lines, split_block, union
from ingest.sections import bracketed, known_heading, opens_part
from library.models import Box, Fragment, PassageFlag, PassageKind


@dataclass(slots=True)
class Line:
    """One visual line within a column."""

    pieces: list[Piece]
    page: int
    box: Box = (0, 0, 0, 0)
    text: str = ""
    size: float = 0.0
    base: float = 0.0
    bold: bool = False
    """All of it."""
    starts_bold: bool = False
    ends_bold: bool = False
    italic: bool = False
    underlined: bool = False
    dotted: bool = False
    """A bullet is drawn, not written, before it."""
    hidden: str = ""

    @classmethod
    def of(cls, pieces: Sequence[Piece], page: int) -> Line:
        """The line that ``pieces`` of one row make, left to right."""
        runs = [r for p in pieces for r in p.runs if r.text.strip()]
        main = max((p.main for p in pieces), key=lambda r: len(r.text))
        return cls(
            pieces=list(pieces),
            page=page,
            box=union(p.box for p in pieces),
            text=" ".join(p.text.strip() for p in pieces),
            size=main.size,
            base=main.base,
            bold=all(r.bold for r in runs),
            starts_bold=runs[0].bold,
            ends_bold=runs[-1].bold,
            italic=all(r.italic for r in runs),
            hidden=pieces[0].hidden,
        )


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, heading or list item."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines of one column segment, joined to paragraphs."""
    if not lines:
        return []
    right = _right_edge(lines)
    spacing = usual_spacing(lines)
    found = [Paragraph([lines[0]])]
    for before, line in pairwise(lines):
        if _begins(found[-1], before, line, right, spacing):
            found.append(Paragraph([line]))
        else:
            found[-1].lines.append(line)
    return found


def usual_spacing(lines: Sequence[Line]) -> float:
    """The usual distance of baselines in points: the lower quartile of the steps down the column."""
    steps = sorted(b.base - a.base for a, b in pairwise(lines) if 2 < b.base - a.base < 40)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    return max(steps[len(steps) // 4], size) if steps else size * 1.3


def _right_edge(lines: Sequence[Line]) -> float:
    edges = sorted(line.box[2] for line in lines)
    return edges[int(0.95 * (len(edges) - 1))]


def _begins(paragraph: Paragraph, before: Line, line: Line, right: float, spacing: float) -> bool:
    """True where ``line`` begins a new paragraph after ``before``."""
    step = line.base - before.base
    if line.hidden != before.hidden or step <= 0 or step > max(1.28 * spacing, 1.2 * line.size):
        return True
    if abs(line.size - before.size) > 0.08 * max(line.size, before.size):
        return True
    if (before.bold and not line.starts_bold) or (line.bold and not before.ends_bold):
        return True
    if before.italic != line.italic and (before.italic or _short(before, right)) and line.italic != before.italic:
        return True
    if before.underlined != line.underlined:
        return True
    if line.dotted or BULLET.match(line.text) or BULLET_TIGHT.match(line.text) or bracketed(line.text):
        return True
    ended = bool(END.search(before.text))
    words = _unmarked(line.text)
    if ended and CJK.search(words) and ORDINAL.match(words):
        return True
    if _centred(before, line, right):
        return False
    marked = ORDINAL.match(words) or NUMBERED.match(words) or CAPTION.match(words)
    if marked and (ended or _short(before, right) or known_heading(line.text)):
        return True
    if FOOTNOTE.match(line.text) and (ended or _short(before, right)):
        return True
    return _broken_on_purpose(paragraph, before, line, right, ended)


def _centred(before: Line, line: Line, right: float) -> bool:
    """True for two lines of one centred heading or caption: common middle, neither reaching the right edge."""
    middles = (before.box[0] + before.box[2]) / 2 - (line.box[0] + line.box[2]) / 2
    moved = abs(before.box[0] - line.box[0]) > 1.5 * line.size
    return abs(middles) < 3 and moved and right - before.box[2] > line.size and before.bold == line.bold


def _short(line: Line, right: float) -> bool:
    return right - line.box[2] > 2.5 * line.size


def _broken_on_purpose(paragraph: Paragraph, before: Line, line: Line, right: float, ended: bool) -> bool:
    """True where the next line's first word would have fitted on the line before, or where it is indented."""
    room = right - before.box[2]
    words = line.text.split(" ", 1)
    share = len(words[0]) / max(1, len(line.text))
    first = min(share * (line.box[2] - line.box[0]), 4 * line.size)
    if ended and room > first + 0.6 * line.size:
        return True
    if room > first + 4 * line.size and not line.text[:1].islower():
        return True
    indented = line.box[0] - before.box[0] > 0.8 * line.size
    return indented and ended and len(paragraph.lines) > 1


# --- what each paragraph is -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Style:
    """How a heading looks; equal styles are headings of equal depth."""

    size: float
    bold: bool
    italic: bool
    underlined: bool
    capitals: bool
    number: int
    """Parts of its number (``4.1`` has 2), 0 for none."""
    part: bool = False
    """Opens a part of the document (an annex, the full prescribing information)."""


class Headings:
    """Depth of each heading from its number or, without one, from headings that look alike above it.

    A numbered heading closes what has the same depth or more; one without a number closes smaller or equal-looking
    headings, but a numbered one only where it is much larger.
    """

    def __init__(self) -> None:
        self._open: list[Style] = []

    def level(self, style: Style) -> int:
        """Depth from 1 of a heading of that style at this place."""
        keep = next((i for i, above in enumerate(self._open) if self._closes(style, above, i)), len(self._open))
        del self._open[keep:]
        self._open.append(style)
        return len(self._open)

    def _closes(self, style: Style, above: Style, index: int) -> bool:
        if style.part:
            return True
        if above.part:
            return False
        if style.number:
            if above.number:
                return above.number >= style.number
            under_deeper = any(a.number >= style.number for a in self._open[:index])
            return (
                under_deeper or above.size < style.size - 0.4 or (style.number == 1 and above.size <= style.size + 0.4)
            )
        if above.number:
            return above.size * 1.25 < style.size
        return above == style or above.size < style.size - 0.4


@dataclass(slots=True)
class Context:
    """What is known of the whole document while its blocks are made."""

    body_size: float
    words: frozenset[str]
    margin: list[tuple[str, Box]] = field(default_factory=list)
    """Marks of revision beside the columns of the page at hand."""
    headings: Headings = field(default_factory=Headings)
    references: bool = False
    titled: bool = False
    groups: int = 0

    def group(self, prefix: str) -> str:
        """A new name for passages that belong together."""
        self.groups += 1
        return f"{prefix}{self.groups}"


def blocks_of(found: Sequence[Paragraph], context: Context, top: float) -> list[Block]:
    """The paragraphs of one column as blocks; ``top`` is the largest type size of the first page."""
    blocks: list[Block] = []
    stem: str | None = None
    for index, paragraph in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        text, fragments = join_lines((_line_of_text(line) for line in paragraph.lines), context.words)
        if not text:
            continue
        page = paragraph.lines[0].page
        block = Block(PassageKind.PARAGRAPH, text, page=page, fragments=fragments, flags=_flags(paragraph))
        block = _without_revision_mark(block)
        if block.flags:
            hidden = {"hidden": paragraph.lines[0].hidden}
            blocks.append(replace(block, facts=hidden))
            continue
        under = bool(blocks) and blocks[-1].kind is PassageKind.HEADING
        made = _classified(block, paragraph, after, context, top, under=under)
        if made[-1].kind is PassageKind.LIST_ITEM:
            stem = stem or _stem(blocks, context)
            made[-1] = replace(made[-1], group=stem)
        else:
            stem = None
        blocks += made
    return blocks


def _without_revision_mark(block: Block) -> Block:
    """Japanese inserts mark revised items with asterisks in the margin: kept as a fact, not as words of the item."""
    found = re.match(r"^([＊※*]{1,3})\s*(?=[\d（(【〔〈①-⑳])", block.text)
    found = found if CJK.search(block.text) else None
    if found is None or not block.text[found.end() :]:
        return block
    return replace(split_block(block, found.end())[1], facts={**block.facts, "revised": found[1]})


def _stem(blocks: list[Block], context: Context) -> str:
    """The group of a list; the paragraph that introduces it joins it."""
    group = context.group("list-")
    if blocks and blocks[-1].kind is PassageKind.PARAGRAPH and blocks[-1].text.rstrip().endswith((":", "：")):
        blocks[-1] = replace(blocks[-1], group=group)
    return group


def _flags(paragraph: Paragraph) -> tuple[PassageFlag, ...]:
    return (PassageFlag.HIDDEN,) if paragraph.lines[0].hidden else ()


def _line_of_text(line: Line) -> LineOfText:
    return LineOfText(line.text, line.page, line.box)


def _classified(
    block: Block, paragraph: Paragraph, after: Paragraph | None, context: Context, top: float, *, under: bool
) -> list[Block]:
    """What the paragraph is; ``under`` where a heading stands directly above it."""
    at = bracketed(block.text)
    if at is not None:
        return _bracketed(block, at, paragraph, context)
    emphasis = under and CJK.search(block.text) and not NUMBERED.match(block.text) and block.text[0] not in "〈＜<"
    sure = known_heading(block.text) or not emphasis  # bold words right under a Japanese heading are its content
    if sure and not CAPTION.match(block.text) and _is_heading(block.text, paragraph, after, context):
        return [_heading(block, paragraph, context, top)]
    if paragraph.lines[0].dotted:
        return [replace(block, kind=PassageKind.LIST_ITEM, facts={**block.facts, "marker": "•"})]
    small = paragraph.size <= context.body_size * 1.02
    return [by_mark(block, references=context.references, small=small)]


def _bracketed(block: Block, at: int, paragraph: Paragraph, context: Context) -> list[Block]:
    head, rest = split_block(block, at)
    level = context.headings.level(Style(paragraph.size, True, False, False, False, 1))
    context.references = bool(REFERENCES.match(head.text.strip("【】〔〕[]［］:： ")))
    head = replace(head, kind=PassageKind.HEADING, level=level)
    return [head, rest] if rest.text else [head]


def _heading(block: Block, paragraph: Paragraph, context: Context, top: float) -> Block:
    first = paragraph.lines[0]
    number = NUMBERED.match(_unmarked(block.text))
    is_title = not context.titled and first.page == 1 and top > 1.15 * context.body_size and paragraph.size > 0.97 * top
    is_title = is_title and not number and not known_heading(block.text)
    context.references = bool(REFERENCES.match(block.text))
    if is_title:
        context.titled = True
    style = Style(
        round(paragraph.size),
        paragraph.bold,
        all(line.italic for line in paragraph.lines),
        first.underlined,
        block.text.upper() == block.text,
        number[1].count(".") + 1 if number else 0,
        opens_part(block.text),
    )
    level = context.headings.level(style)
    return replace(block, kind=PassageKind.TITLE if is_title else PassageKind.HEADING, level=level)


def _unmarked(text: str) -> str:
    """Without the asterisks that mark a revised passage."""
    return re.sub(r"^[\s*＊※]+", "", text)


def _is_heading(text: str, paragraph: Paragraph, after: Paragraph | None, context: Context) -> bool:
    text = _unmarked(text)
    letters = sum(1 for c in text if c.isalpha())
    first = paragraph.lines[0]
    if letters < 2 or len(text) > 220 or len(paragraph.lines) > 4 or first.dotted:
        return False
    if BULLET.match(text) or BULLET_TIGHT.match(text) or FOOTNOTE.match(text) or text.startswith("http"):
        return False
    larger = paragraph.size > 1.12 * context.body_size
    marked = paragraph.bold or larger or first.underlined
    number = NUMBERED.match(text)
    if (known_heading(text) and (marked or number or text.upper() == text)) or opens_part(text):
        return len(paragraph.lines) <= 3
    if END.search(text) and not text.endswith((":", "：")) and not (larger and paragraph.bold):
        return False
    if context.references and ORDINAL.match(text) and not paragraph.bold:
        return False
    if larger and len(text) <= 200:
        return True
    capitals = text.upper() == text
    set_off = number and (paragraph.bold or capitals if "." in number[1] else paragraph.bold and capitals)
    if set_off and letters > 3 and len(text) < 120:
        return True
    return len(paragraph.lines) <= 2 and _set_apart(text, paragraph, after)


def _set_apart(text: str, paragraph: Paragraph, after: Paragraph | None) -> bool:
    """True for a short bold, underlined or italic line over text that is not set so."""
    first = paragraph.lines[0]
    italic = all(line.italic for line in paragraph.lines)
    underlined = first.underlined and len(text) < 90 and not CJK.search(text)
    if after is not None and (known_heading(after.lines[0].text) or opens_part(after.lines[0].text)):
        return False
    if paragraph.bold and len(text) <= 180:
        return after is None or not after.lines[0].bold or after.size > paragraph.size
    if underlined:
        return after is None or not after.lines[0].underlined
    if not italic or len(paragraph.lines) > 1 or len(text) > 110:
        return False
    return after is None or (not after.lines[0].italic and after.lines[0].page == first.page)


# --- tables -----------------------------------------------------------------------------------------------------------


def table_blocks(table: Table, page: int, context: Context, group: str) -> list[Block]:
    """The table's rows as blocks of one group."""
    found: list[Block] = []
    for number, row in enumerate(table.grid):
        cells = [_cell(cell, page, context) for cell in row]
        text, fragments = join_cells(cells)
        kind = PassageKind.TABLE_HEADER if number < table.headers else PassageKind.TABLE_ROW
        facts = {"row": str(number + 1), "columns": ",".join(str(c.column + 1) for c in row)}
        if text.strip():
            found.append(Block(kind, text, page=page, fragments=fragments, group=group, facts=facts))
    return found


def _cell(cell: Cell, page: int, context: Context) -> tuple[str, tuple[Fragment, ...]]:
    lines = [
        LineOfText(" ".join(p.text.strip() for p in line), page, union(p.box for p in line)) for line in cell.lines
    ]
    return join_lines(lines, context.words)
