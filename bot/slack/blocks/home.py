"""App Home: what waits for a person, their projects and secondments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Block, View, actions, button, context, header, section
from bot.slack.blocks.secondments import secondment_blocks
from bot.slack.ids import ActionId
from bot.slack.words import buttons, home
from bot.slack.words.text import counted, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.ports.home import HomeProject, HomeView
    from bot.services.ports.secondments import SecondmentView

# Two blocks each; together with the headings below Slack's hundred.
_PROJECTS_MOST = 40
_SECONDMENTS_MOST = 6


def home_view(view: HomeView) -> View:
    """Return App Home of one person; what waits for them comes first."""
    blocks = [
        section(home.you(view)),
        actions(
            button(ActionId.SHOW_PORTFOLIO, buttons.PORTFOLIO, "all"),
            button(ActionId.SET_AWAY, buttons.AWAY, "new"),
        ),
        header(home.PROJECTS),
        *_projects(sorted(view.projects, key=lambda each: not each.is_waiting)),
        *_secondments(view.secondments),
    ]
    return {"type": "home", "blocks": [block for block in blocks if block is not None]}


def _projects(projects: Sequence[HomeProject]) -> list[Block | None]:
    if not projects:
        return [section(home.NO_PROJECTS)]
    blocks = [block for each in projects[:_PROJECTS_MOST] for block in _project(each)]
    return [*blocks, _left_out(len(projects) - _PROJECTS_MOST, "project")]


def _project(view: HomeProject) -> list[Block | None]:
    label = buttons.ANSWER if view.is_waiting else buttons.MY_ROLES
    about = plain(view.name)
    return [
        section(home.project(view)),
        actions(
            button(ActionId.CHECK_IN, label, view.project_id, about=about, primary=view.is_waiting),
            button(ActionId.SHOW_STATUS, buttons.STATUS, view.project_id, about=about),
            button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, view.project_id, about=about)
            if view.viewer_is_lead
            else None,
        ),
    ]


def _secondments(views: Sequence[SecondmentView]) -> list[Block | None]:
    if not views:
        return []
    blocks = [block for view in views[:_SECONDMENTS_MOST] for block in secondment_blocks(view)]
    return [header(home.SECONDMENTS), *blocks, _left_out(len(views) - _SECONDMENTS_MOST, "secondment")]


def _left_out(count: int, what: str) -> Block | None:
    return context(home.more(counted(count, f"more {what}"))) if count > 0 else None
