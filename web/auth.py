"""Who is asking, and may they: sessions, bearer tokens, forgery tokens, and one rule per route.

Every route names its rule as ``dependencies=[may(right)]``, ``[signed_in()]`` or ``[public()]``; rights are those of
``services.RIGHTS``, so a route and the command that does the same ask for the same roles. ``require_rules`` refuses to
start an application with a route that names none, so the default is no.

A browser holds its session token in an HttpOnly cookie; whatever it sends that changes something must also carry the
forgery token (form field ``csrf`` or header ``X-CSRF-Token``), which is an HMAC under the session token itself. A
bearer token is never sent by a browser on its own and needs none.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import BaseRoute

from library.errors import Forbidden, NotSignedIn
from library.models import Actor, Role
from services import RIGHTS

COOKIE = "clearcopy_session"
CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Rule:
    """Who may use a route. ``roles`` None: everybody, signed in or not; empty: anybody signed in."""

    def __init__(self, roles: frozenset[Role] | None, *rights: str) -> None:
        self.roles, self.rights = roles, rights

    def permits(self, actor: Actor | None) -> bool:
        """True if the rule lets this person (or, for None, a stranger) through."""
        if self.roles is None:
            return True
        return actor is not None and (not self.roles or actor.has(*self.roles))

    async def __call__(self, request: Request) -> None:
        """Put the actor on ``request.state``; raise NotSignedIn or Forbidden where the rule says no."""
        refuse_foreign_forms(request)
        request.state.actor = actor = await run_in_threadpool(identify, request, self.roles is not None)
        if not self.permits(actor):
            raise Forbidden(
                "role.not_allowed", "Your role may not do this.", f"It takes: {', '.join(sorted(self.roles or ()))}."
            )
        if self.roles is not None and request.method not in SAFE_METHODS and not bearer(request):
            await check_csrf(request)

    def __repr__(self) -> str:
        if self.roles is None:
            return "public"
        return " and ".join(self.rights) or "signed in"


def may(*rights: str) -> Any:
    """The route is for people whose roles carry every one of ``rights`` (``services.RIGHTS``)."""
    roles = frozenset.intersection(*(frozenset(RIGHTS[right]) for right in rights))
    if not roles:
        raise ValueError(f"nobody holds {rights}")
    return Depends(Rule(roles, *rights))


def signed_in() -> Any:
    """The route is for anybody who is signed in; what it shows is their own or harmless."""
    return Depends(Rule(frozenset()))


def public() -> Any:
    """The route is for everybody: sign-in, static files, health."""
    return Depends(Rule(None))


def rule_of(route: BaseRoute) -> Rule | None:
    """The one rule a route names, or None."""
    found = [d.dependency for d in getattr(route, "dependencies", ()) if isinstance(d.dependency, Rule)]
    return found[0] if len(found) == 1 else None


def require_rules(routes: Iterable[BaseRoute]) -> None:
    """Raise RuntimeError if any route lacks exactly one rule: a forgotten rule must not become an open door."""
    open_doors = [
        getattr(route, "path", repr(route))
        for route in routes
        if not isinstance(route, APIRoute) or rule_of(route) is None
    ]
    if open_doors:
        raise RuntimeError(f"routes without a rule of who may use them: {', '.join(open_doors)}")


def bearer(request: Request) -> str:
    """The bearer token of the request, or an empty string."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def identify(request: Request, required: bool) -> Actor | None:
    """Who the request comes from. A bad token is an error where somebody is required, else simply nobody."""
    token = bearer(request) or request.cookies.get(COOKIE, "")
    if not token:
        if required:
            raise NotSignedIn("web.not_signed_in", "Please sign in.", "Sign in, or send a bearer token.")
        return None
    try:
        actor: Actor = request.app.state.services.library.authenticate(token)
    except Forbidden:
        if required:
            raise
        return None
    return actor


def csrf_token(session: str) -> str:
    """The forgery token that belongs to a session token; knowing it does not reveal the session."""
    return hmac.new(session.encode(), b"clearcopy form", hashlib.sha256).hexdigest()


async def check_csrf(request: Request) -> None:
    """Raise Forbidden unless the request carries its session's forgery token in a header or a form field."""
    given: Any = request.headers.get(CSRF_HEADER, "")
    if not given and "form" in request.headers.get("content-type", ""):
        given = (await request.form()).get(CSRF_FIELD, "")
    wanted = csrf_token(request.cookies.get(COOKIE, ""))
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Forbidden(
            "web.forgery", "This form is out of date or came from another site.", "Reload the page and try again."
        )


def refuse_foreign_forms(request: Request) -> None:
    """Raise Forbidden where a browser says that another site sent a changing request (sign-in included)."""
    if request.method in SAFE_METHODS or bearer(request):
        return
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "")
    foreign = bool(origin) and urlsplit(origin).netloc != request.headers.get("host", "")
    if site not in ("same-origin", "none") or foreign:
        raise Forbidden("web.foreign_site", "This request came from another site.", "Open the page here and try again.")


def set_session(request: Request, response: Response, token: str) -> None:
    """Give the browser its session: out of reach of scripts, not sent along from other sites."""
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/", max_age=12 * 3600
    )


def clear_session(response: Response) -> None:
    """Take the session cookie away."""
    response.delete_cookie(COOKIE, path="/")


def local_path(path: str) -> str:
    """``path`` if it stays on this site, else ``/``: a sign-in must not forward to a stranger's address."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return path if inside and "\n" not in path and "\r" not in path else "/"


def current_actor(request: Request) -> Actor:
    """The person the route's rule let through; NotSignedIn on a public route without a session."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None:
        raise NotSignedIn("web.not_signed_in", "Please sign in.")
    return actor


Me = Annotated[Actor, Depends(current_actor)]
