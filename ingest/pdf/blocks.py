"""Paragraphs and tables of a PDF as headings, list items, footnotes, rows: the blocks of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.lines.marks import (
    BULLET,
    BULLET_TIGHT,
    CJK,
    END,
    FOOTNOTE,
    NUMBERED,
    ORDINAL,
    REFERENCES,
    by_mark,
    captioned,
    ends_sentence,
    is_plain,
    item_mark,
    next_item,
)
from ingest.pdf.grid import Cell, Table
from ingest.pdf.lines import Line as Line
from ingest.pdf.lines import Paragraph, unbroken, unmarked
from ingest.pdf.lines import paragraphs as paragraphs
from ingest.pdf.lines import usual_spacing as usual_spacing
from ingest.pdf.margin import mark_beside
from ingest.pdf.page import Piece
from ingest.reading import UNSURE, Block, LineOfText, Words, changed, join_cells, join_lines, split_block, union
from ingest.sections.assign import bracketed, known_heading, opens_part
from library.models import Box, Fragment, PassageFlag, PassageKind

_NO_HEADING = re.compile(
    r"\[[^\[\]]{0,40}\b(?:19|20)\d\d\b[^\[\]]{0,20}\]|(?:and|or|and/or|und|oder|und/oder)", re.IGNORECASE
)
"""The date of a recommendation in square brackets, and a word between two items, however they are set."""

_REVISED = "＊※*"
"""Marks of revision in Japanese inserts."""

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
    words: Words
    """What a hyphen at a line's end may join to."""
    margin: list[tuple[str, Box]] = field(default_factory=list)
    """Marks of revision beside the columns of the page at hand."""
    headings: Headings = field(default_factory=Headings)
    bracketed: bool = False
    """Sections are headed in brackets (``【使用上の注意】``): numbered headings stand under them."""
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
    margin = context.margin
    for line in (line for paragraph in found if margin for line in paragraph.lines):
        line.revised = mark_beside(line.box, margin)
    for index, paragraph in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        text, fragments = join_lines(paragraph.lines, context.words)
        if not text:
            continue
        page = paragraph.lines[0].page
        block = Block(PassageKind.PARAGRAPH, text, page=page, fragments=fragments, flags=_flags(paragraph))
        beside = next((line.revised for line in paragraph.lines if line.revised), "") if margin else ""
        if beside or text[0] in _REVISED:
            block = _without_revision_mark(block, beside)
        if block.flags:
            hidden = {"hidden": paragraph.lines[0].hidden}
            blocks.append(changed(block, facts=hidden))
            continue
        under = bool(blocks) and blocks[-1].kind is PassageKind.HEADING
        made = _classified(block, paragraph, after, context, top, under=under)
        if made[-1].kind is PassageKind.LIST_ITEM:
            stem = stem or _stem(blocks, context)
            made[-1] = changed(made[-1], group=stem)
        else:
            stem = None
        blocks += made
    return blocks


def _without_revision_mark(block: Block, beside: str) -> Block:
    """Japanese inserts mark revised items with asterisks in the margin: kept as a fact, not as words of the item."""
    if beside:
        block = changed(block, facts={**block.facts, "revised": beside})
    if block.text[0] not in _REVISED:
        return block
    found = re.match(r"^([＊※*]{1,3})\s*(?=[\d（(【〔〈①-⑳])", block.text)
    found = found if CJK.search(block.text) else None
    if found is None or not block.text[found.end() :]:
        return block
    return changed(split_block(block, found.end())[1], facts={**block.facts, "revised": found[1]})


def _stem(blocks: list[Block], context: Context) -> str:
    """The group of a list; the paragraph that introduces it joins it."""
    group = context.group("list-")
    if blocks and blocks[-1].kind is PassageKind.PARAGRAPH and blocks[-1].text.rstrip().endswith((":", "：")):
        blocks[-1] = changed(blocks[-1], group=group)
    return group


def _flags(paragraph: Paragraph) -> tuple[PassageFlag, ...]:
    return (PassageFlag.HIDDEN,) if paragraph.lines[0].hidden else ()


def _classified(
    block: Block, paragraph: Paragraph, after: Paragraph | None, context: Context, top: float, *, under: bool
) -> list[Block]:
    """What the paragraph is; ``under`` where a heading stands directly above it."""
    at = bracketed(block.text)
    if at is not None:
        return _bracketed(block, at, paragraph, context)
    numbered = not is_plain(block.text) and (NUMBERED.match(block.text) or item_mark(block.text))
    emphasis = under and CJK.search(block.text) and not numbered and block.text[0] not in "〈＜<"
    sure = not emphasis or known_heading(block.text)  # bold words right under a Japanese heading are its content
    sure = sure and not captioned(block.text) and not _is_listed(block.text, after)
    if sure and _is_heading(block.text, paragraph, after, context):
        return [_heading(block, paragraph, context, top)]
    if paragraph.lines[0].dotted:
        return [changed(block, kind=PassageKind.LIST_ITEM, facts={**block.facts, "marker": "•"})]
    small = is_plain(block.text) or paragraph.size <= context.body_size * 1.02  # a plain word opens no footnote
    return [by_mark(block, references=context.references, small=small)]


def _bracketed(block: Block, at: int, paragraph: Paragraph, context: Context) -> list[Block]:
    head, rest = split_block(block, at)
    level = context.headings.level(Style(paragraph.size, True, False, False, False, 1))
    context.bracketed = True
    context.references = bool(REFERENCES.match(head.text.strip("【】〔〕[]［］:： ")))
    head = changed(head, kind=PassageKind.HEADING, level=level)
    return [head, rest] if rest.text else [head]


def _heading(block: Block, paragraph: Paragraph, context: Context, top: float) -> Block:
    first = paragraph.lines[0]
    number = NUMBERED.match(unmarked(block.text)) or item_mark(unmarked(block.text))
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
        _depth(block.text, context),
        opens_part(block.text),
    )
    level = context.headings.level(style)
    return changed(block, kind=PassageKind.TITLE if is_title else PassageKind.HEADING, level=level)


def _depth(text: str, context: Context) -> int:
    """Parts of a heading's number, 0 for none; in Chinese and Japanese, brackets count from below a number."""
    words = unmarked(text)
    number = NUMBERED.match(words)
    mark = item_mark(words) if CJK.search(words) else None
    if mark is not None:
        depth = len(mark[1]) + (1 if mark[0] == "()" else 0)
    else:
        depth = number[1].count(".") + 1 if number else 0
    return depth + 1 if depth and context.bracketed else depth


def _is_heading(text: str, paragraph: Paragraph, after: Paragraph | None, context: Context) -> bool:
    text = unmarked(text)
    first = paragraph.lines[0]
    if len(text) > 220 or len(paragraph.lines) > 4 or first.dotted:
        return False
    plain = is_plain(text)
    letters = 2 if plain and len(text) > 1 else _letters(text)
    if letters < 2 or text.startswith("http") or _NO_HEADING.fullmatch(text):
        return False
    if not plain and (BULLET.match(text) or BULLET_TIGHT.match(text) or FOOTNOTE.match(text)):
        return False
    larger, bold = paragraph.size > 1.12 * context.body_size, paragraph.bold
    number = None if plain else NUMBERED.match(text)
    marked = bold or larger or first.underlined or number or text.upper() == text
    if (marked and known_heading(text)) or opens_part(text):
        return len(paragraph.lines) <= 3
    asks = text.endswith(("?", "？")) and len(text) < 140 and (bold or larger) and text.count(". ") == 0
    if ends_sentence(text) and not text.endswith((":", "：")) and not asks and not (larger and bold):
        return False
    if not plain and _heads_text(text, paragraph, after, context):
        return True
    if context.references and not plain and ORDINAL.match(text) and not bold:
        return False
    if larger and len(text) <= 200 and (bold or len(paragraph.lines) == 1 or not CJK.search(text)):
        return True
    if number and letters > 3 and len(text) < 120 and _is_set_off(text, number[1], bold):
        return True
    return len(paragraph.lines) <= 2 and _set_apart(text, paragraph, bold, after)


def _is_set_off(text: str, number: str, bold: bool) -> bool:
    """True for a numbered line in bold or in capitals; one of the first depth must be both."""
    capitals = text.upper() == text and text.lower() != text and not CJK.search(text)
    return bold or capitals if "." in number else bold and capitals


def _letters(text: str) -> int:
    """How many letters are in ``text``, as far as four."""
    count = 0
    for sign in text:
        if sign.isalpha():
            count += 1
            if count == 4:
                break
    return count


def _is_listed(text: str, after: Paragraph | None) -> bool:
    """True for a numbered Chinese or Japanese line with nothing under it: the next item or section follows at once."""
    if text.isascii():
        return False
    words = unmarked(text)
    mark = item_mark(words)
    if mark is None or not CJK.search(words) or known_heading(text):
        return False
    follower = "" if after is None else unmarked(after.lines[0].text)
    return next_item(words, follower) or bracketed(follower) is not None


def _heads_text(text: str, paragraph: Paragraph, after: Paragraph | None, context: Context) -> bool:
    """True for ``1. 血中濃度`` over sentences that stand further in, in an insert with sections in brackets."""
    mark = item_mark(text)
    if mark is None or mark[0] != "." or not context.bracketed or after is None:
        return False
    use = text.rstrip().endswith("の場合") and len(text) < 160
    if len(paragraph.lines) > (4 if use else 1):
        return False
    inside = after.lines[0].box[0] - paragraph.lines[0].box[0] > 0.6 * paragraph.size
    plain = item_mark(after.lines[0].text) is None and bool(END.search(after.lines[-1].text))
    return (len(text) <= 34 or use) and "。" not in text and bool(CJK.search(text)) and inside and plain


def _set_apart(text: str, paragraph: Paragraph, bold: bool, after: Paragraph | None) -> bool:
    """True for a short bold, underlined or italic line over text that is not set so."""
    first = paragraph.lines[0]
    if not (bold or first.underlined or first.italic):
        return False
    italic = all(line.italic for line in paragraph.lines)
    underlined = first.underlined and len(text) < 90 and not CJK.search(text)
    if after is not None and (known_heading(after.lines[0].text) or opens_part(after.lines[0].text)):
        return False
    if bold and len(text) <= 180:
        return after is None or not after.lines[0].bold or after.size > paragraph.size
    if underlined:
        return after is None or not after.lines[0].underlined
    if not italic or len(paragraph.lines) > 2 or len(text) > 110:
        return False
    if len(paragraph.lines) == 2 and not _is_opened(after):
        return False
    if after is None:
        return True
    below = len(after.lines) == 1 and len(after.lines[0].text) <= 60 and not END.search(after.lines[0].text)
    stacked = below and len(text) <= 60 and not ORDINAL.match(text)
    return (not after.lines[0].italic or stacked) and after.lines[0].page == first.page


def _is_opened(paragraph: Paragraph | None) -> bool:
    """True where the paragraph below begins like text: with a capital or a figure, and runs to an end."""
    words = "" if paragraph is None else paragraph.lines[0].text.lstrip()
    return words[:1].isupper() and paragraph is not None and bool(END.search(paragraph.lines[-1].text))


# --- tables -----------------------------------------------------------------------------------------------------------


def table_blocks(table: Table, page: int, context: Context, group: str) -> list[Block]:
    """The table's rows as blocks of one group."""
    found: list[Block] = []
    edges = _right_edges(table)
    for number, row in enumerate(table.grid):
        cells = [_cell(cell, page, context, edges.get(cell.column, 0.0)) for cell in row]
        text, fragments = join_cells(cells)
        kind = PassageKind.TABLE_HEADER if number < table.headers else PassageKind.TABLE_ROW
        facts = {"row": str(number + 1), "columns": _columns(row)}
        if any(cell.unsure for cell in row):
            facts[UNSURE] = "what stands in which cell of its row is not sure"
        boxes = [p.box for c in row if not c.repeated for line in c.lines for p in line]
        if boxes and (mark := mark_beside(union(boxes), context.margin)):
            facts["revised"] = mark
        if text.strip():
            found.append(Block(kind, text, page=page, fragments=fragments, group=group, facts=facts))
    return found


def _columns(row: Sequence[Cell]) -> str:
    """The column of each cell of the row, a merged one as ``2-4``."""
    named = []
    for at, cell in enumerate(row):
        last = at
        while cell.merged and not cell.covered and last + 1 < len(row) and row[last + 1].covered:
            last += 1
        named.append(f"{cell.column + 1}-{row[last].column + 1}" if last > at else str(cell.column + 1))
    return ",".join(named)


def _right_edges(table: Table) -> dict[int, float]:
    """How far the words of each column reach to the right."""
    edges: dict[int, float] = {}
    for cell in (cell for row in table.grid for cell in row if not cell.repeated and not cell.merged):
        for line in cell.lines:
            edges[cell.column] = max(edges.get(cell.column, 0.0), line[-1].box[2])
    return edges


def _cell(cell: Cell, page: int, context: Context, right: float) -> tuple[str, tuple[Fragment, ...]]:
    """Words of a cell; lines that end early or are set in differently are things of their own (names of drugs)."""
    text, fragments = "", list[Fragment]()
    for group in _entries(cell.lines, right):
        lines = [LineOfText(" ".join(p.text.strip() for p in line), page, union(p.box for p in line)) for line in group]
        words, parts = join_lines(lines, context.words)
        start = len(text) + 1 if text and words else len(text)
        text = f"{text} {words}" if text and words else text + words
        fragments += [f.model_copy(update={"start": f.start + start, "end": f.end + start}) for f in parts]
    return text, tuple(fragments)


def _entries(lines: Sequence[list[Piece]], right: float) -> list[list[list[Piece]]]:
    """A cell's lines that run on from each other; only Chinese and Japanese lines are parted."""
    found: list[list[list[Piece]]] = []
    for line in lines:
        before = found[-1][-1] if found else None
        if before is None or _is_entry(before, line, right):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _is_entry(before: list[Piece], line: list[Piece], right: float) -> bool:
    size = line[0].main.size
    if not CJK.search(before[-1].text) or not CJK.search(line[0].text) or END.search(before[-1].text):
        return False
    if any(re.fullmatch(r"[（(][^（）()]+[）)]", part[0].text.strip()) for part in (before, line) if len(part) == 1):
        return True
    if line[0].text.startswith(_SET_IN):
        return True
    names = not any(_KANA.search(part.text) for part in (*before, *line)) and not _STAYS.match(line[0].text)
    room = (1.02 if names else 1.25) * size + unbroken(line[0].text) * 0.55 * size
    bracket = any(part[0].text.lstrip()[:1] in tuple("（(〔［[「") for part in (before, line))
    return (
        right - before[-1].box[2] > room
        or abs(_indent(line[0]) - _indent(before[0])) > (0.6 if bracket else 0.45) * size
    )


_SET_IN = "\u3000"
"""The blank by which a typist sets a line in: below the class of medicines each such line is a name."""
_KANA = re.compile(r"[ぁ-ん、。]")
"""What a sentence holds, and a list of names does not."""
_STAYS = re.compile(r"..?[ァィゥェォッャュョヮー・々、。）〕］」]|[ァィゥェォッャュョヮー・々、。）〕］」]")
"""Signs that begin no line: what stands before them goes to the next line with them."""


def _indent(piece: Piece) -> float:
    """Where the first word of a line stands, behind the blanks it is set in with."""
    blanks = len(piece.text) - len(piece.text.lstrip(_SET_IN))
    return piece.box[0] + blanks * piece.main.size
