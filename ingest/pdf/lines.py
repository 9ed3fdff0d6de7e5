"""Visual lines of a PDF column, and where one paragraph, heading or list item ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.lines.marks import (
    BULLET,
    BULLET_TIGHT,
    CJK,
    FOOTNOTE,
    NUMBERED,
    ORDINAL,
    captioned,
    ends_sentence,
    is_plain,
    item_mark,
    next_item,
)
from ingest.pdf.page import Piece
from ingest.pdf.raw import Run
from ingest.reading import superscript, union
from ingest.sections.assign import bracketed, known_heading, opens_part
from library.models import Box

_NAMED = re.compile(r"^[^：。、（(]{1,7}：")
"""A line of the form ``name：value``."""
_FEW = 1.7
"""Times its size that a line may stand under a note, where too few lines tell how far they are apart."""
_WIDE = 1.3
"""Times its size that the second line of a large heading may stand under the first."""
_UNCLOSED, _CLOSES = re.compile(r"[(（][^()（）]{0,60}$"), re.compile(r"[^()（）]{0,40}[)）]")
"""A bracket that a line leaves open, and the next one closes."""
_USE = re.compile(r"[〈＜].{2,}[〉＞]")
_REVISED_ITEM = re.compile(r"[※＊*]{1,3}\s?(\d{4}\s?年|[（(【〈〔]|\d{1,2}\s?[.．])")
_STORED = re.compile(r"(貯\s*法|使用期限|有効期間)\s*[：:]")
_REVISION_MARKS = re.compile(r"^[\s*＊※]+")


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
    revised: str = ""
    """The mark of revision in the margin beside it."""

    @classmethod
    def of(cls, pieces: Sequence[Piece], page: int) -> Line:
        """The line that ``pieces`` of one row make, left to right."""
        piece = pieces[0]
        if len(pieces) == 1 and len(piece.runs) == 1 and (text := piece.text.strip()):
            run, bold = piece.main, piece.main.bold
            return cls(
                [piece], page, piece.box, text, run.size, run.base, bold, bold, bold, run.italic, hidden=run.hidden
            )
        main = max((p.main for p in pieces), key=lambda r: len(r.text))
        written = [r for p in pieces for r in p.runs if r.text.strip()]
        runs = [
            r for r in written if r.size >= 0.8 * main.size
        ] or written  # raised numbers of references are never bold
        return cls(
            pieces=list(pieces),
            page=page,
            box=union(p.box for p in pieces),
            text=" ".join(_words(p, main) for p in pieces),
            size=main.size,
            base=main.base,
            bold=all(r.bold for r in runs),
            starts_bold=runs[0].bold,
            ends_bold=runs[-1].bold,
            italic=all(r.italic for r in runs),
            hidden=pieces[0].hidden,
        )


def _words(piece: Piece, main: Run) -> str:
    """Words of a piece in a line; a raised letter or digit that stands before its words is a mark."""
    words, own = piece.text.strip(), piece.main
    raised = own.size < 0.86 * main.size and own.base < main.base - 0.12 * main.size
    return superscript(words) if raised and len(words) < 3 else words


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, heading or list item."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].size if len(self.lines) == 1 else max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        lines = self.lines
        return lines[0].bold and (len(lines) == 1 or all(line.bold for line in lines))


_BRACKETED = re.compile(r"\s*〈[^〈〉]{1,40}〉\s*")
"""A line that heads a part of a Japanese insert: for which disease, which form."""


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines of one column segment, joined to paragraphs."""
    if not lines:
        return []
    right = _right_edge(lines)
    spacing = usual_spacing(lines)
    if len(lines) < 4 and FOOTNOTE.match(lines[0].text):
        spacing = min(spacing, _FEW * lines[0].size)
    found = [Paragraph([lines[0]])]
    edge = right
    for index, (before, line) in enumerate(pairwise(lines)):
        if len(found[-1].lines) == 1:
            is_note = not is_plain(before.text) and FOOTNOTE.match(before.text) is not None
            edge = min(right, _edge_of_notes(lines[index:], spacing, right)) if is_note else right
        if _begins(found[-1], before, line, right, edge, spacing):
            found.append(Paragraph([line]))
        else:
            found[-1].lines.append(line)
    return found


def _edge_of_notes(lines: Sequence[Line], spacing: float, right: float) -> float:
    """Where lines end from a note on down to the next white, if two of them do: no further out than their table."""
    ends = [lines[0].box[2]]
    for before, line in pairwise(lines):
        if not 0 < line.base - before.base < 1.28 * spacing or abs(line.size - before.size) > 0.08 * line.size:
            break
        ends.append(line.box[2])
    edge, size = max(ends), lines[0].size
    wraps = edge - lines[0].box[0] > 18 * size and sum(1 for end in ends if edge - end < 3.5 * size) > 1
    return edge if wraps else right


def usual_spacing(lines: Sequence[Line]) -> float:
    """The usual distance of baselines in points: the lower quartile of the steps down the column."""
    steps = sorted([step for a, b in pairwise(lines) if 2 < (step := b.base - a.base) < 40])
    size = sorted([line.size for line in lines])[len(lines) // 2]
    return max(steps[len(steps) // 4], size) if steps else size * 1.3


def _right_edge(lines: Sequence[Line]) -> float:
    edges = sorted([line.box[2] for line in lines])
    return edges[int(0.95 * (len(edges) - 1))]


def _begins(paragraph: Paragraph, before: Line, line: Line, right: float, edge: float, spacing: float) -> bool:
    """True where ``line`` begins a new paragraph after ``before``.

    ``right``: where lines of the column end; ``edge``: where those of the paragraph do, if it is a note under a table.
    """
    text, size = line.text, line.size
    if ("〈" in text and _BRACKETED.fullmatch(text)) or ("〈" in before.text and _BRACKETED.fullmatch(before.text)):
        return True
    step = line.base - before.base
    far = line.hidden != before.hidden or step <= 0 or (step > 1.28 * spacing and step > 1.2 * size)
    if far and not _heading_goes_on(before, line, step):
        return True
    if size != before.size and abs(size - before.size) > 0.08 * max(size, before.size):
        return True
    if (before.bold and not line.starts_bold) or (line.bold and not before.ends_bold):
        return True
    if before.italic != line.italic and (before.italic or _short(before, right) or ends_sentence(before.text)):
        return True
    if before.underlined != line.underlined and not _runs_on(before, line, right):
        return True
    plain = is_plain(text)
    if line.dotted or (not plain and (BULLET.match(text) or BULLET_TIGHT.match(text) or bracketed(text))):
        return True
    if line.bold and opens_part(text) and not opens_part(paragraph.lines[0].text):
        return True
    words = text if plain else unmarked(text)
    alone = len(paragraph.lines) == 1 and not is_plain(before.text)
    if alone and bracketed(before.text) == len(before.text.rstrip()) and words[:1] not in "（(":
        return True
    if _next_item(paragraph, line, words, plain) or _asked(paragraph, before, line):
        return True
    closed = ends_sentence(before.text)
    if closed and CJK.search(words) and ORDINAL.match(words):
        return True
    if _centred(before, line, right):
        return False
    if (")" in text or "）" in text) and _CLOSES.match(text) and _UNCLOSED.search(before.text):
        return False
    if not closed and captioned(paragraph.lines[0].text) and _set_alike(before, line):
        return captioned(words)
    marked = captioned(words) or (not plain and (ORDINAL.match(words) or NUMBERED.match(words)))
    if marked and (closed or _short(before, right) or known_heading(text)):
        return True
    note = not plain and FOOTNOTE.match(text)
    if note and (closed or _short(before, right) or FOOTNOTE.match(paragraph.lines[0].text)):
        return True
    return _broken_on_purpose(paragraph, before, line, right if closed else edge, closed)


def _heading_goes_on(before: Line, line: Line, step: float) -> bool:
    """True for the second line of a large heading, set a little wider than text: it goes on in small letters."""
    alike = line.hidden == before.hidden and abs(line.size - before.size) < 0.5 and line.bold == before.bold
    near = 0 < step <= _WIDE * line.size and abs(line.box[0] - before.box[0]) < 2
    return alike and near and line.text[:2].islower() and not ends_sentence(before.text)


def _runs_on(before: Line, line: Line, right: float) -> bool:
    """True where a sentence goes on over the end of a line, whichever of its words are a link."""
    opened = before.text.count("(") > before.text.count(")") and ")" in line.text.partition("(")[0]
    begun = opened or line.text[:2].islower()
    return begun and before.text.rstrip()[-1:] not in ".!?" and not _short(before, right)


def _asked(paragraph: Paragraph, before: Line, line: Line) -> bool:
    """True where ``before`` ends a numbered question in bold: what is bold below it is a heading of its own."""
    if not (before.bold and line.bold and before.text.rstrip()[-1:] == "?" and line.text[:1].isupper()):
        return False
    first = unmarked(paragraph.lines[0].text)
    return bool(NUMBERED.match(first) or ORDINAL.match(first))


def _next_item(paragraph: Paragraph, line: Line, words: str, plain: bool) -> bool:
    """True where ``line`` stands where the paragraph's item began and its own lines do not, or counts on from it."""
    first = paragraph.lines[0]
    if plain and is_plain(first.text) and "：" not in line.text[:8]:
        return False  # words after words
    start = unmarked(first.text)
    if first.text[:1] in ("", "〈", "＜") and _USE.fullmatch("".join(part.text for part in paragraph.lines)):
        return True
    if _REVISED_ITEM.match(line.text):
        return True
    if _STORED.match(line.text):
        return True
    moved = line.box[0] - first.box[0]
    before = paragraph.lines[-1].text.rstrip()
    if item_mark(start) and before.endswith("の場合") and line.text[:1] not in tuple("、。はにのがでも，,"):
        return True  # a dose stands under the use it is for
    if abs(moved) < 0.5 * line.size and _NAMED.match(line.text) and _NAMED.match(paragraph.lines[-1].text):
        return True
    if next_item(start, words) and abs(moved) < 1.2 * line.size:
        return True
    hanging = all(part.box[0] - first.box[0] > 0.6 * line.size for part in paragraph.lines[1:])
    opened = item_mark(start) or BULLET.match(start) or BULLET_TIGHT.match(start)
    if opened and moved < -2 * line.size and (not item_mark(start) or CJK.search(line.text)):
        return True
    return bool(opened) and hanging and len(paragraph.lines) > 1 and moved < 0.3 * line.size


def _centred(before: Line, line: Line, right: float) -> bool:
    """True for two lines of one centred heading or caption: common middle, neither reaching the right edge."""
    middles = (before.box[0] + before.box[2]) / 2 - (line.box[0] + line.box[2]) / 2
    moved = abs(before.box[0] - line.box[0]) > 1.5 * line.size
    return abs(middles) < 3 and moved and right - before.box[2] > line.size and before.bold == line.bold


def _set_alike(before: Line, line: Line) -> bool:
    """True for two lines in bold of one margin or one middle: of a caption, though the second begins with a figure."""
    lefts, middles = before.box[0] - line.box[0], before.box[0] + before.box[2] - line.box[0] - line.box[2]
    return before.bold and line.bold and min(abs(lefts), abs(middles) / 2) < 3


def _short(line: Line, right: float) -> bool:
    return right - line.box[2] > 2.5 * line.size


def _broken_on_purpose(paragraph: Paragraph, before: Line, line: Line, right: float, ended: bool) -> bool:
    """True where the next line's first word would have fitted on the line before, or where it is indented."""
    room = right - before.box[2]
    first_word = line.text.find(" ")
    share = (len(line.text) if first_word < 0 else first_word) / max(1, len(line.text))
    first = min(share * (line.box[2] - line.box[0]), 4 * line.size)
    if ended and room > first + 0.6 * line.size:
        return True
    if room > first + 4 * line.size and not line.text[:1].islower():
        return True
    if CJK.search(before.text[-3:]) and CJK.search(line.text):
        further = line.box[2] - before.box[2]  # the next line shows how far lines reach here
        if further > (1.6 + 0.55 * unbroken(line.text)) * line.size:
            return True
    indented = line.box[0] - before.box[0] > 0.8 * line.size
    return indented and ended and len(paragraph.lines) > 1


def unmarked(text: str) -> str:
    """Without the asterisks that mark a revised passage."""
    return text if text[:1].isalnum() else _REVISION_MARKS.sub("", text)


_UNBROKEN = re.compile(r"\s*([（(「『〔［【]*)([!-~]+(?:[、，・～（][!-~]*\d[!-~]*）?)*)([）)」』〕］】、。，]*)")


def unbroken(text: str) -> int:
    """Characters at the start of ``text`` that no line break may part: a word or figures before Chinese or Japanese.

    Full-width brackets and commas beside them count twice.
    """
    found = _UNBROKEN.match(text)
    if found is None:
        return 0
    whole = "".join(found.groups())
    return len(whole) + sum(1 for character in whole if not character.isascii())
