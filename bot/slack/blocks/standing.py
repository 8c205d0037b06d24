"""A project's standing: for one person, for a channel, and the choice between several projects."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from bot.domain.roles import Band, Role, band_of
from bot.slack.blocks.kit import (
    MESSAGE_BLOCKS_MOST,
    NEW_MESSAGE_TEXT_MOST,
    Block,
    Rendered,
    actions,
    button,
    confirm,
    context,
    rendered,
    section,
)
from bot.slack.blocks.roles import help_button, roles_section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, standing
from bot.slack.words.roles import function_name
from bot.slack.words.text import called, counted, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.ports.portfolio import ProjectName
    from bot.services.ports.standing import ProjectView, RoleView, StatusView

# What a choice between projects may lead to.
Choosable = Literal[
    ActionId.CHECK_IN,
    ActionId.SHOW_STATUS,
    ActionId.SHOW_TREND,
    ActionId.EXPORT,
    ActionId.OPEN_POLL,
    ActionId.CLOSE_POLL,
    ActionId.CHANGE_STAGE,
    ActionId.CHANGE_SETTINGS,
    ActionId.START_SECONDMENT,
]
_CHOICES_MOST = MESSAGE_BLOCKS_MOST - 2


def status_message(view: StatusView) -> Rendered:
    """Return what one person sees of a project: who covers what is for its members and leads only."""
    project = view.project
    roles = [_role(view, each) for each in project.roles] if view.viewer_belongs else [roles_section(project)]
    return rendered(
        section(_heading(view)),
        *(roles if project.has_answers else []),
        section(_next(project)) if project.has_answers else None,
        context(standing.timetable(view), *_own(view)),
        _looking(view),
        _leading(view) if view.viewer_may_lead else None,
        context(standing.SHARING) if _can_share(view) else None,
        context(runs) if (runs := standing.how_it_runs(view)) else None,
        text_most=NEW_MESSAGE_TEXT_MOST,
    )


def shared_status_message(view: StatusView) -> Rendered:
    """Return the standing for a whole channel: by function, without people."""
    project = view.project
    return rendered(
        section(_heading(view)),
        roles_section(project) if project.has_answers else None,
        section(_next(project)) if project.has_answers else None,
        context(standing.timetable(view)),
    )


def projects_to_choose_message(projects: Mapping[int, ProjectName], then: Choosable) -> Rendered:
    """Return the choice between projects (by id); choosing presses `then` with the project's id."""
    left_out = len(projects) - _CHOICES_MOST
    return rendered(
        section(standing.WHICH_PROJECT),
        *(_choice(project_id, name, then) for project_id, name in islice(projects.items(), _CHOICES_MOST)),
        context(standing.more_projects(counted(left_out, "more project"))) if left_out > 0 else None,
        text_most=NEW_MESSAGE_TEXT_MOST,
    )


def _heading(view: StatusView) -> str:
    said = standing.heading(view.project, poll_is_open=view.open_poll is not None)
    first = standing.decisive(view.project) if view.project.has_answers else None
    return f"{said}\n*{first}*" if first else said


def _next(project: ProjectView) -> str:
    """Return what the project rests on, and what would lift its ceiling."""
    return "\n".join(line for line in (standing.depth(project), standing.arithmetic(project)) if line)


def _can_share(view: StatusView) -> bool:
    return view.may_be_shared and view.project.has_answers


def _own(view: StatusView) -> list[str]:
    own = standing.own_answer(view) if view.viewer_is_member else None
    return [own] if own else []


def _role(view: StatusView, role: RoleView) -> Block:
    lines = [standing.role_line(role), standing.covered_by(role)]
    return section("\n".join(line for line in lines if line), _about_vacancy(view, role))


def _about_vacancy(view: StatusView, role: RoleView) -> Block | None:
    """Return what can be done about a role that nobody covers, and that nobody has to confirm again."""
    project_id, about = view.project.project_id, plain(function_name(role.role))
    if role.strength or role.not_confirmed_since is not None:
        return None
    if role.role is Role.DOMAIN_EXPERT:
        return button(ActionId.WHO_KNOWS, buttons.WHO_KNOWS, project_id)
    if not view.viewer_may_lead:
        return None
    if role.accepted is not None:
        ends = role.accepted.acceptance_id
        return button(ActionId.END_ACCEPTANCE, buttons.END_ACCEPTANCE, ends, about=about)
    value = {"project": project_id, "role": role.role.value}
    return button(ActionId.ACCEPT_VACANCY, buttons.ACCEPT_VACANCY, value, about=about)


def _choice(project_id: int, project: ProjectName, then: Choosable) -> Block:
    choose = button(then, buttons.CHOOSE, project_id, about=plain(project.name))
    return section(called(project.name, project.slack_channel_id), choose)


def _looking(view: StatusView) -> Block | None:
    project_id = view.project.project_id
    return actions(
        button(ActionId.CHECK_IN, buttons.MY_ROLES, project_id) if view.viewer_is_member else None,
        button(ActionId.SHARE_STATUS, buttons.SHARE, project_id) if _can_share(view) else None,
        button(ActionId.SHOW_TREND, buttons.TREND, project_id) if view.project.has_answers else None,
    )


def _leading(view: StatusView) -> Block | None:
    """Return what a lead may do next: get help with the weakest function, ask everyone, change the project."""
    project_id = view.project.project_id
    may_ask = view.open_poll is None and view.pause is None
    return actions(
        *(_help(view.project) if view.project.has_answers else []),
        button(ActionId.OPEN_POLL, buttons.OPEN_POLL, project_id) if may_ask else None,
        _close_button(project_id) if view.open_poll is not None and view.pause is None else None,
        button(ActionId.CHANGE_STAGE, buttons.STAGE, project_id),
        button(ActionId.CHANGE_SETTINGS, buttons.SETTINGS, project_id),
    )


def _close_button(project_id: int) -> Block:
    sure = confirm(buttons.CLOSE_POLL, standing.CLOSE_SURE, buttons.CLOSE_POLL, buttons.CANCEL)
    return button(ActionId.CLOSE_POLL, buttons.CLOSE_POLL, project_id, confirm=sure)


def _help(project: ProjectView) -> list[Block]:
    """Return whom to ask for help with the weakest functions: one secondment may bring several of them."""
    weakest = project.strengths.weakest(project.stage)
    is_strong = band_of(project.strengths.ceiling) is Band.STRONG
    wanting = [] if is_strong else [each for each in project.roles if each.role in weakest and _wants(each)]
    ordered = sorted((each.role for each in wanting), key=weakest.index)
    lent = [role for role in ordered if role is not Role.DOMAIN_EXPERT][:1]
    known = [role for role in ordered if role is Role.DOMAIN_EXPERT]
    return [help_button(project.project_id, role) for role in lent + known]


def _wants(view: RoleView) -> bool:
    """Whether help is to be asked for: a vacancy may be accepted, and a vacant domain has its button beside it."""
    if view.role is Role.DOMAIN_EXPERT:
        return bool(view.strength) or view.not_confirmed_since is not None
    return view.accepted is None
