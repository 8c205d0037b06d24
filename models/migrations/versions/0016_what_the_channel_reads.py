"""what a channel reads besides drops: results of polls, and a weekly digest."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "projects", sa.Column("posts_results", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("projects", sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_projects_digest_at"), "projects", ["digest_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_projects_digest_at"), "projects")
    op.execute("ALTER TABLE projects DROP COLUMN digest_at")
    op.execute("ALTER TABLE projects DROP COLUMN posts_results")
