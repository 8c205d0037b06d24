"""The modals that change a project: its settings and its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pauses import PausedBecause, may_be_resumed
from bot.domain.polls import MOST_DAYS_OPEN
from bot.domain.recurrence import Rhythm
from bot.slack.blocks.kit import (
    Block,
    Rendered,
    View,
    actions,
    button,
    checkboxes,
    confirm,
    context,
    field,
    modal,
    number_input,
    one_channel,
    radio,
    rendered,
    section,
    select,
    text_input,
    time_input,
)
from bot.slack.blocks.setup import leads_field, members_field, stage_field
from bot.slack.ids import ActionId, BlockId, CallbackId
from bot.slack.words import buttons, pauses, setup
from bot.slack.words import changes as words
from bot.slack.words.strengths import tenths
from bot.slack.words.text import NAME_MOST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.recurrence import Cadence
    from bot.domain.roles import Stage
    from bot.services.ports.asking import ProjectSettings
    from bot.services.ports.changes import ChangeView


def settings_modal(settings: ProjectSettings, changes: Sequence[ChangeView] = ()) -> View:
    """Return all that can be set of a project: who, when, what the channel is told; and who changed it last."""
    blocks = [
        *_paused(settings),
        field(BlockId.NAME, setup.NAME, text_input(settings.name, most=NAME_MOST)),
        _home(settings),
        members_field(settings.members, optional=False),
        leads_field(settings.leads),
        _follows(settings),
        section(setup.ASKING),
        *_asking(settings),
        section(setup.TELLING),
        *_telling(settings),
        *_pausing(settings),
        *_history(changes),
    ]
    return modal(
        CallbackId.SETTINGS, setup.SETTINGS_TITLE, setup.SAVE, blocks, {"project": settings.project_id}
    )


def settings_saved_note(
    project_name: str, cadence: Cadence, next_poll_at: datetime | None, moved_to: str | None = None
) -> Rendered:
    """Return that the settings were saved, and when members are asked now; None while the project is paused."""
    return rendered(section(setup.settings_saved(project_name, cadence, next_poll_at, moved_to)))


def paused_by_lead_note(project_id: int, project_name: str) -> Rendered:
    """Return that a project is paused, to the lead who wished it, with the way back."""
    return rendered(
        section(pauses.paused_now(project_name)),
        actions(button(ActionId.RESUME, buttons.RESUME, project_id)),
    )


def resumed_by_lead_note(project_name: str, next_poll_at: datetime) -> Rendered:
    """Return that a project goes on, to the lead who wished it."""
    return rendered(section(pauses.goes_on(project_name, next_poll_at)))


def still_open_note(note: Rendered) -> Rendered:
    """Return a note shown above the settings, with what becomes of what was typed in them."""
    return rendered(*note.blocks, context(setup.STILL_OPEN))


def archived_by_lead_note(project_name: str) -> Rendered:
    """Return that a project is archived, to the lead who wished it."""
    return rendered(section(pauses.archived_now(project_name)))


def brought_back_note(project_name: str) -> Rendered:
    """Return that a project is in use again, to the lead who wished it."""
    return rendered(section(pauses.brought_back(project_name)))


def stage_modal(project_id: int, stage: Stage) -> View:
    """Return the modal that moves a project to another stage."""
    blocks = [stage_field(stage.value)]
    return modal(CallbackId.STAGE, setup.STAGE_TITLE, setup.SAVE, blocks, {"project": project_id})


def stage_saved_note(project_name: str, stage: Stage) -> Rendered:
    """Return that the stage was changed, and which role decides it."""
    return rendered(section(setup.stage_saved(project_name, stage)))


def _paused(settings: ProjectSettings) -> list[Block]:
    """Say first that a project is paused; beside it the way on, where a lead's word is one."""
    if settings.pause is None:
        return []
    because = settings.pause.because
    resume = button(ActionId.RESUME, buttons.RESUME, settings.project_id) if may_be_resumed(because) else None
    say = pauses.paused_since if because is PausedBecause.BY_LEAD else pauses.paused
    return [section(say(settings.pause), resume)]


def _pausing(settings: ProjectSettings) -> list[Block]:
    sure = confirm(setup.ARCHIVE_TITLE, setup.ARCHIVE_SURE, buttons.ARCHIVE, buttons.CANCEL)
    archive = button(ActionId.ARCHIVE, buttons.ARCHIVE, settings.project_id, confirm=sure)
    archiving = section(setup.ARCHIVING, archive)
    if settings.pause is not None and settings.pause.because is PausedBecause.BY_LEAD:
        return [archiving]
    pause = button(ActionId.PAUSE, buttons.PAUSE, settings.project_id)
    return [section(setup.PAUSING, pause), archiving]


def _history(changes: Sequence[ChangeView]) -> list[Block]:
    if not changes:
        return []
    return [section(words.LATEST), *(context(words.change(change)) for change in changes)]


def _asking(settings: ProjectSettings) -> list[Block]:
    cadence = settings.cadence
    weekdays = setup.weekday_labels()
    work_days = [str(day) for day in sorted(settings.work_days)]
    return [
        field(BlockId.WAY, setup.WAY, radio(setup.way_labels(), settings.way)),
        field(BlockId.RHYTHM, setup.RHYTHM, select(setup.rhythm_labels(), _rhythm(cadence))),
        field(BlockId.WEEKDAY, setup.WEEKDAY, select(weekdays, str(cadence.weekday))),
        field(BlockId.AT, setup.AT, time_input(f"{cadence.at:%H:%M}"), hint=setup.AT_HINT),
        field(BlockId.ZONE, setup.ZONE, text_input(cadence.zone, most=NAME_MOST), hint=setup.ZONE_HINT),
        field(BlockId.WORK_DAYS, setup.WORK_DAYS, checkboxes(weekdays, work_days)),
        field(
            BlockId.HOLIDAY_REGION,
            setup.HOLIDAYS,
            text_input(settings.holiday_region, most=NAME_MOST),
            hint=setup.HOLIDAYS_HINT,
            optional=True,
        ),
        field(
            BlockId.DAYS_OPEN,
            setup.DAYS_OPEN,
            number_input(str(settings.days_open), "1", str(MOST_DAYS_OPEN)),
        ),
        field(BlockId.LAPSE_AFTER, setup.LAPSE_AFTER, number_input(str(settings.lapse_after), "1", "12")),
    ]


def _telling(settings: ProjectSettings) -> list[Block]:
    lower_band, on_its_own = settings.fall_into_lower_band, settings.fall_on_its_own
    settle = number_input(str(settings.settle_minutes), "0", "1440")
    return [
        field(BlockId.SETTLE_MINUTES, setup.SETTLE, settle, hint=setup.SETTLE_HINT),
        field(BlockId.FALL_INTO_LOWER_BAND, setup.LOWER_BAND, _fall(lower_band), hint=setup.LOWER_BAND_HINT),
        field(BlockId.FALL_ON_ITS_OWN, setup.ON_ITS_OWN, _fall(on_its_own)),
        _posts(settings),
    ]


def _home(settings: ProjectSettings) -> Block:
    """Return the choice of the home channel, which may be empty: Slack names none that its viewer may not see."""
    is_there = settings.pause is None or settings.pause.because is PausedBecause.BY_LEAD
    picker = one_channel(settings.slack_channel_id if is_there else None)
    return field(BlockId.CHANNEL, setup.HOME, picker, hint=setup.MOVE_HINT, optional=True)


def _follows(settings: ProjectSettings) -> Block:
    ticked = checkboxes({"asks": setup.FOLLOWS_ASKS}, ["asks"] if settings.follows_channel else [])
    return field(BlockId.FOLLOWS, setup.FOLLOWS, ticked, hint=setup.FOLLOWS_HINT, optional=True)


def _posts(settings: ProjectSettings) -> Block:
    wished = {setup.POST_RESULTS: settings.posts_results, setup.POST_DIGEST: settings.posts_digest}
    ticked = checkboxes(setup.posts_labels(), [value for value, is_wished in wished.items() if is_wished])
    return field(BlockId.POSTS, setup.POSTS, ticked, hint=setup.POSTS_HINT, optional=True)


def _fall(fall: int) -> Block:
    return number_input(tenths(fall), "0.1", "5", decimal=True)


def _rhythm(cadence: Cadence) -> str:
    if cadence.rhythm is Rhythm.MONTHLY:
        return f"month:{cadence.nth}"
    return f"weeks:{cadence.weeks if cadence.rhythm is Rhythm.EVERY_N_WEEKS else 1}"
