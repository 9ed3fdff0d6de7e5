"""Figures as modules: the caption as body, the picture beside it, its notes and the data that a native chart holds.

A figure is what a caption is tied to (``ingest.figures``): one without a caption never becomes a module. Its figures
are quoted where the file holds them as data; what stands in a picture's pixels is not read, and the module says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from library.models import FIGURE, FIGURE_DATA, Passage, PassageFlag, PassageKind
from modularize.doubts.doubt import NEEDS_PERSON
from modularize.doubts.unlabelled import UNLABELLED
from modularize.draft import CHARTED, FORM, Quote, Segment, Segmentation, Skipped, whole, without_repeats
from modularize.headings.usable import is_usable_heading
from modularize.left_out.exclude import LEGEND, is_reference, unusable
from modularize.notes.marked import with_marked_notes
from modularize.surroundings import Surroundings

ONLY_NUMBERED = NEEDS_PERSON + "a figure whose caption says nothing of what it shows"
TOO_MANY = NEEDS_PERSON + "a chart with more data than can be read beside it"
_MOST_ROWS, _MOST_POINTS, _NOTES_BELOW = 120, 12, 12
"""Rows of a chart, and points of one series, that a person can compare with it; passages below a figure among which its
notes stand."""
_UNSEEN = frozenset((PassageFlag.HIDDEN, PassageFlag.HIDDEN_SLIDE, PassageFlag.INSTRUCTION, PassageFlag.SPEAKER_NOTES))
_SILENT = frozenset(("contents", "highlights", "labelling", "recent_changes", "holder", "references"))
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)
_NUMBER = re.compile(r"^\W*[^\W\d_]{1,13}\.?\s*[A-Z]?\d{0,3}(?:[.\-–]\d{1,2})?\s*[a-zA-Z]?\W*")
_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATIONS, _BESIDE = (
    "list of abbreviations",
    ("caption: kept", "title: kept", "heading: kept", "figures of a chart"),
)


def with_figures(cut: Segmentation, passages: Sequence[Passage]) -> Segmentation:
    """The segmentation with a segment for each figure that has a caption, in reading order behind all others."""
    captions = _captions(passages)
    if not captions:
        return cut
    around = Surroundings(passages)
    loose = any(UNLABELLED in part.flags for part in cut.segments)
    made: list[Segment] = []
    withheld: list[Segment] = []
    skipped = list(cut.skipped)
    for caption in captions:
        part = _segment(caption, passages, around, loose=loose)
        why = _why_not(part)
        if not why:
            made.append(part)
            skipped = [
                s for s in skipped if s.passage != caption.id or not s.reason.startswith((*_BESIDE, NEEDS_PERSON))
            ]
        elif caption.kind is PassageKind.CAPTION:
            withheld.append(part)
            skipped = [s for s in skipped if s.passage != caption.id] + [Skipped(passage=caption.id, reason=why)]
    taken = {(part.first.id, part.origin[0].start) for part in made}
    held = tuple(part for part in cut.withheld if (part.first.id, part.origin[0].start) not in taken)
    return replace(
        cut,
        segments=tuple(sorted((*cut.segments, *made), key=lambda part: part.first.seq)),
        skipped=tuple(skipped),
        withheld=(*held, *withheld),
    )


def _captions(passages: Sequence[Passage]) -> list[Passage]:
    """The captions that are tied to a figure and may be used; of several of one chart, one that is not within it."""
    found: dict[str, Passage] = {}
    for passage in passages:
        if FIGURE not in passage.facts or _UNSEEN & set(passage.flags) or passage.section in _SILENT:
            continue
        if PassageFlag.TRACKED_CHANGE in passage.flags or PassageFlag.OCR in passage.flags:
            continue
        key = passage.facts.get(FIGURE_DATA) or passage.id
        if key not in found or PassageFlag.CHART_DATA in found[key].flags:
            found[key] = passage
    return list(found.values())


def _segment(caption: Passage, passages: Sequence[Passage], around: Surroundings, *, loose: bool) -> Segment:
    data = [p for p in passages if _is_data(p, caption)]
    notes = list(_notes(caption, passages))
    sources = tuple(note.text for note in notes if _is_source(note.passage))
    told = (note for note in notes if not _is_source(note.passage))
    context: list[Quote | str] = [*_over(caption, passages), *map(whole, data), *told]
    flags = {FORM, *([CHARTED] if any(p.kind is PassageKind.TABLE_ROW for p in data) else [])}
    part = around.complete(Segment((whole(caption),), without_repeats(context)))
    [noted] = with_marked_notes([part], passages)
    return replace(
        noted,
        flags=noted.flags | flags | ({UNLABELLED} if loose else set()),
        references=tuple(dict.fromkeys((*noted.references, *sources))),
    )


def _is_data(passage: Passage, caption: Passage) -> bool:
    """Is it what a native chart holds: its title, the names and rows of its data, words set on it? No row of points
    that only draw a curve: nobody compares them."""
    group = caption.facts.get(FIGURE_DATA)
    if not group or passage.group != group or PassageFlag.CHART_DATA not in passage.flags or passage == caption:
        return False
    return max(cell.count("; ") for cell in passage.text.split("\t")) < _MOST_POINTS


def _over(caption: Passage, passages: Sequence[Passage]) -> Iterator[Quote | str]:
    """The headings over the caption, outermost first."""
    above = [p for p in passages if p.seq < caption.seq and p.kind in _HEADS and not _UNSEEN & set(p.flags)]
    for text in caption.heading_path[-3:]:
        if text == caption.text or not is_usable_heading(text):
            continue
        heads = [p for p in above if p.text == text]
        yield whole(heads[-1]) if heads else text


def _notes(caption: Passage, passages: Sequence[Passage]) -> Iterator[Quote]:
    """Footnotes, legends and lists of abbreviations right below the caption or below the figure; those of a slide that
    shows no other figure, wherever they stand on it."""
    slide = caption.locator.slide
    others = {
        p.id for p in passages if slide and p.locator.slide == slide and FIGURE in p.facts and not _same(p, caption)
    }
    if slide and not others:
        on_slide = (p for p in passages if p.locator.slide == slide and p.kind is PassageKind.FOOTNOTE)
        yield from (whole(p) for p in on_slide if not _UNSEEN & set(p.flags))
        return
    group = caption.facts.get(FIGURE_DATA)
    below = [p for p in passages if p.seq > caption.seq][: _NOTES_BELOW * 8]
    taken = 0
    for passage in below:
        in_figure = passage.kind is PassageKind.IMAGE or PassageFlag.CHART_DATA in passage.flags
        if in_figure and (PassageFlag.CHART_DATA not in passage.flags or passage.group == group):
            continue
        taken += 1
        if taken > _NOTES_BELOW or _place(passage) != _place(caption) or not _is_note(passage):
            return
        if not _UNSEEN & set(passage.flags):
            yield whole(passage)


def _same(passage: Passage, caption: Passage) -> bool:
    """Do both caption the same figure?"""
    data = caption.facts.get(FIGURE_DATA)
    return passage.id == caption.id or (bool(data) and passage.facts.get(FIGURE_DATA) == data)


def _place(passage: Passage) -> tuple[int | None, int | None]:
    return passage.locator.page, passage.locator.slide


def _is_note(passage: Passage) -> bool:
    if passage.kind is PassageKind.FOOTNOTE:
        return True
    if passage.kind is not PassageKind.PARAGRAPH:
        return False
    return _is_source(passage) or unusable(passage.text) in (LEGEND, _ABBREVIATIONS)


def _is_source(passage: Passage) -> bool:
    """Does a line below a figure say where it was taken from?"""
    return passage.kind in (PassageKind.PARAGRAPH, PassageKind.FOOTNOTE) and is_reference(passage.text)


def _why_not(part: Segment) -> str:
    """Why a person has to look at the figure before it is a module; "" where it is one."""
    if not _LETTER.search(_NUMBER.sub("", part.body, count=1)) and CHARTED not in part.flags:
        return ONLY_NUMBERED
    return TOO_MANY if len(part.context) > _MOST_ROWS else ""
