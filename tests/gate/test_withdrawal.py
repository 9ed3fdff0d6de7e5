"""Withdrawn is gone at once and everywhere; approval belongs to one wording, one scope, and to the right people."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from library.errors import ClearcopyError, Forbidden, NotEligible
from library.models import (
    SYSTEM,
    Actor,
    AnchorRole,
    AnswerDraft,
    AnswerOutcome,
    Asset,
    DocumentClass,
    Module,
    ModuleContent,
    ModuleKind,
    Role,
    Scope,
    Statement,
    Status,
    UseClass,
    Verdict,
)
from tests.gate.conftest import Database
from tests.gate.world import CN, POLICY, PRODUCT, REACTIVE, STRICTER, US, World, password_of, whole

ROOT = Path(__file__).parent.parent.parent


def answered(world: World, module: Module, scope: Scope = US) -> str:
    statement = Statement(text=module.content.body, modules=(module.id,))
    draft = AnswerDraft(
        question="How many responded?", language="en", scope=scope, product=PRODUCT, outcome=AnswerOutcome.ANSWERED,
        statements=(statement,),
    )  # fmt: skip
    return world.lib.record_answer(world.people["doc"], draft).id


def out(world: World, id: str, scope: Scope = US) -> bool:
    """Whether the version leaves by the one way out, and whether every other way agrees."""
    try:
        world.lib.release([id], scope, world.to())
    except NotEligible:
        left = False
    else:
        left = True
    assert (id in world.lib.eligible(scope)) is left
    return left


def approved_claim(world: World) -> Module:
    module = world.claim()
    world.approve(module.id)
    assert out(world, module.id)
    return module


def approved_piece(world: World) -> tuple[Module, Asset]:
    module = approved_claim(world)
    asset = world.piece([module])
    world.approve(asset.id)
    assert out(world, asset.id)
    return module, asset


# --- withdrawal -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["module", "origin", "support"])
def test_once_withdrawn_nothing_comes_back_by_any_way(world: World, what: str) -> None:
    module, asset = approved_piece(world)
    answer = answered(world, module)
    by_role = {a.role: a.source for a in module.anchors}
    world.withdraw(
        {"module": module.id, "origin": by_role[AnchorRole.ORIGIN], "support": by_role[AnchorRole.SUPPORT]}[what]
    )
    assert not out(world, module.id)
    assert not out(world, asset.id)
    with pytest.raises(NotEligible):
        world.lib.approved([module.id], US)
    with pytest.raises(NotEligible):
        answered(world, module)
    with pytest.raises(NotEligible):
        world.lib.replay(world.people["doc"], answer)
    other = world.again()
    try:
        assert other.eligible(US).isdisjoint({module.id, asset.id})
        with pytest.raises(NotEligible):
            other.release([module.id], US, world.to())
        with pytest.raises(NotEligible):
            other.replay(world.people["doc"], answer)
    finally:
        other.close()


def test_a_connection_that_was_open_before_sees_a_withdrawal_made_by_another_at_once(world: World) -> None:
    module = approved_claim(world)
    other = world.again()
    try:
        assert module.id in other.eligible(US)
        world.withdraw(module.id)
        assert module.id not in other.eligible(US)
        assert other.status(module.id) is Status.WITHDRAWN
        with pytest.raises(NotEligible):
            other.release([module.id], US, world.to())
    finally:
        other.close()


def test_another_process_sees_a_withdrawal_at_once(world: World) -> None:
    module = approved_claim(world)
    world.withdraw(module.id)
    code = (
        "import sys; from pathlib import Path; from library.store import open_library; from library.models import *\n"
        "lib = open_library(sys.argv[1], Path(sys.argv[2])); scope = Scope(market='US')\n"
        "print(sys.argv[3] in lib.eligible(scope))\n"
        "try:\n    lib.release([sys.argv[3]], scope, Recipient(person=sys.argv[4], role=Role.REP)); print('left')\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    args = [sys.executable, "-c", code, world.url, str(world.home), module.id, world.people["rep"].id]
    done = subprocess.run(args, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "NotEligible"]


def test_withdrawing_an_asset_leaves_its_modules_and_withdrawing_takes_no_second_chance(world: World) -> None:
    module, asset = approved_piece(world)
    world.withdraw(asset.id)
    assert not out(world, asset.id)
    assert out(world, module.id)
    for attempt in (lambda: world.approve(asset.id), lambda: world.decide(asset.id, "mia", Role.MEDICAL)):
        with pytest.raises(ClearcopyError):
            attempt()
        assert not out(world, asset.id)


def test_a_withdrawn_wording_brought_in_again_stays_withdrawn(world: World) -> None:
    module = approved_claim(world)
    world.withdraw(module.id)
    again = world.claim()
    assert again.id == module.id
    third = world.claim(name="another deck")
    assert not out(world, third.id)


@pytest.mark.parametrize("by", ["mark", "doc", "rep", "ada", "agnes"])
def test_who_may_not_decide_may_not_withdraw_with_a_role_they_lack(world: World, by: str) -> None:
    module = approved_claim(world)
    with pytest.raises(Forbidden):
        world.withdraw(module.id, by=by, role=Role.MEDICAL)
    assert out(world, module.id)


# --- one wording ------------------------------------------------------------------------------------------------------


def test_one_character_changed_is_unapproved_and_the_approved_wording_still_leaves(world: World) -> None:
    module = approved_claim(world)
    child = world.edited(module, module.content.body.replace("61.6", "61.7"))
    assert not out(world, child.id)
    assert out(world, module.id)


def test_going_back_to_an_old_wording_does_not_revive_its_approval(world: World) -> None:
    module = approved_claim(world)
    child = world.edited(module, "Response was seen in many.")
    back = world.edited(child, module.content.body)
    assert back.id != module.id
    assert not out(world, back.id)


@pytest.mark.parametrize(
    "change",
    [{"product": "wyndralis"}, {"market": "CN"}, {"kind": ModuleKind.DISEASE_KNOWLEDGE}, {"context": ("In adults",)}],
)
def test_what_governs_the_use_of_a_module_is_part_of_what_was_approved(world: World, change: dict[str, object]) -> None:
    module = approved_claim(world)
    content = ModuleContent(**{**module.content.model_dump(), **change})
    child = world.lib.edit_module(world.people["mark"], module.id, content=content)
    assert child.id != module.id
    assert not out(world, child.id)
    assert not out(world, child.id, CN)


def test_a_later_approved_version_supersedes_the_earlier(world: World) -> None:
    module = approved_claim(world)
    child = world.edited(module, module.content.body + " ")
    world.approve(child.id)
    assert out(world, child.id)
    assert not out(world, module.id)


def test_support_added_after_approval_does_not_stand_in_for_the_support_that_was_reviewed(world: World) -> None:
    module = approved_claim(world)
    _, unrelated = world.document(
        ["The sky was blue in 61.6% of pictures."], DocumentClass.PUBLICATION, name="unrelated"
    )
    world.lib.add_anchors(world.people["mark"], module.id, [whole(AnchorRole.SUPPORT, unrelated[0])])
    assert out(world, module.id), "a new support anchor alone takes nothing away"
    world.withdraw(next(a.source for a in module.anchors if a.role is AnchorRole.SUPPORT))
    assert not out(world, module.id)


# --- the right people -------------------------------------------------------------------------------------------------


def submitted(world: World, by: str = "mark") -> Module:
    module = world.claim(by=by)
    world.lib.submit(world.people[by], module.id, "ready")
    return module


def test_the_author_can_not_approve(world: World) -> None:
    module = submitted(world, by="mel")
    with pytest.raises(Forbidden):
        world.decide(module.id, "mel", Role.MEDICAL)


def test_who_edited_an_earlier_unapproved_version_can_not_approve_the_later(world: World) -> None:
    first = world.claim()
    second = world.edited(first, "Edited by a reviewer who also writes.", by="mel")
    third = world.edited(second, "Edited again by the marketer.")
    world.lib.submit(world.people["mark"], third.id, "ready")
    with pytest.raises(Forbidden):
        world.decide(third.id, "mel", Role.MEDICAL)


def test_who_submitted_can_not_approve(world: World) -> None:
    module = world.claim()
    world.lib.submit(world.people["mel"], module.id, "ready")
    with pytest.raises(Forbidden):
        world.decide(module.id, "mel", Role.MEDICAL)


def test_one_person_can_not_fill_two_required_roles(world: World) -> None:
    module = submitted(world)
    world.decide(module.id, "duo", Role.MEDICAL)
    with contextlib.suppress(Forbidden):
        world.decide(module.id, "duo", Role.REGULATORY)
    assert not out(world, module.id)
    world.decide(module.id, "rex", Role.REGULATORY)
    assert out(world, module.id)


@pytest.mark.parametrize("password", ["", "wrong", password_of("rex"), password_of("mia") + " "])
def test_a_wrong_password_signs_nothing(world: World, password: str) -> None:
    module = submitted(world)
    with pytest.raises(Forbidden):
        world.decide(module.id, "mia", Role.MEDICAL, password=password)
    assert [d.verdict for d in world.lib.decisions(module.id)] == [Verdict.SUBMIT]


def test_nobody_signs_on_behalf_of_another(world: World) -> None:
    module = submitted(world)
    actor = world.lib.act_as(world.people["ada"], world.people["mia"].id)
    for password in (password_of("ada"), password_of("mia")):
        with pytest.raises(Forbidden):
            world.decide(module.id, "mia", Role.MEDICAL, actor=actor, password=password)


@pytest.mark.parametrize(
    ("by", "role"),
    [
        ("mia", Role.REGULATORY),
        ("mark", Role.MEDICAL),
        ("ada", Role.MEDICAL),
        ("lea", Role.LEGAL),
        ("ada", Role.ADMIN),
        ("doc", Role.DOCTOR),
    ],
)
def test_a_role_that_is_not_held_or_not_asked_for_signs_nothing(world: World, by: str, role: Role) -> None:
    module = submitted(world)
    with pytest.raises(Forbidden):
        world.decide(module.id, by, role)


def test_an_actor_that_was_made_up_signs_nothing(world: World) -> None:
    module = submitted(world)
    mia = world.people["mia"]
    forged = (
        Actor(id=world.people["mark"].id, name="mark", roles=(Role.MEDICAL,)),
        Actor(id="nobody", name="nobody", roles=(Role.MEDICAL,)),
        Actor(id=mia.id, name=mia.name, roles=(Role.MEDICAL, Role.REGULATORY)),
        SYSTEM,
    )
    for actor, by, role in zip(
        forged, ("mark", "mark", "mia", "mia"), (Role.MEDICAL, Role.MEDICAL, Role.REGULATORY, Role.MEDICAL), strict=True
    ):
        with pytest.raises(ClearcopyError):
            world.decide(module.id, by, role, actor=actor)
    assert [d.verdict for d in world.lib.decisions(module.id)] == [Verdict.SUBMIT]


def test_a_role_revoked_signs_nothing_even_by_an_actor_read_before(world: World) -> None:
    module = submitted(world)
    world.lib.revoke(world.people["ada"], world.people["mia"].id, Role.MEDICAL)
    with pytest.raises(Forbidden):
        world.decide(module.id, "mia", Role.MEDICAL)


def test_many_wrong_passwords_lock_the_door_for_the_right_one(world: World) -> None:
    module = submitted(world)
    for _ in range(12):
        with pytest.raises(Forbidden):
            world.decide(module.id, "mia", Role.MEDICAL, password="guess")
    with pytest.raises(Forbidden):
        world.decide(module.id, "mia", Role.MEDICAL)


# --- scope, policy, time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [CN, REACTIVE, Scope(market="US", audience="patient"), Scope(market="*")])
def test_an_approval_in_one_scope_lets_nothing_out_in_another(world: World, asked: Scope) -> None:
    module = approved_claim(world)
    assert not out(world, module.id, asked)


def test_a_module_of_one_market_does_not_leave_in_another_whatever_was_signed(world: World) -> None:
    module = submitted(world)
    for by, role in (("mia", Role.MEDICAL), ("rex", Role.REGULATORY)):
        with contextlib.suppress(ClearcopyError):
            world.decide(module.id, by, role, scope=CN)
    assert not out(world, module.id, CN)


def test_an_approval_for_one_channel_lets_nothing_out_by_another(world: World) -> None:
    module = submitted(world)
    mail = Scope(market="US", channel="email")
    world.decide(module.id, "mia", Role.MEDICAL, scope=mail)
    world.decide(module.id, "rex", Role.REGULATORY, scope=mail)
    assert out(world, module.id, mail)
    assert not out(world, module.id, Scope(market="US", channel="print"))
    assert not out(world, module.id, US)


def test_without_a_policy_nothing_leaves(database: Database, tmp_path: Path) -> None:
    world = database.world(tmp_path / "bare", policy=None)
    try:
        module = world.claim()
        with pytest.raises(ClearcopyError):
            world.decide(module.id, "mia", Role.MEDICAL)
        label, passages = world.document(["Take 300 mg once daily."], DocumentClass.LABEL, name="label")
        with pytest.raises(ClearcopyError):
            world.sign_label(label.id)
        verbatim = world.module(passages[0], by=SYSTEM, kind=ModuleKind.DISEASE_KNOWLEDGE)
        assert not out(world, module.id)
        assert not out(world, verbatim.id)
        assert world.lib.eligible(US) == frozenset()
    finally:
        world.lib.close()


def test_a_stricter_policy_stops_what_the_older_one_let_out_until_the_new_role_approves(world: World) -> None:
    module = approved_claim(world)
    world.lib.import_policy(world.people["ada"], STRICTER, password_of("ada"))
    assert not out(world, module.id)
    world.decide(module.id, "lea", Role.LEGAL)
    assert out(world, module.id)


def test_a_policy_that_forgets_a_kind_stops_that_kind(world: World) -> None:
    module = approved_claim(world)
    text = "\n".join(line for line in POLICY.splitlines() if "efficacy" not in line)
    world.lib.import_policy(world.people["ada"], text, password_of("ada"))
    assert not out(world, module.id)


@pytest.mark.parametrize(("by", "password"), [("mark", None), ("mia", None), ("ada", "wrong")])
def test_only_an_admin_with_the_password_imports_a_policy(world: World, by: str, password: str | None) -> None:
    before = world.lib.policy()
    with pytest.raises(Forbidden):
        world.lib.import_policy(world.people[by], STRICTER, password or password_of(by))
    assert world.lib.policy() == before


def test_an_approval_ends_when_its_days_are_over(world: World) -> None:
    module, asset = approved_piece(world)
    world.clock.forward(199)
    assert out(world, asset.id)
    world.clock.forward(2)
    assert not out(world, asset.id), "200 days for assets"
    assert out(world, module.id)
    world.clock.forward(100)
    assert not out(world, module.id), "300 days for claims"


@pytest.mark.parametrize("role", [AnchorRole.ORIGIN, AnchorRole.SUPPORT])
def test_what_rests_on_an_expired_source_does_not_leave(world: World, role: AnchorRole) -> None:
    soon = (world.clock.now + timedelta(days=10)).date()
    words = ["Response was seen in 61.6% of patients."]
    _, deck = world.document(words, DocumentClass.DECK, expiry=soon if role is AnchorRole.ORIGIN else None)
    _, paper = world.document(words, DocumentClass.PUBLICATION, expiry=soon if role is AnchorRole.SUPPORT else None)
    module = world.module(deck[0], support=[paper[0]])
    world.approve(module.id)
    assert out(world, module.id)
    world.clock.forward(12)
    assert not out(world, module.id)


def test_a_claim_without_support_never_leaves(world: World) -> None:
    _, deck = world.document(["Response was seen in 61.6%."], DocumentClass.DECK)
    module = world.module(deck[0])
    with contextlib.suppress(ClearcopyError):
        world.approve(module.id)
    assert not out(world, module.id)


def test_a_hold_stops_promotion_of_the_product_in_its_market_and_nothing_else(world: World) -> None:
    module = submitted(world)
    for scope in (US, REACTIVE):
        world.decide(module.id, "mia", Role.MEDICAL, scope=scope)
        world.decide(module.id, "rex", Role.REGULATORY, scope=scope)
    hold = world.lib.hold(world.people["rex"], PRODUCT, "US", "new boxed warning")
    assert not out(world, module.id)
    assert out(world, module.id, REACTIVE)
    world.lib.lift(world.people["rex"], hold.id, "block replaced")
    assert out(world, module.id)


# --- labels -----------------------------------------------------------------------------------------------------------


def test_label_text_leaves_only_verbatim_signed_and_in_its_market(world: World) -> None:
    label, passages = world.document(["Take 300 mg once daily with food."], DocumentClass.LABEL, name="label v1")
    verbatim = world.module(passages[0], by=SYSTEM)
    assert not out(world, verbatim.id)
    world.sign_label(label.id)
    assert out(world, verbatim.id)
    assert not out(world, verbatim.id, CN)
    changed = world.edited(verbatim, "Take 300 mg once daily.")
    assert not out(world, changed.id)


def test_a_person_can_not_pass_words_off_as_a_labels(world: World) -> None:
    label, passages = world.document(["Take 300 mg once daily with food."], DocumentClass.LABEL, name="label v1")
    world.sign_label(label.id)
    for actor in (world.people["mark"], SYSTEM):
        try:
            module = world.module(passages[0], by=actor, body="Take 600 mg once daily with food.")
        except ClearcopyError:
            continue
        assert not out(world, module.id)


def test_a_signed_new_label_version_stops_the_words_of_the_old(world: World) -> None:
    old, passages = world.document(["Take 300 mg once daily."], DocumentClass.LABEL, name="v1")
    world.sign_label(old.id)
    verbatim = world.module(passages[0], by=SYSTEM)
    assert out(world, verbatim.id)
    new, _ = world.document(["Take 200 mg once daily."], DocumentClass.LABEL, name="v2", replaces=old.id)
    assert out(world, verbatim.id), "an unsigned version replaces nothing"
    world.sign_label(new.id)
    assert not out(world, verbatim.id)


def test_a_label_withdrawn_takes_its_words_with_it(world: World) -> None:
    label, passages = world.document(["Take 300 mg once daily."], DocumentClass.LABEL)
    world.sign_label(label.id)
    verbatim = world.module(passages[0], by=SYSTEM)
    assert out(world, verbatim.id)
    world.withdraw(label.id, by="rex", role=Role.REGULATORY)
    assert not out(world, verbatim.id)


def test_a_deck_called_a_label_afterwards_is_not_a_signed_label(world: World) -> None:
    deck, passages = world.document(["The best there is."], DocumentClass.DECK)
    verbatim = world.module(passages[0], by=SYSTEM)
    world.lib.set_facts(
        world.people["mark"], deck.id, type(deck.facts)(**{**deck.facts.model_dump(), "document_class": "label"})
    )
    assert not out(world, verbatim.id)


# --- assemblies -------------------------------------------------------------------------------------------------------


def test_an_approved_piece_needs_every_module_it_cites(world: World) -> None:
    module, draft = approved_claim(world), world.claim("Another claim, of 12.3%.", name="other")
    asset = world.piece([module, draft])
    with contextlib.suppress(ClearcopyError):
        world.approve(asset.id)
    assert not out(world, asset.id)


def test_an_approved_module_alone_does_not_make_its_piece_leave(world: World) -> None:
    asset = world.piece([approved_claim(world)])
    assert not out(world, asset.id)


def test_one_ineligible_id_keeps_the_whole_release_back(world: World) -> None:
    module, draft = approved_claim(world), world.claim("Another claim, of 12.3%.", name="other")
    with pytest.raises(NotEligible):
        world.lib.release([module.id, draft.id], US, world.to())
    with pytest.raises(ClearcopyError):
        world.lib.release([], US, world.to())
    with pytest.raises(ClearcopyError):
        world.lib.release([module.id, "0" * 64], US, world.to())


# --- races ------------------------------------------------------------------------------------------------------------


def test_no_release_overtakes_a_withdrawal_that_was_acknowledged(database: Database, tmp_path: Path) -> None:
    """Threads release without pause while another withdraws; what is recorded after the withdrawal is nothing."""
    world = database.world(tmp_path / "race")
    try:
        for number in range(3):
            module = world.claim(f"Response was seen in {number}1.6% of patients.", name=f"race {number}")
            world.approve(module.id)
            late = _release_while_withdrawing(world, module)
            assert late == 0
    finally:
        world.lib.close()


def _release_while_withdrawing(world: World, module: Module) -> int:
    """How many releases that began after the withdrawal had been acknowledged were let through."""
    withdrawn, late, let_out = threading.Event(), [], []

    def keep_releasing() -> None:
        lib = world.again()
        try:
            for _ in range(200):
                began_after = withdrawn.is_set()
                try:
                    lib.release([module.id], US, world.to())
                except NotEligible:
                    if began_after:
                        return
                    continue
                (late if began_after else let_out).append(1)
        finally:
            lib.close()

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(keep_releasing) for _ in range(3)]
        while not let_out and not all(job.done() for job in jobs):
            pass
        world.withdraw(module.id)
        withdrawn.set()
        for job in jobs:
            job.result(timeout=60)
    assert let_out, "nothing was released before the withdrawal: the race was not run"
    return len(late)


def test_use_classes_widen_nothing_that_was_not_signed(world: World) -> None:
    module = approved_claim(world)
    assert module.id in world.lib.eligible(REACTIVE, use_classes=(UseClass.PROMOTIONAL, UseClass.MEDICAL_REACTIVE))
    assert module.id not in world.lib.eligible(US, use_classes=(UseClass.MEDICAL_REACTIVE,))
    with pytest.raises(NotEligible):
        world.lib.release([module.id], US, world.to(), use_classes=(UseClass.MEDICAL_REACTIVE,))
