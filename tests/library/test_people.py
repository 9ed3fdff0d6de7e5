"""People: the first admin, roles, passwords, tokens, waiting after failures, acting for others, being forgotten."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from library.errors import BadInput, ClearcopyError, Forbidden, NotFound, NotSignedIn
from library.models import Actor, AnswerDraft, AnswerFlag, AnswerOutcome, DocumentClass, Role, Scope, UseClass
from library.people import (
    LONGEST_WAIT,
    PasswordCost,
    check_name,
    check_policy,
    new_token,
    token_digest,
    waiting_time,
)
from tests.gate.conftest import Database
from tests.gate.world import Clock, found, password_of
from tests.library.conftest import CHEAP, PHRASE, Opened


def admin_of(opened: Opened) -> Actor:
    return opened.lib.add_user(None, "Ada Lovelace", PHRASE)


def verbs(opened: Opened) -> list[str]:
    return [event.verb for event in opened.lib.events()]


# --- who there is -----------------------------------------------------------------------------------------------------


def test_the_first_user_of_an_empty_home_becomes_its_admin(opened: Opened) -> None:
    ada = opened.lib.add_user(None, "Ada", PHRASE, (Role.MARKETER,), market="US")
    assert set(ada.roles) == {Role.ADMIN, Role.MARKETER}
    assert ada.market == "US"
    assert opened.lib.users() == [ada]


def test_nobody_is_added_without_an_admin_once_there_is_one(opened: Opened) -> None:
    ada = admin_of(opened)
    mark = opened.lib.add_user(ada, "mark", PHRASE, (Role.MARKETER,))
    forged = Actor(id=mark.id, name="mark", roles=(Role.ADMIN,))
    for nobody in (None, mark, forged, Actor(id="x", name="x", roles=(Role.ADMIN,))):
        with pytest.raises(Forbidden):
            opened.lib.add_user(nobody, "eve", PHRASE)
    assert [user.name for user in opened.lib.users()] == ["Ada Lovelace", "mark"]


def test_an_admin_who_is_made_up_adds_nobody_on_an_empty_home(opened: Opened) -> None:
    with pytest.raises(Forbidden):
        opened.lib.add_user(Actor(id="x", name="x", roles=(Role.ADMIN,)), "eve", PHRASE)
    assert opened.lib.users() == []


def test_a_name_is_held_by_one_person_whatever_its_case(opened: Opened) -> None:
    ada = admin_of(opened)
    with pytest.raises(BadInput) as refused:
        opened.lib.add_user(ada, " ada LOVELACE ", PHRASE)
    assert refused.value.code == "people.name_taken"
    assert opened.lib.user("ADA lovelace") == opened.lib.user(ada.id) == ada


def test_no_table_holds_a_name_an_address_a_password_or_a_token(opened: Opened) -> None:
    ada = opened.lib.add_user(None, "Ada Lovelace", PHRASE, email="ada@example.org")
    secrets = ["Lovelace", "ada@example.org", PHRASE]
    secrets += [opened.lib.sign_in("Ada Lovelace", PHRASE), opened.lib.issue_token(ada, ada.id, "for the build")]
    with opened.lib.reading() as tx:
        dump = ""
        for table in ("users", "logins", "attempts", "tokens", "role_grants", "events", "personal", "outbox"):
            dump += repr(tx.execute(text(f'SELECT * FROM "{table}"')).all())
    assert [secret for secret in secrets if secret in dump] == []


def test_roles_are_given_and_taken_by_admins_and_every_change_stays_on_record(opened: Opened) -> None:
    ada = admin_of(opened)
    mia = opened.lib.add_user(ada, "mia", PHRASE, (Role.MARKETER,))
    opened.lib.grant(ada, "mia", Role.MEDICAL)
    opened.lib.grant(ada, mia.id, Role.MEDICAL)
    opened.lib.revoke(ada, mia.id, Role.MARKETER)
    opened.lib.revoke(ada, mia.id, Role.LEGAL)
    assert opened.lib.user("mia").roles == (Role.MEDICAL,)
    opened.lib.grant(ada, mia.id, Role.MARKETER)
    assert set(opened.lib.user("mia").roles) == {Role.MEDICAL, Role.MARKETER}
    mine = [e for e in opened.lib.events() if e.subject == mia.id and e.verb.startswith("role.")]
    assert [(e.verb, e.old or e.new) for e in mine] == [
        ("role.grant", "marketer"),
        ("role.grant", "medical_reviewer"),
        ("role.revoke", "marketer"),
        ("role.grant", "marketer"),
    ]
    with pytest.raises(Forbidden):
        opened.lib.grant(mia, mia.id, Role.ADMIN)
    with pytest.raises(BadInput):
        opened.lib.grant(ada, mia.id, Role.SYSTEM)
    with pytest.raises(NotFound):
        opened.lib.grant(ada, "nobody", Role.REP)


def test_grants_cannot_be_changed_by_any_statement(opened: Opened) -> None:
    admin_of(opened)
    for statement in ('DELETE FROM "role_grants"', "UPDATE \"role_grants\" SET role = 'rep'", 'DELETE FROM "users"'):
        with pytest.raises(Exception, match=r"append-only|permission denied"), opened.lib.transaction() as tx:
            tx.execute(text(statement))
    assert opened.lib.users()[0].roles == (Role.ADMIN,)


def test_the_last_admin_stays(opened: Opened) -> None:
    ada = admin_of(opened)
    for leave in (lambda: opened.lib.revoke(ada, ada.id, Role.ADMIN), lambda: opened.lib.erase(ada, ada.id)):
        with pytest.raises(Forbidden) as refused:
            leave()
        assert refused.value.code == "people.last_admin"
    bob = opened.lib.add_user(ada, "bob", PHRASE, (Role.ADMIN,))
    opened.lib.revoke(ada, ada.id, Role.ADMIN)
    with pytest.raises(Forbidden):
        opened.lib.revoke(bob, bob.id, Role.ADMIN)


# --- passwords --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "weak",
    ["", "short", "eleven chars"[:11], "aaaaaaaaaaaaaaaa", "abababababab", "Ada Lovelace", "password1234", "x" * 1025],
)
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_policy(weak, "Ada Lovelace")
    assert refused.value.code == "people.weak_password"


@pytest.mark.parametrize(
    "good", ["ada-x7Kq2mPw9zLt", "correct horse battery", "密码要足够长才可以用哦对吗", "pässwörter sind läng"]
)
def test_long_and_varied_passwords_are_taken(good: str) -> None:
    check_policy(good, "ada.admin")


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "two\nlines", "nul\0"])
def test_names_that_cannot_be_shown_are_refused(name: str) -> None:
    with pytest.raises(BadInput):
        check_name(name)


def test_the_same_letters_typed_on_another_machine_are_the_same_password() -> None:
    hashed = CHEAP.hash("pa\u0308sswo\u0308rter ﬁnden")
    assert CHEAP.matches(hashed, "pässwörter finden")
    assert not CHEAP.matches(hashed, "passworter finden")
    assert not CHEAP.matches("no hash at all", "pässwörter finden")


def test_the_default_cost_is_what_the_design_says_and_older_hashes_are_made_anew(opened: Opened) -> None:
    cost = PasswordCost()
    assert (cost.memory_kib, cost.passes, cost.lanes) == (19 * 1024, 2, 1)
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in cost.hash("x")
    ada = admin_of(opened)
    dearer = PasswordCost(memory_kib=16, passes=1)
    opened.lib.password_cost = dearer  # type: ignore[misc]
    assert opened.lib.check_password(ada.id, PHRASE)
    with opened.lib.reading() as tx:
        assert "m=16," in tx.execute(text("SELECT password FROM logins")).scalar_one()
    assert opened.lib.check_password(ada.id, PHRASE)


def test_a_password_is_checked_for_one_person_only(opened: Opened) -> None:
    ada = admin_of(opened)
    opened.lib.add_user(ada, "bob", "another long phrase")
    assert opened.lib.check_password(ada.id, PHRASE)
    assert not opened.lib.check_password(ada.id, "another long phrase")
    assert not opened.lib.check_password("nobody", PHRASE)
    assert not opened.lib.check_password("", "")


def test_a_new_password_ends_sessions_and_tokens(opened: Opened) -> None:
    ada = admin_of(opened)
    bob = opened.lib.add_user(ada, "bob", PHRASE)
    session, bearer = opened.lib.sign_in("bob", PHRASE), opened.lib.issue_token(bob, bob.id)
    with pytest.raises(BadInput):
        opened.lib.change_password(bob, bob.id, "bob")
    with pytest.raises(Forbidden):
        opened.lib.change_password(bob, ada.id, "a stolen long phrase")
    opened.lib.change_password(bob, bob.id, "a different long phrase")
    for token in (session, bearer):
        with pytest.raises(NotSignedIn):
            opened.lib.authenticate(token)
    assert opened.lib.check_password(bob.id, "a different long phrase")
    assert not opened.lib.check_password(bob.id, PHRASE)


# --- waiting ----------------------------------------------------------------------------------------------------------


@given(st.integers(min_value=0, max_value=10_000))
def test_the_wait_never_shrinks_and_is_bounded(failures: int) -> None:
    assert timedelta(0) <= waiting_time(failures) <= waiting_time(failures + 1) <= LONGEST_WAIT
    assert (waiting_time(failures) > timedelta(0)) is (failures >= 10)


def test_ten_wrong_passwords_make_even_the_right_one_wait_and_the_wait_grows(opened: Opened) -> None:
    ada = admin_of(opened)
    for _ in range(10):
        assert not opened.lib.check_password(ada.id, "a wrong long phrase")
    assert not opened.lib.check_password(ada.id, PHRASE)
    opened.clock.move(seconds=31)
    assert not opened.lib.check_password(ada.id, "a wrong long phrase")
    opened.clock.move(seconds=31)
    assert not opened.lib.check_password(ada.id, PHRASE), "the second wait is a minute"
    opened.clock.move(seconds=30)
    assert opened.lib.check_password(ada.id, PHRASE)
    assert verbs(opened).count("user.wait") == 2
    assert opened.lib.check_password(ada.id, PHRASE)


def test_failures_long_ago_are_forgotten(opened: Opened) -> None:
    ada = admin_of(opened)
    for _ in range(9):
        opened.lib.check_password(ada.id, "a wrong long phrase")
    opened.clock.move(hours=25)
    assert not opened.lib.check_password(ada.id, "a wrong long phrase")
    assert opened.lib.check_password(ada.id, PHRASE)


def test_attempts_side_by_side_do_not_outrun_the_lock(opened: Opened) -> None:
    ada = admin_of(opened)
    libraries = [opened.again() for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: libraries[i % 4].check_password(ada.id, f"wrong phrase number {i}"), range(24)))
    with opened.lib.reading() as tx:
        assert tx.execute(text("SELECT failures FROM attempts")).scalar_one() == 10
    assert not opened.lib.check_password(ada.id, PHRASE)


def test_a_name_nobody_has_is_answered_exactly_like_a_wrong_password(opened: Opened) -> None:
    admin_of(opened)
    said = set()
    for name in ["Ada Lovelace"] * 12 + ["nobody"] * 12:
        with pytest.raises(NotSignedIn) as refused:
            opened.lib.sign_in(name, "a wrong long phrase")
        said.add((refused.value.code, str(refused.value)))
    assert len(said) == 1
    with opened.lib.reading() as tx:
        assert tx.execute(text("SELECT failures FROM attempts")).scalars().all() == [10, 10]


def test_a_name_nobody_has_takes_as_long_as_a_wrong_password(opened_sqlite: Opened) -> None:
    lib = opened_sqlite.lib
    lib.password_cost = PasswordCost(memory_kib=8 * 1024, passes=2)  # type: ignore[misc]
    ada = lib.add_user(None, "Ada", PHRASE)
    for number in range(8):
        lib.add_user(ada, f"user {number}", PHRASE)

    def took(name: str) -> float:
        started = time.perf_counter()
        with pytest.raises(NotSignedIn):
            lib.sign_in(name, "a wrong long phrase")
        return time.perf_counter() - started

    took("warm up")
    known = min(took(f"user {number}") for number in range(8))
    unknown = min(took(f"nobody {number}") for number in range(8))
    assert 0.4 < known / unknown < 2.5, (known, unknown)


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_a_session_lasts_twelve_hours_and_ends_when_signed_out(opened: Opened) -> None:
    ada = admin_of(opened)
    first, second = opened.lib.sign_in("ada lovelace", PHRASE), opened.lib.sign_in("Ada Lovelace", PHRASE)
    assert first != second
    assert opened.lib.authenticate(first) == ada
    opened.lib.sign_out(first)
    opened.lib.sign_out(first)
    with pytest.raises(NotSignedIn):
        opened.lib.authenticate(first)
    opened.clock.move(hours=11, minutes=59)
    assert opened.lib.authenticate(second) == ada
    opened.clock.move(minutes=1)
    with pytest.raises(NotSignedIn):
        opened.lib.authenticate(second)


@pytest.mark.parametrize("token", ["", "ccs_", "x" * 5000, "ccs_" + "A" * 43, "'; DROP TABLE tokens"])
def test_what_is_no_token_signs_nobody_in(opened_sqlite: Opened, token: str) -> None:
    admin_of(opened_sqlite)
    with pytest.raises(NotSignedIn):
        opened_sqlite.lib.authenticate(token)


def test_a_bearer_token_holds_its_days_and_can_be_revoked(opened: Opened) -> None:
    ada = admin_of(opened)
    bob = opened.lib.add_user(ada, "bob", PHRASE)
    short = opened.lib.issue_token(bob, "bob", "short", days=1)
    opened.clock.move(seconds=1)
    long = opened.lib.issue_token(ada, bob.id, "long", days=2)
    assert re.fullmatch(r"cct_[\w-]{43}", short)
    assert [t.label for t in opened.lib.tokens(bob, bob.id)] == ["short", "long"]
    opened.clock.move(days=1)
    with pytest.raises(NotSignedIn):
        opened.lib.authenticate(short)
    assert opened.lib.authenticate(long).id == bob.id
    opened.lib.revoke_token(ada, "bob", token_digest(long)[:16])
    with pytest.raises(NotSignedIn):
        opened.lib.authenticate(long)
    with pytest.raises(NotFound):
        opened.lib.revoke_token(ada, "bob", token_digest(long)[:16])
    assert opened.lib.tokens(bob, bob.id) == []


def test_only_admins_issue_tokens_for_others(opened: Opened) -> None:
    ada = admin_of(opened)
    bob, eve = opened.lib.add_user(ada, "bob", PHRASE), opened.lib.add_user(ada, "eve", PHRASE)
    for steal in (
        lambda: opened.lib.issue_token(eve, bob.id),
        lambda: opened.lib.tokens(eve, bob.id),
        lambda: opened.lib.revoke_token(eve, bob.id, "0" * 16),
        lambda: opened.lib.issue_token(opened.lib.act_as(ada, "bob"), bob.id),
        lambda: opened.lib.issue_token(opened.lib.act_as(ada, "bob"), ada.id),
    ):
        with pytest.raises(Forbidden):
            steal()
    for days in (0, -1, 367):
        with pytest.raises(BadInput):
            opened.lib.issue_token(ada, ada.id, days=days)


def test_a_role_taken_away_is_gone_from_a_session_at_once(opened: Opened) -> None:
    ada = admin_of(opened)
    bob = opened.lib.add_user(ada, "bob", PHRASE, (Role.MEDICAL,))
    token = opened.lib.sign_in("bob", PHRASE)
    opened.lib.revoke(ada, bob.id, Role.MEDICAL)
    assert opened.lib.authenticate(token).roles == ()


def test_tokens_do_not_repeat() -> None:
    assert len({new_token("cct") for _ in range(1000)}) == 1000


# --- acting for others, being forgotten -------------------------------------------------------------------------------


def test_acting_for_somebody_takes_an_admin_is_audited_and_gives_no_rights_over_people(opened: Opened) -> None:
    ada = admin_of(opened)
    bob = opened.lib.add_user(ada, "bob", PHRASE, (Role.REP, Role.ADMIN), market="CN")
    acting = opened.lib.act_as(ada, "bob")
    assert (acting.id, acting.on_behalf_of, acting.market) == (ada.id, bob.id, "CN")
    assert set(acting.roles) == {Role.REP, Role.ADMIN}
    event = opened.lib.events()[-1]
    assert (event.verb, event.actor, event.on_behalf_of) == ("user.act_as", ada.id, bob.id)
    for attempt in (
        lambda: opened.lib.act_as(acting, "bob"),
        lambda: opened.lib.add_user(acting, "eve", PHRASE),
        lambda: opened.lib.grant(acting, "bob", Role.MEDICAL),
        lambda: opened.lib.erase(acting, bob.id),
        lambda: opened.lib.change_password(acting, bob.id, "a stolen long phrase"),
    ):
        with pytest.raises(Forbidden):
            attempt()
    rep = opened.lib.add_user(ada, "rep", PHRASE, (Role.REP,))
    with pytest.raises(Forbidden):
        opened.lib.act_as(rep, "bob")
    with pytest.raises(BadInput):
        opened.lib.act_as(ada, ada.id)


def test_an_erased_person_is_forgotten_and_the_trail_still_verifies(opened: Opened) -> None:
    ada = admin_of(opened)
    bob = opened.lib.add_user(ada, "Bob Builder", PHRASE, (Role.REP,), email="bob@example.org")
    session, bearer = opened.lib.sign_in("Bob Builder", PHRASE), opened.lib.issue_token(bob, bob.id)
    with pytest.raises(Forbidden):
        opened.lib.erase(bob, bob.id)
    assert opened.lib.erase(ada, bob.id)
    assert opened.lib.erase(ada, bob.id)
    assert [user.id for user in opened.lib.users()] == [ada.id]
    gone = opened.lib.user(bob.id)
    assert (gone.name, gone.roles) == ("(erased)", ())
    for attempt in (
        lambda: opened.lib.authenticate(session),
        lambda: opened.lib.authenticate(bearer),
        lambda: opened.lib.sign_in("Bob Builder", PHRASE),
        lambda: opened.lib.user("Bob Builder"),
        lambda: opened.lib.grant(ada, bob.id, Role.REP),
        lambda: opened.lib.issue_token(ada, bob.id),
    ):
        with pytest.raises(ClearcopyError):
            attempt()
    assert opened.lib.verify_audit() == []
    other = opened.lib.add_user(ada, "Bob Builder", PHRASE)
    assert other.id != bob.id


def test_whoever_signed_keeps_the_name_under_the_signature(empty_databases: Database, tmp_path: Path) -> None:
    url, home = empty_databases.empty(tmp_path / "home")
    world = found(url, home, Clock())
    lib, ada, mia, mark = world.lib, world.people["ada"], world.people["mia"], world.people["mark"]
    _, passages = world.document(["The response was 45.5% of patients."], DocumentClass.PUBLICATION, name="paper")
    module = world.module(passages[0], support=[passages[0]])
    lib.submit(mark, module.id, "ready")
    signed = world.decide(module.id, "mia", Role.MEDICAL)
    assert lib.erase(ada, mia.id) is False
    assert lib.erase(ada, mark.id) is True, "to submit is not to sign"
    assert lib.user(signed.person).name == "mia"
    assert lib.user(signed.person).roles == ()
    assert lib.verify_audit() == []
    with pytest.raises(NotSignedIn):
        lib.sign_in("mia", password_of("mia"))
    lib.close()


def test_questions_of_an_erased_person_go_and_safety_reports_stay(opened: Opened) -> None:
    ada = admin_of(opened)
    doc = opened.lib.add_user(ada, "doc", PHRASE, (Role.DOCTOR,), market="US")

    def ask(question: str, *flags: AnswerFlag) -> str:
        scope = Scope(market="US", use_class=UseClass.MEDICAL_REACTIVE)
        outcome = AnswerOutcome.HANDED_OVER
        draft = AnswerDraft(question=question, language="en", scope=scope, outcome=outcome, flags=flags)
        return opened.lib.record_answer(doc, draft).id

    plain, off_label = ask("What is the dose?"), ask("In children?", AnswerFlag.OFF_LABEL)
    event = ask("My patient coughs, off label", AnswerFlag.ADVERSE_EVENT, AnswerFlag.OFF_LABEL)
    opened.lib.erase(ada, doc.id)
    said = [opened.lib.answer(id).content.question for id in (plain, off_label, event)]
    assert said == ["", "", "My patient coughs, off label"]
    assert opened.lib.verify_audit() == []


def test_the_trail_names_every_change_to_people(opened: Opened) -> None:
    ada = admin_of(opened)
    opened.lib.sign_out(opened.lib.sign_in("Ada Lovelace", PHRASE))
    bob = opened.lib.add_user(ada, "bob", PHRASE)
    opened.lib.erase(ada, bob.id)
    assert verbs(opened) == ["user.add", "role.grant", "user.sign_in", "user.sign_out", "user.add", "user.erase"]
    assert opened.lib.verify_audit() == []
