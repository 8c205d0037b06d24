"""Prompts and reminders: the direct messages that carry check-ins to one person, and keeping them up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from bot.domain.polls import CheckInState, Way, asking_time, nudge_time, reminder_time
from bot.services import outbox
from bot.services.poll_figures import missed_before, waiting_check_ins
from bot.services.rows import get, get_all
from models.messages import Message
from models.polls import CheckIn, Poll, Prompt
from models.projects import Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.workdays import WorkingTime
    from bot.services.ports.outside import OwedMessage

# Owing these takes a transaction a quarter of a second or so.
ASKED_AT_ONCE = 500


def key_of(prompt_id: int) -> str:
    """Return the key under which a prompt is owed."""
    return f"prompt:{prompt_id}"


def ask(session: Session, workspace_id: int, polls: Iterable[Poll], *, now: datetime) -> None:
    """Owe each person who is waited for and has no prompt yet one prompt for all their check-ins of these polls.

    Polls of the channel way have their message there; everyone is owed a reminder. Whoever is asked later waits
    for that, and is reminded of nothing before. Of many people only a batch is asked here: the others follow batch
    by batch, so that no transaction is long.
    """
    waiting = _with_what_they_are_about(
        session, workspace_id, [check_in for poll in polls for check_in in waiting_check_ins(session, poll)]
    )
    at_once = [each for each in waiting if each.ask_at(now) == now][:ASKED_AT_ONCE]
    asked = {each.check_in.key for each in at_once}
    for each in waiting:
        if each.check_in.key not in asked:
            each.check_in.ask_at = each.ask_at(now)
            session.add(each.check_in)
    _ask(session, workspace_id, at_once, now)


def ask_due(session: Session, workspace_id: int, due: Sequence[CheckIn], *, now: datetime) -> None:
    """Owe people what asks them in some check-ins that are waited for, as far as that is not owed already."""
    _ask(session, workspace_id, _with_what_they_are_about(session, workspace_id, due), now)


def _ask(session: Session, workspace_id: int, asked: Sequence[_Asked], now: datetime) -> None:
    _owe_reminders(session, workspace_id, [each for each in asked if each.check_in.reminder_id is None], now)
    _owe_prompts(session, workspace_id, [each for each in asked if each.needs_prompt], now)
    for each in asked:
        each.check_in.ask_at = None
        session.add(each.check_in)
    session.flush()


def _with_what_they_are_about(
    session: Session, workspace_id: int, check_ins: Sequence[CheckIn]
) -> list[_Asked]:
    polls = get_all(session, Poll, workspace_id, (check_in.poll_id for check_in in check_ins))
    projects = get_all(session, Project, workspace_id, (poll.project_id for poll in polls.values()))
    people = get_all(session, Person, workspace_id, (check_in.person_id for check_in in check_ins))
    return [
        _Asked(c, polls[c.poll_id], projects[polls[c.poll_id].project_id], people[c.person_id])
        for c in check_ins
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A check-in with all that it is about."""

    check_in: CheckIn
    poll: Poll
    project: Project
    person: Person

    @property
    def needs_prompt(self) -> bool:
        return self.check_in.prompt_id is None and self.project.way is Way.DIRECT

    @property
    def working_time(self) -> WorkingTime:
        """When the person works on the project."""
        return self.project.working_time_of(self.person)

    def ask_at(self, now: datetime) -> datetime:
        """When to ask: a poll of the cadence waits until the person is at work; what somebody opened does not."""
        if self.poll.is_first or not self.poll.is_scheduled or not self.needs_prompt:
            return now
        return asking_time(now, self.poll.closes_at, self._asking_hours(now))

    def _asking_hours(self, now: datetime) -> WorkingTime:
        """Their working hours; on the clocks that the project's own hour was chosen by, that hour too.

        Not where they have said themselves when they work.
        """
        hours = self.working_time
        is_chosen_for_them = self.person.works_from is None and hours.shares_clock(self.project.zone, now)
        return hours.reaching(self.project.ask_at) if is_chosen_for_them else hours

    def reminder(self, now: datetime) -> outbox.Owed | None:
        """One reminder per person and morning; when it is due it says nothing to whoever has answered."""
        remind_at = reminder_time(now, self.poll.closes_at, self.working_time)
        if remind_at is None:
            return None
        return outbox.Owed(
            key=f"reminder:{self.person.key}:{remind_at.isoformat()}",
            kind=outbox.Kind.REMINDER,
            subject_id=self.person.key,
            recipient=self.person.slack_user_id,
            not_before=remind_at,
        )


def _owe_reminders(session: Session, workspace_id: int, asked: Iterable[_Asked], now: datetime) -> None:
    reminders = [(each, owed) for each in asked if (owed := each.reminder(now)) is not None]
    messages = outbox.owe_all(session, workspace_id, (owed for _, owed in reminders), now=now)
    for each, owed in reminders:
        each.check_in.reminder_id = messages[owed.key].key
    _owe_nudges(session, workspace_id, [(each, messages[owed.key]) for each, owed in reminders], now)


def _owe_nudges(
    session: Session, workspace_id: int, reminded: Sequence[tuple[_Asked, Message]], now: datetime
) -> None:
    """Owe whoever missed the last poll too one nudge after the reminder; it says nothing if they have answered."""
    polls = {each.poll.key: each.poll for each, _ in reminded}
    missed = {key: missed_before(session, poll) for key, poll in polls.items()}
    owed = [_nudge(each, reminder) for each, reminder in reminded if each.person.key in missed[each.poll.key]]
    outbox.owe_all(session, workspace_id, (nudge for nudge in owed if nudge is not None), now=now)


def _nudge(asked: _Asked, reminder: Message) -> outbox.Owed | None:
    nudge_at = nudge_time(reminder.not_before, asked.poll.closes_at, asked.working_time)
    if nudge_at is None:
        return None
    return outbox.Owed(
        key=f"nudge:{reminder.key}",
        kind=outbox.Kind.NUDGE,
        subject_id=reminder.key,
        recipient=asked.person.slack_user_id,
        not_before=nudge_at,
    )


def _owe_prompts(session: Session, workspace_id: int, asked: Sequence[_Asked], now: datetime) -> None:
    """Owe one prompt to each person; one that has not gone out yet takes what fell due since."""
    people = {each.person.key: each.person for each in asked}
    prompts = _yet_to_come(session, workspace_id, people)
    for person_id in people.keys() - prompts.keys():
        prompts[person_id] = Prompt(workspace_id=workspace_id, person_id=person_id, asked_at=now)
    session.add_all(prompts.values())
    session.flush()
    for each in asked:
        each.check_in.prompt_id = prompts[each.person.key].key
    owed = [
        outbox.Owed(key_of(prompts[key].key), outbox.Kind.PROMPT, prompts[key].key, person.slack_user_id)
        for key, person in people.items()
    ]
    outbox.owe_all(session, workspace_id, owed, now=now)


def _yet_to_come(session: Session, workspace_id: int, people: Mapping[int, Person]) -> dict[int, Prompt]:
    """Return the prompts of people that wait to be sent, by person."""
    query = (
        select(Prompt)
        .join(Message, col(Message.subject_id) == col(Prompt.id))
        .where(
            Message.workspace_id == workspace_id,
            Message.kind == outbox.Kind.PROMPT,
            col(Message.recipient).in_([person.slack_user_id for person in people.values()]),
            Message.sent == 0,
            col(Message.leased_until).is_(None),
            col(Message.failed_at).is_(None),
        )
    )
    return {prompt.person_id: prompt for prompt in session.exec(query)}


def messages_of(session: Session, check_in: CheckIn) -> list[Message]:
    """Return the prompt and the reminder that carry a check-in, as far as there are any."""
    prompt = None
    if check_in.prompt_id is not None:
        prompt = outbox.find_by_key(session, check_in.workspace_id, key_of(check_in.prompt_id))
    reminder = None
    if check_in.reminder_id is not None:
        reminder = get(session, Message, check_in.workspace_id, check_in.reminder_id)
    return [message for message in (prompt, reminder) if message is not None]


def delivered(session: Session, check_ins: Iterable[CheckIn]) -> set[int]:
    """Return those of some check-ins of one workspace whose prompt or reminder reached the person."""
    asked = [check_in for check_in in check_ins if check_in.prompt_id is not None]
    if not asked:
        return set()
    keys = {key_of(check_in.prompt_id): check_in.prompt_id for check_in in asked if check_in.prompt_id}
    reminder_ids = {check_in.reminder_id for check_in in asked if check_in.reminder_id is not None}
    query = select(Message.id, Message.unique_key).where(
        Message.workspace_id == asked[0].workspace_id,
        or_(col(Message.unique_key).in_(keys), col(Message.id).in_(reminder_ids)),
        col(Message.slack_ts).is_not(None),
    )
    stands = session.exec(query).all()
    prompts = {keys[key] for _, key in stands if key in keys}
    reminders = {message_id for message_id, _ in stands}
    return {c.key for c in asked if c.prompt_id in prompts or c.reminder_id in reminders}


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
