"""Sentences that say what a mark means before it comes: "Terms marked with a star (*) were reported in …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment
from modularize.notes.cited import carries
from modularize.prose import quotes_of

_SIGN = r"(?P<{name}>[*＊]{{1,3}}|[†‡§#※])"
_TELLS = han.compile(
    r"\b(?:marked|indicated|denoted|identified|designated|flagged|labell?ed)\b[^.;]{0,30}\b(?:with|by)\b[^.;]{0,30}?"
    + _SIGN.format(name="en")
    + r"|\b(?:asterisks?|stars?|daggers?)\s?[(\[]?"
    + _SIGN.format(name="en2")
    + r"[)\]]?\s(?:indicates?|denotes?|refers?|marks?|means?)\b|\bmit\b[^.;]{0,30}?"
    + _SIGN.format(name="de")
    + r"[)“\"]?\s?(?:gekennzeichnet|markiert|versehen)|(?:标有|标注|标记为?|带有?)[“\"（(]?"
    + _SIGN.format(name="zh")
    + r"|"
    + _SIGN.format(name="ja")
    + r"[」）)]?\s?(?:印|を付し)",
    re.IGNORECASE,
)
_FARTHEST = 120
"""Passages between a sentence and what bears its mark."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the mark it explains."""

    mark: str
    quote: Quote


def told_marks(passages: Sequence[Passage]) -> tuple[Told, ...]:
    """The sentences of running text that say what a mark means, in reading order."""
    found = []
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH and len(passage.text) < 1500 and _TELLS.search(passage.text):
            found += [Told(mark, quote) for quote in quotes_of(passage) if (mark := _mark(quote.text))]
    return tuple(found)


def told_for(segment: Segment, told: Sequence[Told], known: frozenset[str]) -> list[Quote]:
    """The sentences that explain a mark of the segment's own words, the nearest for each; none for the marks ``known``.

    A sentence holds for what stands behind it in its section.
    """
    nearest: dict[str, Quote] = {}
    for one in told:
        said = one.quote.passage
        behind = 0 < segment.first.seq - said.seq <= _FARTHEST and said.section == segment.first.section
        if behind and one.mark not in known and carries(segment.body, one.mark):
            nearest[one.mark] = one.quote
    return list(nearest.values())


def is_carried(segment: Segment, parts: Sequence[Segment]) -> bool:
    """Is the segment one sentence about a mark that other segments carry?"""
    if len(segment.origin) != 1 or not _mark(segment.body):
        return False
    own = segment.origin[0]
    return any(
        isinstance(part, Quote) and part.passage.id == own.passage.id and part.text.strip() == own.text.strip()
        for other in parts
        for part in other.context
    )


def _mark(sentence: str) -> str:
    found = _TELLS.search(sentence)
    return next((sign for sign in found.groups() if sign), "") if found else ""
