"""Proposals, runs and reports as plain dictionaries: one form for the command line, the API and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from library.models import AnchorDraft, AnchorRole, KeptRun, Module, Proposal
from modularize.proposals.service import ProposalReport

Shape = dict[str, Any]


class Shelf(Protocol):
    """Reading the modules that proposals are about."""

    def module(self, id: str) -> Module: ...
    def proposal(self, id: str) -> Proposal: ...


def proposal_shape(lib: Shelf, proposal: Proposal, names: Callable[[str], str] = lambda person: person) -> Shape:
    """A proposal with the module's words, the exact words it rests on, where it stands and who said what to it."""
    draft, module = proposal.draft, lib.module(proposal.draft.module)
    return {
        "id": proposal.id,
        "kind": draft.kind.value,
        "state": proposal.state.value,
        "module": draft.module,
        "source": proposal.source,
        "text": module.content.body,
        "language": module.content.language,
        "facet": draft.facet,
        "now": module.content.kind.value if draft.kind.value == "kind" else "",
        "value": draft.value,
        "words": draft.words,
        "anchor": None if draft.anchor is None else _place(draft.anchor),
        "pieces": [
            {
                "text": piece.text,
                "context": [a.quote for a in piece.anchors if a.role is AnchorRole.CONTEXT],
                "anchors": [_place(a) for a in piece.anchors],
            }
            for piece in draft.pieces
        ],
        "left_out": [{"reason": x.reason.value, **_place(x.anchor)} for x in draft.left_out],
        "by": "model",
        "model": proposal.model,
        "prompt": proposal.prompt,
        "run": proposal.run,
        "asked_by": names(proposal.person),
        "at": proposal.at.isoformat(),
        "settled_by": names(proposal.settled_by) if proposal.settled_by else "",
        "settled_at": proposal.settled_at.isoformat() if proposal.settled_at else None,
        "reason": proposal.reason,
        "made": list(proposal.made),
    }


def proposals_shape(
    lib: Shelf, proposals: Iterable[Proposal], names: Callable[[str], str] = lambda person: person
) -> list[Shape]:
    """Proposals as lists give them."""
    return [proposal_shape(lib, proposal, names) for proposal in proposals]


def run_shape(kept: KeptRun, names: Callable[[str], str] = lambda person: person) -> Shape:
    """One call of a model: prompt, model, parameters and hashes, what it proposed, what was refused and why."""
    run = kept.run.model_dump(mode="json", exclude={"writer", "recipe", "dropped"})
    return {"id": kept.id, "asked_by": names(kept.person), "at": kept.at.isoformat(), **run}


def report_shape(lib: Shelf, report: ProposalReport, names: Callable[[str], str] = lambda person: person) -> Shape:
    """What one run came to, with the proposals themselves."""
    found = [proposal_shape(lib, lib.proposal(id), names) for id in report.proposed]
    return {**report.model_dump(mode="json"), "ok": report.ok, "proposed": found}


def _place(anchor: AnchorDraft) -> Shape:
    return anchor.model_dump(mode="json")
