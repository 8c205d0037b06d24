"""Drops as they are told: one summary each, live while it is news, with its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import outbox
from bot.services.poll_figures import latest_percent_answered
from models.keys import strength_values
from models.readings import DropRow
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.causes import Cause
    from bot.domain.drops import Drop
    from bot.domain.roles import Role, Strengths
    from models.projects import Project


def key_of(drop_id: int) -> str:
    """Return the key under which a drop's summary is owed."""
    return f"drop:{drop_id}"


def live_drop(session: Session, project: Project, *, now: datetime) -> DropRow | None:
    """Return the drop whose summary is live; one that has run its course is ended here."""
    row = live_drop_of(session, project)
    if row is not None and row.live.is_over(now):
        row.ended_at = now
        session.add(row)
        outbox.refresh(session, project.workspace_id, key_of(row.key), now=now)
        return None
    return row


def live_drop_of(session: Session, project: Project) -> DropRow | None:
    """Return the drop whose summary was last known to be live."""
    query = select(DropRow).where(DropRow.project_id == project.key, col(DropRow.ended_at).is_(None))
    return session.exec(query).first()


def record(
    session: Session,
    project: Project,
    drop: Drop,
    reference: Strengths,
    causes: Mapping[Role, tuple[Cause, ...]],
    *,
    now: datetime,
) -> None:
    """Owe the summary of a drop; while another is live, a reply in its thread and an update of it instead."""
    live = live_drop(session, project, now=now)
    if live is None:
        _owe_summary(session, project, drop, reference, causes, now)
    else:
        _owe_further(session, project, live, drop, causes, now)


def _owe_summary(
    session: Session,
    project: Project,
    drop: Drop,
    reference: Strengths,
    causes: Mapping[Role, tuple[Cause, ...]],
    now: datetime,
) -> None:
    row = DropRow(
        workspace_id=project.workspace_id,
        project_id=project.key,
        dropped_at=now,
        fell_from=drop.before,
        fell_to=drop.after,
        lowest=drop.after,
        causes={role.value: [cause.value for cause in causes[role]] for role in drop.roles},
        percent_answered=latest_percent_answered(session, project),
        **strength_values(reference),
    )
    session.add(row)
    session.flush()
    owed = outbox.Owed(
        key=key_of(row.key),
        kind=outbox.Kind.DROP,
        subject_id=row.key,
        recipient=home_channel(session, project),
        not_before=project.working_time.next_instant(now),
    )
    outbox.owe(session, project.workspace_id, owed, now=now)


def _owe_further(
    session: Session,
    project: Project,
    live: DropRow,
    drop: Drop,
    causes: Mapping[Role, tuple[Cause, ...]],
    now: datetime,
) -> None:
    details: dict[str, object] = {
        "strength_from": drop.before,
        "strength_to": drop.after,
        "causes": {role.value: [cause.value for cause in causes[role]] for role in drop.roles},
        "addresses_channel": live.live.addresses_the_channel_again(drop),
    }
    live.lowest = min(live.lowest, drop.after)
    live.recovered_at, live.closes_recovered = None, 0
    _owe_reply(session, project, live, outbox.Kind.DROP_FURTHER, details, now)


def note_recovery(session: Session, project: Project, strengths: Strengths, *, now: datetime) -> None:
    """Say in the live summary's thread that the weakest function is back, or take that word back quietly."""
    live = live_drop(session, project, now=now)
    if live is None or live.live.has_recovered(strengths) == (live.recovered_at is not None):
        return
    if live.recovered_at is None:
        live.recovered_at = now
        details: dict[str, object] = {"strength_from": live.lowest, "strength_to": strengths.ceiling}
        _owe_reply(session, project, live, outbox.Kind.DROP_RECOVERED, details, now)
    else:
        live.recovered_at, live.closes_recovered = None, 0
        session.add(live)
        outbox.refresh(session, project.workspace_id, key_of(live.key), now=now)


def _owe_reply(
    session: Session,
    project: Project,
    live: DropRow,
    kind: outbox.Kind,
    details: dict[str, object],
    now: datetime,
) -> None:
    session.add(live)
    root = outbox.refresh(session, project.workspace_id, key_of(live.key), now=now)
    owed = outbox.Owed(
        key=f"{kind}:{live.key}:{now.isoformat()}",
        kind=kind,
        subject_id=live.key,
        recipient=home_channel(session, project),
        details=details,
        thread_of_id=root.key if root else None,
        not_before=project.working_time.next_instant(now),
    )
    outbox.owe(session, project.workspace_id, owed, now=now)


def count_close(session: Session, project: Project, strengths: Strengths, *, now: datetime) -> None:
    """Count a scheduled close towards the end of the live summary."""
    live = live_drop(session, project, now=now)
    if live is None:
        return
    live.closes_recovered = live.live.after_close(strengths)
    session.add(live)
    live_drop(session, project, now=now)


def home_channel(session: Session, project: Project) -> str:
    """Return the Slack id of a project's home channel."""
    return session.get_one(Channel, project.channel_id).slack_channel_id
