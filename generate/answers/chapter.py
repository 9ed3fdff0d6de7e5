"""Questions on a whole chapter: "contraindications?", "what are the side effects?", "说说用法用量". Pure.

No single module answers them. The chapter's weightiest statements do, one of each heading, best source alone, and the
answer says that there is more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.choices.shelf import MOST_STATEMENTS, Shelf
from generate.answers.passage import place_of
from generate.answers.rank import POPULATIONS, says_little
from generate.answers.schemes import of_the_use, without_handling
from generate.lexicon import table
from generate.likeness import adds_to
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading
from generate.safety import weight_order
from library.models import ModuleKind

_CHAPTERS = {
    "warnings": ModuleKind.WARNING,
    "contraindication": ModuleKind.CONTRAINDICATION,
    "side_effects": ModuleKind.ADVERSE_REACTION,
    "interaction": ModuleKind.INTERACTION,
    "dose": ModuleKind.DOSING,
}
_NO_POINT = frozenset({"severe", "any_grade", "during_treatment", "avoid", "closely", "statistically", "phase"})
"""Words beside a chapter asked for that make no point of their own."""
LONGEST = MOST_STATEMENTS + 1


_ALL_ON_DOSE = re.compile(
    r"posolog|dosing and|dosage and|administration|dosing (?:information|instructions|regimen|recommendations)"
    r"|用法|使い方|dosierung und"
)


def chapter_asked(question: Question, asked: Sequence[Need]) -> ModuleKind | None:
    """The kind of module a question asks all of; None where it asks for anything in particular."""
    deciding = {need for need in asked if need.decides}
    if len(deciding) != 1 or any(need.kind == "word" for need in asked):
        return None
    if any(need.kind == "term" and need.id not in _NO_POINT for need in asked):
        return None
    (need,) = deciding
    if need.kind != "topic" or (need.id == "dose" and not _ALL_ON_DOSE.search(question.masked)):
        return None
    return _CHAPTERS.get(need.id)


def from_chapter(kind: ModuleKind, shelf: Shelf, diseases: frozenset[str] = frozenset()) -> tuple[list[Reading], bool]:
    """``(statements, whether there are more)`` of a chapter: gravest first, one of a heading, each adding a fact.

    ``diseases`` are those named in the question: of the dose only what is told of them, where that is told apart.
    """
    inside = [r for r in shelf.readings if r.module.content.kind is kind and not says_little(r.body)]
    if not inside:
        return [], False
    source = min(shelf.rank(r.module) for r in inside)
    inside = [r for r in inside if shelf.rank(r.module) == source]
    if kind is ModuleKind.DOSING:
        inside = of_the_use(without_handling(inside), diseases)
    ordered = sorted(inside, key=lambda r: _order(r, shelf))
    chosen: list[Reading] = []
    headings: set[tuple[str, ...]] = set()
    for reading in ordered:
        heading = _heading(reading)
        if heading in headings or not adds_to(reading, chosen):
            continue
        headings.add(heading)
        chosen.append(reading)
    return chosen[:LONGEST], len(inside) > len(chosen[:LONGEST])


def _heading(reading: Reading) -> tuple[str, ...]:
    """What a statement stands under: its heading, or itself where a chapter has none of its own."""
    context = [line for line in reading.module.content.context if "\t" not in line and len(line) < 120]
    return (*context, "") if len(context) > 1 else (*context, place_of(reading)[0], reading.id)


def _order(reading: Reading, shelf: Shelf) -> tuple[object, ...]:
    if reading.module.content.kind is ModuleKind.DOSING:
        subgroups = len(reading.topics & (table("topics").flagged("subgroup") | POPULATIONS))
        doses = any(n.unit == "mg" for n in reading.numbers) and any(n.kind == "frequency" for n in reading.numbers)
        return (subgroups, 0 if doses else 1, len(reading.body), reading.id)
    return weight_order(reading.module, shelf.rank)
