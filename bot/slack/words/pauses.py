"""Why a project is paused, and what lets it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pauses import PausedBecause
from bot.slack.words.text import channel, mention, safe
from bot.slack.words.times import day_of, moment

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.ports.standing import Pause

ELSEWHERE = "when a lead moves it to another channel in its settings"
BY_A_LEAD = "A lead can resume it in `/ceiling settings`."


def paused(pause: Pause) -> str:
    """Return since when, why, and what to do: "Paused since 3 March 2026, because its channel is archived"."""
    return f"{paused_since(pause)} {_mended_by(pause)}"


def paused_since(pause: Pause) -> str:
    """Return since when and why, for where the button that ends a pause is beside it."""
    return f"Paused since {day_of(pause.since)}, because {_why(pause)}."


def told(project_name: str, pause: Pause, paused_by: str | None = None) -> str:
    """Return the same to a lead who may not have noticed; where another lead paused it, who that was."""
    name = f"*{safe(project_name)}*"
    happened = (
        f"{mention(paused_by)} paused {name}" if paused_by else f"{name} is paused, because {_why(pause)}"
    )
    return (
        f"{happened}. Until it goes on, nobody is asked, nothing is posted, and no answer runs out. "
        f"{_mended_by(pause)}"
    )


def paused_now(project_name: str) -> str:
    """Return what a pause means, to the lead who just wished it."""
    return (
        f"*{safe(project_name)}* is paused. Until it is resumed nobody is asked, nothing is posted, and no answer "
        f"runs out. {BY_A_LEAD}"
    )


def archived(project_name: str, archived_by: str | None) -> str:
    """Return that a project is archived, if told by whom, and what remains."""
    name = f"*{safe(project_name)}*"
    happened = f"{mention(archived_by)} archived {name}" if archived_by else f"{name} is archived"
    return (
        f"{happened}. Nobody is asked any more, and its roles take nobody's focus. Its history stays here. "
        "Brought back by a lead, it asks its members anew."
    )


def archived_here(project_name: str, archived_by: str) -> str:
    """Return the same to the project's channel; `archived_by` is a name, so that nobody is called."""
    return (
        f"{safe(archived_by)} archived *{safe(project_name)}*. Nobody is asked about it any more, and its roles "
        "take nobody's focus. `/ceiling status` and its name still finds its history, and its leads can bring it "
        "back."
    )


def archived_now(project_name: str) -> str:
    """Return the same to the lead who just wished it."""
    return (
        f"*{safe(project_name)}* is archived. Its leads have a direct message with its history and the way back; "
        "`/ceiling status` and its name finds them, too."
    )


def brought_back(project_name: str) -> str:
    """Return that a project is in use again, to the lead who wished it."""
    return f"*{safe(project_name)}* is in use again. Whoever was a member is asked now."


def goes_on(project_name: str, next_poll_at: datetime, resumed_by: str | None = None) -> str:
    """Return that it goes on, by whose word, and when members are asked next."""
    name = f"*{safe(project_name)}*"
    happened = f"{mention(resumed_by)} resumed {name}" if resumed_by else f"{name} goes on"
    return f"{happened}. The next poll opens {moment(next_poll_at)}."


def _why(pause: Pause) -> str:
    there = channel(pause.slack_channel_id)
    return {
        PausedBecause.CHANNEL_ARCHIVED: f"{there} is archived",
        PausedBecause.CHANNEL_DELETED: "its channel was deleted",
        PausedBecause.BOT_NOT_IN_CHANNEL: f"I am not in {there}",
        PausedBecause.CHANNEL_RESTRICTED: f"I am not allowed to post in {there}",
        PausedBecause.BY_LEAD: "a lead paused it",
    }[pause.because]


def _mended_by(pause: Pause) -> str:
    return {
        PausedBecause.CHANNEL_ARCHIVED: f"It goes on when the channel is unarchived, or {ELSEWHERE}.",
        PausedBecause.CHANNEL_DELETED: f"It goes on {ELSEWHERE}.",
        PausedBecause.BOT_NOT_IN_CHANNEL: (
            f"It goes on when someone types this in that channel: `/invite @{safe(pause.bot_name)}`"
        ),
        PausedBecause.CHANNEL_RESTRICTED: f"Please let apps post there. {BY_A_LEAD}",
        PausedBecause.BY_LEAD: BY_A_LEAD,
    }[pause.because]
