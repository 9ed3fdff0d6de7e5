"""Whether a module speaks of a topic: in its words, by its chapter, by the heading and heads over it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.contradicts import EITHER_WAY
from generate.answers.covers.advice import GIVES_ADVICE, may_advise, says_what_to_do
from generate.answers.covers.rows import (
    is_row_of_counts,
    is_row_of_doses,
    is_row_of_shares,
    is_row_under,
    names_a_reaction,
)
from generate.answers.rank import ADVICE, OF_BODY, POPULATIONS
from generate.lexicon import Found, table
from generate.questions.monitored import DONE_AGAIN
from generate.questions.need import Need
from generate.reading import Reading, heads_over
from library.models import ModuleKind
from library.text import fold

_AGE_GROUPS = frozenset({"pediatric", "elderly"})
_LOOKED_FOR = frozenset({"monitoring", "testing", "liver_tests"})
_BEFELL = frozenset({ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT})
"""Tests asked for are told by who says to do them; "abnormal urine test" among reactions is none."""
_OF_KINETICS = frozenset({"tmax", "half_life", "auc", "protein_binding"})
"""Told by a row under heads that name them ("Tmax (h)", "T1/2 (h)")."""
_COMPARATORS = frozenset({"chemo_arm", "control_arm"})


def meets_topic(topic: str, asked: Sequence[Need], reading: Reading, at_large: bool) -> bool:
    """Whether a module speaks of a topic among all that is asked."""
    concept = table("topics").concepts[topic]
    at_home = reading.module.content.kind in concept.kinds
    if topic == "what_to_do" and any(need.kind == "event" for need in asked):
        return reading.module.content.kind in GIVES_ADVICE and says_what_to_do(reading)
    if topic in ADVICE and any(need.kind == "event" for need in asked) and not may_advise(reading):
        return False
    if concept.excludes:
        if EITHER_WAY.search(reading.body):
            return True
        return not reading.topics.union(reading.context_topics).intersection(concept.excludes)
    if topic == "planning_pregnancy" and at_home and "pregnancy" in reading.topics:
        return True
    if topic == "management" and reading.module.content.kind is ModuleKind.CONTRAINDICATION:
        return True  # what must not be is not to go on
    if topic == "comparison" and _compares(asked, reading):
        return True
    if topic == "dose" and is_row_of_doses(reading):
        return True
    if topic in _LOOKED_FOR and reading.module.content.kind in _BEFELL and "monitoring" not in reading.topics:
        return False
    if topic == "interval" and "monitoring" in reading.topics and DONE_AGAIN.search(reading.body):
        return True  # "regularly" is what the label says
    if topic == "rate" and is_row_of_counts(reading):
        return True
    if topic == "rate" and any(need.kind == "event" for need in asked) and is_row_of_shares(reading):
        return True
    if topic in _OF_KINETICS and is_row_under(topic, reading) and at_home:
        return any(number.kind is not None for number in reading.numbers)
    if concept.answered is not None and not concept.answered.search(reading.body):
        return False
    if topic == "most_common" and "\t" in reading.module.content.body and not names_a_reaction(reading):
        return False
    of_people = topic in reading.topics and reading.module.content.kind is ModuleKind.SPECIAL_POPULATION
    of_people = of_people and any(need.id in POPULATIONS for need in asked)
    if concept.flags & {"endpoint", "home"} and not (at_home or of_people or is_row_under(topic, reading)):
        return False
    if (
        "endpoint" in concept.flags
        and topic not in reading.topics
        and reading.topics & table("topics").flagged("endpoint")
    ):
        return False
    if "quantity" in concept.flags:
        return topic in reading.topics | reading.context_topics and _bound(topic, asked, reading)
    if topic in reading.topics or (at_home and "by_kind" in concept.flags):
        return True
    if topic in reading.context_topics and topic not in OF_BODY - {"food"} and (at_home or "endpoint" in concept.flags):
        return True
    if topic in people_of_the_heading(reading):
        return True
    if topic in ("dose", "dose_change") and reading.module.content.kind is ModuleKind.PHARMACOKINETICS:
        return False
    return at_large and "general" in concept.flags and (at_home or _elsewhere_at_home(asked, reading))


def people_of_the_heading(reading: Reading) -> frozenset[str]:
    """The people of an age that the nearest heading above advice names: what stands below it is of them."""
    content = reading.module.content
    heads = heads_over(content)
    if not heads or content.kind not in GIVES_ADVICE:
        return frozenset()
    return _AGE_GROUPS & reading.under & table("topics").ids_in(fold(heads[-1]))


def _compares(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module compares with the comparator asked about (chemotherapy, placebo), not with another medicine."""
    comparators = {need.id for need in asked if need.kind == "term"} & _COMPARATORS
    return bool(comparators & reading.terms) or bool(comparators and reading.topics & {"hazard_ratio", "p_value"})


def _elsewhere_at_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module speaks of a narrower topic asked, in that one's own chapter: the dose in pregnancy."""
    narrower = [table("topics").concepts[need.id] for need in asked if need.kind == "topic" and need.narrows]
    kind = reading.module.content.kind
    return any(kind in c.kinds and c.id in reading.topics for c in narrower if "general" not in c.flags)


def _bound(topic: str, asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a quantity (median, hazard ratio) is stated of the endpoint asked for, not of its neighbour."""
    endpoints = table("topics").flagged("endpoint")
    wanted = {need.id for need in asked if need.kind == "topic" and need.id in endpoints}
    if not wanted:
        return True
    places = table("topics").find(reading.whole, only=sorted(endpoints))
    for quantity in table("topics").find(reading.whole, only=[topic]):
        nearest = min(places, key=lambda f: _distance(f, quantity), default=None)
        if nearest is not None and nearest.id in wanted:
            return True
    return False


def _distance(one: Found, other: Found) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
