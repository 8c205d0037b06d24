"""own working hours: a person may say between which hours they work."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("works_from", sa.Time(), nullable=True))
    op.add_column("people", sa.Column("works_until", sa.Time(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE people DROP COLUMN works_until")
    op.execute("ALTER TABLE people DROP COLUMN works_from")
