"""What every verb stands on: column types, the shared metadata, transactions, the audit event and the outbox row.

A write is one transaction. On SQLite it begins with ``BEGIN IMMEDIATE``; on PostgreSQL with one advisory transaction
lock. So writers are served one after another on both databases, the hash chain has no forks, and a withdrawal that was
acknowledged cannot be overtaken by a release that began before it: the release waits, then reads again.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

from library.audit import GENESIS, link
from library.errors import Unavailable
from library.files import Files
from library.models import Actor, Event, canonical
from library.store.keys import Keyring

metadata = MetaData()
"""All tables of the library. Each is listed in ``schema.APPEND_ONLY`` or ``schema.MUTABLE``; a test checks it."""

WRITE_LOCK = 0x436C6561
"""Key of the PostgreSQL advisory lock that serves writers one after another ("Clea")."""


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware UTC instant: ``timestamptz`` on PostgreSQL, fixed-width sortable text on SQLite."""

    impl = String(26)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(String(26))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times are timezone-aware UTC")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.strftime("%Y-%m-%d %H:%M:%S.%f")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.strptime(value, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
        found: datetime = value.astimezone(UTC)
        return found


class Written(str):
    """Text that is the canonical JSON of a value already."""

    __slots__ = ()


class CanonicalJson(TypeDecorator[Any]):
    """A value kept as its canonical JSON text, so that what was hashed is what is stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if isinstance(value, Written):
            return str(value)
        return None if value is None else canonical(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


Sequence64 = BigInteger().with_variant(Integer, "sqlite")
"""A growing 64-bit number, the primary key of a log."""

events = Table(
    "events",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("on_behalf_of", String(64), nullable=False),
    Column("verb", String(64), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
)
"""What the search index must look at again, in order; append-only (a reader keeps its own place)."""


def utc_now() -> datetime:
    """The one clock: now, timezone-aware UTC."""
    return datetime.now(UTC)


_last_stamp = 0
_stamp_lock = threading.Lock()


def uuid7(now: datetime) -> str:
    """A time-ordered UUID version 7 (RFC 9562): milliseconds, a 12-bit counter that keeps order, 62 random bits."""
    global _last_stamp
    with _stamp_lock:
        stamp = max((int(now.timestamp() * 1000) << 12), _last_stamp + 1)
        _last_stamp = stamp
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    milliseconds, counter = stamp >> 12, stamp & 0xFFF
    return str(UUID(int=(milliseconds << 80) | (7 << 76) | (counter << 64) | (2 << 62) | random))


SYNCHRONOUS = "FULL"
"""SQLite waits for the disk at every commit: what was acknowledged survives a power cut. Tests may not wait."""


def make_engine(url: str) -> Engine:
    """An engine whose every connection carries our pragmas; nothing is opened yet."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 30.0})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL survives a crash, FULL a power cut; recursive triggers let delete guards see ``INSERT OR REPLACE``."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={SYNCHRONOUS}",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "busy_timeout=30000",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("clearcopy_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


class Store:
    """The library's engine, clock and keys, and the two helpers every write verb ends with.

    Verbs are methods of mixins that inherit from this class (``class PeopleVerbs(Store)``)::

        with self.transaction() as tx:
            tx.execute(insert(users).values(...))
            self._event(tx, actor, "user.add", user_id, new=user_id)
            self._outbox(tx, "user", user_id)
    """

    def __init__(self, engine: Engine, home: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self.engine = engine
        self.home = home
        self.clock = clock
        self.keys = Keyring(home / "keys")
        self.files = Files(home / "files")

    @property
    def postgres(self) -> bool:
        """True on PostgreSQL, False on SQLite."""
        return self.engine.dialect.name == "postgresql"

    def now(self) -> datetime:
        """The library's clock, timezone-aware UTC."""
        return self.clock().astimezone(UTC)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write transaction: alone among writers, committed at the end of the block, rolled back on any error.

        Raises Unavailable if the database cannot be reached or stays locked for 30 seconds.
        """
        with self._connect() as connection:
            connection = connection.execution_options(clearcopy_write=True)
            with connection.begin():
                if self.postgres:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction: never waits for a writer, sees one moment (SQLite) or each statement's (PostgreSQL)."""
        with self._connect() as connection, connection.begin():
            yield connection

    def _connect(self) -> Connection:
        from sqlalchemy.exc import OperationalError

        try:
            return self.engine.connect()
        except OperationalError as error:
            raise Unavailable(
                "library.database", "The database cannot be reached.", "Check CLEARCOPY_DATABASE and the server."
            ) from error

    def _event(
        self, tx: Connection, actor: Actor, verb: str, subject: str, old: str = "", new: str = "", reason: str = ""
    ) -> Event:
        """Append one line to the audit trail inside the write transaction ``tx`` and return it."""
        return self._events(tx, actor, [{"verb": verb, "subject": subject, "old": old, "new": new, "reason": reason}])[
            0
        ]

    def _events(self, tx: Connection, actor: Actor, lines: Sequence[Mapping[str, str]]) -> list[Event]:
        """Append lines (``verb``, ``subject``, and ``old``, ``new``, ``reason`` where there are any), in order."""
        last = tx.execute(select(events.c.seq, events.c.hash).order_by(events.c.seq.desc()).limit(1)).first()
        seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
        records: list[Event] = []
        for line in lines:
            seq += 1
            who = {"actor": actor.id, "on_behalf_of": actor.on_behalf_of}
            record = link(seq=seq, at=self.now(), previous=previous, **who, **line)
            records.append(record)
            previous = record.hash
        if records:
            tx.execute(insert(events), [record.model_dump() for record in records])
        return records

    def _outbox(self, tx: Connection, kind: str, id: str) -> int:
        """Tell the index, inside ``tx``, that a record is new or differs; returns the row's number."""
        return self._outboxes(tx, kind, [id])

    def _outboxes(self, tx: Connection, kind: str, ids: Sequence[str]) -> int:
        """Tell the index of several records of one kind; returns the number of the first row."""
        seq = self._next(tx, outbox.c.seq)
        if ids:
            rows = [{"seq": seq + place, "kind": kind, "subject": id} for place, id in enumerate(ids)]
            tx.execute(insert(outbox), rows)
        return seq

    def _next(self, tx: Connection, column: Column[int]) -> int:
        """The number after the highest of a table, unshared since writers are alone."""
        return int(tx.execute(select(func.max(column))).scalar() or 0) + 1

    def close(self) -> None:
        """Give back every database connection."""
        self.engine.dispose()
