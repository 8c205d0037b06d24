"""Drops as they are told: one summary each, live while it is news, with its thread."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import col, select

from bot.domain.drops import lowest_counted
from bot.domain.roles import Role
from bot.services import outbox
from bot.services.poll_figures import latest_percent_answered
from bot.services.ports.standing import FallenRole
from models.keys import strength_values
from models.messages import Message
from models.readings import DropRow
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.drops import Drop
    from bot.domain.roles import Strengths
    from models.projects import Project


_KINDS = (outbox.Kind.DROP, outbox.Kind.DROP_FURTHER, outbox.Kind.DROP_RECOVERED)


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
    fallen: Sequence[FallenRole],
    *,
    now: datetime,
) -> None:
    """Owe the summary of a drop; while another is live, a reply in its thread and an update of it instead.

    A summary that still waits for working hours takes the further drop in: nobody has read it yet.
    """
    live = live_drop(session, project, now=now)
    if live is None:
        _owe_summary(session, project, drop, reference, fallen, now)
    elif is_said(session, live):
        _owe_further(session, project, live, drop, fallen, now)
    else:
        _deepen(live, drop, fallen)
        live.fell_to, live.dropped_at = drop.after, now
        session.add(live)


def _owe_summary(
    session: Session,
    project: Project,
    drop: Drop,
    reference: Strengths,
    fallen: Sequence[FallenRole],
    now: datetime,
) -> None:
    row = DropRow(
        workspace_id=project.workspace_id,
        project_id=project.key,
        dropped_at=now,
        fell_from=drop.before,
        fell_to=drop.after,
        lowest=drop.after,
        fallen=stored(fallen),
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


def waits_until(session: Session, live: DropRow, *, now: datetime) -> datetime | None:
    """Return until when a live summary, or what follows in its thread, waits for working hours."""
    query = select(func.min(Message.not_before)).where(
        Message.workspace_id == live.workspace_id,
        col(Message.kind).in_(_KINDS),
        Message.subject_id == live.key,
        Message.sent == 0,
        col(Message.failed_at).is_(None),
        col(Message.not_before) > now,
    )
    return session.exec(query).first()


def is_said(session: Session, row: DropRow) -> bool:
    """Whether the summary of a drop has gone out."""
    summary = outbox.find_by_key(session, row.workspace_id, key_of(row.key))
    return summary is not None and summary.sent > 0


def _owe_further(
    session: Session, project: Project, live: DropRow, drop: Drop, fallen: Sequence[FallenRole], now: datetime
) -> None:
    details: dict[str, object] = {
        "strength_from": drop.before,
        "strength_to": drop.after,
        "fallen": stored(fallen),
        "addresses_channel": live.live.addresses_the_channel_again(drop),
    }
    _deepen(live, drop, fallen)
    _owe_reply(session, project, live, outbox.Kind.DROP_FURTHER, details, now)


def _deepen(live: DropRow, drop: Drop, fallen: Sequence[FallenRole]) -> None:
    """Take a further drop into a live one: the weakest now comes first, falling from where it first stood."""
    earlier = {each.role: each for each in fallen_of(live.fallen)}
    latest = [_since(earlier.get(each.role), each) for each in fallen]
    rest = [each for role, each in earlier.items() if role not in {new.role for new in latest}]
    live.fallen = stored([*latest, *rest])
    live.lowest = min(live.lowest, drop.after)
    live.recovered_at, live.closes_recovered = None, 0


def _since(earlier: FallenRole | None, latest: FallenRole) -> FallenRole:
    if earlier is None:
        return latest
    causes = tuple(dict.fromkeys((*earlier.causes, *latest.causes)))
    return replace(latest, fell_from=earlier.fell_from, causes=causes)


def follow(session: Session, project: Project, strengths: Strengths, *, now: datetime) -> None:
    """Bring the live summary up to date with strengths that settled without a drop.

    The recovery is said in its thread, unless the summary has yet to go out: then it says so itself. A recovery
    that did not last is taken back quietly.
    """
    live = live_drop(session, project, now=now)
    if live is None:
        return
    is_back, was_back = live.live.has_recovered(strengths), live.recovered_at is not None
    if is_back and not was_back:
        live.recovered_at = now
    elif was_back and not is_back:
        live.recovered_at, live.closes_recovered = None, 0
    session.add(live)
    outbox.refresh(session, project.workspace_id, key_of(live.key), now=now)
    if is_back and not was_back and is_said(session, live):
        back_at = lowest_counted(live.strengths, strengths)
        details: dict[str, object] = {"strength_from": live.lowest, "strength_to": back_at}
        _owe_reply(session, project, live, outbox.Kind.DROP_RECOVERED, details, now)


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


def withdraw(session: Session, project: Project, *, now: datetime) -> None:
    """Owe nothing more of what the channel has not been told yet; a drop that it never heard of is over."""
    live = live_drop_of(session, project)
    if live is None:
        return
    query = select(Message).where(
        Message.workspace_id == project.workspace_id,
        col(Message.kind).in_(_KINDS),
        Message.subject_id == live.key,
    )
    for message in session.exec(query):
        outbox.withdraw(session, message)
    summary = outbox.find_by_key(session, project.workspace_id, key_of(live.key))
    if summary is None or (summary.slack_ts is None and summary.failed_at is None):
        live.ended_at = now
        session.add(live)


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


def stored(fallen: Iterable[FallenRole]) -> list[dict[str, Any]]:
    """Return fallen roles as they are stored: what was said of a fall does not change with the rules."""
    return [{**asdict(each), "causes": list(each.causes)} for each in fallen]


def fallen_of(rows: Iterable[Mapping[str, Any]]) -> tuple[FallenRole, ...]:
    """Return the fallen roles that were stored."""
    return tuple(
        FallenRole(Role(row["role"]), row["fell_from"], row["fell_to"], tuple(row["causes"])) for row in rows
    )
