"""Brief, approved modules and scenario in; what to say, why, and what is missing out. Pure and deterministic.

The scenario leads: patient type, then the barrier in the doctor's mind, then the key message that resolves it. A
message whose companions aren't in the library isn't chosen, efficacy without safety isn't either, and a scenario
outside the market's label gives reasons, never content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generate.lexicon import table
from generate.likeness import says_the_same
from generate.reading import Reading, read_module
from generate.recipe import Recipe, RecipeSection, Slot, SlotSource
from generate.safety import companions_of, needs_safety, safety_block, weight_order
from library.models import Brief, Module, ModuleKind
from library.taxonomy import Scenario, Taxonomy
from library.taxonomy_records import Step
from library.text import fold

_NARROW_TOPICS = frozenset({"dose_change", "missed_dose", "renal", "hepatic", "pediatric", "overdosage"})
_SUBGROUPS = table("topics").flagged("subgroup")
_LEADING_ENDPOINTS = frozenset({"pfs", "orr", "easi75"})
_FIRST_RATE = re.compile(r"(?<!co-)primary|主要终点|主要評価|primäre|co-primary|共同主要")
_SECOND_RATE = re.compile(
    r"descriptive|exploratory|interim|not adjusted|描述性|探索性|中期|記述的|deskriptiv|explorativ"
)


@dataclass(frozen=True)
class Pick:
    """A chosen module, and in words why."""

    module: Module
    reason: str


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
class _Table:
    """The working state of one selection."""

    brief: Brief
    taxonomy: Taxonomy
    scenario: Scenario | None
    readings: Sequence[Reading]
    chosen: dict[str, Pick] = field(default_factory=dict)
    barred: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)

    def reading(self, pick: Pick) -> Reading:
        """The reading of a chosen module (all chosen modules are among the readings)."""
        return self.by_id[pick.module.id]

    @cached_property
    def by_id(self) -> dict[str, Reading]:
        return {reading.id: reading for reading in self.readings}

    @property
    def patient(self) -> set[str]:
        """Attributes of the scenario's patient."""
        return set(self.scenario.attributes) if self.scenario else set()

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

    @cached_property
    def by_lineage(self) -> dict[str, Module]:
        return {reading.module.lineage: reading.module for reading in self.readings}

    def is_new(self, module: Module) -> bool:
        others = [pick.module for pick in self.chosen.values()]
        return module.id not in {*self.chosen, *self.barred} and not any(
            says_the_same(module, other) for other in others
        )


def select(brief: Brief, modules: Iterable[Module], recipe: Recipe, taxonomy: Taxonomy) -> Selection:
    """What the recipe makes of approved modules for the brief.

    Modules of another product or language are not considered; those given must be usable in the brief's scope.
    Raises NotFound where the brief names a scenario the taxonomy doesn't know.
    """
    scenario = find_scenario(brief, taxonomy)
    outside = _outside(brief, scenario, taxonomy)
    if outside:
        return Selection(missing=(outside,))
    fitting = [
        read_module(module, taxonomy)
        for module in sorted(modules, key=lambda m: m.id)
        if module.content.product == brief.product
        and module.content.language == brief.language
        and module.content.market == brief.scope.market
        and module.content.kind not in (ModuleKind.PHRASE, ModuleKind.REFERENCE, ModuleKind.BOILERPLATE)
    ]
    work = _Table(brief, taxonomy, scenario, fitting)
    filled = [_fill(section, work) for section in recipe.sections]
    filled = _with_companions(filled, work)
    return _balanced(filled, work)


def find_scenario(brief: Brief, taxonomy: Taxonomy) -> Scenario | None:
    """The brief's scenario: by id or name, else the one of the product that holds its barrier, else None."""
    if brief.scenario:
        return taxonomy.scenario_record(taxonomy.scenario(brief.scenario) or brief.scenario)
    barrier = taxonomy.find("barrier", brief.barrier) or brief.barrier
    for scenario in taxonomy.scenarios_of(brief.product):
        if barrier and any(step.barrier == barrier for step in scenario.messages):
            return scenario
    return None


def _outside(brief: Brief, scenario: Scenario | None, taxonomy: Taxonomy) -> str:
    """Why nothing may be said for the scenario in this market ("" where something may)."""
    if scenario is None:
        return ""
    name, market = scenario.label(brief.language), brief.scope.market
    if scenario.product != brief.product:
        product = taxonomy.label("product", brief.product, brief.language)
        return f"The patient scenario “{name}” belongs to another product than {product}."
    if scenario.hand_over:
        return f"Questions on the patient scenario “{name}” go to {scenario.hand_over.replace('_', ' ')}."
    status = scenario.label_status.get(market)
    if status == "off_label":
        return f"The patient scenario “{name}” lies outside the label in {market}: there is nothing to say there."
    if status is None:
        return f"For the patient scenario “{name}” nobody has said whether it is on label in {market}."
    return ""


# --- filling ----------------------------------------------------------------------------------------------------------


def _fill(section: RecipeSection, work: _Table) -> FilledSection:
    picks: list[Pick] = []
    for slot in section.slots:
        found = _FILLERS[slot.source](slot, work)[: slot.most[work.brief.length]]
        for pick in found:
            work.chosen[pick.module.id] = pick
        picks += found
        told = slot.source is SlotSource.MESSAGES and bool(work.missing)
        if slot.required and not found and not told:
            work.missing.append(_nothing(slot, work))
    return FilledSection(section, tuple(picks))


def _nothing(slot: Slot, work: _Table) -> str:
    product = work.taxonomy.label("product", work.brief.product, work.brief.language)
    where = f"{work.brief.scope.market}, language {work.brief.language}"
    return f"No approved {slot.name} for {product} ({where})."


def _messages(slot: Slot, work: _Table) -> list[Pick]:
    if work.scenario is None:
        return []
    picks: list[Pick] = []
    if work.scenario.label_status.get(work.brief.scope.market) == "by_line":
        name, market = work.scenario.label(work.brief.language), work.brief.scope.market
        work.missing.append(f"In {market} “{name}” is on label only in the label's line of treatment.")
    for step in _steps(work):
        found = _message(step, work)
        if found is not None and all(found.module.id != pick.module.id for pick in picks):
            picks.append(found)
    return picks


def _steps(work: _Table) -> list[Step]:
    if work.scenario is None:
        return []
    barrier = work.taxonomy.find("barrier", work.brief.barrier) or work.brief.barrier
    steps = list(work.scenario.messages)
    if not barrier:
        return steps
    wanted = [step for step in steps if step.barrier == barrier]
    if not wanted:
        name = work.scenario.label(work.brief.language)
        work.missing.append(f"The patient scenario “{name}” has no barrier “{work.brief.barrier}”.")
    return wanted


def _message(step: Step, work: _Table) -> Pick | None:
    language = work.brief.language
    name = work.taxonomy.label("key_message", step.key_message, language)
    barrier = work.taxonomy.label("barrier", step.barrier, language)
    carrying = [r for r in work.readings if ("key_message", step.key_message) in r.named]
    able = [r for r in carrying if work.is_new(r.module) and not companions_of([r.module], work.by_lineage)[1]]
    if not able:
        why = "what must travel with it isn't approved" if carrying else "no approved module says it"
        work.missing.append(f"The key message “{name}” (against “{barrier}”): {why}.")
        return None
    lacking = [c for c in step.travels_with if not _carriers(c, work)]
    if lacking:
        words = ", ".join(work.taxonomy.label("companion", c, language) for c in lacking)
        work.missing.append(f"The key message “{name}” was left out: {words} must travel with it and isn't approved.")
        work.barred |= {reading.id for reading in carrying}
        return None
    best = min(able, key=lambda r: _message_order(r, work))
    return Pick(best.module, f"key message “{name}”, against the barrier “{barrier}”")


def _message_order(reading: Reading, work: _Table) -> tuple[int, int, int, str]:
    """Words in the body before words in headings, label text before others, short before long."""
    named_in_body = {m.id for m in work.taxonomy.concepts(reading.module.content.body) if m.facet == "key_message"}
    return (
        0 if named_in_body else 1,
        0 if reading.module.author == "system" and reading.module.content.section else 1,
        len(reading.module.content.body),
        reading.id,
    )


def _carriers(companion: str, work: _Table) -> list[Reading]:
    return [reading for reading in work.readings if ("companion", companion) in reading.named]


def _companions(slot: Slot, work: _Table) -> list[Pick]:
    """Companions of the scenario's messages that were chosen, and of every module chosen so far."""
    picks: list[Pick] = []
    messages = {m for pick in work.chosen.values() for f, m in work.reading(pick).named if f == "key_message"}
    for step in work.scenario.messages if work.scenario else ():
        if step.key_message not in messages:
            continue
        for companion in step.travels_with:
            if any(("companion", companion) in work.reading(p).named for p in work.chosen.values()):
                continue
            carriers = [r for r in _carriers(companion, work) if r.id not in {p.module.id for p in picks}]
            if carriers:
                best = min(carriers, key=lambda r: _companion_order(r, work))
                label = work.taxonomy.label("companion", companion, work.brief.language)
                picks.append(Pick(best.module, f"must travel with the key message: {label}"))
    return picks


def _companion_order(reading: Reading, work: _Table) -> tuple[Any, ...]:
    """Safety first and by its weight, then what speaks of the scenario's patient."""
    named = {id_ for facet, id_ in reading.named if facet == "attribute"}
    safety = reading.module.content.kind.is_safety
    fits = -len(work.patient & named) - len(work.patient_topics & reading.topics)
    return (not safety, 0 if safety else fits, weight_order(reading.module))


def _modules(slot: Slot, work: _Table) -> list[Pick]:
    if ModuleKind.EFFICACY_RESULT in slot.kinds and work.answered_by_safety:
        return []
    wanted = set(slot.topics)
    fitting = [
        reading
        for reading in work.readings
        if reading.module.content.kind in slot.kinds
        and (not wanted or wanted & (reading.topics | reading.context_topics))
        and not companions_of([reading.module], work.by_lineage)[1]
        and not _is_of_other_patients(reading, work)
    ]
    picks: list[Pick] = []
    for reading in sorted(fitting, key=lambda r: _module_order(r, slot, work)):
        same = any(says_the_same(reading.module, pick.module) for pick in picks)
        if work.is_new(reading.module) and not same:
            picks.append(Pick(reading.module, f"{slot.name}{_fits(reading, work)}"))
    return picks


def _is_of_other_patients(reading: Reading, work: _Table) -> bool:
    """Whether a result is of another line of therapy, or (in all but long pieces) of a subgroup nobody asked for."""
    if reading.module.content.kind is not ModuleKind.EFFICACY_RESULT:
        return False
    line = _line_of({id_ for facet, id_ in reading.named if facet == "attribute"}, work.taxonomy)
    patient_line = _line_of(work.patient, work.taxonomy)
    if line and patient_line and not line & patient_line:
        return True
    if work.brief.length == "long":
        return False
    return bool((reading.topics & _SUBGROUPS) - work.patient_topics - {"topical_steroid"})


def _module_order(reading: Reading, slot: Slot, work: _Table) -> tuple[float, int, str]:
    """What speaks of the scenario's patient first; another line of therapy or a subgroup nobody asked for last."""
    patient = work.patient
    named = {id_ for facet, id_ in reading.named if facet == "attribute"}
    score = -2.0 * len(patient & named)
    score += 1.5 * len(
        ((reading.topics & _SUBGROUPS) | (reading.context_topics & _NARROW_TOPICS)) - work.patient_topics
    )
    score -= 1.0 * len(set(slot.topics) & reading.topics)
    score -= 1.0 * bool(_FIRST_RATE.search(reading.whole)) - 1.0 * bool(_SECOND_RATE.search(reading.whole))
    score -= 0.5 * len(reading.topics & _LEADING_ENDPOINTS)
    if "dose" in slot.topics:
        score -= 2.0 * any(n.kind == "frequency" for n in reading.numbers)
    return (score, len(reading.body), reading.id)


def _line_of(attributes: set[str], taxonomy: Taxonomy) -> frozenset[str]:
    """Line of treatment that attributes name: first, later, or neither."""
    lines = {taxonomy.attributes[id_].id for id_ in attributes if id_ in taxonomy.attributes}
    first = {"first"} if lines & {"treatment_naive", "first_line"} else set()
    later = {"later"} if lines & {"pretreated", "second_line", "progressed_on_platinum"} else set()
    return frozenset(first | later)


def _fits(reading: Reading, work: _Table) -> str:
    shared = sorted(work.patient & {id_ for facet, id_ in reading.named if facet == "attribute"})
    if not shared:
        return ""
    return " for " + ", ".join(work.taxonomy.label("attribute", id_, work.brief.language) for id_ in shared)


def _safety(slot: Slot, work: _Table) -> list[Pick]:
    modules = [reading.module for reading in work.readings]
    block = safety_block(modules, work.brief.product, work.brief.language)
    shown = [module for module in block if module.id not in work.chosen]
    if block and not shown:
        return [Pick(module, "mandatory safety") for module in block]
    return [Pick(module, "mandatory safety") for module in shown]


_FILLERS = {
    SlotSource.MESSAGES: _messages,
    SlotSource.MODULES: _modules,
    SlotSource.COMPANIONS: _companions,
    SlotSource.SAFETY: _safety,
}


# --- what must hold of the whole --------------------------------------------------------------------------------------


def _with_companions(filled: list[FilledSection], work: _Table) -> list[FilledSection]:
    """Companions that modules name by lineage, put into the section that holds what must travel."""
    chosen = [pick.module for section in filled for pick in section.picks]
    companions, _ = companions_of(chosen, work.by_lineage)
    if not companions:
        return filled
    added = tuple(Pick(module, "must travel with a statement above") for module in companions)
    holds = [
        index
        for index, filled_section in enumerate(filled)
        if any(slot.source is SlotSource.COMPANIONS for slot in filled_section.section.slots)
    ]
    at = holds[0] if holds else len(filled) - 1
    filled[at] = replace(filled[at], picks=(*added, *filled[at].picks))
    return filled


def _balanced(filled: list[FilledSection], work: _Table) -> Selection:
    """Without safety of the product nothing that speaks for it is said (fair balance)."""
    picks = [pick for section in filled for pick in section.picks]
    if any(pick.module.content.kind.is_safety for pick in picks):
        return Selection(tuple(filled), tuple(dict.fromkeys(work.missing)))
    speaks = {pick.module.id for pick in picks if needs_safety(pick.module)}
    kept = [
        replace(section, picks=tuple(pick for pick in section.picks if pick.module.id not in speaks))
        for section in filled
    ]
    if speaks:
        work.missing.append("Efficacy statements were left out: no approved safety information may stand beside them.")
    return Selection(tuple(kept), tuple(dict.fromkeys(work.missing)))
