"""Jobs for many workers: the tables of procrastinate, on PostgreSQL only.

They are made by the installed library's schema, which holds all its changes (`procrastinate/sql/migrations`, in
the order of their names). When a later version brings more, a database made before lacks them and one made after
has them. So the comment on `procrastinate_jobs` names the newest (`NEWEST` where there is none); a later revision
runs those that come after it, and sets it anew.

Revision ID: 0006
Revises: 0005
"""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEWEST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"

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
    newest = max(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    _run(f"{SchemaManager.get_schema()}\nCOMMENT ON TABLE procrastinate_jobs IS '{newest}';")


def downgrade() -> None:
    _run(DROP)


def _run(statements: str) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        # Without parameters the driver takes several statements at once, and a % for what it is.
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
