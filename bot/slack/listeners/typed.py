"""A command that someone typed, and the project it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import UnknownProject
from bot.domain.rights import Action
from bot.services import at_hand, namesakes
from bot.services.belonging import may_act, subject_of
from bot.slack.blocks.setup import archived_note
from bot.slack.blocks.standing import projects_to_choose_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sqlmodel import Session

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.blocks.standing import Choosable
    from bot.slack.desk import Desk
    from models.projects import Project

    Act = Callable[["Typed", int], Awaitable[Rendered | None]]


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


def about_seen(act: Act, then: Choosable) -> Callable[[Typed], Awaitable[Rendered | None]]:
    """Return a step about the project a command means; with several, one chooses, which presses `then`."""
    step = _about(at_hand.projects_at_hand, act, then)
    return lambda typed: step(typed, typed.rest)


def about_led(act: Act, then: Choosable) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    """Return a step for leads about the project a name means; with several, they choose, which presses `then`."""
    return _about(at_hand.projects_to_lead, act, then)


def _about(
    find: Callable[..., Sequence[Project]], act: Act, then: Choosable
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    async def step(typed: Typed, name: str) -> Rendered | None:
        archived = await archived_note_of(typed, name) if name else None
        if archived is not None:
            return archived
        found = await typed.desk.read(
            lambda s: find(s, typed.scope, acted_in=typed.slack_channel_id, name=name)
        )
        if not found:
            raise UnknownProject
        return await (act(typed, found[0].key) if len(found) == 1 else choice(typed, found, then))

    return step


async def archived_note_of(typed: Typed, name: str) -> Rendered | None:
    """Return what there still is of an archived project of that name, to whoever may see it."""

    def work(session: Session) -> Rendered | None:
        scope, acted_in = typed.scope, typed.slack_channel_id
        project = at_hand.archived_project(session, scope, acted_in=acted_in, name=name)
        if project is None:
            return None
        leads = may_act(session, scope, Action.LEAD, subject_of(session, project))
        return archived_note(project.key, project.name, may_bring_back=leads)

    return await typed.desk.read(work)


async def choice(typed: Typed, found: Sequence[Project], then: Choosable) -> Rendered:
    """Return the question which of several projects is meant; choosing one presses `then`."""
    names = await typed.desk.read(lambda s: namesakes.names_of(s, found))
    return projects_to_choose_message(names, then)
