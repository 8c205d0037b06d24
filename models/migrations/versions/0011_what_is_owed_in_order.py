"""what is owed, in the order in which it is sent."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OWED = "WHERE sent < wanted AND failed_at IS NULL"


def upgrade() -> None:
    op.execute("DROP INDEX ix_messages_owed")
    op.execute(f"CREATE INDEX ix_messages_owed ON messages (workspace_id, not_before, id) {_OWED}")


def downgrade() -> None:
    op.execute("DROP INDEX ix_messages_owed")
    op.execute(f"CREATE INDEX ix_messages_owed ON messages (workspace_id, not_before) {_OWED}")
