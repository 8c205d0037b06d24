"""why messages failed, and which may have been posted twice."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Alembic would make the whole table anew on SQLite to add a constraint.
    op.execute(
        "ALTER TABLE messages ADD COLUMN failure VARCHAR(18) CONSTRAINT ck_messages_failure CHECK (failure IN"
        " ('later', 'token_gone', 'misconfigured', 'not_invited', 'archived', 'posting_restricted',"
        " 'unreachable', 'target_gone', 'race'))"
    )
    op.execute("ALTER TABLE messages ADD COLUMN unanswered INTEGER DEFAULT '0' NOT NULL")
    op.execute(
        "CREATE INDEX ix_messages_unsent ON messages (workspace_id, recipient, id)"
        " WHERE sent = 0 AND failed_at IS NULL"
    )
    # What failed before is sorted by what Slack said; an operator can send it again, whatever it was.
    op.execute(
        "UPDATE messages SET failure = CASE"
        " WHEN error = 'is_archived' THEN 'archived'"
        " WHEN error NOT IN ('not_in_channel', 'channel_not_found', 'user_not_found', 'user_disabled',"
        " 'user_not_visible', 'cannot_dm_bot') THEN 'misconfigured'"
        " WHEN recipient LIKE 'U%' OR recipient LIKE 'W%' THEN 'unreachable'"
        " ELSE 'not_invited' END WHERE failed_at IS NOT NULL"
    )
    op.execute("UPDATE messages SET kind = 'channel_unusable' WHERE kind = 'invite_needed'")


def downgrade() -> None:
    op.execute("UPDATE messages SET kind = 'invite_needed' WHERE kind = 'channel_unusable'")
    op.execute("DELETE FROM messages WHERE kind = 'refused'")
    op.execute("DROP INDEX ix_messages_unsent")
    op.execute("ALTER TABLE messages DROP COLUMN unanswered")
    op.execute("ALTER TABLE messages DROP COLUMN failure")
