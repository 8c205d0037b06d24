"""App Home: what waits for a person, their projects and secondments, and for leads and heads what lies across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.away import come_back_button
from bot.slack.blocks.kit import (
    Block,
    View,
    actions,
    button,
    button_value,
    context,
    header,
    overflow,
    section,
)
from bot.slack.blocks.portfolio import loan_blocks
from bot.slack.blocks.prompts import asking
from bot.slack.blocks.secondments import secondment_blocks
from bot.slack.ids import ActionId, MenuItem, ProjectItem
from bot.slack.words import buttons, home, prompts
from bot.slack.words.text import plain

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bot.services.ports.asking import CheckInView
    from bot.services.ports.home import HomeProject, HomeView
    from bot.services.ports.portfolio import PortfolioView
    from bot.services.ports.secondments import SecondmentView

# Two blocks each; together with what stands around them below Slack's hundred.
_WAITING_MOST = 8
_PROJECTS_MOST = 25
_SECONDMENTS_MOST = 5
_LOANS_MOST = 2


def home_view(view: HomeView) -> View:
    """Return App Home of one person; what waits for them comes first."""
    blocks = _welcome(view) if view.is_empty else _affairs(view)
    return {"type": "home", "blocks": [block for block in blocks if block is not None]}


def _welcome(view: HomeView) -> list[Block | None]:
    first_steps = actions(
        button(ActionId.SET_UP, buttons.SET_UP, "new", primary=True),
        button(ActionId.SHOW_PORTFOLIO, buttons.PORTFOLIO, "all"),
    )
    return [
        header(home.WELCOME),
        section(home.ABOUT),
        first_steps if view.may_set_up else None,  # a guest sees no project but their own
        context(home.FIRST_STEP if view.may_set_up else home.FOR_GUESTS, home.ONLY_YOU),
    ]


def _affairs(view: HomeView) -> list[Block | None]:
    shown = view.projects[:_PROJECTS_MOST]
    asked = {check_in.project_id for check_in in view.waiting[:_WAITING_MOST]}
    left_out = len(view.projects) - len(shown)
    return [
        *_waiting(view.waiting),
        section(home.you(view), _menu(view)),
        actions(come_back_button()) if view.away is not None else None,
        *_projects(home.LEADING, [each for each in shown if each.is_lead], asked),
        *_projects(home.PROJECTS, [each for each in shown if not each.is_lead], asked),
        context(home.more_projects(left_out)) if left_out else None,
        *_secondments(view.secondments),
        *_across(view.portfolio),
        context(home.ONLY_YOU),
    ]


def _menu(view: HomeView) -> Block:
    labels = {
        MenuItem.PORTFOLIO: buttons.PORTFOLIO,
        MenuItem.AWAY: buttons.AWAY,
        MenuItem.HOURS: buttons.HOURS,
        MenuItem.SET_UP: buttons.SET_UP,
        MenuItem.HELP: buttons.HELP,
    }
    kept = {item.value: label for item, label in labels.items() if view.may_set_up or item != MenuItem.SET_UP}
    return overflow(ActionId.MENU, kept)


def _waiting(check_ins: Sequence[CheckInView]) -> list[Block | None]:
    if not check_ins:
        return []
    left_out = len(check_ins) - _WAITING_MOST
    return [
        header(home.WAITING),
        *(block for each in check_ins[:_WAITING_MOST] for block in _check_in(each)),
        context(home.more_waiting(left_out)) if left_out > 0 else None,
        context(
            prompts.OPENNESS_AT_FIRST if any(each.own is None for each in check_ins) else prompts.OPENNESS
        ),
    ]


def _check_in(check_in: CheckInView) -> list[Block | None]:
    return [section(prompts.question(check_in)), asking(check_in)]


def _projects(title: str, projects: Sequence[HomeProject], asked: Container[int]) -> list[Block | None]:
    if not projects:
        return []
    return [header(title), *(block for each in projects for block in _project(each, asked))]


def _project(view: HomeProject, asked: Container[int]) -> list[Block | None]:
    project_id, about = view.brief.project_id, plain(view.brief.name)
    is_waiting = project_id in asked
    answers = view.is_member and not is_waiting
    own = button(ActionId.CHECK_IN, buttons.MY_ROLES, project_id, about=about) if answers else None
    confirms = answers and view.is_to_confirm
    still = button(ActionId.STILL_COVER, buttons.STILL_COVER, project_id, about=about) if confirms else None
    change = button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, project_id, about=about)
    status = button(ActionId.SHOW_STATUS, buttons.STATUS, project_id, about=about)
    return [
        section(home.project(view, is_waiting=is_waiting), _project_menu(view)),
        actions(still, own, status, change if view.is_lead else None),
    ]


def _project_menu(view: HomeProject) -> Block:
    labels = {
        ProjectItem.HOW_OFTEN: buttons.HOW_OFTEN_AGAIN,
        ProjectItem.TREND: buttons.TREND,
        ProjectItem.EXPORT: buttons.EXPORT,
    }
    project_id = view.brief.project_id
    kept = {
        button_value({"item": item.value, "project": project_id}): label
        for item, label in labels.items()
        if view.is_member or item is not ProjectItem.HOW_OFTEN
    }
    return overflow(ActionId.PROJECT_MENU, kept)


def _secondments(views: Sequence[SecondmentView]) -> list[Block | None]:
    if not views:
        return []
    left_out = len(views) - _SECONDMENTS_MOST
    return [
        header(home.SECONDMENTS),
        *(block for view in views[:_SECONDMENTS_MOST] for block in secondment_blocks(view)),
        context(home.more_secondments(left_out)) if left_out > 0 else None,
    ]


def _across(view: PortfolioView | None) -> list[Block | None]:
    """Return the portfolio at a glance; a single project of one's own has nothing across it."""
    if view is None or view.loans is None or len(view.projects) < 2:  # noqa: PLR2004 - one has no other beside it
        return []
    return [
        header(home.PORTFOLIO),
        section(home.across(view)),
        *(loan_blocks(view.loans, view.other_loans, _LOANS_MOST) if view.loans else []),
        actions(button(ActionId.SHOW_PORTFOLIO, buttons.PORTFOLIO, "all")),
    ]
