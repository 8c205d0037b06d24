"""The four functions of a project, without people: the part that several messages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Block, section
from bot.slack.words.standing import role_line_without_people

if TYPE_CHECKING:
    from bot.services.ports.standing import ProjectView


def roles_section(project: ProjectView) -> Block:
    """Return one line for each function, by word and number."""
    return section("\n".join(role_line_without_people(view) for view in project.roles))
