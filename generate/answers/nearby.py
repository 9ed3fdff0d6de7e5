"""The approved text nearest to a question that nothing surely answers, given as just that, never as the answer. Pure.

A no sends a doctor away with nothing, though the label may say what he needs in a place his words do not point to.
What is nearest is one small place of the label (a heading and what stands under it) that speaks of what the question
is about. It is chosen more widely than an answer may be, and shown apart, under words that say what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generate.answers.choices.shelf import Shelf
from generate.answers.covers.cover import cover
from generate.answers.passage import heading_of, place_of
from generate.answers.rank import POPULATIONS, says_little
from generate.lexicon import table
from generate.question import Question
from generate.questions.need import Need, bare
from generate.questions.vocabulary import Vocabulary, word_share
from generate.reading import Reading
from generate.safety import needs_safety
from library.models import AnchorRole, ModuleKind
from library.quantities import Quantity

MOST, LONGEST = 4, 900
"""Statements, and characters in all, that are shown as nearest."""
_SMALL, _SHORT = 5, 700
"""A place that is shown whole: so many statements, so many characters."""
_LEAST, _LEAST_BY_WORDS = 1.2, 2.0
"""Least that speaks for a statement: one narrow thing asked, or two telling words."""
_NAMED = frozenset({"event", "named", "use"})
"""Where one of these is asked, what speaks of none of them is not near."""
_NEVER = frozenset({ModuleKind.SAFETY_RESULT, ModuleKind.STUDY_DESIGN, ModuleKind.REFERENCE})
"""A result without the question that it answers is read as a promise; so is what must have safety beside it."""
_BOUNDED = frozenset(
    {
        ModuleKind.DOSING,
        ModuleKind.WARNING,
        ModuleKind.CONTRAINDICATION,
        ModuleKind.INTERACTION,
        ModuleKind.SPECIAL_POPULATION,
        ModuleKind.OVERDOSE,
        ModuleKind.PATIENT_COUNSELLING,
    }
)
"""Kinds whose neighbours may bound what a statement says; rates stand each for itself."""
_ADULT = 18


def nearest(read: Question, asked: Sequence[Need], shelf: Shelf, taken: Sequence[Reading]) -> list[Reading]:
    """The statements of the place nearest to what is asked, in their order; none where nothing speaks of it.

    ``taken`` are shown already. Only the best source speaks, never of a result, nor of people nobody asked about.
    """
    meant = _people(read, asked)
    plain = _plain_doses(shelf.readings)
    best_source = min((shelf.rank(r.module) for r in shelf.readings), default=0)
    fit = [r for r in shelf.readings if shelf.rank(r.module) == best_source and _may_stand(r, meant)]
    fit = [r for r in fit if not {n.value for n in r.numbers if n.unit == "mg"} & plain]
    scored = [(s, r) for r in fit if (s := _speaks_of(read, asked, r, shelf.vocabulary)) >= _LEAST]
    if not scored:
        return []
    best_score, best = max(scored, key=lambda pair: (pair[0], -len(pair[1].body), pair[1].id))
    place = [reading for reading in fit if _place(reading) == _place(best)]
    if len(place) > _SMALL or sum(len(r.body) for r in place) > _SHORT:
        inside = sorted((pair for pair in scored if pair[1] in place), key=lambda pair: (-pair[0], pair[1].id))
        place = [reading for score, reading in inside if score > best_score / 2][:MOST]
    kept: list[Reading] = []
    for reading in sorted(place, key=lambda r: (place_of(r)[0] != place_of(best)[0], *place_of(r))):
        if reading not in taken and sum(len(r.body) for r in kept) + len(reading.body) <= LONGEST:
            kept.append(reading)
    return kept[:MOST]


def same_place(answer: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """What else stands under the heading of an answer, where that is little: it may bound what the answer says."""
    if not answer or len({_place(reading) for reading in answer}) > 1 or not _headed(answer[0]):
        return []
    beside = [
        r
        for r in readings
        if r.module.content.kind in _BOUNDED
        and _place(r) == _place(answer[0])
        and r not in answer
        and "\t" not in r.module.content.body
        and _harmless(r)
    ]
    if len(beside) > MOST - 1 or sum(len(r.body) for r in beside) > _SHORT:
        return []
    return sorted(beside, key=place_of)


def _plain_doses(readings: Sequence[Reading]) -> frozenset[Decimal]:
    """The doses (mg) that the label gives to everybody, which beside a no would be read as the dose."""
    return frozenset(
        number.value
        for r in readings
        if r.module.content.kind is ModuleKind.DOSING and not r.topics & table("topics").flagged("subgroup")
        for number in r.numbers
        if number.unit == "mg" and any(n.kind == "frequency" for n in r.numbers)
    )


def _people(read: Question, asked: Sequence[Need]) -> frozenset[str]:
    """The populations asked about; an age below that of adults is that of children."""
    young = any(m.quantity is Quantity.AGE and m.high <= _ADULT for m in read.measures)
    return frozenset(need.id for need in asked) | read.topic_ids | (frozenset({"pediatric"}) if young else frozenset())


def _may_stand(reading: Reading, meant: frozenset[str]) -> bool:
    if not _harmless(reading):
        return False
    return not (reading.topics | reading.under) & POPULATIONS - meant


def _harmless(reading: Reading) -> bool:
    kind = reading.module.content.kind
    return kind not in _NEVER and not needs_safety(reading.module) and not says_little(reading.body)


def _speaks_of(read: Question, asked: Sequence[Need], reading: Reading, vocabulary: Vocabulary) -> float:
    """How much a statement has to do with a question: narrow things asked that it meets, the words they share."""
    deciding = [need for need in asked if need.decides]
    lacks = cover(read, asked, reading, vocabulary, at_large=True).lacks
    met = [need for need in deciding if need not in lacks]
    narrow = sum(1.5 for need in met if need.narrows and not need.general and not bare(need) and need.kind != "code")
    general = sum(0.5 for need in met if need.general)
    kinds = {kind for need in deciding if need.kind == "topic" for kind in table("topics").concepts[need.id].kinds}
    at_home = 0.5 if reading.module.content.kind in kinds else 0.0
    words = sum(
        word_share(need, reading) * vocabulary.weight(need)
        for need in asked
        if need.kind in ("word", "term") and word_share(need, reading) > 0.5
    )
    # A plain dose beside a question that asks for more than that would be read as its answer.
    named = [need for need in deciding if need.kind in _NAMED]
    if (named and not any(need in met for need in named)) or (not narrow and words < _LEAST_BY_WORDS and not general):
        return 0.0
    is_row = "\t" in reading.module.content.body
    if is_row and (not narrow or reading.module.content.kind is ModuleKind.ADVERSE_REACTION):
        return 0.0  # a rate out of its table
    if not narrow and words < _LEAST and reading.module.content.kind is ModuleKind.DOSING:
        return 0.0
    return narrow + words + (general + at_home if narrow or words else general * 1.5)


def _place(reading: Reading) -> tuple[str, str, tuple[str, ...]]:
    """Document, section and headings of a statement."""
    content = reading.module.content
    source = next((a.source for a in reading.module.anchors if a.role is AnchorRole.ORIGIN), "")
    return source, content.section, heading_of(reading)


def _headed(reading: Reading) -> bool:
    return bool(_place(reading)[2])
