"""The model writer for talk tracks: a model words approved modules, every sentence is checked against what it cites.

A sentence that cites nothing, cites what it was not given, or says more than its modules is dropped, and the run says
so. Safety is never worded by a model: the mandatory block and the companions stay as approved. What remains is a draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from generate.assets.recipe import Recipe, SlotSource
from generate.assets.selection import FilledSection, Selection
from generate.assets.write import leading, once, section_title, sources_of, statements_of, title_of
from library import evidence
from library.errors import BadInput
from library.models import (
    AssetContent,
    AssetKind,
    Brief,
    Module,
    Section,
    Severity,
    Statement,
    StatementRole,
    WriterRun,
)
from library.taxonomy import Taxonomy
from library.text import normal
from prompts import Prompt, load
from prompts.model import ModelReply

PROMPT = "talk_track"
Schema = TypeVar("Schema", bound=BaseModel)


class Door(Protocol):
    """The only way to a model (``prompts.model.ModelDoor``)."""

    def run(self, prompt: Prompt, variables: dict[str, str], schema: type[Schema]) -> ModelReply[Schema]: ...


class Sentence(BaseModel):
    """A sentence as the model gives it."""

    model_config = ConfigDict(extra="forbid")
    text: str
    modules: list[str] = []


class Wording(BaseModel):
    """A section as the model gives it."""

    model_config = ConfigDict(extra="forbid")
    section: str
    sentences: list[Sentence]


class TalkTrack(BaseModel):
    """The model's whole answer."""

    model_config = ConfigDict(extra="forbid")
    sections: list[Wording]


@dataclass(frozen=True)
class _Checked:
    statements: dict[str, list[Statement]]
    dropped: list[str]


def model_worded(
    brief: Brief,
    selection: Selection,
    recipe: Recipe,
    phrases: Mapping[str, Module],
    taxonomy: Taxonomy,
    door: Door,
) -> AssetContent:
    """A talk track worded by a model, with its dropped sentences in ``run.dropped``.

    A section of which nothing survives the check is said verbatim. Raises BadInput ``generate.writer`` for another
    kind of asset, and whatever Unavailable the door raises.
    """
    if brief.kind is not AssetKind.TALK_TRACK:
        raise BadInput("generate.writer", "The model writer makes talk tracks only.", "Use the verbatim writer.")
    worded = [filled for filled in selection.sections if filled.picks and not _is_safety(filled)]
    reply = door.run(load(PROMPT), _variables(brief, worded, taxonomy), TalkTrack)
    checked = _check(reply.parsed, worded, brief)
    sections = [_section(filled, checked, phrases, filled in worded) for filled in selection.sections]
    missing = selection.missing
    lacking = [key for key in recipe.phrase_keys if key not in phrases]
    if lacking:
        missing = (*missing, f"Connective phrases not approved in {brief.language}: {', '.join(lacking)}.")
    run = WriterRun.model_validate(
        {**reply.run.model_dump(), "recipe": recipe.label, "dropped": tuple(checked.dropped)}
    )
    return AssetContent(
        brief=brief,
        title=title_of(brief, recipe, phrases, taxonomy),
        sections=tuple(section for section in sections if section.statements),
        missing=missing,
        run=run,
    )


def _is_safety(filled: FilledSection) -> bool:
    return any(slot.source is SlotSource.SAFETY for slot in filled.section.slots)


def _variables(brief: Brief, worded: list[FilledSection], taxonomy: Taxonomy) -> dict[str, str]:
    scenario = taxonomy.scenario(brief.scenario) if brief.scenario else ""
    goal = taxonomy.label("scenario", scenario, brief.language) if scenario else "a general introduction"
    if brief.barrier:
        barrier = taxonomy.find("barrier", brief.barrier) or brief.barrier
        goal = f"{goal}; the concern: {taxonomy.label('barrier', barrier, brief.language)}"
    lines = [
        json.dumps(
            {
                "id": short(pick.module),
                "section": filled.section.key,
                "kind": pick.module.content.kind.value,
                "text": "\n".join(sources_of([pick.module])),
            },
            ensure_ascii=False,
        )
        for filled in worded
        for pick in filled.picks
        if not pick.travels
    ]
    return {
        "language": brief.language,
        "goal": goal,
        "sections": "\n".join(filled.section.key for filled in worded),
        "modules": "\n".join(lines),
    }


def short(module: Module) -> str:
    """The id a model is given for a module: its first 12 digits, which a model copies without slips."""
    return module.id[:12]


def _check(reply: TalkTrack, worded: list[FilledSection], brief: Brief) -> _Checked:
    checked = _Checked({}, [])
    given = {
        filled.section.key: {short(p.module): p.module for p in filled.picks if not p.travels} for filled in worded
    }
    everything = {id_: module for modules in given.values() for id_, module in modules.items()}
    for wording in reply.sections:
        for sentence in wording.sentences:
            if wording.section not in given:
                checked.dropped.append(_dropped(sentence, f"there is no section {wording.section}"))
                continue
            statement = _statement(sentence, everything, brief)
            if isinstance(statement, Statement):
                checked.statements.setdefault(wording.section, []).append(statement)
            else:
                checked.dropped.append(_dropped(sentence, statement))
    return checked


def _statement(sentence: Sentence, given: Mapping[str, Module], brief: Brief) -> Statement | str:
    """The sentence as a statement, or why it can't be one."""
    cited = list(dict.fromkeys(sentence.modules))
    if not normal(sentence.text):
        return "it is empty"
    if not cited:
        return "it cites no module"
    if unknown := [id_ for id_ in cited if id_ not in given]:
        return f"it cites {unknown[0][:40]}, which was not given"
    modules = [given[id_] for id_ in cited]
    findings = evidence.check(
        sentence.text,
        sources_of(modules),
        language=brief.language,
        market=brief.scope.market,
        context="\n".join(line for module in modules for line in module.content.context),
    )
    blocking = [finding for finding in findings if finding.severity is Severity.BLOCKING]
    if blocking:
        return f"{blocking[0].code}: {blocking[0].message}"
    return Statement(
        text=normal(sentence.text),
        modules=tuple(module.id for module in modules),
        role=StatementRole.CLAIM,
        findings=findings,
    )


def _dropped(sentence: Sentence, reason: str) -> str:
    return f"{normal(sentence.text)}\t{reason}"


def _section(filled: FilledSection, checked: _Checked, phrases: Mapping[str, Module], may_word: bool) -> Section:
    section = filled.section
    said = checked.statements.get(section.key, []) if may_word else []
    if said:
        qualifiers = [s for pick in filled.picks for s in statements_of(pick)[0 if pick.travels else 1 :]]
        said = [*said, *qualifiers]
    else:
        said = [statement for pick in filled.picks for statement in statements_of(pick)]
    if not said and section.slots:
        return Section(title="", statements=())
    return Section(title=section_title(section, phrases), statements=once([*leading(section, phrases), *said]))
