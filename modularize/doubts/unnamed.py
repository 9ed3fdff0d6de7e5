"""Pieces that mean a thing by pointing at it ("these medicines", "the same dose") where nothing with them names it.

What names it travels with the piece where it is found above it in the same place; else the piece waits for a person,
with the words that point in the doubt. One step over all pieces of a document, whatever joined or carried before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from library.models import PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.sentences.depends import is_complete, is_stem
from modularize.sentences.leaning import opening
from modularize.sentences.openers import FARTHEST, place
from modularize.sentences.pointers import Pointer, is_named, lists, pointer

__all__ = ["with_what_is_meant"]

_LONGEST = 700
"""Code points of what travels with a piece at most."""
_TEXT = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_what_is_meant(parts: Iterable[Segment]) -> list[Segment]:
    """The pieces, each with the words above it that name what its first sentence points at, or with the doubt."""
    held = list(parts)
    behind = [*held[1:], None]
    return [part if _points_below(part, behind[at]) else _settled(part, held[:at]) for at, part in enumerate(held)]


def _points_below(part: Segment, behind: Segment | None) -> bool:
    """Does a list stand right below a paragraph? It names what the paragraph points at ("any of these signs")."""
    last = part.origin[-1].passage
    if behind is None or last.kind is not PassageKind.PARAGRAPH:
        return False
    return behind.first.kind is PassageKind.LIST_ITEM and behind.first.seq == last.seq + 1


def _settled(part: Segment, before: Sequence[Segment]) -> Segment:
    first = part.first
    if part.doubt or part.question or first.kind not in _TEXT or "\t" in part.body or part.is_figure:
        return part
    pointed = pointer(opening(part.body, first.language), first.language)
    if pointed is None or any(is_named(pointed, text) for text in _said_over(part)) or _is_headed(part, pointed):
        return part
    found = _naming(part, pointed, before)
    if found:
        return replace(part, context=(*(held for held in part.context if held not in found), *found))
    return replace(part, doubt=f"it speaks of “{pointed.words}”, and what is meant does not stand with it")


def _said_over(part: Segment) -> list[str]:
    """The sentences, items and openings among what stands with a piece; no headings."""
    held = [quote for quote in part.context if isinstance(quote, Quote)]
    return [
        q.text for q in held if q.passage.kind in _TEXT and (is_complete(q.text) or is_stem(q.text) or lists(q.text))
    ]


def _is_headed(part: Segment, pointed: Pointer) -> bool:
    """Does the nearest heading say what is meant, in more words than the pointing ones have?

    Of arms and of an illness any heading may say it, the title too.
    """
    if not pointed.by_heading:
        return False
    path = part.first.heading_path or part.context_texts
    over = path[-1:] if pointed.by_list else path
    return any(
        pointed.names.search(text) and len(text.split()) > 1 and not text.rstrip().endswith("?") for text in over
    )


def _naming(part: Segment, pointed: Pointer, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The nearest words above the piece, in the same place, that name what it points at.

    Of a list they are all its items; of a dose all that its paragraph tells of it above, since it may be told in steps.
    """
    if not pointed.by_heading and (told := _told_within(part, pointed, before)):
        return told if sum(len(quote.text) for quote in told) <= _LONGEST else ()
    group = None
    found: list[Quote] = []
    for earlier in reversed(before):
        last = earlier.origin[-1].passage
        if place(earlier) != place(part) or part.first.seq - last.seq > FARTHEST + len(found) or "\t" in earlier.body:
            break
        if found and last.group != group:
            break
        if found or is_named(pointed, earlier.body):
            found = [*earlier.origin, *found]
            group = last.group if last.kind is PassageKind.LIST_ITEM else None
            if group is None:
                break
    if sum(len(quote.text) for quote in found) <= _LONGEST:
        return tuple(found)
    return tuple(_sentence_of(quote, pointed) for quote in found[-1:] if is_named(pointed, quote.text))


def _told_within(part: Segment, pointed: Pointer, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The sentences of the piece's own paragraph above it that name a quantity it points at."""
    found: list[Quote] = []
    for earlier in reversed(before):
        if earlier.origin[-1].passage.id != part.first.id:
            break
        if is_named(pointed, earlier.body):
            found = [*earlier.origin, *found]
    return tuple(found)


def _sentence_of(quote: Quote, pointed: Pointer) -> Quote:
    """The last sentence of a quote that names what is meant."""
    spans = sentences(quote.text, quote.passage.language)
    named = [span for span in spans if is_named(pointed, quote.text[span[0] : span[1]])]
    start, end = named[-1] if named else (0, len(quote.text))
    return Quote(quote.passage, quote.start + start, quote.start + len(quote.text[:end].rstrip()))
