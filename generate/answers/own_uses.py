"""The uses of the label as what is told of the patient: "an HIV patient", "for trigeminal neuralgia". Pure.

What a label is for is true of nearly every patient asked about, so that most of its statements don't repeat it. It asks
for nothing beside something that is asked; where the label has several uses, what it says of another one is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import table
from generate.questions.need import Need
from generate.reading import CJK_RUN, Reading, heads_over
from library.models import ModuleKind
from library.text import fold

_OF_ONE_USE = frozenset({ModuleKind.DOSING, ModuleKind.EFFICACY_RESULT, ModuleKind.STUDY_DESIGN})
"""What a label says of each of its uses by itself; a warning or an interaction names a disease for another reason."""
_LONGEST_ITEM = 40
_PATIENT = r"(?:的|の|[ -])?(?:患者|病人|病号|patient|pts?(?![a-z])|people|adults?(?![a-z])|women|men(?![a-z]))"
_JOINTS = re.compile(r"[、，,;；()（）\n]+|及び|並びに|和|及|および")
_SHORTEST_ITEM, _SHORTEST_IN_LATIN = 3, 7


def told_of_patient(masked: str, asked: Sequence[Need], readings: Sequence[Reading]) -> tuple[Need, ...]:
    """The needs without the label's own uses, where something else decides; a need for the use itself keeps them."""
    if any(need.id == "indication" for need in asked):
        return tuple(asked)
    uses = {f"disease:{id_}" for id_ in diseases_treated(readings)}
    own = [need for need in asked if need.kind == "named" and need.id in uses]
    own += [need for need in asked if need.kind == "topic" and _is_of_the_use(need.id, masked, readings)]
    indications = [r for r in readings if r.module.content.kind is ModuleKind.INDICATION]
    own += [need for need in asked if need.kind == "event" and any(need.id in r.events for r in indications)]
    own += [need for need in asked if need.kind == "trait" and any(need.id in r.terms for r in indications)]
    rest = [need for need in asked if need not in own]
    return tuple(rest) if own and any(need.decides for need in rest) else tuple(asked)


def of_another_use(folded: str, named: frozenset[str], readings: Sequence[Reading]) -> frozenset[str]:
    """Ids of the statements on a use of the label that is not the one told; ``named`` are the diseases a question
    names. Empty where the label has one use, or none of them is told."""
    uses = _uses(readings)
    told = {use for use, item in uses.items() if use in named or (item and item in folded)}
    if not told or len(uses) < 2:
        return frozenset()
    apart = ((reading, _use_of(reading, uses)) for reading in readings)
    return frozenset(
        reading.id for reading, use in apart if reading.module.content.kind in _OF_ONE_USE and use and not use & told
    )


def diseases_treated(readings: Sequence[Reading]) -> frozenset[str]:
    """Ids of the diseases that the label's indications name."""
    indications = [r for r in readings if r.module.content.kind is ModuleKind.INDICATION]
    return frozenset(id_ for reading in indications for facet, id_ in reading.said if facet == "disease")


def _uses(readings: Sequence[Reading]) -> dict[str, str]:
    """The uses of a label: diseases of the taxonomy by id, and short items of a list of indications by their words."""
    uses = dict.fromkeys(diseases_treated(readings), "")
    for reading in readings:
        content = reading.module.content
        if content.kind is ModuleKind.INDICATION and len(content.body) <= _LONGEST_ITEM:
            items = [fold(item).strip() for item in _JOINTS.split(content.body)]
            uses |= {item: item for item in items if _names_something(item)}
    return uses


def _names_something(item: str) -> bool:
    """Whether an item of a list of uses is long enough to be looked for elsewhere."""
    return len(item) >= (_SHORTEST_ITEM if CJK_RUN.search(item) else _SHORTEST_IN_LATIN) and not item.isdigit()


def _use_of(reading: Reading, uses: dict[str, str]) -> frozenset[str]:
    """The uses that a statement is on: by its own words, else by the nearest heading that names one."""
    heads = [fold(line) for line in reversed(heads_over(reading.module.content))]
    said = {id_ for facet, id_ in reading.said if facet == "disease" and id_ in uses}
    if own := said | {use for use, item in uses.items() if item and item in reading.body}:
        return frozenset(own)
    for head in heads:
        if named := {use for use, item in uses.items() if item and item in head}:
            return frozenset(named)
    above = {id_ for facet, id_ in reading.above if facet == "disease" and id_ in uses}
    return frozenset(above) if len(above) == 1 else frozenset()


def _is_of_the_use(topic: str, masked: str, readings: Sequence[Reading]) -> bool:
    """Whether a topic's words are those of the patients of the indication ("高血脂的病人")."""
    if not any(topic in r.topics for r in readings if r.module.content.kind is ModuleKind.INDICATION):
        return False
    found = [f for f in table("topics").find(masked, question=True) if f.id == topic]
    return bool(found) and all(re.match(_PATIENT, masked[f.end :]) for f in found)
