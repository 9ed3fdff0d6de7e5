"""Brief, approved modules and scenario in; what to say, why, and what is missing out. Pure and deterministic.

The scenario leads: patient type, then the barrier in the doctor's mind, then the key message that resolves it. A
message whose companions aren't in the library isn't chosen, efficacy without safety isn't either, and a scenario
outside the market's label gives reasons, never content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generate.likeness import says_the_same
from generate.reading import Reading, read_module
from generate.recipe import Recipe, RecipeSection, Slot, SlotSource
from generate.safety import companions_of, needs_safety, safety_block
from library.models import Brief, Module, ModuleKind
from library.taxonomy import Scenario, Taxonomy
from library.taxonomy_records import Step

_NARROW_TOPICS = frozenset({"dose_change", "missed_dose", "renal", "hepatic", "pediatric", "overdosage"})


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
    missing: list[str] = field(default_factory=list)

    @property
    def by_lineage(self) -> dict[str, Module]:
        return {reading.module.lineage: reading.module for reading in self.readings}

    def is_new(self, module: Module) -> bool:
        others = [pick.module for pick in self.chosen.values()]
        return module.id not in self.chosen and not any(says_the_same(module, other) for other in others)


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
    table = _Table(brief, taxonomy, scenario, fitting)
    filled = [_fill(section, table) for section in recipe.sections]
    filled = _with_companions(filled, table)
    return _balanced(filled, table)


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


def _fill(section: RecipeSection, table: _Table) -> FilledSection:
    picks: list[Pick] = []
    for slot in section.slots:
        found = _FILLERS[slot.source](slot, table)[: slot.most[table.brief.length]]
        for pick in found:
            table.chosen[pick.module.id] = pick
        picks += found
        if slot.required and not found:
            table.missing.append(_nothing(slot, table))
    return FilledSection(section, tuple(picks))


def _nothing(slot: Slot, table: _Table) -> str:
    product = table.taxonomy.label("product", table.brief.product, table.brief.language)
    where = f"{table.brief.scope.market}, language {table.brief.language}"
    return f"No approved {slot.name} for {product} ({where})."


def _messages(slot: Slot, table: _Table) -> list[Pick]:
    if table.scenario is None:
        return []
    picks: list[Pick] = []
    if table.scenario.label_status.get(table.brief.scope.market) == "by_line":
        name, market = table.scenario.label(table.brief.language), table.brief.scope.market
        table.missing.append(f"In {market} “{name}” is on label only in the label's line of treatment.")
    for step in _steps(table):
        found = _message(step, table)
        if found is not None and all(found.module.id != pick.module.id for pick in picks):
            picks.append(found)
    return picks


def _steps(table: _Table) -> list[Step]:
    if table.scenario is None:
        return []
    barrier = table.taxonomy.find("barrier", table.brief.barrier) or table.brief.barrier
    steps = list(table.scenario.messages)
    if not barrier:
        return steps
    wanted = [step for step in steps if step.barrier == barrier]
    if not wanted:
        name = table.scenario.label(table.brief.language)
        table.missing.append(f"The patient scenario “{name}” has no barrier “{table.brief.barrier}”.")
    return wanted


def _message(step: Step, table: _Table) -> Pick | None:
    language = table.brief.language
    name = table.taxonomy.label("key_message", step.key_message, language)
    barrier = table.taxonomy.label("barrier", step.barrier, language)
    carrying = [r for r in table.readings if ("key_message", step.key_message) in r.named]
    able = [r for r in carrying if table.is_new(r.module) and not companions_of([r.module], table.by_lineage)[1]]
    if not able:
        why = "what must travel with it isn't approved" if carrying else "no approved module says it"
        table.missing.append(f"The key message “{name}” (against “{barrier}”): {why}.")
        return None
    lacking = [c for c in step.travels_with if not _carriers(c, table)]
    if lacking:
        words = ", ".join(table.taxonomy.label("companion", c, language) for c in lacking)
        table.missing.append(f"The key message “{name}” was left out: {words} must travel with it and isn't approved.")
        return None
    best = min(able, key=lambda r: _message_order(r, table))
    return Pick(best.module, f"key message “{name}”, against the barrier “{barrier}”")


def _message_order(reading: Reading, table: _Table) -> tuple[int, int, int, str]:
    """Words in the body before words in headings, label text before others, short before long."""
    named_in_body = {m.id for m in table.taxonomy.concepts(reading.module.content.body) if m.facet == "key_message"}
    return (
        0 if named_in_body else 1,
        0 if reading.module.author == "system" and reading.module.content.section else 1,
        len(reading.module.content.body),
        reading.id,
    )


def _carriers(companion: str, table: _Table) -> list[Reading]:
    return [reading for reading in table.readings if ("companion", companion) in reading.named]


def _companions(slot: Slot, table: _Table) -> list[Pick]:
    """Companions of the scenario's messages that were chosen, and of every module chosen so far."""
    picks: list[Pick] = []
    messages = {
        m
        for pick in table.chosen.values()
        for f, m in read_module(pick.module, table.taxonomy).named
        if f == "key_message"
    }
    for step in table.scenario.messages if table.scenario else ():
        if step.key_message not in messages:
            continue
        for companion in step.travels_with:
            if any(
                ("companion", companion) in read_module(p.module, table.taxonomy).named for p in table.chosen.values()
            ):
                continue
            carriers = [r for r in _carriers(companion, table) if r.id not in {p.module.id for p in picks}]
            if carriers:
                best = min(carriers, key=lambda r: (not r.module.content.kind.is_safety, len(r.body), r.id))
                label = table.taxonomy.label("companion", companion, table.brief.language)
                picks.append(Pick(best.module, f"must travel with the key message: {label}"))
    return picks


def _modules(slot: Slot, table: _Table) -> list[Pick]:
    wanted = set(slot.topics)
    fitting = [
        reading
        for reading in table.readings
        if reading.module.content.kind in slot.kinds
        and (not wanted or wanted & (reading.topics | reading.context_topics))
        and not companions_of([reading.module], table.by_lineage)[1]
    ]
    picks: list[Pick] = []
    for reading in sorted(fitting, key=lambda r: _module_order(r, slot, table)):
        same = any(says_the_same(reading.module, pick.module) for pick in picks)
        if table.is_new(reading.module) and not same:
            picks.append(Pick(reading.module, f"{slot.name}{_fits(reading, table)}"))
    return picks


def _module_order(reading: Reading, slot: Slot, table: _Table) -> tuple[float, int, str]:
    """What speaks of the scenario's patient first; a subgroup nobody asked for last."""
    patient = set(table.scenario.attributes) if table.scenario else set()
    named = {id_ for facet, id_ in reading.named if facet == "attribute"}
    score = -2.0 * len(patient & named)
    score += 1.0 * len((reading.topics | reading.context_topics) & _NARROW_TOPICS if not patient & named else ())
    score -= 1.0 * len(set(slot.topics) & reading.topics)
    if "dose" in slot.topics:
        score -= 2.0 * any(n.kind == "frequency" for n in reading.numbers)
    return (score, len(reading.body), reading.id)


def _fits(reading: Reading, table: _Table) -> str:
    patient = set(table.scenario.attributes) if table.scenario else set()
    shared = sorted(patient & {id_ for facet, id_ in reading.named if facet == "attribute"})
    if not shared:
        return ""
    return " for " + ", ".join(table.taxonomy.label("attribute", id_, table.brief.language) for id_ in shared)


def _safety(slot: Slot, table: _Table) -> list[Pick]:
    modules = [reading.module for reading in table.readings]
    block = safety_block(modules, table.brief.product, table.brief.language)
    shown = [module for module in block if module.id not in table.chosen]
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


def _with_companions(filled: list[FilledSection], table: _Table) -> list[FilledSection]:
    """Companions that modules name by lineage, put into the section that holds what must travel."""
    chosen = [pick.module for section in filled for pick in section.picks]
    companions, _ = companions_of(chosen, table.by_lineage)
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


def _balanced(filled: list[FilledSection], table: _Table) -> Selection:
    """Without safety of the product nothing that speaks for it is said (fair balance)."""
    picks = [pick for section in filled for pick in section.picks]
    if any(pick.module.content.kind.is_safety for pick in picks):
        return Selection(tuple(filled), tuple(dict.fromkeys(table.missing)))
    speaks = {pick.module.id for pick in picks if needs_safety(pick.module)}
    kept = [
        replace(section, picks=tuple(pick for pick in section.picks if pick.module.id not in speaks))
        for section in filled
    ]
    if speaks:
        table.missing.append("Efficacy statements were left out: no approved safety information may stand beside them.")
    return Selection(tuple(kept), tuple(dict.fromkeys(table.missing)))
