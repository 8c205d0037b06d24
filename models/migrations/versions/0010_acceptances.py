"""vacancies that leads accept."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "data_scientist",
                "ml_engineer",
                "infrastructure_engineer",
                "domain_expert",
                name="role",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column(
            "until_stage",
            sa.Enum(
                "framing",
                "research",
                "production",
                "operation",
                name="stage",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("accepted_by_id", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role <> 'domain_expert'", name=op.f("ck_acceptances_never_the_domain_expert")),
        sa.CheckConstraint(
            "until_on IS NOT NULL OR until_stage IS NOT NULL", name=op.f("ck_acceptances_ends_somewhen")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "accepted_by_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_acceptances_workspace_id_accepted_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "project_id"],
            ["projects.workspace_id", "projects.id"],
            name=op.f("fk_acceptances_workspace_id_project_id_projects"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_acceptances_workspace_id_workspaces")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptances")),
    )
    with op.batch_alter_table("acceptances") as acceptances:
        acceptances.create_index(
            "uq_acceptances_current",
            ["project_id", "role"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )


def downgrade() -> None:
    op.drop_table("acceptances")
