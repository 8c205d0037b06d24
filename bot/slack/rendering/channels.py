"""What a project says in its channel: polls, drops, digests, and what the bot says on its arrival."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.roles import Strengths
from bot.services import experts, standing
from bot.services.arrivals import has_project
from bot.services.digests import digest_view
from bot.services.outbox import Kind
from bot.services.rows import get
from bot.slack.blocks import digests, polls, setup, summaries
from bot.slack.rendering.kinds import project_of
from models.workspaces import Channel, Workspace

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.services.ports.standing import DropNews
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render


def _greeting(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say hello, unless a project was set up in the meantime."""
    del now
    if has_project(session, get(session, Channel, owed.workspace_id, owed.subject_id)):
        return None
    return setup.greeting_message(session.get_one(Workspace, owed.workspace_id).bot_user_id)


def _poll(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return polls.poll_message(standing.poll_view(session, owed.workspace_id, owed.subject_id))


def _poll_changes(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del session, now
    before, after = (Strengths(**owed.details[side]) for side in ("before", "after"))
    return digests.poll_changes_message(datetime.fromisoformat(owed.details["since"]), before, after)


def _digest(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    del now
    project = project_of(session, owed)
    if project.is_paused:
        return None
    return digests.digest_message(digest_view(session, project, owed.details))


def _drop(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    return summaries.drop_message(standing.drop_view(session, owed.workspace_id, owed.subject_id, now=now))


def _drop_further(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return summaries.drop_further_message(_news(session, owed))


def _drop_recovered(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return summaries.drop_recovered_message(_news(session, owed))


def _news(session: Session, owed: OwedMessage) -> DropNews:
    return standing.drop_news(session, owed.workspace_id, owed.subject_id, owed.details)


def _expert_missing(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    project = project_of(session, owed)
    # It may have waited for working hours over a weekend.
    if not experts.is_missing(session, project, now=now):
        return None
    return summaries.domain_expert_missing_message(standing.project_view(session, project, as_of=now))


def _project_moved(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name, moved_by = project_of(session, owed).name, str(owed.details["moved_by"])
    if owed.recipient == owed.details["to"]:
        return setup.moved_here_note(name, str(owed.details["from"]), moved_by)
    return setup.moved_away_note(name, str(owed.details["to"]), moved_by)


RENDERERS: dict[Kind, Render] = {
    Kind.GREETING: _greeting,
    Kind.POLL: _poll,
    Kind.POLL_CHANGES: _poll_changes,
    Kind.DIGEST: _digest,
    Kind.DROP: _drop,
    Kind.DROP_FURTHER: _drop_further,
    Kind.DROP_RECOVERED: _drop_recovered,
    Kind.EXPERT_MISSING: _expert_missing,
    Kind.PROJECT_MOVED: _project_moved,
}
