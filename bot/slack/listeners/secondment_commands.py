"""What may be typed after `/secondment`, which `/ceiling secondment` takes as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import UnknownSecondment
from bot.domain.secondments import Step
from bot.services import at_hand, namesakes, seconded, showing
from bot.slack.blocks import notes
from bot.slack.blocks.secondments import secondment_list_message
from bot.slack.ids import ActionId
from bot.slack.listeners.secondments import open_modal, open_start, send_home
from bot.slack.listeners.typed import about_led

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlmodel import Session

    from bot.services.ports.secondments import SecondmentView
    from bot.slack.blocks.kit import Rendered
    from bot.slack.listeners.typed import Typed


async def secondment(typed: Typed) -> Rendered | None:
    """Do what the first word says; without any, list the secondments at hand."""
    word, _, rest = typed.rest.partition(" ")
    step = _STEPS.get(word.casefold() or "list")
    if step is None:
        return notes.help_message("/secondment", word.casefold())
    return await step(typed, rest.strip())


async def _open_start(typed: Typed, project_id: int) -> None:
    await open_start(typed.desk, typed.scope, project_id, typed.trigger_id)


async def _help(typed: Typed, rest: str) -> Rendered:
    del typed, rest
    return notes.help_message("/secondment")


async def _list(typed: Typed, rest: str) -> Rendered:
    return secondment_list_message(await _secondments(typed, rest))


async def _secondments(typed: Typed, rest: str) -> list[SecondmentView]:
    """Return the secondments a command may mean, narrowed by project name or by the specialist mentioned."""

    def work(session: Session) -> list[SecondmentView]:
        rows = seconded.at_hand(session, typed.scope, acted_in=typed.slack_channel_id)
        return [
            showing.secondment_view(
                session,
                typed.scope.workspace_id,
                row.key,
                now=typed.desk.now,
                scope=typed.scope,
                acted_in=typed.slack_channel_id,
            )
            for row in rows
        ]

    views = namesakes.told_apart(await typed.desk.read(work))
    wanted = at_hand.folded(rest)
    return [
        view
        for view in views
        if at_hand.folded(view.project_name or "").startswith(wanted)
        and (not typed.people or view.specialist in typed.people)
    ]


def _about_one(
    step: Step, act: Callable[[Typed, int], Awaitable[Rendered | None]]
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    """Return what takes a step of the one secondment meant; of several, it lists them with their buttons.

    Where none is ready for the step, the one at hand is tried all the same: what keeps it is then said.
    """

    async def take(typed: Typed, rest: str) -> Rendered | None:
        # Delivered again it means the same one, which may be at hand no more.
        taken = await typed.desk.came_of(typed.request_key)
        if taken is not None:
            return await act(typed, taken)
        views = await _secondments(typed, rest)
        ready = [view for view in views if step in view.steps]
        meant = ready or [view for view in views if view.steps] or views
        if not meant:
            raise UnknownSecondment
        return await act(typed, meant[0].secondment_id) if len(meant) == 1 else secondment_list_message(meant)

    return take


def _modal_about_one(step: Step) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    async def act(typed: Typed, secondment_id: int) -> None:
        await open_modal(typed.desk, typed.scope, secondment_id, typed.trigger_id, step)

    return _about_one(step, act)


async def _send_home(typed: Typed, secondment_id: int) -> Rendered:
    return await send_home(typed.desk, typed.scope, secondment_id, typed.request_key)


_STEPS: dict[str, Callable[[Typed, str], Awaitable[Rendered | None]]] = {
    "start": about_led(_open_start, ActionId.START_SECONDMENT),
    "list": _list,
    "met": _modal_about_one(Step.MARK_MET),
    "extend": _modal_about_one(Step.EXTEND),
    "return": _about_one(Step.SEND_HOME, _send_home),
    "end": _modal_about_one(Step.END_EARLY),
    "help": _help,
}
