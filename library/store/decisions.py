"""Decisions: submit, approve, reject, ask for changes, withdraw, hold. Each is one signed row that never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from library import lifecycle
from library.errors import BadInput, Conflict, Forbidden, NotFound
from library.models import (
    ANY,
    Actor,
    Decision,
    Hold,
    Policy,
    Role,
    Scope,
    SubjectKind,
    Verdict,
    canonical,
)
from library.store.base import uuid7
from library.store.modules import ModuleVerbs
from library.store.policies import PolicyVerbs, valid_days
from library.store.proposals import makers_of
from library.store.rows import end_of, record, rows_in
from library.store.signed import decision_message, decision_row, lift_message
from library.store.tables_content import modules
from library.store.tables_review import decisions, hold_lifts, holds
from library.store.tables_use import assets, runs

SUBMITTING = (
    Role.MARKETER,
    Role.AGENCY,
    Role.MEDICAL,
    Role.LEGAL,
    Role.REGULATORY,
    Role.MEDICAL_INFORMATION,
    Role.MSL,
    Role.ADMIN,
)
WITHDRAWING = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY)
"""Roles that may take content out of use at once."""

DECIDING = (Verdict.APPROVE, Verdict.REJECT, Verdict.REQUEST_CHANGES)


class Subject(NamedTuple):
    """What is decided on."""

    id: str
    kind: SubjectKind
    content_kind: str
    market: str


class DecisionVerbs(ModuleVerbs, PolicyVerbs):
    """Signs what people decide."""

    def submit(self, actor: Actor, id: str, reason: str = "") -> Decision:
        """Ask for review of a module or asset version; asking again while it is in review changes nothing.

        Raises NotFound, Forbidden ``review.submit``, or Conflict: ``review.in_review`` (another person submitted it),
        ``review.closed`` (withdrawn or superseded).
        """
        role = next((role for role in actor.roles if role in SUBMITTING), None)
        if role is None:
            raise Forbidden("review.submit", f"{actor.name} holds no role that submits content.")
        with self.transaction() as tx:
            subject = self._subject(tx, id)
            if subject.kind is SubjectKind.SOURCE:
                raise BadInput("review.source", "A label version is signed, not submitted.")
            self._still_open(tx, id)
            made = self._decisions(tx, [id]).get(id, [])
            if lifecycle.waiting_for(made, self._required(tx, subject)):
                before = [d for d in made if d.verdict is Verdict.SUBMIT][-1]
                if before.person == actor.id:
                    return before
                raise Conflict("review.in_review", "Somebody else has submitted this already.", "Wait for the review.")
            return self._sign(
                tx, actor, subject, verdict=Verdict.SUBMIT, role=role, meaning="submitted for review", reason=reason
            )

    def decide(
        self,
        actor: Actor,
        id: str,
        *,
        verdict: Verdict,
        scope: Scope,
        role: Role,
        password: str,
        meaning: str,
        reason: str,
        effective: datetime | None = None,
    ) -> Decision:
        """Sign a verdict (approve, reject, request changes) in one role for one scope.

        Raises Forbidden: ``review.on_behalf``, ``review.system``, ``review.role`` (not held), ``review.password``,
        ``review.not_required`` (no policy, or it does not ask for the role), ``review.author``, ``review.two_roles``;
        BadInput: ``review.verdict``, ``review.meaning``, ``review.market``, ``review.not_a_label``; Conflict:
        ``review.not_submitted``, ``review.closed`` (withdrawn or superseded).
        """
        if verdict not in DECIDING:
            raise BadInput("review.verdict", "A decision approves, rejects or requests changes.")
        if not meaning.strip() or (verdict is not Verdict.APPROVE and not reason.strip()):
            raise BadInput("review.meaning", "A signature states what it means, a refusal also why.")
        self._sign_as(actor, role, password)
        with self.transaction() as tx:
            subject, policy = self._may_decide(tx, actor, id, verdict, scope, role)
            if subject.kind is not SubjectKind.SOURCE and not self._submitted(tx, id):
                raise Conflict("review.not_submitted", "This was not submitted for review.", "Submit it first.")
            begins = effective or self.now()
            expires = begins + timedelta(days=valid_days(policy, subject.kind, subject.content_kind))
            return self._sign(
                tx,
                actor,
                subject,
                verdict=verdict,
                role=role,
                scope=scope,
                meaning=meaning,
                reason=reason,
                policy=policy.id,
                effective=effective,
                expires=expires if verdict is Verdict.APPROVE else None,
            )

    def withdraw(self, actor: Actor, id: str, *, role: Role, password: str, reason: str) -> Decision:
        """Take a module, asset or source out of use for good; it works from the moment this returns, everywhere.

        Raises Forbidden as ``decide`` (roles: medical, legal, regulatory), BadInput without a reason, NotFound.
        Withdrawing again returns the first withdrawal.
        """
        if role not in WITHDRAWING:
            raise Forbidden("review.role", f"The role {role.value} does not withdraw content.")
        self._sign_as(actor, role, password)
        if not reason.strip():
            raise BadInput("review.reason", "A withdrawal says why.")
        with self.transaction() as tx:
            subject = self._subject(tx, id)
            before = [d for d in self._decisions(tx, [id]).get(id, []) if d.verdict is Verdict.WITHDRAW]
            if before:
                return before[0]
            meaning = "withdrawn from every use"
            return self._sign(tx, actor, subject, verdict=Verdict.WITHDRAW, role=role, meaning=meaning, reason=reason)

    def import_approval(
        self,
        actor: Actor,
        id: str,
        *,
        role: Role,
        scope: Scope,
        material_code: str,
        approved_on: date,
        expires: date | None,
        file_sha256: str,
        reviewer: str,
        password: str,
    ) -> Decision:
        """Take over an approval given elsewhere; the importing person signs that it was given, and is accountable.

        It holds to the earlier of ``expires`` and the policy's days from ``approved_on``. Raises as ``decide``.
        """
        self._sign_as(actor, role, password)
        if approved_on > self.now().date():
            raise BadInput("review.future", "An approval that was given lies in the past.")
        with self.transaction() as tx:
            subject, policy = self._may_decide(tx, actor, id, Verdict.APPROVE, scope, role)
            given = datetime.combine(approved_on, time.min, UTC)
            ends = given + timedelta(days=valid_days(policy, subject.kind, subject.content_kind))
            return self._sign(
                tx,
                actor,
                subject,
                verdict=Verdict.APPROVE,
                role=role,
                scope=scope,
                meaning=f"imported approval: {material_code}, approved on {approved_on} by {reviewer}",
                reason=f"approved file sha256 {file_sha256}",
                policy=policy.id,
                expires=min(filter(None, (ends, end_of(expires)))),
            )

    def hold(self, actor: Actor, product: str, market: str, reason: str) -> Hold:
        """Stop promotional use of a product's content in a market, at once. Regulatory or medical, with a reason."""
        self._may_hold(actor, reason, (Role.REGULATORY, Role.MEDICAL))
        if not product or not market:
            raise BadInput("review.hold", "A hold names a product and a market.")
        with self.transaction() as tx:
            hold = Hold(
                id=uuid7(self.now()), product=product, market=market, reason=reason, person=actor.id, at=self.now()
            )
            tx.execute(insert(holds).values(**hold.model_dump(exclude={"lifted_at"})))
            self._event(tx, actor, "hold", hold.id, new=f"{product} {market}", reason=reason)
            self._outbox(tx, "hold", hold.id)
            return hold

    def lift(self, actor: Actor, hold_id: str, reason: str) -> Hold:
        """Lift a hold: regulatory only, with a reason. Raises NotFound, or Conflict if it was lifted already."""
        self._may_hold(actor, reason, (Role.REGULATORY,))
        with self.transaction() as tx:
            found = next((h for h in self._holds(tx) if h.id == hold_id), None)
            if found is None:
                raise NotFound("library.no_hold", "There is no such hold.")
            if found.lifted_at is not None:
                raise Conflict("review.lifted", "The hold was lifted already.")
            at = self.now()
            key, signature = self.keys.sign(lift_message(hold=hold_id, reason=reason, person=actor.id, at=at))
            tx.execute(
                insert(hold_lifts).values(
                    hold=hold_id, reason=reason, person=actor.id, at=at, key=key, signature=signature
                )
            )
            self._event(tx, actor, "hold.lift", hold_id, old=f"{found.product} {found.market}", reason=reason)
            self._outbox(tx, "hold", hold_id)
            return Hold(**{**found.model_dump(), "lifted_at": at})

    def holds(self) -> list[Hold]:
        """Every hold, oldest first; those lifted say when."""
        with self.reading() as tx:
            return self._holds(tx)

    def decisions(self, subject_id: str) -> list[Decision]:
        """Every decision on a record, oldest first; empty if there is none."""
        with self.reading() as tx:
            return self._decisions(tx, [subject_id]).get(subject_id, [])

    def decision(self, id: str) -> Decision:
        """One decision by its id. Raises NotFound."""
        with self.reading() as tx:
            doc = tx.execute(select(decisions.c.doc).where(decisions.c.id == id)).scalar()
        if doc is None:
            raise NotFound("library.no_record", f"There is no decision {id[:12]}.")
        return record(Decision, doc)

    def queue(self, role: Role | None = None) -> list[str]:
        """Modules and assets in review, by submission, oldest first; with ``role`` those that still wait for it."""
        with self.reading() as tx:
            rows = tx.execute(
                select(decisions.c.subject, decisions.c.seq)
                .where(decisions.c.verdict == Verdict.SUBMIT.value)
                .order_by(decisions.c.seq)
            ).all()
            last = {row.subject: row.seq for row in rows}
            states, world = self._versions(tx, list(last))
        now, found = self.now(), []
        for id, state in states.items():
            waiting = lifecycle.waiting_for(
                state.decisions, lifecycle.required_roles(world.policy, state.subject_kind, state.content_kind)
            )
            wanted = bool(waiting) if role is None else role in waiting
            if wanted and not lifecycle.superseded(state, world, now):
                found.append(id)
        return sorted(found, key=lambda id: last[id])

    def seen_hash(self, id: str) -> str:
        """SHA-256 of what a reviewer of the record sees: its words and every quote, or a source's facts and bytes."""
        with self.reading() as tx:
            return self._seen(tx, self._subject(tx, id))

    def required_roles(self, id: str) -> tuple[Role, ...]:
        """Roles that the policy in force asks to approve the record; empty means it can't be approved."""
        with self.reading() as tx:
            return self._required(tx, self._subject(tx, id))

    def authors(self, id: str) -> frozenset[str]:
        """Who wrote, submitted or ran a model for the version and its forebears since the last approved one."""
        with self.reading() as tx:
            return self._authors(tx, self._subject(tx, id))

    def approved_scopes(self, id: str) -> list[Scope]:
        """Scopes in which the record is approved now (a label's words: the scopes it was signed for), sorted."""
        with self.reading() as tx:
            states, world = self._versions(tx, [id])
            state, now = states.get(id), self.now()
            if state is None:
                return []
            given = {Scope.model_validate(o._asdict()) for o in lifecycle.approved_in(state, world, now)}
            if lifecycle.label_text(state, world, now):
                signed = [world.sources[o.source] for o in state.occurrences if o.source in world.sources]
                labels = [s for s in signed if lifecycle.label_in_force(s, world, now)]
                given |= {a.scope for s in labels for a in lifecycle.standing(s.decisions) if a.scope is not None}
        return sorted(given, key=lambda s: (s.market, s.audience, s.use_class, s.channel))

    def _may_decide(
        self, tx: Connection, actor: Actor, id: str, verdict: Verdict, scope: Scope, role: Role
    ) -> tuple[Subject, Policy]:
        subject, policy = self._subject(tx, id), self._policy(tx)
        if policy is None or role not in self._required(tx, subject):
            raise Forbidden("review.not_required", f"No policy in force asks {role.value} to approve this.")
        self._still_open(tx, id)
        if subject.market not in (scope.market, ANY):
            where = subject.market or "no market"
            raise BadInput("review.market", f"This is content of {where} and cannot be approved for {scope.market}.")
        if verdict is Verdict.APPROVE:
            if actor.id in self._authors(tx, subject):
                raise Forbidden("review.author", "Who wrote or submitted something cannot approve it.")
            others = lifecycle.standing(self._decisions(tx, [id]).get(id, []))
            if any(d.person == actor.id and d.role is not role for d in others):
                raise Forbidden("review.two_roles", "One person approves in one role: two roles are two people.")
        return subject, policy

    def _subject(self, tx: Connection, id: str) -> Subject:
        for table, kind in ((modules, SubjectKind.MODULE), (assets, SubjectKind.ASSET)):
            row = tx.execute(select(table.c.kind, table.c.market).where(table.c.id == id)).first()
            if row is not None:
                return Subject(id, kind, row.kind, row.market)
        facts = self._facts(tx, [id]).get(id)
        if facts is None:
            raise NotFound("library.no_record", f"There is no module, asset or source {id[:12]}….")
        return Subject(id, SubjectKind.SOURCE, facts.document_class.value, facts.market)

    def _required(self, tx: Connection, subject: Subject) -> tuple[Role, ...]:
        return lifecycle.required_roles(self._policy(tx), subject.kind, subject.content_kind)

    def _still_open(self, tx: Connection, id: str) -> None:
        """Raise Conflict if nothing more can be decided on the version."""
        states, world = self._versions(tx, [id])
        state = states.get(id)
        made = self._decisions(tx, [id]).get(id, [])
        if lifecycle.withdrawn(made) or (state and lifecycle.superseded(state, world, self.now())):
            raise Conflict("review.closed", "This version was withdrawn or superseded.", "Work on the newest version.")

    def _submitted(self, tx: Connection, id: str) -> bool:
        return any(d.verdict is Verdict.SUBMIT for d in self._decisions(tx, [id]).get(id, []))

    def _authors(self, tx: Connection, subject: Subject) -> frozenset[str]:
        if subject.kind is SubjectKind.SOURCE:
            return frozenset()
        table = modules if subject.kind is SubjectKind.MODULE else assets
        found: set[str] = set()
        id: str | None = subject.id
        while id is not None:
            row = tx.execute(
                select(table.c.author, table.c.behalf, table.c.parent, table.c.kind).where(table.c.id == id)
            ).one()
            made = self._decisions(tx, [id]).get(id, [])
            roles = lifecycle.required_roles(self._policy(tx), subject.kind, row.kind)
            if id != subject.id and lifecycle.ever_agreed(made, roles, self.now()):
                break
            found |= {row.author, row.behalf, *(d.person for d in made if d.verdict is Verdict.SUBMIT)}
            found |= {r.person for r in rows_in(tx, select(runs.c.person), runs.c.subject, [id])}
            found |= makers_of(tx, id)
            id = row.parent
        return frozenset(found - {""})

    def _seen(self, tx: Connection, subject: Subject) -> str:
        seen: Any
        if subject.kind is SubjectKind.MODULE:
            module = self._module(tx, subject.id)
            quotes = sorted([a.role.value, a.passage, a.start, a.end, a.quote] for a in module.anchors)
            seen = [subject.id, module.content.model_dump(mode="json"), quotes]
        elif subject.kind is SubjectKind.ASSET:
            seen = [subject.id, tx.execute(select(assets.c.doc).where(assets.c.id == subject.id)).scalar_one()]
        else:
            seen = [subject.id, self._facts(tx, [subject.id])[subject.id].model_dump(mode="json")]
        return hashlib.sha256(canonical(seen)).hexdigest()

    def _may_hold(self, actor: Actor, reason: str, roles: Sequence[Role]) -> None:
        if actor.on_behalf_of or not any(self._holds_role(actor, role) for role in roles):
            raise Forbidden("review.role", "Regulatory or medical puts content on hold; regulatory lifts a hold.")
        if not reason.strip():
            raise BadInput("review.reason", "Say why.")

    def _sign(
        self,
        tx: Connection,
        actor: Actor,
        subject: Subject,
        *,
        verdict: Verdict,
        role: Role,
        meaning: str,
        reason: str,
        scope: Scope | None = None,
        policy: str = "",
        effective: datetime | None = None,
        expires: datetime | None = None,
    ) -> Decision:
        bare = Decision(
            id=uuid7(self.now()),
            subject=subject.id,
            subject_kind=subject.kind,
            verdict=verdict,
            person=actor.id,
            role=role,
            scope=scope,
            meaning=meaning,
            reason=reason,
            seen=self._seen(tx, subject),
            policy=policy,
            at=self.now(),
            seq=self._next(tx, decisions.c.seq),
            expires=expires,
            effective=effective,
        )
        key, signature = self.keys.sign(decision_message(bare))
        decision = Decision(**{**bare.model_dump(), "key": key, "signature": signature})
        tx.execute(insert(decisions).values(**decision_row(decision)))
        self._event(tx, actor, f"decision.{verdict.value}", subject.id, new=decision.id, reason=reason)
        return decision
