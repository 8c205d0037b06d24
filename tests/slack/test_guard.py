"""The guard over real HTTP with a real Bolt behind it: what gets in, and that nothing makes Bolt fall."""

from __future__ import annotations

import copy
import json
import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.slack.guard import BODY_LIMIT, Guard
from bot.slack.http import Condition, HttpServer, Site
from tests.slack.places import places
from tests.slack.samples import BLOCK_ACTIONS, COMMAND, INTERACTIONS, JSON_BODIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.context.ack.async_ack import AsyncAck

SECRET = "shared-secret"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


async def authorize(**_: object) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="UBOT", bot_id="B1"
    )


def bolt(heard: list[dict[str, Any]]) -> AsyncApp:
    """Listeners for everything, which take the fields that the shapes promise at their word."""
    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)
    everything = re.compile("")

    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        heard.append(body)
        _ = body["user_id"] + body["team_id"] + body["channel_id"] + body["trigger_id"] + body.get("text", "")
        await ack()

    async def action(ack: AsyncAck, body: dict[str, Any]) -> None:
        heard.append(body)
        first = body["actions"][0]
        _ = body["user"]["id"] + first["action_id"] + first["block_id"] + first["action_ts"]
        _ = (first.get("selected_option") or {"value": ""})["value"] + (first.get("value") or "")
        _ = (body.get("message") or {"ts": ""})["ts"] + body["container"]["type"]
        await ack()

    async def view(ack: AsyncAck, body: dict[str, Any]) -> None:
        heard.append(body)
        shown = body["view"]
        _ = body["user"]["id"] + shown["id"] + shown["callback_id"] + shown.get("private_metadata", "")
        for elements in (shown.get("state") or {"values": {}})["values"].values():
            for element in elements.values():
                _ = (
                    element["type"]
                    + (element.get("value") or "")
                    + "".join(element.get("selected_users") or [])
                )
        await ack()

    async def event(event: dict[str, Any], body: dict[str, Any]) -> None:
        heard.append(body)
        _ = event["type"] + body["team_id"] + body["event_id"]
        if event["type"] == "user_change":
            _ = event["user"]["id"] + ((event["user"].get("profile") or {}).get("display_name") or "")

    async def other(ack: AsyncAck, body: dict[str, Any]) -> None:
        heard.append(body)
        await ack()

    app.command(everything)(command)
    app.action(everything)(action)
    app.view(everything)(view)
    app.view_closed(everything)(view)
    app.shortcut(everything)(other)
    app.options(everything)(other)
    app.event(everything)(event)
    return app


class Slack:
    """Slack's end of the line: signs and sends."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address = address
        self.session = session

    async def send(
        self,
        body: str | bytes,
        *,
        content_type: str = JSON,
        headers: dict[str, str] | None = None,
        age: float = 0,
        secret: str = SECRET,
    ) -> tuple[int, str]:
        timestamp = str(int(time.time() - age))
        raw = body.encode() if isinstance(body, str) else body
        signature = SignatureVerifier(secret).generate_signature(
            timestamp=timestamp, body=raw.decode("latin-1")
        )
        if isinstance(body, str):
            signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
        signed = {
            "content-type": content_type,
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": str(signature),
            **(headers or {}),
        }
        async with self.session.post(f"{self.address}/slack/events", data=raw, headers=signed) as answer:
            return answer.status, await answer.text()

    async def interact(self, payload: object) -> tuple[int, str]:
        return await self.send(urlencode({"payload": json.dumps(payload)}), content_type=FORM)


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    """The bodies that reached a listener."""
    return []


@pytest.fixture
async def slack(heard: list[dict[str, Any]]) -> AsyncIterator[Slack]:
    async def ready() -> Condition:
        return Condition(is_ready=True, sentence="Ready.")

    guard = Guard(bolt(heard).async_dispatch, signing_secret=SECRET)
    server = HttpServer(Site(guard, ready), host="127.0.0.1", port=0)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Slack(f"http://127.0.0.1:{server.port}", session)
    await server.stop()


@pytest.mark.parametrize("kind", INTERACTIONS)
async def test_every_interaction_gets_in(slack: Slack, heard: list[dict[str, Any]], kind: str) -> None:
    assert (await slack.interact(INTERACTIONS[kind]))[0] == 200
    assert heard == [INTERACTIONS[kind]]


@pytest.mark.parametrize("kind", JSON_BODIES)
async def test_every_event_gets_in(slack: Slack, kind: str) -> None:
    assert (await slack.send(json.dumps(JSON_BODIES[kind])))[0] == 200


async def test_a_command_keeps_its_text_whatever_words_are_in_it(
    slack: Slack, heard: list[dict[str, Any]]
) -> None:
    status, _ = await slack.send(urlencode(COMMAND), content_type=FORM)
    assert status == 200
    assert heard == [COMMAND]


async def test_a_content_type_may_name_its_charset(slack: Slack, heard: list[dict[str, Any]]) -> None:
    await slack.send(urlencode(COMMAND), content_type=f"{FORM}; charset=utf-8")
    assert heard == [COMMAND]


async def test_the_address_is_proven_by_its_challenge(slack: Slack) -> None:
    status, text = await slack.send(json.dumps(JSON_BODIES["url_verification"]))
    assert (status, json.loads(text)) == (200, {"challenge": "prove it"})


async def test_a_certificate_check_is_answered(slack: Slack) -> None:
    assert (await slack.send("ssl_check=1&token=deprecated", content_type=FORM))[0] == 200


async def test_emoji_arrive_as_they_were_typed(slack: Slack, heard: list[dict[str, Any]]) -> None:
    await slack.send(urlencode({**COMMAND, "text": "setup 🚀 café עברית"}), content_type=FORM)
    assert heard[0]["text"] == "setup 🚀 café עברית"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": ""},
        {"x-slack-signature": "v0=é"},
        {"x-slack-request-timestamp": ""},
        {"x-slack-request-timestamp": "abc"},
        {"x-slack-request-timestamp": "-1"},
        {"x-slack-request-timestamp": "1" * 5000},
        {"x-slack-request-timestamp": "²"},
        {"x-slack-request-timestamp": "1.5"},
    ],
    ids=str,
)
async def test_what_slack_did_not_sign_stays_out(
    slack: Slack, heard: list[dict[str, Any]], headers: dict[str, str]
) -> None:
    status, text = await slack.send(json.dumps(JSON_BODIES["user_change"]), headers=headers)
    assert status == 401
    assert text.startswith("The signature is ")
    assert heard == []


async def test_another_secret_opens_nothing(slack: Slack, heard: list[dict[str, Any]]) -> None:
    status, _ = await slack.send(json.dumps(JSON_BODIES["user_change"]), secret="another")
    assert (status, heard) == (401, [])


@pytest.mark.parametrize(("age", "status"), [(290, 200), (310, 401), (-290, 200), (-310, 401)])
async def test_a_signature_holds_for_five_minutes(slack: Slack, age: int, status: int) -> None:
    assert (await slack.send(json.dumps(JSON_BODIES["user_change"]), age=age))[0] == status


async def test_a_body_of_a_megabyte_gets_in_and_a_larger_one_does_not(slack: Slack) -> None:
    empty = json.dumps({**JSON_BODIES["user_change"], "padding": ""})
    fits = json.dumps({**JSON_BODIES["user_change"], "padding": "x" * (BODY_LIMIT - len(empty))})
    assert (await slack.send(fits))[0] == 200
    status, text = await slack.send(fits + " ")
    assert (status, text) == (413, "The body is larger than 1000000 bytes.")


@pytest.mark.parametrize(
    ("body", "content_type", "status", "sentence"),
    [
        ("", JSON, 400, "The body is not JSON."),
        ("{", JSON, 400, "The body is not JSON."),
        ("[" * 100_000, JSON, 400, "The body is not JSON."),
        ('{"type": ' + "1" * 5000 + "}", JSON, 400, "The body is not JSON."),
        ("[]", JSON, 400, "The body is JSON, but not an object."),
        ("null", JSON, 400, "The body is JSON, but not an object."),
        ("payload=", FORM, 400, "The body is not JSON."),
        ("payload=[]", FORM, 400, "The body is JSON, but not an object."),
        ("a=1&" * 101, FORM, 400, "The body is not a form."),
        ("{}", "text/plain", 415, "The body must be application/x-www-form-urlencoded or application/json."),
        ("{}", JSON, 400, "The payload is malformed at team_id: field required."),
        ('{"type": "surprise"}', JSON, 400, "This kind of payload is not one Slack sends to this app."),
        ('{"type": []}', JSON, 400, "This kind of payload is not one Slack sends to this app."),
        ('{"type": "x", "y": "\\ud800"}', JSON, 400, "The body holds characters that no text can have."),
        ("command=/ceiling&text=%00", FORM, 400, "The body holds characters that no text can have."),
        ("ssl_check=2", FORM, 400, "The payload is malformed at ssl_check: input should be '1'."),
    ],
)
async def test_a_malformed_body_is_refused_with_the_reason(
    slack: Slack, body: str, content_type: str, status: int, sentence: str
) -> None:
    assert await slack.send(body, content_type=content_type) == (status, sentence)


async def test_bytes_that_are_no_text_stay_out(slack: Slack) -> None:
    assert (await slack.send(b"\xff\xfe"))[0] == 401


@pytest.mark.parametrize(
    "damage",
    [
        {"actions": []},
        {"actions": [None]},
        {"actions": None},
        {"event": None},
        {"user": None},
        {"team": 5},
        {"view": []},
        {"command": "/ceiling"},
        {"authorizations": [None]},
        {"response_urls": None},
    ],
    ids=str,
)
async def test_a_signed_payload_of_the_wrong_shape_is_refused(
    slack: Slack, heard: list[dict[str, Any]], damage: dict[str, Any]
) -> None:
    status, text = await slack.interact({**BLOCK_ACTIONS, **damage})
    assert status == 400
    assert text.startswith(f"The payload is malformed at {next(iter(damage))}")
    assert heard == []


async def test_a_stranger_cannot_steer_bolt_by_its_own_headers(
    slack: Slack, heard: list[dict[str, Any]]
) -> None:
    await slack.send(
        urlencode(COMMAND),
        content_type=FORM,
        headers={"x-slack-bolt-lazy-only": "1", "x-slack-bolt-lazy-function-name": "command"},
    )
    assert heard == [COMMAND]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_slack_calls_with_post_only(slack: Slack, method: str) -> None:
    async with slack.session.request(method, f"{slack.address}/slack/events") as answer:
        assert (answer.status, answer.headers["allow"]) == (405, "POST")


# One thousand malformed payloads. Each is a sound one in which up to four places were dropped or replaced.

WHOLE = [COMMAND, *INTERACTIONS.values(), *JSON_BODIES.values()]
REPLACEMENTS = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            -1,
            1.5,
            "",
            "x",
            "x" * 20_000,
            [],
            [None],
            [[]],
            [{}],
            {},
            {"id": None},
            {"id": 5},
        ]
    ),
    st.text(max_size=20),
    st.recursive(
        st.none() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    ),
)


@st.composite
def malformed(draw: st.DrawFn) -> dict[str, Any]:
    payload = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 4))):
        if not payload:
            break
        container, key = draw(st.sampled_from(places(payload)))
        if draw(st.booleans()):
            container[key] = copy.deepcopy(draw(REPLACEMENTS))
        else:
            del container[key]
    return dict(payload)


@settings(
    max_examples=1000,
    deadline=None,
    suppress_health_check=list(HealthCheck),  # how the payloads come to be is no matter here
)
@given(payload=malformed(), as_form=st.booleans())
async def test_a_thousand_malformed_payloads_are_never_our_failure(
    slack: Slack, payload: dict[str, Any], *, as_form: bool
) -> None:
    if as_form and "type" not in payload:
        body = urlencode(
            {key: value if isinstance(value, str) else json.dumps(value) for key, value in payload.items()}
        )
        status, text = await slack.send(body, content_type=FORM)
    elif as_form:
        status, text = await slack.interact(payload)
    else:
        status, text = await slack.send(json.dumps(payload))
    assert status in {200, 400, 404}, text
    if status == 400:
        assert text.endswith(".")
