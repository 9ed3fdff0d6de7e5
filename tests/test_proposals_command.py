"""``clearcopy propose`` and ``proposals``: a model on this machine that speaks the protocol, from asking to a version."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.models import DocumentClass, Role, SourceFacts
from tests.prompts.misbehaving import answers, fails, serving
from tests.test_cli import PASSWORD, Home

FIRST = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
SECOND = "However, reduce the dosage in patients with low weight."
SAID = {
    "splits": [{"module": "m1", "pieces": [{"text": FIRST}, {"text": SECOND, "context": [FIRST]}]}],
    "kinds": [{"module": "m1", "kind": "approved", "words": "reduce the dosage"}],
    "tags": [{"module": "m1", "facet": "topic", "value": "safety", "words": "low weight"}],
}


PAGE = f"<html lang='en'><body><h1>Dosing</h1><p>{FIRST} {SECOND}</p></body></html>"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Home, str]:
    """A home with a document, made without the command line, and a marketer who is signed in."""
    from app import Settings, build

    made = Home(tmp_path / "home", monkeypatch)
    shop = build(Settings())
    admin = shop.library.add_user(None, "ada", PASSWORD, [Role.ADMIN])
    for name, role in (("mia", Role.MARKETER), ("ag", Role.AGENCY)):
        made.tokens[name] = shop.library.issue_token(admin, shop.library.add_user(admin, name, PASSWORD, [role]).id)
    facts = SourceFacts(document_class=DocumentClass.DECK, product="ovranteq", market="US")
    read, _ = shop.journeys.take_in(shop.library.user("mia"), PAGE.encode(), "dosing.html", facts)
    shop.close()
    assert read.source is not None
    made.be("mia")
    return made, read.source


def test_from_asking_to_a_version_on_the_command_line(home: tuple[Home, str], monkeypatch: pytest.MonkeyPatch) -> None:
    run, source = home[0].run, home[1]
    missing = run("propose", source, status=1)["error"]
    assert missing["code"] == "proposals.no_model"
    assert "CLEARCOPY_MODEL" in missing["next_step"]
    monkeypatch.setenv("CLEARCOPY_MODEL", "stub-1")
    monkeypatch.setenv("CLEARCOPY_MODEL_OUTPUT_PRICE", "2000000")
    with serving(fails(400), answers(SAID)) as stage:
        monkeypatch.setenv("OPENAI_BASE_URL", stage.url)
        [dry] = run("propose", source, "--dry-run")
        assert (dry["outcome"], dry["groups"], stage.requests) == ("planned", 1, [])
        [failed] = run("propose", source, status=1)
        assert (failed["outcome"], failed["ok"], failed["failed"][0]["code"]) == ("failed", False, "prompts.refused")
        [report] = run("propose", source)
    assert (report["outcome"], report["cost"], len(stage.requests)) == ("done", 2.0, 2)
    assert [refusal["code"] for refusal in report["refused"]] == ["proposals.unknown_kind"]
    runs = run("proposals", "runs", source)
    assert [(call["error"], call["asked_by"]) for call in runs] == [("prompts.refused", "mia"), ("", "mia")]
    listed = {p["kind"]: p for p in run("proposals", "list", "--source", source)}
    assert set(listed) == {"split", "tag"}
    [gone] = run("proposals", "dismiss", listed["tag"]["id"][:12], "--reason", "not about safety")
    assert (gone["state"], gone["reason"]) == ("dismissed", "not about safety")
    [settled] = run("proposals", "accept", listed["split"]["id"])
    assert len(settled["made"]) == 2
    shown = run("show", listed["split"]["id"])
    assert (shown["state"], [piece["text"] for piece in shown["pieces"]]) == ("accepted", [FIRST, SECOND])
    home[0].be("ag")
    assert run("proposals", "list", status=3)["error"]["code"] == "role.not_allowed"
