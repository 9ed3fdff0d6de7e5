"""Impact of a change, the audit trail, the policy with products on hold, and people."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from library.errors import BadInput
from library.models import DocumentClass, Role
from shapes import actor_shape, event_shape, finding_shape, impact_shape, policy_shape, source_shape
from versions import with_update
from web import vocabulary
from web.api import audit as audit_api
from web.api.models import UserIn
from web.api.modules import name_of
from web.api.people import new_user
from web.api.review import full_id
from web.auth import Me, may
from web.context import Shop
from web.view import go, render, speaker

router = APIRouter(include_in_schema=False)
ROLES = [role.value for role in Role if role is not Role.SYSTEM]
EVENTS_PER_PAGE = 100


@router.get("/impact", dependencies=[may("impact")])
def impact(request: Request, shop: Shop, id: str = "") -> HTMLResponse:
    library = shop.library
    labels = library.sources(document_class=DocumentClass.LABEL)
    subject = full_id(shop, id.strip()) if id.strip() else ""
    shape = with_update(impact_shape(shop.desk.impact(subject)), shop.journeys.update_of(subject)) if subject else None
    return render(
        request,
        "impact.html",
        id=subject,
        impact=shape,
        labels=[source_shape(source, library.source_status(source.id)) for source in labels],
        link=address,
    )


def address(item: dict[str, Any]) -> str:
    """The page of an affected record; empty where it has none."""
    room = {"module": "/modules/", "asset": "/assets/", "source": "/sources/"}.get(item["kind"])
    return f"{room}{item['id']}" if room else ""


@router.get("/audit", dependencies=[may("audit")])
def audit(request: Request, shop: Shop, after: int = 0) -> HTMLResponse:
    found = shop.library.events(after=after, limit=EVENTS_PER_PAGE + 1)
    names = name_of(shop)
    shapes = [{**event_shape(event), "name": names(event.actor)} for event in found[:EVENTS_PER_PAGE]]
    following = shapes[-1]["seq"] if len(found) > EVENTS_PER_PAGE else None
    return render(request, "audit.html", events=shapes, following=following, after=after)


@router.get("/audit/verify", dependencies=[may("audit")])
def verify(request: Request, shop: Shop) -> HTMLResponse:
    found = [finding_shape(finding) for finding in shop.library.verify_audit()]
    return render(request, "_verified.html", findings=found)


@router.get("/audit/export", dependencies=[may("audit")])
def export(shop: Shop) -> Response:
    return audit_api.export(shop)


@router.get("/policy", dependencies=[may("policy_show")])
def policy(request: Request, shop: Shop) -> HTMLResponse:
    current = shop.library.policy()
    names = name_of(shop)
    return render(
        request,
        "policy.html",
        policy=policy_shape(current) if current else None,
        imported_by=names(current.imported_by) if current else "",
        holds=[{**hold.model_dump(mode="json"), "name": names(hold.person)} for hold in shop.library.holds()],
        products=vocabulary.products(shop, speaker(request).language),
    )


@router.post("/policy", dependencies=[may("policy_import", "policy_show")])
def import_policy(
    request: Request,
    shop: Shop,
    me: Me,
    yaml: Annotated[str, Form(min_length=1, max_length=200_000)],
    password: Annotated[str, Form()],
) -> Response:
    shop.desk.import_policy(me, yaml, password)
    return go(request, "/policy")


@router.post("/holds", dependencies=[may("hold", "policy_show")])
def hold(
    request: Request,
    shop: Shop,
    me: Me,
    product: Annotated[str, Form(min_length=1)],
    market: Annotated[str, Form(min_length=2, max_length=2)],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    shop.library.hold(me, shop.taxonomy.product(product) or product, market.upper(), reason)
    return go(request, "/policy")


@router.post("/holds/{hold_id}/lift", dependencies=[may("lift", "policy_show")])
def lift(
    hold_id: str, request: Request, shop: Shop, me: Me, reason: Annotated[str, Form(min_length=1, max_length=2000)]
) -> Response:
    shop.library.lift(me, hold_id, reason)
    return go(request, "/policy")


@router.get("/people", dependencies=[may("users")])
def people(request: Request, shop: Shop) -> HTMLResponse:
    return people_page(request, shop)


def people_page(request: Request, shop: Any, **more: Any) -> HTMLResponse:
    """Everybody, and a form for one more."""
    users = [actor_shape(user) for user in shop.library.users()]
    return render(request, "people.html", **{"users": users, "roles": ROLES, "token": "", "token_of": "", **more})


@router.post("/people", dependencies=[may("users")])
def add_person(
    request: Request,
    shop: Shop,
    me: Me,
    name: Annotated[str, Form(min_length=1, max_length=200)],
    password: Annotated[str, Form(min_length=8, max_length=1000)],
    role: Annotated[list[Role], Form()],
    market: Annotated[str, Form(max_length=2)] = "",
    email: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    new_user(shop, me, UserIn(name=name, password=password, roles=role, market=market, email=email))
    return go(request, "/people")


@router.post("/people/{user}/roles", dependencies=[may("users")])
def change_role(
    user: str,
    shop: Shop,
    me: Me,
    role: Annotated[Role, Form()],
    action: Annotated[str, Form(pattern="^(grant|revoke)$")],
) -> Response:
    change = shop.library.grant if action == "grant" else shop.library.revoke
    change(me, user, role)
    return RedirectResponse("/people", 303)


@router.post("/people/{user}/token", dependencies=[may("users")])
def issue_token(
    user: str, request: Request, shop: Shop, me: Me, days: Annotated[int, Form(ge=1, le=365)] = 30
) -> HTMLResponse:
    token = shop.library.issue_token(me, user, label="web", days=days)
    return people_page(request, shop, token=token, token_of=shop.library.user(user).name)


@router.post("/people/{user}/password", dependencies=[may("users")])
def set_password(
    user: str, request: Request, shop: Shop, me: Me, password: Annotated[str, Form(max_length=1024)]
) -> Response:
    """For somebody who forgot theirs; their sessions and tokens end."""
    shop.library.change_password(me, user, password)
    return go(request, "/people")


@router.post("/people/{user}/erase", dependencies=[may("users")])
def erase(user: str, request: Request, shop: Shop, me: Me, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Forget a person, whose name is typed to confirm."""
    if name.strip() != shop.library.user(user).name:
        raise BadInput("people.erase_confirm", "The name typed is not this person's.", "Nobody was erased.")
    shop.library.erase(me, user)
    return go(request, "/people")
