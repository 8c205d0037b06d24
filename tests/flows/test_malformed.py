"""One thousand malformed payloads against the whole bot: a clear sentence or a 4xx, and nothing half-saved."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel
from structlog.testing import capture_logs

from bot.slack.words.errors import NOTHING_SAVED
from tests.flows.lending import Lending
from tests.slack.places import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.sandbox import Delivery
    from tests.flows.conftest import Team
    from tests.flows.world import World

FORM = "application/x-www-form-urlencoded"
DROPPED, ENDLESS = "(dropped)", "(endless)"
NUMBERS = st.integers(0, 10**6)
ODD_TYPES: tuple[object, ...] = (None, True, 0, -1, 2**70, 1.5, [], [None], ["x"], [{}], {}, {"id": 5})
ODD_TEXTS = ("", "x", "0", "999999", ENDLESS, "2026-02-31", "9999-12-31", "25:61", "NaN", "1e999")
STRANGERS = ("U0000000099", "C0000000099", "T0000000099")
FORGED = ('{"project":1}', '{"project":999,"poll":999}', '{"project":1,"role":"king"}', "[]", "null", "{")
JUNK = st.sampled_from([*ODD_TYPES, *ODD_TEXTS, *STRANGERS, *FORGED])
"""What stands in for a part: of another type, far too long, out of range, unknown, or of another workspace."""


@pytest.fixture(params=["http"])
def transport(request: pytest.FixtureRequest) -> str:
    """Only over HTTP can payloads be sent that nobody's client would send."""
    return str(request.param)


class Sent:
    """What was delivered; too long to be printed with a failure."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        self.deliveries = deliveries


@pytest.fixture
async def sent(world: World, churn: Team) -> Sent:
    """One valid delivery of every kind that journeys lead to."""
    world.sandbox.deliveries.clear()
    ana, channel = churn.ana, churn.channel
    for line in ("setup", "settings", "stage", "poll", "poll close", "checkin", "away", "help", "xyz"):
        await ana.types(f"/ceiling {line}", in_=channel)
        if ana.modal is not None:
            await ana.submits(force=True)
            await ana.dismisses()
    fay, hal = world.sandbox.add_person("Fay"), world.sandbox.add_person("Hal")
    await Lending(world, channel, fay, hal, home=channel).starts(ana)
    for line in ("list", "extend", "met", "return"):
        await ana.types(f"/secondment {line}", in_=channel)
        if ana.modal is not None:
            await ana.submits(force=True)
            await ana.dismisses()
    await ana.types("/ceiling", in_=channel)
    await ana.clicks("Share in channel")
    await press_everything(world, churn)
    await happen(world, churn)
    return Sent(list({kind_of(delivery): delivery for delivery in world.sandbox.deliveries}.values()))


async def press_everything(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    await churn.ben.clicks("No change")
    await churn.cho.clicks("Skip")
    for person in (churn.ana, churn.ben):
        await person.opens_home()
        shown = person.home()
        for label in shown.buttons:
            await person.clicks(label, on=shown)
            person.stack.clear()


async def happen(world: World, churn: Team) -> None:
    dee, sandbox = world.sandbox.add_person("Dee Diaz"), world.sandbox
    await sandbox.join(dee, churn.channel)
    await sandbox.leave(dee, churn.channel)
    await sandbox.rename(dee, "Dee Dot")
    await sandbox.rename_channel(churn.channel, "churn-2")
    await sandbox.invite_bot(sandbox.add_channel("other", with_bot=False))


def kind_of(delivery: Delivery) -> tuple[str, ...]:
    payload = delivery.payload
    actions = [str(action["action_id"]) for action in payload.get("actions", [])]
    return (
        delivery.kind,
        str(payload.get("text")),
        str(payload.get("view", {}).get("callback_id")),
        *actions,
    )


def damaged(payload: dict[str, Any], damage: list[tuple[int, object]]) -> dict[str, Any]:
    """Return a copy with some of its places, counted round and round, dropped or replaced."""
    whole = unpacked(payload)
    for number, junk in damage:
        found = places(whole)
        if not found:
            break
        container, key = found[number % len(found)]
        if junk == DROPPED:
            del container[key]
        else:
            container[key] = "x" * 20_000 if junk == ENDLESS else copy.deepcopy(junk)
    return packed(whole)


def unpacked(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which private_metadata and the values of buttons can be damaged part by part."""
    whole = copy.deepcopy(payload)
    whole.pop("message", None)
    for holder, key in packs(whole):
        if holder[key] not in ("", "new"):
            holder[key] = {"packed": json.loads(holder[key])}
    return whole


def packed(payload: dict[str, Any]) -> dict[str, Any]:
    for holder, key in packs(payload):
        if isinstance(holder[key], dict):
            holder[key] = json.dumps(holder[key].get("packed"))
    return payload


def packs(payload: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    found = [(payload.get("view"), "private_metadata")]
    actions = payload.get("actions")
    found += [(action, "value") for action in actions] if isinstance(actions, list) else []
    return [(holder, key) for holder, key in found if isinstance(holder, dict) and key in holder]


async def deliver(world: World, delivery: Delivery, payload: dict[str, Any]) -> tuple[int, str]:
    if delivery.channel_type == "events_api":
        ack = await world.sandbox.send_raw(json.dumps(payload).encode(), {"content-type": "application/json"})
    elif delivery.channel_type == "interactive":
        form = urlencode({"payload": json.dumps(payload)})
        ack = await world.sandbox.send_raw(form.encode(), {"content-type": FORM})
    else:
        fields = {
            key: value if isinstance(value, str) else json.dumps(value) for key, value in payload.items()
        }
        ack = await world.sandbox.send_raw(urlencode(fields).encode(), {"content-type": FORM})
    return ack.status, ack.body


def everything(session: Session) -> dict[str, Sequence[Any]]:
    """Return what is stored, but for the people: whoever is looked up is remembered."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != "people"]
    return {table.name: session.connection().execute(table.select()).all() for table in tables}


async def test_every_delivery_is_sound_before_it_is_damaged(world: World, sent: Sent) -> None:
    assert {delivery.status for delivery in sent.deliveries} == {200}
    assert len(sent.deliveries) > 30
    for delivery in sent.deliveries:
        assert (await deliver(world, delivery, packed(unpacked(delivery.payload))))[0] == 200


@settings(max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(kind=NUMBERS, damage=st.lists(st.tuples(NUMBERS, st.just(DROPPED) | JUNK), min_size=1, max_size=3))
async def test_a_thousand_malformed_payloads_save_nothing_by_half(
    world: World, sent: Sent, kind: int, damage: list[tuple[int, object]]
) -> None:
    delivery = sent.deliveries[kind % len(sent.deliveries)]
    payload = damaged(delivery.payload, damage)
    with capture_logs() as logs:
        world.set_clock(world.now + timedelta(seconds=1))
        if kind % 20 == 0:
            await world.catch_up()
        before = await world.bot.database.read(everything)
        status, body = await deliver(world, delivery, payload)

    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    assert status in {200, 400, 404}, body
    assert NOTHING_SAVED not in body
    if status != HTTPStatus.OK or any(entry["event"] == "refused" for entry in logs):
        assert await world.bot.database.read(everything) == before
