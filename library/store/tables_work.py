"""Tables of work in hand, which hold no history: upload jobs and the vectors of texts."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from library.store.base import CanonicalJson, Sequence64, UtcDateTime, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("payload", CanonicalJson, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(128), nullable=False),
    Column("leased_until", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("result", CanonicalJson),
    Column("code", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Index("ix_jobs_waiting", "kind", "state", "n"),
    Index("ix_jobs_actor", "actor", "n"),
    info={"mutable": True},
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", String(64), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    info={"mutable": True},
    sqlite_with_rowid=False,
)
"""A text's embedding by model and SHA-256 of the text: disposable, kept so that nothing is embedded twice."""
