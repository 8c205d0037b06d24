"""Answering: the buttons of prompts and reminders, the channel poll's **Answer**, and the check-in modal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from bot.domain.roles import NEWCOMER_CONFIDENCE
from bot.services import answers, asking, outbox, polls
from bot.services.answers import Press
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.prompts import answer_taken_message, prompt_message
from bot.slack.ids import ActionId, CallbackId
from bot.slack.payloads.buttons import parse_id, parse_poll_button, parse_role_button
from bot.slack.payloads.modals import parse_check_in
from bot.slack.words import checkins

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.ports.asking import AnswerTaken
    from bot.services.scope import Scope
    from bot.slack.desk import Desk

    Listener = Callable[..., Awaitable[None]]
    Response = Callable[[Session, Scope, int, Press, datetime], object]

log = structlog.get_logger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register everything that answers a check-in."""
    app.action(ActionId.NO_CHANGE.value)(_responding(desk, _confirm))
    app.action(ActionId.NONE_OF_THEM.value)(_responding(desk, _none_of_them))
    app.action(ActionId.SKIP.value)(_responding(desk, _skip))
    app.action(ActionId.NOT_MY_PROJECT.value)(_responding(desk, _leave))
    for action_id in (ActionId.UPDATE, ActionId.EDIT, ActionId.ANSWER_POLL):
        app.action(action_id.value)(_opening(desk, _of_poll))
    app.action(ActionId.COVER.value)(_opening(desk, _of_role))
    app.action(ActionId.CHECK_IN.value)(_opening(desk, _of_project))
    app.action(ActionId.STILL_COVER.value)(_still_covering(desk))
    app.view(CallbackId.CHECK_IN.value)(_submitting(desk))


def _confirm(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> object:
    return answers.confirm(session, scope, project_id, press, now=now)


def _none_of_them(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> object:
    return answers.record_answer(session, scope, project_id, {}, press, now=now)


def _skip(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> object:
    return answers.skip(session, scope, project_id, press, now=now)


def _leave(session: Session, scope: Scope, project_id: int, press: Press, now: datetime) -> None:
    answers.leave_project(session, scope, project_id, press, now=now)


def _responding(desk: Desk, response: Response) -> Listener:
    """Return the listener of a button that answers with one press."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, button = await desk.scope(body), parse_poll_button(action)
        press = Press(_key_of(body, action), button.poll_id, replaces_itself=True)

        def work(session: Session) -> int | None:
            response(session, scope, button.project_id, press, desk.now)
            check_in = answers.check_in_of(session, scope, button.poll_id)
            return check_in.prompt_id if check_in else None

        prompt_id = await desk.write(work)
        if prompt_id is not None:
            await _show_receipt(desk, prompt_id, body, respond)
        await ack()

    return listener


def _key_of(body: Mapping[str, Any], action: Mapping[str, Any]) -> str:
    """Return the unique key of a press: the same one, delivered twice, is one answer."""
    container = body.get("container") or {}
    return f"press:{container.get('message_ts')}:{action.get('action_ts')}:{body['user']['id']}"


async def _show_receipt(desk: Desk, prompt_id: int, body: Mapping[str, Any], respond: AsyncRespond) -> None:
    """Let the pressed message turn into its receipt at once; if that fails, the relay does it shortly."""
    workspace_id, key = desk.workspace.key, polls.prompt_key(prompt_id)
    message = await desk.read(lambda session: outbox.find_by_key(session, workspace_id, key))
    view = await desk.read(
        partial(asking.prompt_view, workspace_id=workspace_id, prompt_id=prompt_id, now=desk.now)
    )
    rendered = prompt_message(view)
    answer = await respond(text=rendered.text, blocks=rendered.blocks, replace_original=True)
    is_prompt = message is not None and message.slack_ts == body["container"].get("message_ts")
    if message is not None and is_prompt and answer.status_code == 200:  # noqa: PLR2004 -- HTTP's own number
        version = message.wanted
        await desk.write(lambda session: outbox.shown(session, workspace_id, key, version, now=desk.now))


def _of_poll(action: Mapping[str, Any]) -> tuple[int, dict[Role, int]]:
    return parse_poll_button(action).project_id, {}


def _of_role(action: Mapping[str, Any]) -> tuple[int, dict[Role, int]]:
    button = parse_role_button(action)
    return button.project_id, {button.role: NEWCOMER_CONFIDENCE}


def _of_project(action: Mapping[str, Any]) -> tuple[int, dict[Role, int]]:
    return parse_id(action), {}


def _opening(desk: Desk, parse: Callable[[Mapping[str, Any]], tuple[int, dict[Role, int]]]) -> Listener:
    """Return the listener of a button that opens the check-in modal."""

    async def listener(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope = await desk.scope(body)
        project_id, on_top = parse(action)
        await open_check_in(desk, scope, project_id, body["trigger_id"], on_top=on_top)
        await ack()

    return listener


async def open_check_in(
    desk: Desk, scope: Scope, project_id: int, trigger_id: str, *, on_top: Mapping[Role, int] | None = None
) -> None:
    """Open the check-in modal of one project; raises NotAMember."""
    form = await desk.read(
        lambda session: asking.check_in_form(session, scope, project_id, on_top=on_top, now=desk.now)
    )
    await desk.client.views_open(trigger_id=trigger_id, view=check_in_modal(form))


def _submitting(desk: Desk) -> Listener:
    """Return the listener of the submitted check-in modal."""

    async def listener(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_check_in(view)
        press = Press(f"view:{view['id']}", wish.poll_id)

        def work(session: Session) -> AnswerTaken:
            recorded = answers.record_answer(
                session, scope, wish.project_id, wish.confidences, press, now=desk.now
            )
            return asking.answer_taken(session, scope, wish.project_id, recorded, now=desk.now)

        taken = await desk.write(work)
        if taken.prompt_id is not None and not taken.poll_closed_before:
            await ack()  # the prompt turns into the receipt
        else:
            await ack(response_action="update", view=done_modal(checkins.TITLE, answer_taken_message(taken)))

    return listener


def _still_covering(desk: Desk) -> Listener:
    """Return the listener of **I still cover this** in the private word before a claim lapses."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        press = Press(_key_of(body, action))

        def work(session: Session) -> AnswerTaken:
            recorded = answers.confirm(session, scope, project_id, press, now=desk.now)
            return asking.answer_taken(session, scope, project_id, recorded, now=desk.now)

        rendered = answer_taken_message(await desk.write(work))
        await respond(text=rendered.text, blocks=rendered.blocks, replace_original=True)
        await ack()

    return listener
