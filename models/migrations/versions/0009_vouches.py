"""what leads vouch for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vouches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("vouched_by_id", sa.Integer(), nullable=False),
        sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["memberships.workspace_id", "memberships.id"],
            name=op.f("fk_vouches_workspace_id_membership_id_memberships"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "vouched_by_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_vouches_workspace_id_vouched_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_vouches_workspace_id_workspaces")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouches")),
    )
    with op.batch_alter_table("vouches") as vouches:
        vouches.create_index(op.f("ix_vouches_membership_id"), ["membership_id"], unique=False)


def downgrade() -> None:
    op.drop_table("vouches")
