"""Whether a module stands in the chapter of what is asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.covers.advice import GIVES_ADVICE
from generate.lexicon import table
from generate.questions.need import Need
from generate.reading import Reading, heads_over
from library.models import ModuleKind
from library.text import fold


def at_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module stands in the chapter of every topic asked: storage where storage is told, not in passing."""
    concepts = [table("topics").concepts[need.id] for need in asked if need.kind == "topic"]
    kind = reading.module.content.kind
    if kind is ModuleKind.CONTRAINDICATION:  # whoever must not have it is told there
        concepts = [c for c in concepts if "subgroup" not in c.flags]
    return all(not c.kinds or kind in c.kinds or _under_its_heading(c.id, reading) for c in concepts)


def _under_its_heading(topic: str, reading: Reading) -> bool:
    """Whether the nearest heading names people asked about: advice below it is at home, whatever chapter is above."""
    heads = heads_over(reading.module.content)
    if not heads or topic not in table("topics").flagged("subgroup"):
        return False
    return reading.module.content.kind in GIVES_ADVICE and topic in table("topics").ids_in(fold(heads[-1]))


def near_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module stands in the chapter of one of the narrow topics asked, if any has one.

    "Excreted" in a sentence on nursing mothers is no answer to how a medicine is eliminated.
    """
    narrow = [need.id for need in asked if need.kind == "topic" and not need.general]
    homes = [table("topics").concepts[id_].kinds for id_ in narrow if table("topics").concepts[id_].kinds]
    if homes and {Need("topic", "excipients"), Need("event", "hypersensitivity")} <= set(asked):
        homes.append(frozenset({ModuleKind.CONTRAINDICATION}))
    if homes and Need("topic", "study_design") in asked:
        homes.append(frozenset({ModuleKind.STUDY_DESIGN}))
    return (
        not homes
        or any(_under_its_heading(id_, reading) for id_ in narrow)
        or "\t" in reading.module.content.body
        or any(reading.module.content.kind in kinds for kinds in homes)
    )
