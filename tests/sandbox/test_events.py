"""What happens in the workspace is told to the bot as far as it may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team


async def events(team: Team) -> list[tuple[str, dict[str, Any]]]:
    """Return what was delivered: type and event."""
    return [(each.kind, each.payload["event"]) for each in team.sandbox.deliveries]


async def test_an_event_comes_in_its_envelope(team: Team) -> None:
    await team.sandbox.deactivate(team.ben)
    payload = team.sandbox.deliveries[0].payload
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["event"]["event_ts"]
    (authorization,) = payload["authorizations"]
    assert authorization["user_id"] == team.sandbox.bot_user_id
    assert authorization["team_id"] == payload["team_id"] == team.sandbox.team_id


async def test_changes_of_people_are_user_changes(team: Team) -> None:
    sandbox, ben = team.sandbox, team.ben
    await sandbox.deactivate(ben)
    await sandbox.reactivate(ben)
    await sandbox.change_zone(ben, "Asia/Tokyo")
    await sandbox.rename(ben, "Benedict")
    told = await events(team)
    assert {kind for kind, _ in told} == {"user_change"}
    users = [event["user"] for _, event in told]
    assert [user["deleted"] for user in users] == [True, False, False, False]
    assert (users[2]["tz"], users[3]["real_name"]) == ("Asia/Tokyo", "Benedict")


async def test_joining_and_leaving_are_told_where_the_bot_is(team: Team) -> None:
    cid = team.sandbox.add_person("Cid")
    other = team.sandbox.add_channel("other", with_bot=False)
    await team.sandbox.join(cid, other)
    await team.sandbox.join(cid, team.churn, inviter=team.ana)
    await team.sandbox.leave(cid, team.churn)
    (_, joined), (_, left) = await events(team)
    assert (joined["type"], joined["user"], joined["inviter"]) == (
        "member_joined_channel",
        cid.id,
        team.ana.id,
    )
    assert (left["type"], left["channel"]) == ("member_left_channel", team.churn.id)
    assert cid.sees(other) == []


async def test_the_bot_is_told_of_its_own_coming_and_going(team: Team) -> None:
    secret = team.sandbox.add_channel("secret", members=[team.ana], private=True, with_bot=False)
    await team.sandbox.invite_bot(secret, by=team.ana)
    await team.client.chat_postMessage(channel=secret.id, text="hello")
    await team.sandbox.remove_bot(secret)
    (_, joined), (_, left) = await events(team)
    assert joined["user"] == left["user"] == team.sandbox.bot_user_id
    assert (joined["inviter"], joined["channel_type"]) == (team.ana.id, "G")


async def test_private_channels_have_events_of_their_own_name(team: Team) -> None:
    secret = team.sandbox.add_channel("secret", members=[team.ana], private=True)
    unknown = team.sandbox.add_channel("unknown", private=True, with_bot=False)
    for channel in (team.churn, secret, unknown):
        await team.sandbox.archive(channel)
        await team.sandbox.unarchive(channel)
        await team.sandbox.rename_channel(channel, f"{channel.name}-2")
        await team.sandbox.delete_channel(channel)
    assert [kind for kind, _ in await events(team)] == [
        "channel_archive",
        "channel_unarchive",
        "channel_rename",
        "channel_deleted",
        "group_archive",
        "group_unarchive",
        "group_rename",
        "group_deleted",
    ]


async def test_a_new_person_can_be_announced(team: Team) -> None:
    await team.sandbox.welcome(team.sandbox.add_person("Cid"))
    ((kind, event),) = await events(team)
    assert (kind, event["user"]["real_name"]) == ("team_join", "Cid")


async def test_uninstalling_kills_the_token_before_the_bot_hears_of_it(team: Team) -> None:
    @team.bot.event("app_uninstalled")
    async def listener() -> None:
        answer = await team.client.api_call("api.test")
        assert answer["ok"]

    ack = await team.sandbox.uninstall()
    assert ack.status == 200
    assert [kind for kind, _ in await events(team)] == ["tokens_revoked", "app_uninstalled"]


@pytest.mark.parametrize("wanted", [False, True])
async def test_a_failed_event_is_sent_again_when_that_is_switched_on(team: Team, *, wanted: bool) -> None:
    attempts: list[str] = []

    @team.bot.event("user_change")
    async def listener(request: Any) -> None:
        attempts.append(request.headers.get("x-slack-retry-num", ["0"])[0])
        if len(attempts) < 3:
            raise RuntimeError("broken")

    team.sandbox.retry_events = wanted
    ack = await team.sandbox.deactivate(team.ben)
    assert attempts == (["0", "1", "2"] if wanted else ["0"])
    assert ack.ok is wanted
    ids = {each.payload["event_id"] for each in team.sandbox.deliveries}
    assert len(ids) == 1


async def test_a_delivery_can_be_repeated_unchanged(team: Team) -> None:
    await team.sandbox.deactivate(team.ben)
    await team.sandbox.repeat(team.sandbox.deliveries[0])
    first, second = team.sandbox.deliveries
    assert first.payload == second.payload


async def test_nothing_is_told_after_the_app_was_uninstalled(team: Team) -> None:
    await team.sandbox.uninstall()
    await team.sandbox.deactivate(team.ben)
    assert team.sandbox.deliveries[-1].kind == "app_uninstalled"
