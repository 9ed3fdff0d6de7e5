"""What leaves, how it is recorded, and what the database itself refuses."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from library.errors import BadInput, Forbidden, NotEligible, NotFound, Unavailable
from library.models import (
    SYSTEM,
    AnchorRole,
    AnswerDraft,
    AnswerOutcome,
    DocumentClass,
    ModuleKind,
    Role,
    Scope,
    Statement,
    StatementRole,
    Status,
    UseClass,
    Verdict,
)
from library.release import Approved
from library.store import Library, base, open_library, schema
from library.store.base import metadata, uuid7
from tests.gate.world import PRODUCT, REACTIVE, US, World, password_of


def released_claim(world: World, words: str = "Response was seen in 61.6% of patients.", name: str = "deck") -> str:
    module = world.claim(words, name=name)
    world.approve(module.id)
    return module.id


# --- approved values --------------------------------------------------------------------------------------------------


def test_approved_values_are_minted_by_the_library_only(world: World) -> None:
    approved = world.lib.approved([released_claim(world)], US)[0]
    assert approved.scope == US
    assert approved.as_of <= world.lib.now()
    for forge in (
        lambda: Approved(approved.value, US, approved.as_of),
        lambda: Approved(approved.value, US, approved.as_of, object()),
        lambda: pickle.dumps(approved),
        lambda: copy.copy(approved),
        lambda: copy.deepcopy(approved),
        lambda: copy.deepcopy([approved]),
        lambda: setattr(approved, "_value", None),
        lambda: type("Own", (Approved,), {}),
        lambda: dataclasses.replace(approved),  # type: ignore[type-var]
    ):
        with pytest.raises(TypeError):
            forge()


def test_what_leaves_is_recorded_with_everything_it_cites(world: World) -> None:
    claim = released_claim(world)
    asset = world.piece([claim])
    world.approve(asset.id)
    left = world.lib.release([asset.id], US, world.to(), rendition=b"a file")
    assert [m.value.id for m in left.modules] == [claim]
    assert [a.value.id for a in left.assets] == [asset.id]
    record = world.lib.releases(subjects=[claim])[-1]
    assert (record.id, record.recipient, set(record.subjects)) == (left.id, world.to(), {claim, asset.id})
    assert world.lib.files.get(record.rendition) == b"a file"
    assert world.lib.releases(subjects=["0" * 64]) == []
    assert world.lib.events()[-1].verb == "release"


def test_a_refusal_names_the_version_and_why(world: World) -> None:
    draft = world.claim()
    with pytest.raises(NotEligible) as refused:
        world.lib.release([draft.id], US, world.to())
    assert draft.id[:12] in refused.value.message
    assert "draft" in refused.value.message
    assert world.lib.releases() == []
    with pytest.raises(NotFound):
        world.lib.release(["0" * 64], US, world.to())
    with pytest.raises(BadInput):
        world.lib.release([], US, world.to())


def test_what_must_travel_together_leaves_together(world: World) -> None:
    qualifier = world.claim("Not adjusted for multiplicity.", name="note")
    world.approve(qualifier.id)
    _, deck = world.document(["PFS HR 0.61 in patients of 75 years."], DocumentClass.DECK, name="subgroup")
    _, paper = world.document(["PFS HR 0.61 in patients of 75 years."], DocumentClass.PUBLICATION, name="bearing")
    subgroup = world.module(deck[0], support=[paper[0]], companions=(qualifier.lineage,))
    world.approve(subgroup.id)
    with pytest.raises(NotEligible) as refused:
        world.lib.release([subgroup.id], US, world.to())
    assert refused.value.code == "release.companions"
    assert world.lib.release([subgroup.id, qualifier.id], US, world.to()).modules
    alone, whole = world.piece([subgroup]), world.piece([subgroup, qualifier], title="Whole")
    for piece in (alone, whole):
        world.approve(piece.id)
    assert world.lib.release([whole.id], US, world.to()).assets
    with pytest.raises(NotEligible):
        world.lib.release([whole.id, alone.id], US, world.to())


def test_a_use_is_chosen_among_those_asked_for(world: World) -> None:
    claim = released_claim(world)
    uses = (UseClass.MEDICAL_REACTIVE, UseClass.PROMOTIONAL)
    assert claim in world.lib.eligible(REACTIVE, use_classes=uses)
    assert claim not in world.lib.eligible(REACTIVE)
    assert world.lib.still_eligible([claim], REACTIVE, uses) == {claim}
    assert world.lib.release([claim], REACTIVE, world.to(), use_classes=uses).modules


# --- answers ----------------------------------------------------------------------------------------------------------


def answer(world: World, *statements: Statement, handed_to: tuple[Role, ...] = (), scope: Scope = US) -> AnswerDraft:
    outcome = AnswerOutcome.ANSWERED if statements else AnswerOutcome.HANDED_OVER
    return AnswerDraft(
        question="我的病人水肿怎么办?", language="zh", scope=scope, product=PRODUCT, outcome=outcome,
        statements=statements, handed_to=handed_to,
    )  # fmt: skip


def test_an_answer_is_kept_without_its_question_and_read_with_it(world: World) -> None:
    claim = released_claim(world)
    body = world.lib.module(claim).content.body
    kept = world.lib.record_answer(world.people["doc"], answer(world, Statement(text=body, modules=(claim,))))
    assert world.lib.answer(kept.id) == kept
    assert world.lib.answers(citing=claim) == [kept] == world.lib.answers(limit=1)
    assert world.lib.replay(world.people["doc"], kept.id) == kept
    with pytest.raises(Forbidden):
        world.lib.replay(world.people["rep"], kept.id)
    with world.lib.reading() as tx:
        row = tx.execute(text("SELECT doc, question FROM answers")).one()
        assert "水肿" not in row.doc
    with world.lib.transaction() as tx:
        world.lib.destroy_personal(tx, row.question)
    assert world.lib.answer(kept.id).content.question == ""
    assert world.lib.verify_audit() == []


@pytest.mark.parametrize(
    "words", ["Response was seen in 61.7% of patients.", "Response was seen in 61.6% of patients. Safe.", ""]
)
def test_an_answer_says_what_its_modules_say_and_nothing_else(world: World, words: str) -> None:
    claim = released_claim(world)
    with pytest.raises(NotEligible) as refused:
        world.lib.record_answer(world.people["doc"], answer(world, Statement(text=words, modules=(claim,))))
    assert refused.value.code == "release.not_verbatim"
    with pytest.raises(BadInput):
        world.lib.record_answer(world.people["doc"], answer(world, Statement(text="61.6%", modules=())))
    assert world.lib.answers() == []


def test_a_phrase_may_have_its_slots_filled_and_a_claim_may_not(world: World) -> None:
    _, lines = world.document(["About {product}:"], DocumentClass.PHRASES, market="", product="", name="phrases")
    phrase = world.module(lines[0], kind=ModuleKind.PHRASE, market="*", product="")
    world.approve(phrase.id)
    filled = Statement(text="About OVRANTEQ:", modules=(phrase.id,), role=StatementRole.PHRASE)
    assert world.lib.record_answer(world.people["doc"], answer(world, filled))
    other = Statement(text="All about OVRANTEQ:", modules=(phrase.id,), role=StatementRole.PHRASE)
    with pytest.raises(NotEligible):
        world.lib.record_answer(world.people["doc"], answer(world, other))


def test_a_hand_over_waits_at_its_desk_until_somebody_of_it_takes_it(world: World) -> None:
    ada = world.people["ada"]
    desk = world.lib.add_user(ada, "info", password_of("info"), [Role.MEDICAL_INFORMATION])
    kept = world.lib.record_answer(
        world.people["doc"], answer(world, handed_to=(Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE))
    )
    waiting = world.lib.handovers(Role.MEDICAL_INFORMATION)
    assert [(h.answer, h.acknowledged_by, h.acknowledged_at) for h in waiting] == [(kept.id, "", None)]
    with pytest.raises(Forbidden):
        world.lib.acknowledge(world.people["mia"], waiting[0].id)
    world.clock.forward(1)
    taken = world.lib.acknowledge(desk, waiting[0].id)
    assert taken.acknowledged_by == desk.id
    assert taken.acknowledged_at is not None
    assert taken.acknowledged_at - taken.at >= timedelta(days=1)
    assert world.lib.handovers(Role.MEDICAL_INFORMATION) == [taken]
    assert len(world.lib.handovers(Role.PHARMACOVIGILANCE)) == 1


# --- what is usable, brought forward ----------------------------------------------------------------------------------


def test_the_remembered_set_is_what_a_fresh_reader_finds_after_every_step(world: World) -> None:
    def same() -> frozenset[str]:
        fresh = Library(world.lib.engine, world.home, world.clock)
        for scope in (US, REACTIVE):
            assert world.lib.eligible(scope) == fresh.eligible(scope)
        return world.lib.eligible(US)

    first, second = world.claim(), world.claim("Nausea occurred in 41.1%.", name="two")
    assert same() == frozenset()
    world.approve(first.id)
    assert same() == {first.id}
    child = world.edited(first, "Many responded.")
    assert same() == {first.id}
    world.approve(child.id)
    assert same() == {child.id}
    asset = world.piece([child])
    world.approve(asset.id)
    assert same() == {child.id, asset.id}
    label, lines = world.document(["Take 300 mg."], DocumentClass.LABEL, name="label")
    words = world.module(lines[0], by=SYSTEM, kind=ModuleKind.DISEASE_KNOWLEDGE)
    assert words.id not in same()
    world.sign_label(label.id)
    assert words.id in same()
    hold = world.lib.hold(world.people["rex"], PRODUCT, "US", "signal")
    assert same() == frozenset()
    assert words.id in world.lib.eligible(REACTIVE)
    world.lib.lift(world.people["rex"], hold.id, "over")
    assert same() == {child.id, asset.id, words.id}
    world.withdraw(child.id)
    assert same() == {words.id}
    world.approve(second.id)
    world.clock.forward(301)
    assert same() == {words.id}, "the clock alone ends approvals"
    assert world.lib.eligible(US, product="other") == frozenset()
    assert world.lib.eligible(US, product=PRODUCT, language="en") == {words.id}


def test_releases_and_withdrawals_at_the_same_time_never_cross(world: World) -> None:
    """Each release that was recorded came before the withdrawal was."""
    claim = released_claim(world)
    done = threading.Event()

    def let_out() -> None:
        while not done.is_set():
            try:
                world.lib.release([claim], US, world.to())
            except NotEligible:
                return

    threads = [threading.Thread(target=let_out) for _ in range(3)]
    for thread in threads:
        thread.start()
    world.withdraw(claim)
    done.set()
    for thread in threads:
        thread.join()
    verbs = [e.verb for e in world.lib.events()]
    assert "release" not in verbs[verbs.index("decision.withdraw") :]
    assert world.lib.verify_audit() == []


# --- the database -----------------------------------------------------------------------------------------------------


def test_every_table_keeps_its_rows_but_the_few_that_hold_no_history(library: Library) -> None:
    mutable = {t.name for t in metadata.sorted_tables if schema.is_mutable(t)}
    assert mutable == {"personal_keys", "logins", "attempts", "tokens", "jobs", "vectors"}
    for table in schema.append_only():
        assert all(key for key in schema._keys(table)), table.name


@pytest.mark.parametrize("statement", ["UPDATE events SET verb = 'x'", "DELETE FROM events", "UPDATE users SET n = 9"])
def test_the_application_itself_cannot_change_a_past_row(world: World, statement: str) -> None:
    with pytest.raises(DBAPIError), world.lib.transaction() as tx:
        tx.execute(text(statement))
    assert world.lib.verify_audit() == []


def test_an_ineligible_subject_cannot_be_put_into_a_release(world: World) -> None:
    claim, draft = released_claim(world), world.claim("Nausea.", name="draft")
    left = world.lib.release([claim], US, world.to())
    columns = "release, subject, market, audience, use_class, channel"
    insert = f"INSERT INTO release_subjects ({columns}) VALUES (:r, :s, 'US', 'hcp', 'promotional', '*')"
    with pytest.raises(DBAPIError, match="not eligible"), world.lib.transaction() as tx:
        tx.execute(text(insert), {"r": left.id, "s": draft.id})


def test_every_sqlite_connection_carries_our_pragmas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert base.SYNCHRONOUS == "OFF", "tests do not wait for the disk"
    monkeypatch.setattr(base, "SYNCHRONOUS", "FULL")
    lib = open_library(f"sqlite:///{tmp_path / 'a.db'}", tmp_path)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1}
    for _ in range(2):
        lib.engine.dispose()
        with lib.reading() as tx:
            assert {name: tx.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted
    lib.close()


def test_a_database_of_another_schema_is_not_opened(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    open_library(url, tmp_path).close()
    with sqlite3.connect(tmp_path / "a.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unavailable):
        open_library(url, tmp_path)


def test_the_newest_migration_is_the_schema_this_program_needs() -> None:
    found = sorted((Path(schema.__file__).parent / "migrations" / "versions").glob("v*.py"))
    assert found[-1].name.startswith(f"v{schema.HEAD}_")


def test_time_ordered_ids_keep_their_order_within_a_millisecond() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    ids = [uuid7(now) for _ in range(5000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 5000
    assert {id[14] for id in ids} == {"7"}


# --- the doctor -------------------------------------------------------------------------------------------------------


def test_a_sound_home_has_nothing_to_be_found(world: World) -> None:
    released_claim(world)
    assert world.lib.doctor_store() == []


def test_the_doctor_finds_a_missing_original_and_clears_what_a_crash_left(world: World) -> None:
    source, _ = world.document(["Words."], DocumentClass.DECK)
    path = world.lib.files.path(source.id)
    draft = world.home / "files" / "drafts" / f"{'0' * 64}.999999999.abcd"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(b"half")
    assert [f.code for f in world.lib.doctor_store()] == ["library.file_left_behind"]
    assert [f.code for f in world.lib.doctor_store(fix=True)] == ["library.file_left_behind"]
    assert world.lib.doctor_store() == []
    data = path.read_bytes()
    path.unlink()
    assert [(f.code, f.subject) for f in world.lib.doctor_store(fix=True)] == [("library.file_missing", source.id)]
    world.lib.files.put(data)
    assert world.lib.doctor_store() == []


def test_another_homes_key_signs_nothing_here(world: World, tmp_path: Path) -> None:
    claim = released_claim(world)
    stranger = Library(world.lib.engine, tmp_path / "stranger", world.clock)
    assert claim in stranger.eligible(US), "the view cannot know keys"
    with pytest.raises(NotEligible) as refused:
        stranger.release([claim], US, world.to())
    assert refused.value.code == "release.proof"
    assert {f.code for f in stranger.doctor_store()} >= {"library.signature", "library.file_missing"}
    assert world.lib.status(claim) is Status.RELEASED


def test_keys_are_for_nobody_elses_eyes(world: World) -> None:
    released_claim(world)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (world.home / "keys").iterdir()}
    assert modes["signing.key"] == modes["personal.key"] == 0o600


def test_the_clock_alone_brings_the_remembered_set_forward(world: World) -> None:
    """Approvals that end one after the other, one that begins later, a source that expires."""
    soon, later = released_claim(world, name="one"), released_claim(world, "Nausea occurred in 41.1%.", name="two")
    begins = world.claim("Oedema is common.", name="three")
    world.lib.submit(world.people["mark"], begins.id)
    start = world.clock.now + timedelta(days=5)
    for by, role in (("mia", Role.MEDICAL), ("rex", Role.REGULATORY)):
        world.lib.decide(
            world.people[by], begins.id, verdict=Verdict.APPROVE, scope=US, role=role, password=password_of(by),
            meaning="I approve", reason="", effective=start,
        )  # fmt: skip
    deck = next(a.source for a in world.lib.module(soon).anchors if a.role is AnchorRole.ORIGIN)
    facts = world.lib.source(deck).facts
    expiry = (world.clock.now + timedelta(days=20)).date()
    world.lib.set_facts(world.people["mark"], deck, type(facts)(**{**facts.model_dump(), "expiry": expiry}))
    seen = []
    for days in (1, 5, 20, 276, 10):
        fresh = Library(world.lib.engine, world.home, world.clock)
        assert world.lib.eligible(US) == fresh.eligible(US)
        seen.append(world.lib.eligible(US))
        world.clock.forward(days)
    both = {soon, later}
    assert seen == [both, both, {*both, begins.id}, {later, begins.id}, {begins.id}]
