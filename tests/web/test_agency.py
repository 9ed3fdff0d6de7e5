"""An agency builds for the brand team and sees nothing else: its own documents and drafts, and what is released."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.models import Role, SourceFacts, Status
from tests.web.world import World

OWN = b"""<!doctype html><html lang="en"><head><title>Agency draft</title></head><body><h1>OVRANTEQ leaflet</h1>
<p>Tell the nurse before the first tablet of OVRANTEQ if anything is unclear to you.</p></body></html>"""


@pytest.fixture
def own(world: World) -> str:
    result, _ = world.shop.journeys.take_in(
        world.people[Role.AGENCY], OWN, "agency.html", SourceFacts(product="navoretinib", market="US")
    )
    assert result.source is not None
    return result.source


@pytest.fixture
def get(api: TestClient, world: World) -> Any:
    return lambda path: api.get(path, headers=world.headers(Role.AGENCY))


def test_the_documents_of_others_do_not_exist_for_it(get: Any, world: World, own: str) -> None:
    assert [s["id"] for s in get("/api/v1/sources").json()["items"]] == [own]
    assert get(f"/api/v1/sources/{own}/passages").status_code == 200
    for path in ("", "/passages", "/original", "/pages/1.png"):
        answer = get(f"/api/v1/sources/{world.label}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "library.no_record"), path
    assert get(f"/sources/{world.label}").status_code == 404
    passage = world.shop.library.passages(world.label)[2].id
    assert get(f"/api/v1/passages/{passage}").status_code == 404


def test_it_lists_its_own_modules_and_released_ones_and_no_other(get: Any, world: World, own: str) -> None:
    hidden = world.draft("Somebody else is still writing this sentence.")
    seen = get("/api/v1/modules?limit=200").json()["items"]
    states = world.shop.library.statuses([m["id"] for m in seen])
    theirs = {m.id for m in world.shop.library.modules_of_source(own)}
    assert theirs
    assert theirs <= set(states)
    assert all(id in theirs or states[id] is Status.RELEASED for id in states)
    assert any(state is Status.RELEASED for state in states.values())
    assert hidden.id not in states
    assert get(f"/api/v1/modules/{hidden.id}").status_code == 404
    assert get(f"/modules/{hidden.id}").status_code == 404
    assert get(f"/api/v1/review/{hidden.id}/findings").status_code == 404


def test_a_page_of_its_list_is_full_and_leads_to_the_next(get: Any, own: str) -> None:
    whole = [m["id"] for m in get("/api/v1/modules?limit=200").json()["items"]]
    assert len(whole) > 3
    walked, after = [], ""
    while True:
        page = get(f"/api/v1/modules?limit=2&after={after}").json()
        walked += [m["id"] for m in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert walked == whole


def test_it_cannot_work_on_what_it_cannot_see(api: TestClient, world: World) -> None:
    hidden = world.draft("This draft belongs to the brand team alone.")
    headers = world.headers(Role.AGENCY)
    for path, body in (
        (f"/api/v1/modules/{hidden.id}/edit", {"text": "Mine now."}),
        (f"/api/v1/review/{hidden.id}/submit", {"reason": ""}),
        (f"/api/v1/sources/{world.label}/modularize", {}),
    ):
        assert api.post(path, json=body, headers=headers).status_code == 404, path
    said = api.patch(f"/api/v1/sources/{world.label}/facts", json={"product": "mine"}, headers=headers)
    assert said.status_code == 404


def test_a_verb_that_nobody_has_opened_to_it_is_closed(world: World) -> None:
    from library.errors import Forbidden
    from services import seen_by

    narrow = seen_by(world.shop, world.people[Role.AGENCY])
    for verb in ("events", "export_audit", "add_user", "erase", "releases", "feed"):
        with pytest.raises(Forbidden):
            getattr(narrow.library, verb)


def test_whoever_also_belongs_to_the_company_sees_the_library_whole(world: World) -> None:
    from services import seen_by

    assert seen_by(world.shop, world.people[Role.MARKETER]) is world.shop
