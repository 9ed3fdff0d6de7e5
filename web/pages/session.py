"""Signing in and out, the language, the home page of each role, and the static files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from library.errors import Forbidden, NotFound
from library.models import Actor, Status
from services import Services
from web import words
from web.api.asking import inbox, own_answers
from web.api.people import session_for
from web.auth import COOKIE, Me, clear_session, local_path, public, set_session, signed_in
from web.context import Shop
from web.errors import line_of, problem
from web.view import holds, render

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).parent.parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
MOST_COUNTED = 1000
"""Modules of a state that the home page counts; from there on it says so many and more."""


@router.get("/static/{path:path}", dependencies=[public()])
def static(path: str) -> Response:
    file = (STATIC / path).resolve()
    if not file.is_relative_to(STATIC) or not file.is_file() or file.suffix not in TYPES:
        raise NotFound("web.no_such_page", "There is no such file.")
    return FileResponse(file, media_type=TYPES[file.suffix], headers={"Cache-Control": "public, max-age=86400"})


@router.get("/login", dependencies=[public()])
def login_form(request: Request, next: str = "/") -> Response:
    if getattr(request.state, "actor", None):
        return RedirectResponse(local_path(next), 303)
    return render(request, "login.html", next=local_path(next), name="", problem=None)


@router.post("/login", dependencies=[public()])
def login(
    request: Request,
    shop: Shop,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    try:
        token = session_for(shop, request, name, password)
    except Forbidden as error:
        status, title = line_of(error)
        body = problem(status, title, error.message, error.code, error.next_step)
        request.state.actor = None
        return render(request, "login.html", status=status, next=local_path(next), name=name, problem=body)
    answer = RedirectResponse(local_path(next), 303)
    set_session(request, answer, token)
    return answer


@router.post("/logout", dependencies=[signed_in()])
def logout(request: Request, shop: Shop) -> Response:
    shop.library.sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    clear_session(answer)
    return answer


@router.post("/language", dependencies=[public()])
def language(language: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    answer = RedirectResponse(local_path(next), 303)
    if language in words.LANGUAGES:
        answer.set_cookie(words.COOKIE, language, samesite="lax", httponly=True, max_age=365 * 86400)
    return answer


@router.get("/", dependencies=[signed_in()])
def home(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return render(request, "home.html", tiles=tiles(shop, me), recent=recent(shop, me))


def tiles(shop: Services, me: Actor) -> list[dict[str, Any]]:
    """What this person's roles wait for: ``{href, key, count}`` each; a count of None is a door without a number."""
    found: list[dict[str, Any]] = []

    def add(right: str, href: str, key: str, count: Any = None) -> None:
        if holds(me, right):
            found.append({"href": href, "key": key, "count": count() if count else None})

    add("fetch", "/fetch", "fetch")
    add("ask", "/ask", "ask")
    add("handovers", "/handovers", "handovers", lambda: sum(not h["acknowledged_at"] for h in inbox(shop, me)))
    add("read", "/review", "review", lambda: len(shop.desk.queue(me)))
    add("read", "/library", "modules", lambda: shop.library.count_modules())
    add("read", "/library?status=released", "released", lambda: up_to(shop, Status.RELEASED))
    add("submit", "/library?status=draft", "drafts", lambda: up_to(shop, Status.DRAFT))
    add("read", "/sources", "sources", lambda: len(shop.library.sources()))
    add("read", "/assets", "assets", lambda: len(shop.library.assets()))
    add("ingest", "/upload", "upload")
    add("users", "/people", "people", lambda: len(shop.library.users()))
    add("audit", "/audit", "audit")
    return found


def up_to(shop: Services, status: Status) -> str:
    """How many modules stand so, counted no further than a page of the home screen needs."""
    count = shop.library.count_modules(status, most=MOST_COUNTED)
    return f"{count}+" if count == MOST_COUNTED else str(count)


def recent(shop: Services, me: Actor) -> list[dict[str, Any]]:
    """The person's last questions, for those who ask."""
    if not holds(me, "ask"):
        return []
    return [
        {"id": a.id, "question": a.content.question, "outcome": a.content.outcome.value, "at": a.at}
        for a in own_answers(shop, me)[:5]
    ]
