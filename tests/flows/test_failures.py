"""When something breaks inside the bot, the person reads that nothing was saved, and Slack's events come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.sandbox.delivery import TIMED_OUT
from bot.slack.words.errors import NOTHING_SAVED
from tests.flows.world import PATIENCE_SECONDS, asks, told

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.flows.conftest import Team
    from tests.flows.world import World


async def lose(world: World, table: str) -> None:
    """Take a table away from the bot."""

    def work(session: Session) -> None:
        session.connection().execute(text(f"ALTER TABLE {table} RENAME TO lost"))

    await world.bot.database.write(work)


async def find_again(world: World, table: str) -> None:
    def work(session: Session) -> None:
        session.connection().execute(text(f"ALTER TABLE lost RENAME TO {table}"))

    await world.bot.database.write(work)


@pytest.mark.parametrize("line", ["/ceiling", "/ceiling settings", "/checkin"])
async def test_a_command_that_fails_says_that_nothing_was_saved(world: World, churn: Team, line: str) -> None:
    await lose(world, "projects")

    assert await asks(churn.ana, line, churn.channel) == NOTHING_SAVED
    assert churn.ana.last_answer is not None
    assert churn.ana.last_answer.status == 200


async def test_a_button_that_fails_says_so_beside_its_message(world: World, churn: Team) -> None:
    await churn.ana.types("/ceiling", in_=churn.channel)
    await lose(world, "projects")
    ack = await churn.ana.clicks("Settings")

    assert ack.status == 200
    assert told(churn.ana, churn.channel) == NOTHING_SAVED
    assert churn.ben.sees(churn.channel)[-1].text != NOTHING_SAVED


async def test_a_button_in_home_that_fails_says_so_in_a_modal(world: World, churn: Team) -> None:
    await churn.ana.opens_home()
    await lose(world, "projects")
    ack = await churn.ana.clicks("Settings", on=churn.ana.home())

    assert ack.status == 200
    assert churn.ana.modal is not None
    assert churn.ana.modal.text == NOTHING_SAVED


async def test_a_modal_that_fails_keeps_what_was_filled_in(world: World, churn: Team) -> None:
    await churn.ana.types("/checkin", in_=churn.channel)
    await lose(world, "answers")
    ack = await churn.ana.submits()

    assert ack.status == 200
    assert churn.ana.modal is not None
    assert list(churn.ana.modal.errors.values()) == [NOTHING_SAVED]
    await find_again(world, "answers")
    await churn.ana.submits()
    assert churn.ana.last_answer is not None
    assert "errors" not in churn.ana.last_answer.body


async def test_a_failure_halfway_leaves_nothing_behind(world: World, team: Team) -> None:
    await team.ana.types("/ceiling setup", in_=team.channel)
    await lose(world, "check_ins")
    await team.ana.submits()
    assert team.ana.modal is not None
    assert list(team.ana.modal.errors.values()) == [NOTHING_SAVED]

    await find_again(world, "check_ins")
    await world.catch_up()
    assert "I know no such project here" in await asks(team.ana, "/ceiling", team.channel)
    assert team.ben.inbox() == []
    await team.ana.submits()
    assert "churn is set up" in team.ana.modal.text


async def test_an_event_that_fails_is_taken_when_slack_sends_it_again(
    world: World, churn: Team, transport: str
) -> None:
    world.sandbox.sockets.ack_seconds = 0.2
    await lose(world, "people")
    ack = await world.sandbox.rename(churn.ben, "Ben B.")
    assert ack.status == {"http": 500, "socket": TIMED_OUT}[transport]

    await find_again(world, "people")
    world.sandbox.sockets.ack_seconds = PATIENCE_SECONDS
    assert (await world.sandbox.repeat(world.sandbox.deliveries[-1])).status == 200


async def test_a_slack_that_cannot_be_reached_is_no_reason_to_blame_anyone(world: World, team: Team) -> None:
    await team.ana.types("/ceiling setup", in_=team.channel)
    world.sandbox.faults.add("users.info", status=500, times=50)
    await team.ana.submits()

    assert team.ana.modal is not None
    assert list(team.ana.modal.errors.values()) == [NOTHING_SAVED]


async def test_a_note_that_cannot_be_shown_undoes_nothing(world: World, churn: Team) -> None:
    await world.settle()
    await churn.ana.types("/ceiling poll", in_=churn.channel)
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    churn.channel.members.append(admin.id)
    world.sandbox.faults.add("response_url", cut=True, times=5)
    await world.set_up(churn.ben, churn.channel, "uplift")
    await admin.types("/ceiling poll close", in_=churn.channel)
    ack = await admin.clicks("Choose", within="churn")

    assert ack.status == 200
    assert "No poll is open" in await asks(churn.ana, "/ceiling poll close churn", churn.channel)
