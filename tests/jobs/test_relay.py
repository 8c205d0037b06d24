"""The relay: order and distance within a recipient, and limits that stop one workspace alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.clock import Clock
from bot.jobs.relay import Relay
from bot.services import leases, outbox, people
from bot.services.outbox import Kind, Owed
from bot.services.ports.outside import KnownWorkspace, SendingFailed, Sent
from models.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.services.ports.outside import Call, OwedMessage
    from models.database import Database

SECOND = timedelta(seconds=1)


class Slack:
    """A sender that keeps what arrives, and limits some workspaces."""

    def __init__(self) -> None:
        self.arrived: list[int] = []
        self.limited: dict[int, int] = {}
        self.slow: dict[int, asyncio.Event] = {}

    async def make_ready(self, batch: Sequence[OwedMessage]) -> list[Call]:
        return [partial(self._take, owed) for owed in batch]

    async def _take(self, owed: OwedMessage) -> Sent:
        if wait := self.limited.get(owed.workspace_id):
            raise SendingFailed("ratelimited", wait_seconds=wait)
        if owed.subject_id in self.slow:
            await self.slow[owed.subject_id].wait()
        self.arrived.append(owed.subject_id)
        return Sent(f"D{owed.recipient}", f"{owed.subject_id}.0")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def relay(database: Database, slack: Slack, clock: Clock) -> Relay:
    return Relay(database, slack, clock, pause=SECOND)


async def workspace(database: Database, team: str) -> int:
    known = KnownWorkspace(team, team, "UBOT", "BBOT", "ceiling")
    remember = partial(people.remember_workspace, known=known, now=Clock().now())
    return (await database.write(remember)).key


async def owe(database: Database, workspace_id: int, recipients: Sequence[str], *, first: int = 0) -> None:
    """Owe a message to each recipient; their subjects are numbers from `first` on."""

    def work(session: Session) -> None:
        for number, recipient in enumerate(recipients, start=first):
            owed = Owed(f"key {number}", Kind.NOBODY_TO_ASK, number, recipient)
            outbox.owe(session, workspace_id, owed, now=Clock().now())

    await database.write(work)


async def stored(database: Database) -> Sequence[Message]:
    return await database.read(lambda session: session.exec(select(Message).order_by(col(Message.id))).all())


async def test_a_workspace_that_is_limited_delays_no_other(
    database: Database, relay: Relay, slack: Slack, clock: Clock
) -> None:
    limited, free = await workspace(database, "T1"), await workspace(database, "T2")
    await owe(database, limited, ["U1", "U2"], first=10)
    await owe(database, free, ["U1", "U2"], first=20)
    slack.limited[limited] = 3600
    await relay.drain(limited)
    await relay.drain(free)
    assert sorted(slack.arrived) == [20, 21]
    assert await relay.workspaces_with_work() == []

    other_process = Relay(database, slack, clock, pause=SECOND)
    await other_process.drain(limited)
    assert sorted(slack.arrived) == [20, 21]
    slack.limited.clear()
    clock.move(timedelta(seconds=3601))
    await relay.drain(limited)
    assert sorted(slack.arrived) == [10, 11, 20, 21]


async def test_posts_to_one_recipient_keep_their_order_and_a_second_apart(
    database: Database, relay: Relay, slack: Slack, clock: Clock
) -> None:
    workspace_id = await workspace(database, "T1")
    await owe(database, workspace_id, ["C1", "C1", "U1", "C1"])
    for arrived in ({0, 2}, {1}, {3}):
        slack.arrived.clear()
        await relay.drain(workspace_id)
        assert set(slack.arrived) == arrived
        clock.move(SECOND)


async def test_what_was_sent_is_noted_while_another_call_is_still_under_way(
    database: Database, slack: Slack, relay: Relay
) -> None:
    """Else a process that is killed then would repeat everything that its slowest call waits beside."""
    here = await workspace(database, "T1")
    await owe(database, here, ["U1", "U2", "U3"])
    slack.slow[0] = asyncio.Event()
    draining = asyncio.create_task(relay.drain(here))
    while [message.sent for message in await stored(database)] != [0, 1, 1]:  # noqa: ASYNC110 (only the rows tell)
        await asyncio.sleep(0.01)
    slack.slow[0].set()
    assert await draining == 3


async def test_what_is_wanted_anew_while_a_batch_is_sent_is_sent_anew_and_nothing_else_is(
    database: Database, slack: Slack, relay: Relay, clock: Clock
) -> None:
    here = await workspace(database, "T1")
    await owe(database, here, ["U0", "U1", "U2"])
    slack.slow = {number: asyncio.Event() for number in range(3)}
    draining = asyncio.create_task(relay.drain(here))
    while not all(message.leased_until for message in await stored(database)):  # noqa: ASYNC110 (as above)
        await asyncio.sleep(0.01)
    await database.write(partial(outbox.refresh, workspace_id=here, key="key 1", now=clock.now()))
    for event in slack.slow.values():
        event.set()
    await draining
    assert sorted(slack.arrived) == [0, 1, 1, 2]
    assert [(each.sent, each.wanted) for each in await stored(database)] == [(1, 1), (2, 2), (1, 1)]
    assert {message.leased_until for message in await stored(database)} == {None}


async def test_what_slack_would_have_refused_is_given_back_untried(
    database: Database, relay: Relay, slack: Slack
) -> None:
    workspace_id = await workspace(database, "T1")
    await owe(database, workspace_id, [f"U{number}" for number in range(90)])
    slack.limited[workspace_id] = 3600
    await relay.drain(workspace_id)
    messages = await stored(database)
    assert Counter(message.leased_until for message in messages) == {None: 90}
    assert {message.unanswered for message in messages} == {0}
    assert sum(message.error == "ratelimited" for message in messages) < 90


async def test_a_message_whose_sender_died_goes_out_again_and_is_counted(
    database: Database, relay: Relay, slack: Slack, clock: Clock
) -> None:
    workspace_id = await workspace(database, "T1")
    await owe(database, workspace_id, ["U1"])
    claim = partial(leases.claim_batch, workspace_id=workspace_id, most=10, now=clock.now())
    assert len(await database.write(claim)) == 1
    await relay.drain(workspace_id)
    assert slack.arrived == []

    clock.move(timedelta(seconds=31))
    await relay.drain(workspace_id)
    assert slack.arrived == [0]
    assert [message.unanswered for message in await stored(database)] == [1]


async def test_an_update_whose_sender_died_is_made_again_and_repeats_no_post(
    database: Database, relay: Relay, slack: Slack, clock: Clock
) -> None:
    workspace_id = await workspace(database, "T1")
    await owe(database, workspace_id, ["U1"])
    await relay.drain(workspace_id)
    await database.write(partial(outbox.refresh, workspace_id=workspace_id, key="key 0", now=clock.now()))
    claim = partial(leases.claim_batch, workspace_id=workspace_id, most=10, now=clock.now())
    assert len(await database.write(claim)) == 1

    clock.move(timedelta(seconds=31))
    await relay.drain(workspace_id)
    assert slack.arrived == [0, 0]
    assert [message.unanswered for message in await stored(database)] == [0]
