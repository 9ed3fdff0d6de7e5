"""Rows and sentences on results told together with what their study was: its patients, its comparator, its phase. Pure.

"Median PFS, 13.6, 6.8" names neither pemetrexed nor untreated patients; the paragraph above the table does. What that
paragraph names holds for every result of the study, so a question may name it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generate.reading import Reading
from library.models import ModuleKind

_STUDY = re.compile(r"(?<![a-z0-9])[a-z]{4,}-\d{1,2}(?![a-z0-9])")
_RESULTS = frozenset({ModuleKind.EFFICACY_RESULT, ModuleKind.STUDY_DESIGN, ModuleKind.SAFETY_RESULT})
_HELD = frozenset({"comparison", "study_design", "topical_steroid"})
"""Topics of a design that hold for its results."""
_NOT_OF_ALL = frozenset({"monotherapy", "china", "asia", "initial", "brain"})


def of_their_study(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in which a result also names what the design of its study names: people, comparator, line.

    A result belongs to the one study it names, else to the only study under its headings.
    """
    designs: dict[str, Reading] = {}
    places: dict[tuple[str, ...], set[str]] = {}
    for reading in readings:
        if reading.module.content.kind is not ModuleKind.STUDY_DESIGN or "\t" in reading.module.content.body:
            continue
        for study in _studies(reading.body):
            if len(_studies(reading.body)) == 1 and _weight(reading) > _weight(designs.get(study)):
                designs[study] = reading
            places.setdefault(_place(reading), set()).add(study)
    return [_with(reading, designs, places) if designs else reading for reading in readings]


def _with(reading: Reading, designs: dict[str, Reading], places: dict[tuple[str, ...], set[str]]) -> Reading:
    if reading.module.content.kind not in _RESULTS:
        return reading
    named = _studies(reading.whole)
    studies = named if len(named) == 1 else places.get(_place(reading), set()) if not named else set()
    if len(studies) != 1 or (design := designs.get(next(iter(studies)))) is None or design.id == reading.id:
        return reading
    return replace(
        reading,
        uses=reading.uses | design.uses,
        named=reading.named | {(facet, id_) for facet, id_ in design.said if facet == "product"},
        context_topics=reading.context_topics | ((design.topics & _HELD) - reading.topics),
        terms=reading.terms | (design.terms - _NOT_OF_ALL),
    )


def _studies(folded: str) -> set[str]:
    return set(_STUDY.findall(folded))


def _place(reading: Reading) -> tuple[str, ...]:
    """The chapter a module stands in: its product, language, section and first headings."""
    content = reading.module.content
    return (
        content.product,
        content.language,
        *[line for line in content.context if len(line) < 80 and "\t" not in line][:2],
    )


def _weight(reading: Reading | None) -> int:
    """How much a sentence tells of a design: the medicines, lines and terms it names."""
    return len(reading.said) + len(reading.uses) + len(reading.terms) if reading is not None else -1
