"""What the value of a pressed button carries. Ids are opaque: rights are checked by whoever uses them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.roles import Role
from bot.slack.ids import MenuItem, ProjectItem
from bot.slack.payloads.views import Malformed, is_id

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PollButton:
    """A button that answers a poll of a project: those of a prompt, and **Answer** in the channel."""

    project_id: int
    poll_id: int


@dataclass(frozen=True, slots=True)
class RoleButton:
    """A button about one role of a project: **I can cover this**, **Ask for a secondment**."""

    project_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class PersonButton:
    """A button about one person and a project: **Add**, **Not now**."""

    project_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ProjectChoice:
    """What was chosen from the menu of one project."""

    item: ProjectItem
    project_id: int


@dataclass(frozen=True, slots=True)
class LoanButton:
    """**Start this loan**: a specialist for some roles of a project."""

    project_id: int
    specialist: str
    roles: tuple[Role, ...]


def parse_id(action: Mapping[str, Any]) -> int:
    """Return the one id a button carries; raises Malformed."""
    return _id(_value(action))


def parse_poll_button(action: Mapping[str, Any]) -> PollButton:
    """Return what a button that answers a poll carries; raises Malformed."""
    value = _parts(action)
    return PollButton(_id(value.get("project")), _id(value.get("poll")))


def parse_role_button(action: Mapping[str, Any]) -> RoleButton:
    """Return what a button about a role carries; raises Malformed."""
    value = _parts(action)
    role = value.get("role")
    if not isinstance(role, str) or role not in set(Role):
        raise Malformed
    return RoleButton(_id(value.get("project")), Role(role))


def parse_person_button(action: Mapping[str, Any]) -> PersonButton:
    """Return what a button about a person carries; raises Malformed."""
    value = _parts(action)
    return PersonButton(_id(value.get("project")), _id(value.get("person")))


def parse_loan_button(action: Mapping[str, Any]) -> LoanButton:
    """Return what a button that starts a loan carries; raises Malformed."""
    value = _parts(action)
    specialist, roles = value.get("specialist"), value.get("roles")
    if not isinstance(specialist, str) or not isinstance(roles, list) or not set(roles) <= set(Role):
        raise Malformed
    return LoanButton(_id(value.get("project")), specialist, tuple(role for role in Role if role in roles))


def parse_menu(action: Mapping[str, Any]) -> MenuItem:
    """Return what was chosen from App Home's menu; raises Malformed."""
    try:
        return MenuItem(str(_chosen(action).get("value")))
    except ValueError as error:
        raise Malformed from error


def parse_project_menu(action: Mapping[str, Any]) -> ProjectChoice:
    """Return what was chosen from the menu of a project; raises Malformed."""
    value = _parts(_chosen(action))
    item = value.get("item")
    if not isinstance(item, str) or item not in set(ProjectItem):
        raise Malformed
    return ProjectChoice(ProjectItem(item), _id(value.get("project")))


def _chosen(action: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the option of a menu that was chosen."""
    option = action.get("selected_option")
    return option if isinstance(option, dict) else {}


def _value(button: Mapping[str, Any]) -> object:
    try:
        return json.loads(str(button.get("value")))
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def _parts(button: Mapping[str, Any]) -> dict[str, Any]:
    value = _value(button)
    if not isinstance(value, dict):
        raise Malformed
    return value


def _id(value: object) -> int:
    if not is_id(value):
        raise Malformed
    return value
