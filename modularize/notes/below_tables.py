"""Lines right below a table that say how its figures were counted, though the page sets them like headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind

__all__ = ["with_notes_below_tables"]

_COUNTED = re.compile(
    r"\b(?:frequenc(?:y|ies)|incidences?|rates?|percentages?|figures|values|data|(?:adverse )?(?:reactions|events))\b"
    r"[^.]{0,120}\b(?:is|are|was|were) (?:\w+ )?(?:calculated|total+ed|counted|expressed|based on|derived|rounded|"
    r"adjusted)\b|"
    r"\b(?:is|are) considered (?:as )?one\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*[(\[]?\s*([*†‡§¶#]{1,2})\s*[)\]]?\s*[=:]\s*(?=[^\W_])")
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_TEXT = (PassageKind.HEADING, PassageKind.PARAGRAPH)
_ROWS = (PassageKind.TABLE_ROW, PassageKind.FOOTNOTE)
_LONGEST = 260


def with_notes_below_tables(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which such lines, where one of them is set as a heading, are notes of the table's rows."""
    found = list(passages)
    dropped: set[str] = set()
    last: Passage | None = None
    heads = False
    for at, passage in enumerate(passages):
        path = tuple(text for text in passage.heading_path if text not in dropped)
        if path != passage.heading_path:
            found[at] = passage = passage.model_copy(update={"heading_path": path})
        if passage.kind in _EDGE:
            continue
        if passage.kind in _ROWS:
            last, heads = passage, False
            continue
        marked = _MARKED.match(passage.text)
        is_note = last is not None and passage.kind in _TEXT and len(passage.text) <= _LONGEST
        is_note = is_note and last is not None and (path, passage.section) == (last.heading_path, last.section)
        if not is_note or not (marked or _COUNTED.search(passage.text)):
            last = None
            continue
        if passage.kind is PassageKind.HEADING:
            dropped.add(passage.text)
            heads = True
        if heads or marked:
            facts = {**passage.facts, **({"marker": marked[1]} if marked else {})}
            update = {"kind": PassageKind.FOOTNOTE, "facts": facts, "group": last.group if last else None}
            found[at] = passage.model_copy(update=update)
        else:
            last = None
    return tuple(found)
