"""Marks of notes in statements and rows, and the notes they point to, over a whole document.

A dose with "注1)" behind it may be one that is not approved: the note says so, and a statement without it says less
than its source. The note stands on another line, often a page or a section below, and travels with what bears its mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment, whole, without_repeats
from modularize.left_out.exclude import is_reference

__all__ = ["lacks_note", "marks_in", "note_opened", "with_marked_notes"]

_TEXT = (PassageKind.FOOTNOTE, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_OPENS = re.compile(
    r"[\s\u3000（(]*(?:(?P<note>注\s?\d{0,2})\s?[)）](?:\d(?=[^\W\d]))?|(?P<rice>※\s?\d{0,2})\s?[)）:：]?|"
    r"(?P<sign>[*＊]{1,3}(?:\s?\d{1,2})?|[†‡§¶]{1,3})\s?[)）:：]?(?![*＊\d])|"
    r"(?P<raised>[\u00b9\u00b2\u00b3\u2074-\u2079]{1,2})\s?[)）:：]?)\s*(?=[^\s\d])"
)
"""How a note opens."""
_BORNE = re.compile(
    r"(?P<note>注\s?\d{0,2})\s?[)）]|(?P<rice>※\s?\d{0,2})|"
    r"(?<=[\w)）%％\]］」〉.])\s?(?P<sign>[*＊]{1,3}(?:\d{1,2}(?=\s?[)）]|\t|$))?|[†‡§¶]{1,3})(?![*＊A-Za-z†‡§¶])(?!\s?\d)|"
    r"(?P<raised>(?<=[^\W\d_])(?<![mM])(?<!\bs)[\u00b9\u00b2\u00b3\u2074-\u2079]{1,2})(?![\w/\u2070-\u2079\u00b9\u00b2\u00b3,–-])"
)
"""How words bear a mark; the square of a metre bears none."""
_CHAPTER = re.compile(r"[\s\u3000＊*※]*(\d{1,2})[.．]?(?=[\s\u3000]*[^\W\d])")
_FARTHEST, _RIGHT_BELOW, _IN_SECTION = 40, 3, 150
"""Passages between a mark and its note: any note, one that belongs to a table, the only one of its section."""


@dataclass(frozen=True, slots=True)
class _Note:
    mark: str
    passage: Passage


def note_opened(text: str) -> str:
    """The mark a line opens with as notes do, in one form ("注 1）" is "注1"); "" where it opens with words."""
    found = _OPENS.match(text)
    return _plain(next(filter(None, found.groups()), "")) if found else ""


def marks_in(text: str) -> frozenset[str]:
    """The marks that words bear, in one form; a mark at their beginning is that of the note itself."""
    opening = _OPENS.match(text)
    behind = text[opening.end() :] if opening else text
    found = (next(filter(None, match.groups()), "") for match in _BORNE.finditer(behind))
    return frozenset(_plain(mark) for mark in found if mark)


def with_marked_notes(parts: Iterable[Segment], passages: Sequence[Passage]) -> list[Segment]:
    """The segments, each with the notes that its own words, or the lines over them, point to and that it lacks."""
    notes = [_Note(mark, passage) for passage in passages if (mark := _mark(passage))]
    return [_noted(part, notes) for part in parts] if notes else list(parts)


def lacks_note(part: Segment) -> str:
    """A mark "注1)" in a statement without the note it points to; "" where there is none.

    Of all marks it is the one that says of a figure that it is not what it seems: a dose that is not approved.
    """
    if note_opened(part.body).startswith("注"):
        return "a note whose mark was not found" if part.first.kind is not PassageKind.TABLE_ROW else ""
    held = {note_opened(text) for text in part.context_texts}
    held |= {_mark(quote.passage) for quote in part.context if isinstance(quote, Quote)}
    lost = sorted(mark for mark in marks_in(part.body) - held if mark.startswith("注"))
    said = [
        mark
        for mark in lost
        if not re.search(rf"(?:^|[。\s]){mark[0]}\s?{mark[1:]}\s?[)）]\s?[^\s)）。、]{{4}}", part.body)
    ]
    return f"the mark {said[0]} points to a note that was not found" if said else ""


def _noted(part: Segment, notes: Sequence[_Note]) -> Segment:
    if part.first.locator.slide is not None:
        return part
    wanted = frozenset().union(*map(marks_in, (part.body, *_over(part))))
    beside = {mark for mark in wanted if _explains_itself(mark, part)}
    context = [one for one in part.context if not (isinstance(one, Quote) and _mark(one.passage) in beside)]
    missing = wanted - beside - {_mark(one.passage) for one in context if isinstance(one, Quote)}
    found = [whole(note) for mark in sorted(missing) if (note := _nearest(mark, part, notes)) is not None]
    if not found and len(context) == len(part.context):
        return part
    sources = [note.text for note in found if is_reference(note.text)]
    carried = without_repeats((*context, *(note for note in found if note.text not in sources)))
    return replace(part, context=carried, references=tuple(dict.fromkeys((*part.references, *sources))))


def _explains_itself(mark: str, part: Segment) -> bool:
    """Does a sentence of the same passage open with the sign, so that it, and no note below, is meant?"""
    sign = rf"(?:^|[.。]\s?|\n){re.escape(mark)}\s?[A-ZÄÖÜ\u3041-\u9fff]"
    return any(re.search(sign, quote.passage.text) for quote in part.origin)


def _over(part: Segment) -> list[str]:
    """What stands over the body: headings, stems and heads of columns, but not the sentences beside it.

    Over a row of a table stands also the sentence that says of whom and what dose the table is.
    """
    is_row = part.first.kind is PassageKind.TABLE_ROW
    over = part.context_texts if is_row else part.heads
    return [text for text in over if not note_opened(text)]


def _mark(passage: Passage) -> str:
    """The mark of a note: as its reader kept it, else as its words open."""
    if passage.kind not in _TEXT or passage.facts.get("continues") == "previous":
        return ""
    marker = passage.facts.get("marker", "")
    if passage.kind is PassageKind.FOOTNOTE and marker:
        return _plain(marker)
    return "" if marker else note_opened(passage.text)


def _nearest(mark: str, part: Segment, notes: Sequence[_Note]) -> Passage | None:
    """The first note of that mark below the segment, in its chapter; signs that are used again hold for near words."""
    own, last = {quote.passage.id for quote in part.origin}, part.origin[-1].passage
    alike = [note.passage for note in notes if note.mark == mark]
    below = next((note for note in alike if note.seq > last.seq and note.id not in own), None)
    if below is None or not _is_of(below, last, mark):
        return None
    chapters = _chapter(below), _chapter(last)
    is_only = sum(note.section == below.section for note in alike) == 1
    if (mark.startswith("注") and all(chapters)) or (is_only and below.seq - last.seq <= _IN_SECTION):
        return below
    pages = [passage.locator.page for passage in (last, below)]
    if pages[0] and pages[1] and pages[1] - pages[0] > 1:
        return None
    of_table = below.group is not None and below.group.startswith("table") and below.group != last.group
    return below if below.seq - last.seq <= (_RIGHT_BELOW if of_table else _FARTHEST) else None


def _is_of(note: Passage, words: Passage, mark: str) -> bool:
    chapters = _chapter(note), _chapter(words)
    if mark.startswith("注") and all(chapters):
        return chapters[0] == chapters[1]
    return note.section == words.section and (not all(chapters) or chapters[0] == chapters[1])


def _chapter(passage: Passage) -> str:
    """The number of the chapter a passage is in; "" where no heading over it has one."""
    numbers = (_CHAPTER.match(unicodedata.normalize("NFKC", text)) for text in passage.heading_path)
    return next((found.group(1) for found in numbers if found), "")


def _plain(mark: str) -> str:
    """A mark in one form: half-width, without brackets and blanks; raised figures stay raised."""
    bare = re.sub(r"[\s()（）:：]", "", mark)
    if re.fullmatch(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+", bare):
        return bare
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", bare))
