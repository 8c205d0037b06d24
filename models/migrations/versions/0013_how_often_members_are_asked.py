"""how often members are asked."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Alembic would make the whole table anew on SQLite to add a constraint, and lose the others on the way.
    op.execute(
        "ALTER TABLE memberships ADD COLUMN how_often VARCHAR(11) NOT NULL DEFAULT 'every_poll'"
        " CONSTRAINT ck_memberships_howoften CHECK"
        " (how_often IN ('every_poll', 'every_other', 'every_third', 'muted'))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE memberships DROP COLUMN how_often")
