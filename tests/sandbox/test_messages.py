"""Posting, changing and deleting messages: what Slack takes and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.counterpart import actions, button, refused, section

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team


async def test_a_message_to_a_user_id_arrives_in_that_persons_direct_messages(idle: Team) -> None:
    answer = await idle.client.chat_postMessage(channel=idle.ana.id, text="hello")
    assert str(answer["channel"]).startswith("D")
    assert [seen.text for seen in idle.ana.inbox()] == ["hello"]
    assert idle.ben.inbox() == []


async def test_timestamps_are_unique_and_increase_while_the_clock_stands_still(idle: Team) -> None:
    stamps = [
        (await idle.client.chat_postMessage(channel=idle.churn.id, text=f"{n}"))["ts"] for n in range(5)
    ]
    assert stamps == sorted(set(stamps))
    assert [seen.text for seen in idle.ana.sees(idle.churn)] == ["0", "1", "2", "3", "4"]


async def test_a_public_channel_without_the_bot_answers_not_in_channel(idle: Team) -> None:
    other = idle.sandbox.add_channel("other", members=[idle.ana], with_bot=False)
    assert await refused(idle, "chat.postMessage", channel=other.id, text="x") == "not_in_channel"


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(idle: Team) -> None:
    hidden = idle.sandbox.add_channel("hidden", members=[idle.ana], private=True, with_bot=False)
    for method in ("chat.postMessage", "conversations.info", "conversations.members"):
        assert await refused(idle, method, channel=hidden.id, text="x") == "channel_not_found"


async def test_an_archived_channel_takes_no_messages(idle: Team) -> None:
    await idle.sandbox.archive(idle.churn)
    assert await refused(idle, "chat.postMessage", channel=idle.churn.id, text="x") == "is_archived"


async def test_bots_and_deactivated_people_cannot_be_written_to(idle: Team) -> None:
    robot = idle.sandbox.add_person("Robot", is_bot=True)
    gone = idle.sandbox.add_person("Gone", deleted=True)
    assert await refused(idle, "chat.postMessage", channel=robot.id, text="x") == "cannot_dm_bot"
    assert await refused(idle, "chat.postMessage", channel="USLACKBOT", text="x") == "cannot_dm_bot"
    assert await refused(idle, "chat.postMessage", channel=gone.id, text="x") == "channel_not_found"
    assert await refused(idle, "conversations.open", users=gone.id) == "user_disabled"
    assert await refused(idle, "conversations.open", users=robot.id) == "cannot_dm_bot"
    assert await refused(idle, "conversations.open", users="USLACKBOT") == "cannot_dm_bot"
    assert await refused(idle, "conversations.open", users="U999") == "user_not_found"


async def test_a_message_needs_text_or_blocks_and_has_a_longest_text(idle: Team) -> None:
    assert await refused(idle, "chat.postMessage", channel=idle.churn.id) == "no_text"
    assert await refused(idle, "chat.postMessage", text="x") == "missing_argument"
    too_long = "x" * 40_001
    assert await refused(idle, "chat.postMessage", channel=idle.churn.id, text=too_long) == "msg_too_long"


async def test_an_update_shows_and_is_marked_as_edited(idle: Team) -> None:
    posted = await idle.client.chat_postMessage(channel=idle.churn.id, text="old")
    before = idle.ana.sees(idle.churn)[0]
    await idle.client.chat_update(channel=idle.churn.id, ts=posted["ts"], text="new")
    after = idle.ana.sees(idle.churn)[0]
    assert (before.text, before.edited) == ("old", False)
    assert (after.text, after.edited, after.ts) == ("new", True, posted["ts"])


async def test_an_update_with_text_alone_takes_the_buttons_away(idle: Team) -> None:
    blocks = [section("Ready?"), actions(button("Yes", "yes"))]
    posted = await idle.client.chat_postMessage(channel=idle.churn.id, text="Ready?", blocks=blocks)
    assert idle.ana.sees(idle.churn)[0].buttons == ["Yes"]
    await idle.client.chat_update(channel=idle.churn.id, ts=posted["ts"], text="Done")
    assert idle.ana.sees(idle.churn)[0].buttons == []


async def test_an_update_is_held_to_a_shorter_text_and_to_the_bots_own_messages(idle: Team) -> None:
    channel = idle.churn.id
    posted = await idle.client.chat_postMessage(channel=channel, text="old")
    await idle.ana.types("hello", in_=idle.churn)
    theirs = idle.ana.sees(idle.churn)[-1].ts
    too_long = "x" * 4001
    assert (
        await refused(idle, "chat.update", channel=channel, ts=posted["ts"], text=too_long) == "msg_too_long"
    )
    assert await refused(idle, "chat.update", channel=channel, ts="1.0", text="x") == "message_not_found"
    assert await refused(idle, "chat.update", channel=channel, ts=theirs, text="x") == "cant_update_message"
    assert await refused(idle, "chat.delete", channel=channel, ts=theirs) == "cant_delete_message"


async def test_a_deleted_message_is_gone(idle: Team) -> None:
    posted = await idle.client.chat_postMessage(channel=idle.churn.id, text="oops")
    await idle.client.chat_delete(channel=idle.churn.id, ts=str(posted["ts"]))
    assert idle.ana.sees(idle.churn) == []


async def test_replies_show_under_their_message_and_not_in_the_channel(idle: Team) -> None:
    root = await idle.client.chat_postMessage(channel=idle.churn.id, text="root")
    await idle.client.chat_postMessage(channel=idle.churn.id, text="reply", thread_ts=root["ts"])
    (seen,) = idle.ana.sees(idle.churn)
    assert seen.text == "root"
    assert [reply.text for reply in idle.ana.thread(seen)] == ["reply"]


async def test_a_reply_needs_a_root(idle: Team) -> None:
    arguments: dict[str, Any] = {"channel": idle.churn.id, "text": "x"}
    assert await refused(idle, "chat.postMessage", **arguments, thread_ts="1.0") == "thread_not_found"
    root = await idle.client.chat_postMessage(**arguments)
    reply = await idle.client.chat_postMessage(**arguments, thread_ts=root["ts"])
    error = await refused(idle, "chat.postMessage", **arguments, thread_ts=reply["ts"])
    assert error == "cannot_reply_to_message"


async def test_an_ephemeral_message_is_seen_by_one_person_only(idle: Team) -> None:
    answer = await idle.client.chat_postEphemeral(channel=idle.churn.id, user=idle.ana.id, text="psst")
    (seen,) = idle.ana.sees(idle.churn)
    assert (seen.text, seen.ephemeral) == ("psst", True)
    assert idle.ben.sees(idle.churn) == []
    stamp = answer["message_ts"]
    assert (
        await refused(idle, "chat.update", channel=idle.churn.id, ts=stamp, text="x") == "message_not_found"
    )


async def test_an_ephemeral_message_needs_the_person_in_the_channel(idle: Team) -> None:
    cid = idle.sandbox.add_person("Cid")
    arguments = {"channel": idle.churn.id, "text": "psst"}
    await idle.sandbox.deactivate(idle.ben)
    for person in (cid, idle.ben):
        error = await refused(idle, "chat.postEphemeral", **arguments, user=person.id)
        assert error == "user_not_in_channel"


async def test_a_permalink_names_channel_and_message(idle: Team) -> None:
    posted = await idle.client.chat_postMessage(channel=idle.churn.id, text="hello")
    answer = await idle.client.chat_getPermalink(channel=idle.churn.id, message_ts=str(posted["ts"]))
    digits = str(posted["ts"]).replace(".", "")
    assert str(answer["permalink"]).endswith(f"/archives/{idle.churn.id}/p{digits}")


async def test_metadata_has_a_form_and_a_size(idle: Team) -> None:
    arguments: dict[str, Any] = {"channel": idle.churn.id, "text": "x"}
    good = {"event_type": "poll", "event_payload": {"id": 7}}
    answer = await idle.client.chat_postMessage(**arguments, metadata=good)
    assert answer["message"]["metadata"] == good
    wrong = {"event": "poll"}
    assert await refused(idle, "chat.postMessage", **arguments, metadata=wrong) == "invalid_metadata_format"
    big = {"event_type": "poll", "event_payload": {"id": "x" * 8000}}
    assert await refused(idle, "chat.postMessage", **arguments, metadata=big) == "metadata_too_large"


async def test_broken_blocks_are_refused_with_the_rule_and_its_place(idle: Team) -> None:
    with pytest.raises(SlackApiError) as caught:
        await idle.client.chat_postMessage(channel=idle.churn.id, text="x", blocks=[section("")])
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert idle.sandbox.broken_rules == [
        "chat.postMessage: [ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert idle.ana.sees(idle.churn) == []
