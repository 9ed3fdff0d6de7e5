"""The sentences beside a single answer in its paragraph that speak of what was asked as well. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.choices.shelf import MOST_STATEMENTS
from generate.answers.covers.cover import Cover
from generate.answers.passage import place_of
from generate.lexicon import table
from generate.likeness import adds_to
from generate.questions.need import Need
from generate.reading import Reading
from library.models import ModuleKind

MUCH_LESS = 0.25
"""Beside the best statement none stands that holds so much less of what was asked, by share."""


_OF_A_PASSAGE = 5
_SHORT = 900
"""A short paragraph whose sentences all fit is shown whole: so many statements, so many characters."""


def with_neighbours(asked: tuple[Need, ...], chosen: list[Reading], covers: list[Cover], report: bool) -> list[Reading]:
    """The sentences that stand beside a single answer in the same paragraph and speak of what was asked as well.

    "Interrupt the medicine" says more with "there is no antidote" before it. In the order of the paragraph. A sentence
    that introduces a result ("Of the patients, 38 were 65 or over") brings the result that follows it.
    """
    if len(chosen) != 1:
        return chosen
    place = place_of(chosen[0])
    endpoints = table("topics").flagged("endpoint")
    asked_topics = {need.id for need in asked}
    narrow = {n.id for n in asked if n.kind == "topic" and not n.general} & chosen[0].topics
    share = next((c.share for c in covers if c.reading.id == chosen[0].id), 0.0)
    beside = [
        c.reading
        for c in covers
        if c.reading.id != chosen[0].id
        and place[0]
        and place_of(c.reading)[0] == place[0]
        and c.reading.module.content.kind is chosen[0].module.content.kind
        and (c.complete or (report and len(c.lacks) < len(asked)))
        and not (c.reading.topics & endpoints) - asked_topics
        and (report or (narrow <= c.reading.topics and c.share > share - MUCH_LESS))
    ]
    beside += _following_result(chosen[0], covers)
    nearest = sorted(beside, key=lambda r: (abs(place_of(r)[1] - place[1]), r.id))
    kept = list(chosen)
    told = [reading for reading in nearest if adds_to(reading, chosen)]
    short = len(told) < _OF_A_PASSAGE and sum(len(r.body) for r in (*chosen, *told)) <= _SHORT
    for reading in told if short and not report else nearest[: MOST_STATEMENTS - 1]:
        if adds_to(reading, kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: (place_of(r)[1], r.id))


def _following_result(introduction: Reading, covers: Sequence[Cover]) -> list[Reading]:
    if introduction.module.content.kind is not ModuleKind.STUDY_DESIGN or "elderly" not in introduction.topics:
        return []
    passage, start = place_of(introduction)
    after = [
        c.reading
        for c in covers
        if passage
        and place_of(c.reading)[0] == passage
        and place_of(c.reading)[1] > start
        and c.reading.module.content.kind is ModuleKind.EFFICACY_RESULT
    ]
    return sorted(after, key=lambda r: place_of(r)[1])[:1]
