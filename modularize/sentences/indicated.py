"""Doses told indication by indication: the name at the head of each goes with all that is said below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library.models import PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.prose import begins_with_name

__all__ = ["under_their_use"]

_LABEL = re.compile(r"\s*(?:(?:Bei|Zur|Zum|In|For|As)\s+)?(?P<name>[^:：.。;；\d]{4,60})[:：]\s?(?=\S)")
_WORD = re.compile(r"[^\W\d_]{5,}")
_OF_DOSES = ("dosage",)


def under_their_use(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, those of doses with the indication that a label before them names ("Glaucoma: …").

    A label counts where the section of indications bears its words, and two of them stand under one heading. Between
    two labels all belongs to the first; behind the last one, only what stands in its own paragraph.
    """
    uses = " ".join(s.body.casefold() for s in segments if s.first.section == "indications")
    labels = {at: found for at, part in enumerate(segments) if uses and (found := _labels(part, uses))}
    made, current = list(segments), None
    for at, part in enumerate(segments):
        if part.first.section not in _OF_DOSES:
            current = None
            continue
        if current is not None and not _is_under(part, current, [labels[n][0] for n in labels if n > at]):
            current = None
        if at not in labels and part.first.language == "zh" and begins_with_name(part.body, part.first.section):
            current = None  # a use or a case of its own, which the section of indications words otherwise
        if at not in labels or labels[at][0].start - part.origin[0].start > 5:
            made[at] = part if current is None or _bears(part, current) else replace(part, context=_with(part, current))
        current = labels[at][-1] if at in labels else current
    return made if _are_two(list(labels.values())) else list(segments)


def _are_two(found: Sequence[Sequence[Quote]]) -> bool:
    """Do two labels stand under one heading?"""
    places = [quote.passage.heading_path for quotes in found for quote in quotes]
    return any(places.count(place) > 1 for place in places)


def _labels(part: Segment, uses: str) -> list[Quote]:
    """The names of indications, each at the head of a sentence of the segment."""
    if part.first.section not in _OF_DOSES:
        return []
    found = []
    for quote in part.origin:
        for start, end in sentences(quote.text, quote.passage.language):
            label = _LABEL.match(quote.text, start, end)
            words = _WORD.findall(label["name"].casefold()) if label else []
            if label and words and all(word[:8] in uses for word in words[:1]):
                found.append(Quote(quote.passage, quote.start + label.start("name"), quote.start + label.end("name")))
    return found


def _is_under(part: Segment, label: Quote, later: Sequence[Quote]) -> bool:
    """Does the segment stand under the label: in its paragraph, or under its heading before the next label?"""
    if part.first.id == label.passage.id:
        return True
    if part.first.kind is not PassageKind.PARAGRAPH or part.first.heading_path != label.passage.heading_path:
        return False
    is_between = any(quote.passage.heading_path == label.passage.heading_path for quote in later)
    return is_between and not _LABEL.match(part.first.text)


def _bears(part: Segment, label: Quote) -> bool:
    return label.text.casefold() in "\n".join([part.body, *part.context_texts]).casefold()


def _with(part: Segment, label: Quote) -> tuple[Quote | str, ...]:
    """The context with the label behind the headings."""
    heads = (PassageKind.HEADING, PassageKind.TITLE)
    at = sum(isinstance(one, str) or one.passage.kind in heads for one in part.context)
    return (*part.context[:at], label, *part.context[at:])
