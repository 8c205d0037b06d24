"""Projects of one name: it is one project's within a channel only, so elsewhere the channel tells them apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.services.at_hand import folded
from bot.services.ports.portfolio import ProjectName
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from bot.services.ports.asking import CheckInView
    from bot.services.ports.secondments import SecondmentView
    from models.projects import Project

View = TypeVar("View", "CheckInView", "SecondmentView")


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


def told_apart(views: Iterable[View]) -> tuple[View, ...]:
    """Return check-ins or secondments that are shown together, those of namesakes marked as such."""
    shown = list(views)
    names = {view.project_id: view.project_name or "" for view in shown}
    if len(names) <= 1:
        return tuple(shown)
    alike = _borne_twice(names.values()) - {""}  # a hidden host has no name
    return tuple(
        replace(view, has_namesake=True) if folded(view.project_name or "") in alike else view
        for view in shown
    )


def _borne_twice(names: Iterable[str]) -> frozenset[str]:
    counted = Counter(folded(name) for name in names)
    return frozenset(name for name, times in counted.items() if times > 1)


def _channel_of(session: Session, project: Project) -> str:
    return session.get_one(Channel, project.channel_id).slack_channel_id
