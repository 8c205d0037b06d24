"""Changing a project's settings: what each field refuses, and what it changes for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def change(team: Team, **fields: object) -> str:
    """Let Ana change some settings; return what she reads then."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    for name, content in fields.items():
        team.ana.fills(LABELS[name], content, force=True)
    await team.ana.submits(force=True)
    assert team.ana.modal is not None
    if team.ana.modal.errors:
        return ", ".join(f"{label}: {said}" for label, said in team.ana.modal.errors.items())
    said = team.ana.modal.text
    await team.ana.dismisses()
    return said


LABELS = {
    "name": "Project name",
    "members": "Members",
    "leads": "Leads",
    "way": "How to ask",
    "rhythm": "How often",
    "weekday": "Weekday",
    "at": "Time",
    "zone": "Time zone",
    "work_days": "Work days",
    "holidays": "Public holidays of",
    "days_open": "Open for (working days)",
    "settle": "Wait before reporting (minutes)",
    "lower_band": "Smallest fall to report, into a lower band",
    "on_its_own": "Smallest fall to report in any case",
    "lapse_after": "Missed polls until an answer no longer counts",
}

NO_ZONE = "I do not know this time zone. Please name a place, such as Europe/Berlin or UTC."


@pytest.mark.parametrize(
    ("field", "content", "said"),
    [
        ("name", "", "Please fill this in."),
        ("name", "x" * 81, "This is too long. Please use at most 80 characters."),
        ("members", None, "There is nobody to ask. Please pick at least one member who is not a bot."),
        ("leads", None, "A project needs at least one lead. Please pick someone."),
        ("at", None, "Please fill this in."),
        (
            "zone",
            "Middle Earth",
            NO_ZONE,
        ),
        (
            "zone",
            "../../etc/passwd",
            NO_ZONE,
        ),
        (
            "holidays",
            "Atlantis",
            "I know no holidays of that place. Please use a code: DE, or DE-BY for a part of it.",
        ),
        ("work_days", None, "Please tick at least one work day."),
        ("weekday", "Sunday", "This weekday is not one of the project's work days. Please pick one that is."),
        ("days_open", "0", "Please give a number from 1 to 10."),
        ("days_open", "11", "Please give a number from 1 to 10."),
        ("days_open", "two", "Please give a number from 1 to 10."),
        ("settle", "1441", "Please give a number from 0 to 1440."),
        ("settle", "2.5", "Please give a number from 0 to 1440."),
        ("lower_band", "0", "Please give a number from 0.1 to 5."),
        ("lower_band", "0.55", "Please give a number from 0.1 to 5."),
        ("on_its_own", "5.1", "Please give a number from 0.1 to 5."),
        ("on_its_own", "", "Please give a number from 0.1 to 5."),
        ("lapse_after", "13", "Please give a number from 1 to 12."),
    ],
)
@pytest.mark.parametrize("transport", ["http"], indirect=True)
async def test_every_field_says_at_itself_what_it_needs(
    world: World, team: Team, field: str, content: object, said: str
) -> None:
    await world.set_up(team.ana, team.channel)

    assert await change(team, **{field: content}) == f"{LABELS[field]}: {said}"
    await team.ana.dismisses()
    assert "Saved." in await change(team)


async def test_a_bot_cannot_be_made_a_member(world: World, churn: Team) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)

    said = await change(churn, members=[churn.ana, robot])
    assert said == "Members: Please leave out bots and people who have left: they cannot be asked."


async def test_a_name_of_another_project_of_the_channel_is_taken(world: World, churn: Team) -> None:
    await world.set_up(churn.cho, churn.channel, "uplift")

    assert "already has a project of that name" in await change(churn, name="UPLIFT")
    await churn.ana.dismisses()
    assert "Saved. Churn" in await change(churn, name="Churn")


@pytest.mark.parametrize(
    ("fields", "words", "asked_on"),
    [
        ({"rhythm": "Every week"}, "every Monday at 09:00, Berlin time", "2026-06-08T07:00"),
        ({"rhythm": "Every 3 weeks", "weekday": "Friday"}, "every 3 weeks on Friday", "2026-06-05T07:00"),
        (
            {"rhythm": "Monthly, on the last such day", "weekday": "Thursday"},
            "every month on the last Thursday at 09:00",
            "2026-06-25T07:00",
        ),
        ({"at": "15:30"}, "every other Monday at 15:30, Berlin time", "2026-06-15T13:30"),
        ({"zone": "America/New York"}, "every other Monday at 09:00, New York time", "2026-06-15T13:00"),
        ({"zone": "utc"}, "every other Monday at 09:00, UTC", "2026-06-15T09:00"),
        (
            {"work_days": ["Thursday", "Friday", "Saturday", "Sunday"], "weekday": "Sunday"},
            "every other Sunday at 09:00, Berlin time",
            "2026-06-07T07:00",
        ),
    ],
)
@pytest.mark.parametrize("transport", ["http"], indirect=True)
async def test_when_members_are_asked_next_follows_and_is_said(
    world: World, churn: Team, fields: dict[str, object], words: str, asked_on: str
) -> None:
    said = await change(churn, **fields)
    assert words in said
    await world.wait_until_utc(asked_on, minutes=-1)
    asked_before = len(churn.ben.inbox())
    await world.wait_until_utc(asked_on, minutes=1)

    assert len(churn.ben.inbox()) == asked_before + 1


async def test_another_time_of_day_keeps_the_fortnight(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-10")
    said = await change(churn, at="10:00")

    assert "The next poll opens Monday, June 15, 2026 at 10:00." in said


async def test_in_the_channel_members_are_asked_there_and_not_one_by_one(world: World, churn: Team) -> None:
    await change(churn, way="In the channel")
    await world.wait_until_local("2026-06-15", "09:01")

    assert len(churn.ben.inbox()) == 1
    root = churn.ben.sees(churn.channel)[-1]
    assert "0 of 3 in" in root.text
    assert root.buttons == ["Answer"]


async def test_new_members_are_asked_and_removed_ones_no_longer(world: World, churn: Team) -> None:
    dee = world.sandbox.add_person("Dee Diaz", zone="Europe/Berlin")
    await change(churn, members=[churn.ana, churn.ben, dee])
    await world.wait_until_local("2026-06-15", "09:01")

    assert (len(dee.inbox()), len(churn.ben.inbox()), len(churn.cho.inbox())) == (1, 2, 2)
    assert "@Ana Ruiz took you out of churn" in churn.cho.inbox()[-1].text
    assert "You are in no project yet" in await asks(churn.cho, "/checkin", churn.channel)


async def test_a_lead_who_hands_over_leads_no_longer(churn: Team) -> None:
    assert "Saved." in await change(churn, leads=[churn.ben])

    assert "for the project's leads" in await asks(churn.ana, "/ceiling settings", churn.channel)
    await churn.ben.types("/ceiling settings", in_=churn.channel)
    assert churn.ben.modal is not None


async def test_settings_are_what_they_were_saved_as(churn: Team) -> None:
    await change(churn, settle="0", lower_band="1,5", on_its_own="2", lapse_after="4", days_open="3")
    await churn.ana.types("/ceiling settings", in_=churn.channel)

    modal = churn.ana.modal
    assert modal is not None
    shown = [
        modal.value(LABELS[name])
        for name in ("settle", "lower_band", "on_its_own", "lapse_after", "days_open")
    ]
    assert shown == ["0", "1.5", "2.0", "4", "3"]


async def test_the_stage_decides_what_is_said(churn: Team) -> None:
    await churn.ana.types("/ceiling stage", in_=churn.channel)
    churn.ana.fills("Stage", "Operation (needs most: infrastructure engineer)")
    await churn.ana.submits()

    assert churn.ana.modal is not None
    assert (
        "churn is now in operation. The role that decides it: infrastructure engineer."
        in churn.ana.modal.text
    )
    assert "churn (operation)" in await asks(churn.ana, "/ceiling", churn.channel)


async def test_settings_and_stage_open_from_the_status_and_from_home(churn: Team) -> None:
    await churn.ana.types("/ceiling", in_=churn.channel)
    await churn.ana.clicks("Settings")
    assert churn.ana.modal is not None
    await churn.ana.dismisses()
    await churn.ana.opens_home()
    await churn.ana.clicks("Settings", on=churn.ana.home())
    assert churn.ana.modal is not None

    await churn.ben.types("/ceiling", in_=churn.channel)
    assert "Settings" not in churn.ben.sees(churn.channel)[-1].buttons
    assert told(churn.ben, churn.channel)


async def test_a_poll_that_would_open_on_a_public_holiday_opens_on_the_next_work_day(
    world: World, churn: Team
) -> None:
    await change(churn, weekday="Friday", rhythm="Every week", holidays="united states")
    await world.wait_until_local("2026-06-17")

    assert "Next poll: Monday, June 22, 2026 at 09:00" in await asks(churn.ana, "/ceiling", churn.channel)
