"""What people at the company do: each deed is somebody acting in Slack, the way a person would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.words import away, secondments, setup
from bot.slack.words.roles import ROLE_NAME, STAGE_NAME

if TYPE_CHECKING:
    from bot.demo.living import Living
    from bot.domain.roles import Stage
    from bot.sandbox import Person

Deed = Callable[["Living", "Person"], Awaitable[None]]


def sets_up(project: str, stage: Stage) -> Deed:
    """Set a project up in the channel of that name, everyone there asked."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types("/ceiling setup", in_=living.channels[project]))
        await living.picks(person, setup.STAGE, STAGE_NAME[stage])
        await living.finishes(person)

    return deed


def covers(project: str, **stated: int) -> Deed:
    """Cover these roles from now on, with this confidence; said when asked next."""
    claims = {Role(role): confidence for role, confidence in stated.items()}

    async def deed(living: Living, person: Person) -> None:
        living.minds[person.name, project] = claims

    return deed


def checks_in(project: str, **stated: int) -> Deed:
    """Cover these roles from now on, and say so at once."""

    async def deed(living: Living, person: Person) -> None:
        await covers(project, **stated)(living, person)
        await living.checks_in(person, project)

    return deed


def moves_on(project: str, stage: Stage) -> Deed:
    """Say that a project has reached another stage."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types("/ceiling stage", in_=living.channels[project]))
        await living.picks(person, setup.STAGE, STAGE_NAME[stage])
        await living.finishes(person)

    return deed


def adds(name: str, project: str) -> Deed:
    """Make somebody a member of a project."""

    async def deed(living: Living, person: Person) -> None:
        [newcomer] = living.named(name)
        channel = living.channels[project]
        await living.does(living.place.sandbox.join(newcomer, channel, inviter=person))
        await living.does(person.types("/ceiling settings", in_=channel))
        modal = living.modal_of(person)
        present = modal.value(setup.MEMBERS)
        person.fills(setup.MEMBERS, [*living.people_called(present), newcomer])
        await living.finishes(person)

    return deed


def borrows(name: str, project: str, role: Role, objective: str, *, until: str, head: str, home: str) -> Deed:
    """Start a secondment from the home function whose channel is `home`, and invite the specialist."""

    async def deed(living: Living, person: Person) -> None:
        specialist, head_of_home = living.named(name, head)
        channel = living.channels[project]
        await living.does(person.types("/secondment start", in_=channel))
        for label, content in (
            (secondments.SPECIALIST, specialist),
            (secondments.ROLES, [ROLE_NAME[role]]),
            (secondments.OBJECTIVE, objective),
            (secondments.RETURNS_ON, until),
            (secondments.HOME, f"{home.capitalize()} team"),
            (secondments.HOME_CHANNEL, living.channels[home]),
            (secondments.HEAD, head_of_home),
        ):
            person.fills(label, content)
        await living.finishes(person)
        await living.does(living.place.sandbox.join(specialist, channel, inviter=person))

    return deed


def marks_met(project: str, next_goals: str) -> Deed:
    """Mark the objective of the secondment to a project as met."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types("/secondment met", in_=living.channels[project]))
        person.fills(secondments.NEXT_GOALS, next_goals)
        await living.finishes(person)

    return deed


def goes_home(project: str) -> Deed:
    """Return from a secondment to a project."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types("/secondment return", in_=living.channels[project]))

    return deed


def goes_away(project: str, until: str) -> Deed:
    """Set an absence, wherever it is typed."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types("/ceiling away", in_=living.channels[project]))
        person.fills(away.UNTIL_ON, until)
        await living.finishes(person)

    return deed


def says(channel: str, text: str) -> Deed:
    """Write to colleagues."""

    async def deed(living: Living, person: Person) -> None:
        await living.does(person.types(text, in_=living.channels[channel]))

    return deed


async def falls_silent(living: Living, person: Person) -> None:
    """Answer nothing from now on."""
    living.silent.add(person.name)


async def answers_again(living: Living, person: Person) -> None:
    """Answer from now on as before."""
    living.silent.discard(person.name)
