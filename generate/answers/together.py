"""The answers to the parts of a question as one answer, contraindications before everything else. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.choices.shelf import Shelf
from generate.likeness import adds_to, says_the_same
from generate.questions.parts import Part
from generate.reading import Reading
from library.models import ModuleKind

_OF_A_PART, _OF_ALL_PARTS, _OF_A_PASSAGE = 2, 4, 5
"""Statements of one part where several are asked, of all of them, and of one short paragraph that fits as a whole."""


def together(answers: Sequence[list[Reading]]) -> list[Reading]:
    """The answers to the parts of a question as one: in the order of the parts, each fact once, at most four."""
    several = len([answer for answer in answers if answer]) > 1
    kept: list[Reading] = []
    for answer in answers:
        new = [r for r in answer if r.id not in {k.id for k in kept}]
        for place, reading in enumerate(new[: _OF_A_PART + _base_dose(new) if several else None]):
            first = place == 0 and not any(says_the_same(reading.module, other.module) for other in kept)
            if not several or first or adds_to(reading, kept) or _on_the_same(reading, new[0]):
                kept.append(reading)
    return kept[: _OF_ALL_PARTS if several else _OF_A_PASSAGE]


def _on_the_same(row: Reading, first: Reading) -> bool:
    """Whether two rows of one table are on the same reaction: of grades nobody told, none is left out."""
    one, other = row.module.content, first.module.content
    same = one.body.partition("\t")[0] == other.body.partition("\t")[0]
    return "\t" in one.body and one.context == other.context and same


def _base_dose(answer: Sequence[Reading]) -> int:
    """1 where the statement after those of a part gives the dose that they leave unchanged."""
    doses = [any(number.unit == "mg" for number in reading.numbers) for reading in answer[: _OF_A_PART + 1]]
    return int(doses == [False, False, True] and answer[_OF_A_PART].module.content.kind is ModuleKind.DOSING)


_ORGANS = frozenset({"renal", "hepatic"})


def each_alone(asked: frozenset[str], answer: Sequence[Reading]) -> bool:
    """Whether one patient's kidneys and liver are asked about and each is answered by itself with a dose of its own.

    ``asked`` are the organs asked about; two doses one under the other don't say which of them holds.
    """
    if not asked >= _ORGANS or any(reading.topics >= _ORGANS for reading in answer):
        return False
    said = [[reading for reading in answer if organ in reading.topics] for organ in sorted(_ORGANS)]
    doses = [{number.value for r in of_it for number in r.numbers if number.unit == "mg"} for of_it in said]
    return all(said) and doses[0] != doses[1]


_WHETHER_TO_GIVE = frozenset({"interaction", "contraindication", "management"})


def left_open(parts: Sequence[Part], warned: Sequence[Reading]) -> list[Part]:
    """The parts that a warning on a medicine told of leaves open: a contraindication answers whether ours may be given
    beside it."""
    forbidden = any(reading.module.content.kind is ModuleKind.CONTRAINDICATION for reading in warned)
    return [part for part in parts if not (forbidden and _only_whether_to_give(part))]


def _only_whether_to_give(part: Part) -> bool:
    """Whether a part asks only if our medicine may be given beside another one told of."""
    topics = {need.id for need in part.asked if need.kind == "topic"}
    others = [need for need in part.asked if need.decides and need.kind not in ("topic", "named", "use")]
    return not others and topics <= _WHETHER_TO_GIVE and any(need.id.startswith("product:") for need in part.asked)


def contraindicated(parts: Sequence[Part], answer: list[Reading], shelf: Shelf) -> list[Reading]:
    """The answer, led by the label's contraindication of the very medicine or class that is asked about.

    "Avoid concomitant use" understates what the same label contraindicates.
    """
    if not answer or any(r.module.content.kind is ModuleKind.CONTRAINDICATION for r in answer):
        return answer
    asked = [need.id.partition(":") for part in parts for need in part.asked if need.kind == "named"]
    names = {id_ for facet, _, ids in asked if facet == "product" for id_ in ids.split("|")}
    if any(need.kind == "topic" and need.id in ("interaction", "cyp3a") for part in parts for need in part.asked):
        told = [reading for reading in answer if reading.module.content.kind is ModuleKind.INTERACTION]
        own = {reading.module.content.product for reading in told}
        names |= {id_ for reading in told for facet, id_ in reading.said if facet == "product"} - own
    shared = {named for reading in answer for named in reading.said if named[0] == "product" and named[1] in names}
    best = min(shelf.rank(reading.module) for reading in answer)
    first = [
        reading
        for reading in shelf.readings
        if reading.module.content.kind is ModuleKind.CONTRAINDICATION
        and shelf.rank(reading.module) <= best
        and shared & reading.said
    ]
    return [*sorted(first, key=lambda r: (len(r.body), r.id))[:1], *answer][:_OF_ALL_PARTS] if shared else answer
