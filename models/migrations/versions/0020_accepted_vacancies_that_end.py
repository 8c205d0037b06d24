"""accepted vacancies that end: when to look whether their time is over."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("acceptances", sa.Column("notice_at", sa.DateTime(timezone=True), nullable=True))
    # What is accepted already is looked at soon, and then again when its time is over.
    op.execute("UPDATE acceptances SET notice_at = accepted_at WHERE withdrawn_at IS NULL")
    op.create_index("ix_acceptances_notice_at", "acceptances", ["notice_at"])


def downgrade() -> None:
    op.drop_index("ix_acceptances_notice_at")
    op.execute("ALTER TABLE acceptances DROP COLUMN notice_at")
