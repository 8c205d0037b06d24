"""What leads vouch for: a member's word that the roles they claimed still hold."""

from datetime import datetime

from sqlmodel import Field

from models.keys import WorkspaceRow, belongs_to
from models.types import UtcDateTime


class Vouch(WorkspaceRow, table=True):
    """A lead says that a member still covers what they last claimed; in force until the member takes it back."""

    __tablename__ = "vouches"
    __table_args__ = (
        belongs_to("memberships", "membership_id"),
        belongs_to("people", "vouched_by_id"),
    )

    membership_id: int = Field(index=True)
    vouched_by_id: int
    vouched_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
