"""Which of the modules that cover a question are its answer: the best-sourced words, each fact once. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.choices.on_reports import beside_report, by_grade
from generate.answers.choices.several import ONE_CHAPTER, by_patient, by_topics
from generate.answers.choices.shelf import Shelf
from generate.answers.choices.statements import statements_from
from generate.answers.choices.very_medicine import of_the_very_medicine
from generate.answers.covers.cover import cover
from generate.answers.covers.home import at_home
from generate.answers.grades import by_grades, without_rows
from generate.answers.passage import with_every_degree
from generate.answers.rank import ADVICE
from generate.lexicon import table
from generate.question import Question
from generate.questions.need import Need, bare, too_bare
from generate.reading import Reading

_MEASURES = frozenset({"rate", "median", "hazard_ratio", "confidence_interval", "p_value", "comparison", "months_unit"})
"""What is asked of an endpoint named before."""
_TELLING = 1.2
"""Weight from which a word says by itself what a question is about."""
_SPARSE = 0.3
"""Least share of what tells where all that decides is met."""
_OF_REACTIONS = frozenset({"side_effects", "liver_tests", "severe_event", "liver_values", "severe"})
"""What a question on reactions names without naming one."""
_TIMES = frozenset({"time_to_effect", "onset", "dor", "time_on_treatment", "follow_up"})
"""How long something takes is no part of how many it befell."""


def best(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """The answer, at most three statements: from the label where the label answers, each adding a fact.

    Empty where nothing covers the question. ``report`` is whether the question tells of something that happened. More
    than three are the rows of a table on all grades of a reaction (:mod:`generate.answers.grades`).
    """
    answer = by_grades(read, _best(read, asked, shelf, report), shelf.readings)
    of_a_reaction = any(need.kind in ("event", "number") or need.id in _OF_REACTIONS for need in asked)
    if report:
        return answer
    return with_every_degree(read, asked, answer if of_a_reaction else without_rows(answer), shelf.readings)


def _best(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    if report:
        covers = shelf.covers(read, asked)
        return statements_from(read, asked, beside_report(read, asked, covers), covers, shelf, report)
    if shelf.vocabulary.foreign(asked) or (
        too_bare(asked) and any(need.decides for need in asked) and not speaks_for_itself(asked, shelf)
    ):
        return []
    listed = {need.id for need in asked if need.kind == "topic"}
    if len(listed) > 1 and listed <= ONE_CHAPTER and (each := by_topics(read, asked, shelf)):
        return each
    for at_large in (False, True):
        if at_large and not any(need.narrows and not need.general for need in asked):
            break
        covers = shelf.covers(read, asked, at_large=at_large)
        fit = of_the_very_medicine([c for c in covers if c.complete], asked)
        if fit and min(shelf.rank(c.reading.module) for c in fit) > 0:
            each = by_topics(read, asked, shelf)
            if each and all(shelf.rank(reading.module) == 0 for reading in each):
                return each  # two statements of the label before one of a slide that holds a part of each
        if fit:
            return statements_from(read, asked, fit, of_the_very_medicine(covers, asked, fit), shelf, report)
    return (
        by_patient(read, asked, shelf)
        or by_topics(read, asked, shelf)
        or by_grade(read, asked, shelf)
        or _by_advice(read, asked, shelf, report)
        or _by_what_decides(read, asked, shelf, report)
    )


def speaks_for_itself(own: Sequence[Need], shelf: Shelf, asked: Sequence[Need] = ()) -> bool:
    """Whether a later part of a question says by a telling word of its own what it is about ("must the desiccant stay
    inside?"), so that it need not be about what the part before asked."""
    topics = {need.id for need in own if need.kind == "topic"}
    inherits = {need.id for need in asked if need.kind == "topic"} & table("topics").flagged("endpoint") - topics
    if inherits and topics and topics <= _MEASURES:
        return False
    return any(need.kind in ("term", "word") and shelf.vocabulary.known_weight(need) >= _TELLING for need in own)


def held_by(read: Question, asked: Sequence[Need], own: Sequence[Need], shown: Sequence[Reading], shelf: Shelf) -> bool:
    """Whether a shown statement gives what an unanswered part asks by itself, or the endpoint it asks of."""
    names_it = any(need.decides and not bare(need) for need in own) and not shelf.vocabulary.foreign(own)
    if names_it and any(cover(read, own, reading, shelf.vocabulary).complete for reading in shown):
        return True
    endpoints = table("topics").flagged("endpoint")
    if any(need.id in _TIMES and not any(need.id in reading.topics for reading in shown) for need in own):
        return False
    wanted = [need for need in asked if need.kind == "topic" and need.id in endpoints]
    return bool(wanted) and any(not cover(read, wanted, reading, shelf.vocabulary).lacks for reading in shown)


def _by_what_decides(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """What meets everything that decides, something narrow among it, in its own chapter; words may weigh more."""
    if not any(need.narrows and not need.general and not bare(need) for need in asked):
        return []
    covers = shelf.covers(read, asked)
    fit = [c for c in covers if not c.lacks and c.share >= _SPARSE and at_home(asked, c.reading)]
    return statements_from(read, asked, of_the_very_medicine(fit, asked), covers, shelf, report)


def _by_advice(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """What the label says to do about a reaction, where it is asked whether to go on and nothing says that."""
    to_do = Need("topic", "what_to_do")
    whether = [need for need in asked if need.kind == "topic" and need.id in ADVICE]
    if not whether or to_do in asked or not any(need.kind == "event" for need in asked):
        return []
    return best(read, (to_do, *(need for need in asked if need not in whether)), shelf, report)
