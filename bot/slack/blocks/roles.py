"""The four functions of a project, without people, and help with one: the parts that several messages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.blocks.kit import Block, button, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons
from bot.slack.words.standing import role_line_without_people

if TYPE_CHECKING:
    from bot.services.ports.standing import ProjectView


def roles_section(project: ProjectView) -> Block:
    """Return one line for each function, by word and number."""
    return section("\n".join(role_line_without_people(view) for view in project.roles))


def help_button(project_id: int, role: Role) -> Block:
    """Return the button that asks for help with a function."""
    # Domain knowledge cannot be hired from outside, so nobody is lent for it.
    if role is Role.DOMAIN_EXPERT:
        return button(ActionId.WHO_KNOWS, buttons.WHO_KNOWS, project_id)
    value = {"project": project_id, "role": role.value}
    return button(ActionId.ASK_SECONDMENT, buttons.ASK_SECONDMENT, value)
