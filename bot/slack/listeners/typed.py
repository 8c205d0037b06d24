"""A command that someone typed, and the project it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import UnknownProject
from bot.services import at_hand, namesakes
from bot.slack.blocks.standing import projects_to_choose_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.blocks.standing import Choosable
    from bot.slack.desk import Desk
    from models.projects import Project


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that someone typed: where, with what after its subcommand, and the trigger for a modal.

    `answer_in_first_form` answers at once, with the first of several forms that Slack takes.
    """

    desk: Desk
    scope: Scope
    slack_channel_id: str
    trigger_id: str
    request_key: str
    rest: str
    people: tuple[str, ...]
    answer_in_first_form: Callable[[Sequence[Rendered]], Awaitable[None]]


def about_seen(
    act: Callable[[Typed, int], Awaitable[Rendered | None]], then: Choosable
) -> Callable[[Typed], Awaitable[Rendered | None]]:
    """Return a step about the project a command means; with several, one chooses, which presses `then`."""

    async def step(typed: Typed) -> Rendered | None:
        found = await typed.desk.read(
            lambda s: at_hand.projects_at_hand(
                s, typed.scope, acted_in=typed.slack_channel_id, name=typed.rest
            )
        )
        return await _with_the_one(typed, found, act, then)

    return step


def about_led(
    act: Callable[[Typed, int], Awaitable[Rendered | None]], then: Choosable
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    """Return a step for leads about the project a name means; with several, they choose, which presses `then`."""

    async def step(typed: Typed, name: str) -> Rendered | None:
        found = await typed.desk.read(
            lambda s: at_hand.projects_to_lead(s, typed.scope, acted_in=typed.slack_channel_id, name=name)
        )
        return await _with_the_one(typed, found, act, then)

    return step


async def _with_the_one(
    typed: Typed,
    found: Sequence[Project],
    act: Callable[[Typed, int], Awaitable[Rendered | None]],
    then: Choosable,
) -> Rendered | None:
    if not found:
        raise UnknownProject
    return await (act(typed, found[0].key) if len(found) == 1 else choice(typed, found, then))


async def choice(typed: Typed, found: Sequence[Project], then: Choosable) -> Rendered:
    """Return the question which of several projects is meant; choosing one presses `then`."""
    names = await typed.desk.read(lambda s: namesakes.names_of(s, found))
    return projects_to_choose_message(names, then)
