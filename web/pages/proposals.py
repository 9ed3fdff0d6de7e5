"""What a language model proposed: beside the exact words it rests on, to accept as one's own edit or to dismiss."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from library.errors import BadInput
from library.models import ProposalState
from modularize.proposals.shapes import proposals_shape, report_shape
from services import Services, source_id
from web.api.modules import module_of, name_of
from web.api.proposals import proposal_of
from web.auth import Me, may
from web.context import Shop
from web.pages.library import label_of, show
from web.view import go, render

router = APIRouter(include_in_schema=False)
PER_PAGE = 20
GROUPS = 3
"""Groups of passages that one press of the button asks about."""


@router.get("/proposals", dependencies=[may("proposals")])
def listing(
    request: Request, shop: Shop, state: str = "open", source: str = "", module: str = "", after: str = ""
) -> HTMLResponse:
    return page(request, shop, {"state": state, "source": source, "module": module}, after)


def page(request: Request, shop: Services, asked: dict[str, str], after: str = "", **more: Any) -> HTMLResponse:
    """The proposals that pass the filters, with what an asking just now came to."""
    try:
        wanted = ProposalState(asked["state"]) if asked["state"] else None
    except ValueError as error:
        raise BadInput("web.filter", "There is no such state.", "Choose one from the list.") from error
    found = shop.library.proposals(
        state=wanted,
        source=source_id(shop, asked["source"]) if asked["source"] else "",
        module=module_of(shop, asked["module"]).id if asked["module"] else "",
        after=after,
        limit=PER_PAGE + 1,
    )
    values: dict[str, Any] = {
        "proposals": proposals_shape(shop.library, found[:PER_PAGE], name_of(shop)),
        "following": found[PER_PAGE - 1].id if len(found) > PER_PAGE else "",
        "asked": asked,
        "states": [s.value for s in ProposalState],
        "has_model": shop.proposals.has_model,
        "label": label_of(shop, request),
        "report": None,
        **more,
    }
    return render(request, "proposals.html", **values)


@router.post("/sources/{source}/propose", dependencies=[may("propose")])
def ask_about_source(source: str, request: Request, shop: Shop, me: Me) -> HTMLResponse:
    full = source_id(shop, source)
    report = shop.proposals.propose(me, full, most_groups=GROUPS)
    asked = {"state": "open", "source": full, "module": ""}
    return page(request, shop, asked, report=report_shape(shop.library, report, name_of(shop)))


@router.post("/modules/{module}/propose", dependencies=[may("propose")])
def ask_about_module(module: str, request: Request, shop: Shop, me: Me) -> HTMLResponse:
    record = module_of(shop, module)
    report = shop.proposals.propose(me, shop.proposals.source_of(record), record.id)
    return show(request, shop, record.id, report=report_shape(shop.library, report, name_of(shop)))


@router.post("/proposals/{proposal}/accept", dependencies=[may("propose")])
def accept(
    proposal: str, request: Request, shop: Shop, me: Me, reason: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    settled = shop.proposals.accept(me, proposal_of(shop, proposal).id, reason)
    return go(request, f"/modules/{settled.made[0]}")


@router.post("/proposals/{proposal}/dismiss", dependencies=[may("propose")])
def dismiss(
    proposal: str, request: Request, shop: Shop, me: Me, reason: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    settled = shop.proposals.dismiss(me, proposal_of(shop, proposal).id, reason)
    return go(request, f"/modules/{settled.draft.module}")
