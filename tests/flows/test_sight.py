"""Who sees what: nothing of a private channel's project reaches anyone outside it, whatever they press or type."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.sandbox import NotSeen
from bot.sandbox.inputs import placed
from tests.flows.world import asks, refused, told

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person, Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World


@dataclass
class Secret:
    """The private project *nightjar* of Ana and Ben, beside the public *churn* with Cho; Eve is in neither."""

    ana: Person
    ben: Person
    cho: Person
    eve: Person
    channel: Channel
    public: Channel


@pytest.fixture
async def secret(world: World, churn: Team) -> Secret:
    """After the first poll of both; Ana leads both, and Ben covers infrastructure in both."""
    eve = world.sandbox.add_person("Eve Evans")
    churn.channel.members.append(eve.id)
    channel = world.sandbox.add_channel("nightjar", members=[churn.ana, churn.ben], private=True)
    await world.set_up(churn.ana, channel, "nightjar")
    await world.answers(churn.ana, data_scientist="own it")
    await world.answers(churn.ben, infrastructure_engineer="own it")
    await world.settle()
    return Secret(churn.ana, churn.ben, churn.cho, eve, channel, churn.channel)


def everything_read_by(person: Person) -> str:
    """Return all that a person can have read: channels, direct messages, Home and the modal that is open."""
    channels = person.workspace.channels.values()
    seen = [each.text for channel in channels for each in person.sees(channel)]
    modal = [person.modal.text] if person.modal else []
    return "\n".join([*seen, *modal, home_of(person)])


def home_of(person: Person) -> str:
    try:
        return person.home().text
    except NotSeen:
        return ""


async def forges(person: Person, seen: Seen, label: str, value: object) -> None:
    """Let a person press a button whose value is not the one the bot gave it."""
    place, _ = seen.button(label)
    place.element["value"] = json.dumps(value)
    await person.clicks(label, on=seen)


def project_id(secret: Secret) -> int:
    """Return the id of the private project, as its own members' buttons carry it."""
    place = next(p for p in placed(told_seen(secret).blocks) if p.element.get("action_id") == "share_status")
    return int(place.element["value"])


def told_seen(secret: Secret) -> Seen:
    return secret.ana.sees(secret.channel)[-1]


@pytest.mark.parametrize("is_admin", [False, True])
async def test_commands_know_nothing_of_a_private_project_outside_it(
    world: World, secret: Secret, *, is_admin: bool
) -> None:
    stranger = world.sandbox.add_person("Max Moss", is_admin=is_admin)
    secret.public.members.append(stranger.id)
    for line in ("status", "settings", "stage", "poll", "poll close", "checkin", "secondment start"):
        said = await asks(stranger, f"/ceiling {line} nightjar", secret.public)
        assert "I know no such project" in said, line
    await stranger.types("/ceiling", in_=secret.public)
    await stranger.types("/ceiling")
    await stranger.types("/ceiling portfolio")
    await stranger.types("/secondment", in_=secret.public)
    await stranger.opens_home()

    assert "nightjar" not in everything_read_by(stranger).replace("“nightjar”", "")
    assert stranger.modal is None


async def test_a_forged_button_opens_no_door(world: World, secret: Secret) -> None:
    await secret.ana.types("/ceiling", in_=secret.channel)
    hidden = project_id(secret)
    eve, public = secret.eve, secret.public
    await eve.types("/ceiling", in_=public)
    status = eve.sees(public)[-1]
    with capture_logs() as logs:
        for action_id in FORGED:
            place, _ = status.button("Share in channel")
            place.element["action_id"] = action_id
            for value in (
                hidden,
                {"project": hidden, "poll": 1},
                {"project": hidden, "role": "domain_expert"},
            ):
                await forges(eve, status, "Share in channel", value)
                await world.catch_up()

    assert "nightjar" not in everything_read_by(eve)
    assert eve.modal is None
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    said = await asks(secret.ana, "/ceiling poll close", secret.channel)
    assert refused(said) == "No poll is open. /ceiling poll opens one now."


FORGED = (
    "show_status", "show_trend", "export", "share_status", "open_poll", "close_poll", "change_stage",
    "change_settings", "start_secondment", "check_in", "who_knows", "cover", "ask_secondment", "update", "edit",
    "answer_poll",
    "no_change", "none_of_them", "skip", "not_my_project", "still_cover", "mark_met", "extend", "return_home",
    "end_early", "add_next_goals",
)  # fmt: skip


async def test_a_private_project_shows_only_where_its_viewer_belongs(secret: Secret) -> None:
    await secret.ana.opens_home()
    await secret.eve.opens_home()

    assert "nightjar" in secret.ana.home().text
    assert "nightjar" not in secret.eve.home().text
    assert "What holds your project back?" in secret.eve.home().text


async def test_a_lead_elsewhere_hears_nothing_of_a_private_project_nor_of_what_a_loan_would_cost_it(
    world: World, secret: Secret
) -> None:
    eve = secret.eve
    other = world.sandbox.add_channel("orchid", members=[eve, secret.cho])
    await world.set_up(eve, other, "orchid", stage="Research")
    await world.answers(eve, data_scientist="others come", ml_engineer="others come")
    await world.answers(secret.cho, domain_expert="others come")
    await world.settle()
    await eve.types("/ceiling portfolio", in_=other)
    await eve.opens_home()
    await eve.clicks("All projects", on=eve.home())

    # Ben could help out: he covers infrastructure in churn, which all may see, and in nightjar.
    assert "@Ben Okafor" in everything_read_by(eve)
    assert "nightjar" not in everything_read_by(eve)


async def test_home_shows_only_ones_own_projects_even_of_public_ones(secret: Secret) -> None:
    cho = secret.cho
    await cho.opens_home()

    home = cho.home().text
    assert "churn" in home
    assert "nightjar" not in home
    assert "Ben" not in home
    assert "Settings" not in cho.home().buttons


async def test_whoever_is_in_the_private_channel_sees_its_project_there_without_people(
    secret: Secret,
) -> None:
    secret.channel.members.append(secret.eve.id)
    said = await asks(secret.eve, "/ceiling", secret.channel)

    assert "nightjar" in said
    assert "@" not in said
    assert "I know no such project" in await asks(secret.eve, "/ceiling status nightjar", secret.public)


async def test_a_private_project_is_shared_in_its_own_channel_only(secret: Secret) -> None:
    await secret.ana.types("/ceiling status nightjar", in_=secret.public)
    elsewhere = secret.ana.sees(secret.public)[-1]
    assert "nightjar" in elsewhere.text
    assert "Share in channel" not in elsewhere.buttons

    await secret.ana.types("/ceiling", in_=secret.channel)
    await secret.ana.clicks("Share in channel")
    assert "nightjar" in told(secret.ben, secret.channel)
    assert "@" not in told(secret.ben, secret.channel)
    assert "nightjar" not in everything_read_by(secret.eve)


async def test_a_forged_share_of_a_private_project_is_refused_to_its_own_members_too(
    secret: Secret,
) -> None:
    await secret.ana.types("/ceiling", in_=secret.channel)
    hidden = project_id(secret)
    await secret.ana.types("/ceiling status churn", in_=secret.public)
    await forges(secret.ana, secret.ana.sees(secret.public)[-1], "Share in channel", hidden)

    assert "This cannot be shared here" in told(secret.ana, secret.public)
    assert "nightjar" not in everything_read_by(secret.eve)


async def test_an_outsider_of_a_public_project_sees_functions_and_no_people(
    world: World, secret: Secret
) -> None:
    said = await asks(secret.eve, "/ceiling", secret.public)
    assert "Infrastructure: strong" in said
    assert "@" not in said

    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    secret.public.members.append(admin.id)
    assert "@" not in await asks(admin, "/ceiling", secret.public)
    assert "Settings" in admin.sees(secret.public)[-1].buttons


async def test_a_guest_sees_a_public_project_in_its_channel_only(world: World, secret: Secret) -> None:
    guest = world.sandbox.add_person("Gil Guest", is_guest=True)
    random = world.sandbox.add_channel("random", members=[guest])
    assert "I know no such project" in await asks(guest, "/ceiling status churn", random)

    secret.public.members.append(guest.id)
    assert "churn" in await asks(guest, "/ceiling", secret.public)
