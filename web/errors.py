"""From an error to an answer: one table, problem+json (RFC 9457) for programs and a page for people.

No traceback, SQL or file path leaves: an error that nobody expected is logged under a number, and only the number is
shown.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from library.errors import (
    BadInput,
    ClearcopyError,
    Conflict,
    Forbidden,
    NotEligible,
    NotFound,
    NotSignedIn,
    Refused,
    Unavailable,
)
from web.headers import HEADERS
from web.limits import TooLarge, TooManyAttempts
from web.view import render

log = logging.getLogger("clearcopy.web")

TABLE: dict[type[ClearcopyError], tuple[int, str]] = {
    TooLarge: (413, "Too large"),
    TooManyAttempts: (429, "Too many attempts"),
    NotFound: (404, "Not found"),
    Refused: (422, "Document refused"),
    BadInput: (422, "This cannot be used"),
    NotSignedIn: (401, "Not signed in"),
    NotEligible: (409, "Not approved for this use"),
    Forbidden: (403, "Not allowed"),
    Conflict: (409, "Changed in the meantime"),
    Unavailable: (503, "Not available"),
    ClearcopyError: (500, "Error"),
}
"""Status and title per error class; a class that is not listed takes its nearest listed ancestor's line."""


def line_of(error: ClearcopyError) -> tuple[int, str]:
    """Status and title of an error."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


def problem(status: int, title: str, detail: str, code: str, next_step: str = "", **more: Any) -> dict[str, Any]:
    """The members of a problem document; ``type`` is a URN of the stable code."""
    body = {"type": f"urn:clearcopy:problem:{code}", "title": title, "status": status, "detail": detail, "code": code}
    return {**body, "next_step": next_step, **more}


def wants_page(request: Request) -> bool:
    """True where a person's browser asks for a page or a fragment of one."""
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers


def answer(request: Request, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """The problem as JSON, as a page, or as a notice inside the page that htmx keeps open."""
    status = body["status"]
    if not wants_page(request):
        return JSONResponse(body, status, headers, media_type="application/problem+json")
    fragment = "hx-request" in request.headers
    if status == HTTPStatus.UNAUTHORIZED and request.url.path != "/login":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        login = f"/login?next={quote(here if request.method == 'GET' and not fragment else '/')}"
        if fragment:
            return Response(status_code=status, headers={"HX-Redirect": login})
        return RedirectResponse(login, HTTPStatus.SEE_OTHER)
    page = render(request, "_notice.html" if fragment else "error.html", status=status, problem=body)
    page.headers.update(headers or {})
    return page


def on_clearcopy(request: Request, error: Exception) -> Response:
    """An error raised on purpose."""
    assert isinstance(error, ClearcopyError)
    status, title = line_of(error)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyAttempts) else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(request, problem(status, title, error.message, error.code, error.next_step), headers)


def on_validation(request: Request, error: Exception) -> Response:
    """A body or parameter of the wrong form. What was sent is not repeated: it may be a password."""
    assert isinstance(error, RequestValidationError)
    places = [{"where": ".".join(str(p) for p in e["loc"]), "message": e["msg"]} for e in error.errors()]
    detail = "; ".join(f"{p['where']}: {p['message']}" for p in places)
    return answer(request, problem(422, "This cannot be used", detail, "web.bad_request", errors=places))


def on_http(request: Request, error: Exception) -> Response:
    """No such address, or not with this method."""
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    code = {404: "web.no_such_page", 405: "web.method"}.get(error.status_code, "web.http")
    return answer(request, problem(error.status_code, title, str(error.detail), code), dict(error.headers or {}))


def on_unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours: logged with its traceback under a number, and only the number is shown."""
    number = uuid4().hex[:12]
    log.error("unexpected error %s on %s %s", number, request.method, request.url.path, exc_info=error)
    detail = f"Something went wrong on our side (incident {number})."
    said = answer(request, problem(500, "Error", detail, "web.unexpected", "Tell the administrator the incident."))
    said.headers.update({**HEADERS, "Cache-Control": "no-store"})  # this answer is made outside our middleware
    return said


def install(app: FastAPI) -> None:
    """Bind the handlers."""
    app.add_exception_handler(ClearcopyError, on_clearcopy)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_unexpected)
