"""Rows of a table under words that open them: an item right before the table, or a row of one cell inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.places import same_place

__all__ = ["opening_item", "under_open_rows"]

_APART = 2
"""Passages from an item to the table that it opens."""


def opening_item(items: Sequence[Passage], first: Passage) -> Quote | None:
    """The last sentence of the last item, where it opens the table whose ``first`` row or line stands below it."""
    if not items or not 0 < first.seq - items[-1].seq <= _APART or not same_place(items[-1], first):
        return None
    return _open_end(items[-1])


def under_open_rows(found: Iterable[Segment]) -> list[Segment]:
    """The rows of a table, those below a row of one cell that ends in a colon under its last sentence.

    "Do not take it if you take any of these:" over rows of medicines: each row means nothing, or the opposite, alone.
    The next row of one cell, and the next heading among the rows, end it.
    """
    made: list[Segment] = []
    over: Quote | None = None
    for segment in found:
        if "\t" not in segment.body.strip():
            over = _open_end(segment.first)
        elif over is not None and _headed_below(segment, over.passage):
            over = None
        elif over is not None:
            segment = replace(segment, context=(*segment.context, over))
        made.append(segment)
    return made


def _headed_below(segment: Segment, opener: Passage) -> bool:
    rows = [p.passage for p in segment.context if isinstance(p, Quote) and p.passage.kind is PassageKind.TABLE_ROW]
    return any(row.seq > opener.seq for row in rows)


def _open_end(passage: Passage) -> Quote | None:
    if not passage.text.rstrip().endswith((":", "：")):
        return None
    start, end = sentences(passage.text, passage.language)[-1]
    return Quote(passage, start, start + len(passage.text[start:end].rstrip()))
