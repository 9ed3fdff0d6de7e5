"""Tables of sources, passages and modules. All are append-only: see ``schema.py`` for the triggers that hold it.

Tables with long rows have a growing number ``n`` as primary key and a unique ``id``; short ones have no hidden row
number at all, so that no ``INSERT OR REPLACE`` can name one.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from library.store.base import CanonicalJson, Sequence64, UtcDateTime, metadata

sources = Table(
    "sources",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("media_type", String(128), nullable=False),
    Column("size", Sequence64, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("received_by", String(64), nullable=False),
)

source_facts = Table(
    "source_facts",
    metadata,
    Column("source", String(64), ForeignKey("sources.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("facts", CanonicalJson, nullable=False),
    Column("document_class", String(32), nullable=False),
    Column("product", Text, nullable=False),
    Column("market", String(32), nullable=False),
    Column("expires", UtcDateTime),
    Column("replaces", String(64)),
    Column("person", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
    Index("ix_source_facts_replaces", "replaces"),
    sqlite_with_rowid=False,
)
"""What is said about a document; the row with the highest ``seq`` holds. Signed, since expiry and class decide use."""

extractions = Table(
    "extractions",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("source", String(64), ForeignKey("sources.id"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("reader_version", String(64), nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    UniqueConstraint("source", "reader", "reader_version", name="uq_extractions_reader"),
)

passages = Table(
    "passages",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("source", String(64), ForeignKey("sources.id"), nullable=False),
    Column("extraction", String(64), ForeignKey("extractions.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    UniqueConstraint("extraction", "seq", name="uq_passages_place"),
)

modules = Table(
    "modules",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("lineage", String(64), nullable=False),
    Column("parent", String(64), ForeignKey("modules.id")),
    Column("version", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("product", Text, nullable=False),
    Column("market", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    Column("author", String(64), nullable=False),
    Column("behalf", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("lineage", "version", name="uq_modules_version"),
)

anchors = Table(
    "anchors",
    metadata,
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("occurrence", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("source", String(64), ForeignKey("sources.id"), nullable=False),
    Column("passage", String(64), ForeignKey("passages.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("after", Sequence64, nullable=False),
    Index("ix_anchors_source", "source"),
    sqlite_with_rowid=False,
)

"""``after`` is the number of the last decision when the anchor was added: support counts for later approvals only."""

occurrences = Table(
    "occurrences",
    metadata,
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source", String(64), ForeignKey("sources.id"), nullable=False),
    Column("verbatim", Boolean, nullable=False),
    Index("ix_occurrences_source", "source"),
    sqlite_with_rowid=False,
)
"""One finding of a module in one source: ``verbatim`` if the origin quotes of that finding, joined, are the body."""

tags = Table(
    "tags",
    metadata,
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("facet", String(64), nullable=False),
    Column("value", Text, nullable=False),
    Column("by", String(32), nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_tags_value", "facet", "value"),
    sqlite_with_rowid=False,
)
