"""With the application's own grants no SQL changes a past row, and no row put in by SQL lets anything out."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.errors import ClearcopyError, Forbidden
from library.models import (
    SYSTEM,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    Module,
    ModuleKind,
    ProposalDraft,
    ProposalKind,
    ProposalRun,
    Role,
    Verdict,
)
from library.people import PasswordCost
from tests.gate.conftest import APP, Database
from tests.gate.raw import Raw, Row, frozen, other
from tests.gate.server import Server
from tests.gate.test_withdrawal import answered, approved_piece
from tests.gate.world import CN, POLICY, US, World, password_of

MAY_CHANGE = {
    "alembic_version", "attempts", "jobs", "logins", "personal_keys", "tokens", "vectors",
}  # fmt: skip
"""What holds no history: credentials, jobs, wrapped keys that erasure destroys, vectors that can be made again."""

MUST_BE_KEPT = {
    "sources", "source_facts", "extractions", "passages", "modules", "anchors", "assets", "decisions", "policies",
    "holds", "releases", "release_subjects", "answers", "events", "users", "role_grants", "runs", "proposals",
    "proposal_verdicts", "proposal_results",
}  # fmt: skip


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[World]:
    world = Database("sqlite", tmp_path).prepared_world()
    yield world
    world.lib.close()


@pytest.fixture
def on_postgresql(tmp_path: Path, postgres: Server) -> Iterator[World]:
    world = Database("postgresql", tmp_path, postgres).prepared_world()
    yield world
    world.lib.close()


@pytest.fixture(scope="module")
def lived_in(database: Database) -> Iterator[World]:
    """A library in which something of everything has happened."""
    world = database.prepared_world()
    lib, people = world.lib, world.people
    module, _ = approved_piece(world)
    label, passages = world.document(["Take 300 mg once daily."], DocumentClass.LABEL, name="label")
    world.sign_label(label.id)
    world.module(passages[0], by=SYSTEM, kind=ModuleKind.DISEASE_KNOWLEDGE)
    answered(world, module)
    lib.set_facts(people["mark"], label.id, type(label.facts)(**{**label.facts.model_dump(), "title": "The label"}))
    lib.lift(people["rex"], lib.hold(people["rex"], "wyndralis", "US", "signal").id, "over")
    doomed = world.claim("Nausea occurred in 41.1%.", name="doomed")
    world.approve(doomed.id)
    world.withdraw(doomed.id)
    tagged_by_a_model(world, world.claim("Fatigue occurred in 12.5%.", name="tagged"))
    lib.checkpoint(people["ada"])
    lib.erase(people["ada"], people["lea"].id)
    yield world
    lib.close()


def tagged_by_a_model(world: World, module: Module) -> None:
    """A tag that a model proposed for a draft, and that a person accepted."""
    [place] = [
        AnchorDraft(**a.model_dump(include=set(AnchorDraft.model_fields)))
        for a in module.anchors
        if a.role is AnchorRole.ORIGIN
    ]
    said = {"kind": ProposalKind.TAG, "facet": "topic", "value": "safety", "words": place.quote}
    draft = ProposalDraft(module=module.id, anchor=place, **said)
    world.lib.record_proposals(world.people["mark"], ProposalRun(source=module.anchors[0].source), [draft])
    world.lib.accept_proposal(world.people["mark"], draft.id)


def kept_tables(raw: Raw) -> list[str]:
    return [table for table in raw.tables() if table not in MAY_CHANGE]


def test_everything_of_consequence_is_among_the_kept_tables(lived_in: World) -> None:
    with Raw(lived_in) as raw:
        tables = set(kept_tables(raw))
        assert tables >= MUST_BE_KEPT
        assert [table for table in MUST_BE_KEPT if not raw.rows(table)] == [], "an empty table can't be attacked"


PRAGMAS = (
    (),
    ("recursive_triggers=OFF", "foreign_keys=OFF", "ignore_check_constraints=ON"),
    ("recursive_triggers=ON", "defer_foreign_keys=ON", "legacy_alter_table=ON", "query_only=OFF"),
)


def test_no_statement_changes_a_past_row(lived_in: World) -> None:
    for pragmas in PRAGMAS if lived_in.url.startswith("sqlite") else ((),):
        nothing_changes(lived_in, pragmas)


def nothing_changes(lived_in: World, pragmas: tuple[str, ...]) -> None:
    with Raw(lived_in, pragmas) as raw:
        for table in kept_tables(raw):
            before = raw.rows(table)
            for attack in attacks(raw, table, before):
                raw.refused(attack)
            for row in before[:2]:
                insert_over(raw, table, row)
            lost = frozen(before) - frozen(raw.rows(table))
            assert not lost, f"{table}: {len(lost)} past rows changed"


def attacks(raw: Raw, table: str, rows: list[Row]) -> Iterator[str]:
    """Statements that would change or remove rows, in the ways both databases or one of them know."""
    columns = raw.columns(table)
    for column in columns:
        yield f'UPDATE "{table}" SET "{column}" = "{column}"'
        yield f'UPDATE "{table}" SET "{column}" = NULL'
    first = columns[0]
    yield f'DELETE FROM "{table}"'
    yield f'DELETE FROM "{table}" WHERE "{first}" IN (SELECT "{first}" FROM "{table}")'
    names = ", ".join(f'"{c}"' for c in columns)
    changed = ", ".join(f'"{c}"' if c == first else f'CASE WHEN 1 = 1 THEN "{c}" END' for c in columns)
    yield f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{table}" WHERE true ON CONFLICT DO NOTHING'
    for column in columns:
        yield f'INSERT INTO "{table}" ({names}) SELECT {changed} FROM "{table}" WHERE true ON CONFLICT ("{column}") DO UPDATE SET "{columns[-1]}" = NULL'
    if raw.sqlite:
        yield f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"'
        yield f'REPLACE INTO "{table}" SELECT * FROM "{table}"'
        yield f'UPDATE OR REPLACE "{table}" SET "{first}" = (SELECT "{first}" FROM "{table}" LIMIT 1)'
        yield f'UPDATE OR IGNORE "{table}" SET "{columns[-1]}" = \'forged\''
        yield f'UPDATE "{table}" SET rowid = rowid + 1000'
        yield f'DELETE FROM "{table}" WHERE rowid > 0'
        yield f'WITH x AS (SELECT 1) DELETE FROM "{table}"'
    else:
        yield f'TRUNCATE "{table}"'
        yield f'TRUNCATE "{table}" CASCADE'
        yield f'DROP TABLE "{table}" CASCADE'
        yield f'ALTER TABLE "{table}" DISABLE TRIGGER ALL'
        yield f'ALTER TABLE "{table}" DROP COLUMN "{columns[-1]}" CASCADE'
        yield f'ALTER TABLE "{table}" RENAME TO "{table}_old"'
        yield f'ALTER TABLE "{table}" OWNER TO {APP}'
        yield f'CREATE RULE r AS ON INSERT TO "{table}" DO INSTEAD NOTHING'
        yield f'MERGE INTO "{table}" t USING "{table}" s ON t."{first}" = s."{first}" WHEN MATCHED THEN DELETE'
        yield f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE'
        yield f'GRANT ALL ON "{table}" TO PUBLIC'
        yield f'SET session_replication_role = replica; DELETE FROM "{table}"'
        yield f"DO $$ BEGIN PERFORM set_config('session_replication_role', 'replica', true); DELETE FROM \"{table}\"; END $$"


def insert_over(raw: Raw, table: str, row: Row) -> None:
    """Write one changed value over a past row, keeping each of the others, in every way an insert can replace."""
    for column in row:
        forged = {**row, column: other(row[column])}
        verbs = ("INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE") if raw.sqlite else ("INSERT",)
        for verb in verbs:
            raw.insert(table, forged, verb)
    if raw.sqlite:
        (hidden,) = raw.run(f'SELECT min(rowid) FROM "{table}"')[0] if has_rowid(raw, table) else (None,)
        if hidden is not None:
            fresh = {column: other(value) for column, value in row.items()}
            for name in ("rowid", "oid", "_rowid_"):
                if name not in fresh:
                    raw.insert(table, {name: hidden, **fresh}, "INSERT OR REPLACE")


def has_rowid(raw: Raw, table: str) -> bool:
    return not raw.refused(f'SELECT rowid FROM "{table}" LIMIT 1')


@pytest.mark.postgres
def test_the_application_role_owns_nothing_and_can_not_change_the_schema(on_postgresql: World) -> None:
    with Raw(on_postgresql) as raw:
        owned = raw.run(
            "SELECT relname FROM pg_class JOIN pg_roles r ON relowner = r.oid WHERE r.rolname = current_user"
        )
        assert owned == []
        for statement in (
            "CREATE TABLE shadow (x int)",
            "CREATE SCHEMA shadow",
            "CREATE TEMP TABLE eligible (subject text)",
            "CREATE OR REPLACE VIEW eligible AS SELECT * FROM modules",
            "DROP VIEW eligible CASCADE",
            "DROP TRIGGER decisions_check ON decisions",
            "DROP FUNCTION clearcopy_append_only() CASCADE",
            "CREATE OR REPLACE FUNCTION clearcopy_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
            "SET session_replication_role = replica",
            "SET ROLE gate_owner",
            "SET SESSION AUTHORIZATION gate_owner",
            "ALTER ROLE CURRENT_USER SUPERUSER",
            "CREATE EXTENSION plpython3u",
            "COPY modules FROM PROGRAM 'true'",
        ):
            assert raw.refused(statement), statement


# --- forged rows ------------------------------------------------------------------------------------------------------


def nothing_leaves(world: World, id: str) -> None:
    for scope in (US, CN):
        with pytest.raises(ClearcopyError):
            world.lib.release([id], scope, world.to())
        with pytest.raises(ClearcopyError):
            world.lib.approved([id], scope)
    with pytest.raises(ClearcopyError):
        answered(world, world.lib.module(id))
    again = world.again()
    try:
        with pytest.raises(ClearcopyError):
            again.release([id], US, world.to())
    finally:
        again.close()


def forged_decisions(raw: Raw, rows: list[Row], **changes: object) -> int:
    """Put in rows like ``rows`` with changes, in the columns and inside the signed document alike; how many got in."""
    got_in = 0
    for row in rows:
        id, seq = str(uuid.uuid4()), max(r["seq"] for r in raw.rows("decisions")) + 1
        forged = {**row, "id": id, "seq": seq, **{k: v for k, v in changes.items() if k in row}}
        if isinstance(row.get("doc"), str):
            document = {**json.loads(row["doc"]), "id": id, "seq": seq, **changes}
            forged["doc"] = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        got_in += not raw.insert("decisions", forged)
    return got_in


def approvals(raw: Raw, subject: str) -> list[Row]:
    return [row for row in raw.rows("decisions") if row["subject"] == subject and row["verdict"] == "approve"]


def approved_and_draft(world: World) -> tuple[Module, Module]:
    good, bad = world.claim(), world.claim("Response was seen in everybody, 100%.", name="bad")
    world.approve(good.id)
    return good, bad


def test_an_approval_copied_to_another_version_lets_nothing_out(world: World) -> None:
    good, bad = approved_and_draft(world)
    with Raw(world) as raw:
        assert forged_decisions(raw, approvals(raw, good.id), subject=bad.id) == 2, "the forgery itself must get in"
    nothing_leaves(world, bad.id)


@pytest.mark.parametrize("change", [{"signature": ""}, {"signature": "00" * 64}, {"key": "0" * 16}, {"key": ""}])
def test_an_unsigned_or_wrongly_signed_approval_lets_nothing_out(world: World, change: dict[str, str]) -> None:
    good, bad = approved_and_draft(world)
    with Raw(world) as raw:
        forged_decisions(raw, approvals(raw, good.id), subject=bad.id, **change)
    nothing_leaves(world, bad.id)


def test_an_approval_whose_columns_say_more_than_its_signed_document_lets_nothing_out(world: World) -> None:
    """The columns feed the view; the document carries the signature. They must agree."""
    good, bad = approved_and_draft(world)
    with Raw(world) as raw:
        for row in approvals(raw, good.id):
            seq = max(r["seq"] for r in raw.rows("decisions")) + 1
            raw.insert("decisions", {**row, "id": str(uuid.uuid4()), "seq": seq, "subject": bad.id})
    nothing_leaves(world, bad.id)


def test_a_rejection_replayed_as_an_approval_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.lib.submit(world.people["mark"], module.id, "ready")
    world.decide(module.id, "mia", Role.MEDICAL, verdict=Verdict.REJECT)
    world.decide(module.id, "rex", Role.REGULATORY)
    with Raw(world) as raw:
        rejected = [r for r in raw.rows("decisions") if r["verdict"] == "reject"]
        forged_decisions(raw, rejected, verdict="approve")
    nothing_leaves(world, module.id)


def test_an_old_approval_put_in_again_after_a_rejection_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.approve(module.id)
    world.decide(module.id, "mia", Role.MEDICAL, verdict=Verdict.REJECT)
    with Raw(world) as raw:
        medical = [r for r in approvals(raw, module.id) if r["role"] == "medical_reviewer"]
        seq = max(r["seq"] for r in raw.rows("decisions")) + 1
        raw.insert("decisions", {**medical[0], "id": str(uuid.uuid4()), "seq": seq})
        forged_decisions(raw, medical)
    nothing_leaves(world, module.id)


def test_an_approval_in_one_role_put_in_as_the_other_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.lib.submit(world.people["mark"], module.id, "ready")
    world.decide(module.id, "mia", Role.MEDICAL)
    with Raw(world) as raw:
        forged_decisions(raw, approvals(raw, module.id), role="regulatory", person=world.people["rex"].id)
    nothing_leaves(world, module.id)


def test_an_approval_widened_to_another_market_or_a_later_day_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.approve(module.id)
    with Raw(world) as raw:
        rows = approvals(raw, module.id)
        forged_decisions(
            raw, rows, market="*", scope={"market": "*", "audience": "hcp", "use_class": "promotional", "channel": "*"}
        )
        forged_decisions(
            raw,
            rows,
            market="CN",
            scope={"market": "CN", "audience": "hcp", "use_class": "promotional", "channel": "*"},
        )
    with pytest.raises(ClearcopyError):
        world.lib.release([module.id], CN, world.to())
    with Raw(world) as raw:
        forged_decisions(raw, rows, expires=None)
    world.clock.forward(301)
    with pytest.raises(ClearcopyError):
        world.lib.release([module.id], US, world.to())


def test_a_policy_put_in_by_hand_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.lib.submit(world.people["mark"], module.id, "ready")
    world.decide(module.id, "mia", Role.MEDICAL)
    with Raw(world) as raw:
        (policy,) = raw.rows("policies")
        forged = {**policy, "id": "f" * 64, "seq": policy["seq"] + 1}
        document = json.loads(policy["doc"])
        document["id"] = "f" * 64
        for rule in document.get("rules", []):
            rule["roles"] = ["medical_reviewer"]
        forged["doc"] = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert not raw.insert("policies", forged), "the forgery itself must get in"
        for rule in raw.rows("policy_rules"):
            if rule["role"] == "medical_reviewer":
                raw.insert("policy_rules", {**rule, "policy": "f" * 64})
    nothing_leaves(world, module.id)


def test_a_lift_of_a_hold_put_in_by_hand_lets_nothing_out(world: World) -> None:
    module = world.claim()
    world.approve(module.id)
    lib, rex = world.lib, world.people["rex"]
    done = lib.hold(rex, "wyndralis", "US", "a signal")
    lib.lift(rex, done.id, "over")
    held = lib.hold(rex, module.content.product, "US", "a signal")
    with Raw(world) as raw:
        (row,) = raw.rows("hold_lifts")
        assert not raw.insert("hold_lifts", {**row, "hold": held.id}), "the forgery itself must get in"
    nothing_leaves(world, module.id)


def test_facts_put_in_by_hand_do_not_bring_an_expired_source_back(world: World) -> None:
    soon = world.clock.now.date().replace(year=world.clock.now.year + 1)
    words = ["Response was seen in 61.6% of patients."]
    deck, passages = world.document(words, DocumentClass.DECK, expiry=soon)
    _, paper = world.document(words, DocumentClass.PUBLICATION, name="paper")
    world.lib.import_policy(
        world.people["ada"], POLICY.replace("valid_days: 300", "valid_days: 900"), password_of("ada")
    )
    module = world.module(passages[0], support=[paper[0]])
    world.approve(module.id)
    world.lib.release([module.id], US, world.to())
    world.clock.forward(370)
    with Raw(world) as raw:
        last = [r for r in raw.rows("source_facts") if r["source"] == deck.id][-1]
        facts = {**json.loads(last["facts"]), "expiry": None}
        raw.insert(
            "source_facts",
            {
                **last,
                "seq": last["seq"] + 1,
                "expires": None,
                "facts": json.dumps(facts, sort_keys=True, separators=(",", ":")),
            },
        )
    nothing_leaves(world, module.id)


def test_a_passage_slipped_into_a_signed_label_lets_nothing_out(world: World) -> None:
    """The words of a signed label are eligible as they stand: nobody may add words to it afterwards."""
    label, passages = world.document(["Take 300 mg once daily."], DocumentClass.LABEL, name="label")
    world.sign_label(label.id)
    genuine = world.module(passages[0], by=SYSTEM)
    world.lib.release([genuine.id], US, world.to())
    words = "It cures everybody."
    with Raw(world) as raw:
        row = next(r for r in raw.rows("passages") if r["id"] == passages[0].id)
        document = {**json.loads(row["doc"]), "text": words}
        forged = {
            **row,
            "id": "e" * 64,
            "n": row["n"] + 1000,
            "seq": 900,
            "text": words,
            "doc": json.dumps(document, sort_keys=True, separators=(",", ":")),
        }
        assert not raw.insert("passages", forged), "the forgery itself must get in"
    other_lib = world.again()
    try:
        fake = next((p for p in other_lib.passages(label.id) if p.text == words), None)
        if fake is None:
            return
        try:
            module = world.module(fake, by=SYSTEM)
        except ClearcopyError:
            return
        nothing_leaves(world, module.id)
    finally:
        other_lib.close()


def test_a_release_of_what_is_not_eligible_can_not_even_be_recorded(world: World) -> None:
    good, bad = approved_and_draft(world)
    world.lib.release([good.id], US, world.to())
    with Raw(world) as raw:
        release = raw.rows("releases")[-1]
        new = {**release, "id": str(uuid.uuid4()), "n": max(r["n"] for r in raw.rows("releases")) + 1}
        raw.insert("releases", new)
        subject = next(r for r in raw.rows("release_subjects") if r["subject"] == good.id)
        for forged in (
            {"release": new["id"], "subject": bad.id},
            {"release": release["id"], "subject": bad.id},
            {"release": new["id"], "subject": good.id, "market": "CN"},
        ):
            assert raw.insert("release_subjects", {**subject, **forged}), forged


def test_an_answer_that_cites_what_is_not_eligible_can_not_even_be_recorded(world: World) -> None:
    good, bad = approved_and_draft(world)
    answer = answered(world, good)
    with Raw(world) as raw:
        row = next(r for r in raw.rows("answer_citations") if r["answer"] == answer)
        assert raw.insert("answer_citations", {**row, "module": bad.id})


def test_a_role_given_by_hand_signs_nothing(world: World) -> None:
    module = world.claim()
    world.lib.submit(world.people["mark"], module.id, "ready")
    with Raw(world) as raw:
        row = next(r for r in raw.rows("role_grants") if r["user"] == world.people["rep"].id)
        raw.insert(
            "role_grants",
            {**row, "seq": max(r["seq"] for r in raw.rows("role_grants")) + 1, "role": "medical_reviewer"},
        )
    again = world.again()
    try:
        with pytest.raises(Forbidden):
            again.decide(
                again.user("rep"), module.id, verdict=Verdict.APPROVE, scope=US, role=Role.MEDICAL,
                password=password_of("rep"), meaning="I approve", reason="mine now",
            )  # fmt: skip
    finally:
        again.close()


def signs_as(world: World, by: str, password: str) -> bool:
    """Whether somebody with that password can sign as ``by``, on a connection without memories."""
    module = world.claim(f"Response was seen in {by}, 61.6%.", name=f"{by} {password[:5]}")
    world.lib.submit(world.people["mark"], module.id, "ready")
    again = world.again()
    try:
        again.decide(
            world.people[by], module.id, verdict=Verdict.APPROVE, scope=US, role=Role.MEDICAL, password=password,
            meaning="I approve", reason="as somebody else",
        )  # fmt: skip
    except ClearcopyError:
        return False
    finally:
        again.close()
    return True


def test_a_password_put_in_by_hand_signs_for_nobody(world: World) -> None:
    """Credentials may change, so they must be bound to their person by something that lies outside the database."""
    assert signs_as(world, "mia", password_of("mia"))
    with Raw(world) as raw:
        own = next(r for r in raw.rows("logins") if r["user"] == world.people["rep"].id)
        raw.run('UPDATE logins SET password = ? WHERE "user" = ?', [own["password"], world.people["mia"].id])
    assert not signs_as(world, "mia", password_of("rep")), "a hash copied from another person"
    made_outside = PasswordCost(memory_kib=64, passes=1).hash("made-outside-the-library")
    with Raw(world) as raw:
        raw.run('UPDATE logins SET password = ? WHERE "user" = ?', [made_outside, world.people["mia"].id])
    assert not signs_as(world, "mia", "made-outside-the-library"), "a hash made outside"


def test_logins_swapped_by_hand_sign_for_nobody_else(world: World) -> None:
    mia, rep = world.people["mia"].id, world.people["rep"].id
    with Raw(world) as raw:
        rows = {r["user"]: r for r in raw.rows("logins")}
        raw.run('DELETE FROM logins WHERE "user" IN (?, ?)', [mia, rep])
        raw.insert("logins", {**rows[rep], "user": mia})
    assert not signs_as(world, "mia", password_of("rep"))


def test_a_token_put_in_by_hand_opens_nothing(world: World) -> None:
    token = world.lib.sign_in("rep", password_of("rep"))
    assert world.lib.authenticate(token).name == "rep"
    made = "ccs_made_outside_the_library"
    with Raw(world) as raw:
        (row,) = raw.rows("tokens")
        raw.insert(
            "tokens", {**row, "digest": hashlib.sha256(made.encode()).hexdigest(), "user": world.people["ada"].id}
        )
        raw.run('UPDATE tokens SET "user" = ? WHERE digest = ?', [world.people["ada"].id, row["digest"]])
    for forged in (made, token):
        try:
            somebody = world.lib.authenticate(forged)
        except Forbidden:
            continue
        assert somebody.name != "ada", "a token row written by hand makes an admin"


def test_tampering_past_the_triggers_is_found_and_lets_nothing_out(on_sqlite: World) -> None:
    """SQLite's file belongs to whoever may write it: what they do must show, and must not let anything out."""
    world = on_sqlite
    good, bad = approved_and_draft(world)
    with Raw(world) as raw:
        for (name,) in raw.run(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('modules', 'events', 'decisions')"
        ):
            raw.run(f'DROP TRIGGER "{name}"')
        raw.run("UPDATE modules SET body = 'Response was seen in everybody.' WHERE id = ?", [good.id])
        for row in approvals(raw, good.id):
            raw.run("UPDATE decisions SET subject = ? WHERE id = ?", [bad.id, row["id"]])
        raw.run("UPDATE events SET reason = 'forged' WHERE seq = 3")
    nothing_leaves(world, good.id)
    nothing_leaves(world, bad.id)
    found = {f.code for f in (*world.lib.verify_audit(), *world.lib.doctor_store(fix=False))}
    assert found, "nobody noticed"
