"""Answering: the buttons of prompts and reminders, the channel poll's **Answer**, and the check-in modal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog

from bot.services import answers, asking, outbox, prompts
from bot.services.answers import Press, Recorded
from bot.services.ports.asking import AnswerTaken
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.prompts import answer_taken_message
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.picking import foresee
from bot.slack.listeners.replies import reply, was_taken
from bot.slack.payloads.asking import parse_check_in
from bot.slack.payloads.buttons import parse_id, parse_poll_button
from bot.slack.payloads.keys import key_of_press, key_of_view
from bot.slack.rendering import render
from bot.slack.words import checkins

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.ports.outside import OwedMessage
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk

    Listener = Callable[..., Awaitable[None]]
    Response = Callable[[Session, Scope, int, Press, datetime], object]

log = structlog.get_logger(__name__)

# Slack waits three seconds for the answer to a press.
REPLACED_WITHIN_SECONDS = 2


def register(app: AsyncApp, desk: Desk) -> None:
    """Register everything that answers a check-in."""
    app.action(ActionId.NO_CHANGE.value)(_responding(desk, _confirm))
    app.action(ActionId.NONE_OF_THEM.value)(_responding(desk, _none_of_them))
    app.action(ActionId.SKIP.value)(_responding(desk, _skip))
    app.action(ActionId.NOT_MY_PROJECT.value)(_responding(desk, _leave))
    for action_id in (ActionId.UPDATE, ActionId.EDIT):
        app.action(action_id.value)(_opening(desk, _of_prompt))
    app.action(ActionId.ANSWER_POLL.value)(_opening(desk, _of_poll))
    app.action(ActionId.CHECK_IN.value)(_opening(desk, _of_project))
    app.action(ActionId.STILL_COVER.value)(_still_covering(desk))
    app.view(CallbackId.CHECK_IN.value)(_submitting(desk))


def _confirm(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> object:
    return answers.confirm(session, scope, project_id, press, now=now)


def _none_of_them(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> object:
    return answers.record_answer(session, scope, project_id, {}, press, now=now)


def _skip(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> None:
    answers.skip(session, scope, project_id, press, now=now)


def _leave(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> None:
    answers.leave_project(session, scope, project_id, press, now=now)


def _responding(desk: Desk, response: Response) -> Listener:
    """Return the listener of a button that answers with one press."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, button = await desk.scope(body), parse_poll_button(action)
        pressed_ts = body["container"].get("message_ts")
        press = Press(key_of_press(body, action), button.poll_id, replaces_ts=pressed_ts)

        def work(session: Session) -> OwedMessage | AnswerTaken | None:
            recorded = response(session, scope, button.project_id, press, desk.now)
            check_in = answers.check_in_of(session, scope, button.poll_id)
            if pressed_ts is not None:
                return prompts.pressed_message(session, check_in, pressed_ts) if check_in else None
            # In App Home no message was pressed: Home is shown anew, and what it cannot show is said.
            if not isinstance(recorded, Recorded) or not recorded.poll_closed_before:
                return None
            return asking.answer_taken(session, scope, button.project_id, recorded, now=desk.now)

        shown = await desk.write(work)
        if isinstance(shown, AnswerTaken):
            await reply(desk, body, respond, answer_taken_message(shown))
        elif shown is not None:
            await _show_receipt(desk, shown, respond)
        await ack()

    return listener


async def _show_receipt(desk: Desk, pressed: OwedMessage, respond: AsyncRespond) -> None:
    """Let the pressed message turn into its receipt at once; if that fails, the relay does it shortly."""
    rendered = await desk.read(partial(render, owed=pressed, now=desk.now))
    if rendered is not None and await _replaced(respond, rendered):
        await desk.write(lambda session: outbox.shown(session, pressed, now=desk.now))


async def _replaced(respond: AsyncRespond, rendered: Rendered) -> bool:
    """Whether the message could be replaced. What was recorded stands either way."""
    try:
        async with asyncio.timeout(REPLACED_WITHIN_SECONDS):
            answer = await respond(text=rendered.text, blocks=rendered.blocks, replace_original=True)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("a receipt was not shown at once", reason=type(error).__name__)
        return False
    return was_taken(answer)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a button opens the check-in modal for; `on_top` is put on top of the answer in force.

    `is_in_prompt` says that the button's own message will show what was saved.
    """

    project_id: int
    pressed_poll_id: int | None = None
    is_in_prompt: bool = False
    on_top: Mapping[Role, int] = field(default_factory=dict)


def _of_prompt(action: Mapping[str, Any]) -> Opening:
    button = parse_poll_button(action)
    return Opening(button.project_id, button.poll_id, is_in_prompt=True)


def _of_poll(action: Mapping[str, Any]) -> Opening:
    button = parse_poll_button(action)
    return Opening(button.project_id, button.poll_id)


def _of_project(action: Mapping[str, Any]) -> Opening:
    return Opening(parse_id(action))


def _opening(desk: Desk, parse: Callable[[Mapping[str, Any]], Opening]) -> Listener:
    """Return the listener of a button that opens the check-in modal."""

    async def listener(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await _open(desk, await desk.scope(body), parse(action), body.get("trigger_id") or "")
        await ack()

    return listener


async def open_check_in(
    desk: Desk, scope: Scope, project_id: int, trigger_id: str, *, on_top: Mapping[Role, int] | None = None
) -> None:
    """Open the check-in modal of one project, some roles put on top; raises NotAMember, FormNotOpened."""
    await _open(desk, scope, Opening(project_id, on_top=on_top or {}), trigger_id)


async def _open(desk: Desk, scope: Scope, wanted: Opening, trigger_id: str) -> None:
    form = await desk.read(
        lambda session: asking.check_in_form(
            session,
            scope,
            wanted.project_id,
            pressed_poll_id=wanted.pressed_poll_id,
            on_top=wanted.on_top,
            now=desk.now,
        )
    )
    shown = form if wanted.is_in_prompt else replace(form, prompt_id=None)
    foreseen = await foresee(desk, scope, form.project_id, form.confidences)
    await desk.open_view(trigger_id, check_in_modal(shown, foreseen))


def _submitting(desk: Desk) -> Listener:
    """Return the listener of the submitted check-in modal."""

    async def listener(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_check_in(view)
        press = Press(key_of_view(view), wish.poll_id)

        def work(session: Session) -> AnswerTaken | None:
            recorded = answers.record_answer(
                session, scope, wish.project_id, wish.confidences, press, now=desk.now
            )
            if wish.prompt_id is not None and not recorded.poll_closed_before:
                return None  # the prompt it was opened from turns into the receipt
            return asking.answer_taken(session, scope, wish.project_id, recorded, now=desk.now)

        taken = await desk.write(work)
        if taken is None:
            await ack()
        else:
            await ack(response_action="update", view=done_modal(checkins.TITLE, answer_taken_message(taken)))

    return listener


def _still_covering(desk: Desk) -> Listener:
    """Return the listener of **I still cover this** in the private word before a claim lapses."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        press = Press(key_of_press(body, action))

        def work(session: Session) -> AnswerTaken:
            recorded = answers.confirm(session, scope, project_id, press, now=desk.now)
            return asking.answer_taken(session, scope, project_id, recorded, now=desk.now)

        rendered = answer_taken_message(await desk.write(work))
        await reply(desk, body, respond, rendered, replaces=True)
        await ack()

    return listener
