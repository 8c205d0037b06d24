"""What was promised, against what is there: the database beside what Slack showed."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.clock import Clock
from bot.services.outbox import Kind
from models.database import Database
from models.messages import Message
from models.polls import Poll
from models.projects import Answer, Membership, Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from bot.sandbox import Sandbox
    from bot.sandbox.workspace import Call
    from tests.chaos.crowd import Crowd
    from tests.chaos.scene import Team

CONFIDENCE = {"others come": 5, "learning it": 1}
# What became of a call is stored at once; whoever lived longer than this after an answer has stored it.
STORED_WITHIN_SECONDS = 20.0
LOOK_EVERY_SECONDS = 1.0
A_DAY_APART = timedelta(hours=12)


@dataclass
class Books:
    """What the database says in the end."""

    messages: list[Message]
    answers: dict[tuple[str, str], Answer]
    polls: Counter[str]

    @property
    def summaries(self) -> int:
        """How many drops were told in their channels."""
        return sum(m.kind == Kind.DROP and m.slack_ts is not None for m in self.messages)

    @property
    def owed(self) -> list[Message]:
        """What was not sent, given up or not; reminders of another day are none of today's business."""
        soon = Clock().now() + A_DAY_APART
        return [m for m in self.messages if m.sent < m.wanted and m.not_before < soon]


class Bookkeeper:
    """Reads the bot's database, beside the bot."""

    def __init__(self, database_url: str) -> None:
        self._database = Database(database_url, threads=1)

    async def books(self) -> Books:
        """Return what the database says now."""
        return await self._database.read(_books)

    async def until_settled(self, *, summaries: int) -> None:
        """Wait until nothing is owed any more, and so many drops were told."""
        while (books := await self.books()).owed or books.summaries < summaries:
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def until_closed(self, project: str) -> None:
        """Wait until a project's first poll has closed."""
        query = (
            select(Poll.id)
            .join(Project, col(Project.id) == col(Poll.project_id))
            .where(Project.name == project, col(Poll.closed_at).is_not(None))
        )
        while not await self._database.read(lambda session: session.exec(query).first()):
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()


def _books(session: Session) -> Books:
    stated = (
        select(Project.name, Person.slack_user_id, Answer)
        .join(Membership, col(Membership.project_id) == col(Project.id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Answer, col(Answer.membership_id) == col(Membership.id))
        .order_by(col(Answer.id))
    )
    polled = select(Project.name).join(Poll, col(Poll.project_id) == col(Project.id))
    return Books(
        list(session.exec(select(Message).order_by(col(Message.id)))),
        {(name, user): answer for name, user, answer in session.exec(stated)},
        Counter(session.exec(polled)),
    )


@dataclass
class Verdict:
    """What was found; `violations` are sentences, empty when every promise was kept."""

    violations: list[str] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)
    figures: dict[str, object] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


def judge(
    books: Books, sandbox: Sandbox, teams: list[Team], crowd: Crowd, killed_at: Mapping[str, float]
) -> Verdict:
    """Compare the books with what Slack shows."""
    verdict = Verdict()
    verdict.violations += [f"nobody asked {name}" for name in _unasked(teams)]
    verdict.violations += [f"never sent: {message.unique_key} ({message.error})" for message in books.owed]
    verdict.violations += [f"{name} gave up answering" for name in crowd.gave_up]
    verdict.violations += list(_lost_answers(books, teams, crowd))
    verdict.violations += [f"{count} polls in {name}" for name, count in books.polls.items() if count != 1]
    verdict.violations += [f"Slack's rules: {rule}" for rule in dict.fromkeys(sandbox.broken_rules)]
    _judge_posts(books, sandbox, killed_at, verdict)
    verdict.figures["prompts delivered"] = sum(len(team.members) for team in teams) - len(_unasked(teams))
    verdict.figures["answers taken"] = len(crowd.taken)
    verdict.figures["tries of people"] = crowd.tries
    verdict.figures["calls to Slack"] = len(sandbox.calls)
    verdict.figures["drop summaries"] = sum(message.kind == Kind.DROP for message in books.messages)
    return verdict


def _unasked(teams: list[Team]) -> list[str]:
    return [person.name for team in teams for person in team.members if not person.inbox()]


def _lost_answers(books: Books, teams: list[Team], crowd: Crowd) -> Iterable[str]:
    for team in teams:
        for person in team.members:
            if person.id not in crowd.taken:
                continue
            role, words = crowd.taken[person.id]
            answer = books.answers.get((team.name, person.id))
            if answer is None or getattr(answer, role) != CONFIDENCE[words]:
                yield f"the answer of {person.name} was taken and is not there"


def _judge_posts(books: Books, sandbox: Sandbox, killed_at: Mapping[str, float], verdict: Verdict) -> None:
    posts = {
        (call.result["channel"], call.result["ts"]): call
        for call in sandbox.calls
        if call.method == "chat.postMessage" and call.result.get("ok")
    }
    known = {(m.slack_channel_id, m.slack_ts): m for m in books.messages if m.slack_ts is not None}
    verdict.violations += [
        f"not in Slack: {m.unique_key}" for place, m in known.items() if place not in posts
    ]
    verdict.violations += [
        f"a summary was not posted: {m.unique_key}"
        for m in books.messages
        if m.kind == Kind.DROP and m.slack_ts is None
    ]
    for place in posts.keys() - known.keys():
        why = _why_repeated(posts[place], killed_at)
        verdict.repeated[why or "for no reason"] += 1
        if why is None:
            verdict.violations.append(
                f"repeated for no reason: a message in {place[0]} by {posts[place].caller}"
            )


def _why_repeated(call: Call, killed_at: Mapping[str, float]) -> str | None:
    """Return why nobody knew of a post; None when its caller heard the answer and lived to store it."""
    if call.answer != call.result:
        return "its answer was cut"
    end = killed_at.get(call.caller)
    is_by_kill = end is not None and 0 <= end - call.began < STORED_WITHIN_SECONDS
    return "its process was killed" if is_by_kill else None
