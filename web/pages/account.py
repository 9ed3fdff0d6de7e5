"""One's own account: the password, and bearer tokens with where they are used; nobody else's."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from library.errors import BadInput, Forbidden
from services import Services
from web.api.people import session_for
from web.auth import Me, set_session, signed_in
from web.context import Shop
from web.view import go, render

router = APIRouter(include_in_schema=False)
Password = Annotated[str, Form(max_length=1024)]


@router.get("/account", dependencies=[signed_in()])
def account(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return account_page(request, shop, me)


def account_page(request: Request, shop: Services, me: Me, **more: Any) -> HTMLResponse:
    """Who one is, a form for another password, and the tokens in force."""
    values = {"tokens": shop.library.tokens(me, me.id), "token": "", **more}
    return render(request, "account.html", **values)


@router.post("/account/password", dependencies=[signed_in()])
def change_password(
    request: Request, shop: Shop, me: Me, current: Password, password: Password, again: Password
) -> Response:
    """Every session and token of the person ends; this browser gets a new session."""
    if password != again:
        raise BadInput("people.password_differs", "The two new passwords differ.", "Type the new one twice.")
    if not shop.library.check_password(me.id, current):
        raise Forbidden("people.wrong_password", "That is not your present password.", "Nothing was changed.")
    shop.library.change_password(me, me.id, password)
    answer = go(request, "/account")
    set_session(request, answer, session_for(shop, request, me.name, password))
    return answer


@router.post("/account/tokens", dependencies=[signed_in()])
def issue_token(
    request: Request,
    shop: Shop,
    me: Me,
    label: Annotated[str, Form(max_length=200)] = "",
    days: Annotated[int, Form(ge=1, le=366)] = 30,
) -> HTMLResponse:
    return account_page(request, shop, me, token=shop.library.issue_token(me, me.id, label=label, days=days))


@router.post("/account/tokens/{token}/revoke", dependencies=[signed_in()])
def revoke_token(token: str, request: Request, shop: Shop, me: Me) -> Response:
    shop.library.revoke_token(me, me.id, token)
    return go(request, "/account")
