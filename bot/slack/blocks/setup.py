"""Setting a project up: the modal, the greeting, and what is said when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pauses import may_be_resumed
from bot.slack.blocks.kit import (
    Block,
    Rendered,
    View,
    actions,
    button,
    context,
    field,
    modal,
    one_channel,
    people,
    radio,
    rendered,
    section,
    select,
    text_input,
)
from bot.slack.ids import ActionId, BlockId, CallbackId
from bot.slack.words import buttons, moves, pauses, setup
from bot.slack.words.text import NAME_MOST

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.domain.recurrence import Cadence
    from bot.services.ports.asking import ProjectSettings
    from bot.services.ports.standing import Pause


def setup_modal(defaults: ProjectSettings, slack_channel_id: str | None) -> View:
    """Return the modal for a new project: a name and members, with defaults for all else.

    Where no channel is given it is picked first.
    """
    blocks = [
        section(setup.home_channel(slack_channel_id))
        if slack_channel_id
        else field(BlockId.CHANNEL, setup.HOME, one_channel(), hint=setup.HOME_HINT),
        field(BlockId.NAME, setup.NAME, text_input(defaults.name, most=NAME_MOST)),
        field(BlockId.EVERYONE, setup.WHO_IS_ASKED, radio(setup.everyone_labels(), "everyone")),
        members_field(defaults.members, optional=True),
        stage_field(defaults.stage.value),
        leads_field(defaults.leads),
        context(setup.defaults(defaults)),
    ]
    return modal(
        CallbackId.SETUP, setup.SETUP_TITLE, setup.SETUP_SUBMIT, blocks, {"channel": slack_channel_id}
    )


def setup_done_message(project_name: str, asked: int, closes_at: datetime, cadence: Cadence) -> Rendered:
    """Return what happens now, to whoever set the project up."""
    return rendered(section(setup.done(project_name, asked, closes_at, cadence)))


def greeting_message(bot_user_id: str) -> Rendered:
    """Return what is said once in a channel the bot was added to."""
    return rendered(
        section(setup.greeting(bot_user_id)),
        actions(button(ActionId.SET_UP, buttons.SET_UP, "new", primary=True)),
    )


def paused_note(project_id: int, project_name: str, pause: Pause, paused_by: str | None = None) -> Rendered:
    """Return why a project is paused (or which lead paused it) and what to do, to its leads."""
    resume = button(ActionId.RESUME, buttons.RESUME, project_id)
    return rendered(
        section(pauses.told(project_name, pause, paused_by)),
        actions(
            resume if may_be_resumed(pause.because) else None,
            button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, project_id),
        ),
    )


def moved_here_note(project_name: str, from_id: str, moved_by: str) -> Rendered:
    """Return to a channel that a project is at home there now."""
    return rendered(section(moves.moved_here(project_name, from_id, moved_by)))


def moved_away_note(project_name: str, to_id: str, moved_by: str) -> Rendered:
    """Return to a channel that a project is at home elsewhere now."""
    return rendered(section(moves.moved_away(project_name, to_id, moved_by)))


def resumed_note(project_name: str, next_poll_at: datetime, resumed_by: str | None = None) -> Rendered:
    """Return that a project goes on, to whoever was told that it is not asked or did not let it go on."""
    return rendered(section(pauses.goes_on(project_name, next_poll_at, resumed_by)))


def archived_note(
    project_id: int, project_name: str, archived_by: str | None = None, *, may_bring_back: bool = True
) -> Rendered:
    """Return that a project is archived, if told by whom, with its history and, for a lead, the way back."""
    return rendered(
        section(pauses.archived(project_name, archived_by)),
        actions(
            button(ActionId.SHOW_TREND, buttons.TREND, project_id),
            button(ActionId.EXPORT, buttons.EXPORT, project_id),
            button(ActionId.BRING_BACK, buttons.BRING_BACK, project_id) if may_bring_back else None,
        ),
    )


def archived_here_note(project_name: str, archived_by: str) -> Rendered:
    """Return to a channel that its project is archived."""
    return rendered(section(pauses.archived_here(project_name, archived_by)))


def joined_note(
    project_id: int, project_name: str, slack_channel_id: str, person_id: int, slack_user_id: str
) -> Rendered:
    """Return to a lead who joined the channel, and the question whether to add them."""
    return rendered(
        section(setup.joined(project_name, slack_channel_id, slack_user_id)),
        add_or_not(project_id, person_id),
    )


def add_or_not(project_id: int, person_id: int) -> Block | None:
    """Return a lead's two answers to the question whether somebody becomes a member."""
    value = {"project": project_id, "person": person_id}
    return actions(
        button(ActionId.ADD_MEMBER, buttons.ADD, value, primary=True),
        button(ActionId.NOT_NOW, buttons.NOT_NOW, value),
    )


def added_note(project_name: str, slack_user_id: str) -> Rendered:
    """Return that somebody who joined the channel is a member now."""
    return rendered(section(setup.added(project_name, slack_user_id)))


def not_added_note() -> Rendered:
    """Return that nobody was added, and how that is done later."""
    return rendered(section(setup.NOT_ADDED))


def leads_now_note(project_id: int, project_name: str, slack_channel_id: str, added_by: str) -> Rendered:
    """Return to a new lead who handed the project over, and where to begin."""
    return rendered(
        section(setup.leads_now(project_name, slack_channel_id, added_by)),
        actions(
            button(ActionId.SHOW_STATUS, buttons.STATUS, project_id),
            button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, project_id),
        ),
    )


def left_out_note(project_name: str, slack_channel_id: str, no_longer: Collection[str], by: str) -> Rendered:
    """Return to a person that somebody took them out of a project, as its lead or its member."""
    return rendered(section(setup.left_out(project_name, slack_channel_id, no_longer, by)))


def channel_left_note(project_name: str, slack_channel_id: str, lead_ids: Sequence[str]) -> Rendered:
    """Return to a person that leaving a channel ended their membership of a project."""
    return rendered(section(setup.channel_left(project_name, slack_channel_id, lead_ids)))


def members_field(members: tuple[str, ...], *, optional: bool) -> Block:
    """Return the picker of members."""
    hint = setup.MEMBERS_HINT if optional else None
    return field(BlockId.MEMBERS, setup.MEMBERS, people(members), hint=hint, optional=optional)


def leads_field(leads: tuple[str, ...]) -> Block:
    """Return the picker of leads."""
    return field(BlockId.LEADS, setup.LEADS, people(leads), hint=setup.LEADS_HINT)


def stage_field(stage: str) -> Block:
    """Return the choice of a stage."""
    return field(BlockId.STAGE, setup.STAGE, select(setup.stage_labels(), stage))
