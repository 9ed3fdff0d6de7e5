"""The first schema: every table, view and trigger of ``library.store.schema``. A record is never migrated away."""

from __future__ import annotations

from alembic import op

from library.store import schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create everything in an empty database."""
    schema.create(op.get_bind())
