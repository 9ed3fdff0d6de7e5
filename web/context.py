"""What every handler is given: the services of this application, and lists cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request

from library.errors import BadInput
from library.models import Actor, Audience, Role, Scope, UseClass
from services import Services, seen_by

T = TypeVar("T")


def services_of(request: Request) -> Services:
    """The bundle this application was made with, as the person the route's rule let through may use it."""
    bundle: Services = request.app.state.services
    actor: Actor | None = getattr(request.state, "actor", None)
    return bundle if actor is None else seen_by(bundle, actor)


Shop = Annotated[Services, Depends(services_of)]
After = Annotated[str, Query(description="The `next` of the page before; empty for the first.", max_length=200)]
Limit = Annotated[int, Query(description="How many to return.", ge=1, le=200)]


def cut(items: Sequence[T], after: str, limit: int, key: Callable[[T], str]) -> tuple[list[T], str | None]:
    """``(page, cursor of the next page)`` of a list in its own order; BadInput for a cursor the list does not hold."""
    start = 0
    if after:
        found = [place for place, item in enumerate(items) if key(item) == after]
        if not found:
            raise BadInput("web.cursor", "The list has changed since that page.", "Start again without `after`.")
        start = found[0] + 1
    page = list(items[start : start + limit])
    more = start + limit < len(items)
    return page, key(page[-1]) if page and more else None


def paged(items: list[dict[str, Any]], after: str | None) -> dict[str, Any]:
    """The body of a paginated answer."""
    return {"items": items, "next": after}


def one_of(actor: Actor, *roles: Role) -> Role:
    """The first of ``roles`` that the actor holds, else the first role they hold at all."""
    return next((role for role in roles if actor.has(role)), actor.roles[0])


def scope_of(market: str, audience: str = "hcp", use_class: str = "promotional", channel: str = "*") -> Scope:
    """A scope from what a form or query gives; BadInput where a value is not one of ours."""
    try:
        return Scope(
            market=market.strip().upper() or "*",
            audience=Audience(audience),
            use_class=UseClass(use_class),
            channel=channel or "*",
        )
    except ValueError as error:
        raise BadInput("web.scope", f"That is no scope: {error}", "Choose market, audience and use class.") from error


def market_for(actor: Actor, asked: str) -> str:
    """The market whose approvals count: a doctor's, rep's or MSL's is their own, others may choose one."""
    bound = all(role in (Role.DOCTOR, Role.REP, Role.MSL) for role in actor.roles)
    market = (actor.market if bound and actor.market else asked or actor.market).strip().upper()
    if not market:
        raise BadInput("web.market", "It is not known for which market.", "Choose a market, such as US, EU, CN or JP.")
    return market


def own_scope(shop: Services, subject: str) -> Scope:
    """The scope a module, asset or source is made for: what a reviewer is offered first."""
    return shop.desk.own_scope(*shop.library.resolve(subject))
