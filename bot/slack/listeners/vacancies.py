"""Accepting a vacancy for a while, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import projects, vacancies
from bot.services.rows import get
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.vacancies import accept_vacancy_modal, acceptance_ended_note, vacancy_accepted_note
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_id, parse_role_button
from bot.slack.payloads.keys import key_of_view
from bot.slack.payloads.projects import parse_vacancy
from bot.slack.words import vacancies as words
from models.projects import Project

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal, the button that opens it, and the one that ends what was accepted."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope, wanted = await desk.scope(body), parse_role_button(action)
        await desk.read(lambda s: projects.lead_project(s, scope, wanted.project_id))
        modal = accept_vacancy_modal(wanted.project_id, wanted.role)
        await desk.open_view(body.get("trigger_id") or "", modal)
        await ack()

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_vacancy(view)
        await desk.write_once(
            key_of_view(view),
            lambda s: vacancies.accept(s, scope, wish.project_id, wish.vacancy, now=desk.now).key,
        )
        project = await desk.read(lambda s: get(s, Project, scope.workspace_id, wish.project_id))
        note = vacancy_accepted_note(project.name, wish.vacancy)
        await ack(response_action="update", view=done_modal(words.TITLE, note))

    async def ended(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, acceptance_id = await desk.scope(body), parse_id(action)

        def work(session: Session) -> Rendered:
            acceptance = vacancies.end(session, scope, acceptance_id, now=desk.now)
            project = get(session, Project, scope.workspace_id, acceptance.project_id)
            return acceptance_ended_note(project.name, acceptance.role)

        await reply(desk, body, respond, await desk.write(work))
        await ack()

    app.action(ActionId.ACCEPT_VACANCY.value)(pressed)
    app.view(CallbackId.ACCEPT_VACANCY.value)(submitted)
    app.action(ActionId.END_ACCEPTANCE.value)(ended)
