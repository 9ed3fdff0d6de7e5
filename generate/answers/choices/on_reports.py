"""What may stand beside a report of something that happened, and the row of all other reactions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generate.answers.choices.shelf import Shelf, best_sourced
from generate.answers.covers.advice import GIVES_ADVICE, may_advise, says_what_to_do
from generate.answers.covers.cover import Cover, advises, covers_report
from generate.answers.told_apart import ANY_OTHER
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading, with_implied
from library.models import ModuleKind

_CONDITIONS = {"pregnancy": ModuleKind.SPECIAL_POPULATION, "overdosage": ModuleKind.OVERDOSE}
"""Where the label says what to do about a condition that a report tells of."""


def beside_report(read: Question, asked: Sequence[Need], covers: Sequence[Cover]) -> list[Cover]:
    """What may stand beside a report: what the label says of the very grade told, else advice on what happened,
    warnings rather than anything else."""
    speak = [c for c in covers if c.reading.module.content.kind in GIVES_ADVICE and covers_report(asked, c.reading)]
    conditions = [need for need in asked if need.kind == "topic" and need.id in _CONDITIONS]
    home = [c for c in speak if any(_is_home(need.id, c.reading) for need in conditions)]
    if home:
        return [c for c in home if says_what_to_do(c.reading)] or home
    grades = {n.value for n in read.numbers if n.unit == "grade"}
    exact = [c for c in speak if any(n.unit == "grade" and n.value in grades for n in c.reading.numbers)]
    exact = [c for c in exact if c.reading.module.content.kind in (ModuleKind.DOSING, ModuleKind.WARNING)]
    if exact:
        return exact
    if others := _of_any_other(asked, grades, covers):
        return others
    warnings = [c for c in speak if c.reading.module.content.kind is ModuleKind.WARNING]
    counted = {"rate", "side_effects"} & read.topic_ids
    advice = [c for c in speak if advises(asked, c.reading) and (counted or says_what_to_do(c.reading))]
    advice = [c for c in advice if counted or may_advise(c.reading)]
    return [c for c in warnings if c in advice] or advice or warnings


def _of_any_other(asked: Sequence[Need], grades: set[Decimal], covers: Sequence[Cover]) -> list[Cover]:
    """What the label says of "other adverse reactions" of the grade told, where no row is on what happened itself."""
    events = frozenset(need.id for need in asked if need.kind == "event")
    dosing = [c for c in covers if c.reading.module.content.kind is ModuleKind.DOSING]
    if not events or not grades or any(with_implied(events) & c.reading.events for c in dosing):
        return []
    rows = [c for c in dosing if ANY_OTHER.match(c.reading.body)]
    return [c for c in rows if any(n.unit == "grade" and n.value in grades for n in c.reading.numbers)]


def _is_home(condition: str, reading: Reading) -> bool:
    content = reading.module.content
    return content.kind is _CONDITIONS[condition] and (condition in reading.topics or condition in content.section)


def by_grade(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """What to do at a grade of a reaction that has no row of its own: the row of all other reactions."""
    advised = {need.id for need in asked if need.kind == "topic"} & {"what_to_do", "management", "dose_change", "dose"}
    grades = {n.value for n in read.numbers if n.unit == "grade"}
    if not advised or {need.id for need in asked if need.kind == "topic"} - advised:
        return []
    fit = _of_any_other(asked, grades, shelf.covers(read, asked))
    return [c.reading for c in best_sourced(fit, shelf.rank)][:1] if fit else []
