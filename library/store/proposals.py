"""What a model proposed about modules: kept with its run, settled by a person, never in force by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from library.errors import BadInput, Conflict, NotFound
from library.models import (
    Actor,
    AnchorDraft,
    AnchorRole,
    KeptRun,
    Module,
    ModuleDraft,
    Proposal,
    ProposalDraft,
    ProposalKind,
    ProposalRun,
    ProposalState,
    Status,
    Tag,
)
from library.store.anchoring import check_anchors, check_figures, passage_rows
from library.store.base import uuid7
from library.store.modules import ModuleVerbs
from library.store.rows import record, rows_in, storable
from library.store.tables_content import modules
from library.store.tables_proposals import proposal_results, proposal_verdicts, proposals
from library.store.tables_use import runs

AT_ONCE = 200
"""Proposals whose state is derived at a time, until a page is full."""
TAGGED = (Status.DRAFT, Status.CHANGES_REQUESTED)
"""States in which a version may still get a tag that a model proposed: nobody has decided on it as it is."""


class ProposalVerbs(ModuleVerbs):
    """Keeps proposals and carries out those that a person accepts."""

    def record_proposals(self, actor: Actor, run: ProposalRun, drafts: Sequence[ProposalDraft]) -> KeptRun:
        """Keep a run with what it proposed; a proposal that is known already is not kept twice.

        Raises BadInput as ``add_modules`` for words that do not stand where they are said to, and
        ``proposals.outside`` for places that are not the module's.
        """
        with self.transaction() as tx:
            held = self._modules_by_id(tx, {d.module for d in drafts})
            known = passage_rows(tx, (a.passage for d in drafts for a in _anchors_of(d)))
            known |= passage_rows(tx, (a.passage for m in held.values() for a in m.anchors))
            for draft in drafts:
                if draft.module not in held:
                    raise NotFound("library.no_module", f"There is no module {draft.module[:12]}….")
                _check(draft, held[draft.module], known)
            id, now = uuid7(self.now()), self.now()
            refused = tuple(r.model_copy(update={"said": storable(r.said)}) for r in run.refused)
            kept = run.model_copy(update={"refused": refused, "proposed": tuple(dict.fromkeys(d.id for d in drafts))})
            number = self._next(tx, runs.c.n)
            tx.execute(insert(runs).values(n=number, id=id, subject=run.source, person=actor.id, at=now, doc=kept))
            there = {row.id for row in rows_in(tx, select(proposals.c.id), proposals.c.id, kept.proposed)}
            new = {d.id: d for d in drafts if d.id not in there}
            n = self._next(tx, proposals.c.n)
            rows = [
                {"n": n + i, "id": key, "run": id, "module": d.module, "source": run.source, "kind": d.kind, "doc": d}
                for i, (key, d) in enumerate(new.items())
            ]
            if rows:
                tx.execute(insert(proposals), rows)
            counts = f"proposed={len(kept.proposed)} refused={len(kept.refused)} {kept.error}".strip()
            self._event(tx, actor, "proposal.run", id, old=run.source, new=counts)
        return KeptRun(id=id, person=actor.id, at=now, run=kept)

    def proposal(self, id: str) -> Proposal:
        """One proposal. Raises NotFound."""
        with self.reading() as tx:
            return self._proposal(tx, id)

    def proposals(
        self,
        *,
        source: str = "",
        module: str = "",
        state: ProposalState | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> list[Proposal]:
        """Proposals as they came, oldest first; ``after`` is the id of the last one of the page before."""
        statement = select(proposals).order_by(proposals.c.n)
        if source:
            statement = statement.where(proposals.c.source == source)
        if module:
            statement = statement.where(proposals.c.module == module)
        with self.reading() as tx:
            if after:
                statement = statement.where(proposals.c.n > self._proposal_row(tx, after).n)
            found: list[Proposal] = []
            rows = tx.execute(statement)
            while some := rows.fetchmany(AT_ONCE):
                found += [p for p in self._proposals(tx, some) if state is None or p.state is state]
                if limit is not None and len(found) >= limit:
                    break
        return found[:limit]

    def newest(self, ids: Collection[str]) -> set[str]:
        """Those of the versions that have no later one in their lineage."""
        with self.reading() as tx:
            return self._latest(tx, ids)

    def proposal_runs(self, source: str) -> list[KeptRun]:
        """The runs of a model about one source's modules, oldest first, with all they refused."""
        with self.reading() as tx:
            rows = tx.execute(select(runs).where(runs.c.subject == source).order_by(runs.c.n)).all()
        return [KeptRun(id=r.id, person=r.person, at=r.at, run=record(ProposalRun, r.doc)) for r in rows]

    def dismiss_proposal(self, actor: Actor, id: str, reason: str = "") -> Proposal:
        """Say that nothing comes of a proposal. Raises NotFound, or Conflict ``proposals.settled``."""
        with self.transaction() as tx:
            self._unsettled(tx, id)
            self._settle(tx, actor, id, ProposalState.DISMISSED, reason)
            return self._proposal(tx, id)

    def accept_proposal(
        self, actor: Actor, id: str, versions: Sequence[ModuleDraft] = (), reason: str = ""
    ) -> Proposal:
        """Carry out a proposal as the person's own edit, in one transaction with their word for it.

        A tag is added to the version, by "model". For a kind, ``versions`` is the one next version; for a split the
        next version of the module (its first piece), then a draft of a first version for each other piece.

        Raises Conflict ``proposals.settled``, ``proposals.overtaken`` (the module has a later version, or was
        withdrawn) or ``proposals.decided`` (a tag for a version that is in review or was decided on), BadInput
        ``proposals.other_edit`` where ``versions`` is not what was proposed, and as ``edit_module``.
        """
        with self.transaction() as tx:
            proposal = self._unsettled(tx, id)
            module = self._module(tx, proposal.draft.module)
            status = self._statuses(tx, [module.id])[module.id]
            if proposal.state is ProposalState.OVERTAKEN or status is Status.WITHDRAWN:
                raise Conflict(
                    "proposals.overtaken", "The module was edited or withdrawn since.", "Dismiss the proposal."
                )
            draft, made = proposal.draft, {}
            if draft.kind is ProposalKind.TAG:
                if status not in TAGGED:
                    raise Conflict(
                        "proposals.decided",
                        "This version is in review or was decided on with the tags it has.",
                        "Edit it: a new version is a draft.",
                    )
                tag = Tag(facet=draft.facet, value=draft.value, by="model", words=draft.words)
                self._join(tx, [(module.id, ModuleDraft(content=module.content, anchors=(), tags=(tag,)))], {})
                self._event(tx, actor, "module.tag", module.id, new=f"{tag.facet}={tag.value}")
                made[module.id] = True
            else:
                _check_edit(draft, module, versions)
                first, further = versions[0], versions[1:]
                child = self._edit(tx, actor, module.id, first.content, first.anchors, first.tags)
                made[child.id] = True
                made |= {m.id: new for m, new in self._add(tx, actor, further)} if further else {}
            self._settle(tx, actor, id, ProposalState.ACCEPTED, reason, made)
            return self._proposal(tx, id)

    def _settle(
        self,
        tx: Connection,
        actor: Actor,
        id: str,
        verdict: ProposalState,
        reason: str,
        made: Mapping[str, bool] | None = None,
    ) -> None:
        said = storable(reason.strip())
        who = {"person": actor.id, "behalf": actor.on_behalf_of, "at": self.now()}
        tx.execute(insert(proposal_verdicts).values(proposal=id, verdict=verdict.value, reason=said, **who))
        results = [{"proposal": id, "module": module, "new": new} for module, new in (made or {}).items()]
        if results:
            tx.execute(insert(proposal_results), results)
        self._event(tx, actor, f"proposal.{verdict.value}", id, new=" ".join(made or {}), reason=said)

    def _unsettled(self, tx: Connection, id: str) -> Proposal:
        proposal = self._proposal(tx, id)
        if proposal.settled_by:
            raise Conflict("proposals.settled", f"This proposal is {proposal.state} already.", "Reload the list.")
        return proposal

    def _proposal_row(self, tx: Connection, id: str) -> Row[Any]:
        row = tx.execute(select(proposals).where(proposals.c.id == id)).first()
        if row is None:
            raise NotFound("proposals.unknown", f"There is no proposal {id[:12]}….")
        return row

    def _proposal(self, tx: Connection, id: str) -> Proposal:
        return self._proposals(tx, [self._proposal_row(tx, id)])[0]

    def _proposals(self, tx: Connection, rows: Sequence[Row[Any]]) -> list[Proposal]:
        """Proposal records of rows, in the rows' order."""
        said = {r.proposal: r for r in rows_in(tx, select(proposal_verdicts), proposal_verdicts.c.proposal, _ids(rows))}
        made: dict[str, list[str]] = defaultdict(list)
        for row in rows_in(tx, select(proposal_results), proposal_results.c.proposal, _ids(rows)):
            made[row.proposal].append(row.module)
        asked = {r.id: r for r in rows_in(tx, select(runs), runs.c.id, _runs(rows))}
        latest = self._latest(tx, {row.module for row in rows})
        found = []
        for row in rows:
            verdict = said.get(row.id)
            if verdict is not None:
                state = ProposalState(verdict.verdict)
            else:
                state = ProposalState.OPEN if row.module in latest else ProposalState.OVERTAKEN
            proposal = Proposal(
                id=row.id,
                draft=record(ProposalDraft, row.doc),
                source=row.source,
                run=row.run,
                person=asked[row.run].person,
                model=asked[row.run].doc["model"],
                prompt=asked[row.run].doc["prompt"],
                at=asked[row.run].at,
                state=state,
                settled_by=verdict.person if verdict is not None else "",
                settled_at=verdict.at if verdict is not None else None,
                reason=verdict.reason if verdict is not None else "",
                made=tuple(made[row.id]),
            )
            found.append(proposal)
        return found

    def _latest(self, tx: Connection, ids: Collection[str]) -> set[str]:
        later = modules.alias("later")
        newer = select(later.c.n).where(later.c.lineage == modules.c.lineage, later.c.version > modules.c.version)
        return {row.id for row in rows_in(tx, select(modules.c.id).where(~newer.exists()), modules.c.id, ids)}


def makers_of(tx: Connection, module: str) -> set[str]:
    """Who had a model asked for, and who accepted, a proposal that made or tagged a version: they are its authors."""
    statement = (
        select(proposal_verdicts.c.person, proposal_verdicts.c.behalf, runs.c.person.label("asker"))
        .select_from(proposal_results)
        .join(proposal_verdicts, proposal_verdicts.c.proposal == proposal_results.c.proposal)
        .join(proposals, proposals.c.id == proposal_results.c.proposal)
        .join(runs, runs.c.id == proposals.c.run)
        .where(proposal_results.c.module == module, proposal_results.c.new)
    )
    return {person for row in tx.execute(statement) for person in row}


def _ids(rows: Iterable[Row[Any]]) -> list[str]:
    return [row.id for row in rows]


def _runs(rows: Iterable[Row[Any]]) -> list[str]:
    return [row.run for row in rows]


def _anchors_of(draft: ProposalDraft) -> list[AnchorDraft]:
    """Every place the proposal points to."""
    own = [draft.anchor] if draft.anchor is not None else []
    return [*own, *(a for p in draft.pieces for a in p.anchors), *(left.anchor for left in draft.left_out)]


def _check(draft: ProposalDraft, module: Module, known: Mapping[str, Row[Any]]) -> None:
    """Refuse words that do not stand where they are said to, or that are not the module's to point to."""
    anchors = _anchors_of(draft)
    check_anchors(anchors, known)
    check_figures(anchors, known)
    origins = [a for a in module.anchors if a.role is AnchorRole.ORIGIN]
    if draft.kind is ProposalKind.SPLIT:
        taken = [a for p in draft.pieces for a in p.anchors if a.role is AnchorRole.ORIGIN]
        taken += [left.anchor for left in draft.left_out]
        inside = all(any(_holds(origin, a) for origin in origins) for a in taken)
        beside = {a.passage for p in draft.pieces for a in p.anchors} <= {a.passage for a in origins}
        if len(draft.pieces) < 2 or not all(p.text for p in draft.pieces) or not inside or not beside:
            raise _outside("The pieces are not parts of the module.")
        if any(_meet(one, other) for i, one in enumerate(taken) for other in taken[:i]):
            raise _outside("Two pieces share words.")
        return
    if draft.anchor is not None:
        if draft.words != draft.anchor.quote or not any(_holds(a, draft.anchor) for a in module.anchors):
            raise _outside("The words are not the module's.")
        return
    heads = [*module.content.context, *(h for a in origins for h in known[a.passage].doc["heading_path"])]
    if not draft.words.strip() or not any(draft.words in head for head in heads):
        raise _outside("The words stand in no heading over the module.")


def _check_edit(draft: ProposalDraft, module: Module, versions: Sequence[ModuleDraft]) -> None:
    """Refuse an edit that is not what was proposed."""
    old = module.content
    fits = len(versions) == max(1, len(draft.pieces))
    if draft.kind is ProposalKind.KIND:
        said = {**old.model_dump(mode="json"), "kind": draft.value}
        fits = fits and versions[0].content.model_dump(mode="json") == said
    else:
        for version, piece in zip(versions, draft.pieces, strict=False):
            new = version.content
            governs = (new.market, new.product, new.language, new.section, new.companions)
            fits = fits and governs == (old.market, old.product, old.language, old.section, old.companions)
            fits = fits and new.body == piece.text and set(piece.anchors) <= set(version.anchors)
    if not fits:
        raise BadInput("proposals.other_edit", "The edit is not what was proposed.", "Accept the proposal as it is.")


def _holds(wide: AnchorDraft, narrow: AnchorDraft) -> bool:
    return wide.passage == narrow.passage and wide.start <= narrow.start and narrow.end <= wide.end


def _meet(one: AnchorDraft, other: AnchorDraft) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def _outside(message: str) -> BadInput:
    return BadInput("proposals.outside", message, "Ask the model anew.")
