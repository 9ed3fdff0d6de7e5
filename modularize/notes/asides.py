"""Notes that the layout set as items or paragraphs: numbered ones under a table, marks and abbreviations under lists.

Found before a document is cut, so that they travel with what they explain and are no modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from library.models import Passage, PassageKind
from modularize.left_out.notices import abbreviations_in
from modularize.notes.cited import carries
from modularize.notes.marked import marks_in, note_opened

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TEXT = (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH)
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_SIGNS = "*＊#＃†‡§"
_OPENS_WITH_SIGN = re.compile(rf"^\s*([{_SIGNS}])\1*(?=[ \u00a0\u3000]?[^\W\d_])")
_NUMBERED = re.compile(r"^\s*(\d)[.)．、]?[ \u00a0\u3000]")
_ABBREVIATION = re.compile(r"^\s*([A-Z][A-Za-z]{0,3}[A-Z][\w-]{0,5})\s?[:：=＝]\s?[^\W\d_][^。.;；:：]{1,60}$")
_HEADS_ABBREVIATIONS = re.compile(
    r"\s*(?:缩写|缩略语|略语|縮寫|略語|略号|Abbreviations?|Acronyms?|Abkürzungen)\s*[:：]\s*", re.IGNORECASE
)
_SHORT_FORM = re.compile(r"\s*([A-Za-z][\w/&-]{0,9})\s?[:：=＝]\s?[^\s:：].{0,120}$")
_CAPTION = re.compile(r"\W*(?:表|Tab(?:le|elle|\.)?)\s?[\d０-９一二三四五六七八九十]", re.IGNORECASE)
_FARTHEST = 30
_CHAPTER = 90
"""Passages between a mark and its note; between a mark that nothing else bears and its note."""


def with_notes(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which notes set as items or paragraphs are footnotes that bear their mark."""
    found = list(passages)
    for place, passage in enumerate(found):
        if passage.kind is PassageKind.TABLE_ROW:
            for at, mark in _under_table(found, place):
                found[at] = _as_note(found[at], mark, passage.group)
        elif passage.kind is PassageKind.PARAGRAPH and (listed := _abbreviations_below_table(found, place)):
            for at, short in listed:
                found[at] = _as_note(found[at], short, found[at].group)
        elif passage.kind in _TEXT and (sign := _sign(passage)) and _is_marked_above(found, place, sign):
            found[place] = _as_note(passage, sign, passage.group)
        elif passage.kind is PassageKind.PARAGRAPH and (mark := _counted(found, place)):
            found[place] = _as_note(passage, mark, passage.group)
        elif passage.kind is PassageKind.PARAGRAPH and (abbreviations_in(passage.text) or _explains_item(found, place)):
            found[place] = _as_note(passage, "", passage.group)
    return tuple(found)


def abbreviation_of(note: Passage) -> str:
    """The abbreviation that a note explains ("CEO: conjugated oestrogens"); "" where it explains none."""
    match = _ABBREVIATION.match(note.text)
    return match.group(1) if match else ""


def explained_by(note: Passage) -> list[str]:
    """All abbreviations that a note explains."""
    return abbreviations_in(note.text) or [short for short in (abbreviation_of(note),) if short]


def _as_note(passage: Passage, mark: str, group: str | None) -> Passage:
    facts = {**passage.facts, "marker": mark} if mark else passage.facts
    return passage.model_copy(update={"kind": PassageKind.FOOTNOTE, "facts": facts, "group": group})


def _under_table(passages: Sequence[Passage], row: int) -> list[tuple[int, str]]:
    """Places and marks of the numbered notes right below the last row, where the table bears every one of the marks."""
    below = [at for at in range(row + 1, min(row + 24, len(passages))) if passages[at].kind not in _EDGE]
    if not below or passages[below[0]].kind not in _TEXT:
        return []
    held = [p.text for p in passages[max(0, row - 120) : row + 1] if p.group == passages[row].group]
    held.append(_caption_over(passages, row))
    right = list(takewhile(lambda at: passages[at].kind in _TEXT, below))
    found = list(takewhile(lambda pair: _number(passages[pair[1]]) == pair[0], enumerate(right, 1)))
    notes = [(at, str(number).translate(_RAISED)) for number, at in found]
    if notes and all(any(mark in text for text in held) for _, mark in notes):
        return notes
    lettered = list(takewhile(lambda pair: _letter(passages[pair[1]]) == pair[0], zip("abcdefgh", right, strict=False)))
    return [
        *takewhile(
            lambda note: any(carries(text, note[1]) for text in held), ((at, f"{sign})") for sign, at in lettered)
        )
    ]


def _caption_over(passages: Sequence[Passage], row: int) -> str:
    """The numbered title right over the first row or head of a table, though the layout set it as text; "" for none."""
    group = passages[row].group
    first = next((at for at in range(row, -1, -1) if passages[at].group != group), -1)
    over = passages[first] if first >= 0 else None
    return over.text if over is not None and _CAPTION.match(over.text) else ""


def _abbreviations_below_table(passages: Sequence[Passage], place: int) -> list[tuple[int, str]]:
    """The line that heads a list of abbreviations right below a table or its notes, and the items, each by its short
    form: they are notes of the rows that bear it."""
    before = next((p for p in reversed(passages[:place]) if p.kind not in _EDGE), None)
    below_table = before is not None and before.kind in (PassageKind.TABLE_ROW, PassageKind.FOOTNOTE)
    if not below_table or not _HEADS_ABBREVIATIONS.fullmatch(passages[place].text):
        return []
    found: list[tuple[int, str]] = []
    for at in range(place + 1, len(passages)):
        match = _SHORT_FORM.match(passages[at].text)
        if passages[at].kind is not PassageKind.LIST_ITEM or match is None:
            break
        found.append((at, match.group(1)))
    return [(place, passages[place].text.strip(":： ")), *found] if found else []


def _letter(passage: Passage) -> str:
    """The letter an item bears as notes do ("a)"); "" where there is none."""
    found = re.fullmatch(r"\(?([a-h])[)）]", passage.facts.get("marker", "").strip())
    return found.group(1) if found and passage.kind is PassageKind.LIST_ITEM else ""


def _number(passage: Passage) -> int:
    """The number an item bears or a paragraph opens with; 0 where there is none."""
    marker = passage.facts.get("marker", "").strip("().．、 ")
    if passage.kind is PassageKind.LIST_ITEM and marker.isdecimal():
        return int(marker)
    match = _NUMBERED.match(passage.text)
    return int(match.group(1)) if match else 0


def _sign(passage: Passage) -> str:
    """The sign an item or a paragraph opens with."""
    marker = passage.facts.get("marker", "").strip()
    if marker and marker in _SIGNS:
        return marker
    match = _OPENS_WITH_SIGN.match(passage.text)
    return match.group().strip() if match else ""


def _counted(passages: Sequence[Passage], place: int) -> str:
    """The mark of a note that no sentence opens with ("注)", "注1)", "※1"), where words above it bear the mark."""
    mark = note_opened(passages[place].text)
    if not (mark.startswith("注") or re.fullmatch(r"※\d", mark)):
        return ""
    above = passages[max(0, place - _CHAPTER) : place]
    return mark if any(mark in marks_in(passage.text) for passage in above) else ""


def _is_marked_above(passages: Sequence[Passage], place: int, sign: str) -> bool:
    """Does a line above, of the same section, end in that sign, and is the sign no bullet there?"""
    own = passages[place]
    for passage in reversed(passages[max(0, place - _FARTHEST) : place]):
        if passage.section != own.section:
            return False
        if passage.kind is PassageKind.LIST_ITEM and passage.facts.get("marker", "").strip() == sign:
            return False
        if passage.kind is not PassageKind.FOOTNOTE and re.search(
            rf"[^\W_][)）\]]?\s?{re.escape(sign)}\s*(?:[:：][^\t]{{0,40}})?(?:$|\t)", passage.text
        ):
            return True
        if sign in "*＊" and sign in marks_in(passage.text.replace("＊", sign)):
            return True
    return False


def _explains_item(passages: Sequence[Passage], place: int) -> bool:
    """Is the paragraph an abbreviation that items or rows right above it bear?"""
    short = abbreviation_of(passages[place])
    if not short:
        return False
    above = passages[max(0, place - 12) : place]
    listed = (PassageKind.LIST_ITEM, PassageKind.TABLE_ROW)
    return any(p.kind in listed and p.section == passages[place].section and short in p.text for p in above)
