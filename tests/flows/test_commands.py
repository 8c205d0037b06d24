"""Slash commands: help, words that nobody knows, and finding the project that is meant."""

# ruff: noqa: RUF001 - the quotes that phones put in are the point

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks, refused

if TYPE_CHECKING:
    from bot.sandbox import Channel
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def two(world: World, team: Team) -> Channel:
    """A second project of Ana's, *pricing*, beside *churn* in the same channel; Cho leads it. Returns #random."""
    random = world.sandbox.add_channel("random", members=[team.ana, team.ben, team.cho])
    await world.set_up(team.ana, team.channel, "churn")
    await world.set_up(team.cho, team.channel, "pricing")
    return random


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("/ceiling stauts", "/ceiling status"),
        ("/ceiling set up", "/ceiling setup"),
        ("/ceiling SETING", "/ceiling settings"),
        ("/ceiling archive", "/ceiling settings"),
        ("/ceiling vacations", "/ceiling away"),
        ("/ceiling secondment retrun", "/secondment return"),
        ("/secondment strat", "/secondment start"),
    ],
)
async def test_an_unknown_word_gets_the_nearest_one_and_the_usage(
    team: Team, line: str, nearest: str
) -> None:
    said = await asks(team.ana, line, team.channel)

    assert f"Did you mean {nearest}?" in said
    assert f"{line.split(maxsplit=1)[0] if 'secondment' not in line else '/secondment'} " in said


async def test_a_word_like_no_other_gets_the_usage_alone(team: Team) -> None:
    said = await asks(team.ana, "/ceiling xyzzy", team.channel)

    assert "/ceiling does not know “xyzzy”." in said
    assert "Did you mean" not in said
    assert "• /ceiling setup: set up a project in this channel" in said


@pytest.mark.parametrize("line", ["/ceiling help", "/ceiling HELP", "/ceiling  “help” "])
async def test_help_lists_every_subcommand(team: Team, line: str) -> None:
    said = await asks(team.ana, line, team.channel)

    assert [row.split(":")[0] for row in said.split("\n") if row.startswith("•")] == [
        f"• /ceiling {word}"
        for word in (
            "status", "trend", "export", "setup", "poll", "stage", "settings",
            "portfolio", "checkin", "secondment", "away", "hours", "help",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["/secondment help", "/ceiling secondment help"])
async def test_secondment_has_a_help_of_its_own(team: Team, line: str) -> None:
    said = await asks(team.ana, line, team.channel)

    assert said.startswith("• /secondment start")
    assert "does not know" not in said


@pytest.mark.parametrize("line", ["/checkin help", "/ceiling checkin help"])
async def test_checkin_explains_itself(team: Team, line: str) -> None:
    assert "asks which roles you cover" in await asks(team.ana, line, team.channel)


async def test_checkin_in_no_project_says_whom_to_ask(team: Team) -> None:
    said = await asks(team.ana, "/checkin", team.channel)

    assert refused(said) == "You are in no project yet. Please ask the lead of your project to add you."


async def test_checkin_opens_ones_only_project_wherever_it_is_typed(world: World, churn: Team) -> None:
    await churn.ana.types("/checkin", in_=world.sandbox.add_channel("random", members=[churn.ana]))

    assert churn.ana.modal is not None
    assert "churn" in churn.ana.modal.text


@pytest.mark.parametrize("line", ["/checkin", "/ceiling checkin"])
async def test_checkin_with_several_projects_lets_one_choose(team: Team, two: Channel, line: str) -> None:
    said = await asks(team.ben, line, two)
    assert "Which project?" in said
    assert "churn" in said
    await team.ben.clicks("Choose", within="pricing")

    assert team.ben.modal is not None
    assert "pricing" in team.ben.modal.text


async def test_a_name_is_found_whatever_its_case_and_quotes(team: Team, two: Channel) -> None:
    for name in ("PRICING", '"pricing"', "“Pricing”", "‘pricing’", "«pricing»", "pri", "  pricing  "):
        for line in ("/checkin", "/ceiling checkin"):
            await team.ben.types(f"{line} {name}", in_=two)
            assert team.ben.modal is not None, name
            assert "pricing" in team.ben.modal.text
            await team.ben.dismisses()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ben’s “best” model", 'ben\'s "best" model'),
        ("Ben's model", "Ben’s model"),
        ("“churn”", "churn"),
        ("R&D <beta>", "r&d <BETA>"),
        ("STRASSE", "straße"),
        ("café", "cafe\u0301"),
    ],
)
async def test_a_name_with_quotes_and_signs_is_found(world: World, team: Team, name: str, typed: str) -> None:
    other = world.sandbox.add_channel("random", members=[team.ana])
    await world.set_up(team.ana, other, "something else")
    await world.set_up(team.ana, team.channel, name)
    await team.ana.types(f"/checkin {typed}")

    assert team.ana.modal is not None
    assert "something else" not in team.ana.modal.text


async def test_an_unknown_name_is_said_to_be_unknown(team: Team, two: Channel) -> None:
    for line in ("/checkin xyz", "/ceiling status xyz", "/ceiling poll open xyz", "/secondment start xyz"):
        assert "I know no such project" in await asks(team.ana, line, two)


async def test_a_lead_need_not_name_the_one_project_they_lead(team: Team, two: Channel) -> None:
    await team.cho.types("/ceiling stage", in_=team.channel)
    assert team.cho.modal is not None
    await team.cho.dismisses()

    said = await asks(team.cho, "/ceiling poll close", two)
    assert "The poll for pricing is closed" in said


@pytest.mark.parametrize(
    "line", ["/ceiling poll close", "/ceiling settings", "/ceiling stage", "/secondment start"]
)
async def test_what_is_for_leads_is_refused_to_others_kindly(team: Team, two: Channel, line: str) -> None:
    said = await asks(team.ben, line, team.channel)
    assert refused(said) == "This is for the project's leads. Please ask one of them."
    assert await asks(team.ben, f"{line} churn", two) == said
    assert team.ben.modal is None


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("/ceiling settings", "Settings"),
        ("/ceiling stage", "Stage"),
        ("/secondment start", "Start a secondment"),
    ],
)
async def test_an_admin_with_several_projects_to_run_chooses_one(
    world: World, two: Channel, line: str, opens: str
) -> None:
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    two.members.append(admin.id)
    said = await asks(admin, line, two)
    assert "Which project?" in said
    await admin.clicks("Choose", within="churn")

    assert admin.modal is not None
    assert admin.modal.title == opens


async def test_a_poll_is_opened_and_closed_by_choice_too(world: World, two: Channel) -> None:
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    two.members.append(admin.id)
    await admin.types("/ceiling poll close", in_=two)
    await admin.clicks("Choose", within="churn")
    assert "The poll for churn is closed: 0 of 3 in." in admin.sees(two)[-1].text

    await world.settle()
    await admin.types("/ceiling poll", in_=two)
    await admin.clicks("Choose", within="churn")
    assert "The poll for churn is open" in admin.sees(two)[-1].text


async def test_an_admin_runs_no_private_project_they_are_not_in(world: World, team: Team) -> None:
    secret = world.sandbox.add_channel("secret", members=[team.ana], private=True)
    await world.set_up(team.ana, secret, "secret")
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    team.channel.members.append(admin.id)

    for line in ("/ceiling settings secret", "/ceiling poll close secret", "/ceiling status secret"):
        assert "I know no such project" in await asks(admin, line, team.channel)


async def test_a_project_s_name_alone_shows_its_status(team: Team, two: Channel) -> None:
    for name in ("pricing", "“Pricing”"):
        said = await asks(team.ben, f"/ceiling {name}", two)
        assert said.startswith("pricing (")
        assert "Did you mean" not in said
    assert "does not know “prici”" in await asks(team.ben, "/ceiling prici", two)


async def test_the_name_of_a_project_out_of_sight_is_a_word_like_any_other(world: World, churn: Team) -> None:
    secret = world.sandbox.add_channel("secret", members=[churn.ana], private=True)
    await world.set_up(churn.ana, secret, "acquisition")
    assert "does not know “acquisition”" in await asks(churn.ben, "/ceiling acquisition", churn.channel)
    assert (await asks(churn.ana, "/ceiling acquisition", churn.channel)).startswith("acquisition (")


async def test_a_mention_after_a_command_is_no_name(team: Team, two: Channel) -> None:
    assert "Which project?" in await asks(team.ben, "/checkin @Ana Ruiz", two)
