"""What is usable in a scope, quickly: the view's rows kept in memory and brought forward by the audit trail.

Every change that can matter writes an event in its own transaction, so a reader that has seen event *n* and still finds
*n* the last one needs nothing new but the clock: the moments at which an approval begins or ends are asked for with the
rows. A withdrawal by any process is therefore seen by the next call. What only touches one lineage is computed again
for that lineage; anything else for all. The set says what to look among; ``release`` asks the view again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, text

from library.lifecycle import Opening
from library.models import Scope, UseClass
from library.store.base import Store, UtcDateTime, events
from library.store.eligibility import eligible_sql
from library.store.rows import portions
from library.store.tables_content import modules, source_facts
from library.store.tables_review import decisions
from library.store.tables_use import assets, citations

HARMLESS = ("user.", "role.", "token.", "job.", "answer.", "audit.", "run.", "handover.", "release", "source.add")
"""Beginnings of events that can change nobody's eligibility. An event of any other kind is taken seriously."""

REMEMBERED = 256
"""Answers kept, by scope and filters."""

_ALL = text(f"SELECT * FROM ({eligible_sql(':now')}) e").bindparams(  # noqa: S608 - constants only
    bindparam("now", type_=UtcDateTime)
)
_SOME = text(f"SELECT * FROM ({eligible_sql(':now')}) e WHERE e.subject IN :ids").bindparams(  # noqa: S608
    bindparam("now", type_=UtcDateTime), bindparam("ids", expanding=True)
)
_DATABASE_CLOCK = text("SELECT * FROM eligible e WHERE e.subject IN :ids").bindparams(bindparam("ids", expanding=True))

Key = tuple[Opening, tuple[str, ...], str, str]


@dataclass
class Known:
    """The openings of every usable version as of one event, good until the clock reaches ``until``."""

    seq: int = -1
    since: datetime | None = None
    until: datetime | None = None
    openings: dict[str, frozenset[Opening]] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Language and product of each."""
    answers: OrderedDict[Key, frozenset[str]] = field(default_factory=OrderedDict)

    def good_at(self, now: datetime) -> bool:
        began = self.since is not None and self.since <= now
        return began and (self.until is None or now < self.until)


class EligibleVerbs(Store):
    """Says what may be used."""

    def eligible(
        self, scope: Scope, *, language: str = "", product: str = "", use_classes: tuple[UseClass, ...] = ()
    ) -> frozenset[str]:
        """Ids of the module and asset versions usable now in ``scope``, narrowed to a language and a product.

        ``use_classes``: usable in any of these instead of the scope's own.
        """
        asked = asked_of(scope, use_classes)
        key = (asked[0], tuple(o.use_class for o in asked), language, product)
        lock = self.__dict__.setdefault("_eligible_lock", threading.Lock())
        with lock, self.reading() as tx:
            known = self._known(tx)
            if key not in known.answers:
                known.answers[key] = frozenset(
                    id
                    for id, openings in known.openings.items()
                    if any(o.covers(a) for o in openings for a in asked)
                    and language in ("", known.labels[id][0])
                    and product in ("", known.labels[id][1])
                )
                if len(known.answers) > REMEMBERED:
                    known.answers.popitem(last=False)
            known.answers.move_to_end(key)
            return known.answers[key]

    def still_eligible(
        self, ids: Iterable[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()
    ) -> frozenset[str]:
        """Those of a few ids that are usable now by both clocks, asked of the view itself."""
        with self.reading() as tx:
            return frozenset(self._usable(tx, list(ids), scope, use_classes))

    def _usable(
        self, tx: Connection, ids: Collection[str], scope: Scope, use_classes: tuple[UseClass, ...]
    ) -> dict[str, Opening]:
        """Of the ids those usable now by the library's clock and the database's, with the first use that fits."""
        asked = asked_of(scope, use_classes)
        mine = _rows(tx, ids, _SOME, {"now": self.now()})
        theirs = _rows(tx, mine, _DATABASE_CLOCK, {})
        found = {}
        for id in mine:
            fits = [
                a for a in asked if any(o.covers(a) for o in mine[id]) and any(o.covers(a) for o in theirs.get(id, ()))
            ]
            if fits:
                found[id] = fits[0]
        return found

    def _known(self, tx: Connection) -> Known:
        """The remembered openings, made true again as of the last event and the clock."""
        known: Known | None = self.__dict__.get("_eligible_known")
        now = self.now()
        last = int(tx.execute(select(func.max(events.c.seq))).scalar() or 0)
        if known is not None and known.seq == last and known.good_at(now):
            return known
        touched = self._touched(tx, known.seq, last) if known is not None and known.good_at(now) else None
        if known is None or touched is None:
            known = Known(openings=_gather(tx.execute(_ALL, {"now": now})))
        elif touched:
            fresh = _rows(tx, touched, _SOME, {"now": now})
            known.openings = {id: o for id, o in known.openings.items() if id not in touched} | fresh
        if touched is None or touched:
            known.labels = _labels(tx, known.openings, known.labels)
            known.answers.clear()
            known.until = _next_change(tx, now)
        known.seq, known.since = last, now
        self.__dict__["_eligible_known"] = known
        return known

    def _touched(self, tx: Connection, seen: int, last: int) -> set[str] | None:
        """Versions that the events after ``seen`` can have changed; None if it could be any."""
        if last < seen:
            return None
        rows = tx.execute(select(events.c.verb, events.c.subject).where(events.c.seq > seen, events.c.seq <= last))
        subjects = {row.subject for row in rows if not row.verb.startswith(HARMLESS)}
        if len(subjects) > 1000:
            return None
        found: set[str] = set()
        for some in portions(subjects):
            inside = _mates(tx, some)
            if not set(some) <= inside:
                return None
            found |= inside
        for some in portions(set(found)):
            rows = tx.execute(select(citations.c.asset).where(citations.c.module.in_(some)))
            found |= {row.asset for row in rows}
        return found


def asked_of(scope: Scope, use_classes: tuple[UseClass, ...]) -> tuple[Opening, ...]:
    """The scope once for each use that would do."""
    uses = use_classes or (scope.use_class,)
    return tuple(Opening(scope.market, scope.audience.value, use.value, scope.channel) for use in uses)


def _mates(tx: Connection, ids: Collection[str]) -> set[str]:
    """Every version of the lineages to which the modules and assets among ``ids`` belong."""
    found: set[str] = set()
    for table in (modules, assets):
        lineages = select(table.c.lineage).where(or_(table.c.id.in_(ids)))
        found |= {row.id for row in tx.execute(select(table.c.id).where(table.c.lineage.in_(lineages)))}
    return found


def _rows(tx: Connection, ids: Iterable[str], statement: Any, values: dict[str, Any]) -> dict[str, frozenset[Opening]]:
    found: dict[str, frozenset[Opening]] = {}
    for some in portions(ids):
        found |= _gather(tx.execute(statement, {**values, "ids": list(some)}))
    return found


def _gather(rows: Any) -> dict[str, frozenset[Opening]]:
    """Openings by subject; equal sets are one object, since thousands of versions share them."""
    by_id: dict[str, set[Opening]] = defaultdict(set)
    for row in rows:
        by_id[row.subject].add(Opening(row.market, row.audience, row.use_class, row.channel))
    shared: dict[frozenset[Opening], frozenset[Opening]] = {}
    return {id: shared.setdefault(f, f) for id, openings in by_id.items() for f in (frozenset(openings),)}


def _labels(tx: Connection, ids: Collection[str], have: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Language and product by id; content never changes, so what is known is kept."""
    missing = [id for id in ids if id not in have]
    found = dict(have)
    for table in (modules, assets):
        columns = select(table.c.id, table.c.language, table.c.product)
        if len(missing) > 5000:
            found |= {row.id: (row.language, row.product) for row in tx.execute(columns)}
            continue
        for some in portions(missing):
            rows = tx.execute(columns.where(table.c.id.in_(some)))
            found |= {row.id: (row.language, row.product) for row in rows}
    return found


def _next_change(tx: Connection, now: datetime) -> datetime | None:
    """The next moment at which the clock alone changes what is usable."""
    moments = [
        tx.execute(select(func.min(column)).where(column > now)).scalar()
        for column in (decisions.c.expires, decisions.c.effective, source_facts.c.expires)
    ]
    return min(filter(None, moments), default=None)
