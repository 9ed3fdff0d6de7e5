"""Tables that came apart into lines: the caption over them says how often, or in whom, and goes with each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.draft import Quote, whole
from modularize.sentences.depends import is_complete

_TITLE = re.compile(r"^\W*(?:table|tabelle)\s\d|^\W*表\s?\d", re.IGNORECASE)
_MARGINAL = (PassageKind.HEADER, PassageKind.FOOTER)
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_LONGEST = 120
"""Code points up to which a text is a line of a table rather than a paragraph."""


def captions_over_lines(passages: Sequence[Passage]) -> dict[int, Quote]:
    """By place in the document, the title of the table that a bare line of adverse reactions stood in.

    A title with rows of its own is left to them; a sentence, a heading or another table ends it.
    """
    found: dict[int, Quote] = {}
    title: Passage | None = None
    for passage in passages:
        if passage.kind in _MARGINAL:
            continue
        if passage.kind is PassageKind.CAPTION and _TITLE.match(passage.text):
            title = passage if passage.section == "adverse_reactions" else None
            continue
        if title is None:
            continue
        beside = passage.kind in _LINES and passage.heading_path == title.heading_path
        if not beside or is_complete(passage.text) or len(passage.text) > _LONGEST:
            title = None
            continue
        found[passage.seq] = whole(title)
    return found
