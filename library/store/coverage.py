"""What there is to say, counted: every module with where it stands and which scenarios and barriers it speaks to.

One pass over a few narrow columns: what is usable comes from the view, what nobody has decided on is told by its
sources, and only what was decided on and is not usable is asked for its status one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from library import lifecycle
from library.models import Status
from library.store.eligible import ALL
from library.store.modules import ModuleVerbs
from library.store.tables_content import modules, occurrences, tags
from library.store.tables_review import decisions

_GONE = (Status.WITHDRAWN, Status.EXPIRED, Status.SUPERSEDED, Status.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Covered:
    """A module lineage by the version that counts: the usable one, else the latest."""

    id: str
    product: str
    kind: str
    status: Status
    expiring: bool
    """Usable now, and by nothing that is known today after the days asked about."""
    scenarios: tuple[str, ...]
    barriers: tuple[str, ...]


class CoverageVerbs(ModuleVerbs):
    """Counts what there is."""

    def covered(self, *, product: str = "", market: str = "", language: str = "", days: int = 60) -> list[Covered]:
        """Every lineage that is usable, in review or in work, oldest first; what is gone for good is left out.

        ``days``: how long ahead an approval's or a document's end makes a module count as expiring.
        """
        with self.reading() as tx:
            now = self.now()
            until = _until(tx, now)
            rows = tx.execute(_narrow(product, market, language)).all()
            chosen = _one_of_each(rows, until)
            facts = self._fact_rows(tx, self._sources_held(tx))
            places = _places(tx)
            states = self._told(tx, [row.id for row in chosen if row.id not in until], places)
            soon, tagged = now + timedelta(days=days), _tagged(tx)
            found = []
            for row in chosen:
                state = Status.RELEASED if row.id in until else states[row.id]
                if state in _GONE:
                    continue
                ends = [facts[s].expires for s in places.get(row.id, ()) if s in facts]
                expiring = row.id in until and (
                    _ends(until[row.id], soon) or (bool(ends) and all(_ends(e, soon) for e in ends))
                )
                scenarios, barriers = tagged.get(("scenario", row.id), ()), tagged.get(("barrier", row.id), ())
                found.append(Covered(row.id, row.product, row.kind, state, expiring, tuple(scenarios), tuple(barriers)))
            return found

    def _sources_held(self, tx: Connection) -> set[str]:
        return set(tx.execute(select(occurrences.c.source).distinct()).scalars())

    def _told(self, tx: Connection, ids: Collection[str], places: dict[str, list[str]]) -> dict[str, Status]:
        """Status of versions that may not be used: those nobody decided on by their sources, the others one by one."""
        wanted = set(ids)
        decided = set(tx.execute(select(decisions.c.subject).distinct()).scalars()) & wanted
        found = self._statuses(tx, decided)
        sources = {source for id in wanted - decided for source in places.get(id, ())}
        world = self._world(tx, sources)
        now = self.now()
        lost = {id: _lost(state, world, now) for id, state in world.sources.items()}
        for id in wanted - decided:
            some = [lost[source] for source in places.get(id, ()) if source in lost]
            gone: Status | None = next((state for state in some if state is Status.SUPERSEDED), None)
            if gone is None and (not some or all(some)):
                gone = Status.EXPIRED
            found[id] = gone or Status.DRAFT
        return found


def _lost(state: lifecycle.SourceState, world: lifecycle.World, now: datetime) -> Status | None:
    """Why nothing rests on a source any more; None if something may."""
    status = lifecycle.source_status(state, world, now)
    if status is Status.SUPERSEDED:
        return status
    return None if lifecycle.live(state, now) else Status.EXPIRED


def _narrow(product: str, market: str, language: str) -> Select[Any]:
    columns = (modules.c.id, modules.c.lineage, modules.c.version, modules.c.product, modules.c.kind)
    statement = select(*columns).where(modules.c.kind != "phrase").order_by(modules.c.n)
    for column, wanted in ((modules.c.product, product), (modules.c.market, market), (modules.c.language, language)):
        if wanted:
            statement = statement.where(column == wanted)
    return statement


def _until(tx: Connection, now: datetime) -> dict[str, datetime | None]:
    """Id of every usable module version to the latest end of its approvals; None where none has an end."""
    found: dict[str, datetime | None] = {}
    for row in tx.execute(ALL, {"now": now}):
        if row.subject_kind != "module":
            continue
        end = _moment(row.until)
        known = found.get(row.subject, end)
        found[row.subject] = None if end is None or known is None else max(known, end)
    return found


def _moment(value: Any) -> datetime | None:
    """A point in time of the view, which SQLite gives as text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def _ends(end: datetime | None, soon: datetime) -> bool:
    return end is not None and end <= soon


def _one_of_each(rows: Iterable[Row[Any]], usable: Collection[str]) -> list[Row[Any]]:
    """For each lineage its usable version, else its latest, in the order the lineages began."""
    best: dict[str, Row[Any]] = {}
    for row in rows:
        known = best.get(row.lineage)
        if known is None or (row.id in usable, row.version) > (known.id in usable, known.version):
            best[row.lineage] = row
    return list(best.values())


def _places(tx: Connection) -> dict[str, list[str]]:
    """Module version to the sources its words were found in."""
    found: dict[str, list[str]] = defaultdict(list)
    for module, source in tx.execute(select(occurrences.c.module, occurrences.c.source)):
        found[module].append(source)
    return found


def _tagged(tx: Connection) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    statement = select(tags.c.facet, tags.c.module, tags.c.value).where(tags.c.facet.in_(("scenario", "barrier")))
    for facet, module, value in tx.execute(statement):
        found[facet, module].append(value)
    return found
