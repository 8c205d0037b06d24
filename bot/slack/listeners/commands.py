"""Slash commands: each subcommand finds the project it means and does one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAMember, UnknownProject, UnknownSecondment
from bot.services import absences, projects, secondments, showing
from bot.slack.blocks import away, notes
from bot.slack.blocks import secondment_modals as modals
from bot.slack.blocks.secondments import secondment_list_message
from bot.slack.blocks.standing import projects_to_choose_message
from bot.slack.ids import ActionId
from bot.slack.listeners.absences import open_away
from bot.slack.listeners.asking import open_check_in
from bot.slack.listeners.projects import (
    close_poll_now,
    open_poll_now,
    open_setup,
    open_stage,
    status_of,
)
from bot.slack.listeners.secondments import open_modal, open_start, send_home
from bot.slack.listeners.settings import open_settings
from bot.slack.payloads.commands import parse_command

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.services.ports.secondments import SecondmentView
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered, View
    from bot.slack.desk import Desk
    from bot.slack.payloads.commands import Command

    Subcommand = Callable[["Typed"], Awaitable[Rendered | None]]


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that someone typed: where, with what after its subcommand, and the trigger for a modal."""

    desk: Desk
    scope: Scope
    slack_channel_id: str
    trigger_id: str
    rest: str
    people: tuple[str, ...]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the three commands; the two short ones also work under /ceiling."""

    async def ceiling(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _acknowledge(ack, await _run(desk, body, "/ceiling", parse_command(body.get("text") or "")))

    async def check_in(ack: AsyncAck, body: dict[str, Any]) -> None:
        command = parse_command(f"checkin {body.get('text') or ''}")
        await _acknowledge(ack, await _run(desk, body, "/checkin", command))

    async def secondment(ack: AsyncAck, body: dict[str, Any]) -> None:
        command = parse_command(f"secondment {body.get('text') or ''}")
        await _acknowledge(ack, await _run(desk, body, "/secondment", command))

    app.command("/ceiling")(ceiling)
    app.command("/checkin")(check_in)
    app.command("/secondment")(secondment)


async def _acknowledge(ack: AsyncAck, reply: Rendered | None) -> None:
    if reply is None:
        await ack()
    else:
        await ack(text=reply.text, blocks=reply.blocks)


async def _run(desk: Desk, body: dict[str, Any], name: str, command: Command) -> Rendered | None:
    subcommand = _SUBCOMMANDS.get(command.subcommand or "status")
    if subcommand is None:
        return notes.help_message(name, command.subcommand)
    scope = await desk.scope(body)
    typed = Typed(desk, scope, body["channel_id"], body["trigger_id"], command.rest, command.people)
    return await subcommand(typed)


async def _help(typed: Typed) -> Rendered:
    del typed
    return notes.help_message("/ceiling")


async def _status(typed: Typed) -> Rendered:
    found = await typed.desk.read(
        lambda s: projects.projects_at_hand(s, typed.scope, acted_in=typed.slack_channel_id, name=typed.rest)
    )
    if not found:
        raise UnknownProject(name=typed.rest)
    if len(found) > 1:
        return projects_to_choose_message([(p.key, p.name) for p in found], ActionId.SHOW_STATUS)
    return await status_of(typed.desk, typed.scope, found[0].key, typed.slack_channel_id)


async def _one_project(typed: Typed, name: str) -> int:
    project = await typed.desk.read(
        lambda s: projects.one_project(s, typed.scope, acted_in=typed.slack_channel_id, name=name)
    )
    return project.key


async def _setup(typed: Typed) -> None:
    await open_setup(typed.desk, typed.scope, typed.slack_channel_id, typed.trigger_id)


async def _poll(typed: Typed) -> Rendered:
    word, _, name = typed.rest.partition(" ")
    verb = word.casefold()
    if verb not in {"open", "close", ""}:
        return notes.help_message("/ceiling", verb)
    project_id = await _one_project(typed, name.strip())
    act = close_poll_now if verb == "close" else open_poll_now
    return await act(typed.desk, typed.scope, project_id)


async def _stage(typed: Typed) -> None:
    await open_stage(typed.desk, typed.scope, await _one_project(typed, typed.rest), typed.trigger_id)


async def _settings(typed: Typed) -> None:
    await open_settings(typed.desk, typed.scope, await _one_project(typed, typed.rest), typed.trigger_id)


async def _check_in(typed: Typed) -> Rendered | None:
    own = await typed.desk.read(lambda s: projects.own_projects_at_hand(s, typed.scope, typed.rest))
    if not own:
        raise NotAMember if not typed.rest else UnknownProject(name=typed.rest)
    if len(own) > 1:
        return projects_to_choose_message([(p.key, p.name) for p in own], ActionId.CHECK_IN)
    await open_check_in(typed.desk, typed.scope, own[0].key, typed.trigger_id)
    return None


async def _away(typed: Typed) -> Rendered | None:
    if typed.rest.casefold() in {"back", "end", "off"}:
        ended = await typed.desk.write(lambda s: absences.come_back(s, typed.scope, now=typed.desk.now))
        return away.back_note(was_away=ended)
    await open_away(typed.desk, typed.scope, typed.trigger_id)
    return None


async def _secondment(typed: Typed) -> Rendered | None:
    word, _, rest = typed.rest.partition(" ")
    step = _SECONDMENT_STEPS.get(word.casefold() or "list")
    if step is None:
        return notes.help_message("/secondment", word.casefold())
    return await step(typed, rest.strip())


async def _secondment_start(typed: Typed, rest: str) -> None:
    await open_start(typed.desk, typed.scope, await _one_project(typed, rest), typed.trigger_id)


async def _secondment_list(typed: Typed, rest: str) -> Rendered:
    return secondment_list_message(await _secondments(typed, rest))


async def _secondments(typed: Typed, rest: str) -> list[SecondmentView]:
    """Return the secondments a command may mean, narrowed by project name or by the specialist mentioned."""

    def work(session: Session) -> list[SecondmentView]:
        rows = secondments.at_hand(session, typed.scope, acted_in=typed.slack_channel_id)
        return [
            showing.secondment_view(
                session, typed.scope.workspace_id, row.key, now=typed.desk.now, scope=typed.scope
            )
            for row in rows
        ]

    views = await typed.desk.read(work)
    wanted = rest.casefold()
    return [
        view
        for view in views
        if view.project_name.casefold().startswith(wanted)
        and (not typed.people or view.specialist in typed.people)
    ]


def _about_one(
    act: Callable[[Typed, int], Awaitable[Rendered | None]],
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    """Return a step that acts on the one secondment meant; with several, it lists them with their buttons."""

    async def step(typed: Typed, rest: str) -> Rendered | None:
        views = [view for view in await _secondments(typed, rest) if view.viewer_may_decide]
        if not views:
            raise UnknownSecondment
        if len(views) > 1:
            return secondment_list_message(views)
        return await act(typed, views[0].secondment_id)

    return step


def _modal_about_one(
    build: Callable[[SecondmentView], View],
) -> Callable[[Typed, str], Awaitable[Rendered | None]]:
    async def act(typed: Typed, secondment_id: int) -> None:
        await open_modal(typed.desk, typed.scope, secondment_id, typed.trigger_id, build)

    return _about_one(act)


async def _send_home(typed: Typed, secondment_id: int) -> Rendered:
    return await send_home(typed.desk, typed.scope, secondment_id)


_SECONDMENT_STEPS: dict[str, Callable[[Typed, str], Awaitable[Rendered | None]]] = {
    "start": _secondment_start,
    "list": _secondment_list,
    "met": _modal_about_one(modals.met_modal),
    "extend": _modal_about_one(modals.extend_modal),
    "return": _about_one(_send_home),
    "end": _modal_about_one(modals.end_early_modal),
}

_SUBCOMMANDS: dict[str, Subcommand] = {
    "status": _status,
    "setup": _setup,
    "poll": _poll,
    "stage": _stage,
    "settings": _settings,
    "checkin": _check_in,
    "away": _away,
    "secondment": _secondment,
    "help": _help,
}
