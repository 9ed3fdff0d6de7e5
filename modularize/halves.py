"""The ends of a paragraph: half sentences that a page or a column broke off, and the opening of a list at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage
from modularize.depends import breaks_off, points_to_list, starts_within, stops_short
from modularize.draft import Quote
from modularize.prose import Group, quotes_of


def small_names(passages: Sequence[Passage]) -> frozenset[str]:
    """Names of products written small, in Latin letters: the first word of lines on the name that stands thrice within
    sentences, too.
    """
    named = {found.group() for p in passages if p.section == "name" and (found := _SMALL.match(p.text.strip()))}
    return frozenset(n for n in named if sum(bool(re.search(rf"[\w,] {n}\b", p.text)) for p in passages) > 2)


_SMALL = re.compile(r"[a-zà-ÿ]{5,}(?=\s)")


def opening_at_end(passage: Passage, groups: list[Group]) -> Quote:
    """The last sentence, which opens a list, with those right before it that point to the same list.

    They are taken out of ``groups``; what stands before them in their group stays.
    """
    sentences = quotes_of(passage)
    at = len(sentences) - 1
    while at and points_to_list(sentences[at - 1].text):
        at -= 1
    start, end = sentences[at].start, groups[-1].quotes[-1].end
    while groups and groups[-1].quotes[0].start >= start:
        groups.pop()
    if groups and groups[-1].quotes[-1].end > start:
        low = groups.pop().quotes[0].start
        groups.append(Group([Quote(passage, low, low + len(passage.text[low:start].rstrip()))]))
    return Quote(passage, start, end)


def drop_halves(
    passage: Passage, groups: list[Group], *, is_taken_up: bool, names: frozenset[str] = frozenset()
) -> list[str]:
    """Take half sentences whose other half was not found out of ``groups``; the reason for each.

    ``is_taken_up``: a paragraph follows in the same place, which may go on with the last one. ``names``: names of
    products that are written small; a sentence can begin with one.
    """
    if not groups:
        return []
    reasons = []
    first = groups[0].text
    is_lower = first[:1].islower() and first[1:2].islower() and not re.match(r"[a-z][\w-]+\s?[®™]", first)
    is_lower = is_lower and first.split(maxsplit=1)[0] not in names
    if passage.section is not None and (is_lower or (passage.language == "ja" and starts_within(first))):
        groups.pop(0)
        reasons.append("the beginning of the sentence was not found")
    if groups and not is_taken_up and (breaks_off(groups[-1].text) or stops_short(passage.text, groups[-1].text)):
        groups.pop()
        reasons.append("the end of the sentence was not found")
    return reasons
