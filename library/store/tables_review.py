"""Tables of policies, decisions and holds: append-only, and signed row by row by the server's key."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from library.store.base import CanonicalJson, Sequence64, UtcDateTime, metadata

policies = Table(
    "policies",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("doc", CanonicalJson, nullable=False),
)
"""The policy with the highest ``seq`` is in force. ``doc`` is the whole signed record."""

policy_rules = Table(
    "policy_rules",
    metadata,
    Column("policy", String(64), ForeignKey("policies.id"), primary_key=True),
    Column("subject_kind", String(16), primary_key=True),
    Column("content_kind", String(32), primary_key=True),
    Column("role", String(32), primary_key=True),
    Column("valid_days", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The policy written out: one row for each kind of content and required role, ``*`` already resolved."""

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("subject", String(64), nullable=False),
    Column("subject_kind", String(16), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("person", String(64), nullable=False),
    Column("role", String(32), nullable=False),
    Column("market", String(32)),
    Column("audience", String(16)),
    Column("use_class", String(32)),
    Column("channel", String(64)),
    Column("expires", UtcDateTime),
    Column("effective", UtcDateTime),
    Column("doc", CanonicalJson, nullable=False),
    Index("ix_decisions_subject", "subject", "verdict", "role", "seq"),
    Index("ix_decisions_expires", "expires"),
    Index("ix_decisions_effective", "effective"),
    Index("ix_decisions_verdict", "verdict", "seq"),
)
"""``doc`` is the whole signed record; the columns repeat what the view reads, and release compares the two."""

holds = Table(
    "holds",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("product", Text, nullable=False),
    Column("market", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_holds_product", "product"),
    sqlite_with_rowid=False,
)

hold_lifts = Table(
    "hold_lifts",
    metadata,
    Column("hold", String(36), ForeignKey("holds.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
    sqlite_with_rowid=False,
)
"""A lift makes content usable again, so it is signed like a decision."""
