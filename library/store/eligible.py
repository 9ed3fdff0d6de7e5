"""What is usable in a scope, quickly: the view's rows kept in memory and brought forward by the audit trail.

Every change that can matter writes an event in its own transaction, so a reader that has seen event *n* and still finds
*n* the last one needs nothing new but the clock: the moments at which an approval begins or ends are asked for with the
rows. A withdrawal by any process is therefore seen by the next call. What only touches one lineage is computed again
for that lineage; anything else for all. The set says what to look among; ``release`` asks the view again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, func, select, text

from library.lifecycle import Opening
from library.models import Scope, UseClass
from library.store.base import Store, UtcDateTime, events
from library.store.eligibility import eligible_sql
from library.store.rows import PORTION, portions, rows_in
from library.store.tables_content import modules, source_facts
from library.store.tables_review import decisions
from library.store.tables_use import assets, citations

HARMLESS = (
    *("user.", "role.", "token.", "job.", "answer.", "audit.", "run.", "handover.", "release", "source.add"),
    "check.",
)
"""Beginnings of events that can change nobody's eligibility. An event of any other kind is taken seriously."""

REMEMBERED = 256
"""Answers kept, by scope and filters."""

SIZES = (4, 20, 100, PORTION)
"""Numbers of ids a statement is written out for: a fixed text is prepared once and then only bound."""

MOST_TOUCHED = 1000
"""Beyond so many changed records everything is computed again."""

_BODY = eligible_sql(":now")
_NOW = bindparam("now", type_=UtcDateTime)
ALL = text(f"SELECT * FROM ({_BODY}) e").bindparams(_NOW)  # noqa: S608 - constants only


def _marks(size: int) -> str:
    return ", ".join(f":id{n}" for n in range(size))


_BY_LIBRARY_CLOCK = {
    n: text(f"SELECT * FROM ({_BODY}) e WHERE e.subject IN ({_marks(n)})").bindparams(_NOW)  # noqa: S608
    for n in SIZES
}
_BY_DATABASE_CLOCK = {n: text(f"SELECT * FROM eligible e WHERE e.subject IN ({_marks(n)})") for n in SIZES}  # noqa: S608

Key = tuple[tuple[Opening, ...], str, str]
"""Scopes of which any would do, language, product ("" is any)."""


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
        """True if the clock alone has changed nothing."""
        began = self.since is not None and self.since <= now
        return began and (self.until is None or now < self.until)

    def fits(self, id: str, key: Key) -> bool:
        """True if the version is usable in one of the scopes asked for, in the language and for the product."""
        asked, language, product = key
        if language not in ("", self.labels[id][0]) or product not in ("", self.labels[id][1]):
            return False
        return any(o.covers(a) for o in self.openings[id] for a in asked)

    def renew(self, touched: Collection[str], fresh: Mapping[str, frozenset[Opening]]) -> None:
        """Take what was computed again for ``touched`` in place of what was known of them."""
        for id in touched:
            self.openings.pop(id, None)
        self.openings.update(fresh)
        for key, answer in self.answers.items():
            now_fit = {id for id in fresh if self.fits(id, key)}
            if now_fit or not answer.isdisjoint(touched):
                self.answers[key] = (answer - frozenset(touched)) | now_fit


class EligibleVerbs(Store):
    """Says what may be used."""

    def eligible(
        self, scope: Scope, *, language: str = "", product: str = "", use_classes: tuple[UseClass, ...] = ()
    ) -> frozenset[str]:
        """Ids of the module and asset versions usable now in ``scope``, narrowed to a language and a product.

        ``use_classes``: usable in any of these instead of the scope's own.
        """
        asked = asked_of(scope, use_classes)
        key = (asked, language, product)
        with self._eligible_lock(), self.reading() as tx:
            known = self._known(tx)
            if key not in known.answers:
                known.answers[key] = frozenset(id for id in known.openings if known.fits(id, key))
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
        mine = _rows(tx, ids, _BY_LIBRARY_CLOCK, {"now": self.now()})
        theirs = _rows(tx, mine, _BY_DATABASE_CLOCK, {})
        found = {}
        for id in mine:
            fits = [
                a for a in asked if any(o.covers(a) for o in mine[id]) and any(o.covers(a) for o in theirs.get(id, ()))
            ]
            if fits:
                found[id] = fits[0]
        return found

    def _usable_somewhere(self, tx: Connection) -> frozenset[str]:
        """Every version that is usable in some scope now."""
        with self._eligible_lock():
            return frozenset(self._known(tx).openings)

    def _eligible_lock(self) -> threading.Lock:
        lock: threading.Lock = self.__dict__.setdefault("_lock_of_eligible", threading.Lock())
        return lock

    def _known(self, tx: Connection) -> Known:
        """The remembered openings, made true again as of the last event and the clock."""
        known: Known | None = self.__dict__.get("_eligible_known")
        now = self.now()
        last = int(tx.execute(select(func.max(events.c.seq))).scalar() or 0)
        if known is not None and known.seq == last and known.good_at(now):
            return known
        touched = None if known is None else self._touched(tx, known, last, now)
        if known is None or touched is None:
            known = Known(openings=_gather(tx.execute(ALL, {"now": now})))
            known.labels = _labels(tx, known.openings)
        elif touched:
            fresh = _rows(tx, touched, _BY_LIBRARY_CLOCK, {"now": now})
            known.labels |= _labels(tx, fresh.keys() - known.labels.keys())
            known.renew(touched, fresh)
        known.until = _next_change(tx, now)
        known.seq, known.since = last, now
        self.__dict__["_eligible_known"] = known
        return known

    def _touched(self, tx: Connection, known: Known, last: int, now: datetime) -> set[str] | None:
        """Versions that later events and the clock can have changed since; None if it could be any."""
        if last < known.seq or known.since is None or now < known.since:
            return None
        new = (events.c.seq > known.seq, events.c.seq <= last)
        rows = tx.execute(select(events.c.verb, events.c.subject).where(*new))
        subjects = {row.subject for row in rows if not row.verb.startswith(HARMLESS)}
        if not known.good_at(now):
            subjects |= _turned(tx, known.since, now)
        if len(subjects) > MOST_TOUCHED:
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


def _turned(tx: Connection, since: datetime, now: datetime) -> set[str]:
    """What the clock alone changed: records with an approval that began or ended meanwhile, sources that expired."""
    ended = select(source_facts.c.source).where(source_facts.c.expires > since, source_facts.c.expires <= now)
    found = set(tx.execute(ended).scalars())
    for column in (decisions.c.expires, decisions.c.effective):
        found |= set(tx.execute(select(decisions.c.subject).where(column > since, column <= now)).scalars())
    return found


def _mates(tx: Connection, ids: Collection[str]) -> set[str]:
    """Every version of the lineages to which the modules and assets among ``ids`` belong."""
    found: set[str] = set()
    for table in (modules, assets):
        lineages = select(table.c.lineage).where(table.c.id.in_(ids))
        found |= {row.id for row in tx.execute(select(table.c.id).where(table.c.lineage.in_(lineages)))}
    return found


def _rows(
    tx: Connection, ids: Iterable[str], statements: Mapping[int, TextClause], values: Mapping[str, Any]
) -> dict[str, frozenset[Opening]]:
    found: dict[str, frozenset[Opening]] = {}
    for some in portions(ids):
        size = next(n for n in SIZES if n >= len(some))
        names = {f"id{n}": some[n] if n < len(some) else "" for n in range(size)}
        found |= _gather(tx.execute(statements[size], {**values, **names}))
    return found


def _gather(rows: Any) -> dict[str, frozenset[Opening]]:
    """Openings by subject; equal sets are one object, since thousands of versions share them."""
    by_id: dict[str, set[Opening]] = defaultdict(set)
    for row in rows:
        by_id[row.subject].add(Opening(row.market, row.audience, row.use_class, row.channel))
    shared: dict[frozenset[Opening], frozenset[Opening]] = {}
    return {id: shared.setdefault(f, f) for id, openings in by_id.items() for f in (frozenset(openings),)}


def _labels(tx: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Language and product by id; content never changes, so what is known once is known."""
    found: dict[str, tuple[str, str]] = {}
    for table in (modules, assets):
        columns = select(table.c.id, table.c.language, table.c.product)
        rows = tx.execute(columns) if len(ids) > 5000 else rows_in(tx, columns, table.c.id, ids)
        found |= {row.id: (row.language, row.product) for row in rows}
    return found


def _next_change(tx: Connection, now: datetime) -> datetime | None:
    """The next moment at which the clock alone changes what is usable."""
    moments = [
        tx.execute(select(func.min(column)).where(column > now)).scalar()
        for column in (decisions.c.expires, decisions.c.effective, source_facts.c.expires)
    ]
    return min(filter(None, moments), default=None)
