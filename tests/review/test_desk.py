"""The desk on a real library: what is wrong is kept out of review, what waits is shown, what is touched is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from library.errors import BadInput, Forbidden, NotFound
from library.models import SYSTEM, AnchorRole, DocumentClass, Module, ModuleKind, Role, Status, Verdict
from library.taxonomy import Taxonomy
from review.desk import Desk
from review.policy import default_policy
from tests.gate.test_withdrawal import answered
from tests.gate.world import US, Clock, World, found, password_of

CLAIM = "The ORR was 61.6% (101/164) with OVRANTEQ."
ILD = "ILD occurred in 4.9% (8/163) of patients treated with OVRANTEQ."


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = found(f"sqlite:///{tmp_path / 'clearcopy.db'}", tmp_path, Clock(), policy=default_policy())
    yield made
    made.lib.close()


@pytest.fixture
def desk(world: World, taxonomy: Taxonomy) -> Desk:
    return Desk(world.lib, taxonomy)


def approve(world: World, desk: Desk, id: str) -> None:
    people = {Role.MEDICAL: "mia", Role.REGULATORY: "rex", Role.LEGAL: "lea"}
    decision, findings = desk.submit(world.people["mark"], id, "ready")
    assert decision is not None, findings
    for role in world.lib.required_roles(id):
        by = people[role]
        desk.approve(world.people[by], id, role=role, scope=US, password=password_of(by), reason="read")


def sound(
    world: World, words: str = CLAIM, kind: ModuleKind = ModuleKind.EFFICACY_RESULT, name: str = "deck"
) -> Module:
    _, deck = world.document([words], DocumentClass.DECK, name=name)
    _, paper = world.document([words], DocumentClass.PUBLICATION, name=f"{name} paper")
    return world.module(deck[0], support=[paper[0]], kind=kind)


def test_a_sound_claim_goes_through_review_and_leaves(world: World, desk: Desk) -> None:
    module = sound(world)
    approve(world, desk, module.id)
    assert world.lib.status(module.id) is Status.RELEASED
    assert [d.verdict for d in world.lib.decisions(module.id)] == [Verdict.SUBMIT, Verdict.APPROVE, Verdict.APPROVE]


def test_a_claim_without_support_is_not_submitted_and_the_finding_says_why(world: World, desk: Desk) -> None:
    _, deck = world.document([CLAIM], DocumentClass.DECK)
    module = world.module(deck[0])
    decision, findings = desk.submit(world.people["mark"], module.id)
    assert decision is None
    assert findings[0].code == "review.no_support"
    assert world.lib.status(module.id) is Status.DRAFT
    assert world.lib.decisions(module.id) == []


def test_findings_follow_the_library_as_it_changes(world: World, desk: Desk) -> None:
    _, deck = world.document([CLAIM], DocumentClass.DECK)
    _, paper = world.document([CLAIM], DocumentClass.PUBLICATION, name="paper")
    module = world.module(deck[0])
    assert "review.no_support" in {f.code for f in desk.check(module.id)}
    world.lib.add_anchors(world.people["mark"], module.id, [world.draft(deck[0], support=[paper[0]]).anchors[1]])
    assert "review.no_support" not in {f.code for f in desk.check(module.id)}
    world.withdraw(paper[0].source)
    assert {"review.no_support", "review.source_withdrawn"} <= {f.code for f in desk.check(module.id)}


def test_findings_follow_the_calendar(world: World, desk: Desk) -> None:
    soon = (world.clock.now + timedelta(days=5)).date()
    _, deck = world.document([CLAIM], DocumentClass.DECK, expiry=soon)
    _, paper = world.document([CLAIM], DocumentClass.PUBLICATION)
    module = world.module(deck[0], support=[paper[0]])
    assert "review.source_expired" not in {f.code for f in desk.check(module.id)}
    world.clock.forward(7)
    assert "review.source_expired" in {f.code for f in desk.check(module.id)}


def test_a_blocking_finding_that_arose_after_submission_stops_the_approval(world: World, desk: Desk) -> None:
    module = sound(world)
    desk.submit(world.people["mark"], module.id)
    support = next(a.source for a in module.anchors if a.role is AnchorRole.SUPPORT)
    world.withdraw(support)
    with pytest.raises(Forbidden) as caught:
        desk.approve(
            world.people["mia"], module.id, role=Role.MEDICAL, scope=US, password=password_of("mia"), reason="read"
        )
    assert caught.value.code == "review.blocked"
    desk.reject(
        world.people["mia"],
        module.id,
        role=Role.MEDICAL,
        scope=US,
        password=password_of("mia"),
        reason="support is gone",
    )
    assert world.lib.status(module.id) is Status.REJECTED


def test_an_interval_of_another_markets_label_is_off_label_in_a_real_library(world: World, desk: Desk) -> None:
    words = "Inject 300 mg every 4 weeks."
    label, _ = world.document(["Inject 300 mg every 2 weeks."], DocumentClass.LABEL, market="CN", name="cn label")
    world.sign_label(label.id, market="CN")
    _, other = world.document([words], DocumentClass.LABEL, market="US", name="us label")
    _, deck = world.document([words], DocumentClass.DECK, market="CN")
    module = world.module(deck[0], support=[other[0]], kind=ModuleKind.DOSING, market="CN")
    assert "review.off_label" in {f.code for f in desk.check(module.id)}


def test_a_label_version_is_queued_for_regulatory_signed_once_and_its_words_leave(world: World, desk: Desk) -> None:
    label, passages = world.document(["OVRANTEQ is indicated for adults."], DocumentClass.LABEL, name="label")
    module = world.module(passages[0], by=SYSTEM, kind=ModuleKind.INDICATION)
    (item,) = desk.queue(world.people["rex"])
    assert (item.id, item.kind, item.waiting_for, item.findings) == (label.id, "source", (Role.REGULATORY,), 0)
    assert desk.queue(world.people["mia"]) == []
    desk.approve(
        world.people["rex"], label.id, role=Role.REGULATORY, scope=US, password=password_of("rex"), reason="as approved"
    )
    assert desk.queue(world.people["rex"]) == []
    assert world.lib.release([module.id], US, world.to()).modules[0].value.id == module.id


def test_a_label_version_without_a_market_is_not_signed(world: World, desk: Desk) -> None:
    label, _ = world.document(["OVRANTEQ is indicated for adults."], DocumentClass.LABEL, market="")
    with pytest.raises(Forbidden):
        desk.approve(
            world.people["rex"], label.id, role=Role.REGULATORY, scope=US, password=password_of("rex"), reason="x"
        )


def test_the_queue_shows_each_reviewer_what_waits_for_them_oldest_first(world: World, desk: Desk) -> None:
    first, second = sound(world), sound(world, "The ORR was 39.0% (32/82) with chemotherapy.", name="second")
    for module in (first, second):
        desk.submit(world.people["mark"], module.id, "ready")
    both = desk.queue(world.people["mia"])
    assert [item.id for item in both] == [first.id, second.id]
    assert set(both[0].waiting_for) == {Role.MEDICAL, Role.REGULATORY}
    assert (both[0].author, both[0].title) == (world.people["mark"].id, CLAIM)
    assert both[0].submitted_at is not None
    desk.approve(world.people["mia"], first.id, role=Role.MEDICAL, scope=US, password=password_of("mia"), reason="read")
    assert [item.id for item in desk.queue(world.people["mia"])] == [second.id]
    assert [item.id for item in desk.queue(world.people["rex"])] == [first.id, second.id]
    assert [item.id for item in desk.queue(world.people["mark"])] == [first.id, second.id]
    assert desk.queue(world.people["lea"]) == []


def test_an_agency_sees_its_own_submissions_only(world: World, desk: Desk) -> None:
    mine, theirs = sound(world), sound(world, "The ORR was 39.0% (32/82) with chemotherapy.", name="second")
    desk.submit(world.people["agnes"], mine.id, "ready")
    desk.submit(world.people["mark"], theirs.id, "ready")
    assert [item.id for item in desk.queue(world.people["agnes"])] == [mine.id]


def test_a_piece_is_checked_against_what_it_cites_and_approved_as_an_assembly(world: World, desk: Desk) -> None:
    efficacy, safety = sound(world), sound(world, ILD, ModuleKind.ADVERSE_REACTION, name="ild")
    bare = world.piece([efficacy], title="OVRANTEQ")
    assert {"review.no_fair_balance", "review.cited_not_usable"} <= {f.code for f in desk.check(bare.id)}
    for module in (efficacy, safety):
        approve(world, desk, module.id)
    whole = world.piece([efficacy, safety], title="OVRANTEQ")
    assert desk.check(whole.id) == ()
    approve(world, desk, whole.id)
    assert world.lib.release([whole.id], US, world.to()).assets


def test_impact_finds_modules_pieces_answers_and_what_left_of_a_source(world: World, desk: Desk) -> None:
    efficacy, safety = sound(world), sound(world, ILD, ModuleKind.ADVERSE_REACTION, name="ild")
    for module in (efficacy, safety):
        approve(world, desk, module.id)
    piece = world.piece([efficacy, safety], title="OVRANTEQ")
    approve(world, desk, piece.id)
    answer = answered(world, efficacy)
    left = world.lib.release([piece.id], US, world.to())
    support = next(a.source for a in efficacy.anchors if a.role is AnchorRole.SUPPORT)
    found = desk.impact(support)
    assert [i.id for i in found.of("module")] == [efficacy.id]
    assert found.of("module")[0].why == "rests on it (support)"
    assert [i.id for i in found.of("asset")] == [piece.id]
    assert [i.id for i in found.of("answer")] == [answer]
    assert left.id in {i.id for i in found.of("release")}
    assert {i.id for i in desk.impact(safety.id).items} >= {piece.id, left.id}
    assert answer not in {i.id for i in desk.impact(safety.id).items}
    assert [i.id for i in desk.impact(piece.id).of("release")] == [left.id]
    [why] = {i.why.split(" at ")[0] for i in desk.impact(piece.id).of("release")}
    assert why.removeprefix("given to ") in {person.name for person in world.lib.users()}


def test_impact_of_a_module_finds_later_versions_and_what_must_not_travel_without_it(world: World, desk: Desk) -> None:
    qualifier = sound(world, "Descriptive, not adjusted for multiplicity.", ModuleKind.STUDY_DESIGN, name="dagger")
    _, deck = world.document([CLAIM], DocumentClass.DECK, name="other deck")
    tied = world.module(deck[0], companions=(qualifier.lineage,))
    later = world.edited(qualifier, "Descriptive; not adjusted for multiplicity.")
    assert {i.id for i in desk.impact(qualifier.id).of("module")} == {tied.id, later.id}


def test_impact_of_something_nobody_knows_is_an_error(world: World, desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.impact("f" * 64)
    assert desk.impact(sound(world).id).items == ()


def test_existing_approvals_are_imported_by_somebody_who_holds_the_role(world: World, desk: Desk) -> None:
    module = sound(world)
    row = {
        "id": module.id, "role": "medical_reviewer", "material_code": "BM-OVR-US-0042",
        "approved_on": (world.clock.now - timedelta(days=30)).date().isoformat(), "expires": "", "file_sha256": "a" * 64, "reviewer": "Dr. Lin",
    }  # fmt: skip
    (decision,) = desk.import_approvals(world.people["mia"], [row], password_of("mia"))
    assert "BM-OVR-US-0042" in decision.meaning
    assert world.lib.status(module.id) is not Status.RELEASED
    desk.import_approvals(world.people["rex"], [{**row, "role": "regulatory"}], password_of("rex"))
    assert world.lib.status(module.id) is Status.RELEASED


def test_one_wrong_row_imports_nothing_and_a_role_not_held_neither(world: World, desk: Desk) -> None:
    module = sound(world)
    row = {
        "id": module.id, "role": "medical_reviewer", "material_code": "X", "approved_on": "2026-01-01", "expires": "",
        "file_sha256": "a" * 64, "reviewer": "Dr. Lin",
    }  # fmt: skip
    with pytest.raises(BadInput):
        desk.import_approvals(world.people["mia"], [row, {**row, "approved_on": "yesterday"}], password_of("mia"))
    with pytest.raises(Forbidden):
        desk.import_approvals(world.people["mark"], [row], password_of("mark"))
    assert world.lib.decisions(module.id) == []


def test_a_policy_is_imported_with_the_lines_that_are_wrong_named_first(world: World, desk: Desk) -> None:
    with pytest.raises(BadInput, match="line 2"):
        desk.import_policy(world.people["ada"], "name: x\nrules: []", password_of("ada"))
    text = default_policy().replace("version 1", "version 2")
    assert desk.import_policy(world.people["ada"], text, password_of("ada")).name.endswith("version 2")


def test_withdrawing_at_the_desk_takes_a_source_and_all_that_rests_on_it_out(world: World, desk: Desk) -> None:
    module = sound(world)
    approve(world, desk, module.id)
    deck = next(a.source for a in module.anchors if a.role is AnchorRole.ORIGIN)
    desk.withdraw(world.people["mia"], deck, role=Role.MEDICAL, password=password_of("mia"), reason="a wrong deck")
    assert module.id not in world.lib.eligible(US)
