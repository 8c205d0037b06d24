"""The scene: one large project and some small teams, all of them in their first poll when the bot starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.domain.roles import Stage
from bot.services import people, projects
from bot.services.ports.outside import KnownChannel, KnownPerson, KnownWorkspace
from bot.services.projects import SetUp
from bot.services.scope import Scope
from models.database import Database

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.sandbox import Channel, Person, Sandbox

TEAM = 4
NOON = 12
LARGEST_OFFSET = 12
EVERY_DAY = "0123456"


@dataclass(frozen=True)
class Team:
    """A project, its channel and its members; the first of them leads it."""

    name: str
    channel: Channel
    members: list[Person]


def a_zone_at_noon(now: datetime) -> str:
    """Return a zone in which it is about noon: summaries go out in working hours."""
    east = (NOON - now.hour + LARGEST_OFFSET) % 24 - LARGEST_OFFSET
    return f"Etc/GMT{-east:+d}" if east else "UTC"


async def set_up(
    sandbox: Sandbox, database_url: str, *, members: int, teams: int, in_team: int = TEAM
) -> list[Team]:
    """Migrate the database and set everything up in it; the large project comes first."""
    now = Clock().now()
    zone = a_zone_at_noon(now)
    made = [_team(sandbox, "large", members, zone)]
    made += [_team(sandbox, f"team {number}", in_team, zone) for number in range(teams)]
    database = Database(database_url)
    database.migrate()
    await database.write(lambda session: _store(session, sandbox, made, zone, now))
    await database.close()
    return made


def _team(sandbox: Sandbox, name: str, size: int, zone: str) -> Team:
    members = [sandbox.add_person(f"{name} {number}".title(), zone=zone) for number in range(size)]
    return Team(name, sandbox.add_channel(name.replace(" ", "-"), members=members), members)


def _store(session: Session, sandbox: Sandbox, teams: list[Team], zone: str, now: datetime) -> None:
    identity = sandbox.workspace.identity
    known = KnownWorkspace(
        identity.team_id, identity.team_name, identity.bot_user_id, identity.bot_id, identity.bot_name
    )
    workspace = people.remember_workspace(session, known, now=now)
    for team in teams:
        _store_team(session, workspace.key, team, zone, now)


def _store_team(session: Session, workspace_id: int, team: Team, zone: str, now: datetime) -> None:
    channel = KnownChannel(team.channel.id, team.channel.name, is_private=False, bot_is_member=True)
    people.remember_channel(session, workspace_id, channel)
    stored = [
        people.remember_person(session, workspace_id, _known(person, zone), now=now)
        for person in team.members
    ]
    ids = tuple(person.slack_user_id for person in stored)
    wish = SetUp(team.name, team.channel.id, ids, ids[:1], Stage.RESEARCH)
    project = projects.set_up(session, Scope(workspace_id, stored[0].key), wish, now=now)
    project.settle_minutes, project.work_days = 0, EVERY_DAY
    project.expert_check_at = now + timedelta(days=5)
    session.add(project)


def _known(person: Person, zone: str) -> KnownPerson:
    return KnownPerson(
        person.id, person.name, zone, is_bot=False, is_guest=False, is_admin=False, is_active=True
    )
