"""Answers to several things at once: each of those listed, each trait of one patient, by a module of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.choices.base_dose import UNCHANGED, is_not_known, with_base_dose
from generate.answers.choices.shelf import MOST_STATEMENTS, Shelf, best_sourced, in_order
from generate.answers.choices.statements import CLOSE, each_fact_once
from generate.answers.covers.cover import Cover
from generate.answers.rank import POPULATIONS
from generate.lexicon import table
from generate.question import Question
from generate.questions.groups import group_of
from generate.questions.need import ENDPOINTS, Need
from generate.reading import Reading

ONE_CHAPTER = frozenset({"pregnancy", "lactation", "fertility"})
"""What one chapter tells of in turn: asked together, each is answered by its own sentences."""


def by_patient(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """An answer for a patient who is old and has poor kidneys: what the label says of each, or nothing at all."""
    groups: dict[str, list[Need]] = {}
    for need in asked:
        if of := group_of(need):
            groups.setdefault(of, []).append(need)
    if len(groups) < 2:
        return []
    chosen: list[Cover] = []
    for group in groups.values():
        others = {need for other in groups.values() if other is not group for need in other}
        mine = tuple(need for need in asked if need not in others and need.decides)
        fit = [c for at_large in (False, True) for c in shelf.covers(read, mine, at_large=at_large) if c.complete]
        if not fit:
            return []
        chosen.append(in_order(best_sourced(fit, shelf.rank))[0])
    if any(is_not_known(c.reading) for c in chosen):
        chosen = [c for c in chosen if not UNCHANGED.search(c.reading.body)]
    return [c.reading for c in with_base_dose(read, asked, each_fact_once(chosen), shelf)]


def by_topics(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """An answer to "dose and storage?" or "rash and nausea, how often?": each listed thing by a module of its own.

    Everything else that was asked must be met by each of them.
    """
    for listed in (_listed(read, asked, kind) for kind in ("topic", "event", "use")):
        rest = tuple(need for need in asked if need not in listed)
        chosen: list[Cover] = []
        answered = 0
        for need in listed:
            fit = [c for c in shelf.covers(read, (need, *rest)) if c.complete] or _of_no_week(read, need, rest, shelf)
            found = in_order(best_sourced(fit, shelf.rank)) if fit else []
            people = len(listed) == 2 and need.id in POPULATIONS
            chosen += [c for c in found[: 2 if people else 1] if c.rank >= found[0].rank - CLOSE]
            answered += bool(found)
        if listed and answered == len(listed):
            return [c.reading for c in each_fact_once(chosen)]
    return []


def _of_no_week(read: Question, need: Need, rest: tuple[Need, ...], shelf: Shelf) -> list[Cover]:
    """What gives an endpoint without a time of its own, where it is asked at a week beside others."""
    weeks = [n for n in rest if n.number is not None and n.number.unit == "week"]
    if not weeks or need.id not in ENDPOINTS:
        return []
    timeless = tuple(n for n in rest if n not in weeks)
    covers = [c for c in shelf.covers(read, (need, *timeless)) if c.complete]
    return [c for c in covers if not any(n.unit == "week" for n in c.reading.numbers)]


def _listed(read: Question, asked: Sequence[Need], kind: str) -> list[Need]:
    """Two or three things of one kind that a question lists; empty where one narrows the other."""
    listed = [need for need in asked if need.kind == kind]
    counted = [need for need in listed if need.kind == "topic" and need.id in ("stopped_rate", "dose_change")]
    if len(counted) > 1 and Need("topic", "rate") in listed and _joined(read):
        return counted
    endpoints = [need for need in listed if need.kind == "topic" and need.id in ENDPOINTS]
    if len(endpoints) > 1 and _joined(read):
        return endpoints if len(endpoints) <= MOST_STATEMENTS else []
    if kind == "topic":
        besides = any(need.decides and need.kind not in ("topic", "figure", "count") for need in asked)
        if (besides and not {need.id for need in listed} <= ENDPOINTS) or not _enumerates(read, listed):
            return []
    elif not _joined(read):
        return []
    return listed if 2 <= len(listed) <= MOST_STATEMENTS else []


def _enumerates(read: Question, topics: list[Need]) -> bool:
    """Whether the topics are listed ("dose and storage"), not one narrowing the other ("dose in renal impairment")."""
    narrowing = table("topics").flagged("subgroup") | table("topics").flagged("quantity")
    if {topic.id for topic in topics} <= ONE_CHAPTER:
        return _joined(read)
    return _joined(read) and not any(topic.id in narrowing for topic in topics)


def _joined(read: Question) -> bool:
    return any(
        word in read.masked
        for word in (" and ", ",", " und ", "和", "、", "及", "と", "?", "，", " & ", " or ", "/", " vs", " versus ")
    )
