"""Checking a piece over HTTP: bounded, kept for nobody else and not for long; and the coverage pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.errors import NotFound
from library.models import Role
from tests.web.world import World, text_of
from web.kept import MOST, SECONDS, KeptChecks

DOSE = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
PIECE = f"""<!doctype html><html lang="en"><head><title>OVRANTEQ mailing</title></head><body><h1>OVRANTEQ</h1>
<p>{DOSE}</p><p>{DOSE.replace("300", "200")}</p><p>OVRANTEQ <b>&lt;img src=x onerror=alert(1)&gt;</b> is the best choice.</p>
</body></html>"""


def sent(piece: str = PIECE, name: str = "mailing.html") -> dict[str, Any]:
    return {"file": (name, piece.encode(), "text/html")}


def test_the_api_reports_each_line_with_its_module(api: TestClient, world: World) -> None:
    known = len(world.shop.library.sources())
    answer = api.post("/api/v1/check", files=sent(), data={"market": "us"}, headers=world.headers(Role.MARKETER))
    report = answer.json()
    assert answer.status_code == 200, report
    lines = {x["text"]: x for x in report["lines"]}
    assert lines[DOSE]["status"] == "approved"
    assert lines[DOSE]["matches"][0]["source"] == world.label
    assert lines[DOSE.replace("300", "200")]["status"] == "conflict"
    assert report["ok"] is False
    assert len(world.shop.library.sources()) == known
    assert list((world.shop.settings.home / "uploads").glob("*")) == []


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK")])
def test_the_api_gives_the_report_as_a_file(api: TestClient, world: World, form: str, begins: bytes) -> None:
    data = {"market": "US", "format": form}
    answer = api.post("/api/v1/check", files=sent(), data=data, headers=world.headers(Role.LEGAL))
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["content-disposition"]
    assert b"<img src=x" not in answer.content


def test_what_cannot_be_used_is_said_so(api: TestClient, world: World) -> None:
    def post(**more: Any) -> tuple[int, str]:
        answer = api.post("/api/v1/check", headers=world.headers(Role.MARKETER), **more)
        return answer.status_code, answer.json()["code"]

    assert post(data={"market": "US"}) == (422, "web.no_file")
    assert post(files=sent(), data={"market": "US", "format": "pdf"}) == (422, "check.form")
    assert post(files=sent(), data={"market": "US", "audience": "martians"}) == (422, "web.scope")
    assert post(files=sent("", "empty.html"), data={"market": "US"}) == (422, "ingest.empty")
    assert list((world.shop.settings.home / "uploads").glob("*")) == []


def test_the_page_shows_the_report_to_its_owner_alone(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MARKETER)
    assert "check.title" not in browser.get("/check").text
    answer = browser.form("/check", {"market": "US", "audience": "hcp", "use_class": "promotional"}, files=sent())
    assert answer.status_code == 303, answer.text
    address = answer.headers["location"]
    page = browser.get(address)
    words = text_of(page.text)
    assert "Conflict" in words
    assert "<img src=x" not in page.text
    assert "Approved" in text_of(browser.get(address + "?only=approved").text)
    assert browser.get(f"{address}/report.xlsx").content.startswith(b"PK")
    assert browser.get(f"{address}/page/1.svg").status_code in (200, 404)
    assert browser.get(f"{address}/report.exe").status_code == 404
    assert world.browser(app, Role.REGULATORY).get(address).status_code == 404


def test_a_refusal_is_shown_in_the_page_whatever_its_form_swaps(app: Any, world: World) -> None:
    page = world.browser(app, Role.MARKETER).get("/check").text
    assert 'hx-swap="none"' in page
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", page)
    assert found
    refused = next(rule for rule in json.loads(found[1])["responseHandling"] if rule.get("error"))
    assert (refused["target"], refused["swapOverride"]) == ("#notice", "innerHTML")
    assert 'id="notice"' in page


def test_reports_are_forgotten_in_time_and_by_number() -> None:
    now = [0.0]
    kept = KeptChecks(clock=lambda: now[0])
    document = type("Read", (), {"data": b"x"})()
    ids = [kept.put("mia", None, document) for _ in range(MOST + 3)]  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        kept.get("mia", ids[0])
    assert kept.get("mia", ids[-1])
    with pytest.raises(NotFound):
        kept.get("rex", ids[-1])
    now[0] = SECONDS + 1
    with pytest.raises(NotFound):
        kept.get("mia", ids[-1])


def test_coverage_leads_from_each_cell_to_its_modules(app: Any, world: World) -> None:
    browser = world.browser(app, Role.MARKETER)
    page = browser.get("/coverage", params={"product": "ovranteq"})
    assert page.status_code == 200
    assert "Untreated, 75 or older" in text_of(page.text)
    released = world.module_of(world.label, "300 mg")
    data = {"product": "ovranteq", "scenario": "", "barrier": "", "kind": released.content.kind.value}
    matrix = browser.get("/api/v1/coverage", params={"product": "ovranteq"}).json()
    count = sum(
        row["cells"].get(data["kind"], {}).get("approved", 0) for row in matrix["rows"] if row["scenario"] == ""
    )
    listed = browser.get("/coverage/cell", params=data)
    assert listed.text.count('class="item"') >= count > 0
    assert 'href="/upload"' in page.text
    assert 'class="count-of missing" href' not in world.browser(app, Role.AUDITOR).get("/coverage").text


@pytest.mark.parametrize("language", ["en", "zh", "ja", "de"])
def test_the_pages_speak_four_languages(app: Any, world: World, language: str) -> None:
    browser = world.browser(app, Role.MARKETER)
    browser.cookies.set("clearcopy_language", language)
    for path in ("/check", "/coverage"):
        assert f'<html lang="{language}">' in browser.get(path).text
