"""Tables of what a model proposes about modules; no record is touched."""

from __future__ import annotations

from alembic import op

from library.store import schema
from library.store.tables_proposals import TABLES

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, with their triggers, where an older program made the database."""
    schema.add_tables(op.get_bind(), TABLES)
