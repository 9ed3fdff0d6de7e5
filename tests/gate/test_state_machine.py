"""What left was approved by every required role, by hash, unexpired, unwithdrawn, not by its author.

A Hypothesis state machine lets many people do many things to a real library in any order, most of them allowed, some of
them not. Beside it ``Book`` works out from the rules alone what must not leave; whatever leaves is held against it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from library.errors import ClearcopyError, Forbidden
from library.models import (
    ANY,
    SYSTEM,
    AnchorRole,
    AnswerDraft,
    AnswerOutcome,
    AssetContent,
    AssetKind,
    Brief,
    DocumentClass,
    ModuleContent,
    ModuleKind,
    Role,
    Scope,
    Section,
    Statement,
    UseClass,
    Verdict,
)
from review.policy import parse
from tests.gate.book import Book
from tests.gate.conftest import Database
from tests.gate.world import POLICY, PRODUCT, STRICTER, World, password_of, whole

EXAMPLES = int(os.environ.get("CLEARCOPY_GATE_EXAMPLES", "18"))
STEPS = int(os.environ.get("CLEARCOPY_GATE_STEPS", "50"))
NIGHTLY_EXAMPLES = int(os.environ.get("CLEARCOPY_GATE_NIGHTLY_EXAMPLES", "100"))
NIGHTLY_STEPS = int(os.environ.get("CLEARCOPY_GATE_NIGHTLY_STEPS", "100"))

WORDS = (
    "Response was seen in 61.6% of patients.",
    "Median survival was 13.6 months.",
    "Nausea occurred in 41.1%.",
    "Oedema is common.",
)
SCOPES = (Scope(market="US"), Scope(market="CN"), Scope(market="US", use_class=UseClass.MEDICAL_REACTIVE))
SIGNERS = ("mia", "mel", "rex", "duo", "lea", "mark", "ada")
WRITERS = ("mark", "mel", "agnes", "mia")
DECIDING = (Role.MEDICAL, Role.REGULATORY, Role.LEGAL)

PHASES = (Phase.generate, Phase.shrink) if os.environ.get("CLEARCOPY_GATE_SHRINK") else (Phase.generate,)
"""Making a failing case small takes minutes, so it is done on request: set ``CLEARCOPY_GATE_SHRINK``."""

KINDS = (ModuleKind.EFFICACY_RESULT, ModuleKind.ADVERSE_REACTION, ModuleKind.DISEASE_KNOWLEDGE)

scopes = st.sampled_from((SCOPES[0], SCOPES[0], SCOPES[0], SCOPES[1], SCOPES[2]))
departures: dict[str, int] = {}
"""How often something left, by way: a machine that lets nothing out would hold every promise."""


class Gate(RuleBasedStateMachine):
    """People at work on one library."""

    make: Callable[[], World]

    papers = Bundle("papers")
    modules = Bundle("modules")
    assets = Bundle("assets")

    def __init__(self) -> None:
        super().__init__()
        self.world = type(self).make()
        self.lib, self.book = self.world.lib, Book()
        self._rules(POLICY)
        self._count = 0
        self._given: list[tuple[str, tuple[str, ...], Scope]] = []

    @invariant()
    def one_step_more(self) -> None:
        departures["steps"] = departures.get("steps", 0) + 1

    def teardown(self) -> None:
        self.lib.close()
        shutil.rmtree(self.world.home, ignore_errors=True)

    def _rules(self, text: str) -> None:
        self.book.rules = {(r.subject_kind, r.content_kind): (r.roles, r.valid_days) for r in parse(text).rules}

    # --- papers and modules

    @initialize(target=papers)
    def publication(self) -> str:
        return self._paper(DocumentClass.PUBLICATION, "US", None, None)

    @initialize(target=papers)
    def label(self) -> str:
        return self._paper(DocumentClass.LABEL, "US", None, None)

    @initialize(target=modules)
    def first_module(self) -> str:
        return self.publish(0, ModuleKind.EFFICACY_RESULT, "US")

    @initialize(target=assets)
    def first_piece(self) -> str:
        """Every bundle has something from the start: a rule over two of them could not choose otherwise."""
        return self.publish_piece(self.publish(1, ModuleKind.DISEASE_KNOWLEDGE, "US"))

    @rule(
        target=papers,
        kind=st.sampled_from((DocumentClass.DECK, DocumentClass.PUBLICATION, DocumentClass.LABEL)),
        market=st.sampled_from(("US", "US", "CN")),
        days=st.sampled_from((None, None, 30, 400)),
    )
    def ingest(self, kind: DocumentClass, market: str, days: int | None) -> str:
        return self._paper(kind, market, days, None)

    @rule(target=papers, old=papers)
    def ingest_new_version(self, old: str) -> str:
        before = self.book.papers[old]
        return self._paper(before.kind, before.market, None, old)

    def _paper(self, kind: DocumentClass, market: str, days: int | None, replaces: str | None) -> str:
        self._count += 1
        expiry = None if days is None else (self.world.clock.now + timedelta(days=days)).date()
        source, _ = self.world.document(
            WORDS, kind, market=market, expiry=expiry, replaces=replaces, name=f"p{self._count}"
        )
        self.book.brought(source.id, kind, PRODUCT, market, expiry, replaces)
        return source.id

    @rule(
        target=modules,
        origin=papers,
        support=st.none() | papers,
        line=st.integers(0, len(WORDS) - 1),
        kind=st.sampled_from(KINDS),
        by=st.sampled_from(("system", "system", *WRITERS)),
    )
    def modularize(self, origin: str, support: str | None, line: int, kind: ModuleKind, by: str) -> str:
        bearing = [self.lib.passages(support)[line]] if support and self.book.papers[support].kind.bears_out else []
        draft = self.world.draft(
            self.lib.passages(origin)[line], support=bearing, kind=kind, market=self.book.papers[origin].market
        )
        actor = SYSTEM if by == "system" else self.world.people[by]
        module, new = self.lib.add_modules(actor, [draft])[0]
        self.book.made(module, actor.id, verbatim_by_system=by == "system" if new else False)
        return module.id

    @rule(
        target=modules,
        line=st.integers(0, len(WORDS) - 1),
        kind=st.sampled_from(KINDS),
        market=st.sampled_from(("US", "US", "CN")),
    )
    def publish(self, line: int, kind: ModuleKind, market: str) -> str:
        """What happens every day: a claim from a deck, with support, goes through review."""
        deck, paper = (self._paper(k, market, None, None) for k in (DocumentClass.DECK, DocumentClass.PUBLICATION))
        id = self.modularize(deck, paper, line, kind, "mark")
        self.approve_properly(id, Scope(market=market))
        return id

    @rule(target=assets, cited=modules)
    def publish_piece(self, cited: str) -> str:
        id = self.generate([cited], "mark")
        self.approve_properly(id, Scope(market="US"))
        return id

    @rule(target=modules, words=st.sampled_from(("And now the evidence.", "Next question.")))
    def phrase(self, words: str) -> str:
        source, passages = self.world.document([words], DocumentClass.PHRASES, market="", product="", name=words)
        self.book.brought(source.id, DocumentClass.PHRASES, "", "", None, None)
        draft = self.world.draft(passages[0], kind=ModuleKind.PHRASE, market=ANY, product="")
        module, _ = self.lib.add_modules(self.world.people["mark"], [draft])[0]
        self.book.made(module, self.world.people["mark"].id, verbatim_by_system=False)
        return module.id

    @rule(target=modules, module=modules, by=st.sampled_from(WRITERS), change=st.sampled_from((".", "!", "", "old")))
    def edit(self, module: str, by: str, change: str) -> str:
        """One character more or less, or back to an older wording."""
        before = self.lib.module(module)
        body = (
            self.lib.versions(before.lineage)[0].content.body
            if change == "old"
            else before.content.body.rstrip(".!") + change
        )
        content = ModuleContent(**{**before.content.model_dump(), "body": body})
        try:
            after = self.lib.edit_module(self.world.people[by], module, content=content)
        except ClearcopyError:
            return module
        self.book.made(after, self.world.people[by].id, verbatim_by_system=False)
        return after.id

    @rule(module=modules, support=papers, line=st.integers(0, len(WORDS) - 1))
    def link_support_later(self, module: str, support: str, line: int) -> None:
        passage = self.lib.passages(support)[line]
        try:
            after = self.lib.add_anchors(self.world.people["mark"], module, [whole(AnchorRole.SUPPORT, passage)])
        except ClearcopyError:
            return
        self.book.made(after, self.world.people["mark"].id, verbatim_by_system=False)
        self.book.versions[module].hands.discard("")

    # --- review

    @rule(id=modules | assets, by=st.sampled_from(("mark", "mark", "mel", "agnes", "mia")))
    def submit(self, id: str, by: str) -> None:
        try:
            submitted = self.lib.submit(self.world.people[by], id, "ready")
        except ClearcopyError:
            return
        self.book.versions[id].hands.add(submitted.person)  # what is in review already keeps its submission

    @rule(
        id=modules | assets | papers,
        by=st.sampled_from(SIGNERS),
        role=st.sampled_from(DECIDING),
        scope=scopes,
        verdict=st.sampled_from((Verdict.APPROVE, Verdict.APPROVE, Verdict.REJECT, Verdict.REQUEST_CHANGES)),
        honest=st.sampled_from((True, True, True, True, False)),
        behalf=st.sampled_from((False, False, False, False, True)),
    )
    def decide(self, id: str, by: str, role: Role, scope: Scope, verdict: Verdict, honest: bool, behalf: bool) -> None:
        person = self.world.people[by]
        actor = person if not behalf or by == "ada" else self.lib.act_as(self.world.people["ada"], person.id)
        at = self.world.clock.now
        try:
            self.world.decide(
                id, by, role, verdict=verdict, scope=scope, actor=actor, password=None if honest else "wrong"
            )
        except ClearcopyError:
            return
        assert honest, "a wrong password signed"
        assert not actor.on_behalf_of, "somebody signed for another"
        assert role in person.roles, "a role that isn't held signed"
        assert role in self.book.required(id), "a role that isn't asked for signed"
        if verdict is Verdict.APPROVE and id in self.book.versions:
            assert person.id not in self.book.authors(id), "an author approved"
        self.book.signed(id, verdict, person.id, role, scope, at)

    @rule(id=modules | assets, scope=scopes)
    def approve_properly(self, id: str, scope: Scope) -> None:
        """The common way: a marketer submits, each required role approves."""
        self.submit(id, "mark")
        market = self.book.versions[id].market
        fitting = scope if market in (scope.market, ANY) else Scope(market=market)
        for role in self.book.required(id):
            by = {Role.MEDICAL: "mia", Role.REGULATORY: "rex", Role.LEGAL: "lea"}[role]
            self.decide(id, by, role, fitting, Verdict.APPROVE, True, False)

    @rule(id=papers)
    def sign_label(self, id: str) -> None:
        if self.book.papers[id].kind is DocumentClass.LABEL:
            self.decide(
                id, "rex", Role.REGULATORY, Scope(market=self.book.papers[id].market), Verdict.APPROVE, True, False
            )

    @rule(id=modules | assets | papers, by=st.sampled_from(("mia", "rex", "mark", "doc")), chance=st.integers(0, 2))
    def withdraw(self, id: str, by: str, chance: int) -> None:
        if chance < 2:
            return
        try:
            self.lib.withdraw(
                self.world.people[by], id, role=self.world.people[by].roles[0], password=password_of(by), reason="wrong"
            )
        except Forbidden:
            return
        except ClearcopyError:
            assert by in ("mark", "doc") or self._is_withdrawn(id), "a reviewer could not withdraw"
            return
        subject = self.book.papers.get(id) or self.book.versions[id]
        subject.withdrawn = True

    def _is_withdrawn(self, id: str) -> bool:
        return (self.book.papers.get(id) or self.book.versions[id]).withdrawn

    @precondition(lambda self: not self.book.holds)
    @rule(market=st.sampled_from(("US", "CN")), chance=st.integers(0, 3))
    def hold(self, market: str, chance: int) -> None:
        if chance == 3:
            self._hold = self.lib.hold(self.world.people["rex"], PRODUCT, market, "safety signal")
            self.book.holds.add((PRODUCT, market))

    @precondition(lambda self: bool(self.book.holds))
    @rule()
    def lift(self) -> None:
        self.lib.lift(self.world.people["rex"], self._hold.id, "block replaced")
        self.book.holds.clear()

    @rule(days=st.sampled_from((0.01, 0.01, 1, 20, 45, 250)))
    def time_passes(self, days: float) -> None:
        self.world.clock.forward(days)

    @rule(stricter=st.booleans(), chance=st.integers(0, 5))
    def new_policy(self, stricter: bool, chance: int) -> None:
        if chance == 5:
            text = STRICTER if stricter else POLICY
            self.lib.import_policy(self.world.people["ada"], text, password_of("ada"))
            self._rules(text)

    # --- what may leave

    @rule(target=assets, cited=st.lists(modules, min_size=1, max_size=3, unique=True), by=st.sampled_from(WRITERS))
    def generate(self, cited: list[str], by: str) -> str:
        """An assembly of any modules, approved or not: it is the gate that must know."""
        statements = tuple(Statement(text=self.lib.module(id).content.body, modules=(id,)) for id in cited)
        brief = Brief(kind=AssetKind.TALK_TRACK, product=PRODUCT, scope=Scope(market="US"), language="en")
        content = AssetContent(brief=brief, title="t", sections=(Section(title="s", statements=statements),))
        asset = self.lib.add_asset(self.world.people[by], content)
        self.book.assembled(asset, self.world.people[by].id)
        return asset.id

    @rule(ids=st.lists(modules | assets, min_size=1, max_size=2, unique=True), scope=scopes)
    def export(self, ids: list[str], scope: Scope) -> None:
        self._export(ids, scope)

    def _export(self, ids: list[str], scope: Scope) -> bool:
        try:
            released = self.lib.release(ids, scope, self.world.to("rep"))
        except Forbidden:
            return False
        out = [v.value.id for v in (*released.modules, *released.assets)]
        for id in out:
            self._left("export", id, scope)
        assert set(out) >= set(ids)
        return True

    @rule(scope=scopes, start=st.integers(0, 9), tainted=st.none() | modules)
    def export_what_is_found(self, scope: Scope, start: int, tainted: str | None) -> None:
        """As a rep does: some of what can be found, at times with an id that somebody slipped in."""
        found = sorted(self.lib.eligible(scope))[start : start + 2]
        if not found:
            return
        if tainted is not None:
            self._export([*found, tainted], scope)
        else:
            assert self._export(found, scope), "what is found can be exported"

    @rule(scope=scopes, start=st.integers(0, 9))
    def ask_and_be_answered(self, scope: Scope, start: int) -> None:
        found = [id for id in sorted(self.lib.eligible(scope)) if not self.book.versions[id].is_asset]
        if found:
            self.ask(found[start : start + 1] or found[:1], scope)

    @rule(ids=st.lists(modules, min_size=1, max_size=2, unique=True), scope=scopes)
    def select(self, ids: list[str], scope: Scope) -> None:
        try:
            chosen = self.lib.approved(ids, scope)
        except Forbidden:
            return
        for value in chosen:
            self._left("select", value.value.id, scope)

    @rule(ids=st.lists(modules, min_size=1, max_size=2, unique=True), scope=scopes)
    def ask(self, ids: list[str], scope: Scope) -> None:
        statements = tuple(Statement(text=self.lib.module(id).content.body, modules=(id,)) for id in ids)
        draft = AnswerDraft(
            question="what?",
            language="en",
            scope=scope,
            product=PRODUCT,
            outcome=AnswerOutcome.ANSWERED,
            statements=statements,
        )
        try:
            answer = self.lib.record_answer(self.world.people["doc"], draft)
        except Forbidden:
            return
        for id in ids:
            self._left("ask", id, scope)
        self._given.append((answer.id, tuple(ids), scope))

    @invariant()
    def replay(self) -> None:
        """After every step the last answers are shown again: only what may still be shown comes back."""
        for id, cited, scope in self._given[-3:]:
            try:
                self.lib.replay(self.world.people["doc"], id)
            except Forbidden:
                continue
            for module in cited:
                self._left("replay", module, scope)

    @rule(scope=scopes)
    def search(self, scope: Scope) -> None:
        """The candidates given to the index, and the status shown to people."""
        eligible = self.lib.eligible(scope)
        for id in eligible:
            self._left("search", id, scope)

    def _left(self, way: str, id: str, scope: Scope) -> None:
        reason = self.book.why_not(id, scope, self.world.clock.now)
        assert not reason, f"{way} let {id[:8]} out in {scope.market}/{scope.use_class}: {reason}"
        departures[way] = departures.get(way, 0) + 1


def machine(make_world: Callable[[], World]) -> type[Gate]:
    return type("Gate", (Gate,), {"make": staticmethod(make_world)})


def play(database: Database, examples: int, steps: int, *, derandomize: bool) -> None:
    departures.clear()
    stage = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=PHASES,
    )
    run_state_machine_as_test(machine(database.prepared_world), settings=stage)
    assert min(departures.get(way, 0) for way in ("export", "ask", "search", "replay")) > 0, (
        f"a way was never open: {departures}"
    )
    assert sum(departures.values()) - departures["steps"] >= examples, f"hardly anything left: {departures}"


def test_what_left_was_approved_by_every_required_role_by_hash_unexpired_unwithdrawn_and_not_by_its_author(
    database: Database,
) -> None:
    play(database, EXAMPLES, STEPS, derandomize=True)


@pytest.mark.nightly
@pytest.mark.timeout(4 * 3600)
def test_the_same_holds_for_ten_thousand_steps(database: Database) -> None:
    play(database, NIGHTLY_EXAMPLES, NIGHTLY_STEPS, derandomize=False)
