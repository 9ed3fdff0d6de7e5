"""A sentence that only says for whom the ones behind it hold ("The following recommendations apply to children …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library.models import PassageKind
from modularize.draft import Segment, Skipped

__all__ = ["under_whom_it_applies"]

OPENS = "opens what follows: kept as its context"
_APPLIES = re.compile(
    r"^\W*the following (?:\w+ ){0,3}?"
    r"(?:recommendations?|doses|dosages?|dosing|instructions|guidance|guidelines|schedules?)"
    r" (?:applies|apply|holds?|is|are)(?: only)? (?:to|for|in)\b[^.:]{4,200}(?:\.\d[^.:]{0,80})*\.?$|"
    r"^\W*die folgenden (?:\w+ ){0,2}?(?:Empfehlungen|Dosierungen|Angaben|Hinweise)"
    r" gelten (?:nur )?(?:für|bei)\b[^.:]{4,200}\.?$",
    re.IGNORECASE,
)
_OWN_AGE = re.compile(r"\d\s?(?:years?|months?|weeks?|kg|Jahre?n?|Monate?n?)\b")
_PEOPLE = re.compile(
    r"\b(?:infants?|neonates?|child(?:ren)?|adolescents?|adults?|elderly|Kinder\w*|Erwachsen\w*)\b", re.IGNORECASE
)


def under_whom_it_applies(segments: Sequence[Segment]) -> tuple[list[Segment], list[Skipped]]:
    """The segments, of which those behind such a sentence under its heading carry it; itself it is none.

    A later sentence that tells an age or weight of people of its own carries it not.
    """
    found: list[Segment] = []
    used: set[int] = set()
    opener, at = None, -1
    for segment in segments:
        body, first = segment.body.strip(), segment.first
        is_prose = first.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) and "\t" not in body
        if is_prose and len(segment.origin) == 1 and _APPLIES.match(body):
            opener, at = segment, len(found)
        elif opener is not None:
            if (first.section, first.heading_path) != (opener.first.section, opener.first.heading_path):
                opener = None
            elif not (_OWN_AGE.search(body) and _PEOPLE.search(body)):
                held = opener.origin[0] in segment.context
                segment = segment if held else replace(segment, context=(*segment.context, *opener.origin))
                used.add(at)
        found.append(segment)
    skipped = [Skipped(passage=found[place].first.id, reason=OPENS) for place in sorted(used)]
    return [segment for place, segment in enumerate(found) if place not in used], skipped
