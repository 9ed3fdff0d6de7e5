"""A label is updated: what it did not touch stands as it was, what it touched is told, and nothing is decided by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generate.render.versions import to_html
from library.errors import BadInput, Forbidden
from library.models import (
    AssetContent,
    AssetKind,
    Brief,
    DocumentClass,
    Module,
    Role,
    Section,
    Statement,
    Status,
)
from review.update import GONE, LATER, REWORDED, Update, _same_words
from shapes import Presenter
from tests.web.world import PASSWORD, US, World, make_world, take_in
from versions import diff_lines, diff_shape, mark_lines, update_shape

FIRST = """<!doctype html><html lang="en"><head><title>OVRANTEQ prescribing information</title></head><body>
<h1>OVRANTEQ (navoretinib) tablets</h1>
<h2>1 INDICATIONS AND USAGE</h2>
<p>OVRANTEQ is indicated for the treatment of adults with metastatic non-small cell lung cancer whose tumors have MET exon 14 skipping.</p>
<h2>2 DOSAGE AND ADMINISTRATION</h2>
<p>The recommended dosage of OVRANTEQ is 300 mg orally once daily with food.</p>
<p>The recommended dosage of OVRANTEQ for patients with moderate hepatic impairment is 200 mg orally once daily.</p>
<h2>5 WARNINGS AND PRECAUTIONS</h2>
<h3>5.1 Interstitial Lung Disease</h3>
<p>Withhold OVRANTEQ if interstitial lung disease is suspected.</p>
<h3>5.2 Photosensitivity</h3>
<p>Advise patients treated with OVRANTEQ to limit direct ultraviolet exposure.</p>
<h2>6 ADVERSE REACTIONS</h2>
<p>Peripheral oedema occurred in 58.3% of patients treated with OVRANTEQ.</p>
<p>Nausea occurred in 41.1% of patients treated with OVRANTEQ.</p>
</body></html>"""
SECOND = (
    FIRST.replace("impairment is 200 mg", "impairment is 100 mg")
    .replace("5.2 Photosensitivity", "5.3 Photosensitivity")
    .replace(
        "<h3>5.3",
        "<h3>5.2 Pancreatitis</h3><p>Discontinue OVRANTEQ if pancreatitis is confirmed &lt;script&gt;alert(1)&lt;/script&gt;.</p><h3>5.3",
    )
    .replace("<p>Nausea occurred in 41.1% of patients treated with OVRANTEQ.</p>", "")
)
DECK = """<!doctype html><html lang="en"><head><title>OVRANTEQ slides</title></head><body><h1>Taking OVRANTEQ</h1>
<p>Peripheral oedema occurred in 58.3% of patients treated with OVRANTEQ</p>
<p>Nausea occurred in 41.1% of patients treated with OVRANTEQ</p></body></html>"""


@dataclass
class Story:
    """What was there before the new version, and the reports before and after it was signed."""

    world: World
    old: str = ""
    new: str = ""
    modules: dict[str, Module] = field(default_factory=dict)
    usable: dict[str, bool] = field(default_factory=dict)
    asset: str = ""
    waiting: Update | None = None
    signed: Update | None = None

    def now(self, name: str) -> Module:
        return self.world.shop.library.module(self.modules[name].id)

    def eligible(self, name: str) -> bool:
        return self.modules[name].id in self.world.shop.library.eligible(US)

    def approve(self, id: str) -> None:
        lib = self.world.shop.library
        lib.submit(self.world.people[Role.MARKETER], id)
        for role in lib.required_roles(id):
            self.decide(id, role)

    def decide(self, id: str, role: Role) -> None:
        self.world.shop.desk.approve(self.world.people[role], id, role=role, scope=US, password=PASSWORD, reason="read")


WORDS = {
    "dose": "300 mg orally",
    "hepatic": "200 mg orally",
    "lung": "interstitial lung disease",
    "light": "ultraviolet",
    "oedema": "Peripheral oedema",
    "nausea": "Nausea",
}


def piece(story: Story, *names: str) -> str:
    statements = tuple(Statement(text=story.modules[n].content.body, modules=(story.modules[n].id,)) for n in names)
    brief = Brief(kind=AssetKind.TALK_TRACK, product="ovranteq", scope=US, language="en")
    content = AssetContent(brief=brief, title="Say this", sections=(Section(title="Say", statements=statements),))
    return story.world.shop.library.add_asset(story.world.people[Role.MARKETER], content).id


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    world = make_world(tmp_path_factory.mktemp("versions"))
    lib, told = world.shop.library, Story(world)
    lib.withdraw(
        world.people[Role.REGULATORY], world.label, role=Role.REGULATORY, password=PASSWORD, reason="made anew"
    )
    told.old = take_in(world, FIRST, "first.html", DocumentClass.LABEL)
    told.decide(told.old, Role.REGULATORY)
    deck = take_in(world, DECK, "slides.html", DocumentClass.DECK)
    for name, words in WORDS.items():
        told.modules[name] = world.module_of(told.old, words)
        told.modules[f"deck {name}"] = next(
            (m for m in lib.modules_of_source(deck) if words in m.content.body), told.modules[name]
        )
    for name in ("deck oedema", "deck nausea", "light"):
        told.approve(told.modules[name].id)
    told.asset = piece(told, "dose", "hepatic")
    told.approve(told.asset)
    told.usable = {name: told.eligible(name) for name in told.modules}
    facts = lib.source(told.old).facts.model_copy(update={"replaces": told.old, "filename": "second.html"})
    result, _ = world.shop.journeys.take_in(world.people[Role.MARKETER], SECOND.encode(), "second.html", facts)
    told.new = result.source or ""
    told.waiting = world.shop.journeys.label_update(world.people[Role.MARKETER], told.old, told.new)
    yield told
    world.shop.close()


@pytest.fixture(scope="module")
def signed(story: Story) -> Story:
    """The same after regulatory signed the new version."""
    story.decide(story.new, Role.REGULATORY)
    story.signed = story.world.shop.journeys.update_of(story.new)
    return story


def test_before_the_signature_everything_stands_on_the_old_version(story: Story) -> None:
    assert all(story.usable.values())
    assert {name: story.eligible(name) for name in story.modules} == story.usable
    assert story.waiting is not None
    assert not story.waiting.signed


@pytest.mark.parametrize("name", ["dose", "lung", "oedema", "light"])
def test_a_module_whose_words_stand_again_keeps_its_id_and_gains_the_new_place(story: Story, name: str) -> None:
    assert {a.source for a in story.now(name).anchors if a.role == "origin"} >= {story.old, story.new}
    assert story.world.shop.library.versions(story.modules[name].lineage) == [story.now(name)]


def test_a_reworded_module_gets_a_later_version_that_is_a_draft(story: Story) -> None:
    first, later = story.world.shop.library.versions(story.modules["hepatic"].lineage)
    assert (first.id, later.parent, later.version) == (story.modules["hepatic"].id, first.id, 2)
    assert "100 mg" in later.content.body
    assert story.world.shop.library.status(later.id) in (Status.DRAFT, Status.RELEASED)
    assert {a.source for a in later.anchors} == {story.new}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Take the tablet with\nwater.", "Take the tablet with water.", True),
        ("本品不得\n与酒同服。", "本品不得与酒同服。", True),
        ("Take 1\n5 mg tablet.", "Take 1 6 mg tablet.", False),
        ("Take the tablet with water.", "Take the tablet with milk.", False),
    ],
)
def test_words_that_a_page_parts_in_one_version_are_the_same_words(one: str, other: str, same: bool) -> None:
    assert _same_words(one, other) is same


def test_the_report_names_what_changed_and_what_that_breaks(story: Story) -> None:
    report = story.waiting
    assert report is not None
    fates = {t.id: t.fate for t in report.touched}
    assert fates[story.modules["hepatic"].id] == LATER
    assert fates[story.modules["nausea"].id] == GONE
    assert fates[story.modules["deck nausea"].id] == REWORDED
    for name in ("dose", "lung", "oedema", "light", "deck oedema"):
        assert story.modules[name].id in report.kept, name
    assert story.asset in {i.id for i in report.broken.of("asset")}
    assert {c.code for c in report.critical} >= {"lineage.lower_dose", "lineage.new_statement"}


def test_safety_critical_changes_propose_a_hold_and_place_none(story: Story) -> None:
    report = story.waiting
    assert report is not None
    assert report.hold is not None
    assert (report.hold.product, report.hold.market, report.hold.active) == ("ovranteq", "US", "")
    assert story.asset in {i.id for i in report.stopped}
    assert story.world.shop.library.holds() == []


def test_after_the_signature_only_what_changed_has_stopped(signed: Story) -> None:
    usable = {name: signed.eligible(name) for name in signed.modules}
    assert {name for name, yes in usable.items() if not yes} == {"hepatic", "deck hepatic", "nausea", "deck nausea"}
    lib = signed.world.shop.library
    assert lib.status(signed.modules["hepatic"].id) is Status.SUPERSEDED
    assert lib.status(signed.modules["deck nausea"].id) is Status.SUSPENDED
    assert lib.status(signed.asset) is Status.SUSPENDED
    assert lib.versions(signed.modules["hepatic"].lineage)[-1].id in lib.eligible(US)
    assert signed.signed is not None
    assert signed.signed.signed


def test_what_was_carried_over_is_no_finding_for_its_reviewer(signed: Story) -> None:
    for name in ("deck oedema", "light"):
        codes = {f.code for f in signed.world.shop.desk.check(signed.modules[name].id)}
        assert not codes & {"review.label_superseded", "review.stale_label", "review.no_support"}, name
    assert "review.stale_label" in {f.code for f in signed.world.shop.desk.check(signed.modules["deck nausea"].id)}


def test_an_answer_points_to_the_version_in_force_before_the_one_it_replaces(signed: Story) -> None:
    module = signed.now("dose")
    assert module.anchors[0].source != signed.new
    shown = Presenter(signed.world.shop.library).cited(Statement(text=module.content.body, modules=(module.id,)))
    sources = [anchor["source"] for anchor in shown["anchors"]]
    assert sources[0] == signed.new
    assert signed.old in sources[1:]


def test_a_second_run_adds_no_record(signed: Story) -> None:
    shop, marketer = signed.world.shop, signed.world.people[Role.MARKETER]
    before = shop.library.events()[-1].seq
    again = shop.journeys.label_update(marketer, signed.old, signed.new)
    assert shop.library.events()[-1].seq == before
    assert {t.id for t in again.touched} == {t.id for t in signed.signed.touched}  # type: ignore[union-attr]


def test_medical_holds_with_one_command_and_only_regulatory_lifts(signed: Story) -> None:
    shop, people = signed.world.shop, signed.world.people
    proposed = shop.journeys.update_of(signed.new)
    assert proposed is not None
    assert proposed.hold is not None
    with pytest.raises(Forbidden):
        shop.library.hold(people[Role.MARKETER], proposed.hold.product, proposed.hold.market, proposed.hold.reason)
    hold = shop.library.hold(people[Role.MEDICAL], proposed.hold.product, proposed.hold.market, proposed.hold.reason)
    now = shop.journeys.update_of(signed.new)
    assert now is not None
    assert now.hold is not None
    assert now.hold.active == hold.id
    assert not signed.eligible("dose")
    with pytest.raises(Forbidden):
        shop.library.lift(people[Role.MEDICAL], hold.id, "over")
    shop.library.lift(people[Role.REGULATORY], hold.id, "over")
    assert signed.eligible("dose")


def test_the_wrong_predecessor_is_refused(signed: Story) -> None:
    with pytest.raises(BadInput):
        signed.world.shop.journeys.label_update(signed.world.people[Role.MARKETER], signed.world.other, signed.new)
    with pytest.raises(BadInput):
        signed.world.shop.journeys.versions.compare(signed.new, signed.new)
    with pytest.raises(Forbidden):
        signed.world.shop.journeys.label_update(signed.world.people[Role.REP], signed.old, signed.new)


# --- proposals --------------------------------------------------------------------------------------------------------


def test_a_likely_predecessor_is_proposed_and_never_decided(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    try:
        lib = world.shop.library
        lib.set_facts(
            world.people[Role.MARKETER], world.label, lib.source(world.label).facts.model_copy(update={"market": "CN"})
        )
        old = take_in(world, FIRST, "first.html", DocumentClass.LABEL)
        result, _ = world.shop.journeys.take_in(
            world.people[Role.MARKETER], SECOND.encode(), "second.html", lib.source(old).facts
        )
        new = result.source or ""
        assert [w.split(":")[0] for w in result.warnings if w.startswith("versions")] == ["versions.may_replace"]
        (found,) = world.shop.journeys.versions.proposals(new)
        assert (found.related, lib.source(new).facts.replaces) == ((old,), None)
        assert world.shop.journeys.versions.proposals(old) == ()
        world.shop.journeys.label_update(world.people[Role.MARKETER], old, new)
        assert lib.source(new).facts.replaces == old
        assert world.shop.journeys.versions.proposals(new) == ()
        report = world.shop.journeys.update_of(new)
        assert report is not None
        hepatic = world.module_of(old, "200 mg orally")
        assert {t.id: t.successor for t in report.touched}[hepatic.id] == world.module_of(new, "100 mg orally").id
        assert world.module_of(old, "ultraviolet").id in report.kept
    finally:
        world.shop.close()


# --- shapes and the file ----------------------------------------------------------------------------------------------


def shape_of(story: Story) -> dict[str, Any]:
    lib = story.world.shop.library
    return diff_shape(
        story.world.shop.journeys.versions.compare(story.old, story.new), lib.source(story.old), lib.source(story.new)
    )


def test_the_comparison_is_one_json_document_with_every_passage_once(story: Story) -> None:
    found = json.loads(json.dumps(shape_of(story)))
    lib = story.world.shop.library
    assert sorted(p["id"] for r in found["rows"] for p in r["old"]) == sorted(p.id for p in lib.passages(story.old))
    assert sorted(p["id"] for r in found["rows"] for p in r["new"]) == sorted(p.id for p in lib.passages(story.new))
    assert sum(found["counts"].values()) == len(found["rows"])
    assert not found["ok"]
    json.dumps(update_shape(story.waiting))  # type: ignore[arg-type]


def test_the_lines_for_a_terminal_begin_with_the_gravest(story: Story) -> None:
    lines = diff_lines(shape_of(story))
    weights = [line["weight"] for line in lines]
    assert weights == sorted(weights, key=["safety critical", "safety", "content"].index)
    assert any("200 mg" in line["was"] and "100 mg" in line["is"] for line in lines)


def test_marks_of_revision_that_do_not_fit_are_lines_for_a_terminal(story: Story) -> None:
    found = shape_of(story) | {
        "findings": [{"message": "A bar marks it, but it reads as before.", "words": "Myopathy."}]
    }
    assert mark_lines(found) == ["A bar marks it, but it reads as before. “Myopathy.”"]


def test_the_file_stands_alone_and_escapes_everything(story: Story) -> None:
    page = to_html(shape_of(story)).decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert not [word for word in ("http://", "https://", "src=", "@import", "url(") if word in page]
    assert "<del>200" in page
    assert "<ins>100" in page
    assert "Safety-critical" in page


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh", "ja", "de"])
def test_the_page_shows_both_versions_in_every_language(story: Story, language: str) -> None:
    from web import create_app

    browser = story.world.browser(create_app(story.world.shop), Role.MEDICAL)
    browser.cookies.set("clearcopy_language", language)
    address = f"/sources/{story.new}/diff/{story.old}"
    page = browser.get(address)
    assert page.status_code == 200
    assert "<del>200" in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text
    assert "ultraviolet" not in page.text
    assert "ultraviolet" in browser.get(address, params={"show": "all"}).text
    assert "Pancreatitis" not in browser.get(address, params={"show": "critical", "section": "dosage"}).text
    impact = browser.get("/impact", params={"id": story.new})
    assert impact.status_code == 200
    assert f"/sources/{story.new}/diff/{story.old}" in impact.text
    assert browser.get(f"/sources/{story.new}").status_code == 200


def test_each_row_can_show_the_page_its_passage_stands_on(story: Story) -> None:
    from web import create_app

    browser = story.world.browser(create_app(story.world.shop), Role.MEDICAL)
    passage = story.world.shop.library.passages(story.new)[3]
    picture = browser.get(f"/passages/{passage.id}/page.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[:4] == b"\x89PNG"


def test_the_api_gives_the_comparison_and_the_report(story: Story) -> None:
    from web import create_app

    browser = story.world.browser(create_app(story.world.shop), Role.REGULATORY)
    found = browser.get(f"/api/v1/sources/{story.new}/diff/{story.old}").json()
    assert found["counts"] == shape_of(story)["counts"]
    report = browser.get(f"/api/v1/impact/{story.new}").json()
    assert report["update"]["hold"]["product"] == "ovranteq"
    assert browser.get(f"/api/v1/impact/{story.old}").json()["update"] is None
