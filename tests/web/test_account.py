"""One's own password and tokens, erasure by an admin, and approvals taken over from a table."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.errors import NotFound, NotSignedIn
from library.models import Role, Verdict
from tests.web.world import PASSWORD, Browser, World, text_of
from web.auth import COOKIE, csrf_token

NEXT = "another horse, other battery"


@pytest.fixture
def newcomer(app: Any, world: World, request: pytest.FixtureRequest) -> Browser:
    """A person of their own for each test, signed in."""
    name = re.sub(r"\W", "", request.node.name)[-40:]
    admin = world.people[Role.ADMIN]
    user = world.shop.library.add_user(admin, name, PASSWORD, (Role.DOCTOR,), market="US")
    browser = Browser(app, world.shop.library.sign_in(name, PASSWORD))
    browser.headers["X-Test-User"] = user.id
    return browser


def user_of(browser: Browser) -> str:
    return str(browser.headers["X-Test-User"])


def test_a_new_password_ends_every_other_session_and_token_and_keeps_this_one(newcomer: Browser, world: World) -> None:
    library, user = world.shop.library, user_of(newcomer)
    name = library.user(user).name
    token = library.issue_token(world.people[Role.ADMIN], user, label="script")
    said = {"current": PASSWORD, "password": NEXT, "again": NEXT}
    answer = newcomer.form("/account/password", said)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    with pytest.raises(NotSignedIn):
        library.authenticate(token)
    newcomer.cookies.set(COOKIE, answer.cookies[COOKIE])
    assert newcomer.get("/account").status_code == 200
    assert library.sign_in(name, NEXT)


def test_without_the_present_password_nothing_changes(newcomer: Browser, world: World) -> None:
    answer = newcomer.form("/account/password", {"current": "wrong wrong wrong", "password": NEXT, "again": NEXT})
    assert answer.status_code == 403
    assert world.shop.library.check_password(user_of(newcomer), PASSWORD)
    differ = newcomer.form("/account/password", {"current": PASSWORD, "password": NEXT, "again": NEXT + "!"})
    assert differ.status_code == 422
    assert world.shop.library.check_password(user_of(newcomer), PASSWORD)


def test_a_token_is_shown_once_listed_by_its_purpose_and_ended_by_its_owner(
    newcomer: Browser, world: World, app: Any
) -> None:
    page = newcomer.form("/account/tokens", {"label": "nightly job", "days": "7"}).text
    token = re.search(r"<code>([^<]+)</code>", page)
    assert token
    assert world.shop.library.authenticate(token[1]).id == user_of(newcomer)
    listed = newcomer.get("/account").text
    assert "nightly job" in listed
    assert token[1] not in listed
    end = re.search(r'action="(/account/tokens/\w+/revoke)"', listed)
    assert end
    other = Browser(app, world.tokens[Role.REP])
    assert other.form(end[1]).status_code == 404
    assert newcomer.form(end[1]).status_code == 303
    with pytest.raises(NotSignedIn):
        world.shop.library.authenticate(token[1])


def test_an_admin_erases_a_person_only_by_typing_their_name(newcomer: Browser, world: World, app: Any) -> None:
    admin, user = world.browser(app, Role.ADMIN), user_of(newcomer)
    name = world.shop.library.user(user).name
    assert admin.form(f"/people/{user}/erase", {"name": "somebody else"}).status_code == 422
    assert world.shop.library.user(user).name == name
    assert admin.form(f"/people/{user}/erase", {"name": name}).status_code == 303
    with pytest.raises(NotFound):
        world.shop.library.user(name)
    assert newcomer.get("/account").status_code in (303, 401)


def test_an_admin_gives_a_new_password_to_who_forgot_theirs(newcomer: Browser, world: World, app: Any) -> None:
    user = user_of(newcomer)
    assert world.browser(app, Role.ADMIN).form(f"/people/{user}/password", {"password": NEXT}).status_code == 303
    assert world.shop.library.check_password(user, NEXT)


def table_of(world: World, *ids: str) -> bytes:
    day = world.shop.library.now().date()
    rows = ["id,role,material_code,approved_on,expires,file_sha256,reviewer"]
    rows += [
        f"{id},medical_reviewer,OVR-1,{day - timedelta(days=3)},{day + timedelta(days=90)},{'a' * 64},Dr. R. Lin"
        for id in ids
    ]
    return "\n".join(rows).encode("utf-8-sig")


def send(browser: Browser, data: bytes) -> Any:
    return browser.form("/approvals", {"password": PASSWORD}, files={"file": ("old.csv", data, "text/csv")})


def test_a_table_of_approvals_is_taken_over_with_one_signature(world: World, app: Any) -> None:
    module = world.in_review("An approval of this one exists in the old system.")
    page = send(world.browser(app, Role.MEDICAL), table_of(world, module.id))
    assert page.status_code == 200, text_of(page.text)[:400]
    assert "Approvals taken over: 1" in text_of(page.text)
    last = world.shop.library.decisions(module.id)[-1]
    assert last.verdict is Verdict.APPROVE
    assert "Dr. R. Lin" in last.meaning + last.reason


def test_one_wrong_row_and_none_is_taken_over(world: World, app: Any) -> None:
    module = world.in_review("This one stands in a table with a wrong line.")
    before = len(world.shop.library.decisions(module.id))
    page = send(world.browser(app, Role.MEDICAL), table_of(world, module.id, "zzzzzz"))
    assert page.status_code == 422
    assert "row 2" in page.text
    assert len(world.shop.library.decisions(module.id)) == before
    for bad in (b"", b"\xff\xfe\x00garbage"):
        assert send(world.browser(app, Role.MEDICAL), bad).status_code == 422


def test_the_account_is_reached_from_every_page(api: TestClient, world: World, app: Any) -> None:
    assert 'href="/account"' in world.browser(app, Role.REP).get("/").text
    assert csrf_token(world.tokens[Role.REP]) in world.browser(app, Role.REP).get("/account").text
