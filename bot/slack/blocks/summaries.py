"""What a channel is told when the weakest function drops, and what leads are told in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.blocks.kit import Block, Rendered, actions, button, context, header, rendered, section
from bot.slack.blocks.roles import help_button, roles_section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, polls, standing, summaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.ports.standing import DropNews, DropView, FallenRole, ProjectView


def drop_message(view: DropView) -> Rendered:
    """Return the one summary of a drop, as it stands now."""
    is_open = _waits_for_someone(view)
    decisive = standing.decisive(view.project) if is_open else None
    what_changed = f"{summaries.fell(view)}\n{summaries.reasons(view.fallen)}"
    return rendered(
        header(summaries.headline(view)),
        section(f"*{decisive}*\n{what_changed}" if decisive else what_changed),
        roles_section(view.project),
        *(_open(view) if is_open else []),
        _open_actions(view) if is_open else None,
        context(summaries.no_longer_updated(view.ended_at)) if view.ended_at is not None else None,
    )


def drop_further_message(news: DropNews) -> Rendered:
    """Return a further drop, for the thread of the summary that is live."""
    return rendered(section(summaries.further(news)))


def drop_recovered_message(news: DropNews) -> Rendered:
    """Return the recovery, for the thread of the summary that is live."""
    return rendered(section(summaries.recovered(news)))


def decisive_fall_note(project: ProjectView, fallen: FallenRole) -> Rendered:
    """Return the private word to a lead: the stage's decisive role fell, the ceiling did not."""
    return rendered(
        section(summaries.decisive_fall(project, fallen)),
        actions(button(ActionId.SHOW_STATUS, buttons.STATUS, project.project_id)),
    )


def domain_expert_missing_message(project: ProjectView) -> Rendered:
    """Return that a project has had no domain expert for five days, to its channel, once."""
    return rendered(
        section(polls.expert_missing(project)),
        actions(*_acting(project.project_id, Role.DOMAIN_EXPERT)),
    )


def name_an_expert_message(project_id: int, project_name: str, asked_by: str) -> Rendered:
    """Return the question to a lead who might cover the domain; `asked_by` pressed **Who knows this?**."""
    return rendered(
        section(summaries.name_an_expert(project_name, asked_by)),
        actions(button(ActionId.CHANGE_SETTINGS, buttons.ADD_SOMEONE, project_id)),
    )


def leads_asked_note(project_id: int, project_name: str, lead_ids: Sequence[str]) -> Rendered:
    """Return whom of the leads was asked, to whoever pressed **Who knows this?**; nobody: it is theirs to say."""
    if lead_ids:
        return rendered(section(summaries.asked_the_leads(project_name, lead_ids)))
    return rendered(
        section(summaries.no_other_lead(project_name)),
        actions(button(ActionId.CHANGE_SETTINGS, buttons.ADD_SOMEONE, project_id)),
    )


def _waits_for_someone(view: DropView) -> bool:
    return view.recovered_at is None and not view.is_over


def _open(view: DropView) -> list[Block]:
    few, leads_to = view.percent_answered, summaries.leads_to(view)
    return [
        section(standing.arithmetic(view.project)),
        *([section(leads_to)] if leads_to else []),
        *([context(summaries.few_answered(few))] if few is not None else []),
    ]


def _open_actions(view: DropView) -> Block | None:
    project_id = view.project.project_id
    trend = button(ActionId.SHOW_TREND, buttons.TREND, project_id)
    return actions(*_acting(project_id, view.fallen[0].role), trend)


def _acting(project_id: int, role: Role) -> tuple[Block, Block]:
    value = {"project": project_id, "role": role.value}
    return button(ActionId.COVER, buttons.COVER, value, primary=True), help_button(project_id, role)
