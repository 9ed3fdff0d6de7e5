"""Proposals of a model on pages and by API: asked for, shown with their words, accepted as a person's edit."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.models import DocumentClass, Role
from modularize.proposals.service import Proposals
from prompts.model import ModelDoor
from tests.modularize.asking import Saying, answer
from tests.web.world import World, take_in, text_of
from web import create_app

FIRST = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
SECOND = "However, reduce the dosage in patients with creatinine clearance < 30 mL/min & low weight."
DOCUMENT = f"""<!doctype html><html lang="en"><head><title>Dosing</title></head><body><h1>Dosing</h1>
<p>{FIRST} {escape(SECOND)}</p></body></html>"""


def said(material: str) -> str:
    module = json.loads(material.rsplit("Modules:\n", 1)[1].splitlines()[0])["id"]
    pieces = [{"text": FIRST}, {"text": SECOND, "context": [FIRST]}]
    return answer(
        [{"module": module, "pieces": pieces}],
        [{"module": module, "kind": "warning", "words": "reduce the dosage"}],
        [
            {"module": module, "facet": "topic", "value": "safety", "words": "30 mL/min & low weight"},
            {"module": module, "facet": "topic", "value": "<script>", "words": "food"},
        ],
    )


@pytest.fixture(scope="module")
def asked(world: World) -> tuple[World, Any, str]:
    """The world with a document of its own, and an application with a model that proposes one of each about it."""
    shop = world.shop
    proposals = Proposals(shop.library, shop.taxonomy, ModelDoor(Saying(said), "stub-1"), shop.modularize)
    source = take_in(world, DOCUMENT, "dosing.html", DocumentClass.DECK)
    return world, create_app(replace(shop, proposals=proposals), worker=False), source


def open_ones(api: TestClient, world: World, source: str) -> dict[str, dict[str, Any]]:
    found = api.get(f"/api/v1/proposals?source={source}&state=open", headers=world.headers(Role.AUDITOR)).json()[
        "items"
    ]
    return {item["kind"]: item for item in found}


def test_without_a_model_asking_says_what_to_set(api: TestClient, world: World) -> None:
    reply = api.post(f"/api/v1/sources/{world.deck}/propose", headers=world.headers(Role.MARKETER), json={})
    assert (reply.status_code, reply.json()["code"]) == (503, "proposals.no_model")
    assert "CLEARCOPY_MODEL" in reply.json()["next_step"]


def test_from_asking_to_a_version_by_the_api(asked: tuple[World, Any, str]) -> None:
    world, app, source = asked
    api, marketer = TestClient(app), world.headers(Role.MARKETER)
    dry = api.post(f"/api/v1/sources/{source[:12]}/propose", headers=marketer, json={"dry_run": True}).json()
    assert (dry["asked"], dry["dry_run"], dry["proposed"]) == (0, True, [])
    report = api.post(f"/api/v1/sources/{source}/propose", headers=marketer, json={"groups": 1}).json()
    assert (report["ok"], report["outcome"], report["input_tokens"]) == (True, "done", 1000)
    assert [r["code"] for r in report["refused"]] == ["proposals.unknown_value"]
    [run] = api.get(f"/api/v1/sources/{source}/proposal-runs", headers=marketer).json()
    assert (run["asked_by"], run["prompt"]) == ("marketer", "propose_modules.v1")
    found = open_ones(api, world, source)
    assert set(found) == {"split", "kind", "tag"}
    one = api.get(f"/api/v1/proposals/{found['split']['id'][:16]}", headers=marketer).json()
    assert one == found["split"]
    assert [piece["text"] for piece in one["pieces"]] == [FIRST, SECOND]
    again = api.post(f"/api/v1/modules/{one['module']}/propose", headers=marketer, json={}).json()
    assert len(again["proposed"]) == 3
    tag = api.post(f"/api/v1/proposals/{found['tag']['id']}/accept", headers=marketer, json={}).json()
    assert (tag["state"], tag["settled_by"]) == ("accepted", "marketer")
    module = api.get(f"/api/v1/modules/{one['module']}", headers=marketer).json()
    assert {"facet": "topic", "value": "safety", "by": "model", "words": "30 mL/min & low weight"} in module["tags"]
    twice = api.post(f"/api/v1/proposals/{found['tag']['id']}/accept", headers=marketer, json={})
    assert (twice.status_code, twice.json()["code"]) == (409, "proposals.settled")


def test_a_person_reads_the_words_on_the_page_and_accepts_or_dismisses(asked: tuple[World, Any, str]) -> None:
    world, app, source = asked
    browser = world.browser(app, Role.MEDICAL)
    asking = browser.form(f"/sources/{source}/propose")
    assert asking.status_code == 200
    found = open_ones(TestClient(app), world, source)
    module = found["split"]["module"]
    for path in (f"/modules/{module}", f"/proposals?source={source}"):
        page = browser.get(path).text
        assert FIRST in text_of(page)
        assert "&lt; 30 mL/min &amp; low weight" in page
        assert f"/proposals/{found['kind']['id']}/accept" in page
    reader = world.browser(app, Role.AUDITOR).get(f"/modules/{module}").text
    assert found["kind"]["id"] not in reader
    gone = browser.form(f"/proposals/{found['kind']['id']}/dismiss", {"reason": "no"})
    assert gone.headers["location"] == f"/modules/{module}"
    made = browser.form(f"/proposals/{found['split']['id']}/accept")
    child = browser.get(made.headers["location"])
    assert FIRST in text_of(child.text)
    settled = browser.get(f"/proposals?state=dismissed&source={source}").text
    assert "no" in text_of(settled)
    assert browser.get("/proposals?state=nonsense").status_code == 422


def test_the_button_asks_about_one_module_and_says_what_was_refused(asked: tuple[World, Any, str]) -> None:
    world, app, source = asked
    other = take_in(world, DOCUMENT.replace("300 mg", "400 mg"), "other-dosing.html", DocumentClass.DECK)
    module = world.module_of(other, "400 mg")
    page = world.browser(app, Role.MARKETER).form(f"/modules/{module.id}/propose").text
    assert "proposals.unknown_value" in page
    assert "&lt;script&gt;" not in page
    assert source


def test_an_agency_sees_no_proposals(asked: tuple[World, Any, str]) -> None:
    world, app, _ = asked
    api = TestClient(app)
    assert api.get("/api/v1/proposals", headers=world.headers(Role.AGENCY)).status_code == 403
    deck = world.module_of(world.label, "300 mg")
    assert world.browser(app, Role.AGENCY).get(f"/modules/{deck.id}").status_code in (200, 404)
