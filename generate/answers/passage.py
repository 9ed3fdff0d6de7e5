"""Statements that stand in one short passage under the heading asked for: they are told together. Pure.

"There is no known antidote" is half of what a label says on overdose; the sentence beside it says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.rank import POPULATIONS
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading
from library.models import AnchorRole, ModuleKind

_ASKED_WHOLE = {
    ModuleKind.OVERDOSE: frozenset({"overdosage", "antidote"}),
    ModuleKind.INTERACTION: frozenset({"interaction", "pgp", "cyp3a"}),
    ModuleKind.SPECIAL_POPULATION: POPULATIONS,
}
"""Chapters whose sentences on one thing are few and qualify each other, and the topics that ask for them."""
_NARROW = frozenset({"measure", "number", "reason", "code", "named"})
_OF_STORAGE = frozenset({"storage", "how_supplied"})
_KEPT_BY = frozenset({"storage", "freezing", "room_temperature"})
_KEPT_FROM = frozenset({"light", "moisture"})
_BY_DEGREE = frozenset({"renal", "hepatic"})
_DEGREE = re.compile(
    r"(?<![a-z])(?:mild|moderate|severe|end-stage|child[- ]pugh [abc](?![a-z])|stage \d|leicht|mittelschwer|schwer)"
    r"|轻度|中度|重度|軽度|中等度"
)
_MOST, _LONGEST = 3, 450
"""Statements and characters of a passage that is short."""


def place_of(reading: Reading) -> tuple[str, int]:
    """Passage and offset of a module's first origin ("" where it has none)."""
    origins = [a for a in reading.module.anchors if a.role is AnchorRole.ORIGIN]
    return (origins[0].passage, origins[0].start) if origins else ("", 0)


def with_short_passage(asked: Sequence[Need], answer: list[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """A single statement with the others of its short passage, in their order; any other answer as it is.

    Not where the question is narrower than the passage: a degree of impairment, a figure, a reason.
    """
    if {need.id for need in asked if need.decides} == {"storage"}:
        return _on_storage(answer, readings)
    if len(answer) != 1 or answer[0].module.content.kind not in _ASKED_WHOLE:
        return answer
    if any(need.kind in _NARROW or need.id in _BY_DEGREE for need in asked):
        return answer
    topics = {need.id for need in asked if need.kind == "topic"}
    if not topics & _ASKED_WHOLE[answer[0].module.content.kind]:
        return answer
    whole = [reading for reading in readings if _beside(answer[0], reading)]
    people = frozenset(need.id for need in asked if need.kind == "topic") & answer[0].topics & POPULATIONS
    whole = [r for r in whole if not people or people & (r.topics | r.context_topics | r.under)]
    if not 1 < len(whole) <= _MOST or sum(len(r.body) for r in whole) > _LONGEST:
        return answer
    if len({place_of(reading)[0] for reading in whole}) > 1:
        return [*answer, *(reading for reading in whole if reading not in answer)]
    return sorted(whole, key=lambda r: place_of(r)[1])


def _on_storage(answer: list[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """All that the first statement's section says of keeping the medicine: temperature, light, moisture, time out."""
    section = answer[0].module.content.section if answer else ""
    whole = [
        reading
        for reading in readings
        if section in _OF_STORAGE
        and reading.module.content.section == section
        and _sources(reading) & _sources(answer[0])
        and (reading.topics & _KEPT_BY or reading.terms & _KEPT_FROM)
    ]
    if not 1 < len(whole) <= _MOST + 1 or sum(len(r.body) for r in whole) > _LONGEST:
        return answer
    return [*answer, *(reading for reading in whole if reading not in answer)]


def with_every_degree(
    read: Question, asked: Sequence[Need], answer: list[Reading], readings: Sequence[Reading]
) -> list[Reading]:
    """Where a question on poor kidneys or liver tells no degree, what its section says of every degree.

    "For moderate impairment 100 mg" alone would be read as the dose of a mild one. An answer of no degree, or of the
    one told, stays.
    """
    if any(need.kind == "named" and need.id.startswith("attribute:") for need in asked):
        return answer
    for organ in sorted({need.id for need in asked if need.kind == "topic"} & _BY_DEGREE):
        if organ != "renal" or not any(need.measure for need in asked):
            answer = _with_degrees_of(organ, set(_DEGREE.findall(read.masked)), answer, readings)
    return answer


def _with_degrees_of(organ: str, told: set[str], answer: list[Reading], readings: Sequence[Reading]) -> list[Reading]:
    of_one = [r for r in answer if _DEGREE.search(r.body) and organ in r.topics]
    if not of_one or any(told & set(_DEGREE.findall(reading.body)) for reading in of_one):
        return answer
    first = of_one[0]
    whole = [
        r
        for r in readings
        if r.module.content.section == first.module.content.section
        and _sources(r) & _sources(first)
        and heading_of(r) == heading_of(first)
        and r.module.content.kind is first.module.content.kind
        and _DEGREE.search(r.body)
        and organ in r.topics | r.under
    ]
    if not 1 < len(whole) <= _MOST:
        return answer
    return [*whole, *(r for r in answer if r not in whole and not (_DEGREE.search(r.body) and organ in r.topics))][:4]


def heading_of(reading: Reading) -> tuple[str, ...]:
    """The lines over a module that are headings, without the sentences that travel with it."""
    return tuple(line for line in reading.module.content.context if not line.rstrip().endswith((".", "。", ";", "；")))


def _beside(one: Reading, other: Reading) -> bool:
    """Whether two statements stand in one passage; on overdose, in one document."""
    if one.module.content.kind is not other.module.content.kind:
        return False
    if one.module.content.kind is ModuleKind.OVERDOSE:
        return bool(_sources(one) & _sources(other))
    return bool(place_of(one)[0]) and place_of(one)[0] == place_of(other)[0]


def _sources(reading: Reading) -> set[str]:
    return {anchor.source for anchor in reading.module.anchors if anchor.role is AnchorRole.ORIGIN}
