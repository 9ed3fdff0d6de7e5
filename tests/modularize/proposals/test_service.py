"""Asking a model about drafts, with the real library: bounded, recorded, and in force only by a person's edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from library.errors import BadInput, Conflict, Forbidden, NotFound, Unavailable
from library.models import (
    Actor,
    AnchorRole,
    DocumentClass,
    Module,
    ModuleContent,
    ModuleKind,
    Proposal,
    ProposalKind,
    ProposalRun,
    ProposalState,
    Role,
    Scope,
    Tag,
    Verdict,
)
from modularize.proposals.accepted import _kind
from modularize.proposals.service import Bounds, Prices, ProposalReport, Proposals
from prompts.model import ModelDoor
from tests.modularize.asking import TAXONOMY, Message, Saying, answer
from tests.modularize.test_service import Bench
from tests.prompts.misbehaving import answers, fails, hangs, says, serving

PASSWORD = "a long enough passphrase"
FIRST = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
SECOND = "However, reduce the dosage to 61.6 mg in patients with severe renal impairment."
OTHER = "Peripheral oedema occurred in 58.3% of patients treated with OVRANTEQ."
SPLIT = {"module": "m1", "pieces": [{"text": FIRST}, {"text": SECOND, "context": [FIRST]}]}
KIND = {"module": "m1", "kind": "warning", "words": "reduce the dosage"}
TAG = {"module": "m1", "facet": "topic", "value": "safety", "words": "severe renal impairment"}
ALL = answer([SPLIT], [KIND], [TAG])


class Desk(Bench):
    """A library with a document, people, and a model that says what a test wants."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.marketer, self.medical = (
            self.lib.add_user(self.actor, role.value, PASSWORD, [role]) for role in (Role.MARKETER, Role.MEDICAL)
        )
        self.source = self.put(DocumentClass.LABEL, f"{FIRST} {SECOND}")
        self.cut(self.source)

    def asking(self, say: Callable[[str], str | Message] | str, bounds: Bounds | None = None) -> Proposals:
        chat = Saying(say if callable(say) else lambda _: say)
        door = ModelDoor(chat, "stub-1", sleep=lambda _: None)
        return Proposals(self.lib, TAXONOMY, door, self.room, bounds, Prices(2.0, 8.0))

    def proposed(self, said: str = ALL) -> dict[ProposalKind, Proposal]:
        self.asking(said).propose(self.marketer, self.source)
        return {p.draft.kind: p for p in self.lib.proposals()}

    @property
    def draft(self) -> Module:
        [module] = [m for m in self.lib.modules() if m.content.body == f"{FIRST} {SECOND}"]
        return module


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.lib.close()


# --- asking -----------------------------------------------------------------------------------------------------------


def test_without_a_model_it_says_what_to_set_and_writes_nothing(desk: Desk) -> None:
    events = desk.lib.last_event()
    with pytest.raises(Unavailable) as caught:
        Proposals(desk.lib, TAXONOMY, None, desk.room).propose(desk.marketer, desk.source)
    assert caught.value.code == "proposals.no_model"
    assert "CLEARCOPY_MODEL" in caught.value.next_step
    assert desk.lib.last_event() == events


def test_a_run_is_recorded_with_what_was_proposed_refused_and_why(desk: Desk) -> None:
    wrong = {**TAG, "value": "approved"}
    report = desk.asking(answer([SPLIT], [KIND], [TAG, wrong])).propose(desk.marketer, desk.source)
    [kept] = desk.lib.proposal_runs(desk.source)
    assert (report.outcome, report.ok, report.runs) == ("done", True, (kept.id,))
    assert (kept.person, kept.run.prompt, kept.run.model) == (desk.marketer.id, "propose_modules.v1", "stub-1")
    assert len(kept.run.prompt_hash) == len(kept.run.input_hash) == len(kept.run.output_hash) == 64
    assert kept.run.modules == (desk.draft.id,)
    assert [r.code for r in kept.run.refused] == ["proposals.unknown_value"]
    assert "approved" in kept.run.refused[0].said
    assert set(kept.run.proposed) == {p.id for p in desk.lib.proposals()} == set(report.proposed)
    assert {p.draft.kind for p in desk.lib.proposals()} == set(ProposalKind)
    assert (report.input_tokens, report.output_tokens, report.cost) == (1000, 50, 0.0024)
    assert [e.verb for e in desk.lib.events()][-1] == "proposal.run"
    assert desk.lib.verify_audit() == []


def test_nothing_a_model_proposes_is_in_force_by_itself(desk: Desk) -> None:
    before = desk.draft
    desk.proposed()
    assert desk.lib.modules() == [before]
    assert all(p.state is ProposalState.OPEN for p in desk.lib.proposals())


def test_the_same_material_is_asked_about_once_and_the_same_proposal_kept_once(desk: Desk) -> None:
    asking = desk.asking(ALL)
    first = asking.propose(desk.marketer, desk.source)
    again = asking.propose(desk.marketer, desk.source)
    assert (again.asked, again.known, again.outcome) == (0, 1, "done")
    by_module = asking.propose(desk.marketer, desk.source, desk.draft.id)
    assert by_module.proposed == first.proposed
    assert len(desk.lib.proposals()) == 3


def test_a_dry_run_states_what_would_be_sent_and_sends_and_keeps_nothing(desk: Desk) -> None:
    def never(_: str) -> str:
        raise AssertionError("sent")

    events = desk.lib.last_event()
    report = desk.asking(never).propose(desk.marketer, desk.source, dry_run=True)
    assert (report.dry_run, report.outcome, report.ok) == (True, "planned", True)
    assert report.characters > len(FIRST)
    assert report.output_tokens_at_most == 4000
    assert (report.asked, report.runs, desk.lib.last_event()) == (0, (), events)


def three_groups(desk: Desk) -> Proposals:
    desk.put(DocumentClass.DECK, OTHER)
    desk.source = desk.put(DocumentClass.DECK, f"{FIRST} {SECOND}", OTHER, "OVRANTEQ inhibits MET in tumour cells.")
    desk.cut(desk.source)
    return desk.asking(answer(), Bounds(modules=1))


def test_one_run_asks_about_a_bounded_number_of_groups_and_says_what_is_left(desk: Desk) -> None:
    asking = three_groups(desk)
    report = asking.propose(desk.marketer, desk.source, most_groups=2)
    assert (report.groups, report.asked, report.left, report.stopped) == (3, 2, 1, "groups")
    assert (report.outcome, report.ok) == ("partial", False)
    rest = asking.propose(desk.marketer, desk.source)
    assert (rest.asked, rest.known, rest.outcome) == (1, 2, "done")


def test_no_call_is_begun_after_the_time_is_up(desk: Desk) -> None:
    three_groups(desk)
    ticks = iter(range(0, 10_000, 100))
    door = ModelDoor(Saying(lambda _: answer()), "stub-1")
    asking = Proposals(
        desk.lib, TAXONOMY, door, desk.room, Bounds(modules=1, seconds=150), clock=lambda: float(next(ticks))
    )
    report = asking.propose(desk.marketer, desk.source)
    assert (report.asked, report.left, report.stopped, report.outcome) == (1, 2, "seconds", "partial")


def test_a_group_that_fails_is_reported_and_recorded_and_the_others_go_on(desk: Desk) -> None:
    three_groups(desk)
    said = iter(["no JSON", answer(), answer()])
    report = desk.asking(lambda _: next(said), Bounds(modules=1)).propose(desk.marketer, desk.source)
    assert (report.outcome, report.asked, len(report.failed)) == ("partial", 3, 1)
    assert report.failed[0].code == "prompts.broken_output"
    runs = desk.lib.proposal_runs(desk.source)
    assert [r.run.error for r in runs] == ["prompts.broken_output", "", ""]
    assert len(runs[0].run.output_hash) == 64
    again = desk.asking(answer(), Bounds(modules=1)).propose(desk.marketer, desk.source)
    assert (again.asked, again.known, again.outcome) == (1, 2, "done")


def test_after_two_failures_in_a_row_the_run_stops(desk: Desk) -> None:
    three_groups(desk)
    report = desk.asking("no JSON", Bounds(modules=1)).propose(desk.marketer, desk.source)
    assert (report.outcome, report.asked, report.left, report.stopped) == ("failed", 2, 1, "failures")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Message(ALL, finish="length"), "proposals.cut_off"),
        (Message("{" + " " * 70_000 + "}"), "proposals.too_much"),
        (Message(""), "prompts.empty_output"),
        (Message("[]"), "prompts.broken_output"),
    ],
)
def test_an_answer_that_is_cut_off_huge_empty_or_of_another_form_gives_no_proposal(
    desk: Desk, said: Message, code: str
) -> None:
    report = desk.asking(lambda _: said).propose(desk.marketer, desk.source)
    assert (report.outcome, [f.code for f in report.failed]) == ("failed", [code])
    assert desk.lib.proposals() == []
    assert desk.lib.proposal_runs(desk.source)[0].run.error == code


def test_a_server_that_hangs_or_is_busy_is_tried_a_bounded_number_of_times(desk: Desk) -> None:
    def ask(url: str) -> ProposalReport:
        door = ModelDoor.from_settings("stub-1", url, "key", 0.3, tries=2, sleep=lambda _: None)
        return Proposals(desk.lib, TAXONOMY, door, desk.room).propose(desk.marketer, desk.source, desk.draft.id)

    with serving(hangs(5)) as stage:
        hung = ask(stage.url)
        assert len(stage.requests) == 2
    with serving(fails(429), answers(json.loads(ALL))) as stage:
        done = ask(stage.url)
        assert stage.requests[0]["max_completion_tokens"] == 4000
    assert [f.code for f in hung.failed] == ["prompts.timeout"]
    assert (done.outcome, len(done.proposed), done.input_tokens, done.cost) == ("done", 3, 1, None)
    with serving(says("Sure! " + ALL)) as stage:
        assert ask(stage.url).outcome == "failed"


def test_a_source_whose_modules_are_all_settled_has_nothing_to_be_asked_about(desk: Desk) -> None:
    edited = ModuleContent(**{**desk.draft.content.model_dump(), "body": "Other words."})
    child = desk.lib.edit_module(desk.marketer, desk.draft.id, content=edited)
    asking = desk.asking(ALL)
    report = asking.propose(desk.marketer, desk.source)
    assert (report.outcome, report.groups, report.asked) == ("nothing", 0, 0)
    with pytest.raises(BadInput, match="worded"):
        asking.propose(desk.marketer, desk.source, child.id)
    assert child.parent is not None
    with pytest.raises(BadInput, match="no longer in use"):
        asking.propose(desk.marketer, desk.source, child.parent)


# --- accepting --------------------------------------------------------------------------------------------------------


def test_an_accepted_split_makes_a_next_version_and_further_drafts_in_the_passages_own_words(desk: Desk) -> None:
    old = desk.draft
    settled = desk.asking("").accept(desk.marketer, desk.proposed()[ProposalKind.SPLIT].id, "two claims")
    versions = [desk.lib.module(id) for id in settled.made]
    child = next(m for m in versions if m.lineage == old.lineage)
    [further] = [m for m in versions if m.lineage != old.lineage]
    assert (child.content.body, child.parent, child.version) == (FIRST, old.id, 2)
    assert further.content.body == SECOND
    assert further.content.context[-1] == FIRST
    assert further.content.kind is ModuleKind.SPECIAL_POPULATION
    assert ("attribute", "renal_severe") in {(t.facet, t.value) for t in further.tags}
    assert ("attribute", "renal_severe") not in {(t.facet, t.value) for t in child.tags}
    for module in versions:
        assert module.author == desk.marketer.id
        assert desk.lib.verbatim(module)
        assert module.content.product == old.content.product
        assert {a.role for a in module.anchors} >= {AnchorRole.ORIGIN, AnchorRole.SUPPORT}
        for anchor in module.anchors:
            assert desk.lib.passage(anchor.passage).text[anchor.start : anchor.end] == anchor.quote
    assert (settled.state, settled.settled_by, settled.reason) == (
        ProposalState.ACCEPTED,
        desk.marketer.id,
        "two claims",
    )
    assert {m.content.body for m in desk.lib.modules()} == {FIRST, SECOND}
    assert desk.lib.doctor_store() == []


def test_a_piece_of_safety_information_stays_safety_information(desk: Desk) -> None:
    warned = desk.lib.edit_module(
        desk.actor, desk.draft.id, content=desk.draft.content.model_copy(update={"kind": ModuleKind.WARNING})
    )
    desk.asking(ALL).propose(desk.marketer, desk.source, warned.id)
    split = next(p for p in desk.lib.proposals(module=warned.id) if p.draft.kind is ProposalKind.SPLIT)
    settled = desk.asking("").accept(desk.marketer, split.id)
    assert {desk.lib.module(id).content.kind for id in settled.made} == {ModuleKind.WARNING}


@pytest.mark.parametrize(
    ("by_rule", "old", "kept"),
    [
        (ModuleKind.LIFESTYLE, ModuleKind.WARNING, ModuleKind.WARNING),
        (ModuleKind.BOILERPLATE, ModuleKind.DOSING, ModuleKind.DOSING),
        (ModuleKind.ADVERSE_REACTION, ModuleKind.WARNING, ModuleKind.ADVERSE_REACTION),
        (ModuleKind.WARNING, ModuleKind.DOSING, ModuleKind.WARNING),
    ],
)
def test_the_kind_of_a_piece_never_asks_for_less_than_that_of_the_whole(
    by_rule: ModuleKind, old: ModuleKind, kept: ModuleKind
) -> None:
    assert _kind(by_rule, old) is kept


def test_after_a_split_splitting_the_source_again_adds_nothing(desk: Desk) -> None:
    desk.asking("").accept(desk.marketer, desk.proposed()[ProposalKind.SPLIT].id)
    before = desk.lib.modules()
    assert desk.cut(desk.source).new == ()
    assert desk.lib.modules() == before


def test_a_split_reaches_every_document_that_says_the_words(desk: Desk) -> None:
    other = desk.put(DocumentClass.LABEL, "OVRANTEQ inhibits MET in tumour cells.", f"{FIRST} {SECOND}")
    desk.cut(other)
    assert {a.source for a in desk.draft.anchors} == {desk.source, other}
    settled = desk.asking("").accept(desk.marketer, desk.proposed()[ProposalKind.SPLIT].id)
    for id in settled.made:
        origin = [a for a in desk.lib.module(id).anchors if a.role is AnchorRole.ORIGIN]
        assert {a.source for a in origin} == {desk.source, other}
        assert len({a.quote for a in origin}) == 1


def test_an_accepted_kind_is_an_edit_and_an_accepted_tag_says_it_came_from_a_model(desk: Desk) -> None:
    proposed = desk.proposed()
    old, asking = desk.draft, desk.asking("")
    tagged = asking.accept(desk.marketer, proposed[ProposalKind.TAG].id)
    assert tagged.made == (old.id,)
    assert Tag(facet="topic", value="safety", by="model", words="severe renal impairment") in desk.draft.tags
    settled = asking.accept(desk.marketer, proposed[ProposalKind.KIND].id)
    child = desk.lib.module(settled.made[0])
    assert (child.content.kind, child.parent, child.content.body) == (ModuleKind.WARNING, old.id, old.content.body)
    assert child.tags == desk.lib.module(old.id).tags
    with pytest.raises(Conflict) as caught:
        asking.accept(desk.marketer, proposed[ProposalKind.SPLIT].id)
    assert caught.value.code == "proposals.overtaken"


def test_a_proposal_is_settled_once_and_a_dismissed_one_does_not_come_back(desk: Desk) -> None:
    proposal, asking = desk.proposed()[ProposalKind.KIND], desk.asking(ALL)
    asking.dismiss(desk.medical, proposal.id, "the label says so")
    asking.propose(desk.marketer, desk.source, desk.draft.id)
    assert desk.lib.proposal(proposal.id).state is ProposalState.DISMISSED
    for again in (asking.accept, asking.dismiss):
        with pytest.raises(Conflict) as caught:
            again(desk.marketer, proposal.id)
        assert caught.value.code == "proposals.settled"
    with pytest.raises(NotFound):
        asking.accept(desk.marketer, "0" * 64)


POLICY = """
name: test
rules: [{subject_kind: module, content_kind: "*", roles: [medical_reviewer], valid_days: 365}]
"""


def with_policy(desk: Desk) -> None:
    desk.lib.import_policy(desk.actor, POLICY, PASSWORD)


def approve(desk: Desk, id: str, by: Actor) -> None:
    desk.lib.decide(
        by, id, verdict=Verdict.APPROVE, scope=Scope(market="US"), role=Role.MEDICAL, password=PASSWORD,
        meaning="I approve", reason="",
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(ProposalKind))
def test_neither_who_accepted_nor_who_had_the_model_asked_may_approve(desk: Desk, kind: ProposalKind) -> None:
    with_policy(desk)
    reader = desk.lib.add_user(desk.actor, "second", PASSWORD, [Role.MEDICAL])
    third = desk.lib.add_user(desk.actor, "third", PASSWORD, [Role.MEDICAL])
    desk.asking(ALL).propose(reader, desk.source)
    proposal = next(p for p in desk.lib.proposals() if p.draft.kind is kind)
    settled = desk.asking("").accept(desk.medical, proposal.id)
    for made in settled.made:
        desk.lib.submit(desk.marketer, made)
        for author in (desk.medical, reader):
            with pytest.raises(Forbidden):
                approve(desk, made, author)
        approve(desk, made, third)


def test_a_version_in_review_or_approved_gets_no_tag_of_a_model(desk: Desk) -> None:
    with_policy(desk)
    proposal = desk.proposed()[ProposalKind.TAG]
    desk.lib.submit(desk.marketer, desk.draft.id)
    for _ in range(2):
        with pytest.raises(Conflict) as caught:
            desk.asking("").accept(desk.marketer, proposal.id)
        assert caught.value.code == "proposals.decided"
        if desk.lib.status(desk.draft.id).value == "in_review":
            approve(desk, desk.draft.id, desk.medical)
    assert all(tag.by != "model" for tag in desk.draft.tags)


def test_a_split_of_an_approved_module_leaves_its_approval_alone(desk: Desk) -> None:
    with_policy(desk)
    proposal = desk.proposed()[ProposalKind.SPLIT]
    old = desk.draft
    desk.lib.submit(desk.marketer, old.id)
    approve(desk, old.id, desk.medical)
    before = desk.lib.status(old.id)
    settled = desk.asking("").accept(desk.marketer, proposal.id)
    assert desk.lib.status(old.id) is before
    assert {desk.lib.status(id).value for id in settled.made} == {"draft"}


# --- the library refuses by itself ------------------------------------------------------------------------------------


def forged(proposal: Proposal, **change: Any) -> Any:
    return type(proposal.draft).model_validate(proposal.draft.model_dump() | change)


def test_the_library_keeps_no_proposal_whose_words_do_not_stand_there(desk: Desk) -> None:
    proposed = desk.proposed()
    kind, split = proposed[ProposalKind.KIND], proposed[ProposalKind.SPLIT]
    assert kind.draft.anchor is not None
    first, second = (p.model_dump() for p in split.draft.pieces)
    inside = {**second["anchors"][0], "start": second["anchors"][0]["start"] + SECOND.index(".6 mg")}
    inside["quote"] = SECOND[SECOND.index(".6 mg") :]
    wrong: list[tuple[Any, str]] = [
        (forged(kind, anchor={**kind.draft.anchor.model_dump(), "quote": "do not reduce"}), "library.anchor"),
        (forged(kind, words="do not reduce"), "proposals.outside"),
        (forged(kind, anchor=None, words="do not reduce"), "proposals.outside"),
        (forged(split, pieces=[first]), "proposals.outside"),
        (forged(split, pieces=[first, first]), "proposals.outside"),
        (forged(split, pieces=[first, {"anchors": [inside]}]), "library.parted_figure"),
    ]
    for draft, code in wrong:
        with pytest.raises(BadInput) as caught:
            desk.lib.record_proposals(desk.marketer, ProposalRun(source=desk.source), [draft])
        assert caught.value.code == code
    assert len(desk.lib.proposals()) == 3


def test_the_library_carries_out_nothing_but_what_was_proposed(desk: Desk) -> None:
    proposal = desk.proposed()[ProposalKind.SPLIT]
    versions = desk.asking("")._versions(proposal)
    other = versions[1].content.model_copy(update={"body": "Reduce nothing."})
    wider = versions[1].content.model_copy(update={"market": "EU"})
    for content in (other, wider):
        changed = versions[1].model_copy(update={"content": content})
        with pytest.raises(BadInput) as caught:
            desk.lib.accept_proposal(desk.marketer, proposal.id, [versions[0], changed])
        assert caught.value.code == "proposals.other_edit"
    with pytest.raises(BadInput):
        desk.lib.accept_proposal(desk.marketer, proposal.id, versions[:1])
    assert desk.lib.proposal(proposal.id).state is ProposalState.OPEN
