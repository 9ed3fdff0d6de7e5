"""Who is let through: rules, sessions, forgery tokens, other sites, sign-in attempts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from library.errors import NotSignedIn
from library.models import Actor, Role
from services import RIGHTS
from web import auth, errors, words
from web.auth import COOKIE, Me, csrf_token, local_path, may, public, require_rules, signed_in
from web.headers import HEADERS, SecurityHeaders
from web.limits import Attempts, BodyLimit, TooManyAttempts
from web.view import environment

PEOPLE = {
    "t-med": Actor(id="1", name="Mei", roles=(Role.MEDICAL,)),
    "t-doc": Actor(id="2", name="Dora", roles=(Role.DOCTOR,), market="US"),
}


class Door:
    """A library that knows two tokens."""

    def authenticate(self, token: str) -> Actor:
        if token not in PEOPLE:
            raise NotSignedIn("people.token", "This token is not valid.")
        return PEOPLE[token]


def small_app() -> FastAPI:
    """Three routes, one per sort of rule, behind the real handlers and headers."""
    router = APIRouter()

    @router.get("/open", dependencies=[public()])
    def open_door() -> dict[str, str]:
        return {"ok": "open"}

    @router.post("/mine", dependencies=[signed_in()])
    def mine(me: Me) -> dict[str, str]:
        return {"ok": me.name}

    @router.post("/sign", dependencies=[may("decide")])
    def sign(body: dict[str, Any], me: Me) -> dict[str, str]:
        return {"ok": me.name}

    @router.get("/broken", dependencies=[public()])
    def broken() -> None:
        raise RuntimeError("secret detail /var/db")

    app = FastAPI()
    app.router.routes[:] = router.routes
    app.state.services = SimpleNamespace(library=Door())
    app.state.words, app.state.templates = words.load(), environment()
    app.state.templates.globals["stamp"] = "0"
    errors.install(app)
    app.add_middleware(BodyLimit, small=1000, upload=5000, upload_paths=("/upload",))
    app.add_middleware(SecurityHeaders)
    return app


@pytest.fixture
def client() -> TestClient:
    return TestClient(small_app(), raise_server_exceptions=False)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_route_without_a_rule_stops_the_application() -> None:
    router = APIRouter()
    router.add_api_route("/forgotten", lambda: None, methods=["GET"])
    with pytest.raises(RuntimeError, match="/forgotten"):
        require_rules(router.routes)


def test_a_route_with_two_rules_stops_the_application_too() -> None:
    router = APIRouter()
    router.add_api_route("/torn", lambda: None, methods=["GET"], dependencies=[public(), may("read")])
    with pytest.raises(RuntimeError, match="/torn"):
        require_rules(router.routes)


def test_a_rule_over_two_rights_admits_only_who_holds_both() -> None:
    rule = may("generate", "read").dependency
    assert rule.roles == frozenset(RIGHTS["generate"]) & frozenset(RIGHTS["read"])
    assert Role.MSL not in rule.roles


def test_a_rule_nobody_can_meet_is_refused() -> None:
    with pytest.raises(ValueError):
        may("users", "fetch")


def test_a_stranger_gets_401_and_a_wrong_role_403(client: TestClient) -> None:
    assert client.post("/sign", json={}).status_code == 401
    assert client.post("/sign", json={}, headers=bearer("t-doc")).status_code == 403
    assert client.post("/sign", json={}, headers=bearer("t-med")).json() == {"ok": "Mei"}


def test_a_bad_token_is_an_error_and_not_a_stranger(client: TestClient) -> None:
    answer = client.post("/sign", json={}, headers=bearer("nonsense"))
    assert (answer.status_code, answer.json()["code"]) == (401, "people.token")
    assert client.get("/open", headers=bearer("nonsense")).status_code == 200


def test_a_session_needs_its_own_forgery_token_to_change_anything(client: TestClient) -> None:
    client.cookies.set(COOKIE, "t-med")
    assert client.post("/sign", json={}).json()["code"] == "web.forgery"
    assert client.post("/sign", json={}, headers={"X-CSRF-Token": csrf_token("t-doc")}).status_code == 403
    assert client.post("/sign", json={}, headers={"X-CSRF-Token": csrf_token("t-med")}).status_code == 200
    assert client.post("/mine", data={"csrf": csrf_token("t-med")}).status_code == 200
    assert client.post("/mine", data={"csrf": "ü" * 8}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_of_another_site_is_refused_even_with_the_token(client: TestClient, headers: dict[str, str]) -> None:
    client.cookies.set(COOKIE, "t-med")
    answer = client.post("/mine", data={"csrf": csrf_token("t-med")}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "web.foreign_site")


@given(st.text(max_size=40))
def test_after_sign_in_nobody_is_sent_to_another_site(path: str) -> None:
    kept = local_path(path)
    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    assert "\n" not in kept


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil", "javascript:alert(1)", "evil"])
def test_addresses_outside_become_the_home_page(path: str) -> None:
    assert local_path(path) == "/"


def test_attempts_are_counted_per_name_and_forgotten_after_the_window() -> None:
    now = [0.0]
    attempts = Attempts(limit=3, window=60, clock=lambda: now[0])
    for _ in range(3):
        attempts.note("name:mei", "place:a")
    with pytest.raises(TooManyAttempts) as caught:
        attempts.note("name:mei", "place:b")
    assert caught.value.seconds == 60
    attempts.note("name:other", "place:b")
    now[0] = 61
    attempts.note("name:mei", "place:a")


def test_a_success_clears_the_count() -> None:
    attempts = Attempts(limit=2)
    attempts.note("x")
    attempts.clear("x")
    attempts.note("x")
    attempts.note("x")
    with pytest.raises(TooManyAttempts):
        attempts.note("x")


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/open", "/nowhere", "/broken"):
        headers = client.get(path).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert headers["cache-control"] == "no-store"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_an_unexpected_error_shows_a_number_and_no_detail(client: TestClient) -> None:
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "incident" in answer.json()["detail"]


def test_what_was_sent_is_not_repeated_in_an_error(client: TestClient) -> None:
    answer = client.post("/sign", json="hunter2", headers=bearer("t-med"))
    assert (answer.status_code, answer.json()["code"]) == (422, "web.bad_request")
    assert "hunter2" not in answer.text


def test_a_page_asked_for_by_a_browser_gets_a_page(client: TestClient) -> None:
    answer = client.get("/nowhere", headers={"Accept": "text/html", "Accept-Language": "de"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Diese Seite gibt es nicht" in answer.text


def test_a_browser_without_session_is_sent_to_sign_in(client: TestClient) -> None:
    answer = client.post("/mine", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/")
    fragment = client.post("/mine", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment.headers["hx-redirect"]) == (401, "/login?next=/")


def test_a_body_over_the_limit_is_stopped_declared_or_not(client: TestClient) -> None:
    assert client.post("/sign", json={"x": "y" * 2000}, headers=bearer("t-med")).status_code == 413

    def pieces() -> Any:
        for _ in range(20):
            yield b" " * 100

    answer = client.post("/sign", content=pieces(), headers={**bearer("t-med"), "Content-Type": "application/json"})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    ("accept", "language"),
    [("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr, ja;q=0.5", "ja"), ("zh-TW", "zh"), ("", "en"), ("x;q=bad,en", "en")],
)
def test_the_browsers_language_is_taken_where_nothing_was_chosen(accept: str, language: str) -> None:
    request: Any = SimpleNamespace(cookies={}, headers={"accept-language": accept})
    assert words.language_of(request) == language


def test_the_forgery_token_does_not_reveal_the_session() -> None:
    assert "t-med" not in csrf_token("t-med")
    assert csrf_token("t-med") != csrf_token("t-meD")
    assert auth.CSRF_FIELD == "csrf"


@pytest.mark.parametrize(
    "path", ["../auth.py", "/etc/passwd", "..%2fauth.py", "vendor/../../auth.py", "nothing.css", ""]
)
def test_static_files_are_those_of_the_folder_and_no_others(path: str) -> None:
    from library.errors import NotFound
    from web.pages.session import static

    with pytest.raises(NotFound):
        static(path)
    assert static("app.css").media_type == "text/css"
