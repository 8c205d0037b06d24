"""What happens in the workspace: people change and go, channels come to an end, the bot is invited and removed.

Slack tells late, twice, out of order, or not at all. So what becomes of a channel is asked of Slack at each event,
and the daily sweep asks again (`bot/jobs/sweep.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.services import arrivals, channels, memberships, newcomers, people, stopping
from bot.slack.directory import person_of

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from sqlmodel import Session

    from bot.slack.desk import Desk

_MAY_CHANGE_USE = (
    "channel_archive",
    "channel_left",
    "channel_unarchive",
    "group_archive",
    "group_left",
    "group_unarchive",
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the events that the manifest subscribes to."""
    _register_people(app, desk)
    _register_channels(app, desk)
    _register_the_end(app, desk)


def _register_people(app: AsyncApp, desk: Desk) -> None:
    async def joined(event: dict[str, Any]) -> None:
        if event["user"] == desk.workspace.bot_user_id:
            await _arrive(desk, event["channel"])
        else:
            await _join(desk, event["user"], event["channel"])

    async def left(event: dict[str, Any]) -> None:
        if event["user"] == desk.workspace.bot_user_id:
            await _look_at(desk, event["channel"])
        else:
            await desk.write(lambda s: _leave(s, desk, event["user"], event["channel"]))

    async def changed(event: dict[str, Any]) -> None:
        known = person_of(event["user"])
        await desk.write(lambda s: memberships.follow(s, desk.workspace.key, known, now=desk.now))

    app.event("member_joined_channel")(joined)
    app.event("member_left_channel")(left)
    app.event("user_change")(changed)


def _register_channels(app: AsyncApp, desk: Desk) -> None:
    async def may_have_changed(event: dict[str, Any]) -> None:
        await _look_at(desk, event["channel"])

    async def deleted(event: dict[str, Any]) -> None:
        await desk.write(lambda s: channels.delete(s, desk.workspace.key, event["channel"], now=desk.now))

    async def renamed(event: dict[str, Any]) -> None:
        channel = event["channel"]
        await desk.write(lambda s: channels.rename(s, desk.workspace.key, channel["id"], channel["name"]))

    async def got_another_id(event: dict[str, Any]) -> None:
        old, new = event["old_channel_id"], event["new_channel_id"]
        await desk.write(lambda s: channels.change_id(s, desk.workspace.key, old, new))

    for name in _MAY_CHANGE_USE:
        app.event(name)(may_have_changed)
    for prefix in ("channel", "group"):
        app.event(f"{prefix}_deleted")(deleted)
        app.event(f"{prefix}_rename")(renamed)
    app.event("channel_id_changed")(got_another_id)


def _register_the_end(app: AsyncApp, desk: Desk) -> None:
    """Register the loss of the token: no call to Slack can be made here."""

    async def uninstalled(body: dict[str, Any]) -> None:
        await _stop(desk, body)

    async def revoked(body: dict[str, Any]) -> None:
        if body["event"]["tokens"].get("bot"):
            await _stop(desk, body)

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)


async def _stop(desk: Desk, body: dict[str, Any]) -> None:
    happened_at = datetime.fromtimestamp(body["event_time"], UTC)
    stop = partial(stopping.stop_as_told, reason=body["event"]["type"], happened_at=happened_at)
    await desk.write(lambda s: stop(s, desk.workspace.key, now=desk.now))


async def _arrive(desk: Desk, slack_channel_id: str) -> None:
    known = await desk.look_at(slack_channel_id)
    if known is not None:
        await desk.write(lambda s: arrivals.arrive(s, desk.workspace.key, known, now=desk.now))


async def _join(desk: Desk, slack_user_id: str, slack_channel_id: str) -> None:
    """Ask the leads who wish that; nobody is looked up for a channel in which none does."""
    workspace_id = desk.workspace.key
    if not await desk.read(lambda s: newcomers.following(s, workspace_id, slack_channel_id)):
        return
    await desk.learn([slack_user_id])
    await desk.write(lambda s: newcomers.note(s, workspace_id, slack_user_id, slack_channel_id, now=desk.now))


async def _look_at(desk: Desk, slack_channel_id: str) -> None:
    known = await desk.look_at(slack_channel_id)
    await desk.write(
        lambda s: channels.reconcile(s, desk.workspace.key, slack_channel_id, known, now=desk.now)
    )


def _leave(session: Session, desk: Desk, slack_user_id: str, slack_channel_id: str) -> None:
    workspace_id = desk.workspace.key
    person = people.find_person(session, workspace_id, slack_user_id)
    channel = people.find_channel(session, workspace_id, slack_channel_id)
    if person is not None and channel is not None:
        memberships.leave_channel(session, person, channel, now=desk.now)
