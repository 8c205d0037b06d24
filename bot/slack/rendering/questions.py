"""What one person is asked: prompts, reminders, nudges, and what becomes of claims that nobody confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services import asking, vouching
from bot.services.outbox import Kind
from bot.services.ports.asking import ReminderView
from bot.slack.blocks import lapses, prompts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.asking import CheckInView
    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render, RenderMany


def _prompts(session: Session, batch: Sequence[OwedMessage], now: datetime) -> list[Rendered | None]:
    wanted = {owed.subject_id for owed in batch}
    views = asking.prompt_views(session, batch[0].workspace_id, wanted, now=now)
    return [
        prompts.prompt_message(views[owed.subject_id])
        if _has_point(owed, views[owed.subject_id].check_ins, now)
        else None
        for owed in batch
    ]


def _reminders(session: Session, batch: Sequence[OwedMessage], now: datetime) -> list[Rendered | None]:
    wanted = {owed.message_id for owed in batch}
    views = asking.reminder_views(session, batch[0].workspace_id, wanted, now=now)
    return [_reminder(owed, views[owed.message_id], now) for owed in batch]


def _reminder(owed: OwedMessage, view: ReminderView, now: datetime) -> Rendered | None:
    if owed.slack_ts is None:
        view = ReminderView(tuple(check_in for check_in in view.check_ins if _waits(check_in, now)))
    return prompts.reminder_message(view) if _has_point(owed, view.check_ins, now) else None


def _one_of(render_many: RenderMany) -> Render:
    def render_one(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
        [rendered] = render_many(session, [owed], now)
        return rendered

    return render_one


def _nudge(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = asking.nudge_view(session, owed.workspace_id, owed.subject_id, now=now)
    waiting = tuple(check_in for check_in in view.check_ins if _waits(check_in, now))
    return prompts.nudge_message(ReminderView(waiting)) if waiting else None


def _has_point(owed: OwedMessage, check_ins: Sequence[CheckInView], now: datetime) -> bool:
    """Whether there is something to say: nobody is written to who has nothing to answer any more."""
    return bool(check_ins) and (owed.slack_ts is not None or any(_waits(c, now) for c in check_ins))


def _waits(check_in: CheckInView, now: datetime) -> bool:
    """Whether a check-in can still be answered; after a downtime its poll may be over and not closed yet."""
    return check_in.is_waiting and check_in.closes_at > now


def _lapse_owner(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    warning = asking.lapse_warning(session, owed.workspace_id, owed.subject_id, now=now)
    return lapses.lapse_warning_owner(warning) if warning else None


def _lapse_lead(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    warning = asking.lapse_warning(session, owed.workspace_id, owed.subject_id, now=now)
    return lapses.lapse_warning_lead(warning) if warning else None


def _vouched(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = vouching.vouch_view(session, owed.workspace_id, int(owed.details["vouch"]), now=now)
    return lapses.vouched_message(view)


# What goes to many people at the same moment.
TOGETHER: dict[Kind, RenderMany] = {Kind.PROMPT: _prompts, Kind.REMINDER: _reminders}

RENDERERS: dict[Kind, Render] = {
    Kind.PROMPT: _one_of(_prompts),
    Kind.REMINDER: _one_of(_reminders),
    Kind.NUDGE: _nudge,
    Kind.LAPSE_WARNING_OWNER: _lapse_owner,
    Kind.LAPSE_WARNING_LEAD: _lapse_lead,
    Kind.VOUCHED: _vouched,
}
