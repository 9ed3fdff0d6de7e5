"""What a selection is, and the state in which one is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generate.assets.recipe import RecipeSection
from generate.assets.subject import Subject, subject_of
from generate.lexicon import table
from generate.likeness import says_the_same
from generate.reading import Reading
from generate.sourcing import Rank, unranked
from library.models import Brief, Module, ModuleKind
from library.taxonomy import Scenario, Taxonomy
from library.taxonomy_records import Step
from library.text import fold


@dataclass(frozen=True)
class Pick:
    """A chosen module, in words why, and whether it is there because it must travel with another."""

    module: Module
    reason: str
    travels: bool = False


@dataclass(frozen=True)
class FilledSection:
    """A section of the recipe with what fills it."""

    section: RecipeSection
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True)
class Selection:
    """What to say, section by section, and what the recipe wanted and the library lacks."""

    sections: tuple[FilledSection, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All picks in order."""
        return tuple(pick for section in self.sections for pick in section.picks)


@dataclass
class Table:
    """The working state of one selection."""

    brief: Brief
    taxonomy: Taxonomy
    scenario: Scenario | None
    readings: Sequence[Reading]
    rank: Rank = unranked
    chosen: dict[str, Pick] = field(default_factory=dict)
    barred: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)

    def reading(self, pick: Pick) -> Reading:
        """The reading of a chosen module (all chosen modules are among the readings)."""
        return self.by_id[pick.module.id]

    @cached_property
    def by_id(self) -> dict[str, Reading]:
        """Readings by module id."""
        return {reading.id: reading for reading in self.readings}

    @cached_property
    def by_lineage(self) -> dict[str, Module]:
        """Modules by lineage."""
        return {reading.module.lineage: reading.module for reading in self.readings}

    @property
    def patient(self) -> set[str]:
        """Attributes of the scenario's patient."""
        return set(self.scenario.attributes) if self.scenario else set()

    @property
    def steps(self) -> list[Step]:
        """The scenario's steps that answer the brief's barrier; all where it names none."""
        if self.scenario is None:
            return []
        barrier = self.taxonomy.find("barrier", self.brief.barrier) or self.brief.barrier
        return [step for step in self.scenario.messages if not barrier or step.barrier == barrier]

    @cached_property
    def subject(self) -> Subject:
        """What the piece is about."""
        return subject_of(self.steps, self.scenario, self.taxonomy)

    @property
    def concern(self) -> str:
        """The barriers answered, in words."""
        labels = [self.taxonomy.label("barrier", step.barrier, self.brief.language) for step in self.steps]
        return "”, “".join(dict.fromkeys(labels))

    @property
    def answered_by_safety(self) -> bool:
        """Whether the scenario's message is a caution: results beside it would turn it into a claim."""
        chosen = [pick.module.content.kind for pick in self.chosen.values()]
        return self.scenario is not None and bool(chosen) and set(chosen) == {ModuleKind.WARNING}

    @cached_property
    def patient_topics(self) -> frozenset[str]:
        """Topics the scenario's name speaks of: a subgroup it names is asked for."""
        if self.scenario is None:
            return frozenset()
        topics = table("topics").ids_in(fold(self.scenario.label("en")))
        return topics | ({"intracranial"} if "brain_metastases" in topics else frozenset())

    def is_new(self, module: Module) -> bool:
        """Whether a module may be chosen and says what no chosen one says."""
        others = [pick.module for pick in self.chosen.values()]
        return module.id not in {*self.chosen, *self.barred} and not any(
            says_the_same(module, other) for other in others
        )
