"""A label version that a later signed one replaces bears nothing any more, nor does one before its own signature."""

from __future__ import annotations

from alembic import op

from library.store import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the new rule in place of the old view; no record is touched."""
    schema.renew_rule(op.get_bind())
