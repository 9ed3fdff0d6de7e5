"""Tables of assets, answers, releases and checkpoints: append-only."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from library.store.base import CanonicalJson, Sequence64, UtcDateTime, metadata

assets = Table(
    "assets",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("lineage", String(64), nullable=False),
    Column("parent", String(64), ForeignKey("assets.id")),
    Column("version", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("product", Text, nullable=False),
    Column("market", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    Column("author", String(64), nullable=False),
    Column("behalf", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("lineage", "version", name="uq_assets_version"),
)

citations = Table(
    "citations",
    metadata,
    Column("asset", String(64), ForeignKey("assets.id"), primary_key=True),
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Index("ix_citations_module", "module"),
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("subject", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    Index("ix_runs_subject", "subject"),
)

releases = Table(
    "releases",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("market", String(32), nullable=False),
    Column("audience", String(16), nullable=False),
    Column("use_class", String(32), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("doc", CanonicalJson, nullable=False),
)

release_subjects = Table(
    "release_subjects",
    metadata,
    Column("release", String(36), ForeignKey("releases.id"), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("market", String(32), nullable=False),
    Column("audience", String(16), nullable=False),
    Column("use_class", String(32), nullable=False),
    Column("channel", String(64), nullable=False),
    Index("ix_release_subjects_subject", "subject"),
    sqlite_with_rowid=False,
)
"""What left, one row for each version. A trigger refuses a row whose subject the view ``eligible`` does not hold."""

answers = Table(
    "answers",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("release", String(36), ForeignKey("releases.id"), nullable=False, unique=True),
    Column("asker", String(64), nullable=False),
    Column("question", String(36), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    UniqueConstraint("id", "release", name="uq_answers_release"),
)
"""``question`` is an opaque id of a personal row; ``doc`` holds the answer without the question's words."""

answer_citations = Table(
    "answer_citations",
    metadata,
    Column("answer", String(36), primary_key=True),
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Column("release", String(36), nullable=False),
    ForeignKeyConstraint(["answer", "release"], ["answers.id", "answers.release"]),
    ForeignKeyConstraint(["release", "module"], ["release_subjects.release", "release_subjects.subject"]),
    Index("ix_answer_citations_module", "module"),
    sqlite_with_rowid=False,
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("answer", String(36), ForeignKey("answers.id"), nullable=False),
    Column("role", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("answer", "role", name="uq_handovers_role"),
    sqlite_with_rowid=False,
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("handover", String(36), ForeignKey("handovers.id"), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("seq", Sequence64, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
)
