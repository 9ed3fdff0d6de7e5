"""The API's journeys over real rooms: upload to modules, review to release, ask to withdrawal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from library.models import Role
from tests.web.world import PASSWORD, World

V1 = "/api/v1"
SCOPE = {"market": "US", "audience": "hcp", "use_class": "promotional", "channel": "*"}
LEAFLET = (
    "<!doctype html><html lang='en'><body><h1>OVRANTEQ leaflet</h1>"
    "<p>Take OVRANTEQ tablets once daily with food, at about the same time each day.</p></body></html>"
)


def sign(role: Role, **more: Any) -> dict[str, Any]:
    return {"role": role.value, "password": PASSWORD, "scope": SCOPE, "reason": "checked", **more}


def test_an_upload_becomes_a_job_and_the_job_a_source_with_modules(api: TestClient, app: Any, world: World) -> None:
    marketer = world.headers(Role.MARKETER)
    files = [("file", ("leaflet.html", LEAFLET, "text/html")), ("file", ("junk.bin", b"\x00\x01junk", "x/y"))]
    answer = api.post(f"{V1}/sources", files=files, data={"product": "ovranteq", "market": "us"}, headers=marketer)
    assert answer.status_code == 202
    good, junk = (job["id"] for job in answer.json()["jobs"])
    assert api.get(f"{V1}/jobs/{good}", headers=marketer).json()["state"] == "queued"
    while app.state.worker.step():
        pass
    done = api.get(f"{V1}/jobs/{good}", headers=marketer).json()
    assert (done["state"], done["result"]["path"], done["result"]["outcome"]) == ("done", "leaflet.html", "stored")
    assert done["result"]["modules"]["new"]
    assert api.get(f"{V1}/jobs/{junk}", headers=marketer).json()["result"]["outcome"] == "refused"
    source = api.get(f"{V1}/sources/{done['result']['source']}", headers=marketer).json()
    assert (source["filename"], source["facts"]["product"], source["facts"]["market"]) == (
        "leaflet.html",
        "ovranteq",
        "US",
    )
    passages = api.get(f"{V1}/sources/{source['id']}/passages", headers=marketer).json()["items"]
    assert any("once daily with food" in passage["text"] for passage in passages)
    assert api.get(f"{V1}/sources/{source['id']}/original", headers=marketer).text == LEAFLET
    assert list((world.shop.settings.home / "uploads").iterdir()) == []


def test_the_same_upload_again_adds_no_record(api: TestClient, app: Any, world: World) -> None:
    headers = world.headers(Role.MARKETER)
    results = []
    for _ in range(2):
        body = {"file": ("again.html", LEAFLET.replace("tablets", "film-coated tablets"), "text/html")}
        job = api.post(f"{V1}/sources", files=body, headers=headers).json()["jobs"][0]["id"]
        app.state.worker.step()
        results.append(api.get(f"{V1}/jobs/{job}", headers=headers).json()["result"])
    assert [result["new"] for result in results] == [True, False]
    assert results[0]["source"] == results[1]["source"]
    assert results[1]["modules"]["new"] == []


def test_the_events_of_a_job_end_with_its_result(api: TestClient, app: Any, world: World) -> None:
    headers = world.headers(Role.AGENCY)
    body = {"file": ("events.html", LEAFLET, "text/html")}
    job = api.post(f"{V1}/sources", files=body, headers=headers).json()["jobs"][0]["id"]
    app.state.worker.step()
    answer = api.get(f"{V1}/jobs/{job}/events", headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [block for block in answer.text.split("\n\n") if block]
    assert events[-1].startswith("event: done\ndata: ")
    assert json.loads(events[-1].partition("data: ")[2])["id"] == job


def test_another_persons_job_is_not_shown(api: TestClient, app: Any, world: World) -> None:
    body = {"file": ("mine.html", LEAFLET, "text/html")}
    job = api.post(f"{V1}/sources", files=body, headers=world.headers(Role.MARKETER)).json()["jobs"][0]["id"]
    assert api.get(f"{V1}/jobs/{job}", headers=world.headers(Role.AGENCY)).status_code == 404
    app.state.worker.step()


def test_an_upload_without_a_file_is_refused(api: TestClient, world: World) -> None:
    answer = api.post(f"{V1}/sources", data={"product": "x"}, headers=world.headers(Role.MARKETER))
    assert (answer.status_code, answer.json()["code"]) == (422, "web.no_file")


def test_a_file_name_cannot_leave_the_upload_folder(api: TestClient, app: Any, world: World) -> None:
    body = {"file": ("../../etc/evil.html", LEAFLET, "text/html")}
    job = api.post(f"{V1}/sources", files=body, headers=world.headers(Role.MARKETER)).json()["jobs"][0]
    assert job["filename"] == "evil.html"
    app.state.worker.step()


def test_modules_come_page_by_page_without_loss_or_repeat(api: TestClient, world: World) -> None:
    headers = world.headers(Role.AUDITOR)
    for number in range(3):
        world.draft(f"Page test {number}.")
    seen: list[str] = []
    after = ""
    while True:
        page = api.get(f"{V1}/modules", params={"limit": 2, "after": after}, headers=headers).json()
        seen += [module["id"] for module in page["items"]]
        if not (after := page["next"]):
            break
    assert len(seen) == len(set(seen)) == len(world.shop.library.modules())


def test_a_module_has_the_shape_that_others_rely_on(api: TestClient, world: World) -> None:
    module = world.module_of(world.label, "300 mg")
    shape = api.get(f"{V1}/modules/{module.id[:12]}", headers=world.headers(Role.MEDICAL)).json()
    assert {"id", "lineage", "version", "kind", "text", "status", "language", "market", "tags", "scope"} <= shape.keys()
    assert {"anchors", "references", "used_in"} <= shape.keys()
    anchor = shape["anchors"][0]
    assert {"role", "source", "filename", "passage", "start", "end", "quote", "page", "boxes"} <= anchor.keys()
    passage = api.get(f"{V1}/passages/{anchor['passage']}", headers=world.headers(Role.MEDICAL)).json()
    assert passage["text"][anchor["start"] : anchor["end"]] == anchor["quote"]
    assert shape["status"] == "released"


def test_pictures_of_pages_and_anchors_are_png(api: TestClient, world: World) -> None:
    headers = world.headers(Role.LEGAL)
    module = world.module_of(world.label, "300 mg")
    anchor = module.anchors[0].id
    for path in (f"/modules/{module.id}/anchors/{anchor}.png", f"/sources/{world.label}/pages/1.png?box=1,2,30,40"):
        answer = api.get(V1 + path, headers=headers)
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
    bad = api.get(f"{V1}/sources/{world.label}/pages/1.png?box=1,2", headers=headers)
    assert bad.json()["code"] == "web.box"


def test_two_signatures_release_a_module_and_its_author_cannot_give_one(api: TestClient, world: World) -> None:
    module = world.in_review("Dosage of OVRANTEQ: 300 mg once daily with food.")
    path = f"{V1}/review/{module.id}/approve"
    waiting = api.get(f"{V1}/review", headers=world.headers(Role.MEDICAL)).json()["items"]
    assert module.id in {item["id"] for item in waiting}
    assert api.post(path, json=sign(Role.MEDICAL), headers=world.headers(Role.MARKETER)).status_code == 403
    wrong = api.post(path, json=sign(Role.MEDICAL, password="wrong"), headers=world.headers(Role.MEDICAL))
    assert wrong.status_code in (401, 403)
    first = api.post(path, json=sign(Role.MEDICAL), headers=world.headers(Role.MEDICAL))
    assert (first.status_code, first.json()["name"]) == (200, "medical_reviewer")
    assert world.shop.library.status(module.id).value == "in_review"
    api.post(path, json=sign(Role.REGULATORY), headers=world.headers(Role.REGULATORY))
    shape = api.get(f"{V1}/modules/{module.id}", headers=world.headers(Role.MARKETER)).json()
    assert (shape["status"], shape["scope"]) == ("released", [SCOPE])
    decisions = api.get(f"{V1}/modules/{module.id}/decisions", headers=world.headers(Role.AUDITOR)).json()
    assert [d["verdict"] for d in decisions] == ["submit", "approve", "approve"]
    assert all(d["name"] and d["at"] and d["meaning"] for d in decisions)


def test_an_edit_is_a_draft_of_its_own_and_the_old_version_keeps_its_approval(api: TestClient, world: World) -> None:
    old = world.released("Kept approval.")
    body = {"text": "The recommended dosage of OVRANTEQ is 300 mg once daily with food, reworded."}
    child = api.post(f"{V1}/modules/{old.id}/edit", json=body, headers=world.headers(Role.MARKETER))
    assert (child.status_code, child.json()["status"], child.json()["parent"]) == (201, "draft", old.id)
    assert world.shop.library.status(old.id).value == "released"


def test_a_withdrawn_module_is_no_longer_fetched(api: TestClient, world: World) -> None:
    rep, query = world.headers(Role.REP), {"product": "wyndralis", "language": "en"}
    found = api.get(f"{V1}/fetch", params=query, headers=rep)
    assert found.status_code == 200
    module = next(m for m in found.json()["modules"] if "every 2 weeks" in m["text"])
    assert module["status"] == "released"
    picture = f"{V1}/fetch/{module['id']}/anchors/{module['anchors'][0]['id']}.png"
    assert api.get(picture, headers=rep).status_code == 200
    body = {"role": "medical_reviewer", "password": PASSWORD, "reason": "wrong"}
    gone = api.post(f"{V1}/review/{module['id']}/withdraw", json=body, headers=world.headers(Role.MEDICAL))
    assert gone.json()["verdict"] == "withdraw"
    again = api.get(f"{V1}/fetch", params=query, headers=rep).json()
    assert module["id"] not in {m["id"] for m in again["modules"]}
    assert api.get(picture, headers=rep).status_code == 409


def test_what_the_field_is_shown_is_recorded_as_released(api: TestClient, world: World) -> None:
    before = len(world.shop.library.releases())
    found = api.get(f"{V1}/fetch", params={"product": "ovranteq", "language": "en"}, headers=world.headers(Role.REP))
    made = world.shop.library.releases()[before:]
    assert {id_ for release in made for id_ in release.subjects} >= {m["id"] for m in found.json()["modules"]}
    assert {release.recipient.person for release in made} == {world.people[Role.REP].id}


def test_the_field_cannot_tell_a_draft_from_nothing(api: TestClient, world: World) -> None:
    draft = world.draft("Not for the field.")
    rep = world.headers(Role.REP)
    seen = api.get(f"{V1}/fetch/{draft.id}/anchors/{draft.anchors[0].id}.png", headers=rep)
    nothing = api.get(f"{V1}/fetch/{'0' * 64}/anchors/x.png", headers=rep)
    assert (seen.status_code, seen.json()) == (nothing.status_code, nothing.json())


def test_a_question_is_answered_replayed_and_stops_with_its_module(api: TestClient, world: World) -> None:
    module = world.released("Swallow the tablets whole in the morning.")
    world.shop.index.drain()
    doctor = world.headers(Role.DOCTOR)
    body = {"question": "Ovranteq: swallow the tablets whole in the morning?", "language": "en"}
    answer = api.post(f"{V1}/ask", json=body, headers=doctor).json()
    assert answer["outcome"] == "answered"
    assert module.id in {s["module"] for s in answer["statements"]}
    assert {"lexical_ms", "dense_ms", "total_ms", "degraded"} == answer["retrieval"].keys()
    path = f"{V1}/answers/{answer['id']}"
    assert api.get(path, headers=doctor).json()["statements"] == answer["statements"]
    assert api.get(path, headers=world.headers(Role.REP)).status_code == 404
    picture = f"{path}/citations/{module.id}/{module.anchors[0].id}.png"
    assert api.get(picture, headers=doctor).status_code == 200
    foreign = world.module_of(world.deck, "fits into the day")
    assert api.get(f"{path}/citations/{foreign.id}/{foreign.anchors[0].id}.png", headers=doctor).status_code == 404
    world.shop.desk.withdraw(
        world.people[Role.MEDICAL], module.id, role=Role.MEDICAL, password=PASSWORD, reason="recalled"
    )
    assert api.get(path, headers=doctor).status_code == 409
    assert api.get(picture, headers=doctor).status_code == 409
    listed = api.get(f"{V1}/answers", headers=doctor).json()["items"]
    assert answer["id"] in {a["id"] for a in listed}
    assert all("statements" not in a for a in listed)
    again = api.post(f"{V1}/ask", json=body, headers=doctor).json()
    assert module.id not in {s["module"] for s in again["statements"]}


def test_an_adverse_event_reaches_the_safety_desk_with_a_clock(api: TestClient, world: World) -> None:
    body = {"question": "My patient on Ovranteq was admitted to hospital with severe cough, an adverse reaction."}
    answer = api.post(f"{V1}/ask", json=body, headers=world.headers(Role.DOCTOR)).json()
    assert "adverse_event" in answer["flags"]
    desk = world.headers(Role.PHARMACOVIGILANCE)
    mine = [h for h in api.get(f"{V1}/handovers", headers=desk).json()["items"] if h["answer"] == answer["id"]]
    assert mine[0]["question"] == body["question"]
    assert mine[0]["acknowledged_at"] is None
    path = f"{V1}/handovers/{mine[0]['id']}/acknowledge"
    assert api.post(path, headers=world.headers(Role.MEDICAL_INFORMATION)).status_code == 404
    taken = api.post(path, headers=desk).json()
    assert (taken["acknowledged_by"], bool(taken["acknowledged_at"])) == ("pharmacovigilance", True)


def test_a_doctor_cannot_ask_for_another_market(api: TestClient, world: World) -> None:
    body = {"question": "Ovranteq dosage?", "language": "en", "market": "CN"}
    assert api.post(f"{V1}/ask", json=body, headers=world.headers(Role.DOCTOR)).json()["scope"]["market"] == "US"


def test_holds_stop_and_lift(api: TestClient, world: World) -> None:
    regulatory = world.headers(Role.REGULATORY)
    body = {"product": "wyndralis", "market": "eu", "reason": "new warning"}
    hold = api.post(f"{V1}/holds", json=body, headers=regulatory)
    assert (hold.status_code, hold.json()["market"]) == (201, "EU")
    assert hold.json()["id"] in {h["id"] for h in api.get(f"{V1}/holds", headers=regulatory).json()}
    lifted = api.post(f"{V1}/holds/{hold.json()['id']}/lift", json={"reason": "replaced"}, headers=regulatory)
    assert lifted.json()["lifted_at"]


def test_impact_names_what_rests_on_a_source(api: TestClient, world: World) -> None:
    found = api.get(f"{V1}/impact/{world.label}", headers=world.headers(Role.REGULATORY)).json()
    assert not found["ok"]
    assert world.module_of(world.label, "300 mg").id in {item["id"] for item in found["items"]}


def test_the_trail_is_read_verified_and_taken_away(api: TestClient, world: World) -> None:
    auditor = world.headers(Role.AUDITOR)
    first = api.get(f"{V1}/audit/events", params={"limit": 3}, headers=auditor).json()
    assert [event["seq"] for event in first["items"]] == [1, 2, 3]
    second = api.get(f"{V1}/audit/events", params={"limit": 3, "after": first["next"]}, headers=auditor).json()
    assert second["items"][0]["previous"] == first["items"][-1]["hash"]
    assert api.get(f"{V1}/audit/verify", headers=auditor).json() == {"ok": True, "findings": []}
    from library.audit import verify_export

    exported = api.get(f"{V1}/audit/export", headers=auditor)
    assert "attachment" in exported.headers["content-disposition"]
    assert list(verify_export(exported.content)) == []


def test_an_administrator_adds_people_gives_roles_and_tokens(api: TestClient, world: World) -> None:
    admin = world.headers(Role.ADMIN)
    body = {"name": "New Rep", "password": "a long password", "roles": ["rep"], "market": "cn"}
    added = api.post(f"{V1}/users", json=body, headers=admin)
    assert (added.status_code, added.json()["market"]) == (201, "CN")
    user = added.json()["id"]
    assert "password" not in added.text
    granted = api.post(f"{V1}/users/{user}/roles", json={"role": "msl"}, headers=admin).json()
    assert set(granted["roles"]) == {"rep", "msl"}
    token = api.post(f"{V1}/users/{user}/tokens", json={}, headers=admin).json()["token"]
    assert api.get(f"{V1}/me", headers={"Authorization": f"Bearer {token}"}).json()["id"] == user
    left = api.post(f"{V1}/users/{user}/revoke", json={"role": "msl"}, headers=admin).json()
    assert left["roles"] == ["rep"]


def test_a_session_begins_and_ends(api: TestClient) -> None:
    token = api.post(f"{V1}/session", json={"name": "doctor", "password": PASSWORD}).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert api.get(f"{V1}/me", headers=headers).json()["name"] == "doctor"
    assert api.delete(f"{V1}/session", headers=headers).status_code == 204
    assert api.get(f"{V1}/me", headers=headers).status_code == 401


def test_sign_in_attempts_run_out(api: TestClient, app: Any) -> None:
    from web.limits import Attempts

    app.state.attempts = Attempts(limit=3)
    codes = [api.post(f"{V1}/session", json={"name": "nobody here", "password": "x"}).status_code for _ in range(4)]
    app.state.attempts = Attempts()
    assert codes == [401, 401, 401, 429]


@pytest.mark.parametrize("facet", ["products", "scenarios", "barriers"])
def test_the_vocabulary_is_named_in_the_users_language(api: TestClient, world: World, facet: str) -> None:
    path = f"{V1}/taxonomy/{facet}"
    items = api.get(path, params={"language": "zh", "product": "ovranteq"}, headers=world.headers(Role.DOCTOR)).json()
    assert items["items"]
    assert any(not item["label"].isascii() for item in items["items"])


def test_a_missing_record_is_a_problem_with_a_code(api: TestClient, world: World) -> None:
    answer = api.get(f"{V1}/modules/{'f' * 64}", headers=world.headers(Role.MEDICAL))
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "code", "next_step"} <= answer.json().keys()


def test_a_module_that_is_no_figure_has_no_picture_of_one(api: TestClient, world: World) -> None:
    rep, reader = world.headers(Role.REP), world.headers(Role.MEDICAL)
    query = {"product": "ovranteq", "language": "en"}
    module = api.get(f"{V1}/fetch", params=query, headers=rep).json()["modules"][0]
    for path, who in (
        (f"{V1}/fetch/{module['id']}/figure.png", rep),
        (f"{V1}/modules/{module['id']}/figure.png", reader),
    ):
        answer = api.get(path, headers=who)
        assert (answer.status_code, answer.json()["code"]) == (404, "figure.none")
