"""The words of App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words.pauses import paused
from bot.slack.words.roles import function_name, role_name, stage_name
from bot.slack.words.strengths import function_is, own_claims, tenths
from bot.slack.words.text import channel, counted, mid_sentence, safe

if TYPE_CHECKING:
    from bot.services.ports.home import HomeProject, HomeView

PROJECTS = "Your projects"
SECONDMENTS = "Secondments"
NO_PROJECTS = (
    "You are in no project yet. To set one up, run `/ceiling setup` in its channel: "
    "it needs a name and members, nothing else."
)


def you(view: HomeView) -> str:
    """Return what waits, one's hats and one's risk hat; for oneself alone."""
    return "\n".join([_waiting(view), _hats(view), *_risk(view)])


def project(view: HomeProject) -> str:
    """Return one project of one's own: its ceiling and what one said about oneself."""
    own = "You have not answered yet." if view.own is None else f"You said:\n{own_claims(view.own)}"
    where = f"*{safe(view.name)}* ({stage_name(view.stage).lower()}), {channel(view.slack_channel_id)}"
    lines = [where, paused(view.pause)] if view.pause is not None else [where]
    return "\n".join([*lines, _ceiling(view), own])


def more(what: str) -> str:
    """Return that some did not fit."""
    return f"And {what}: `/ceiling status` and the name shows any of them."


def _waiting(view: HomeView) -> str:
    waiting = sum(each.is_waiting for each in view.projects)
    return (
        f"*{counted(waiting, 'check-in waits', 'check-ins wait')} for you.*"
        if waiting
        else "No check-in waits for you."
    )


def _hats(view: HomeView) -> str:
    if not view.hats:
        return "You carry no role at present."
    costs = " Each role after the first takes some focus from all of them." if view.hats > 1 else ""
    return f"You carry {counted(view.hats, 'role')}.{costs}"


def _risk(view: HomeView) -> list[str]:
    if view.risk_hat is None:
        return []
    role, project_name = view.risk_hat
    return [
        f"You are least sure as {mid_sentence(role_name(role))} in *{safe(project_name)}*. Only you see this."
    ]


def _ceiling(view: HomeProject) -> str:
    if view.strengths is None:
        return "No standing yet: it shows after the first answer."
    weakest = view.strengths.weakest(view.stage)[0]
    is_lapsed = weakest in view.not_confirmed
    how = (
        f"{function_name(weakest)} is not confirmed"
        if is_lapsed
        else function_is(weakest, view.strengths[weakest])
    )
    return f"Ceiling {tenths(view.strengths.ceiling)} of 5: {how}"
