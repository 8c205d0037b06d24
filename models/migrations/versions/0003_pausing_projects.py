"""pausing projects."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("projects", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    # Alembic would make the whole table anew on SQLite to add a constraint, and lose the others on the way.
    op.execute(
        "ALTER TABLE projects ADD COLUMN paused_because VARCHAR(18)"
        " CONSTRAINT ck_projects_pausedbecause CHECK (paused_because IN ('channel_archived', 'channel_deleted',"
        " 'bot_not_in_channel', 'channel_restricted', 'by_lead'))"
        " CONSTRAINT ck_projects_paused_for_a_reason CHECK ((paused_at IS NULL) = (paused_because IS NULL))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE projects DROP COLUMN paused_because")
    op.execute("ALTER TABLE projects DROP COLUMN paused_at")
