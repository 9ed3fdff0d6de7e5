"""The pages: every link leads somewhere, every form does its work, and what is shown is escaped and approved."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import pytest

from library.models import Role
from tests.web.world import PASSWORD, ROLES, World, text_of

SIGN = {
    "role": "medical_reviewer",
    "password": PASSWORD,
    "market": "US",
    "audience": "hcp",
    "use_class": "promotional",
}
BRIEF = {
    "kind": "talk_track",
    "product": "ovranteq",
    "market": "US",
    "audience": "hcp",
    "use_class": "promotional",
    "language": "en",
}
FILES = (".png", ".css", ".js", ".svg", "/original", "/audit/export", "/preview.")


@pytest.mark.parametrize("role", ROLES)
def test_every_link_a_role_is_shown_leads_to_a_page(app: Any, world: World, role: Role) -> None:
    browser = world.browser(app, role)
    seen, waiting, broken = set(), ["/"], []
    while waiting and len(seen) < 25:
        path = waiting.pop(0)
        if path in seen or any(part in path for part in FILES):
            continue
        seen.add(path)
        answer = browser.get(path)
        if answer.status_code == 409 and path.startswith("/answers/"):
            continue  # an answer whose modules were withdrawn since: its page says so
        if answer.status_code != 200:
            broken.append((path, answer.status_code))
            continue
        links = re.findall(r'href="(/[^"#]*|\?[^"#]*)"', answer.text)
        waiting += [urljoin(path, link.replace("&amp;", "&")) for link in links]
    assert broken == []
    assert len(seen) > 2


def test_signing_in_and_out_by_the_form(app: Any, world: World) -> None:
    from fastapi.testclient import TestClient

    browser = TestClient(app, headers={"Accept": "text/html"}, follow_redirects=False)
    assert browser.get("/library").headers["location"] == "/login?next=/library"
    wrong = browser.post("/login", data={"name": "doctor", "password": "no", "next": "/"})
    assert wrong.status_code == 401
    assert "Name or password is wrong" in wrong.text
    into = browser.post("/login", data={"name": "doctor", "password": PASSWORD, "next": "//evil.example"})
    assert (into.status_code, into.headers["location"]) == (303, "/")
    cookie = into.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    home = browser.get("/")
    token = re.search(r'name="csrf" value="([0-9a-f]{64})"', home.text)
    assert token
    assert "doctor" in home.text
    assert browser.post("/logout", data={"csrf": token[1]}).status_code == 303
    browser.cookies.set("clearcopy_session", cookie.partition("=")[2].partition(";")[0])
    assert browser.get("/").status_code == 303


def test_the_language_chosen_stays(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MEDICAL)
    for language, word in (("zh", "内容库"), ("ja", "ライブラリ"), ("de", "Bibliothek"), ("en", "Library")):
        browser.form("/language", {"language": language, "next": "/library"})
        page = browser.get("/library").text
        assert f'<html lang="{language}">' in page
        assert word in page


def test_markup_in_a_document_is_shown_and_not_run(app: Any, world: World) -> None:
    draft = world.draft("<img src=x onerror=alert(1)>")
    page = world.browser(app, Role.MEDICAL).get(f"/modules/{draft.id}").text
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    source = world.browser(app, Role.MEDICAL).get(f"/sources/{world.deck}").text
    assert "<script>alert(1)" not in source


def test_filters_narrow_the_library_and_the_rest_comes_as_a_fragment(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MEDICAL)
    world.draft("Only this one is zebra-striped.")
    page = browser.get("/library", params={"text": "zebra-striped"}).text
    assert page.count('<li class="item">') == 1
    fragment = browser.get("/library/results", params={"status": "released", "text": "CrCl nothing"}).text
    assert "<html" not in fragment
    assert "No module passes" in fragment
    assert browser.get("/library", params={"status": "nonsense"}).status_code == 422


def test_a_module_page_shows_words_source_and_decisions(app: Any, world: World) -> None:
    module = world.module_of(world.label, "300 mg")
    page = world.browser(app, Role.AUDITOR).get(f"/modules/{module.id}").text
    assert module.content.body in page
    picture = f"/modules/{module.id}/source/{module.anchors[0].id}.png"
    assert f'src="{picture}"' in page
    assert world.browser(app, Role.AUDITOR).get(picture).content.startswith(b"\x89PNG")
    assert "label.html" in page


def test_rewording_and_submitting_by_the_forms(app: Any, world: World) -> None:
    marketer = world.browser(app, Role.MARKETER)
    old = world.draft("Form edit.")
    moved = marketer.form(f"/modules/{old.id}/edit", {"text": "Ovranteq 17 mg twice daily.", "kind": "dosing"})
    assert moved.status_code == 303
    child = moved.headers["location"]
    assert "Ovranteq 17 mg twice daily." in marketer.get(child).text
    refused = marketer.form(f"{child}/submit", {"reason": ""})
    assert "a blocking finding stands" in text_of(refused.text)
    assert "17 mg" in refused.text
    good = world.draft("Take OVRANTEQ with food.")
    assert "Submitted for review" in marketer.form(f"/modules/{good.id}/submit", {"reason": "please"}).text


def test_reviewing_signs_and_opens_the_next(app: Any, world: World) -> None:
    first, second = world.in_review("This is the recommended dosage."), world.in_review("OVRANTEQ is taken with food.")
    medical = world.browser(app, Role.MEDICAL)
    page = medical.get(f"/review/{first.id}").text
    assert "Decide and sign" in page
    assert 'type="password"' in page
    wrong = medical.form(f"/review/{first.id}/decide", {**SIGN, "verdict": "approve", "password": "no"})
    assert wrong.status_code == 403
    assert world.shop.library.status(first.id).value == "in_review"
    signed = medical.form(f"/review/{first.id}/decide", {**SIGN, "verdict": "approve"})
    assert signed.status_code == 303
    assert signed.headers["location"].startswith("/review/")
    assert first.id not in signed.headers["location"]
    silent = medical.form(f"/review/{second.id}/decide", {**SIGN, "verdict": "reject", "reason": " "})
    assert (silent.status_code, "Say why" in silent.text) == (422, True)
    medical.form(f"/review/{second.id}/decide", {**SIGN, "verdict": "reject", "reason": "unclear"})
    assert world.shop.library.status(second.id).value == "rejected"
    decided = text_of(medical.get(f"/modules/{second.id}").text)
    assert "medical_reviewer" in decided
    assert "unclear" in decided


def test_a_wrong_password_while_signing_does_not_end_the_session(app: Any, world: World) -> None:
    module = world.in_review("Daily with food.")
    medical = world.browser(app, Role.MEDICAL)
    answer = medical.form(f"/review/{module.id}/decide", {**SIGN, "verdict": "approve", "password": "no"})
    assert "/login" not in answer.headers.get("location", "")
    assert answer.status_code == 403
    assert medical.get("/").status_code == 200


def test_the_author_is_offered_no_signature(app: Any, world: World) -> None:
    module = world.in_review("Author sees this.")
    page = world.browser(app, Role.MARKETER).get(f"/review/{module.id}").text
    assert "Decide and sign" not in page


def test_an_upload_by_the_form_is_followed_until_its_result(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MARKETER)
    html = "<!doctype html><html><body><h1>OVRANTEQ</h1><p>Store OVRANTEQ tablets at room temperature, dry.</p></body></html>"
    sent = browser.form(
        "/upload", {"product": "ovranteq"}, files={"file": ("store.html", html)}, headers={"HX-Request": "true"}
    )
    row = re.search(r'hx-get="(/upload/[^"]+)"', sent.text)
    assert row
    assert "store.html" in sent.text
    while app.state.worker.step():
        pass
    done = browser.get(row[1]).text
    assert "hx-trigger" not in done
    assert "Stored" in done
    assert 'href="/sources/' in done


def test_a_piece_is_generated_reviewed_and_exported(app: Any, world: World) -> None:
    marketer = world.browser(app, Role.MARKETER)
    made = marketer.form("/assets", BRIEF)
    assert made.status_code == 303
    path = made.headers["location"]
    asset = path.rpartition("/")[2]
    page = marketer.get(path).text
    assert "300 mg" in page
    preview = marketer.get(f"{path}/preview.html")
    assert "attachment" in preview.headers["content-disposition"]
    assert marketer.form(f"{path}/export", {"format": "html"}).status_code == 409
    assert marketer.form(f"{path}/export", {"format": "exe"}).status_code == 422
    world.shop.library.submit(world.people[Role.MARKETER], asset)
    medical = world.browser(app, Role.MEDICAL)
    assert "Decide and sign" in medical.get(f"/review/{asset}").text
    from library.models import Verdict
    from tests.web.world import US

    world.shop.library.decide(
        world.people[Role.MEDICAL],
        asset,
        verdict=Verdict.APPROVE,
        scope=US,
        role=Role.MEDICAL,
        password=PASSWORD,
        meaning="I approve",
        reason="",
    )
    if world.shop.library.status(asset).value == "released":
        exported = marketer.form(f"{path}/export", {"format": "docx"})
        assert exported.headers["x-release-id"]
        assert exported.content.startswith(b"PK")
        rep = world.browser(app, Role.REP)
        fetched = rep.get("/fetch", params={"product": "ovranteq"}).text
        assert f"/fetch/assets/{asset}/export" in fetched
        assert rep.form(f"/fetch/assets/{asset}/export", {"format": "docx"}).content.startswith(b"PK")
    else:
        raise AssertionError(world.shop.library.status(asset))


def test_the_fields_pages_show_approved_words_only(app: Any, world: World) -> None:
    secret = world.draft("Unapproved secret sentence.")
    for role in (Role.REP, Role.MSL, Role.DOCTOR):
        browser = world.browser(app, role)
        for path in (
            "/",
            "/ask",
            "/answers",
            "/fetch?product=ovranteq",
            f"/modules/{secret.id}",
            f"/review/{secret.id}",
        ):
            assert "Unapproved secret" not in browser.get(path).text
    page = world.browser(app, Role.REP).get("/fetch", params={"product": "ovranteq", "scenario": "S1"}).text
    assert "300 mg" in page


def test_a_question_is_answered_on_the_page_with_its_source(app: Any, world: World) -> None:
    doctor = world.browser(app, Role.DOCTOR)
    answer = doctor.form("/ask", {"question": "Ovranteq recommended dosage?"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "300 mg" in answer.text
    pictures = re.findall(r'src="(/answers/[^"]+\.png)"', answer.text)
    assert pictures
    assert doctor.get(pictures[0]).content.startswith(b"\x89PNG")
    assert world.browser(app, Role.REP).get(pictures[0]).status_code == 404
    assert "Ovranteq recommended dosage?" in doctor.get("/answers").text
    whole = doctor.form("/ask", {"question": "Ovranteq recommended dosage?"})
    assert "<html" in whole.text


def test_a_stale_answer_says_so_and_shows_nothing(app: Any, world: World) -> None:
    module = world.released("Chew nothing, swallow whole.")
    world.shop.index.drain()
    doctor = world.browser(app, Role.DOCTOR)
    page = doctor.form("/ask", {"question": "Ovranteq: chew or swallow whole?"}).text
    answer = re.search(r'src="/answers/([^/]+)/source/' + module.id, page)
    assert answer, text_of(page)
    world.shop.desk.withdraw(
        world.people[Role.MEDICAL], module.id, role=Role.MEDICAL, password=PASSWORD, reason="recalled"
    )
    again = doctor.get(f"/answers/{answer[1]}")
    assert again.status_code == 409
    assert "may not be shown any more" in again.text
    assert "Chew nothing" not in again.text


def test_hand_overs_are_acknowledged_with_a_name(app: Any, world: World) -> None:
    world.browser(app, Role.DOCTOR).form("/ask", {"question": "My patient died on Ovranteq after severe bleeding."})
    desk = world.browser(app, Role.PHARMACOVIGILANCE)
    page = desk.get("/handovers").text
    assert "died on Ovranteq" in page
    for action in re.findall(r'action="(/handovers/[^"]+/acknowledge)"', page):
        assert desk.form(action).status_code == 303
    assert "Acknowledged by pharmacovigilance" in text_of(desk.get("/handovers").text)


def test_a_label_is_signed_on_its_own_page(app: Any, world: World) -> None:
    from library.models import DocumentClass
    from tests.web.world import LABEL, take_in

    source = take_in(world, LABEL.replace("58.3%", "58.4%"), "label-new.html", DocumentClass.LABEL)
    regulatory = world.browser(app, Role.REGULATORY)
    assert f"/sources/{source}" in regulatory.get("/review").text
    assert "Sign this label version" in regulatory.get(f"/sources/{source}").text
    assert "Sign this label version" not in world.browser(app, Role.MEDICAL).get(f"/sources/{source}").text
    regulatory.form(f"/sources/{source}/sign", {"market": "US", "password": PASSWORD})
    assert world.shop.library.source_status(source).value == "released"


def test_facts_are_corrected_by_the_form(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MARKETER)
    said = {"title": "A better title", "material_code": "BM-1", "expiry": "2031-01-31", "product": "navoretinib"}
    assert browser.form(f"/sources/{world.deck}/facts", said).status_code == 303
    facts = world.shop.library.source(world.deck).facts
    assert (facts.title, facts.material_code, str(facts.expiry), facts.product) == (
        "A better title",
        "BM-1",
        "2031-01-31",
        "ovranteq",
    )
    assert browser.form(f"/sources/{world.deck}/facts", {"expiry": "soon"}).status_code == 422


def test_the_administrators_forms(app: Any, world: World) -> None:
    admin = world.browser(app, Role.ADMIN)
    new = {"name": "Paula Pages", "password": "a long password", "role": ["rep"], "market": "JP"}
    assert admin.form("/people", new).status_code == 303
    user = world.shop.library.user("Paula Pages")
    assert admin.form(f"/people/{user.id}/roles", {"role": "msl", "action": "grant"}).status_code == 303
    assert Role.MSL in world.shop.library.user(user.id).roles
    admin.form(f"/people/{user.id}/roles", {"role": "msl", "action": "revoke"})
    assert Role.MSL not in world.shop.library.user(user.id).roles
    assert "It is shown only this once" in admin.form(f"/people/{user.id}/token").text
    assert "are whole" in admin.get("/audit/verify").text
    held = admin.form("/policy", {"yaml": "rules: nonsense", "password": PASSWORD})
    assert held.status_code == 422
    assert world.shop.library.policy() is not None


def test_impact_lists_what_rests_on_a_label(app: Any, world: World) -> None:
    page = world.browser(app, Role.REGULATORY).get("/impact", params={"id": world.label}).text
    assert f"/modules/{world.module_of(world.label, '300 mg').id}" in page
