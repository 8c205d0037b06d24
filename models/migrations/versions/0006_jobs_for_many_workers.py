"""Jobs for many workers: the tables of procrastinate, on PostgreSQL only.

Later versions of procrastinate bring their changes as files of their own (`procrastinate/sql/migrations`, in the
order of their names). This schema contains all up to `NEWEST`; a later revision runs the ones after it.

Revision ID: 0005
Revises: 0004
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEWEST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
SCHEMA = Path(__file__).parents[1] / "procrastinate" / "3.10.sql"

DROP = """
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers CASCADE;
DO $$
DECLARE made record;
BEGIN
    FOR made IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE 'DROP FUNCTION ' || made.name;
    END LOOP;
END $$;
DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_status, procrastinate_job_event_type;
"""


def upgrade() -> None:
    _run(SCHEMA.read_text(encoding="utf-8"))


def downgrade() -> None:
    _run(DROP)


def _run(statements: str) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        # Without parameters the driver takes several statements at once, and a % for what it is.
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
