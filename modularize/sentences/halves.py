"""The ends of a paragraph: half sentences that a page or a column broke off, and the opening of a list at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library.models import Passage
from modularize.draft import Quote, Segment
from modularize.places import are_halves, goes_on_over_page
from modularize.prose import Group, quotes_of
from modularize.sentences.depends import breaks_off, goes_on, is_complete, points_to_list, starts_within, stops_short


def small_names(passages: Sequence[Passage]) -> frozenset[str]:
    """Names of products written small, in Latin letters: the first word of lines on the name that stands thrice within
    sentences, too.
    """
    named = {found.group() for p in passages if p.section == "name" and (found := _SMALL.match(p.text.strip()))}
    return frozenset(n for n in named if sum(bool(re.search(rf"[\w,] {n}\b", p.text)) for p in passages) > 2)


NO_BEGINNING = "the beginning of the sentence was not found"
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


def half_before(segments: list[Segment], half: Passage | None, passage: Passage) -> tuple[Quote, ...]:
    """The half sentence at the end of the last segment that the opening of a list in ``passage`` goes on with.

    It is taken out of the segments: it stands over the list. () where the opening begins its own sentence.
    """
    if half is None or not segments or segments[-1].origin[-1].passage != half or segments[-1].question:
        return ()
    over = goes_on_over_page(half, passage) or are_halves(half, passage)
    beside = half.section == passage.section and half.heading_path == passage.heading_path
    if is_complete(half.text) or not (over or (beside and goes_on(half.text, passage.text))):
        return ()
    last = segments.pop()
    sentences = quotes_of(half)
    found = Quote(half, max(sentences[-1].start, last.origin[-1].start), last.origin[-1].end)
    kept = [q for q in last.origin if q.passage != half or q.end <= found.start]
    if last.origin[-1].start < found.start < last.origin[-1].end:
        low = last.origin[-1].start
        kept.append(Quote(half, low, low + len(half.text[low : found.start].rstrip())))
    if kept:
        segments.append(replace(last, origin=tuple(kept)))
    return (found,)


_BEGUN = re.compile(
    r"^(?:\w+ ){0,3}(?:this|these|that|those|it|they|there|if|when|the|an?|in|of|for|to|and|or|with|is|are|"
    r"dies\w*|wenn|falls|der|die|das|und|oder|bei|mit|für|von)$",
    re.IGNORECASE,
)


def join_short_end(groups: list[Group]) -> None:
    """Join the first words of the next sentence ("If this") to the group before, where the next page goes on."""
    if len(groups) > 1 and _BEGUN.match(groups[-1].text.strip()):
        for quote in groups.pop().quotes:
            groups[-1].extend(quote)


_ASKS_FOR_WORDS = re.compile(r"\W*(?:uses?|purposes?|(?:in)?active ingredients?)\W*", re.IGNORECASE)


def asks_for_words(heading: str) -> bool:
    """Does a heading of a pack open its only words, which begin in small letters ("Use: to regrow hair …")?"""
    return bool(_ASKS_FOR_WORDS.fullmatch(heading))


def _names_again(passage: Passage, first: str) -> bool:
    """Do Japanese words begin with the small Latin name that their heading names ("20)infusion reaction")?"""
    name = re.match(r"[a-z][a-z -]+[a-z]", first)
    return passage.language == "ja" and name is not None and name.group() in "".join(passage.heading_path[-1:])


_FORBIDS = re.compile(
    r"\W*(?:do not|don['’]t|you (?:must|should) not|(?:.{1,40} )?(?:must|should) not be) (?:take|use|have|give|"
    r"be given|receive|drink|eat|inject|taken|used|given)\b[^.]{0,60}|\W*[^.]{1,60} darf nicht [^.]{1,40} werden\W*",
    re.IGNORECASE,
)
_CASE = re.compile(r"(?:if|when|in case|wenn|falls|bei)\b")


def goes_on_with_ban(heading: str, text: str) -> bool:
    """Does a heading that forbids ("Do not take it:") open the case below it ("if you are allergic …")?"""
    return bool(_FORBIDS.fullmatch(heading.strip())) and bool(_CASE.match(text))


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
    completes = asks_for_words(passage.heading_path[-1]) if passage.heading_path else False
    is_lower = is_lower and not (completes and len(groups) == 1) and not _names_again(passage, first)
    is_lower = is_lower and not goes_on_with_ban(next(iter(passage.heading_path[-1:]), ""), first)
    if passage.section is not None and (is_lower or (passage.language == "ja" and starts_within(first))):
        groups.pop(0)
        reasons.append(NO_BEGINNING)
    if groups and not is_taken_up and (breaks_off(groups[-1].text) or stops_short(passage.text, groups[-1].text)):
        groups.pop()
        reasons.append("the end of the sentence was not found")
    return reasons
