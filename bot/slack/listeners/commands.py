"""Slash commands: each subcommand finds the project it means and does one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.domain.errors import InNoProject, UnknownProject, UnknownSecondment
from bot.domain.secondments import Step
from bot.services import at_hand, namesakes, seconded, showing, workspaces
from bot.slack.blocks import notes
from bot.slack.blocks.portfolio import portfolio_message
from bot.slack.blocks.secondments import secondment_list_message
from bot.slack.blocks.standing import projects_to_choose_message
from bot.slack.ids import ActionId
from bot.slack.listeners.absences import come_back, open_away
from bot.slack.listeners.asking import open_check_in
from bot.slack.listeners.exports import export_of, own_export
from bot.slack.listeners.portfolio import portfolio_of
from bot.slack.listeners.projects import (
    close_poll_now,
    open_poll_now,
    open_setup,
    open_stage,
    status_of,
)
from bot.slack.listeners.replies import reply_in_first_form
from bot.slack.listeners.secondments import open_modal, open_start, send_home
from bot.slack.listeners.settings import open_settings
from bot.slack.listeners.trends import trend_of
from bot.slack.listeners.workspace import open_workspace
from bot.slack.payloads.commands import parse_argument, parse_command
from bot.slack.payloads.keys import key_of_command

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.services.ports.secondments import SecondmentView
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.blocks.standing import Choosable
    from bot.slack.desk import Desk
    from bot.slack.payloads.commands import Command
    from models.projects import Project

    Subcommand = Callable[["Typed"], Awaitable[Rendered | None]]


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


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the three commands; the two short ones also work under /ceiling."""

    async def ceiling(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        command = parse_command(body.get("text") or "")
        await _acknowledge(ack, await _run(desk, body, respond, "/ceiling", command))

    async def check_in(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        command = parse_command(f"checkin {body.get('text') or ''}")
        await _acknowledge(ack, await _run(desk, body, respond, "/checkin", command))

    async def secondment(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        command = parse_command(f"secondment {body.get('text') or ''}")
        await _acknowledge(ack, await _run(desk, body, respond, "/secondment", command))

    app.command("/ceiling")(ceiling)
    app.command("/checkin")(check_in)
    app.command("/secondment")(secondment)


async def _acknowledge(ack: AsyncAck, reply: Rendered | None) -> None:
    if reply is None:
        await ack()
    else:
        await ack(text=reply.text, blocks=reply.blocks)


async def _run(
    desk: Desk, body: dict[str, Any], respond: AsyncRespond, name: str, command: Command
) -> Rendered | None:
    subcommand = _SUBCOMMANDS.get(command.subcommand or "status")
    scope = await desk.scope(body)
    typed = Typed(
        desk,
        scope,
        body["channel_id"],
        body["trigger_id"],
        key_of_command(body),
        command.rest,
        command.people,
        partial(reply_in_first_form, desk, body, respond),
    )
    if subcommand is None:
        return await _of_project(typed, parse_argument(body["text"])) or notes.help_message(
            name, command.subcommand
        )
    return await subcommand(typed)


async def _of_project(typed: Typed, name: str) -> Rendered | None:
    """Return the status of the project that is so called, if what was typed is a project's whole name."""
    meant = await typed.desk.read(
        lambda s: at_hand.projects_at_hand(s, typed.scope, acted_in=typed.slack_channel_id, name=name)
    )
    found = [project for project in meant if at_hand.folded(project.name) == at_hand.folded(name)]
    if not found:
        return None
    if len(found) > 1:
        return await _choice(typed, found, ActionId.SHOW_STATUS)
    return await _show_status(typed, found[0].key)


async def _help(typed: Typed) -> Rendered:
    is_admin = await typed.desk.read(lambda s: workspaces.may_set_up(s, typed.scope))
    return notes.help_message("/ceiling", to_admin=is_admin)


def _about_seen(
    act: Callable[[Typed, int], Awaitable[Rendered | None]], then: Choosable
) -> Callable[[Typed], Awaitable[Rendered | None]]:
    """Return a step about the project a command means; with several, one chooses, which presses `then`."""

    async def step(typed: Typed) -> Rendered | None:
        found = await typed.desk.read(
            lambda s: at_hand.projects_at_hand(
                s, typed.scope, acted_in=typed.slack_channel_id, name=typed.rest
            )
        )
        if not found:
            raise UnknownProject
        return await (act(typed, found[0].key) if len(found) == 1 else _choice(typed, found, then))

    return step


async def _show_status(typed: Typed, project_id: int) -> Rendered:
    return await status_of(typed.desk, typed.scope, project_id, typed.slack_channel_id)


async def _show_trend(typed: Typed, project_id: int) -> None:
    await typed.answer_in_first_form(
        await trend_of(typed.desk, typed.scope, project_id, typed.slack_channel_id)
    )


def _about_led(
    act: Callable[[Typed, int], Awaitable[Rendered | None]], then: Choosable
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    """Return a step for leads about the project a name means; with several, they choose, which presses `then`."""

    async def step(typed: Typed, name: str) -> Rendered | None:
        found = await typed.desk.read(
            lambda s: at_hand.projects_to_lead(s, typed.scope, acted_in=typed.slack_channel_id, name=name)
        )
        if not found:
            raise UnknownProject
        return await (act(typed, found[0].key) if len(found) == 1 else _choice(typed, found, then))

    return step


async def _choice(typed: Typed, found: Sequence[Project], then: Choosable) -> Rendered:
    names = await typed.desk.read(lambda s: namesakes.names_of(s, found))
    return projects_to_choose_message(names, then)


async def _export_project(typed: Typed, project_id: int) -> Rendered:
    return await export_of(
        typed.desk, typed.scope, project_id, acted_in=typed.slack_channel_id, request_key=typed.request_key
    )


_export_of = _about_seen(_export_project, ActionId.EXPORT)


async def _export(typed: Typed) -> Rendered | None:
    if typed.rest.casefold() == "mine":
        return await own_export(typed.desk, typed.scope, request_key=typed.request_key)
    return await _export_of(typed)


async def _setup(typed: Typed) -> None:
    await open_setup(typed.desk, typed.scope, typed.slack_channel_id, typed.trigger_id)


async def _poll(typed: Typed) -> Rendered | None:
    word, _, name = typed.rest.partition(" ")
    if word.casefold() == "close":
        return await _close_poll_of(typed, name)
    return await _open_poll_of(typed, name if word.casefold() == "open" else typed.rest)


async def _stage(typed: Typed) -> Rendered | None:
    return await _open_stage_of(typed, typed.rest)


async def _settings(typed: Typed) -> Rendered | None:
    if typed.rest.casefold() == "workspace":
        await open_workspace(typed.desk, typed.scope, typed.trigger_id)
        return None
    return await _open_settings_of(typed, typed.rest)


async def _open_poll(typed: Typed, project_id: int) -> Rendered:
    return await open_poll_now(typed.desk, typed.scope, project_id, typed.request_key)


async def _close_poll(typed: Typed, project_id: int) -> Rendered:
    return await close_poll_now(typed.desk, typed.scope, project_id, typed.request_key)


async def _open_stage(typed: Typed, project_id: int) -> None:
    await open_stage(typed.desk, typed.scope, project_id, typed.trigger_id)


async def _open_settings(typed: Typed, project_id: int) -> None:
    await open_settings(typed.desk, typed.scope, project_id, typed.trigger_id)


async def _open_start(typed: Typed, project_id: int) -> None:
    await open_start(typed.desk, typed.scope, project_id, typed.trigger_id)


_open_poll_of = _about_led(_open_poll, ActionId.OPEN_POLL)
_close_poll_of = _about_led(_close_poll, ActionId.CLOSE_POLL)
_open_stage_of = _about_led(_open_stage, ActionId.CHANGE_STAGE)
_open_settings_of = _about_led(_open_settings, ActionId.CHANGE_SETTINGS)
_open_start_of = _about_led(_open_start, ActionId.START_SECONDMENT)


async def _check_in(typed: Typed) -> Rendered | None:
    own = await typed.desk.read(lambda s: at_hand.own_projects(s, typed.scope, name=typed.rest))
    if not own and typed.rest.casefold() == "help":
        return notes.help_message("/checkin")
    if not own:
        raise UnknownProject if typed.rest else InNoProject
    if len(own) > 1:
        return await _choice(typed, own, ActionId.CHECK_IN)
    await open_check_in(typed.desk, typed.scope, own[0].key, typed.trigger_id)
    return None


async def _away(typed: Typed) -> Rendered | None:
    if typed.rest.casefold() in {"back", "end", "off"}:
        return await come_back(typed.desk, typed.scope, typed.request_key)
    await open_away(typed.desk, typed.scope, typed.trigger_id)
    return None


async def _portfolio(typed: Typed) -> Rendered:
    return portfolio_message(await portfolio_of(typed.desk, typed.scope, typed.slack_channel_id))


async def _secondment(typed: Typed) -> Rendered | None:
    word, _, rest = typed.rest.partition(" ")
    step = _SECONDMENT_STEPS.get(word.casefold() or "list")
    if step is None:
        return notes.help_message("/secondment", word.casefold())
    return await step(typed, rest.strip())


async def _secondment_help(typed: Typed, rest: str) -> Rendered:
    del typed, rest
    return notes.help_message("/secondment")


async def _secondment_list(typed: Typed, rest: str) -> Rendered:
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

    views = await typed.desk.read(work)
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


_SECONDMENT_STEPS: dict[str, Callable[[Typed, str], Awaitable[Rendered | None]]] = {
    "start": _open_start_of,
    "list": _secondment_list,
    "met": _modal_about_one(Step.MARK_MET),
    "extend": _modal_about_one(Step.EXTEND),
    "return": _about_one(Step.SEND_HOME, _send_home),
    "end": _modal_about_one(Step.END_EARLY),
    "help": _secondment_help,
}

_SUBCOMMANDS: dict[str, Subcommand] = {
    "status": _about_seen(_show_status, ActionId.SHOW_STATUS),
    "export": _export,
    "trend": _about_seen(_show_trend, ActionId.SHOW_TREND),
    "setup": _setup,
    "poll": _poll,
    "stage": _stage,
    "settings": _settings,
    "portfolio": _portfolio,
    "checkin": _check_in,
    "away": _away,
    "secondment": _secondment,
    "help": _help,
}
