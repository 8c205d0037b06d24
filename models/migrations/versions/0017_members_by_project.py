"""Members of a project, past ones too, found without looking through a whole workspace."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_memberships_project_id"), "memberships", ["project_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_memberships_project_id"), "memberships")
