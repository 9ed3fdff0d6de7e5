"""From a template to an answer: one Jinja environment with autoescape, and what every page is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generate.render.parts import printable
from library.models import Actor
from services import RIGHTS
from web import vocabulary, words
from web.auth import COOKIE, csrf_token
from web.pictures import by_page

TEMPLATES = Path(__file__).parent / "templates"

MENU: tuple[tuple[str, str, str, str], ...] = (
    ("/", "home", "home", ""),
    ("/fetch", "fetch", "bolt", "fetch"),
    ("/ask", "ask", "question", "ask"),
    ("/answers", "answers", "clock", "ask"),
    ("/review", "review", "check", "read"),
    ("/library", "library", "book", "read"),
    ("/sources", "sources", "file", "read"),
    ("/upload", "upload", "upload", "ingest"),
    ("/check", "check", "scan", "check"),
    ("/coverage", "coverage", "grid", "coverage"),
    ("/assets", "assets", "layers", "read"),
    ("/handovers", "handovers", "inbox", "handovers"),
    ("/impact", "impact", "branch", "impact"),
    ("/proposals", "proposals", "layers", "proposals"),
    ("/vocabulary", "vocabulary", "tag", "read"),
    ("/policy", "policy", "scale", "policy_show"),
    ("/audit", "audit", "shield", "audit"),
    ("/people", "people", "users", "users"),
)
"""Address, key of its words, picture, and the right it takes (empty: anybody signed in)."""


def environment() -> Environment:
    """Templates that escape everything and fail on a name they were not given."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["short"] = lambda text: str(text)[:10]
    env.filters["moment"] = moment
    env.filters["by_page"] = by_page
    env.filters["printable"] = printable
    return env


def moment(value: Any) -> str:
    """A time as people read it, in UTC and saying so."""
    if not value:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def holds(actor: Actor | None, right: str) -> bool:
    """True if the person's roles carry the right."""
    return actor is not None and actor.has(*RIGHTS[right])


def menu(actor: Actor | None) -> list[tuple[str, str, str]]:
    """``(address, key, picture)`` of what this person may open."""
    if actor is None:
        return []
    return [(path, key, icon) for path, key, icon, right in MENU if not right or holds(actor, right)]


def speaker(request: Request) -> words.Speaker:
    """The words in the language of this request."""
    return words.Speaker(request.app.state.words, words.language_of(request))


def product_name(request: Request, id_: str) -> str:
    """A product's name in the user's language; what the taxonomy does not hold is shown as it is."""
    return vocabulary.product_label(request.app.state.services, id_, speaker(request).language) if id_ else ""


def go(request: Request, path: str) -> Response:
    """On to another page: a redirect, or for a form that htmx sent (it keeps what was typed on errors) its header."""
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page or fragment with the words of the user's language, who is signed in, and the forgery token."""
    actor: Actor | None = getattr(request.state, "actor", None)
    session = request.cookies.get(COOKIE, "")
    context: Mapping[str, Any] = {
        "t": speaker(request),
        "languages": words.LANGUAGES,
        "me": actor,
        "may": lambda right: holds(actor, right),
        "menu": menu(actor),
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "product_name": lambda id_: product_name(request, id_),
        "csrf": csrf_token(session) if session else "",
        **values,
    }
    page = request.app.state.templates.get_template(template).render(context)
    return HTMLResponse(page, status_code=status)
