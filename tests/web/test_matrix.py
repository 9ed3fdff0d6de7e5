"""Who may use which address: every route of the table against every role and a stranger.

``EXPECTED`` is written by hand and read by people. A new route that is not in it fails here, and so does a route whose
rule lets in anybody else.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.models import Role
from tests.web.world import ROLES, World
from web.auth import rule_of

EVERYBODY, SIGNED_IN = "everybody", "signed in"
A, M, G, D, L, R = Role.ADMIN, Role.MARKETER, Role.AGENCY, Role.MEDICAL, Role.LEGAL, Role.REGULATORY
REP, MSL, DOC, MI, PV, AUD = (
    Role.REP,
    Role.MSL,
    Role.DOCTOR,
    Role.MEDICAL_INFORMATION,
    Role.PHARMACOVIGILANCE,
    Role.AUDITOR,
)
INSIDE = {A, M, G, D, L, R, MI, PV, AUD}
BUILDERS = {M, G, D, R}
REVIEWERS = {D, L, R}
AREAS: list[tuple[str, str, Any]] = [
    # method, address (regular expression), who; the first that matches holds
    ("GET", r"/api/v1/(health|openapi\.json)|/static/.*|/login", EVERYBODY),
    ("POST", r"/api/v1/session|/login|/language", EVERYBODY),
    ("*", r"/account(/.*)?", SIGNED_IN),
    ("*", r"/approvals", REVIEWERS),
    ("POST", r"/vocabulary", {A}),
    ("*", r"/|/logout|/api/v1/(me|session|taxonomy/.*)", SIGNED_IN),
    ("*", r"(/api/v1)?/(upload|jobs)(/.*)?", BUILDERS | {A}),
    ("POST", r"/api/v1/sources", BUILDERS | {A}),
    ("*", r"(/api/v1)?/sources/.*/(facts|modularize|replaces/.*)", BUILDERS | {A}),
    ("POST", r"(/api/v1)?/sources/.*/left", BUILDERS | {A}),
    ("POST", r"(/api/v1)?/(modules|assets|sources|review)/.*/withdraw", REVIEWERS),
    ("POST", r"/sources/.*/sign|/review/.*/decide|/api/v1/review/.*/(approve|reject|request-changes)", REVIEWERS),
    ("*", r"(/api/v1)?/modules/.*/edit", BUILDERS),
    ("POST", r"(/api/v1)?/(modules|sources)/.*/propose|(/api/v1)?/proposals/.*", {M, D, R}),
    ("GET", r"(/api/v1)?/proposals(/.*)?|/api/v1/sources/.*/proposal-runs", INSIDE - {G}),
    ("POST", r"(/api/v1)?/(modules|assets|review)/.*/submit", BUILDERS),
    ("POST", r"(/api/v1)?/assets", BUILDERS | {MI}),
    ("GET", r"/assets/choices", BUILDERS | {MI}),
    ("POST", r"(/api/v1)?/assets/.*/export", BUILDERS | {REP, MSL, L, MI}),
    ("POST", r"/fetch/assets/.*/export", {REP, MSL, M, D}),
    ("GET", r"(/api/v1)?/fetch(/.*)?", {REP, MSL, M, D}),
    ("*", r"(/api/v1)?/(ask|answers)(/.*)?", INSIDE | {DOC, REP, MSL}),
    ("*", r"(/api/v1)?/handovers(/.*)?", {MI, PV}),
    ("*", r"(/api/v1)?/audit(/.*)?", {A, AUD}),
    ("*", r"/api/v1/users(/.*)?|/people(/.*)?", {A}),
    ("POST", r"/policy", {A}),
    ("PUT", r"/api/v1/policy", {A}),
    ("POST", r"(/api/v1)?/holds/.*/lift", {R}),
    ("POST", r"(/api/v1)?/holds", {R, D}),
    ("*", r"(/api/v1)?/check(/.*)?", INSIDE),
    ("GET", r"(/api/v1)?/coverage(/.*)?", INSIDE - {G}),
    ("GET", r"(/api/v1)?/(impact|summary)(/.*)?", INSIDE - {G}),
    ("GET", r"(/api/v1)?/(policy|holds|vocabulary|review|library|sources|modules|passages|assets)(/.*)?", INSIDE),
]


def expected(method: str, path: str) -> Any:
    return next((who for verb, area, who in AREAS if verb in ("*", method) and re.fullmatch(area, path)), None)


def table(app: Any) -> list[tuple[str, str, Any]]:
    return [(method, route.path, route) for route in app.routes for method in sorted(route.methods)]


def filled(world: World, path: str) -> str:
    """An address that leads to a real record where there is one."""
    module = world.module_of(world.label, "300 mg")
    values = {
        "source": world.label,
        "old": world.other,
        "module": module.id,
        "anchor": module.anchors[0].id,
        "subject": module.id,
        "passage": module.anchors[0].passage,
        "page": "1",
        "form": "html",
        "facet": "products",
        "path:path": "app.css",
    }
    return re.sub(r"{([^}]+)}", lambda name: values.get(name.group(1), "0190-none"), path)


def refused(answer: Any) -> bool:
    return answer.status_code == 401 or (answer.status_code == 403 and answer.json()["code"] == "role.not_allowed")


def test_every_route_is_in_the_table_and_its_rule_says_the_same(app: Any) -> None:
    wrong = []
    for method, path, route in table(app):
        rule, who = rule_of(route), expected(method, path)
        assert rule is not None
        said = EVERYBODY if rule.roles is None else SIGNED_IN if not rule.roles else set(rule.roles)
        if said != who:
            wrong.append((method, path, said, who))
    assert wrong == []


def test_every_line_of_the_table_is_about_some_route(app: Any) -> None:
    used = {
        next(i for i, (v, a, _) in enumerate(AREAS) if v in ("*", m) and re.fullmatch(a, p)) for m, p, _ in table(app)
    }
    assert used == set(range(len(AREAS)))


def test_nobody_gets_past_a_rule(app: Any, api: TestClient, world: World) -> None:
    """Each address asked for by each role that may not, and by a stranger: 401 or 403, never anything else."""
    passed = []
    for method, path, _ in table(app):
        who = expected(method, path)
        outsiders: list[Role | None] = [] if who == EVERYBODY else [None]
        outsiders += [] if isinstance(who, str) else [role for role in ROLES if role not in who]
        for role in outsiders:
            answer = api.request(method, filled(world, path), headers=world.headers(role) if role else {}, json={})
            if not refused(answer):
                passed.append((method, path, role, answer.status_code))
    assert passed == []


def test_those_who_may_are_let_in_and_nothing_breaks(app: Any, api: TestClient, world: World) -> None:
    """Each address that only reads, by each role that may (pictures by one): no refusal, no fault of ours."""
    failed = []
    for method, path, _ in table(app):
        who = expected(method, path)
        if method != "GET" or who == EVERYBODY:
            continue
        roles = list(ROLES) if who == SIGNED_IN else sorted(who)
        for role in roles[:1] if path.endswith(".png") else roles:
            answer = api.get(filled(world, path), headers=world.headers(role))
            if refused(answer) or answer.status_code >= 500:
                failed.append((path, role, answer.status_code, answer.text[:200]))
    assert failed == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_session_without_forgery_token_changes_nothing_anywhere(
    app: Any, api: TestClient, world: World, method: str
) -> None:
    from web.auth import COOKIE

    passed = []
    for verb, path, _ in table(app):
        who = expected(verb, path)
        if verb != method or who == EVERYBODY:
            continue
        role = Role.ADMIN if who == SIGNED_IN else sorted(who)[0]
        api.cookies.set(COOKIE, world.tokens[role])
        answer = api.request(method, filled(world, path), json={})
        if answer.status_code != 403 or answer.json()["code"] != "web.forgery":
            passed.append((method, path, answer.status_code))
    assert passed == []
