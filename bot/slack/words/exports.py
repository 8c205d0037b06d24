"""What is said of exports: what the files hold, that they are on their way, and what keeps them back."""

from __future__ import annotations

from bot.slack.words.text import safe

OWN_ON_ITS_WAY = "Everything you answered is on its way to you, by direct message."
OWN = (
    "Everything you ever answered, in every project, as a spreadsheet (CSV) and as JSON. Only you get this: "
    "what others can see is your answer in force, and only where you are a member."
)
NO_ANSWERS = "You have not answered in any project yet, so there is nothing to export."
REFUSED = (
    "Slack did not take the files: I am not allowed to share any. A workspace admin can change that: "
    "open `api.slack.com/apps`, choose Ceiling, then *OAuth &amp; Permissions*, add `files:write` under "
    "*Bot Token Scopes*, and press *Reinstall to Workspace*. Then type `/ceiling export` again."
)
TREND_ALT = (
    "The trend of the ceiling and of each function; the figures are in the spreadsheet of the standings."
)


def on_its_way(project_name: str) -> str:
    """Return that an export will come, to whoever asked for it."""
    return f"The figures of *{safe(project_name)}* are on their way to you, by direct message."


def about(project_name: str) -> str:
    """Return what the files of a project hold, and what they do not."""
    return (
        f"*{safe(project_name)}* by function: standings, polls and secondments as spreadsheets (CSV), all of it "
        "as JSON, and the trend as a picture. Nobody's own answers are in it; "
        "`/ceiling export mine` sends you yours."
    )
