"""workspaces that are stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.add_column(sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
        workspaces.add_column(sa.Column("stopped_because", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.drop_column("stopped_because")
        workspaces.drop_column("stopped_at")
