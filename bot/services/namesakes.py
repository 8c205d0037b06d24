"""Projects of one name: it is one project's within a channel only, so elsewhere the channel tells them apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.at_hand import folded
from bot.services.ports.portfolio import ProjectName
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

    from bot.services.ports.asking import CheckInView
    from models.projects import Project


def names_of(session: Session, projects: Iterable[Project]) -> dict[int, ProjectName]:
    """Return what projects that are shown together are called, by id; namesakes with their channels."""
    shown = list(projects)
    alike = _borne_twice(project.name for project in shown)
    return {
        project.key: ProjectName(
            project.name, _channel_of(session, project) if folded(project.name) in alike else None
        )
        for project in shown
    }


def told_apart(check_ins: Sequence[CheckInView]) -> tuple[CheckInView, ...]:
    """Return the check-ins of one message, those of namesakes marked as such."""
    alike = _borne_twice(each.project_name for each in check_ins)
    return tuple(
        replace(each, has_namesake=True) if folded(each.project_name) in alike else each for each in check_ins
    )


def _borne_twice(names: Iterable[str]) -> frozenset[str]:
    counted = Counter(folded(name) for name in names)
    return frozenset(name for name, times in counted.items() if times > 1)


def _channel_of(session: Session, project: Project) -> str:
    return session.get_one(Channel, project.channel_id).slack_channel_id
