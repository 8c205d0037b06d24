"""The tick in batches: who waits to be asked, what failed, and when it ran; due columns indexed only while due."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Index, table, column, and the rows that can still fall due by it.
INDEXES = (
    ("ix_check_ins_to_ask", "check_ins", "ask_at", "ask_at IS NOT NULL"),
    ("ix_polls_to_close", "polls", "closes_at", "closed_at IS NULL"),
    ("ix_absences_to_note", "absences", "back_at", "noted_at IS NULL"),
)
REPLACED = (("ix_polls_closes_at", "polls", "closes_at"), ("ix_absences_back_at", "absences", "back_at"))


def upgrade() -> None:
    op.create_table(
        "last_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_last_tick_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_tick")),
    )
    op.create_table(
        "downtimes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ended_at > began_at", name=op.f("ck_downtimes_ended_after_it_began")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_downtimes")),
    )
    op.create_index(op.f("ix_downtimes_ended_at"), "downtimes", ["ended_at"])
    op.create_table(
        "setbacks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_setbacks_workspace_id_workspaces")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setbacks")),
        sa.UniqueConstraint("task", "item_id", name=op.f("uq_setbacks_task_item_id")),
    )
    op.add_column("check_ins", sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True))
    for name, table, column, which in INDEXES:
        op.create_index(name, table, [column], sqlite_where=sa.text(which), postgresql_where=sa.text(which))
    for name, table, _ in REPLACED:
        op.drop_index(name, table)


def downgrade() -> None:
    for name, table, column in REPLACED:
        op.create_index(name, table, [column])
    for name, table, *_ in INDEXES:
        op.drop_index(name, table)
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.drop_column("ask_at")
    op.drop_table("setbacks")
    op.drop_table("downtimes")
    op.drop_table("last_tick")
