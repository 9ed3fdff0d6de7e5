"""People: who am I, sign in for a token, and the administrator's desk."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from library.models import Actor
from services import Services
from shapes import actor_shape
from web.api.models import ActorOut, CredentialsIn, Page, RoleIn, TokenIn, TokenOut, UserIn
from web.auth import COOKIE, Me, bearer, may, public, signed_in
from web.context import After, Limit, Shop, cut, paged

router = APIRouter(prefix="/api/v1", tags=["people"])


@router.post("/session", summary="Sign in for a session token", response_model=TokenOut, dependencies=[public()])
def sign_in(body: CredentialsIn, request: Request, shop: Shop) -> dict[str, str]:
    return {"token": session_for(shop, request, body.name, body.password)}


def session_for(shop: Services, request: Request, name: str, password: str) -> str:
    """A session token for a name and password; attempts are counted per place and per name."""
    place = f"place:{request.client.host if request.client else ''}"
    person = f"name:{name.strip().casefold()}"
    attempts = request.app.state.attempts
    attempts.note(place, person)
    token: str = shop.library.sign_in(name.strip(), password)
    attempts.clear(place, person)
    return token


@router.delete("/session", summary="Sign out", status_code=204, dependencies=[signed_in()])
def sign_out(request: Request, shop: Shop) -> None:
    shop.library.sign_out(bearer(request) or request.cookies.get(COOKIE, ""))


@router.get("/me", summary="Who you are", response_model=ActorOut, dependencies=[signed_in()])
def me(me: Me) -> dict[str, Any]:
    return actor_shape(me)


@router.get("/users", summary="Everybody", response_model=Page[ActorOut], dependencies=[may("users")])
def users(shop: Shop, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    page, following = cut(shop.library.users(), after, limit, lambda user: user.id)
    return paged([actor_shape(user) for user in page], following)


@router.post("/users", summary="Add a person", response_model=ActorOut, status_code=201, dependencies=[may("users")])
def add_user(body: UserIn, shop: Shop, me: Me) -> dict[str, Any]:
    return actor_shape(new_user(shop, me, body))


def new_user(shop: Services, me: Actor, body: UserIn) -> Actor:
    """The person added."""
    return shop.library.add_user(
        me, body.name, body.password, tuple(body.roles), market=body.market.upper(), email=body.email
    )


@router.post("/users/{user}/roles", summary="Grant a role", response_model=ActorOut, dependencies=[may("users")])
def grant(user: str, body: RoleIn, shop: Shop, me: Me) -> dict[str, Any]:
    shop.library.grant(me, user, body.role)
    return actor_shape(shop.library.user(user))


@router.post("/users/{user}/revoke", summary="Take a role away", response_model=ActorOut, dependencies=[may("users")])
def revoke(user: str, body: RoleIn, shop: Shop, me: Me) -> dict[str, Any]:
    shop.library.revoke(me, user, body.role)
    return actor_shape(shop.library.user(user))


@router.post(
    "/users/{user}/tokens",
    summary="Issue a bearer token, shown once",
    response_model=TokenOut,
    dependencies=[may("users")],
)
def token(user: str, body: TokenIn, shop: Shop, me: Me) -> dict[str, str]:
    return {"token": shop.library.issue_token(me, user, label=body.label, days=body.days)}
