"""Filling a recipe's slots: key messages, modules on the subject, what must travel, mandatory safety. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from generate.answers.rank import CONDITIONAL, only_refers
from generate.assets.recipe import Slot, SlotSource
from generate.assets.selection import Pick, Table
from generate.lexicon import table
from generate.likeness import has_result, says_the_same
from generate.reading import Reading
from generate.safety import companions_of, safety_block, weight_order
from library.models import Module, ModuleKind
from library.taxonomy import Taxonomy
from library.taxonomy_records import Step
from library.text import fold

_NARROW_TOPICS = frozenset({"dose_change", "missed_dose", "renal", "hepatic", "pediatric", "overdosage"})
_SUBGROUPS = table("topics").flagged("subgroup")
_LEADING_ENDPOINTS = frozenset({"pfs", "orr", "easi75"})
_FIRST_RATE = re.compile(r"(?<!co-)primary|主要终点|主要評価|primäre|co-primary|共同主要")
_SECOND_RATE = re.compile(
    r"descriptive|exploratory|interim|not adjusted|描述性|探索性|中期|記述的|deskriptiv|explorativ"
)
_DIRECTS = re.compile(
    r"avoid|recommend|adjust|needed|should|must|can cause|do not|not to|避免|推荐|调整|应|不得|禁用|避け|推奨"
    r"|調節|しないこと"
    r"|vermeid|vermied|empfohlen|anpass|soll|darf"
)
_OF_ANIMALS = re.compile(r"animal stud|动物(?:研究|试验)|動物試験|tierexperiment|tierstud")
_FINDINGS = (ModuleKind.EFFICACY_RESULT, ModuleKind.SAFETY_RESULT, ModuleKind.ADVERSE_REACTION)
_STUDY = re.compile(r"\b[A-Z]{4,}-\d+\b")
_SECTION = re.compile(r"(?:sections?|abschnitte?)\s+(\d+(?:\.\d+)*)")
_CARD = re.compile(r"^[^\n]{1,24}\n")
_WHOLE = re.compile(r"[.。!?！？][”\"')）\]†‡*]*$")


def fill(slot: Slot, work: Table) -> list[Pick]:
    """What fills a slot, the most fitting first, at most as many as the brief's length allows."""
    return _FILLERS[slot.source](slot, work)[: slot.most[work.brief.length]]


# --- key messages -----------------------------------------------------------------------------------------------------


def _messages(slot: Slot, work: Table) -> list[Pick]:
    if work.scenario is None:
        return []
    name, market = work.scenario.label(work.brief.language), work.brief.scope.market
    if work.scenario.label_status.get(market) == "by_line":
        work.missing.append(f"In {market} “{name}” is on label only in the label's line of treatment.")
    if not work.steps:
        work.missing.append(f"The patient scenario “{name}” has no barrier “{work.brief.barrier}”.")
    picks: list[Pick] = []
    for step in work.steps:
        picks += [p for p in _message(step, work) if all(p.module.id != other.module.id for other in picks)]
    return picks


def _message(step: Step, work: Table) -> list[Pick]:
    """The modules that carry a step's key message: the best one, and what completes it ("reduced; stopped")."""
    language = work.brief.language
    name = work.taxonomy.label("key_message", step.key_message, language)
    barrier = work.taxonomy.label("barrier", step.barrier, language)
    carrying = [r for r in work.readings if ("key_message", step.key_message) in r.named]
    able = [r for r in carrying if work.is_new(r.module) and not companions_of([r.module], work.by_lineage)[1]]
    if not able:
        why = "what must travel with it isn't approved" if carrying else "no approved module says it"
        work.missing.append(f"The key message “{name}” (against “{barrier}”): {why}.")
        return []
    lacking = [c for c in step.travels_with if not _carriers(c, work)]
    if lacking:
        words = ", ".join(work.taxonomy.label("companion", c, language) for c in lacking)
        work.missing.append(f"The key message “{name}” was left out: {words} must travel with it and isn't approved.")
        work.barred |= {reading.id for reading in carrying}
        return []
    ordered = sorted(able, key=lambda r: _message_order(r, work))
    best = [ordered[0]]
    for alternative in work.taxonomy.key_messages[step.key_message].any_of:
        if any(_says(alternative, chosen) for chosen in best):
            continue
        saying = [r for r in ordered if _says(alternative, r)]
        best += sorted(saying, key=lambda r: (work.rank(r.module), *_plainness(r)))[:1]
    return [Pick(r.module, f"key message “{name}”, against the barrier “{barrier}”") for r in best]


def _says(alternative: Sequence[Sequence[str]], reading: Reading) -> bool:
    return all(any(fold(term) in reading.body for term in terms) for terms in alternative)


def _message_order(reading: Reading, work: Table) -> tuple[Any, ...]:
    """Words in the body before words in headings, on the barrier's subject, the label first, short before long."""
    named_in_body = {m.id for m in work.taxonomy.concepts(reading.module.content.body) if m.facet == "key_message"}
    return (not named_in_body, not work.subject.shares(reading), work.rank(reading.module), *_plainness(reading))


def _plainness(reading: Reading) -> tuple[bool, int, str]:
    """Sentences and table rows before the fragments of slides; then short before long."""
    body = reading.module.content.body
    whole = "\t" in body or (bool(_WHOLE.search(body.strip())) and not _CARD.match(body) and not body[:1].islower())
    return (not whole, len(body), reading.id)


# --- what must travel -------------------------------------------------------------------------------------------------


def _carriers(companion: str, work: Table) -> list[Reading]:
    return [reading for reading in work.readings if ("companion", companion) in reading.named]


def _companions(slot: Slot, work: Table) -> list[Pick]:
    """Companions of the messages chosen so far that nothing chosen carries.

    A slot with ``kinds`` takes those that can't be said otherwise than as results: they belong beside results.
    """
    picks: list[Pick] = []
    messages = {m for pick in work.chosen.values() for f, m in work.reading(pick).named if f == "key_message"}
    for step in work.scenario.messages if work.scenario else ():
        if step.key_message not in messages:
            continue
        for companion in step.travels_with:
            carried = [*work.chosen.values(), *picks]
            if any(("companion", companion) in work.reading(p).named for p in carried):
                continue
            carriers = _carriers(companion, work)
            if not carriers or (slot.kinds and any(r.module.content.kind not in slot.kinds for r in carriers)):
                continue
            best = min(carriers, key=lambda r: _companion_order(r, work))
            label = work.taxonomy.label("companion", companion, work.brief.language)
            picks.append(Pick(best.module, f"must travel with the key message: {label}", travels=True))
    return picks


def _companion_order(reading: Reading, work: Table) -> tuple[Any, ...]:
    """Safety first, label first, what speaks of the scenario's patient, then by weight."""
    named = {id_ for facet, id_ in reading.named if facet == "attribute"}
    safety = reading.module.content.kind.is_safety
    fits = -len(work.patient & named) - len(work.patient_topics & reading.topics)
    rank = work.rank(reading.module)
    return (not safety, rank, 0 if safety else fits, weight_order(reading.module, work.rank))


def _safety(slot: Slot, work: Table) -> list[Pick]:
    modules = [reading.module for reading in work.readings]
    block = safety_block(modules, work.brief.product, work.brief.language, rank=work.rank)
    said = [pick.module for pick in work.chosen.values()]
    shown = [module for module in block if not any(says_the_same(module, other) for other in said)]
    if block and not shown:
        return [Pick(module, "mandatory safety") for module in block if module.id not in work.chosen]
    return [Pick(module, "mandatory safety") for module in shown]


# --- modules of certain kinds -----------------------------------------------------------------------------------------


def _modules(slot: Slot, work: Table) -> list[Pick]:
    if ModuleKind.EFFICACY_RESULT in slot.kinds and work.answered_by_safety:
        return []
    fitting = [reading for reading in _followed(slot, work) if _fits(reading, slot, work)]
    if slot.each:
        return _one_of_each(fitting, slot, work)
    picks: list[Pick] = []
    for reading in sorted(fitting, key=lambda r: _module_order(r, slot, work)):
        same = any(says_the_same(reading.module, pick.module) for pick in picks)
        if work.is_new(reading.module) and not same:
            picks.append(Pick(reading.module, f"{slot.name}{_patient_words(reading, work)}"))
    return picks


def _followed(slot: Slot, work: Table) -> list[Reading]:
    """Modules of the slot's kinds; one that only says where to look stands for what is found there."""
    found: dict[str, Reading] = {}
    for reading in work.readings:
        if reading.module.content.kind not in slot.kinds:
            continue
        for target in _targets(reading, work) if only_refers(reading.body) else [reading]:
            found[target.id] = target
    return list(found.values())


def _targets(reference: Reading, work: Table) -> list[Reading]:
    """What a bare reference ("For live vaccines, see section 4.4.") leads to: the section's words on its topic."""
    sections = _SECTION.findall(reference.body)
    topics = reference.topics - table("topics").flagged("soft")
    return [
        reading
        for reading in work.readings
        if topics & reading.topics
        and not only_refers(reading.body)
        and any(
            re.match(rf"{re.escape(number)}(?![\d.]*\d)", line)
            for number in sections
            for line in reading.module.content.context
        )
    ]


def _fits(reading: Reading, slot: Slot, work: Table) -> bool:
    wanted = set(slot.topics)
    return (
        (not wanted or bool(wanted & (reading.topics | reading.context_topics)))
        and (not slot.about or (work.subject.shares(reading) and not _is_of_another_study(reading, work)))
        and not companions_of([reading.module], work.by_lineage)[1]
        and not _is_of_other_patients(reading, work)
        and (reading.module.content.kind is not ModuleKind.EFFICACY_RESULT or has_result(reading.module))
    )


def _is_of_another_study(reading: Reading, work: Table) -> bool:
    """Whether a finding comes from another study than the message: its patients were others."""
    if reading.module.content.kind not in _FINDINGS:
        return False
    of_message = {s for pick in work.chosen.values() for s in studies_of(pick.module)}
    mine = set(studies_of(reading.module))
    return bool(of_message and mine) and not of_message & mine


def _one_of_each(fitting: Sequence[Reading], slot: Slot, work: Table) -> list[Pick]:
    """For each topic of the slot, in its order, the statement that says what to do about it."""
    picks: list[Pick] = []
    for topic in slot.topics:
        able = [r for r in fitting if topic in r.topics and all(r.id != pick.module.id for pick in picks)]
        able = [r for r in able if work.is_new(r.module)]
        if any(topic in work.reading(pick).topics for pick in picks) or not able:
            continue
        best = min(able, key=lambda r: _advice_order(r, topic, work))
        picks.append(Pick(best.module, f"{slot.name}: {topic.replace('_', ' ')}"))
    return picks


def _advice_order(reading: Reading, topic: str, work: Table) -> tuple[Any, ...]:
    others = (reading.topics & _SUBGROUPS) - {topic, "dose_change"}
    directs = bool(_DIRECTS.search(reading.body)) and not _is_mere_finding(reading)
    first = table("topics").find(reading.body, only=[topic])[0].start
    return (work.rank(reading.module), not directs, len(others), first, *_plainness(reading))


def _is_mere_finding(reading: Reading) -> bool:
    """Findings in animals that say nothing of what it means for a patient."""
    return bool(_OF_ANIMALS.search(reading.body)) and not re.search(r"can cause|可能|伤害", reading.body)


def _is_of_other_patients(reading: Reading, work: Table) -> bool:
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


def _module_order(reading: Reading, slot: Slot, work: Table) -> tuple[Any, ...]:
    """Best source first, then what speaks of the scenario's patient; a subgroup nobody asked for last."""
    patient = work.patient
    named = {id_ for facet, id_ in reading.named if facet == "attribute"}
    score = -2.0 * len(patient & named)
    score += 1.5 * len(
        ((reading.topics & _SUBGROUPS) | (reading.context_topics & _NARROW_TOPICS)) - work.patient_topics
    )
    score -= 1.0 * len(set(slot.topics) & reading.topics)
    if slot.about:
        score -= 1.0 * len(work.subject.topics & reading.topics)
    score -= 1.0 * bool(_FIRST_RATE.search(reading.whole)) - 1.0 * bool(_SECOND_RATE.search(reading.whole))
    score -= 0.5 * len(reading.topics & _LEADING_ENDPOINTS)
    if reading.module.content.kind in (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT):
        score -= next((float(n.value) for n in reading.numbers if n.unit == "%"), 0.0) / 200
    score += 0.2 * bool(CONDITIONAL.match(reading.body))
    if "dose" in slot.topics:
        score -= 2.0 * any(n.kind == "frequency" for n in reading.numbers)
    return (work.rank(reading.module), score, *_plainness(reading))


def _line_of(attributes: set[str], taxonomy: Taxonomy) -> frozenset[str]:
    """Line of treatment that attributes name: first, later, or neither."""
    lines = {taxonomy.attributes[id_].id for id_ in attributes if id_ in taxonomy.attributes}
    first = {"first"} if lines & {"treatment_naive", "first_line"} else set()
    later = {"later"} if lines & {"pretreated", "second_line", "progressed_on_platinum"} else set()
    return frozenset(first | later)


def _patient_words(reading: Reading, work: Table) -> str:
    shared = sorted(work.patient & {id_ for facet, id_ in reading.named if facet == "attribute"})
    if not shared:
        return ""
    return " for " + ", ".join(work.taxonomy.label("attribute", id_, work.brief.language) for id_ in shared)


# --- how the studies were made ----------------------------------------------------------------------------------------


def _designs(slot: Slot, work: Table) -> list[Pick]:
    """One statement on the design of each study whose results were chosen, in the order of the results."""
    results = [p.module for p in work.chosen.values() if p.module.content.kind is ModuleKind.EFFICACY_RESULT]
    studies = [study for module in results for study in studies_of(module)]
    said = {line for module in results for line in module.content.context}
    picks: list[Pick] = []
    for study in dict.fromkeys(studies):
        able = [
            r
            for r in work.readings
            if r.module.content.kind is ModuleKind.STUDY_DESIGN
            and study in r.module.content.body
            and not r.topics & {"elderly", "follow_up"}
        ]
        best = sorted(able, key=lambda r: ("study_design" not in r.topics, work.rank(r.module), *_plainness(r)))
        if best and best[0].module.content.body not in said and work.is_new(best[0].module):
            picks.append(Pick(best[0].module, f"{slot.name} of {study}"))
    return picks


def studies_of(module: Module) -> list[str]:
    """Names of studies in a module's body and context, in order."""
    return _STUDY.findall("\n".join((module.content.body, *module.content.context)))


_FILLERS: dict[SlotSource, Callable[[Slot, Table], list[Pick]]] = {
    SlotSource.MESSAGES: _messages,
    SlotSource.MODULES: _modules,
    SlotSource.DESIGNS: _designs,
    SlotSource.COMPANIONS: _companions,
    SlotSource.SAFETY: _safety,
}
