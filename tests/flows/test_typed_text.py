"""Whatever people type is shown as they typed it and does nothing: no mention, no link, no style, no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Channel
    from tests.flows.conftest import Team
    from tests.flows.world import World

HOSTILE = {
    "calls, mentions and links": "<!channel> <@U0000000001> did <https://evil.example|click>",
    "styles and entities": "*bold* _it_ ~no~ `code` & &lt;c&gt;",
    "a quote with emoji": "> quoted 🚀 :tada: 👩🏽‍🔬",
    "both directions": "مشروع churn \u202egnp.exe",
}
# What could act in Slack's markup of the texts that the bot sent.
ACTING = (
    "<!channel",
    "<!here",
    "<!everyone",
    "<https://evil",
    "<@U0000000001> did",
    "*bold*",
    "`code`",
    "\u202e",
)


LOOK_ALIKES = (
    ("\N{ASTERISK OPERATOR}", "*"),
    ("\N{TILDE OPERATOR}", "~"),
    ("\N{MODIFIER LETTER LOW MACRON}", "_"),
    ("\N{MODIFIER LETTER GRAVE ACCENT}", "`"),
)


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def typed(request: pytest.FixtureRequest) -> str:
    """A text somebody types."""
    return str(request.param)


@pytest.fixture(params=["http"])
def transport(request: pytest.FixtureRequest) -> str:
    """The texts do not care how they came."""
    return str(request.param)


def markup(part: object) -> list[str]:
    """Return every text that Slack would read as markup, in a call of the bot."""
    if isinstance(part, list):
        return [text for each in part for text in markup(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if part.get("type") == "mrkdwn" else []
    return own + [text for each in part.values() for text in markup(each)]


def assert_harmless(world: World) -> None:
    sent: list[Any] = [call.args for call in world.sandbox.calls]
    texts = [text for args in sent for text in markup(args)]
    texts += [str(args["text"]) for args in sent if isinstance(args.get("text"), str)]
    assert texts
    acting = [text for text in texts if any(mark in text for mark in ACTING)]
    assert acting == []


def readable(text: str) -> str:
    """Return a text without the marks that keep directions and styles apart, as it is read."""
    for mark in ("\u2068", "\u2069", "\u202e"):
        text = text.replace(mark, "")
    for look_alike, mark in LOOK_ALIKES:
        text = text.replace(look_alike, mark)
    return text


async def test_a_projects_name_does_nothing_anywhere(world: World, team: Team, typed: str) -> None:
    await world.set_up(team.ana, team.channel, typed)
    await world.settle()
    await world.answers(team.ana, data_scientist="own it")
    await team.ana.types("/ceiling poll close", in_=team.channel)
    await world.catch_up()
    await team.ana.types("/ceiling status", in_=team.channel)
    await team.ana.clicks("Share in channel")
    await team.ana.opens_home()

    assert_harmless(world)
    shown = readable(typed).replace(":tada:", "🎉")
    assert shown in readable(team.ben.sees(team.channel)[-1].text)
    assert shown in readable(team.ana.home().text)


async def test_a_new_name_does_nothing_anywhere(world: World, churn: Team, typed: str) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Project name", typed)
    await churn.ana.submits()
    await churn.ana.dismisses()
    await churn.ana.types("/ceiling", in_=churn.channel)

    assert_harmless(world)


async def test_a_secondments_texts_do_nothing_anywhere(world: World, churn: Team, typed: str) -> None:
    home = world.sandbox.add_channel("platform", members=[churn.ben])
    await borrow(world, churn, home, typed)
    await churn.ana.types("/secondment met", in_=churn.channel)
    churn.ana.fills("Next goals", f"{typed}\n{typed}")
    await churn.ana.submits()
    await churn.ana.dismisses()
    await world.catch_up()
    await churn.ana.types("/secondment", in_=churn.channel)

    assert_harmless(world)
    assert readable(typed).replace(":tada:", "🎉") in readable(churn.ben.sees(home)[-1].text)


async def borrow(world: World, team: Team, home: Channel, typed: str) -> None:
    dee = world.sandbox.add_person("Dee Diaz")
    await team.ana.types("/secondment start", in_=team.channel)
    team.ana.fills("Specialist", dee)
    team.ana.fills("For which roles?", ["Infrastructure engineer"])
    team.ana.fills("Objective", typed)
    team.ana.fills("Home function", typed)
    team.ana.fills("Channel of the home function", home)
    team.ana.fills("Planned return", "2026-09-01")
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()


async def test_an_unknown_subcommand_does_nothing(team: Team, typed: str) -> None:
    await team.ana.types(f"/ceiling {typed}", in_=team.channel)
    delivered = str(team.ana.last_answer)

    assert "does not know" in delivered
    assert not any(mark in delivered for mark in ACTING)


@pytest.mark.parametrize(
    ("field", "most"),
    [("Project name", 80)],
)
@pytest.mark.parametrize(
    "typed", ["", " \t ", "\u200b\u202e", "x" * 10_000], ids=["none", "spaces", "unseen", "long"]
)
async def test_an_empty_and_an_endless_name_are_refused_at_the_field(
    team: Team, field: str, most: int, typed: str
) -> None:
    await team.ana.types("/ceiling setup", in_=team.channel)
    team.ana.fills(field, typed, force=True)
    await team.ana.submits(force=True)

    said = (
        f"This is too long. Please use at most {most} characters."
        if len(typed) > most
        else "Please fill this in."
    )
    assert team.ana.modal is not None
    assert team.ana.modal.errors == {field: said}
    assert "I know no such project" in await asks(team.ana, "/ceiling", team.channel)


async def test_an_endless_command_is_answered_shortly(team: Team) -> None:
    said = await asks(team.ana, "/ceiling " + "x" * 10_000, team.channel)

    assert "does not know" in said
    assert len(said) < 1500
