"""How the bot itself has been running: when it last looked at the clock, and what was late because it did not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services.ports.standing import LatePoll, Running
from models.polls import Poll
from models.running import Downtime, LastTick

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from models.projects import Project

# A restart or a slow machine is no downtime; what opens so much after its time is late.
NOTICED_AFTER = timedelta(minutes=10)


def note_tick(session: Session, *, now: datetime) -> None:
    """Note that the clock was looked at; a long time during which it was not is kept as a downtime."""
    last = session.get(LastTick, 1)
    if last is None:
        session.add(LastTick(ticked_at=now))
        return
    if now - last.ticked_at > NOTICED_AFTER:
        session.add(Downtime(began_at=last.ticked_at, ended_at=now))
    last.ticked_at = now  # also after the clock was set back
    session.add(last)


def last_tick_at(session: Session) -> datetime | None:
    """Return when the clock was last looked at, to about a minute; None before it ever was."""
    last = session.get(LastTick, 1)
    return last.ticked_at if last is not None else None


def running(session: Session, project: Project, *, now: datetime) -> Running | None:
    """Return what is to be said of the bot's running to a project; None before it ever ran by itself."""
    last = session.get(LastTick, 1)
    if last is None:
        return None
    return Running(last.ticked_at, now - last.ticked_at > NOTICED_AFTER, _late_poll(session, project))


def _late_poll(session: Session, project: Project) -> LatePoll | None:
    """Return the project's latest scheduled poll if it opened late, with the downtime in which it was due."""
    query = select(Poll).where(Poll.project_id == project.key, col(Poll.is_scheduled).is_(True))
    poll = session.exec(query.order_by(col(Poll.id).desc())).first()
    if poll is None or poll.opened_at - poll.due_at <= NOTICED_AFTER:
        return None
    down = session.exec(
        select(Downtime)
        .where(col(Downtime.began_at) <= poll.due_at, col(Downtime.ended_at) >= poll.due_at)
        .order_by(col(Downtime.id).desc())
    ).first()
    return LatePoll(poll.due_at, poll.opened_at, (down.began_at, down.ended_at) if down else None)
