"""The review desk: check, submit, decide, withdraw, and see what waits.

The desk never writes a status. It runs the checks, then calls the library's verbs, which hold the gate: who may sign,
on what, with which password. A check can keep something out; only a person's signature lets something in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from library.errors import Forbidden
from library.models import (
    Actor,
    Decision,
    DocumentClass,
    Finding,
    Policy,
    Role,
    Scope,
    Status,
    Verdict,
)
from review.asset_checks import check_asset
from review.checks import check_module, check_source
from review.findings import is_blocked
from review.gather import Gather, Shelf
from review.impact import Impact, impact, short
from review.imports import read_rows
from review.policy import parse

if TYPE_CHECKING:
    from library.store import Library
    from library.taxonomy import Taxonomy

MEANING = "I approve this content for the stated use"
_DECIDERS = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY, Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE)


@dataclass(frozen=True)
class QueueItem:
    """One subject that waits for a decision."""

    id: str
    kind: str
    title: str
    status: Status
    waiting_for: tuple[Role, ...]
    findings: int
    """How many findings the checks give now, blocking or advisory."""
    submitted_at: datetime | None
    author: str
    """Person id of who submitted it (of who brought the document, for a label version)."""


class Desk:
    """What reviewers, and those who submit to them, do."""

    def __init__(self, lib: Library, taxonomy: Taxonomy) -> None:
        self._lib, self._taxonomy, self._shelf = lib, taxonomy, Shelf()
        self._checked: dict[str, tuple[object, tuple[Finding, ...]]] = {}
        self._seen = 0

    def check(self, id: str) -> tuple[Finding, ...]:
        """The findings on a module, asset or label version as the library stands now, blocking ones first.

        Other records have none. Raises NotFound.
        """
        kind, full = self._lib.resolve(id)
        now = self._lib.now()
        state = (self._last_event(), now.date())
        known = self._checked.get(full)
        if known is not None and known[0] == state:
            return known[1]
        findings = self._run_checks(kind, full, now)
        if len(self._checked) > 10_000:
            self._checked.clear()
        self._checked[full] = (state, findings)
        return findings

    def submit(self, actor: Actor, id: str, reason: str = "") -> tuple[Decision | None, tuple[Finding, ...]]:
        """Submit a version for review unless a blocking finding stands; the findings come back either way."""
        _, full = self._lib.resolve(id)
        findings = self.check(full)
        if is_blocked(findings):
            return None, findings
        return self._lib.submit(actor, full, reason), findings

    def approve(
        self, actor: Actor, id: str, *, role: Role, scope: Scope, password: str, reason: str, meaning: str = MEANING
    ) -> Decision:
        """Sign an approval in one role for one scope.

        Raises Forbidden ``review.blocked`` where a blocking finding stands now, and what ``Library.decide`` raises.
        """
        _, full = self._lib.resolve(id)
        stops = [f for f in self.check(full) if is_blocked([f])]
        if stops:
            what = " ".join(dict.fromkeys(f.message for f in stops))
            raise Forbidden("review.blocked", f"This can't be approved: {what}", "Ask for changes instead.")
        return self._decide(actor, full, Verdict.APPROVE, role, scope, password, reason, meaning)

    def reject(
        self, actor: Actor, id: str, *, role: Role, scope: Scope, password: str, reason: str,
        meaning: str = "I reject this content",
    ) -> Decision:  # fmt: skip
        """Sign a rejection. Raises what ``Library.decide`` raises."""
        return self._decide(actor, id, Verdict.REJECT, role, scope, password, reason, meaning)

    def request_changes(
        self, actor: Actor, id: str, *, role: Role, scope: Scope, password: str, reason: str,
        meaning: str = "I ask for changes before I can approve",
    ) -> Decision:  # fmt: skip
        """Sign a request for changes. Raises what ``Library.decide`` raises."""
        return self._decide(actor, id, Verdict.REQUEST_CHANGES, role, scope, password, reason, meaning)

    def withdraw(self, actor: Actor, id: str, *, role: Role, password: str, reason: str) -> Decision:
        """Withdraw a module, asset or source; from the return of this call on nothing of it leaves any more."""
        _, full = self._lib.resolve(id)
        return self._lib.withdraw(actor, full, role=role, password=password, reason=reason)

    def queue(self, actor: Actor) -> list[QueueItem]:
        """What waits: for a reviewer what waits for one of their roles, for an agency its own, for others everything.

        Oldest first; unsigned label versions follow for regulatory.
        """
        roles = [role for role in _DECIDERS if actor.has(role)]
        waiting = {role: self._lib.queue(role) for role in _DECIDERS}
        every = self._lib.queue()
        if roles:
            wanted = {id_ for role in roles for id_ in waiting[role]}
            every = [id_ for id_ in every if id_ in wanted]
        items = [self._item(id_, tuple(r for r in _DECIDERS if id_ in waiting[r])) for id_ in every]
        if actor.has(Role.AGENCY) and not roles:
            items = [item for item in items if item.author == actor.id]
        if actor.has(Role.REGULATORY):
            items += self._unsigned_labels({item.id for item in items})
        return items

    def import_policy(self, actor: Actor, text: str, password: str) -> Policy:
        """Put a policy file in force, signed by an admin.

        Raises BadInput ``policy.invalid`` naming every wrong line, and what ``Library.import_policy`` raises.
        """
        parse(text)
        return self._lib.import_policy(actor, text, password)

    def impact(self, id: str) -> Impact:
        """What the source, module or asset touches, answers already given and what left included."""
        return impact(self._lib, id)

    def import_approvals(self, actor: Actor, rows: Sequence[Mapping[str, str]], password: str) -> list[Decision]:
        """Take over approvals given elsewhere, one decision a row; the importing person signs that they were given.

        All rows are read before the first is imported: BadInput ``review.import_rows`` names each line that is wrong.
        """
        approvals = read_rows(rows, self._lib.resolve, self.own_scope)
        return [
            self._lib.import_approval(
                actor,
                a.subject,
                role=a.role,
                scope=a.scope,
                material_code=a.material_code,
                approved_on=a.approved_on,
                expires=a.expires,
                file_sha256=a.file_sha256,
                reviewer=a.reviewer,
                password=password,
            )
            for a in approvals
        ]

    def _decide(
        self,
        actor: Actor,
        id_: str,
        verdict: Verdict,
        role: Role,
        scope: Scope,
        password: str,
        reason: str,
        meaning: str,
    ) -> Decision:
        _, full = self._lib.resolve(id_)
        return self._lib.decide(
            actor, full, verdict=verdict, scope=scope, role=role, password=password, meaning=meaning, reason=reason
        )

    def _run_checks(self, kind: str, full: str, now: datetime) -> tuple[Finding, ...]:
        self._shelf.trim()
        gather = Gather(self._lib, self._taxonomy, now, self._shelf)
        if kind == "module":
            return check_module(gather.module_case(self._lib.module(full)))
        if kind == "asset":
            return check_asset(gather.asset_case(self._lib.asset(full)))
        if kind == "source":
            source = self._lib.source(full)
            is_label = source.facts.document_class is DocumentClass.LABEL
            return check_source(gather.source_case(source)) if is_label else ()
        return ()

    def own_scope(self, kind: str, full: str) -> Scope:
        """The scope a record is made for, meant where a person names none: its market, doctors, promotional use."""
        if kind == "asset":
            return self._lib.asset(full).content.brief.scope
        if kind == "source":
            return Scope(market=self._lib.source(full).facts.market)
        return Scope(market=self._lib.module(full).content.market)

    def _item(self, id_: str, waiting_for: tuple[Role, ...]) -> QueueItem:
        kind, full = self._lib.resolve(id_)
        submits = [d for d in self._lib.decisions(full) if d.verdict is Verdict.SUBMIT]
        title = self._lib.asset(full).content.title if kind == "asset" else short(self._lib.module(full).content.body)
        return QueueItem(
            id=full,
            kind=kind,
            title=title,
            status=self._lib.status(full),
            waiting_for=waiting_for,
            findings=len(self.check(full)),
            submitted_at=submits[-1].at if submits else None,
            author=submits[-1].person if submits else "",
        )

    def _unsigned_labels(self, listed: set[str]) -> list[QueueItem]:
        found = []
        for source in self._lib.sources(document_class=DocumentClass.LABEL):
            status = self._lib.source_status(source.id)
            if status is not Status.DRAFT or source.id in listed:
                continue
            facts = source.facts
            title = " ".join(filter(None, (facts.title or facts.filename, facts.version_label)))
            found.append(
                QueueItem(
                    id=source.id,
                    kind="source",
                    title=title,
                    status=status,
                    waiting_for=(Role.REGULATORY,),
                    findings=len(self.check(source.id)),
                    submitted_at=source.received_at,
                    author=source.received_by,
                )
            )
        return found

    def _last_event(self) -> int:
        """Number of the newest line of the trail: every write has one, so nothing changed where it didn't."""
        while some := self._lib.events(after=self._seen, limit=1000):
            self._seen = some[-1].seq
        return self._seen
