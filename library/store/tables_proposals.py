"""Tables of what a model proposed about modules and what a person made of it: append-only."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from library.store.base import CanonicalJson, Sequence64, UtcDateTime, metadata

proposals = Table(
    "proposals",
    metadata,
    Column("n", Sequence64, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("run", String(36), ForeignKey("runs.id"), nullable=False),
    Column("module", String(64), ForeignKey("modules.id"), nullable=False),
    Column("source", String(64), ForeignKey("sources.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("doc", CanonicalJson, nullable=False),
    Index("ix_proposals_module", "module"),
    Index("ix_proposals_source", "source"),
)
"""``run`` is the run that first made it; ``id`` is the hash of ``doc``."""

proposal_verdicts = Table(
    "proposal_verdicts",
    metadata,
    Column("proposal", String(64), ForeignKey("proposals.id"), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", String(64), nullable=False),
    Column("behalf", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

proposal_results = Table(
    "proposal_results",
    metadata,
    Column("proposal", String(64), ForeignKey("proposal_verdicts.proposal"), primary_key=True),
    Column("module", String(64), ForeignKey("modules.id"), primary_key=True),
    Column("new", Boolean, nullable=False),
    Index("ix_proposal_results_module", "module"),
    sqlite_with_rowid=False,
)
"""Versions that an acceptance made or tagged (``new``), or that held the same words already."""

TABLES = (proposals, proposal_verdicts, proposal_results)
