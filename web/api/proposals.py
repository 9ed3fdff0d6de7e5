"""What a language model proposes about modules: ask it, list, accept, dismiss; the runs with all that was refused."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from library.errors import NotFound
from library.models import Proposal, ProposalState
from modularize.proposals.shapes import proposal_shape, proposals_shape, report_shape, run_shape
from services import Services, source_id
from web.api.models import Body, Page, SubmitIn
from web.api.modules import module_of, name_of
from web.auth import Me, may
from web.context import After, Limit, Shop, paged

router = APIRouter(prefix="/api/v1", tags=["proposals"])
AT_ONCE = 10
"""Groups one request may ask about: each is a call that may take minutes."""


class AskIn(Body):
    """How much to ask about now; what was asked about before is not asked again."""

    groups: int = Field(default=5, ge=1, le=AT_ONCE)
    dry_run: bool = Field(default=False, description="send nothing; say what would be sent")


class AskOneIn(Body):
    dry_run: bool = Field(default=False, description="send nothing; say what would be sent")


class ProposalOut(BaseModel):
    id: str
    kind: str = Field(description="split, kind or tag")
    state: str = Field(description="open, accepted, dismissed or overtaken")
    module: str
    source: str
    text: str
    language: str
    facet: str
    now: str
    value: str
    words: str
    anchor: dict[str, Any] | None
    pieces: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    by: str
    model: str
    prompt: str
    run: str
    asked_by: str
    at: str
    settled_by: str
    settled_at: str | None
    reason: str
    made: list[str]


class ReportOut(BaseModel):
    ok: bool = Field(description="false where a call failed or something was left for another request")
    outcome: str = Field(description="done, partial, failed, nothing, or planned for a dry run")
    source: str
    model: str
    prompt: str
    groups: int
    asked: int
    known: int
    left: int
    stopped: str
    failed: list[dict[str, Any]]
    runs: list[str]
    proposed: list[ProposalOut]
    refused: list[dict[str, Any]]
    characters: int
    input_tokens: int | None
    output_tokens: int | None
    output_tokens_at_most: int
    cost: float | None
    seconds: float
    dry_run: bool


class RunOut(BaseModel):
    id: str
    asked_by: str
    at: str
    prompt: str
    prompt_hash: str
    model: str
    parameters: dict[str, Any]
    input_hash: str
    output_hash: str
    source: str
    passages: list[str]
    modules: list[str]
    proposed: list[str]
    refused: list[dict[str, Any]]
    error: str
    message: str
    input_tokens: int | None
    output_tokens: int | None
    seconds: float


def proposal_of(shop: Services, prefix: str) -> Proposal:
    """The proposal of a unique id prefix; NotFound if it names another kind of record."""
    kind, full = shop.library.resolve(prefix)
    if kind != "proposal":
        raise NotFound("proposals.unknown", f"{prefix} is no proposal but a {kind}.")
    return shop.library.proposal(full)


@router.post(
    "/sources/{source}/propose",
    summary="Ask the language model about a document's drafts, a few groups of passages at a time",
    response_model=ReportOut,
    dependencies=[may("propose")],
)
def propose(source: str, body: AskIn, shop: Shop, me: Me) -> dict[str, Any]:
    full = source_id(shop, source)
    report = shop.proposals.propose(me, full, most_groups=body.groups, dry_run=body.dry_run)
    return report_shape(shop.library, report, name_of(shop))


@router.post(
    "/modules/{module}/propose",
    summary="Ask the language model about one module",
    response_model=ReportOut,
    dependencies=[may("propose")],
)
def propose_one(module: str, body: AskOneIn, shop: Shop, me: Me) -> dict[str, Any]:
    record = module_of(shop, module)
    report = shop.proposals.propose(me, shop.proposals.source_of(record), record.id, dry_run=body.dry_run)
    return report_shape(shop.library, report, name_of(shop))


@router.get("/proposals", summary="List proposals", response_model=Page[ProposalOut], dependencies=[may("proposals")])
def list_proposals(
    shop: Shop,
    state: ProposalState | None = None,
    source: str = "",
    module: str = "",
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    found = shop.library.proposals(
        state=state,
        source=source_id(shop, source) if source else "",
        module=module_of(shop, module).id if module else "",
        after=after,
        limit=limit + 1,
    )
    following = found[limit - 1].id if len(found) > limit else None
    return paged(proposals_shape(shop.library, found[:limit], name_of(shop)), following)


@router.get(
    "/proposals/{proposal}", summary="One proposal", response_model=ProposalOut, dependencies=[may("proposals")]
)
def show_proposal(proposal: str, shop: Shop) -> dict[str, Any]:
    return proposal_shape(shop.library, proposal_of(shop, proposal), name_of(shop))


@router.post(
    "/proposals/{proposal}/accept",
    summary="Accept: your own edit, for which you are an author",
    response_model=ProposalOut,
    dependencies=[may("propose")],
)
def accept(proposal: str, body: SubmitIn, shop: Shop, me: Me) -> dict[str, Any]:
    settled = shop.proposals.accept(me, proposal_of(shop, proposal).id, body.reason)
    return proposal_shape(shop.library, settled, name_of(shop))


@router.post(
    "/proposals/{proposal}/dismiss",
    summary="Dismiss: it is not proposed again for this version",
    response_model=ProposalOut,
    dependencies=[may("propose")],
)
def dismiss(proposal: str, body: SubmitIn, shop: Shop, me: Me) -> dict[str, Any]:
    settled = shop.proposals.dismiss(me, proposal_of(shop, proposal).id, body.reason)
    return proposal_shape(shop.library, settled, name_of(shop))


@router.get(
    "/sources/{source}/proposal-runs",
    summary="The calls of a model about a document, with all that was refused and why",
    response_model=list[RunOut],
    dependencies=[may("proposals")],
)
def proposal_runs(source: str, shop: Shop) -> list[dict[str, Any]]:
    return [run_shape(kept, name_of(shop)) for kept in shop.library.proposal_runs(source_id(shop, source))]
