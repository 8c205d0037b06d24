"""Slash commands: each subcommand finds the project it means and does one thing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.domain.errors import InNoProject, UnknownProject
from bot.services import at_hand, workspaces
from bot.slack.blocks import notes
from bot.slack.blocks.portfolio import portfolio_message
from bot.slack.ids import ActionId
from bot.slack.listeners.absences import come_back, open_away
from bot.slack.listeners.asking import open_check_in
from bot.slack.listeners.exports import export_of, own_export
from bot.slack.listeners.hours import open_hours
from bot.slack.listeners.polls import close_poll_now, open_poll_now
from bot.slack.listeners.portfolio import portfolio_of
from bot.slack.listeners.projects import open_setup, open_stage
from bot.slack.listeners.replies import reply_in_first_form
from bot.slack.listeners.secondment_commands import secondment as about_secondments
from bot.slack.listeners.settings import open_settings
from bot.slack.listeners.status import status_of
from bot.slack.listeners.trends import trend_of
from bot.slack.listeners.typed import Typed, about_led, about_seen, archived_note_of, choice
from bot.slack.listeners.workspace import open_workspace
from bot.slack.payloads.commands import parse_argument, parse_command
from bot.slack.payloads.keys import key_of_command

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from bot.slack.payloads.commands import Command

    Subcommand = Callable[["Typed"], Awaitable[Rendered | None]]


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
        return await archived_note_of(typed, name)
    if len(found) > 1:
        return await choice(typed, found, ActionId.SHOW_STATUS)
    return await _show_status(typed, found[0].key)


async def _help(typed: Typed) -> Rendered:
    is_admin = await typed.desk.read(lambda s: workspaces.may_set_up(s, typed.scope))
    return notes.help_message("/ceiling", to_admin=is_admin)


async def _show_status(typed: Typed, project_id: int) -> Rendered:
    return await status_of(typed.desk, typed.scope, project_id, typed.slack_channel_id)


async def _show_trend(typed: Typed, project_id: int) -> None:
    await typed.answer_in_first_form(
        await trend_of(typed.desk, typed.scope, project_id, typed.slack_channel_id)
    )


async def _export_project(typed: Typed, project_id: int) -> Rendered:
    return await export_of(
        typed.desk, typed.scope, project_id, acted_in=typed.slack_channel_id, request_key=typed.request_key
    )


_export_of = about_seen(_export_project, ActionId.EXPORT)


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


_open_poll_of = about_led(_open_poll, ActionId.OPEN_POLL)
_close_poll_of = about_led(_close_poll, ActionId.CLOSE_POLL)
_open_stage_of = about_led(_open_stage, ActionId.CHANGE_STAGE)
_open_settings_of = about_led(_open_settings, ActionId.CHANGE_SETTINGS)


async def _check_in(typed: Typed) -> Rendered | None:
    own = await typed.desk.read(lambda s: at_hand.own_projects(s, typed.scope, name=typed.rest))
    if not own and typed.rest.casefold() == "help":
        return notes.help_message("/checkin")
    if not own:
        raise UnknownProject if typed.rest else InNoProject
    if len(own) > 1:
        return await choice(typed, own, ActionId.CHECK_IN)
    await open_check_in(typed.desk, typed.scope, own[0].key, typed.trigger_id)
    return None


async def _away(typed: Typed) -> Rendered | None:
    if typed.rest.casefold() in {"back", "end", "off"}:
        return await come_back(typed.desk, typed.scope, typed.request_key)
    await open_away(typed.desk, typed.scope, typed.trigger_id)
    return None


async def _hours(typed: Typed) -> None:
    await open_hours(typed.desk, typed.scope, typed.trigger_id)


async def _portfolio(typed: Typed) -> Rendered:
    return portfolio_message(await portfolio_of(typed.desk, typed.scope, typed.slack_channel_id))


_SUBCOMMANDS: dict[str, Subcommand] = {
    "status": about_seen(_show_status, ActionId.SHOW_STATUS),
    "export": _export,
    "trend": about_seen(_show_trend, ActionId.SHOW_TREND),
    "setup": _setup,
    "poll": _poll,
    "stage": _stage,
    "settings": _settings,
    "portfolio": _portfolio,
    "checkin": _check_in,
    "away": _away,
    "hours": _hours,
    "secondment": about_secondments,
    "help": _help,
}
