"""Notes under the title of a table that is not there (a picture, a dead link): what they explain, nobody can see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

LOST = "a note of a table that was not found"
_ROWS = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW, PassageKind.IMAGE)
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.FOOTNOTE)
_TABLE = han.compile(r"\W*(?:表|Table|Tabelle)\s?\d", re.IGNORECASE)
_SHORT_FORMS = han.compile(r"\W*(?:缩写|缩略语|略語|Abbreviations?|Abkürzungen)\s?[:：]", re.IGNORECASE)
_MARK = re.compile(r"\W*(?:[a-h]|[*†‡§]{1,3})\W*")
_MOST = 24


def with_lost_tables(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, in which lettered notes right behind the title of a table without rows are unsure."""
    found = list(passages)
    for at, passage in enumerate(passages):
        if passage.kind is PassageKind.CAPTION and _TABLE.match(passage.text):
            for place in _notes_behind(passages, at):
                facts = {**found[place].facts, "unsure": LOST}
                found[place] = found[place].model_copy(update={"facts": facts})
    return tuple(found)


def _notes_behind(passages: Sequence[Passage], caption: int) -> list[int]:
    """Places of the short forms and lettered notes behind a title, each with the rest of its sentence."""
    places: list[int] = []
    body = [i for i in range(caption + 1, min(len(passages), caption + _MOST)) if passages[i].kind not in _EDGE]
    if not body or passages[body[0]].kind in _ROWS:
        return []
    for index in body:
        passage = passages[index]
        if passage.section != passages[caption].section or passage.kind in (*_ROWS, PassageKind.CAPTION):
            break
        rest = bool(places) and passage.kind is PassageKind.PARAGRAPH and not is_complete(passages[places[-1]].text)
        if not (_SHORT_FORMS.match(passage.text) or _is_lettered(passage) or rest):
            break
        places.append(index)
    return places if any(_is_lettered(passages[place]) for place in places) else []


def _is_lettered(passage: Passage) -> bool:
    marker = passage.facts.get("marker", "")
    return passage.kind is PassageKind.LIST_ITEM and bool(marker) and bool(_MARK.fullmatch(marker))
