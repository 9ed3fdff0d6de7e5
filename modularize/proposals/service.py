"""A model asked about drafts, within bounds; what it proposes waits for a person, who accepts it as their own edit."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from library.errors import BadInput, Refused, Unavailable
from library.models import (
    Actor,
    AnchorDraft,
    AnchorRole,
    KeptRun,
    Module,
    ModuleDraft,
    Passage,
    Proposal,
    ProposalDraft,
    ProposalKind,
    ProposalRun,
    Record,
    Refusal,
    Source,
    Status,
    WriterRun,
)
from library.taxonomy import Taxonomy
from modularize.proposals.accepted import bearing, other_kind, pieces_of
from modularize.proposals.asked import PassageGroup, findings_of, groups, variables
from modularize.proposals.proposed import Reading, read
from prompts import Prompt, load
from prompts.model import ModelAnswer

PROMPT = "propose_modules"
ASKED_ABOUT = (Status.DRAFT, Status.CHANGES_REQUESTED)
"""States of the versions a model is asked about when a whole source is named."""
NOT_ASKED_ABOUT = (Status.WITHDRAWN, Status.SUPERSEDED)
_STOPS_AFTER = 2
"""Calls that may fail one after another before the run stops."""


class Door(Protocol):
    """The only way to a model (``prompts.model.ModelDoor``)."""

    @property
    def model(self) -> str: ...

    def planned(self, prompt: Prompt, variables: dict[str, str], output_tokens: int | None = None) -> WriterRun: ...

    def ask(self, prompt: Prompt, variables: dict[str, str], output_tokens: int | None = None) -> ModelAnswer: ...


class Store(Protocol):
    """The library's verbs this needs."""

    def source(self, id: str) -> Source: ...
    def passage(self, id: str) -> Passage: ...
    def passages(self, source_id: str) -> list[Passage]: ...
    def module(self, id: str) -> Module: ...
    def modules_of_source(self, source_id: str) -> list[Module]: ...
    def statuses(self, ids: Iterable[str]) -> dict[str, Status]: ...
    def newest(self, ids: Collection[str]) -> set[str]: ...
    def record_proposals(self, actor: Actor, run: ProposalRun, drafts: Sequence[ProposalDraft]) -> KeptRun: ...
    def proposal(self, id: str) -> Proposal: ...
    def proposal_runs(self, source: str) -> list[KeptRun]: ...
    def accept_proposal(
        self, actor: Actor, id: str, versions: Sequence[ModuleDraft] = (), reason: str = ""
    ) -> Proposal: ...
    def dismiss_proposal(self, actor: Actor, id: str, reason: str = "") -> Proposal: ...


class Linker(Protocol):
    """Looks for what bears claims out (``modularize.service.Modularize``)."""

    def link_support(self, actor: Actor, module_ids: Iterable[str] | None = None) -> object: ...


@dataclass(frozen=True)
class Bounds:
    """What one run may take at most."""

    groups: int = 40
    """Groups of passages, one call each."""
    seconds: float = 600.0
    """No further call is begun after so many seconds."""
    characters: int = 6000
    """Of passages and modules in a group; a longer passage makes a group alone, up to four times as long."""
    modules: int = 12
    """In a group."""
    output_tokens: int = 4000
    """A model may answer with."""
    answer: int = 60_000
    """Characters of an answer that are read."""


@dataclass(frozen=True)
class Prices:
    """Of a million tokens, in whatever currency was meant; 0 where nobody said."""

    sent: float = 0.0
    received: float = 0.0


class Failure(Record):
    """A group of passages that nothing came of: the call, or the form of its answer."""

    modules: tuple[str, ...]
    code: str
    message: str


class ProposalReport(Record):
    """What one run came to: done, partial, failed, nothing (there was nothing to ask about) or, dry, planned."""

    outcome: str
    source: str
    model: str
    prompt: str
    groups: int
    asked: int
    """Groups that were sent to the model now."""
    known: int
    """Groups that the same prompt and model were asked about before, word for word."""
    left: int
    """Groups that the bounds left for another run."""
    stopped: str = ""
    """Why groups were left: ``groups``, ``seconds`` or ``failures``."""
    failed: tuple[Failure, ...] = ()
    runs: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    characters: int = 0
    """Sent, or with ``dry_run`` to be sent."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    output_tokens_at_most: int = 0
    cost: float | None = None
    """By the prices set; None where no price is set or the endpoint does not tell tokens."""
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """Nothing failed and nothing was left."""
        return self.outcome in ("done", "nothing", "planned")


class Proposals:
    """Asks a model about modules and carries out what people accept."""

    def __init__(
        self,
        lib: Store,
        taxonomy: Taxonomy,
        door: Door | None,
        linker: Linker,
        bounds: Bounds | None = None,
        prices: Prices | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lib, self._taxonomy, self._door, self._linker = lib, taxonomy, door, linker
        self.bounds = bounds or Bounds()
        self._prices = prices or Prices()
        self._clock = clock

    @property
    def has_model(self) -> bool:
        """Is a language model set?"""
        return self._door is not None

    @staticmethod
    def source_of(module: Module) -> str:
        """The first document that says a module's words. Raises BadInput ``proposals.reworded`` where none does."""
        found = next(iter(findings_of(module)), "")
        if not found:
            raise BadInput(
                "proposals.reworded",
                "A person worded this module: its words are no longer its source's.",
                "A model proposes about words as they stand in a document.",
            )
        return found

    def propose(
        self,
        actor: Actor,
        source: str,
        module: str = "",
        *,
        most_groups: int | None = None,
        dry_run: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> ProposalReport:
        """Ask the model about a source's drafts, or about one module of any standing, and keep what it proposes.

        Every call is recorded with what was proposed, refused and why, and a failed one with its error; the other
        groups go on. With ``dry_run`` nothing is sent or kept. Raises Unavailable ``proposals.no_model``, NotFound.
        """
        door = self._door
        if door is None:
            raise Unavailable(
                "proposals.no_model",
                "No language model is set.",
                "Set CLEARCOPY_MODEL (and OPENAI_BASE_URL, OPENAI_API_KEY), then ask again.",
            )
        prompt, begun = load(PROMPT), self._clock()
        found = self._groups(source, module)
        before = {k.run.input_hash for k in self._lib.proposal_runs(source) if not k.run.error}
        planned = [(g, variables(g, self._taxonomy)) for g in found]
        plans = [(g, v, door.planned(prompt, v, self.bounds.output_tokens)) for g, v in planned]
        fresh = [(g, v) for g, v, plan in plans if module or plan.input_hash not in before]
        most = min(self.bounds.groups, most_groups) if most_groups is not None else self.bounds.groups
        made = _Tally(asked=[], stopped="groups" if len(fresh) > most else "")
        for group, material in fresh[:most]:
            if self._clock() - begun > self.bounds.seconds:
                made.stopped = "seconds"
                break
            if made.in_a_row >= _STOPS_AFTER:
                made.stopped = "failures"
                break
            made.characters += len(prompt.system) + len(prompt.render(**material))
            if dry_run:
                made.asked.append(None)
                continue
            made.add(self._one(actor, source, group, material, prompt, door))
            progress(f"{len(made.asked)} of {min(len(fresh), most)} groups")
        return self._report(source, prompt, door, (len(found), len(fresh)), made, dry_run, self._clock() - begun)

    def accept(self, actor: Actor, id: str, reason: str = "") -> Proposal:
        """Carry a proposal out as the person's edit, and look for what bears the new versions out.

        Raises as ``Library.accept_proposal``; BadInput ``proposals.changed`` where its words are not the module's.
        """
        proposal = self._lib.proposal(id)
        versions: tuple[ModuleDraft, ...] = ()
        if proposal.draft.kind is not ProposalKind.TAG:
            versions = self._versions(proposal)
        settled = self._lib.accept_proposal(actor, id, versions, reason)
        if versions:
            self._linker.link_support(actor, settled.made)
        return settled

    def dismiss(self, actor: Actor, id: str, reason: str = "") -> Proposal:
        """Say that nothing comes of a proposal; it is not proposed again for this version."""
        return self._lib.dismiss_proposal(actor, id, reason)

    def _versions(self, proposal: Proposal) -> tuple[ModuleDraft, ...]:
        module = self._lib.module(proposal.draft.module)
        if proposal.draft.kind is ProposalKind.KIND:
            made = [other_kind(module, proposal.draft.value)]
        else:
            known = {a.passage: self._lib.passage(a.passage) for a in module.anchors}
            source = self._lib.source(proposal.source)
            of_source = self._lib.passages(proposal.source)
            made = pieces_of(module, proposal, known, source.facts, of_source, self._taxonomy)
        return tuple(
            draft.model_copy(update={"anchors": (*draft.anchors, *bearing(draft.anchors, self._bears_out))})
            for draft in made
        )

    def _bears_out(self, anchor: AnchorDraft) -> bool:
        return self._lib.source(self._lib.passage(anchor.passage).source).facts.document_class.bears_out

    def _groups(self, source: str, module: str) -> list[PassageGroup]:
        """Groups of a source's drafts, or of one module. Raises BadInput ``proposals.not_asked`` for a past version."""
        self._lib.source(source)
        held = [self._lib.module(module)] if module else self._lib.modules_of_source(source)
        newest, states = self._lib.newest([m.id for m in held]), self._lib.statuses([m.id for m in held])
        able = [m for m in held if m.id in newest and states[m.id] not in NOT_ASKED_ABOUT]
        if module and not able:
            raise BadInput("proposals.not_asked", "This version is no longer in use.", "Name the newest version.")
        if not module:
            able = [m for m in able if states[m.id] in ASKED_ABOUT]
        if not able:
            return []
        origins = {a.passage for m in able for a in m.anchors if a.role is AnchorRole.ORIGIN and a.source == source}
        known = {p.id: p for p in self._lib.passages(source)}
        known |= {id: self._lib.passage(id) for id in origins - known.keys()}
        found = list(groups(able, source, known, self.bounds.characters, self.bounds.modules))
        if module and not found:
            self.source_of(held[0])
        return found

    def _one(
        self, actor: Actor, source: str, group: PassageGroup, material: dict[str, str], prompt: Prompt, door: Door
    ) -> KeptRun:
        """One call, kept with all that came of it, also where that is an error."""
        begun, run = self._clock(), door.planned(prompt, material, self.bounds.output_tokens)
        reading, answer, error = Reading((), ()), None, None
        try:
            if group.size > 4 * self.bounds.characters:
                raise Refused("proposals.too_long", "The passage is too long to be asked about.")
            answer = door.ask(prompt, material, self.bounds.output_tokens)
            run = answer.run
            reading = self._read(answer, group)
        except (Unavailable, Refused) as caught:
            error = caught
        kept = ProposalRun(
            **run.model_dump(),
            source=source,
            passages=tuple(p.id for p in group.passages),
            modules=tuple(item.module.id for item in group.items),
            refused=reading.refused,
            error=error.code if error else "",
            message=error.message if error else "",
            input_tokens=answer.input_tokens if answer else None,
            output_tokens=answer.output_tokens if answer else None,
            seconds=round(self._clock() - begun, 3),
        )
        return self._lib.record_proposals(actor, kept, reading.drafts)

    def _read(self, answer: ModelAnswer, group: PassageGroup) -> Reading:
        if len(answer.text) > self.bounds.answer:
            raise Unavailable("proposals.too_much", f"The answer has {len(answer.text)} characters.")
        if answer.cut_off:
            raise Unavailable("proposals.cut_off", "The model ran out of tokens before its answer ended.")
        return read(answer.text, group, self._taxonomy)

    def _report(
        self,
        source: str,
        prompt: Prompt,
        door: Door,
        counts: tuple[int, int],
        made: _Tally,
        dry_run: bool,
        seconds: float,
    ) -> ProposalReport:
        found, fresh = counts
        kept = [k for k in made.asked if k is not None]
        failed = [Failure(modules=k.run.modules, code=k.run.error, message=k.run.message) for k in kept if k.run.error]
        left = fresh - len(made.asked)
        sent, received = (_sum(getattr(k.run, name) for k in kept) for name in ("input_tokens", "output_tokens"))
        return ProposalReport(
            outcome="planned" if dry_run and found else _outcome(found, len(kept), len(failed), left),
            source=source,
            model=door.model,
            prompt=prompt.label,
            groups=found,
            asked=len(kept),
            known=found - fresh,
            left=left,
            stopped=made.stopped if left else "",
            failed=tuple(failed),
            runs=tuple(k.id for k in kept),
            proposed=tuple(dict.fromkeys(id for k in kept for id in k.run.proposed)),
            refused=tuple(refusal for k in kept for refusal in k.run.refused),
            characters=made.characters,
            input_tokens=sent,
            output_tokens=received,
            output_tokens_at_most=len(made.asked) * self.bounds.output_tokens,
            cost=self._cost(sent, received),
            seconds=round(seconds, 3),
            dry_run=dry_run,
        )

    def _cost(self, sent: int | None, received: int | None) -> float | None:
        if sent is None or received is None or not (self._prices.sent or self._prices.received):
            return None
        return round((sent * self._prices.sent + received * self._prices.received) / 1_000_000, 6)


@dataclass
class _Tally:
    """The calls of one run so far; a call of a dry run is None."""

    asked: list[KeptRun | None]
    stopped: str = ""
    characters: int = 0
    in_a_row: int = 0

    def add(self, kept: KeptRun) -> None:
        self.asked.append(kept)
        self.in_a_row = self.in_a_row + 1 if kept.run.error else 0


def _outcome(found: int, asked: int, failed: int, left: int) -> str:
    if not found:
        return "nothing"
    if asked and failed == asked:
        return "failed"
    return "partial" if failed or left else "done"


def _sum(values: Iterable[int | None]) -> int | None:
    """The sum; None where one is not known, or there is none."""
    known = list(values)
    return None if not known or None in known else sum(v for v in known if v is not None)
