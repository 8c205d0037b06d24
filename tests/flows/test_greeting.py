"""Where a project can be set up, and how the bot says hello in a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks, refused, sweep

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person, Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
def elsewhere(world: World, team: Team) -> Channel:
    """A channel of Ana and Ben without the bot."""
    return world.sandbox.add_channel("uplift", members=[team.ana, team.ben], with_bot=False)


def greetings(person: Person, channel: Channel) -> list[Seen]:
    return [seen for seen in person.sees(channel) if "Hello, I am" in seen.text]


async def test_the_bot_greets_a_channel_it_is_invited_to(
    world: World, team: Team, elsewhere: Channel
) -> None:
    await world.sandbox.invite_bot(elsewhere, by=team.ana)
    await world.catch_up()

    [greeting] = greetings(team.ben, elsewhere)
    assert greeting.buttons == ["Set up a project"]
    assert "Nobody is asked until someone sets up a project here" in greeting.text


async def test_it_greets_once_however_often_it_is_invited(
    world: World, team: Team, elsewhere: Channel
) -> None:
    for _ in range(2):
        await world.sandbox.invite_bot(elsewhere, by=team.ana)
        await world.sandbox.repeat(world.sandbox.deliveries[-1])
        await world.catch_up()
        await world.sandbox.remove_bot(elsewhere)

    assert len(greetings(team.ben, elsewhere)) == 1


async def test_a_channel_it_was_added_to_unheard_is_greeted_at_the_next_look_and_only_once(
    world: World, team: Team, elsewhere: Channel
) -> None:
    await world.stop_bot()
    elsewhere.members.append(world.sandbox.bot_user_id)
    secret = world.sandbox.add_channel("secret", members=[team.ana], private=True)
    gone = world.sandbox.add_channel("gone", members=[team.ana])
    gone.archived = True
    await world.start_bot()
    for _ in range(2):
        await sweep(world)
    await world.sandbox.invite_bot(elsewhere, by=team.ana)
    await world.catch_up()

    assert len(greetings(team.ana, elsewhere)) == len(greetings(team.ana, secret)) == 1
    assert greetings(team.ana, gone) == []


async def test_a_greeted_channel_that_got_another_id_is_not_greeted_again(
    world: World, team: Team, elsewhere: Channel
) -> None:
    await world.sandbox.invite_bot(elsewhere, by=team.ana)
    await world.catch_up()
    await world.sandbox.change_channel_id(elsewhere)
    await sweep(world)

    assert len(greetings(team.ana, elsewhere)) == 1


async def test_a_greeting_that_could_not_be_sent_comes_later(
    world: World, team: Team, elsewhere: Channel
) -> None:
    world.sandbox.faults.add("chat.postMessage", status=500)
    await world.sandbox.invite_bot(elsewhere, by=team.ana)
    await world.settle()

    assert len(greetings(team.ben, elsewhere)) == 1


async def test_other_people_joining_are_not_greeted(world: World, team: Team) -> None:
    await world.sandbox.join(world.sandbox.add_person("Dee Diaz"), team.channel)
    await world.catch_up()

    assert team.ana.sees(team.channel) == []


async def test_anyone_sets_a_project_up_by_the_button_of_the_greeting(
    world: World, team: Team, elsewhere: Channel
) -> None:
    await world.sandbox.invite_bot(elsewhere, by=team.ana)
    await world.catch_up()
    await team.ben.clicks("Set up a project")
    await team.ben.submits()
    await world.catch_up()

    assert team.ben.modal is not None
    assert "uplift is set up. 2 people are asked now" in team.ben.modal.text
    assert "Ben Okafor added you" in team.ana.inbox()[-1].text


async def test_a_channel_with_a_project_is_not_greeted_again(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.sandbox.remove_bot(team.channel)
    await world.sandbox.invite_bot(team.channel)
    await world.catch_up()

    assert greetings(team.ana, team.channel) == []


@pytest.mark.parametrize("private", [False, True])
async def test_where_the_bot_is_not_one_reads_how_to_invite_it(
    world: World, team: Team, *, private: bool
) -> None:
    channel = world.sandbox.add_channel("secret", members=[team.ana], private=private, with_bot=False)

    said = await asks(team.ana, "/ceiling setup", channel)
    assert refused(said) == "I am not in this channel yet. Type /invite @ceiling in it, then try again."
    await world.sandbox.invite_bot(channel)
    await world.catch_up()
    assert len(greetings(team.ana, channel)) == 1
    await team.ana.types("/ceiling setup", in_=channel)
    assert team.ana.modal is not None


async def test_in_a_direct_message_one_reads_where_to_set_up(team: Team) -> None:
    await team.ana.types("/ceiling setup")

    assert team.ana.modal is None
    said = refused(team.ana.inbox()[-1].text)
    assert said == "Please run this in the channel that is to be the project's home."


async def test_a_bot_removed_while_the_form_is_open_says_so_and_saves_nothing(
    world: World, team: Team
) -> None:
    await team.ana.types("/ceiling setup", in_=team.channel)
    await world.sandbox.remove_bot(team.channel)
    await team.ana.submits()

    assert team.ana.modal is not None
    assert "I am not in this channel yet" in team.ana.modal.errors["Project name"]
    assert "I know no such project here" in await asks(team.ana, "/ceiling", team.channel)


async def test_a_guest_is_told_at_once_that_guests_set_up_nothing(world: World, team: Team) -> None:
    guest = world.sandbox.add_person("Gil Guest", is_guest=True)
    team.channel.members.append(guest.id)

    said = await asks(guest, "/ceiling setup", team.channel)
    assert refused(said) == "Guests cannot set up projects. Please ask a full member of the workspace."
    assert guest.modal is None


async def test_in_a_private_channel_the_bot_works_alike(world: World, team: Team) -> None:
    channel = world.sandbox.add_channel("secret", members=[team.ana, team.ben], private=True)
    await world.set_up(team.ana, channel, "secret")

    assert "0 of 2 in" in team.ben.sees(channel)[-1].text
    assert "added you" in team.ben.inbox()[-1].text
