"""Reads from the tables what ``library.lifecycle`` reasons about: versions, sources, policy and holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Row, select

from library import lifecycle
from library.errors import NotFound, Unavailable
from library.lifecycle import Occurrence, Opening, SourceState, Support, VersionState, World
from library.models import Decision, DocumentClass, Hold, Policy, SourceFacts, Status, SubjectKind
from library.store.eligible import EligibleVerbs
from library.store.rows import portions, record, rows_in
from library.store.tables_content import anchors, modules, occurrences, source_facts
from library.store.tables_review import decisions, hold_lifts, holds, policies
from library.store.tables_use import assets, citations


class StateVerbs(EligibleVerbs):
    """Status of anything, derived at the library's clock."""

    def status(self, id: str) -> Status:
        """Where a module, asset or source stands now. Raises NotFound."""
        with self.reading() as tx:
            found = self._statuses(tx, [id])
            if id in found:
                return found[id]
            if id in self._facts(tx, [id]):
                return self._source_status(tx, id)
        raise NotFound("library.no_record", f"There is no module, asset or source {id[:12]}….")

    def statuses(self, ids: Iterable[str]) -> dict[str, Status]:
        """Where each module, asset or source stands now; ids that name none are left out."""
        wanted = list(dict.fromkeys(ids))
        with self.reading() as tx:
            found = self._statuses(tx, wanted)
            others = [id for id in wanted if id not in found]
            world = self._world(tx, others)
            for id in others:
                if id in world.sources:
                    found[id] = lifecycle.source_status(world.sources[id], world, self.now())
        return {id: found[id] for id in wanted if id in found}

    def _statuses(self, tx: Connection, ids: Collection[str]) -> dict[str, Status]:
        versions, world = self._versions(tx, ids)
        now = self.now()
        return {id: lifecycle.status(version, world, now) for id, version in versions.items()}

    def _source_status(self, tx: Connection, id: str) -> Status:
        world = self._world(tx, [id])
        return lifecycle.source_status(world.sources[id], world, self.now())

    def _versions(self, tx: Connection, ids: Collection[str]) -> tuple[dict[str, VersionState], World]:
        """The state of each module or asset among ``ids``, and the world with every source they rest on."""
        cites: dict[str, list[str]] = defaultdict(list)
        for row in rows_in(tx, select(citations), citations.c.asset, ids):
            cites[row.asset].append(row.module)
        wanted = {*ids, *(m for cited in cites.values() for m in cited)}
        module_rows = rows_in(tx, select(modules), modules.c.id, wanted)
        asset_rows = rows_in(tx, select(assets), assets.c.id, ids)
        found_in, supports = self._grounds(tx, [row.id for row in module_rows])
        world = self._world(
            tx, {g.source for grounds in (found_in, supports) for some in grounds.values() for g in some}
        )
        later = _later(tx, modules, module_rows) | _later(tx, assets, asset_rows)
        made = self._decisions(tx, [*wanted, *(id for some in later.values() for id, _ in some)])
        states: dict[str, VersionState] = {}
        for row in module_rows:
            states[row.id] = VersionState(
                **_common(row, SubjectKind.MODULE, made, later),
                by_system=row.author == "system",
                occurrences=tuple(found_in.get(row.id, ())),
                supports=tuple(supports.get(row.id, ())),
            )
        now = self.now()
        opened = {id: lifecycle.openings(state, world, now) for id, state in states.items()} if cites else {}
        for row in asset_rows:
            cited = tuple(opened.get(m, frozenset[Opening]()) for m in cites[row.id])
            states[row.id] = VersionState(**_common(row, SubjectKind.ASSET, made, later), cited=cited)
        return {id: states[id] for id in ids if id in states}, world

    def _grounds(
        self, tx: Connection, ids: Collection[str]
    ) -> tuple[dict[str, list[Occurrence]], dict[str, list[Support]]]:
        found_in: dict[str, list[Occurrence]] = defaultdict(list)
        for row in rows_in(tx, select(occurrences), occurrences.c.module, ids):
            found_in[row.module].append(Occurrence(row.source, row.verbatim))
        supports: dict[str, list[Support]] = defaultdict(list)
        statement = select(anchors.c.module, anchors.c.source, anchors.c.after).where(anchors.c.role == "support")
        for row in rows_in(tx, statement, anchors.c.module, ids):
            supports[row.module].append(Support(row.source, row.after))
        return found_in, supports

    def _world(self, tx: Connection, source_ids: Iterable[str]) -> World:
        """Policy in force, holds, and the state of the sources named and of all that replace them."""
        replaced_by = self._replacements(tx, set(source_ids))
        wanted = {*replaced_by, *(id for some in replaced_by.values() for id in some)}
        said, made = self._fact_rows(tx, wanted), self._decisions(tx, wanted)
        states = {
            id: SourceState(
                document_class=DocumentClass(row.document_class),
                market=row.market,
                expires=row.expires,
                decisions=tuple(made.get(id, ())),
                replaced_by=tuple(sorted(replaced_by.get(id, ()))),
                replaces=row.replaces is not None,
            )
            for id, row in said.items()
        }
        return World(self._policy(tx), tuple(self._holds(tx, active=True)), states)

    def _replacements(self, tx: Connection, ids: set[str]) -> dict[str, set[str]]:
        """For each id every source that replaces it by the facts that hold, directly or through others."""
        direct: dict[str, set[str]] = defaultdict(set)
        rows = tx.execute(select(source_facts.c.source).where(source_facts.c.replaces.is_not(None)).distinct())
        for source, row in self._fact_rows(tx, [r.source for r in rows]).items():
            if row.replaces is not None:
                direct[row.replaces].add(source)
        found: dict[str, set[str]] = {}
        for id in ids:
            reached, edge = set[str](), set(direct.get(id, ()))
            while edge:
                reached |= edge
                edge = {n for r in edge for n in direct.get(r, ())} - reached
            found[id] = reached
        return found

    def _facts(self, tx: Connection, ids: Iterable[str]) -> dict[str, SourceFacts]:
        """The facts that hold, by source id; unknown ids are left out."""
        return {id: record(SourceFacts, row.facts) for id, row in self._fact_rows(tx, ids).items()}

    def _fact_rows(self, tx: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
        statement = select(source_facts).order_by(source_facts.c.seq)
        return {row.source: row for row in rows_in(tx, statement, source_facts.c.source, ids)}

    def _decisions(self, tx: Connection, subjects: Iterable[str]) -> dict[str, list[Decision]]:
        """All decisions on the subjects, oldest first. A row that holds no decision is none (``doctor`` names it)."""
        found: dict[str, list[Decision]] = defaultdict(list)
        statement = select(decisions.c.subject, decisions.c.doc).order_by(decisions.c.seq)
        for some in portions(subjects):
            for row in tx.execute(statement.where(decisions.c.subject.in_(some))):
                with suppress(Unavailable):
                    found[row.subject].append(record(Decision, row.doc))
        return found

    def _policy(self, tx: Connection) -> Policy | None:
        doc = tx.execute(select(policies.c.doc).order_by(policies.c.seq.desc()).limit(1)).scalar()
        return None if doc is None else record(Policy, doc)

    def _holds(self, tx: Connection, *, active: bool = False) -> list[Hold]:
        """Holds, oldest first; ``active`` leaves out those that were lifted."""
        statement = (
            select(holds, hold_lifts.c.at.label("lifted_at"))
            .select_from(holds.outerjoin(hold_lifts, hold_lifts.c.hold == holds.c.id))
            .order_by(holds.c.at, holds.c.id)
        )
        found = [Hold.model_validate(dict(row._mapping)) for row in tx.execute(statement)]
        return [h for h in found if not active or h.lifted_at is None]


def _common(
    row: Row[Any],
    kind: SubjectKind,
    made: Mapping[str, list[Decision]],
    later: Mapping[str, list[tuple[str, str]]],
) -> dict[str, Any]:
    after = later.get(row.id, [])
    return {
        "subject_kind": kind,
        "content_kind": row.kind,
        "product": row.product,
        "market": row.market,
        "decisions": tuple(made.get(row.id, ())),
        "later": tuple(tuple(made.get(id, ())) for id, _ in after),
        "later_kinds": tuple(content_kind for _, content_kind in after),
    }


def _later(tx: Connection, table: Any, rows: list[Row[Any]]) -> dict[str, list[tuple[str, str]]]:
    """Per row id, ``(id, kind)`` of each later version of its lineage."""
    by_lineage: dict[str, list[Row[Any]]] = defaultdict(list)
    statement = select(table.c.id, table.c.lineage, table.c.version, table.c.kind)
    for row in rows_in(tx, statement, table.c.lineage, [r.lineage for r in rows]):
        by_lineage[row.lineage].append(row)
    return {row.id: [(v.id, v.kind) for v in by_lineage[row.lineage] if v.version > row.version] for row in rows}
