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
    indications = _indications(readings)
    rest = tuple(need for need in asked if not _is_own(need, masked, indications))
    return rest if len(rest) < len(asked) and any(need.decides for need in rest) else tuple(asked)


def of_another_use(folded: str, named: frozenset[str], readings: Sequence[Reading]) -> frozenset[str]:
    """Ids of the statements on a use of the label that is not the one told; ``named`` are the diseases a question
    names. Empty where the label has one use, or none of them is told."""
    uses = _uses(_indications(readings))
    told = {use for use, item in uses.items() if use in named or (item and item in folded)}
    if not told or len(uses) < 2:
        return frozenset()
    of_one = (reading for reading in readings if reading.module.content.kind in _OF_ONE_USE)
    apart = ((reading, _use_of(reading, uses)) for reading in of_one)
    return frozenset(reading.id for reading, use in apart if use and not use & told)


def _indications(readings: Sequence[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.module.content.kind is ModuleKind.INDICATION]


def _uses(indications: Sequence[Reading]) -> dict[str, str]:
    """The uses of a label: diseases of the taxonomy by id, and short items of a list of indications by their words."""
    uses = {id_: "" for reading in indications for facet, id_ in reading.said if facet == "disease"}
    for reading in indications:
        body = reading.module.content.body
        if len(body) <= _LONGEST_ITEM:
            items = [fold(item).strip() for item in _JOINTS.split(body)]
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


def _is_own(need: Need, masked: str, indications: Sequence[Reading]) -> bool:
    """Whether a need is what the indications name: a disease, a sign, a trait of the patients, or their topic."""
    match need.kind:
        case "named":
            facet, _, id_ = need.id.partition(":")
            return facet == "disease" and any((facet, id_) in reading.said for reading in indications)
        case "event":
            return any(need.id in reading.events for reading in indications)
        case "trait":
            return any(need.id in reading.terms for reading in indications)
        case "topic":
            return any(need.id in reading.topics for reading in indications) and _tells_whom(need.id, masked)
        case _:
            return False


def _tells_whom(topic: str, masked: str) -> bool:
    """Whether a topic's words only tell whose treatment is asked about ("高血脂的病人")."""
    found = table("topics").find(masked, question=True, only=[topic])
    return bool(found) and all(re.match(_PATIENT, masked[f.end :]) for f in found)
