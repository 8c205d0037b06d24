"""The words of setting a project up and of changing its settings and its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.recurrence import MOST_WEEKS_BETWEEN, NTHS, Rhythm
from bot.domain.roles import DECISIVE_ROLE, Stage
from bot.slack.words.cadence import cadence_words, rhythm_words
from bot.slack.words.help import MORE
from bot.slack.words.roles import role_name, stage_name
from bot.slack.words.text import channel, counted, mention, mid_sentence, safe, some
from bot.slack.words.times import WEEKDAYS, moment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.domain.recurrence import Cadence
    from bot.services.ports.asking import ProjectSettings

SETUP_TITLE = "Set up a project"
SETUP_SUBMIT = "Set up and ask now"
SETTINGS_TITLE = "Settings"
STAGE_TITLE = "Stage"
SAVE = "Save"

HOME = "Home channel"
HOME_HINT = "Its polls and summaries are posted there. Whoever can see that channel can see this project."
MOVE_HINT = (
    f"{HOME_HINT} If you change it, the members stay, and what is open is posted anew there. "
    "Empty: it stays where it is."
)
NAME = "Project name"
WHO_IS_ASKED = "Who is asked?"
EVERYONE = "Everyone in this channel"
PICKED = "Only the people I pick"
MEMBERS = "Members"
MEMBERS_HINT = "Needed only if you pick the people yourself."
LEADS = "Leads"
LEADS_HINT = "They run the project and hear first when something changes."
STAGE = "Stage"
WAY = "How to ask"
DIRECT = "By direct message"
IN_CHANNEL = "In the channel"
RHYTHM = "How often"
WEEKDAY = "Weekday"
AT = "Time"
AT_HINT = "Whoever lives by other clocks and is not at work then is asked when their own working day begins."
ZONE = "Time zone"
ZONE_HINT = "A place, such as Europe/Berlin."
WORK_DAYS = "Work days"
HOLIDAYS = "Public holidays of"
HOLIDAYS_HINT = (
    "A country, or its code with a part of it: Germany, DE-BY. A poll that would open on a holiday opens on the "
    "next work day. Empty for none."
)
DAYS_OPEN = "Open for (working days)"
SETTLE = "Wait before reporting (minutes)"
SETTLE_HINT = "A change that is taken back within this time is not reported."
LOWER_BAND = "Smallest fall to report, into a lower band"
LOWER_BAND_HINT = "Bands: vacant 0, thin below 2.5, workable below 3.5, strong from there."
ON_ITS_OWN = "Smallest fall to report in any case"
LAPSE_AFTER = "Missed polls until an answer no longer counts"
FOLLOWS = "When somebody joins the channel"
FOLLOWS_ASKS = "Ask the leads whether to add them"
FOLLOWS_HINT = "Nobody is added without a lead's word. Whoever leaves the channel is no longer a member."
NOT_ADDED = "Nobody was added. `/ceiling settings` adds someone at any time."
POSTS = "Also posted in the channel"
POSTS_RESULTS = "Results when a poll closes"
POSTS_DIGEST = "A weekly digest"
POSTS_HINT = (
    "Both are by function. A poll in the channel always shows its results; an uneventful week has no digest."
)
POST_RESULTS, POST_DIGEST = "results", "digest"
ASKING = "*Asking*"
TELLING = "*Telling the channel*"
ARCHIVING = "*Archiving*\nWhen the work is over: nobody is asked any more, and the history is kept."
ARCHIVE_TITLE = "Archive this project?"
ARCHIVE_SURE = (
    "Its members are no longer asked and it is listed nowhere; its channel is told, if I can post there. Its "
    "history is kept, and its leads can bring it back. "
    "What you changed in these settings and did not save is lost."
)
PAUSED_STILL = "It is still paused."
PAUSING = (
    "*Pausing*\nUntil it is resumed nobody is asked, nothing is posted, and no answer runs out. "
    "What you changed above is kept, and saved with Save."
)
NOT_ASKED = "are not asked about it any more; your roles there no longer count"
LEADS_MOST = 5
STILL_OPEN = "Close this to return to the settings. What you changed there is kept; Save saves it."


def home_channel(slack_channel_id: str) -> str:
    """Return where the project will be at home."""
    return f"{HOME}: {channel(slack_channel_id)}"


def defaults(settings: ProjectSettings) -> str:
    """Return in one line how members will be asked unless that is changed."""
    how = "in the channel" if settings.way == "channel" else "by direct message"
    return (
        f"The first poll opens at once. After that: {cadence_words(settings.cadence)}, {how}, open for "
        f"{counted(settings.days_open, 'working day')}. Change this, or add whoever joins later, with "
        "`/ceiling settings`."
    )


def done(project_name: str, asked: int, closes_at: datetime, cadence: Cadence) -> str:
    """Return what happens now, to whoever set the project up."""
    return (
        f"*{safe(project_name)}* is set up. {counted(asked, 'person is', 'people are')} asked now, until "
        f"{moment(closes_at, cadence.zone)}; after that {cadence_words(cadence)}.\n"
        "`/ceiling status` shows the standing once this poll has closed: when all have answered, or at its time."
    )


def greeting(bot_user_id: str) -> str:
    """Return what the bot says once when it is added to a channel."""
    return (
        f"Hello, I am {mention(bot_user_id)}. A machine-learning project needs four functions: data science, "
        "ML engineering, infrastructure and domain expertise. I ask the team who covers each one and tell "
        "this channel when the weakest one drops. Nobody is asked until someone sets up a project here. "
        f"{MORE}"
    )


def joined(project_name: str, slack_channel_id: str, slack_user_id: str) -> str:
    """Return to a lead who joined the channel, and the question."""
    return (
        f"{mention(slack_user_id)} joined {channel(slack_channel_id)}. Are they part of *{safe(project_name)}*? "
        "If you add them, they are asked for their roles with the others."
    )


def added(project_name: str, slack_user_id: str) -> str:
    """Return that somebody is a member now."""
    return (
        f"{mention(slack_user_id)} is a member of *{safe(project_name)}* now, and is asked with the others."
    )


def leads_now(project_name: str, slack_channel_id: str, added_by: str) -> str:
    """Return to a new lead who made them one, and what that means."""
    return (
        f"{mention(added_by)} made you a lead of *{safe(project_name)}* in {channel(slack_channel_id)}. Leads "
        "set how and when its members are asked, and hear first when something changes."
    )


def left_out(project_name: str, slack_channel_id: str, no_longer: Collection[str], by: str) -> str:
    """Return to a person what they no longer are in a project, who decided that, and the way back."""
    where = f"*{safe(project_name)}* in {channel(slack_channel_id)}"
    if "member" not in no_longer:
        said = f"{mention(by)} changed who leads {where}: you no longer do."
    else:
        led = "You no longer lead it, and you" if "lead" in no_longer else "You"
        said = f"{mention(by)} took you out of {where}. {led} {NOT_ASKED}."
    return f"{said} If that is a mistake, please ask them to add you again: `/ceiling settings` does it."


def channel_left(project_name: str, slack_channel_id: str, lead_ids: Sequence[str]) -> str:
    """Return to a person what being out of a channel, by their own wish or not, ended; and the way back."""
    leads = some([mention(lead) for lead in lead_ids], LEADS_MOST) if lead_ids else "a lead"
    return (
        f"You are out of {channel(slack_channel_id)}, and so out of *{safe(project_name)}*: you "
        f"{NOT_ASKED}. If you still work on it, please ask {leads} to add you again: `/ceiling settings` does it."
    )


def stage_labels() -> dict[str, str]:
    """Return the stages, each with the role that decides it."""
    return {
        stage.value: f"{stage_name(stage)} (needs most: {mid_sentence(role_name(DECISIVE_ROLE[stage]))})"
        for stage in Stage
    }


def rhythm_labels() -> dict[str, str]:
    """Return every rhythm: "weeks:n" for every n weeks (1-26), "month:n" for the nth such weekday."""
    weeks = {f"weeks:{n}": rhythm_words(Rhythm.EVERY_N_WEEKS, n, 1) for n in range(1, MOST_WEEKS_BETWEEN + 1)}
    months = {f"month:{n}": rhythm_words(Rhythm.MONTHLY, 1, n) for n in NTHS}
    return weeks | months


def weekday_labels() -> dict[str, str]:
    """Return the weekdays by their number, Monday "0"."""
    return {str(number): name for number, name in enumerate(WEEKDAYS)}


def way_labels() -> dict[str, str]:
    """Return the ways of asking."""
    return {"direct": DIRECT, "channel": IN_CHANNEL}


def posts_labels() -> dict[str, str]:
    """Return what a channel may read besides drops."""
    return {POST_RESULTS: POSTS_RESULTS, POST_DIGEST: POSTS_DIGEST}


def everyone_labels() -> dict[str, str]:
    """Return the ways of naming the members."""
    return {"everyone": EVERYONE, "picked": PICKED}


def stage_saved(project_name: str, stage: Stage) -> str:
    """Return that the stage was changed."""
    decisive = mid_sentence(role_name(DECISIVE_ROLE[stage]))
    return (
        f"*{safe(project_name)}* is now in {stage_name(stage).lower()}. The role that decides it: {decisive}."
    )


def settings_saved(
    project_name: str, cadence: Cadence, next_poll_at: datetime | None, moved_to: str | None = None
) -> str:
    """Return that the settings were saved, and when members are asked now; None while the project is paused."""
    next_one = f"The next poll opens {moment(next_poll_at, cadence.zone)}." if next_poll_at else PAUSED_STILL
    moved = f" Its home is {channel(moved_to)} now." if moved_to else ""
    return f"Saved. *{safe(project_name)}* is asked {cadence_words(cadence)}. {next_one}{moved}"
