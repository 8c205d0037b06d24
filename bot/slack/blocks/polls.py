"""The root message of a channel poll, and notes about polls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, actions, button, context, rendered, section
from bot.slack.blocks.roles import roles_section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, polls

if TYPE_CHECKING:
    from bot.services.ports.standing import PollProgress, PollView, ProjectView


def poll_message(view: PollView) -> Rendered:
    """Return a poll's root message: progress and nothing else while it is open, results once it is closed."""
    return _results(view, view.result) if view.result else _open(view)


def opened_note(project_name: str, progress: PollProgress) -> Rendered:
    """Return what happens now, to whoever opened a poll."""
    return rendered(section(polls.opened(project_name, progress)))


def closed_note(progress: PollProgress, project: ProjectView) -> Rendered:
    """Return what came of a poll, to whoever closed it."""
    return rendered(
        section(polls.closed(progress, project)),
        actions(button(ActionId.SHOW_STATUS, buttons.STATUS, project.project_id)),
    )


def nobody_to_ask_note(project_id: int, project_name: str, *, all_muted: bool = False) -> Rendered:
    """Return why there was no poll, to the leads."""
    return rendered(
        section(polls.nobody_to_ask(project_name, all_muted=all_muted)),
        actions(button(ActionId.CHANGE_SETTINGS, buttons.CHANGE_MEMBERS, project_id)),
    )


def empty_poll_note(project_id: int, project_name: str) -> Rendered:
    """Return that nobody answered, to the leads."""
    return rendered(
        section(polls.empty_poll(project_name)),
        actions(
            button(ActionId.OPEN_POLL, buttons.OPEN_POLL, project_id),
            button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, project_id),
        ),
    )


def _open(view: PollView) -> Rendered:
    value = {"project": view.project_id, "poll": view.progress.poll_id}
    return rendered(
        section(f"{polls.heading(view.project_name, is_closed=False)}\n{polls.invitation(view)}"),
        context(polls.so_many_in(view.progress)),
        actions(button(ActionId.ANSWER_POLL, buttons.ANSWER, value, primary=True)),
    )


def _results(view: PollView, project: ProjectView) -> Rendered:
    return rendered(
        section(f"{polls.heading(project.name, is_closed=True)}\n{polls.result(view.progress, project)}"),
        roles_section(project) if project.has_answers else None,
    )
