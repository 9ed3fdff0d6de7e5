"""The review desk: what waits, one subject beside its source with what the checks found, a signature, and the next."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from library.errors import BadInput
from library.models import Actor, Role, Verdict
from services import Services
from shapes import asset_shape, finding_shape, module_shape, modules_shape, queue_shape
from web.api.modules import decisions_of, name_of
from web.auth import Me, may
from web.context import Shop, own_scope, scope_of
from web.pages.library import label_of
from web.view import go, holds, render

router = APIRouter(include_in_schema=False)
MEANING = "I approve this content for the stated use"
SIGNERS = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY)


@router.get("/review", dependencies=[may("read")])
def queue(request: Request, shop: Shop, me: Me, done: str = "") -> HTMLResponse:
    names = name_of(shop)
    items = [{**queue_shape(item), "author": names(item.author)} for item in shop.desk.queue(me)]
    return render(request, "review.html", items=items, done=done, link=link)


def link(item: dict[str, Any]) -> str:
    """Where a line of the queue leads: labels are signed on their own page."""
    return f"/sources/{item['id']}" if item["kind"] == "source" else f"/review/{item['id']}"


@router.get("/review/{subject}", dependencies=[may("read")])
def subject_page(subject: str, request: Request, shop: Shop, me: Me) -> Response:
    kind, full = shop.library.resolve(subject)
    if kind == "source":
        return RedirectResponse(f"/sources/{full}", 303)
    if kind not in ("module", "asset"):
        raise BadInput("review.kind", f"A {kind} is not reviewed here.", "Choose something from the queue.")
    return render(request, "review_item.html", **desk_values(request, shop, me, kind, full))


def desk_values(request: Request, shop: Services, me: Actor, kind: str, full: str) -> dict[str, Any]:
    """All a reviewer needs before signing one subject."""
    required = shop.library.required_roles(full)
    signed = {d.role for d in shop.library.decisions(full) if d.verdict is Verdict.APPROVE}
    waiting = [item.id for item in shop.desk.queue(me)]
    values: dict[str, Any] = {
        "kind": kind,
        "m": None,
        "a": None,
        "cited": {},
        "findings": [finding_shape(finding) for finding in shop.desk.check(full)],
        "decisions": decisions_of(shop, full),
        "required": [role.value for role in required],
        "missing": [role.value for role in required if role not in signed],
        "roles": [role.value for role in SIGNERS if me.has(role) and role in required] if holds(me, "decide") else [],
        "is_author": me.id in shop.library.authors(full),
        "scope": own_scope(shop, full).model_dump(mode="json"),
        "place": waiting.index(full) + 1 if full in waiting else 0,
        "total": len(waiting),
        "skip_to": next_after(waiting, full),
        "label": label_of(shop, request),
    }
    if kind == "module":
        return {**values, "m": module_shape(shop.library, shop.library.module(full))}
    asset = shop.library.asset(full)
    return {**values, "a": asset_shape(shop.library, asset), "cited": cited_modules(shop, asset.content.cited)}


def cited_modules(shop: Services, ids: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The modules a piece cites, by id."""
    shapes = modules_shape(shop.library, [shop.library.module(id_) for id_ in ids])
    return {shape["id"]: shape for shape in shapes}


def next_after(waiting: list[str], current: str) -> str:
    """The subject after the current one in the queue, going round; empty if no other waits."""
    others = [id_ for id_ in waiting if id_ != current]
    if current not in waiting:
        return others[0] if others else ""
    return next(iter(waiting[waiting.index(current) + 1 :]), others[0] if others else "")


@router.post("/review/{subject}/decide", dependencies=[may("decide", "read")])
def decide(
    subject: str,
    request: Request,
    shop: Shop,
    me: Me,
    verdict: Annotated[Verdict, Form()],
    role: Annotated[Role, Form()],
    password: Annotated[str, Form()],
    market: Annotated[str, Form(max_length=2)],
    audience: Annotated[str, Form()],
    use_class: Annotated[str, Form()],
    meaning: Annotated[str, Form(max_length=500)] = "",
    reason: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    full = shop.library.resolve(subject)[1]
    following = next_after([item.id for item in shop.desk.queue(me)], full)
    said: dict[str, Any] = {
        "role": role,
        "scope": scope_of(market, audience, use_class),
        "password": password,
        "reason": reason.strip(),
    }
    if verdict is Verdict.APPROVE:
        shop.desk.approve(me, full, meaning=meaning.strip() or MEANING, **said)
    elif not said["reason"]:
        raise BadInput("review.reason", "Say why, so that the author knows what to change.")
    elif verdict is Verdict.REJECT:
        shop.desk.reject(me, full, **said)
    elif verdict is Verdict.REQUEST_CHANGES:
        shop.desk.request_changes(me, full, **said)
    else:
        raise BadInput("review.verdict", "Choose approve, reject or request changes.")
    return go(request, f"/review/{following}" if following else "/review?done=1")
