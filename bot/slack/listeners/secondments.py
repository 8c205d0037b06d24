"""Secondments: the modals that start, extend and end them, and the buttons that open those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAllowed, UnknownProject
from bot.domain.secondments import Step
from bot.services import projects, seconded, secondments, showing
from bot.services.secondments import Loan
from bot.slack.blocks import secondment_modals as modals
from bot.slack.blocks import secondments as blocks
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.wishes import secondment_asked_for_note
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.replies import channel_of, reply
from bot.slack.payloads.buttons import parse_id, parse_role_button
from bot.slack.payloads.keys import key_of_press, key_of_view
from bot.slack.payloads.secondments import (
    parse_end_early,
    parse_extend,
    parse_met,
    parse_next_goals,
    parse_secondment_start,
)
from bot.slack.words import secondments as words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.ports.secondments import SecondmentView
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered, View
    from bot.slack.desk import Desk
    from bot.slack.payloads.buttons import RoleButton

    Listener = Callable[..., Awaitable[None]]
    Act = Callable[[Desk, Scope, dict[str, Any]], Awaitable[int]]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register everything about secondments."""
    app.action(ActionId.START_SECONDMENT.value)(_starting(desk))
    app.action(ActionId.ASK_SECONDMENT.value)(_asking_for(desk))
    for action_id, step in _OPENED_BY.items():
        app.action(action_id.value)(_opening(desk, step))
    app.action(ActionId.RETURN_HOME.value)(_returning(desk))
    _register_modals(app, desk)


_OPENED_BY = {
    ActionId.MARK_MET: Step.MARK_MET,
    ActionId.EXTEND: Step.EXTEND,
    ActionId.END_EARLY: Step.END_EARLY,
    ActionId.ADD_NEXT_GOALS: Step.NAME_GOALS,
}
_MODAL: dict[Step, Callable[[SecondmentView], View]] = {
    Step.MARK_MET: modals.met_modal,
    Step.EXTEND: modals.extend_modal,
    Step.END_EARLY: modals.end_early_modal,
    Step.NAME_GOALS: modals.next_goals_modal,
}


def _register_modals(app: AsyncApp, desk: Desk) -> None:
    app.view(CallbackId.SECONDMENT_START.value)(_submitting_start(desk))
    app.view(CallbackId.EXTEND.value)(_submitting(desk, _extend, words.EXTEND_TITLE, blocks.extended_note))
    app.view(CallbackId.MET.value)(_submitting(desk, _mark_met, words.MET_TITLE, blocks.met_note))
    app.view(CallbackId.NEXT_GOALS.value)(
        _submitting(desk, _name_goals, words.NEXT_GOALS_TITLE, blocks.goals_saved_note)
    )
    app.view(CallbackId.END_EARLY.value)(
        _submitting(desk, _end_early, words.END_TITLE, blocks.ended_early_message)
    )


def _submitting(desk: Desk, act: Act, title: str, note: Callable[[SecondmentView], Rendered]) -> Listener:
    """Return the listener of a modal about a secondment: it acts, then says what came of it."""

    async def listener(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope = await desk.scope(body)
        shown = await _shown(desk, scope, await act(desk, scope, view))
        await ack(response_action="update", view=done_modal(title, note(shown)))

    return listener


async def _shown(desk: Desk, scope: Scope, secondment_id: int) -> SecondmentView:
    return await desk.read(
        lambda s: showing.secondment_view(s, scope.workspace_id, secondment_id, now=desk.now, scope=scope)
    )


def _submitting_start(desk: Desk) -> Listener:
    """Return the listener of the modal that starts a secondment; it also looks whether home can be told."""

    async def listener(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope = await desk.scope(body)
        shown = await _shown(desk, scope, await _start(desk, scope, view))
        home = shown.home_slack_channel_id
        is_outside = home is not None and not await desk.is_in(home)
        invite = desk.workspace.bot_name if is_outside else None
        note = blocks.started_message(shown, invite_to_home=invite)
        await ack(response_action="update", view=done_modal(words.START_TITLE, note))

    return listener


async def _start(desk: Desk, scope: Scope, view: dict[str, Any]) -> int:
    wish = parse_secondment_start(view)
    await desk.learn([wish.specialist, *([wish.head] if wish.head else [])])
    loan = Loan(
        slack_user_id=wish.specialist,
        roles=wish.roles,
        home=wish.home,
        objective=wish.objective,
        starts_on=wish.starts_on,
        returns_on=wish.returns_on,
        home_slack_channel_id=wish.home_slack_channel_id,
        head_slack_user_id=wish.head,
    )
    return await desk.write_once(
        key_of_view(view), lambda s: secondments.start(s, scope, wish.project_id, loan, now=desk.now).key
    )


async def _extend(desk: Desk, scope: Scope, view: dict[str, Any]) -> int:
    wish = parse_extend(view)

    def work(session: Session) -> int:
        return secondments.extend(session, scope, wish.secondment_id, wish.returns_on, now=desk.now).key

    return await desk.write_once(key_of_view(view), work)


async def _mark_met(desk: Desk, scope: Scope, view: dict[str, Any]) -> int:
    wish = parse_met(view)

    def work(session: Session) -> int:
        return secondments.mark_met(session, scope, wish.secondment_id, wish.next_goals, now=desk.now).key

    return await desk.write_once(key_of_view(view), work)


async def _name_goals(desk: Desk, scope: Scope, view: dict[str, Any]) -> int:
    wish = parse_next_goals(view)
    goals = wish.next_goals or ""

    def work(session: Session) -> int:
        return secondments.add_next_goals(session, scope, wish.secondment_id, goals, now=desk.now).key

    return await desk.write_once(key_of_view(view), work)


async def _end_early(desk: Desk, scope: Scope, view: dict[str, Any]) -> int:
    secondment_id = parse_end_early(view)
    return await desk.write_once(
        key_of_view(view), lambda s: secondments.end_early(s, scope, secondment_id, now=desk.now).key
    )


def _starting(desk: Desk) -> Listener:
    async def listener(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await open_start(desk, await desk.scope(body), parse_id(action), body.get("trigger_id") or "")
        await ack()

    return listener


def _asking_for(desk: Desk) -> Listener:
    """Return the listener of **Ask for a secondment**: a lead starts one, anyone else has the leads asked."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, button = await desk.scope(body), parse_role_button(action)
        trigger_id = body.get("trigger_id") or ""
        try:
            await open_start(desk, scope, button.project_id, trigger_id, roles=(button.role,))
        except (NotAllowed, UnknownProject):
            await reply(desk, body, respond, await _ask_leads(desk, scope, button, channel_of(body)))
        await ack()

    return listener


async def _ask_leads(desk: Desk, scope: Scope, button: RoleButton, acted_in: str | None) -> Rendered:
    asked = await desk.write(
        lambda s: secondments.ask_for(
            s, scope, button.project_id, button.role, acted_in=acted_in, now=desk.now
        )
    )
    return secondment_asked_for_note(asked.project_name, button.role, asked.lead_ids)


async def open_start(
    desk: Desk,
    scope: Scope,
    project_id: int,
    trigger_id: str,
    *,
    roles: tuple[Role, ...] = (),
    specialist: str | None = None,
) -> None:
    """Open the modal that starts a secondment to a project the acting person leads; raises NotAllowed."""
    project = await desk.read(lambda s: projects.lead_project(s, scope, project_id))
    today = project.working_time.local(desk.now).date()
    view = modals.secondment_start_modal(project.key, project.name, today, roles=roles, specialist=specialist)
    await desk.open_view(trigger_id, view)


def _opening(desk: Desk, step: Step) -> Listener:
    """Return the listener of a button that opens a modal about one secondment."""

    async def listener(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await open_modal(desk, await desk.scope(body), parse_id(action), body.get("trigger_id") or "", step)
        await ack()

    return listener


async def open_modal(desk: Desk, scope: Scope, secondment_id: int, trigger_id: str, step: Step) -> None:
    """Open the modal of a step that the acting person may take now; raises NotAParty and the like."""

    def work(session: Session) -> SecondmentView:
        seconded.held(session, scope, secondment_id, step)
        return showing.secondment_view(session, scope.workspace_id, secondment_id, now=desk.now, scope=scope)

    await desk.open_view(trigger_id, _MODAL[step](await desk.read(work)))


def _returning(desk: Desk) -> Listener:
    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, secondment_id = await desk.scope(body), parse_id(action)
        note = await send_home(desk, scope, secondment_id, key_of_press(body, action))
        await reply(desk, body, respond, note)
        await ack()

    return listener


async def send_home(desk: Desk, scope: Scope, secondment_id: int, request_key: str) -> Rendered:
    """Send a specialist home and return the note that says so; raises NotAParty and the domain's errors."""
    await desk.write_once(
        request_key, lambda s: secondments.send_home(s, scope, secondment_id, now=desk.now).key
    )
    return blocks.returned_message(await _shown(desk, scope, secondment_id))
