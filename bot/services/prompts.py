"""Prompts and reminders: the direct messages that carry check-ins to one person, and keeping them up to date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.polls import CheckInState, Way, reminder_time
from bot.domain.workdays import WorkingTime
from bot.services import outbox
from bot.services.poll_figures import waiting_check_ins
from bot.services.rows import get
from models.messages import Message
from models.polls import CheckIn, Poll, Prompt
from models.projects import Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage


def key_of(prompt_id: int) -> str:
    """Return the key under which a prompt is owed."""
    return f"prompt:{prompt_id}"


def ask(session: Session, workspace_id: int, polls: Iterable[Poll], *, now: datetime) -> None:
    """Owe each person who is waited for and has no prompt yet one prompt for all their check-ins of these polls.

    Polls of the channel way have their message there; everyone is owed a reminder.
    """
    by_person: dict[int, list[CheckIn]] = defaultdict(list)
    for poll in polls:
        project = get(session, Project, workspace_id, poll.project_id)
        for check_in in waiting_check_ins(session, poll):
            if check_in.reminder_id is None:
                _owe_reminder(session, project, poll, check_in, now)
            if check_in.prompt_id is None and project.way is Way.DIRECT:
                by_person[check_in.person_id].append(check_in)
    for person_id, check_ins in by_person.items():
        _owe_prompt(session, workspace_id, person_id, check_ins, now)
    session.flush()


def _owe_prompt(
    session: Session, workspace_id: int, person_id: int, check_ins: Iterable[CheckIn], now: datetime
) -> None:
    prompt = Prompt(workspace_id=workspace_id, person_id=person_id, asked_at=now)
    session.add(prompt)
    session.flush()
    for check_in in check_ins:
        check_in.prompt_id = prompt.key
        session.add(check_in)
    recipient = get(session, Person, workspace_id, person_id).slack_user_id
    owed = outbox.Owed(key_of(prompt.key), outbox.Kind.PROMPT, prompt.key, recipient)
    outbox.owe(session, workspace_id, owed, now=now)


def _owe_reminder(session: Session, project: Project, poll: Poll, check_in: CheckIn, now: datetime) -> None:
    """Owe one reminder per person and morning; when it is due it says nothing to whoever has answered."""
    person = get(session, Person, project.workspace_id, check_in.person_id)
    working = WorkingTime(person.zone, project.working_time.days)
    remind_at = reminder_time(now, poll.closes_at, working)
    if remind_at is None:
        return
    owed = outbox.Owed(
        key=f"reminder:{person.key}:{remind_at.isoformat()}",
        kind=outbox.Kind.REMINDER,
        subject_id=person.key,
        recipient=person.slack_user_id,
        not_before=remind_at,
    )
    check_in.reminder_id = outbox.owe(session, project.workspace_id, owed, now=now).key
    session.add(check_in)


def messages_of(session: Session, check_in: CheckIn) -> list[Message]:
    """Return the prompt and the reminder that carry a check-in, as far as there are any."""
    prompt = None
    if check_in.prompt_id is not None:
        prompt = outbox.find_by_key(session, check_in.workspace_id, key_of(check_in.prompt_id))
    reminder = None
    if check_in.reminder_id is not None:
        reminder = get(session, Message, check_in.workspace_id, check_in.reminder_id)
    return [message for message in (prompt, reminder) if message is not None]


def was_delivered(session: Session, check_in: CheckIn) -> bool:
    """Whether the prompt or the reminder reached the person."""
    return any(message.slack_ts is not None for message in messages_of(session, check_in))


def refresh(
    session: Session,
    check_in: CheckIn,
    *,
    replaced_ts: str | None = None,
    grace: timedelta = timedelta(),
    now: datetime,
) -> None:
    """Want the messages that carry a check-in brought up to date; a reminder yet to come leaves out what is done.

    The one at `replaced_ts` is left alone for `grace`: the press that came from it is replacing it.
    """
    if check_in.state is not CheckInState.ASKED:
        need_no_reminder(session, check_in)
    for message in messages_of(session, check_in):
        is_replaced = replaced_ts is not None and message.slack_ts == replaced_ts
        wait = grace if is_replaced else timedelta()
        outbox.want_anew(session, message, now=now, grace=wait)


def need_no_reminder(session: Session, check_in: CheckIn) -> None:
    """Leave a check-in out of a reminder that is yet to come."""
    if check_in.reminder_id is None:
        return
    reminder = get(session, Message, check_in.workspace_id, check_in.reminder_id)
    if reminder.sent == 0 and reminder.leased_until is None:
        check_in.reminder_id = None
        session.add(check_in)


def pressed_message(session: Session, check_in: CheckIn, slack_ts: str) -> OwedMessage | None:
    """Return the message that a check-in's button was pressed in, to be shown anew where it stands.

    A message that Slack posted twice (its first answer was lost) or has not told the place of yet shows what the
    prompt shows.
    """
    messages = messages_of(session, check_in)
    found = next((message for message in messages if message.slack_ts == slack_ts), None)
    if found is None and not messages:
        return None
    return replace(outbox.as_owed(found or messages[0]), slack_ts=slack_ts)
