"""who was in a channel when it was last looked at: so that a newcomer is noticed whose event never came."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("channels", sa.Column("present", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE channels DROP COLUMN present")
