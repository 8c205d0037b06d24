"""One reminder, on the last morning, in a person's own working hours, to those who have not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import asked_at, change_settings, go_away, methods, newest
from tests.flows.world import BERLIN

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_whoever_has_not_answered_is_reminded_once_on_the_last_morning(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-18")

    assert asked_at(churn.cho)[1:] == ["Mon 2026-06-15 09:00", "Tue 2026-06-16 09:00"]
    prompt, reminder = churn.cho.inbox()[1:]
    assert reminder.text.startswith("One reminder before the poll closes:")
    assert "which roles do you cover" not in reminder.text
    assert reminder.buttons == prompt.buttons


async def test_whoever_has_answered_or_skipped_is_not_reminded(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "10:00")
    await churn.cho.clicks("No change")
    await churn.ben.clicks("Skip")
    await world.wait_until_local("2026-06-18")

    assert len(churn.cho.inbox()) == 2
    assert len(churn.ben.inbox()) == 2


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/Los_Angeles", "Tue 2026-06-16 18:00"),
        ("America/New_York", "Tue 2026-06-16 15:00"),
        ("Pacific/Auckland", "Tue 2026-06-16 23:00"),
        ("Asia/Kolkata", "Wed 2026-06-17 05:30"),
    ],
)
async def test_the_reminder_comes_at_nine_where_the_person_lives(
    world: World, team: Team, zone: str, expected: str
) -> None:
    dee = world.sandbox.add_person("Dee Far", zone=zone)
    team.channel.members.append(dee.id)
    await world.set_up(team.ana, team.channel)
    for person in (team.ana, team.ben, team.cho, dee):
        await person.clicks("None of them")
    await world.wait_until_local("2026-06-18")

    assert asked_at(dee, BERLIN)[-1] == expected


async def test_a_poll_that_closes_in_a_persons_night_reminds_them_the_day_before(
    world: World, team: Team
) -> None:
    dee = world.sandbox.add_person("Dee Far", zone="America/Los_Angeles")
    team.channel.members.append(dee.id)
    await world.set_up(team.ana, team.channel)
    for person in (team.ana, team.ben, team.cho, dee):
        await person.clicks("None of them")
    await change_settings(world, team.ana, team.channel, time="14:00")
    await world.wait_until_local("2026-06-04")
    had = len(dee.inbox())
    await world.wait_until_local("2026-07-01", "13:00")

    # Open from Monday 14:00 to Wednesday 14:00 in Berlin: Wednesday 05:00 in Los Angeles.
    assert [at for at in asked_at(dee)[had:] if "-06-1" in at] == [
        "Mon 2026-06-15 18:00",
        "Tue 2026-06-16 18:00",
    ]


async def test_an_answer_just_before_the_reminder_keeps_it_from_being_sent(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-16", "08:59")
    await churn.cho.clicks("No change")
    await world.wait_until_local("2026-06-16", "09:01")

    assert len(churn.cho.inbox()) == 2


async def test_no_reminder_follows_a_poll_that_was_closed_early(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "15:00")
    await churn.ana.types("/ceiling poll close", in_=churn.channel)
    await world.wait_until_local("2026-06-18")

    assert len(churn.cho.inbox()) == 2


async def test_whoever_went_away_meanwhile_is_not_reminded(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "15:00")
    await go_away(churn.cho, "2026-06-19")
    await world.wait_until_local("2026-06-18")

    assert len(churn.cho.inbox()) == 2


async def test_a_press_in_the_reminder_turns_both_messages_into_receipts(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-16", "10:00")
    world.sandbox.clear_calls()
    await churn.cho.clicks("No change", on=newest(churn.cho))
    await world.catch_up()

    assert methods(world) == ["response_url", "chat.update"]
    for message in churn.cho.inbox()[1:]:
        assert "thank you, saved" in message.text
        assert message.buttons == ["Edit"]
    assert "One reminder" not in newest(churn.cho).text


async def test_an_answer_in_the_prompt_takes_the_reminder_back_too(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-16", "10:00")
    await churn.cho.clicks("No change", on=churn.cho.inbox()[1])
    await world.catch_up()

    assert "still waits" not in newest(churn.cho).text
    assert newest(churn.cho).buttons == ["Edit"]


async def test_polls_that_close_together_are_reminded_of_together(world: World, churn: Team) -> None:
    pricing = world.sandbox.add_channel("pricing", members=[churn.ana, churn.cho])
    await world.set_up(churn.ana, pricing, "pricing")
    for person in (churn.ana, churn.cho):
        await person.clicks("None of them")
    had = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-16", "10:00")

    _, reminder = churn.cho.inbox()[had:]
    assert "churn still waits" in reminder.text
    assert "pricing still waits" in reminder.text


async def test_a_reminder_never_shows_what_was_answered_before_it(world: World, churn: Team) -> None:
    pricing = world.sandbox.add_channel("pricing", members=[churn.ana, churn.cho])
    await world.set_up(churn.ana, pricing, "pricing")
    for person in (churn.ana, churn.cho):
        await person.clicks("None of them")
    await world.wait_until_local("2026-06-15", "10:00")
    await churn.cho.clicks("No change", within="churn")
    await world.wait_until_local("2026-06-16", "10:00")
    await churn.cho.clicks("No change", on=newest(churn.cho))
    await world.catch_up()

    assert "pricing: thank you, saved" in newest(churn.cho).text
    assert "churn" not in newest(churn.cho).text


async def test_a_poll_open_for_one_day_reminds_nobody_twice_in_one_morning(world: World, churn: Team) -> None:
    await change_settings(world, churn.ana, churn.channel, **{"open_for_(working_days)": "1"})
    await world.wait_until_local("2026-06-18")

    assert asked_at(churn.cho)[1:] == ["Mon 2026-06-15 09:00"]


async def test_whoever_missed_the_last_poll_too_is_nudged_once_in_the_afternoon_after_the_reminder(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-18")
    await world.wait_until_local("2026-06-29", "10:00")
    await churn.ben.clicks("No change")
    await world.wait_until_local("2026-07-02")

    assert asked_at(churn.cho)[-3:] == [
        "Mon 2026-06-29 09:00",
        "Tue 2026-06-30 09:00",
        "Tue 2026-06-30 13:00",
    ]
    assert newest(churn.cho).text.startswith(
        "The last poll closed without your answer; this one still takes it."
    )
    assert newest(churn.cho).buttons == ["Answer", "Ask me less"]
    assert asked_at(churn.ben)[-1] == "Mon 2026-06-29 09:00"


async def test_whoever_answers_after_the_reminder_is_not_nudged(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-18")
    await world.wait_until_local("2026-06-30", "10:00")
    await churn.cho.clicks("No change")
    await world.wait_until_local("2026-07-02")

    assert asked_at(churn.cho)[-1] == "Tue 2026-06-30 09:00"
