"""What people see: their own, resolved for their eyes; and how they choose among what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import NotSeen
from tests.sandbox.counterpart import actions, button, option, plain, section

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck

    from tests.sandbox.conftest import Team

Body = dict[str, Any]


async def read(idle: Team, *blocks: Body, text: str = "fallback") -> str:
    """Post blocks to the channel and return what Ana reads."""
    await idle.client.chat_postMessage(channel=idle.churn.id, text=text, blocks=list(blocks))
    return idle.ana.sees(idle.churn)[-1].text


def collects(team: Team, action_id: str) -> list[Body]:
    """Return the list that every press of this action goes to."""
    pressed: list[Body] = []

    @team.bot.action(action_id)
    async def listener(ack: AsyncAck, body: Body) -> None:
        pressed.append(body)
        await ack()

    return pressed


async def test_mentions_links_and_entities_are_read_as_words(idle: Team) -> None:
    source = (
        f"<@{idle.ben.id}> in <#{idle.churn.id}>: <https://a.example|the page> &lt;b&gt; &amp; *bold* _soft_"
    )
    assert await read(idle, section(source)) == "@Ben Okafor in #churn: the page <b> & bold soft"


async def test_a_broadcast_that_was_not_escaped_is_seen_as_one(idle: Team) -> None:
    assert await read(idle, section("<!channel> &lt;!channel&gt;")) == "@channel <!channel>"


async def test_marks_inside_words_and_code_are_left_alone(idle: Team) -> None:
    assert await read(idle, section("snake_case_name 2*3*4 `*x*`")) == "snake_case_name 2*3*4 *x*"


async def test_plain_text_is_read_as_it_is(idle: Team) -> None:
    header = {"type": "header", "text": plain("A &amp; *B* <@U1>")}
    assert await read(idle, header) == "A &amp; *B* <@U1>"


async def test_a_date_is_read_in_the_viewers_zone(idle: Team) -> None:
    noon = 1_772_452_800  # 2 March 2026, 12:00 UTC
    await idle.client.chat_postMessage(
        channel=idle.churn.id, text=f"<!date^{noon}^{{date_short_pretty}} at {{time}}|Monday noon UTC>"
    )
    assert idle.ana.sees(idle.churn)[0].text == "today at 13:00"
    assert idle.ben.sees(idle.churn)[0].text == "today at 07:00"


async def test_a_private_channel_is_named_to_its_members_only(idle: Team) -> None:
    secret = idle.sandbox.add_channel("secret", members=[idle.ben], private=True)
    await idle.client.chat_postMessage(channel=idle.churn.id, text=f"see <#{secret.id}>")
    assert idle.ana.sees(idle.churn)[0].text == "see private channel"
    assert idle.ben.sees(idle.churn)[0].text == "see #secret"


async def test_messages_of_a_private_channel_are_seen_by_its_members_only(idle: Team) -> None:
    secret = idle.sandbox.add_channel("secret", members=[idle.ben], private=True)
    await idle.client.chat_postMessage(channel=secret.id, text="hush")
    assert idle.ana.sees(secret) == []
    assert [seen.text for seen in idle.ben.sees(secret)] == ["hush"]


async def test_a_guest_sees_public_channels_only_from_inside(idle: Team) -> None:
    guest = idle.sandbox.add_person("Gil", is_guest=True)
    await idle.client.chat_postMessage(channel=idle.churn.id, text="hello")
    assert guest.sees(idle.churn) == []
    await idle.sandbox.join(guest, idle.churn)
    assert [seen.text for seen in guest.sees(idle.churn)] == ["hello"]


async def test_every_kind_of_block_is_read(idle: Team) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": t} for t in ("Role", "Strength")]]}
    chart = {
        "type": "data_visualization",
        "title": "Ceiling",
        "chart": {
            "type": "line",
            "series": [{"name": "churn", "data": [{"label": "May", "value": 3.0}]}],
            "axis_config": {"categories": ["May"]},
        },
    }
    bullets = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
        {"type": "rich_text_section", "elements": [{"type": "user", "user_id": idle.ana.id}]},
    ]
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": bullets}],
    }
    container = {"type": "container", "title": plain("Box"), "child_blocks": [section("inside")]}
    text = await read(
        idle,
        {"type": "header", "text": plain("Head")},
        section("body", fields=[plain("left"), plain("right")]),
        {"type": "divider"},
        {"type": "context", "elements": [plain("small"), plain("print")]},
        {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "a curve"},
        rich,
        table,
        chart,
        container,
    )
    assert text.split("\n") == [
        "Head",
        "body",
        "left",
        "right",
        "───",
        "small  print",
        "(picture: a curve)",
        "• one",
        "• @Ana Ruiz",
        "Role | Strength",
        "Ceiling (line chart)",
        "churn: May 3.0",
        "Box",
        "inside",
    ]


async def test_buttons_selects_and_overflow_menus_show_their_labels(idle: Team) -> None:
    select = {"type": "static_select", "options": [option("Low")], "placeholder": plain("Risk")}
    more = {"type": "overflow", "options": [option("Edit"), option("Remove")]}
    text = await read(idle, section("churn", accessory=more), actions(button("Yes", "yes"), select))
    assert text == "churn\n[⋯ Edit | Remove]\n[Yes] (Risk)"
    assert idle.ana.sees(idle.churn)[0].buttons == ["Edit", "Remove", "Yes"]


async def test_equal_labels_are_told_apart_by_the_text_before_them(team: Team) -> None:
    pressed = collects(team, "update")
    rows = [
        block
        for name in ("churn", "fraud")
        for block in (section(f"*{name}*"), actions(button("Update", "update", value=name)))
    ]
    await team.client.chat_postMessage(channel=team.ana.id, text="two", blocks=rows)
    await team.ana.clicks("Update", within="fraud")
    await team.ana.clicks("Update", within="churn")
    await team.ana.clicks("Update", nth=1)
    assert [body["actions"][0]["value"] for body in pressed] == ["fraud", "churn", "fraud"]
    with pytest.raises(NotSeen):
        await team.ana.clicks("Update", within="churn", nth=1)


async def test_an_item_of_an_overflow_menu_can_be_clicked(team: Team) -> None:
    pressed = collects(team, "menu")
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Edit"), option("Remove")]}
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=[section("x", accessory=menu)])
    await team.ana.clicks("Remove")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "remove"


async def test_a_choice_on_a_message_is_sent_and_stays_for_that_person(team: Team) -> None:
    pressed = collects(team, "risk")
    select = {"type": "static_select", "action_id": "risk", "options": [option("Low"), option("High")]}
    blocks = [section("Risk level", block_id="row", accessory=select)]
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    await team.ana.chooses("Risk level", "High")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "high"
    assert pressed[0]["state"]["values"]["row"]["risk"]["selected_option"]["value"] == "high"
    assert team.ana.sees(team.churn)[0].text == "Risk level\n(High)"
    assert team.ben.sees(team.churn)[0].text == "Risk level\n(…)"


async def test_without_a_message_the_newest_one_with_that_button_is_meant(team: Team) -> None:
    pressed = collects(team, "yes")
    for value in ("old", "new"):
        blocks = [actions(button("Yes", "yes", value=value))]
        await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    await team.ana.clicks("Yes")
    await team.ana.clicks("Yes", on=team.ana.sees(team.churn)[0])
    assert [body["actions"][0]["value"] for body in pressed] == ["new", "old"]


async def test_what_is_not_seen_cannot_be_clicked_and_the_error_lists_what_is(team: Team) -> None:
    blocks = [section("Ready?"), actions(button("Yes", "yes"))]
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="x", blocks=blocks)
    with pytest.raises(NotSeen) as caught:
        await team.ana.clicks("No")
    assert "[Yes]" in caught.value.listing
    with pytest.raises(NotSeen):
        await team.ben.clicks("Yes")


async def test_a_message_that_was_deleted_cannot_be_pressed(team: Team) -> None:
    blocks = [actions(button("Yes", "yes"))]
    posted = await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    seen = team.ana.sees(team.churn)[0]
    await team.client.chat_delete(channel=team.churn.id, ts=str(posted["ts"]))
    with pytest.raises(NotSeen, match="no longer"):
        await team.ana.clicks("Yes", on=seen)


async def test_a_click_tells_where_it_was_made(team: Team) -> None:
    pressed = collects(team, "yes")
    blocks = [actions(button("Yes", "yes", value="7"), block_id="row")]
    posted = await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    await team.ana.clicks("Yes")
    (body,) = pressed
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": team.churn.id,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": team.churn.id, "name": "churn"}
    assert body["message"]["blocks"][0]["block_id"] == "row"
    assert body["user"]["id"] == team.ana.id
    assert body["team"]["id"] == body["user"]["team_id"] == team.sandbox.team_id
    assert body["actions"][0].items() >= {"action_id": "yes", "block_id": "row", "value": "7"}.items()


async def test_a_click_on_an_ephemeral_message_does_not_carry_the_message(team: Team) -> None:
    pressed = collects(team, "yes")
    blocks = [actions(button("Yes", "yes"))]
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="x", blocks=blocks)
    await team.ana.clicks("Yes")
    assert "message" not in pressed[0]
    assert pressed[0]["container"]["is_ephemeral"]


async def test_the_home_tab_is_published_to_one_person_and_its_buttons_work(team: Team) -> None:
    pressed = collects(team, "settings")
    opened: list[Body] = []

    @team.bot.event("app_home_opened")
    async def listener(event: Body) -> None:
        opened.append(event)
        view = {"type": "home", "blocks": [section("Hello"), actions(button("Settings", "settings"))]}
        await team.client.views_publish(user_id=event["user"], view=view)

    with pytest.raises(NotSeen, match="empty Home"):
        team.ana.home()
    await team.ana.opens_home()
    await team.ana.opens_home()
    assert [("view" in event, event["tab"]) for event in opened] == [(False, "home"), (True, "home")]
    assert team.ana.home().text == "Hello\n[Settings]"
    await team.ana.clicks("Settings", on=team.ana.home())
    assert pressed[0]["view"]["type"] == "home"
    with pytest.raises(NotSeen):
        team.ben.home()


async def test_a_select_in_an_actions_block_is_labelled_by_the_line_above(team: Team) -> None:
    pressed = collects(team, "risk")
    select = {"type": "static_select", "action_id": "risk", "options": [option("Low"), option("High")]}
    blocks = [section("*Risk level*\nas of today"), actions(select)]
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    await team.ana.chooses("Risk level", "Low")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "low"
    with pytest.raises(NotSeen):
        await team.ana.chooses("as of today", "Low")


async def test_somebody_deactivated_can_press_nothing(team: Team) -> None:
    blocks = [actions(button("Yes", "yes"))]
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=blocks)
    await team.sandbox.deactivate(team.ana)
    with pytest.raises(NotSeen, match="deactivated"):
        await team.ana.clicks("Yes")
