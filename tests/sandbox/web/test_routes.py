"""What the page's routes answer to, without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox import Hint
from bot.sandbox.markup import EMOJI
from bot.sandbox.web.drawing import Drawing
from tests.sandbox.counterpart import actions, answers, button, modal, opens, plain, section, text_field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta

    from tests.sandbox.conftest import Team

Json = dict[str, Any]


class Browserless:
    """Asks the routes what a page would ask."""

    def __init__(self, team: Team, session: aiohttp.ClientSession) -> None:
        self._url = f"{team.sandbox.page_url}page/"
        self.session = session

    async def sees(self, who: str, place: str = "home", **more: str) -> Json:
        query = {"as": who, "in": place, **more}
        async with self.session.get(f"{self._url}state", params=query) as answer:
            seen: Json = await answer.json()
            return seen

    async def does(self, who: str, do: str, **wish: object) -> tuple[int, str | None]:
        async with self.session.post(f"{self._url}act", json={"as": who, "do": do, **wish}) as answer:
            return answer.status, (await answer.json())["said"]

    async def status(self, path: str, **more: Any) -> int:
        async with self.session.request("POST" if more else "GET", f"{self._url}{path}", **more) as answer:
            return answer.status


@pytest_asyncio.fixture
async def page(team: Team) -> AsyncIterator[Browserless]:
    async with aiohttp.ClientSession() as session:
        yield Browserless(team, session)


def names(seen: Json) -> list[str]:
    return [place["name"] for place in seen["places"]]


async def test_each_sees_only_the_places_they_may_know_of(team: Team, page: Browserless) -> None:
    secret = team.sandbox.add_channel("secret", [team.ben], private=True)
    assert names(await page.sees(team.ben.id)) == ["churn", "secret", "ceiling"]
    assert names(await page.sees(team.ana.id)) == ["churn", "ceiling"]
    assert (await page.sees(team.ana.id, secret.id))["conversation"] is None
    status, _ = await page.does(team.ana.id, "join", channel=secret.id)
    assert status == 409
    assert team.ana.id not in secret.members


async def test_somebody_elses_ephemeral_message_is_nowhere_in_what_one_sees(
    team: Team, page: Browserless
) -> None:
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="psst")
    assert "psst" in str(await page.sees(team.ana.id, team.churn.id))
    assert "psst" not in str(await page.sees(team.ben.id, team.churn.id))


async def test_a_channel_one_may_not_know_stays_unnamed_in_a_text(team: Team, page: Browserless) -> None:
    secret = team.sandbox.add_channel("secret", [team.ben], private=True)
    await team.client.chat_postMessage(channel=team.churn.id, text=f"See <#{secret.id}>")
    seen = str(await page.sees(team.ana.id, team.churn.id))
    assert "private channel" in seen
    assert "secret" not in seen
    assert secret.id not in seen


async def test_dates_are_read_in_the_viewers_zone(team: Team, page: Browserless) -> None:
    at = int(team.watch.at.timestamp())
    await team.client.chat_postMessage(channel=team.churn.id, text=f"Until <!date^{at}^{{time}}|8 UTC>")
    for who, time in ((team.ana, "09:00"), (team.ben, "03:00")):
        (message,) = (await page.sees(who.id, team.churn.id))["conversation"]["messages"]
        assert "".join(span["text"] for span in message["text"]) == f"Until {time}"
        assert message["time"] == time


@pytest.mark.parametrize(
    "text",
    [
        "*bold _both_* ~gone~ and `*code*`",
        "```<@U0SANDBOX1>\n&lt;b&gt;```",
        "a <https://example.com?a=1&amp;b=2|l&amp;l> :tada: :unknown:",
        "<!here> <!subteam^S1|@team> <!date^1772434800^{date_num}|f> snake_case_name 2*3*4",
        "\ue000 *<@U0SANDBOX1>*",
    ],
)
async def test_what_the_page_draws_reads_as_the_sandbox_reads_it(team: Team, text: str) -> None:
    await team.client.chat_postMessage(channel=team.churn.id, text=text)
    drawn = "".join(span["text"] for span in Drawing(team.ana).text(text))
    assert drawn == team.ana.sees(team.churn)[-1].text
    assert not {"&lt;", "&amp;"} & set(drawn.split())


async def test_every_emoji_the_sandbox_knows_is_shown_as_one(team: Team) -> None:
    for name, emoji in EMOJI.items():
        (span,) = Drawing(team.ana).text(f":{name}:")
        assert (span["kind"], span["text"], span["target"]) == ("emoji", emoji, name)


async def test_unread_counts_until_read_and_own_messages_never_do(team: Team, page: Browserless) -> None:
    posted = await team.client.chat_postMessage(channel=team.churn.id, text="hello")
    await team.ana.types("my own", team.churn)

    async def unread() -> int:
        return int((await page.sees(team.ana.id))["places"][0]["unread"])

    assert await unread() == 1
    await page.does(team.ana.id, "read", channel=team.churn.id, ts=posted["ts"])
    assert await unread() == 0
    assert (await page.sees(team.ben.id))["places"][0]["unread"] == 2
    team.sandbox.mark_all_read()
    assert (await page.sees(team.ben.id))["places"][0]["unread"] == 0


async def test_what_changed_in_the_meantime_cannot_be_pressed(team: Team, page: Browserless) -> None:
    posted = await team.client.chat_postMessage(
        channel=team.churn.id, text="x", blocks=[actions(button("Go", "go"), block_id="b")]
    )
    on = {"channel": team.churn.id, "ts": posted["ts"]}
    await team.client.chat_update(
        channel=team.churn.id, ts=posted["ts"], text="done", blocks=[section("done")]
    )
    status, said = await page.does(team.ana.id, "press", on=on, block="b", action="go")
    assert status == 409
    assert said is not None
    assert "no longer there" in said
    assert not team.sandbox.deliveries


async def test_a_modal_that_is_not_on_top_cannot_be_submitted(team: Team, page: Browserless) -> None:
    opens(team, modal(text_field("Name")))
    answers(team, response_action="push", view=modal(section("Sure?"), title=plain("Second")))
    await team.ana.types("/ceiling")
    first = team.ana.stack[0].id
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert (await page.does(team.ana.id, "submit", view=first))[0] == 409
    assert len(team.ana.stack) == 2


async def test_a_number_that_does_not_fit_is_told_at_its_field(team: Team, page: Browserless) -> None:
    block = text_field("Weeks", type="number_input", is_decimal_allowed=False, max_value="4")
    opens(team, modal(block))
    submitted = answers(team)
    await team.ana.types("/ceiling")
    view = team.ana.stack[0].id
    put = {"on": {"view": view}, "block": "field", "action": "typed", "content": "5"}
    assert await page.does(team.ana.id, "put", **put) == (200, None)
    await page.does(team.ana.id, "submit", view=view)
    (drawn,) = (await page.sees(team.ana.id))["modals"]
    assert drawn["errors"] == {"field": "Enter a number of at most 4"}
    assert drawn["blocks"][0]["element"]["held"] == "5"
    assert not submitted


async def test_a_command_nobody_registered_is_refused_in_words(team: Team, page: Browserless) -> None:
    status, said = await page.does(team.ana.id, "type", channel=team.churn.id, line="/nonsense")
    assert (status, said) == (409, "/nonsense is not a valid command")


@pytest.mark.parametrize(
    "wish", [{"do": "fly"}, {"do": "type"}, {"do": "press", "on": {}}, {"do": "read", "channel": []}]
)
async def test_a_malformed_wish_is_refused_and_breaks_nothing(
    team: Team, page: Browserless, wish: Json
) -> None:
    status, _ = await page.does(team.ana.id, **wish)
    assert 400 <= status < 500
    assert names(await page.sees(team.ana.id))


async def test_only_json_is_taken_and_only_own_files_are_given(team: Team, page: Browserless) -> None:
    assert await page.status("act", data={"as": team.ana.id, "do": "open_home"}) == 415
    assert await page.status("act", json={"as": "U404", "do": "open_home"}) == 409
    assert await page.status("main.js") == 200
    assert await page.status("..%2Fsandbox.py") == 404
    assert await page.status("nothing.js") == 404
    assert await page.status("traffic/call-99") == 404
    assert await page.status("traffic/nonsense") == 404


async def test_commands_without_a_hint_are_suggested_bare(team: Team, page: Browserless) -> None:
    team.sandbox.hints = (Hint("/ceiling", "[word]", "what covers a project"),)
    hints = (await page.sees(team.ana.id))["hints"]
    assert [hint["line"] for hint in hints] == ["/ceiling", "/checkin", "/secondment"]
    assert hints[0]["about"] == "what covers a project"


async def test_a_request_comes_before_the_calls_it_caused(team: Team, page: Browserless) -> None:
    opens(team, modal(section("x")))
    await team.ana.types("/ceiling")
    async with page.session.get(f"{team.sandbox.page_url}page/traffic") as answer:
        entries = (await answer.json())["entries"]
    names_in_order = [entry["name"] for entry in entries]
    assert (names_in_order[0], names_in_order[-1]) == ("slash_command", "views.open")
    async with page.session.get(f"{team.sandbox.page_url}page/traffic/{entries[-1]['id']}") as answer:
        assert '"trigger_id"' in (await answer.json())["sent"]


class StuckClock:
    """A clock whose hands cannot be moved."""

    def now(self) -> datetime:
        return datetime(2026, 6, 1, 8, tzinfo=UTC)

    async def skip(self, by: timedelta) -> None:
        raise RuntimeError(f"the hands are stuck before {by}")

    async def skip_to_next(self) -> None:
        raise RuntimeError

    async def story(self) -> str | None:
        return None


async def test_a_skip_that_fails_is_told_and_the_next_one_may_be_tried(team: Team, page: Browserless) -> None:
    team.sandbox.time = StuckClock()
    said = "Time was not moved all the way: the hands are stuck before 1:00:00."
    assert await page.does(team.ana.id, "skip", hours=1) == (200, said)
    assert (await page.sees(team.ana.id))["time"]["skipping"] is None
    assert await page.does(team.ana.id, "skip") == (200, "Time was not moved all the way: RuntimeError.")
