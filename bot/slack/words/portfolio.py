"""Many projects side by side in words, and the loan desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words.roles import FUNCTION_NAME, stage_name
from bot.slack.words.strengths import band_word, functions, square, tenths
from bot.slack.words.text import called, capital, counted, listed, mention, mid_sentence, some

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.roles import Role
    from bot.services.ports.portfolio import (
        CeilingMoves,
        LoanView,
        PortfolioView,
        ProjectInBrief,
        ProjectName,
        StandsAlone,
    )

TITLE = "Portfolio"
_NO_PROJECTS = "There is no project that you can see."
ASK_THE_LEAD = "Ask the lead of your project to add you."
LOANS_TITLE = "Loans"
ALONE = "*The only one in several places*"
LOANS = "*Worth a loan*"
NOBODY_ALONE = "Nobody is the only one to do a function alone in several of these projects."
NO_LOANS = "No loan of one specialist would lift any of these projects."
FOR_LEADS = "Who stands alone and whom to borrow is shown to leads and heads only."
_HELD_MOST = 6
_SHORT_NAME = 40
_PROJECTS_MOST = 5


def no_projects(view: PortfolioView) -> str:
    """Return that there is nothing to see, and what to do about it: guests set up no project."""
    step = "`/ceiling setup` in a channel makes one." if view.may_set_up else ASK_THE_LEAD
    return f"{_NO_PROJECTS} {step}"


def heading(view: PortfolioView) -> str:
    """Return how many projects there are, and which function sets the ceiling most often."""
    several = len(view.projects) > 1
    said = f"*{counted(len(view.projects), 'project')}*{', the weakest first' if several else ''}."
    return f"{said} {most_often(view)}".rstrip()


def most_often(view: PortfolioView) -> str:
    """Return which function sets the ceiling most often; empty for fewer than two standings."""
    standing = sum(project.strengths is not None for project in view.projects)
    if standing <= 1:
        return ""
    most = view.set_by[0][1]
    roles = tuple(role for role, count in view.set_by if count == most)
    who = capital(functions(roles))
    of_all = f"{standing} with a standing" if standing < len(view.projects) else f"{standing}"
    if len(roles) == 1:
        return f"{who} sets the ceiling most often: in {most} of {of_all}."
    if most == 1:
        return f"{who} each set the ceiling in 1 of {of_all}."
    return f"{who} set the ceiling most often: each in {most} of {of_all}."


def project(view: ProjectInBrief) -> str:
    """Return one project: its ceiling and what sets it, then its four functions."""
    return f"{headline(view)}\n{_by_function(view)}" if view.strengths else headline(view)


def headline(view: ProjectInBrief) -> str:
    """Return one project in one line: its ceiling and what sets it."""
    paused = ", paused" if view.is_paused else ""
    where = view.slack_channel_id if view.has_namesake else None
    name = f"{called(view.name, where)} ({stage_name(view.stage).lower()}{paused})"
    if view.strengths is None:
        return f"{name}: no standing yet{': it shows when this poll closes' if view.poll_is_open else ''}"
    ceiling, weakest = view.strengths.ceiling, view.strengths.weakest(view.stage)
    how = f"ceiling *{tenths(ceiling)}* of 5 ({_word(view, ceiling, weakest)})"
    before = " (before the open poll)" if view.poll_is_open else ""
    return f"{square(ceiling)} {name}: {how}, set by {functions(weakest)}{before}"


def _word(view: ProjectInBrief, ceiling: int, weakest: tuple[Role, ...]) -> str:
    if weakest[0] in view.not_confirmed:
        return "not confirmed"
    word = band_word(ceiling)
    return f"{word}, accepted" if not ceiling and view.accepted.issuperset(weakest) else word


def _by_function(view: ProjectInBrief) -> str:
    figures = (f"{FUNCTION_NAME[role]} {_figure(view, role, value)}" for role, value in view.strengths or ())
    return " · ".join(figures)


def _figure(view: ProjectInBrief, role: Role, strength: int) -> str:
    return "not confirmed" if role in view.not_confirmed else tenths(strength)


def stands_alone(each: StandsAlone) -> str:
    """Return one person, and what nobody else does alone: "@Ana: infrastructure in churn and search"."""
    left_out = len(each.held) - _HELD_MOST
    more = [f"and {left_out} more"] if left_out > 0 else []
    return f"• {mention(each.slack_user_id)}: {'; '.join([*_held(each.held[:_HELD_MOST]), *more])}"


def _held(held: Iterable[tuple[Role, ProjectName]]) -> list[str]:
    by_role: dict[Role, list[str]] = {}
    for role, project in held:
        by_role.setdefault(role, []).append(called(project.name, project.slack_channel_id, _SHORT_NAME))
    return [f"{mid_sentence(FUNCTION_NAME[role])} in {listed(names)}" for role, names in by_role.items()]


def loan(view: LoanView) -> str:
    """Return one loan: who, from where, what it lifts and what it costs."""
    names = some([_called(project) for project in view.from_names], _PROJECTS_MOST)
    who = f"{mention(view.specialist)} ({functions(view.roles)} in {names})"
    ask = "" if view.may_start else f" A lead of {_called(view.host.project)} can start it."
    return f"{who} lifts {_moved(view.host)}; {_price(view.falls)}.{ask}"


def _called(project: ProjectName) -> str:
    return called(project.name, project.slack_channel_id)


def _price(falls: tuple[CeilingMoves, ...]) -> str:
    costs = [f"{_called(fall.project)} goes {_from_to(fall)}" for fall in falls]
    return some(costs, _PROJECTS_MOST) if costs else "no other ceiling falls"


def _moved(moves: CeilingMoves) -> str:
    return f"{_called(moves.project)} {_from_to(moves)}"


def _from_to(moves: CeilingMoves) -> str:
    return f"from {tenths(moves.before)} to {tenths(moves.after)}"


def about_loan(view: LoanView) -> str:
    """Return which of several equal buttons a screen reader is at."""
    return f"to {view.host.project.name}"


def more_projects(count: int) -> str:
    """Return that some projects did not fit, and how to reach them."""
    return f"And {counted(count, 'more project')}: `/ceiling status` and the name shows any of them."


def more_alone(count: int) -> str:
    """Return that some people did not fit, and where they show."""
    return f"• and {counted(count, 'more person', 'more people')}: the status of a project shows whom it rests on"


def more_loans(count: int) -> str:
    """Return that there are further loans, which lift less or cost more."""
    return f"And {counted(count, 'more loan')} that would lift less or cost more."


def more_loans_still(count: int) -> str:
    """Return that not even a list of loans has room for all."""
    return f"And {counted(count, 'more loan')} that would lift less or cost more than these."


def loans_heading(loans: Sequence[LoanView]) -> str:
    """Return what a list of loans is and how it is sorted."""
    several = ": those that lift most come first, of these those that cost least" if len(loans) > 1 else ""
    return f"*{counted(len(loans), 'loan')}* of one specialist that would lift a project{several}."
