"""Which of the modules that fit are shown: the best-sourced, of the people asked about, each fact once. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.action import led_by_action
from generate.answers.choices.base_dose import with_base_dose
from generate.answers.choices.neighbours import MUCH_LESS, with_neighbours
from generate.answers.choices.shelf import MOST_STATEMENTS, Shelf, best_sourced, in_order
from generate.answers.covers.cover import Cover
from generate.answers.covers.home import at_home, near_home
from generate.answers.covers.rows import told_by_the_row
from generate.answers.covers.topics import people_of_the_heading
from generate.answers.models import not_of_models
from generate.answers.passage import with_short_passage
from generate.answers.rank import POPULATIONS
from generate.answers.told_apart import lists_who_must_not
from generate.lexicon import table
from generate.likeness import adds_to, says_it_all
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading
from library.models import ModuleKind

_AS_MUCH = 0.35
"""The better source speaks first where it holds about as much of what was asked, by share."""
CLOSE = 0.8
"""Modules that cover a question and rank this near to the best are shown as well (two studies, two steps)."""
_SOME = POPULATIONS | {"intracranial", "long_term"}
_SENTENCE = re.compile(r"(?<=[a-zäöüß)\]]\.) |(?<=。)")
_SAME_HOME = {ModuleKind.SPECIAL_POPULATION: ModuleKind.DOSING, ModuleKind.SAFETY_RESULT: ModuleKind.ADVERSE_REACTION}
"""Kinds that say the same sort of thing in different chapters."""


def statements_from(
    read: Question, asked: tuple[Need, ...], fit: list[Cover], covers: list[Cover], shelf: Shelf, report: bool
) -> list[Reading]:
    """The statements shown of those that fit, best first; beside a report two at the most."""
    if not fit:
        return []
    fit = [c for c in fit if c.reading.module.content.kind is not ModuleKind.PATIENT_COUNSELLING] or fit
    fit = _of_asked_people(read, asked, not_of_models(read, fit))
    narrow = {n.id for n in asked if n.kind == "topic" and not n.general} - table("topics").flagged("by_kind")
    fit = [
        c for c in fit if narrow <= c.reading.topics | people_of_the_heading(c.reading) | told_by_the_row(c.reading)
    ] or fit
    fit = best_sourced([c for c in fit if c.share > max(c.share for c in fit) - _AS_MUCH], shelf.rank)
    ranked = in_order([c for c in fit if at_home(asked, c.reading)] or [c for c in fit if near_home(asked, c.reading)])
    if not ranked:
        return []
    close = [c for c in ranked if c.rank >= ranked[0].rank - CLOSE and _alike(c, ranked[0], asked)]
    close = [c for c in close if c.share > ranked[0].share - MUCH_LESS]
    chosen = each_fact_once(close)[: 2 if report else MOST_STATEMENTS]
    chosen = _of_one_table(chosen)
    chosen = with_base_dose(read, asked, chosen, shelf)
    answer = with_neighbours(asked, [c.reading for c in chosen], covers, report)
    if not report or answer[0].module.content.kind is ModuleKind.OVERDOSE:
        answer = with_short_passage(asked, answer, shelf.readings)
    most = max(MOST_STATEMENTS, len(answer))
    return led_by_action(read, asked, answer, covers, shelf.rank)[:most]


def _topics_of(reading: Reading) -> frozenset[str]:
    return reading.topics | people_of_the_heading(reading) | told_by_the_row(reading)


def _of_asked_people(read: Question, asked: Sequence[Need], fit: list[Cover]) -> list[Cover]:
    """Covers without those on people nobody asked about, where others are on all patients."""
    meant = read.topic_ids | {need.id for need in asked}
    of_all = [c for c in fit if lists_who_must_not(c.reading) or not _people_of(c.reading) - meant]
    return of_all or fit


def _people_of(reading: Reading) -> frozenset[str]:
    """The people a statement is on: those its first sentence names, not those a later one adds ("in the elderly with
    special care")."""
    some = reading.topics & _SOME
    return some & table("topics").ids_in(_SENTENCE.split(reading.body)[0]) if some else some


def _of_one_table(chosen: list[Cover]) -> list[Cover]:
    """Statements without those from elsewhere, where two rows of one table answer ("first, second dose reduction")."""
    if not chosen or "\t" not in chosen[0].reading.module.content.body:
        return chosen
    beside = [c for c in chosen if c.reading.module.content.context == chosen[0].reading.module.content.context]
    return beside if len(beside) > 1 else chosen


def _alike(one: Cover, other: Cover, asked: Sequence[Need]) -> bool:
    """Whether a further statement is of the first one's kind: a handling step is no answer to where to store."""
    kinds = [c.reading.module.content.kind for c in (one, other)]
    if any(need.kind == "event" for need in asked):
        return True
    return len({_SAME_HOME.get(kind, kind) for kind in kinds}) == 1


def each_fact_once(covers: Sequence[Cover]) -> list[Cover]:
    """Covers in order, without those that add no fact; one that says all of an earlier one and more takes its place."""
    kept: list[Cover] = []
    for candidate in covers:
        if not adds_to(candidate.reading, [k.reading for k in kept]):
            continue
        outdone = [k for k in kept if says_it_all(candidate.reading, k.reading)]
        kept = [k for k in kept if k not in outdone] + [candidate]
    return kept
