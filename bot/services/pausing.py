"""Pausing projects: nobody is asked, the channel is told nothing, and no claim comes nearer to lapsing.

An open poll stays open for whoever wants to answer and closes at its time, but nobody is reminded of it and it
does not count. What changes before the project goes on is no news then: the reference follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.pauses import PausedBecause, is_mended, reason_after
from bot.services import dead_letters, drops, outbox, prompts, settling
from bot.services.belonging import leads_of
from bot.services.poll_figures import open_poll_of, waiting_check_ins
from bot.services.ports.standing import Pause
from bot.services.telling import Notice, tell
from models.messages import Message
from models.projects import Project
from models.workspaces import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from models.workspaces import Channel, Person


def pause(
    session: Session, project: Project, reason: PausedBecause, *, by: Person | None = None, now: datetime
) -> None:
    """Pause a project; one that is paused stays so since when it was, for the newest reason.

    What a lead wished stands over every other reason. The leads are told what to do, but for the one it is paused
    `by`; nobody is where a lead's wish has more to it than a pause.
    """
    because = reason_after(project.paused_because, reason)
    if because is project.paused_because:
        return
    if project.paused_at is None:
        _fall_silent(session, project, now)
    project.paused_at, project.paused_because = project.paused_at or now, because
    session.add(project)
    if because is not PausedBecause.BY_LEAD or by is not None:
        _tell_of_pause(session, project, because, by, now)


def resume(session: Session, project: Project, *, by: Person | None = None, now: datetime) -> None:
    """Let a project go on: asked next when its cadence says so, however many polls it missed.

    Its channel hears what could not be posted there before; leads who were told of the pause see that it is over,
    and hear it if it is `by` a lead, other than themselves.
    """
    if project.paused_at is None:
        return
    told = _told_of_pause(session, project)
    project.paused_at = project.paused_because = None
    project.next_poll_at = project.next_poll_after(now)
    if project.digest_at is not None:
        project.digest_at = project.weekly.next_due(now)
    session.add(project)
    settling.take_as_it_stands(session, project, now=now)
    dead_letters.revive(session, project.workspace_id, drops.home_channel(session, project), now=now)
    for message in told:
        outbox.want_anew(session, message, now=now)
    if by is not None:
        _tell_of_end(session, project, by, told, now)


def pause_all(session: Session, channel: Channel, reason: PausedBecause, *, now: datetime) -> None:
    """Pause every project whose home a channel is."""
    for project in _projects_at_home(session, channel):
        pause(session, project, reason, now=now)


def resume_all(session: Session, channel: Channel, *, now: datetime) -> None:
    """Let the projects of a channel go on that were paused only because of what is mended now."""
    for project in _projects_at_home(session, channel):
        if is_mended(project.paused_because):
            resume(session, project, now=now)


def pause_of(session: Session, project: Project) -> Pause | None:
    """Return since when and why a project is paused; None for one that is not."""
    if project.paused_at is None or project.paused_because is None:
        return None
    return Pause(
        since=project.paused_at,
        because=project.paused_because,
        slack_channel_id=drops.home_channel(session, project),
        bot_name=session.get_one(Workspace, project.workspace_id).bot_name,
    )


def may_speak(project: Project) -> bool:
    """Whether nothing is known to keep the bot from posting in a project's channel."""
    return project.paused_because in (None, PausedBecause.BY_LEAD)


def _projects_at_home(session: Session, channel: Channel) -> list[Project]:
    return list(
        session.exec(select(Project).where(Project.channel_id == channel.key).order_by(col(Project.id)))
    )


def _fall_silent(session: Session, project: Project, now: datetime) -> None:
    """Hold the open poll, withdraw what waits for working hours, and let what changed be no news."""
    poll = open_poll_of(session, project.key)
    if poll is not None:
        poll.counts = False
        session.add(poll)
        for check_in in waiting_check_ins(session, poll):
            prompts.need_no_reminder(session, check_in)
            check_in.ask_at = None
            session.add(check_in)
    drops.withdraw(session, project, now=now)
    settling.take_as_it_stands(session, project, now=now)


def _tell_of_pause(
    session: Session, project: Project, because: PausedBecause, by: Person | None, now: datetime
) -> None:
    key = f"paused:{project.key}:{because}:{now.isoformat()}"
    details = {"paused_by": by.slack_user_id} if by else {}
    notice = Notice(key, outbox.Kind.PROJECT_PAUSED, project.key, details)
    leads = _leads_but(session, project, by)
    tell(session, project.workspace_id, leads, notice, now=now)


def _tell_of_end(
    session: Session, project: Project, by: Person, told: Iterable[Message], now: datetime
) -> None:
    # A pause that ends before its word went out is no news either.
    unheard = {message.recipient for message in told if message.sent == 0}
    leads = [lead for lead in _leads_but(session, project, by) if lead.slack_user_id not in unheard]
    key, details = f"resumed:{project.key}:{now.isoformat()}", {"resumed_by": by.slack_user_id}
    notice = Notice(key, outbox.Kind.PROJECT_RESUMED, project.key, details)
    tell(session, project.workspace_id, leads, notice, now=now)


def _leads_but(session: Session, project: Project, by: Person | None) -> list[Person]:
    return [lead for lead in leads_of(session, project) if by is None or lead.key != by.key]


def _told_of_pause(session: Session, project: Project) -> list[Message]:
    query = select(Message).where(
        Message.workspace_id == project.workspace_id,
        Message.kind == outbox.Kind.PROJECT_PAUSED,
        Message.subject_id == project.key,
        col(Message.created_at) >= project.paused_at,
    )
    return list(session.exec(query.order_by(col(Message.id))))
