"""looking things up anew."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("channels", sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "memberships",
        sa.Column("seen_in_channel", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("workspaces", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspaces", sa.Column("sweep_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("workspaces", "sweep_at")
    op.drop_column("workspaces", "accepted_at")
    op.drop_column("memberships", "seen_in_channel")
    op.drop_column("channels", "refreshed_at")
