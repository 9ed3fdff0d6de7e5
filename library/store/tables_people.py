"""Tables of people: who they are and which roles they were given is append-only; how they get in is not.

No table holds a name. ``users`` points at personal rows; ``logins`` and ``attempts`` hold an HMAC of the name under a
key outside the database, and an erased person's login is removed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from library.store.base import Sequence64, UtcDateTime, metadata

users = Table(
    "users",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("name", String(36), nullable=False),
    Column("email", String(36), nullable=False),
    Column("market", String(32), nullable=False),
    Column("added_by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""``name`` and ``email`` are opaque ids of personal rows ("" where there is no e-mail address)."""

role_grants = Table(
    "role_grants",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("user", String(36), ForeignKey("users.id"), nullable=False),
    Column("role", String(32), nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
    Index("ix_role_grants_user", "user", "role", "seq"),
)
"""A role given or taken away; of a user's rows for a role the signed one with the highest ``seq`` holds."""

erasures = Table(
    "erasures",
    metadata,
    Column("user", String(36), ForeignKey("users.id"), primary_key=True),
    Column("by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

logins = Table(
    "logins",
    metadata,
    Column("user", String(36), ForeignKey("users.id"), primary_key=True),
    Column("handle", String(64), nullable=False, unique=True),
    Column("password", Text, nullable=False),
    info={"mutable": True},
)
"""``password`` hashes the password bound to its person under a key outside the database (``library.people.bound``)."""

attempts = Table(
    "attempts",
    metadata,
    Column("handle", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("blocked_until", UtcDateTime, nullable=False),
    info={"mutable": True},
)
"""Failures in a row for a name, whether anybody has that name or not."""

tokens = Table(
    "tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", String(36), ForeignKey("users.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("label", Text, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("mark", String(64), nullable=False),
    Index("ix_tokens_user", "user"),
    info={"mutable": True},
)
"""Sessions and bearer tokens by their SHA-256; the token itself is nowhere. ``mark`` binds digest, person, kind and end
under a key outside the database."""
