"""How each command is used, and what to say to a word it does not know."""

from __future__ import annotations

from difflib import get_close_matches

from bot.slack.words.text import safe

TITLE = "Ceiling"
MORE = "`/ceiling help` lists what you can type."

_SECONDMENT = {
    "start": "borrow a specialist for one objective",
    "list": "the secondments you can see",
    "met": "mark an objective as met",
    "extend": "change the return date",
    "return": "send the specialist home after a met objective",
    "end": "end before the objective is met",
}
# Every command with its subcommands; the first one of /ceiling is what it does by itself.
USAGE: dict[str, dict[str, str]] = {
    "/ceiling": {
        "status": "who covers what, and how strong each function is",
        "trend": "how the functions went over time",
        "export": "the figures as files; `export mine`: your own answers",
        "setup": "set up a project in this channel",
        "poll": "ask the members now; `poll close` ends it",
        "stage": "say which stage the project is in",
        "settings": "members, leads, channel, how and when to ask; pausing",
        "portfolio": "all projects you may see, the weakest first",
        "checkin": "say which roles you cover",
        "secondment": "borrow a specialist; see `/secondment help`",
        "away": "say until when you are away; `away back` ends it",
        "hours": "say between which hours you work, to be asked within them",
        "help": "this list",
    },
    "/checkin": {},
    "/secondment": {**_SECONDMENT, "help": "this list"},
}
CHECK_IN = "`/checkin` asks which roles you cover. With a project's name after it, it asks for that one."
PROJECT_NAME = (
    "Put a project's name after any of these if the channel has several. "
    "`/ceiling` and a name alone shows its status."
)
IN_HOME = "To be asked less often, or to leave a project: the menu beside it in App Home."
WORKSPACE_SETTINGS = "/ceiling settings workspace"
FOR_ADMINS = f"As an admin you also have `{WORKSPACE_SETTINGS}`: what it costs to carry several roles."
_CLOSE_ENOUGH, _ALMOST = 0.7, 0.8
# What people call it, and what does it here.
_MEANT = {
    "archive": "settings",
    "ask": "poll",
    "close": "poll close",
    "holiday": "away",
    "lead": "settings",
    "members": "settings",
    "open": "poll open",
    "pause": "settings",
    "projects": "portfolio",
    "resume": "settings",
    "vacation": "away",
}


def usage(command: str) -> str:
    """Return how a command is used; that of /ceiling for an unknown one."""
    subcommands = USAGE.get(command, USAGE["/ceiling"])
    if not subcommands:
        return CHECK_IN
    lines = [f"• `{command} {subcommand}`: {what}" for subcommand, what in subcommands.items()]
    return "\n".join([*lines, PROJECT_NAME, *([IN_HOME] if command == "/ceiling" else [])])


def unknown(command: str, typed: str) -> str:
    """Return that a subcommand is unknown, with the nearest one if one is near."""
    said = f"`{command}` does not know \u201c{safe(typed, 40)}\u201d."
    nearest = nearest_subcommand(command, typed)
    return f"{said} Did you mean `{command} {nearest}`?" if nearest else said


def nearest_subcommand(command: str, typed: str) -> str | None:
    """Return the subcommand that is nearest to what was typed, if any is near."""
    meant = get_close_matches(typed.casefold(), _MEANT, n=1, cutoff=_ALMOST) if command == "/ceiling" else []
    near = get_close_matches(typed.casefold(), USAGE.get(command, {}), n=1, cutoff=_CLOSE_ENOUGH)
    return _MEANT[meant[0]] if meant else near[0] if near else None
