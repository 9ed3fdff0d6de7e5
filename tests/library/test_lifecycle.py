"""The rules of the lifecycle, as a table; and the SQL view that must say the same as the pure functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from library import lifecycle
from library.lifecycle import Occurrence, Opening, SourceState, Support, VersionState, World
from library.models import (
    Audience,
    Decision,
    DocumentClass,
    Hold,
    ModuleKind,
    Policy,
    PolicyRule,
    Role,
    Scope,
    Status,
    SubjectKind,
    UseClass,
    Verdict,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
US, CN = Scope(market="US"), Scope(market="CN")
MAIL = Scope(market="US", channel="email")
REACTIVE = Scope(market="US", use_class=UseClass.MEDICAL_REACTIVE)
PATIENT = Scope(market="US", audience=Audience.PATIENT)
MED, REG, LEGAL = Role.MEDICAL, Role.REGULATORY, Role.LEGAL

POLICY = Policy(
    id="p",
    name="two eyes",
    rules=(
        PolicyRule(subject_kind=SubjectKind.MODULE, roles=(MED, REG)),
        PolicyRule(subject_kind=SubjectKind.MODULE, content_kind="phrase", roles=(MED,)),
        PolicyRule(subject_kind=SubjectKind.ASSET, roles=(MED,)),
        PolicyRule(subject_kind=SubjectKind.SOURCE, content_kind="label", roles=(REG,)),
    ),
    imported_by="a",
    at=NOW,
)
numbers = count(1)


def decision(
    verdict: Verdict,
    role: Role = MED,
    scope: Scope | None = US,
    *,
    expires: datetime | None = None,
    effective: datetime | None = None,
    seq: int | None = None,
) -> Decision:
    number = next(numbers) if seq is None else seq
    return Decision(
        id=str(number), subject="m", subject_kind=SubjectKind.MODULE, verdict=verdict, person="x", role=role,
        scope=scope, meaning="m", reason="r", seen="", policy="p", at=NOW, seq=number, expires=expires,
        effective=effective,
    )  # fmt: skip


def submit() -> Decision:
    return decision(Verdict.SUBMIT, Role.MARKETER, None)


def approve(role: Role = MED, scope: Scope = US, **when: datetime) -> Decision:
    return decision(Verdict.APPROVE, role, scope, **when)


def reject(role: Role = MED, scope: Scope = US) -> Decision:
    return decision(Verdict.REJECT, role, scope)


def changes(role: Role = MED, scope: Scope = US) -> Decision:
    return decision(Verdict.REQUEST_CHANGES, role, scope)


def withdraw() -> Decision:
    return decision(Verdict.WITHDRAW, MED, None)


DECK = SourceState(DocumentClass.DECK, "US")
PAPER = SourceState(DocumentClass.PUBLICATION, "US")
LABEL = SourceState(DocumentClass.LABEL, "US", decisions=(approve(REG, seq=0),))
UNSIGNED = replace(LABEL, decisions=())
SOURCES = {"deck": DECK, "paper": PAPER, "label": LABEL}


def claim(*decisions: Decision) -> VersionState:
    """A claim that somebody wrote from a deck, borne out by a publication."""
    return VersionState(
        SubjectKind.MODULE, ModuleKind.EFFICACY_RESULT, "ovranteq", "US", decisions,
        occurrences=(Occurrence("deck", True),), supports=(Support("paper", 0),),
    )  # fmt: skip


def label_words(*decisions: Decision) -> VersionState:
    """Words that the program found in a label."""
    return VersionState(
        SubjectKind.MODULE, ModuleKind.DOSING, "ovranteq", "US", decisions, by_system=True,
        occurrences=(Occurrence("label", True),),
    )  # fmt: skip


def world(**sources: SourceState) -> World:
    return World(POLICY, (), {**SOURCES, **sources})


HOLD = Hold(id="h", product="ovranteq", market="US", reason="r", person="x", at=NOW)
BOTH = (submit(), approve(MED), approve(REG))
GONE = replace(DECK, decisions=(withdraw(),))
OVER = NOW - DAY

# what happened, its status, and the scopes (of US, CN, MAIL, REACTIVE, PATIENT) in which it may be used
RULES: dict[str, tuple[VersionState, World, Status, tuple[Scope, ...]]] = {
    # --- on its way
    "nobody has done anything": (claim(), world(), Status.DRAFT, ()),
    "it was submitted": (claim(submit()), world(), Status.IN_REVIEW, ()),
    "one of two roles approved": (claim(submit(), approve(MED)), world(), Status.IN_REVIEW, ()),
    "one role approved, the other rejected": (claim(submit(), approve(MED), reject(REG)), world(), Status.REJECTED, ()),
    "changes were asked for": (claim(submit(), changes()), world(), Status.CHANGES_REQUESTED, ()),
    "it was submitted again after changes": (claim(submit(), changes(), submit()), world(), Status.IN_REVIEW, ()),
    # --- approved
    "both roles approved": (claim(*BOTH), world(), Status.RELEASED, (US, MAIL)),
    "approval without a channel covers every channel": (claim(*BOTH), world(), Status.RELEASED, (US, MAIL)),
    "approved for one channel only": (
        claim(submit(), approve(MED, MAIL), approve(REG, MAIL)), world(), Status.RELEASED, (MAIL,)),
    "one role for all channels, one for mail": (
        claim(submit(), approve(MED), approve(REG, MAIL)), world(), Status.RELEASED, (MAIL,)),
    "the roles approved different uses": (
        claim(submit(), approve(MED), approve(REG, REACTIVE)), world(), Status.IN_REVIEW, ()),
    "approved for another market than its own": (
        claim(submit(), approve(MED, CN), approve(REG, CN)), world(), Status.SUSPENDED, ()),
    "one role approved twice": (claim(submit(), approve(MED), approve(MED)), world(), Status.IN_REVIEW, ()),
    "a role that is not required approved": (
        claim(submit(), approve(MED), approve(LEGAL)), world(), Status.IN_REVIEW, ()),
    "approved, then rejected by one of them": (claim(*BOTH, reject(REG)), world(), Status.REJECTED, ()),
    "approved, then rejected in another use": (claim(*BOTH, reject(REG, REACTIVE)), world(), Status.RELEASED, (US, MAIL)),
    "approved for every channel, then rejected for mail": (claim(*BOTH, reject(REG, MAIL)), world(), Status.REJECTED, ()),
    "rejected, then approved": (claim(submit(), reject(REG), approve(MED), approve(REG)), world(), Status.RELEASED, (US, MAIL)),
    # --- time
    "approved until tomorrow": (
        claim(submit(), approve(MED, expires=NOW + DAY), approve(REG)), world(), Status.RELEASED, (US, MAIL)),
    "one approval ended": (claim(submit(), approve(MED, expires=OVER), approve(REG)), world(), Status.EXPIRED, ()),
    "an approval ends at its instant": (claim(submit(), approve(MED, expires=NOW), approve(REG)), world(), Status.EXPIRED, ()),
    "it ended and was submitted again": (
        claim(submit(), approve(MED, expires=OVER), approve(REG), submit()), world(), Status.IN_REVIEW, ()),
    "approved from tomorrow": (
        claim(submit(), approve(MED), approve(REG, effective=NOW + DAY)), world(), Status.APPROVED, ()),
    "approved from this instant": (
        claim(submit(), approve(MED), approve(REG, effective=NOW)), world(), Status.RELEASED, (US, MAIL)),
    # --- withdrawn, superseded, held
    "withdrawn": (claim(*BOTH, withdraw()), world(), Status.WITHDRAWN, ()),
    "withdrawn, then approved again": (claim(*BOTH, withdraw(), approve(MED), approve(REG)), world(), Status.WITHDRAWN, ()),
    "a later version was approved": (
        replace(claim(*BOTH), later=(BOTH,), later_kinds=("dosing",)), world(), Status.SUPERSEDED, ()),
    "a later version is in review": (
        replace(claim(*BOTH), later=((submit(), approve(MED)),), later_kinds=("dosing",)), world(), Status.RELEASED, (US, MAIL)),
    "the later version was withdrawn since": (
        replace(claim(*BOTH), later=((*BOTH, withdraw()),), later_kinds=("dosing",)), world(), Status.SUPERSEDED, ()),
    "the later version begins tomorrow": (
        replace(claim(*BOTH), later=((approve(MED), approve(REG, effective=NOW + DAY)),), later_kinds=("dosing",)),
        world(), Status.RELEASED, (US, MAIL)),
    "its product is on hold": (claim(*BOTH), replace(world(), holds=(HOLD,)), Status.ON_HOLD, ()),
    "its product is on hold elsewhere": (
        claim(*BOTH), replace(world(), holds=(Hold(**{**HOLD.model_dump(), "market": "CN"}),)),
        Status.RELEASED, (US, MAIL)),
    "a hold leaves other uses": (
        claim(submit(), approve(MED, REACTIVE), approve(REG, REACTIVE)), replace(world(), holds=(HOLD,)),
        Status.RELEASED, (REACTIVE,)),
    # --- what it rests on
    "its only origin was withdrawn": (claim(*BOTH), world(deck=GONE), Status.SUSPENDED, ()),
    "its only origin expired": (claim(*BOTH), world(deck=replace(DECK, expires=OVER)), Status.EXPIRED, ()),
    "one of two origins was withdrawn": (
        replace(claim(*BOTH), occurrences=(Occurrence("deck", True), Occurrence("paper", True))), world(deck=GONE),
        Status.RELEASED, (US, MAIL)),
    "its support was withdrawn": (claim(*BOTH), world(paper=replace(PAPER, decisions=(withdraw(),))), Status.SUSPENDED, ()),
    "its support expired": (claim(*BOTH), world(paper=replace(PAPER, expires=OVER)), Status.SUSPENDED, ()),
    "it never had support": (replace(claim(*BOTH), supports=()), world(), Status.SUSPENDED, ()),
    "its support came after the approvals": (
        replace(claim(*BOTH), supports=(Support("paper", 10**9),)), world(), Status.SUSPENDED, ()),
    "a phrase needs no support": (
        replace(claim(submit(), approve(MED)), content_kind="phrase", supports=(), market="*"), world(),
        Status.RELEASED, (US, MAIL)),
    "a publication's own words need none": (
        replace(claim(*BOTH), by_system=True, supports=(), occurrences=(Occurrence("paper", True),)), world(),
        Status.RELEASED, (US, MAIL)),
    "a publication's words as a person put them do": (
        replace(claim(*BOTH), supports=(), occurrences=(Occurrence("paper", True),)), world(), Status.SUSPENDED, ()),
    "its support is a label that a signed one replaced": (
        replace(claim(*BOTH), supports=(Support("label", 0),)),
        world(label=replace(LABEL, replaced_by=("next",)), next=replace(LABEL, replaces=True)), Status.SUSPENDED, ()),
    "its support is a label that an unsigned one would replace": (
        replace(claim(*BOTH), supports=(Support("label", 0),)),
        world(label=replace(LABEL, replaced_by=("next",)), next=UNSIGNED), Status.RELEASED, (US, MAIL)),
    "the new label bears it out too": (
        replace(claim(*BOTH), supports=(Support("label", 0), Support("next", 0))),
        world(label=replace(LABEL, replaced_by=("next",)), next=replace(LABEL, replaces=True)),
        Status.RELEASED, (US, MAIL)),
    "only a label version that is not signed yet bears it out": (
        replace(claim(*BOTH), supports=(Support("next", 0),)), world(next=replace(UNSIGNED, replaces=True)),
        Status.SUSPENDED, ()),
    "approved words of a label that a signed one replaced": (
        replace(label_words(*BOTH)), world(label=replace(LABEL, replaced_by=("next",)), next=LABEL),
        Status.SUPERSEDED, ()),
    "a publication is not replaced by a signature": (
        claim(*BOTH), world(paper=replace(PAPER, replaced_by=("next",)), next=LABEL), Status.RELEASED, (US, MAIL)),
    # --- labels
    "words of a signed label": (label_words(), world(), Status.RELEASED, (US, MAIL, REACTIVE, PATIENT)),
    "words of a label nobody signed": (label_words(), world(label=UNSIGNED), Status.DRAFT, ()),
    "label words put down by a person": (replace(label_words(), by_system=False), world(), Status.DRAFT, ()),
    "label words that are not verbatim": (
        replace(label_words(), occurrences=(Occurrence("label", False),)), world(), Status.DRAFT, ()),
    "a label of another market": (replace(label_words(), market="CN"), world(), Status.DRAFT, ()),
    "a label signed for another market": (
        label_words(), world(label=replace(LABEL, decisions=(approve(REG, CN),))), Status.DRAFT, ()),
    "the label was withdrawn": (
        label_words(), world(label=replace(LABEL, decisions=(*LABEL.decisions, withdraw()))), Status.SUSPENDED, ()),
    "the label expired": (label_words(), world(label=replace(LABEL, expires=OVER)), Status.EXPIRED, ()),
    "a signed label replaces it": (
        label_words(), world(label=replace(LABEL, replaced_by=("next",)), next=LABEL), Status.SUPERSEDED, ()),
    "an unsigned label would replace it": (
        label_words(), world(label=replace(LABEL, replaced_by=("next",)), next=UNSIGNED), Status.RELEASED, (US, MAIL, REACTIVE, PATIENT)),
    "words found in the new label too": (
        replace(label_words(), occurrences=(Occurrence("label", True), Occurrence("next", True))),
        world(label=replace(LABEL, replaced_by=("next",)), next=LABEL), Status.RELEASED, (US, MAIL, REACTIVE, PATIENT)),
    "label words on hold": (label_words(), replace(world(), holds=(HOLD,)), Status.ON_HOLD, (REACTIVE, )),
    "label words that were withdrawn": (label_words(withdraw()), world(), Status.WITHDRAWN, ()),
    # --- policy
    "no policy is in force": (claim(*BOTH), World(None, (), SOURCES), Status.IN_REVIEW, ()),
    "the policy names no such kind": (
        claim(*BOTH), World(Policy(**{**POLICY.model_dump(), "rules": POLICY.rules[2:]}), (), SOURCES), Status.IN_REVIEW, ()),
    "without a policy no label counts": (label_words(), World(None, (), SOURCES), Status.DRAFT, ()),
}  # fmt: skip


@pytest.mark.parametrize("what", RULES)
def test_the_lifecycle_says(what: str) -> None:
    version, around, status, scopes = RULES[what]
    assert lifecycle.status(version, around, NOW) is status
    open_in = lifecycle.openings(version, around, NOW)
    usable = {s for s in (US, CN, MAIL, REACTIVE, PATIENT) if any(o.covers(lifecycle.opening(s)) for o in open_in)}
    assert usable == set(scopes)


ASSET = VersionState(SubjectKind.ASSET, "talk_track", "ovranteq", "US", (submit(), approve(MED)))
HERE = Opening("US", "hcp", "promotional", "*")


@pytest.mark.parametrize(
    ("cited", "usable"),
    [
        ((frozenset({HERE}),), True),
        ((frozenset({HERE}), frozenset({Opening("*", "hcp", "promotional", "*")})), True),
        ((frozenset({HERE}), frozenset()), False),
        ((frozenset({Opening("US", "hcp", "promotional", "email")}),), False),
        ((), False),
    ],
    ids=["its module is usable", "a phrase too", "one module is not", "one module by mail only", "it cites nothing"],
)
def test_an_asset_is_usable_where_it_and_every_module_it_cites_are(
    cited: tuple[frozenset[Opening], ...], usable: bool
) -> None:
    asset = replace(ASSET, cited=cited)
    assert bool(lifecycle.openings(asset, world(), NOW)) is usable
    assert lifecycle.status(asset, world(), NOW) is (Status.RELEASED if usable else Status.SUSPENDED)


@pytest.mark.parametrize(
    ("source", "status"),
    [
        (UNSIGNED, Status.DRAFT),
        (DECK, Status.DRAFT),
        (LABEL, Status.RELEASED),
        (replace(LABEL, decisions=(approve(REG, effective=NOW + DAY),)), Status.APPROVED),
        (replace(LABEL, decisions=(approve(REG, expires=OVER),)), Status.EXPIRED),
        (replace(LABEL, expires=OVER), Status.EXPIRED),
        (replace(LABEL, decisions=(approve(REG), reject(REG))), Status.REJECTED),
        (replace(LABEL, replaced_by=("paper",)), Status.RELEASED),
        (replace(LABEL, replaced_by=("label",)), Status.SUPERSEDED),
        (replace(LABEL, market="CN"), Status.SUSPENDED),
        (replace(LABEL, decisions=(approve(REG), withdraw())), Status.WITHDRAWN),
    ],
)  # fmt: skip
def test_a_source_stands_where_its_decisions_and_facts_put_it(source: SourceState, status: Status) -> None:
    assert lifecycle.source_status(source, world(), NOW) is status


@pytest.mark.parametrize(
    ("decisions", "waiting"),
    [
        ((), ()),
        ((submit(),), (MED, REG)),
        ((submit(), approve(MED)), (REG,)),
        ((submit(), approve(MED), approve(REG)), ()),
        ((submit(), changes(MED)), ()),
        ((submit(), approve(MED), approve(REG), submit()), (MED, REG)),
        ((submit(), withdraw()), ()),
    ],
)
def test_a_version_waits_for_the_roles_that_have_not_decided_since_it_was_submitted(
    decisions: tuple[Decision, ...], waiting: tuple[Role, ...]
) -> None:
    assert lifecycle.waiting_for(decisions, (MED, REG)) == waiting


def test_a_label_needs_regulatory_whatever_the_policy_forgets() -> None:
    bare = Policy(**{**POLICY.model_dump(), "rules": POLICY.rules[:3]})
    assert lifecycle.required_roles(bare, SubjectKind.SOURCE, "label") == (REG,)
    assert lifecycle.required_roles(bare, SubjectKind.SOURCE, "deck") == ()
    assert lifecycle.required_roles(None, SubjectKind.SOURCE, "label") == ()


def test_the_exact_kind_wins_over_any_kind() -> None:
    assert lifecycle.required_roles(POLICY, SubjectKind.MODULE, "phrase") == (MED,)
    assert lifecycle.required_roles(POLICY, SubjectKind.MODULE, "dosing") == (MED, REG)
