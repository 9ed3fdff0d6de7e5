"""Brief, approved modules and scenario in; what to say, why, and what is missing out. Pure and deterministic.

The scenario leads: patient type, then the barrier in the doctor's mind, then the key message that resolves it. A
message whose companions aren't in the library isn't chosen, efficacy without safety isn't either, evidence on another
subject isn't, and a scenario outside the market's label gives reasons, never content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generate.assets.fill import fill
from generate.assets.recipe import Recipe, RecipeSection, Slot, SlotSource
from generate.assets.selection import FilledSection, Pick, Selection, Table
from generate.reading import read_module
from generate.safety import companions_of, needs_safety, weight_order
from generate.sourcing import Rank, unranked
from library.models import Brief, Module, ModuleKind
from library.taxonomy import Scenario, Taxonomy

_NEVER_SAID = (ModuleKind.PHRASE, ModuleKind.REFERENCE, ModuleKind.BOILERPLATE)


def select(
    brief: Brief, modules: Iterable[Module], recipe: Recipe, taxonomy: Taxonomy, rank: Rank = unranked
) -> Selection:
    """What the recipe makes of approved modules for the brief; ``rank`` is a module's source (0: label).

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
        and module.content.kind not in _NEVER_SAID
        and not module.is_figure
    ]
    work = Table(brief, taxonomy, scenario, fitting, rank)
    filled = [_fill(section, work) for section in recipe.sections]
    filled = _with_companions(filled, work)
    return _balanced([_ordered(section, work) for section in filled], work)


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


def _fill(section: RecipeSection, work: Table) -> FilledSection:
    picks: list[Pick] = []
    for slot in section.slots:
        found = fill(slot, work)
        for pick in found:
            work.chosen[pick.module.id] = pick
        picks += found
        told = slot.source is SlotSource.MESSAGES and bool(work.missing)
        told = told or (slot.source is SlotSource.SAFETY and _safety_is_there(work))
        if slot.required and not found and not told:
            work.missing.append(_nothing(slot, work))
    if section.slots and not picks and section.told:
        work.missing.append(_nothing(section.slots[0], work))
    return FilledSection(section, tuple(picks))


def _safety_is_there(work: Table) -> bool:
    """Whether safety that is mandatory was chosen by another slot already, word for word."""
    return any(pick.module.content.kind.is_safety for pick in work.chosen.values())


def _nothing(slot: Slot, work: Table) -> str:
    product = work.taxonomy.label("product", work.brief.product, work.brief.language)
    where = f"{work.brief.scope.market}, language {work.brief.language}"
    if slot.about and work.concern:
        return f"No further approved {slot.name} on “{work.concern}” for {product} ({where})."
    return f"No approved {slot.name} for {product} ({where})."


def _ordered(filled: FilledSection, work: Table) -> FilledSection:
    """A section in the order of a label: contraindications before warnings before reactions; a study's design before
    its results."""
    if any(slot.source is SlotSource.SAFETY for slot in filled.section.slots):
        return replace(filled, picks=tuple(sorted(filled.picks, key=lambda p: weight_order(p.module, work.rank)[:3])))
    designs = [p for p in filled.picks if p.module.content.kind is ModuleKind.STUDY_DESIGN]
    return replace(filled, picks=(*designs, *(p for p in filled.picks if p not in designs)))


def _with_companions(filled: list[FilledSection], work: Table) -> list[FilledSection]:
    """Companions that modules name by lineage, put into the section that holds what must travel."""
    chosen = [pick.module for section in filled for pick in section.picks]
    companions, _ = companions_of(chosen, work.by_lineage)
    if not companions:
        return filled
    added = tuple(Pick(module, "must travel with a statement above", travels=True) for module in companions)
    holds = [
        index
        for index, filled_section in enumerate(filled)
        if any(slot.source is SlotSource.SAFETY for slot in filled_section.section.slots)
    ]
    at = holds[0] if holds else len(filled) - 1
    filled[at] = replace(filled[at], picks=(*added, *filled[at].picks))
    return filled


def _balanced(filled: list[FilledSection], work: Table) -> Selection:
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
