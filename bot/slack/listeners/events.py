"""What happens in the workspace: people come, change and go, channels are renamed, the bot is invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import arrivals, memberships, people
from bot.slack.directory import person_of

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from sqlmodel import Session

    from bot.slack.desk import Desk

# Slack repeats an event that nobody answers.
_WITHOUT_CONSEQUENCE = (
    "app_uninstalled",
    "tokens_revoked",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "channel_id_changed",
    "group_archive",
    "group_unarchive",
    "group_deleted",
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the events that the manifest subscribes to."""

    async def joined(event: dict[str, Any]) -> None:
        if event["user"] == desk.workspace.bot_user_id:
            await _arrive(desk, event["channel"])

    async def left(event: dict[str, Any]) -> None:
        if event["user"] != desk.workspace.bot_user_id:
            await desk.write(lambda s: _leave(s, desk, event["user"], event["channel"]))

    async def changed(event: dict[str, Any]) -> None:
        known = person_of(event["user"])
        await desk.learn_person(known)
        if not known.is_active:
            await desk.write(lambda s: _deactivate(s, desk, known.slack_user_id))

    async def renamed(event: dict[str, Any]) -> None:
        channel = event["channel"]
        await desk.write(lambda s: _rename(s, desk, channel["id"], channel["name"]))

    async def without_consequence() -> None:
        return

    app.event("member_joined_channel")(joined)
    app.event("member_left_channel")(left)
    app.event("user_change")(changed)
    app.event("team_join")(changed)
    app.event("channel_rename")(renamed)
    app.event("group_rename")(renamed)
    for name in _WITHOUT_CONSEQUENCE:
        app.event(name)(without_consequence)


async def _arrive(desk: Desk, slack_channel_id: str) -> None:
    await desk.learn_channel(slack_channel_id)
    await desk.write(lambda s: arrivals.arrive(s, desk.workspace.key, slack_channel_id, now=desk.now))


def _leave(session: Session, desk: Desk, slack_user_id: str, slack_channel_id: str) -> None:
    workspace_id = desk.workspace.key
    person = people.find_person(session, workspace_id, slack_user_id)
    channel = people.find_channel(session, workspace_id, slack_channel_id)
    if person is not None and channel is not None:
        memberships.leave_channel(session, person, channel, now=desk.now)


def _deactivate(session: Session, desk: Desk, slack_user_id: str) -> None:
    person = people.find_person(session, desk.workspace.key, slack_user_id)
    if person is not None:
        memberships.deactivate(session, person, now=desk.now)


def _rename(session: Session, desk: Desk, slack_channel_id: str, name: str) -> None:
    channel = people.find_channel(session, desk.workspace.key, slack_channel_id)
    if channel is not None:
        channel.name = name
        session.add(channel)
