"""The relay beside its floors: the prompts of one large poll, with a limit of Slack's and without any."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

import aiohttp
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import col, select

from benchmarks.processes import started
from bot.app import Bot, Parts
from bot.clock import Clock
from bot.demo.workplace import BOT_TOKEN, SIGNING_SECRET
from bot.domain.roles import Stage
from bot.jobs.relay import AT_ONCE_IN_LANE, LANES
from bot.jobs.tick import tick
from bot.services import people, projects
from bot.services.outbox import Kind, as_owed
from bot.services.ports.outside import KnownChannel, KnownPerson
from bot.services.projects import SetUp
from bot.services.scope import Scope
from bot.settings import Settings
from bot.slack.rendering import render
from models.messages import Message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlmodel import Session

    from bot.slack.blocks.kit import Rendered

POSTS_A_SECOND = 100
CHANNEL = "C0BENCH"
_LOOK_EVERY_SECONDS = 0.1
_TURN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Asked:
    """How long so many prompts took, what their floor takes, and after how many of them Slack refused one."""

    prompts: int
    seconds: float
    floor: float
    refused_after: tuple[int, ...] = ()

    @property
    def per_second(self) -> float:
        """Prompts a second."""
        return self.prompts / self.seconds

    @property
    def refused_late(self) -> int:
        """How many refusals came in the second half, when the pace is known."""
        return sum(2 * after > self.prompts for after in self.refused_after)


async def without_limit(database_url: str, prompts: int) -> Asked:
    """Measure with a Slack that takes whatever comes; the floor is as many equal posts by themselves.

    A machine is not as fast in one second as in the next, so the two are measured in turns.
    """
    gc.freeze()  # as the bot does
    async with _stand_in() as api, _bot(database_url, api) as (bot, workspace_id), _bare(api) as bare:
        await _owe(bot, workspace_id, prompts)
        sample = await bot.database.read(partial(_sample, workspace_id=workspace_id))
        seconds = floor = 0.0
        while await bot.database.read(_is_owed):
            tried, took = await _drained_for(bot, workspace_id, _TURN_SECONDS)
            seconds += took
            floor += await _posted(bare, sample, tried)
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
        assert (await _counts(api))["taken"] >= 2 * prompts
    return Asked(prompts, seconds, floor)


async def with_limit(database_url: str, prompts: int) -> Asked:
    """Measure with a Slack that takes so many posts a second; the floor is that limit."""
    async with _stand_in(POSTS_A_SECOND) as api, _bot(database_url, api) as (bot, workspace_id):
        await _owe(bot, workspace_id, prompts)
        seconds = await _drained(bot, workspace_id)
        counts = await _counts(api)
        assert counts["taken"] >= prompts
    floor = prompts / POSTS_A_SECOND
    return Asked(prompts, seconds, floor, tuple(counts["refused_after"]))


@asynccontextmanager
async def _stand_in(*limit: float) -> AsyncIterator[str]:
    async with started("-m", "benchmarks.stand_in", *map(str, limit), environment={}) as process:
        yield f"http://127.0.0.1:{process.said}/api/"


@asynccontextmanager
async def _bot(database_url: str, api: str) -> AsyncIterator[tuple[Bot, int]]:
    settings = Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        slack_api_url=api,
        database_url=database_url,
    )
    bot = Bot(settings, Clock())
    workspace = await bot.start(Parts(listens=False, works=False), migrates=True)
    try:
        yield bot, workspace.key
    finally:
        await bot.stop()


async def _owe(bot: Bot, workspace_id: int, prompts: int) -> None:
    """Owe so many prompts: those of the first poll of a project that has as many members."""
    await bot.database.write(partial(_set_up, workspace_id=workspace_id, members=prompts))
    while await tick(bot.database, bot.clock):
        pass


def _set_up(session: Session, *, workspace_id: int, members: int) -> None:
    now = Clock().now()
    channel = KnownChannel(CHANNEL, "bench", is_private=False, bot_is_member=True)
    people.remember_channel(session, workspace_id, channel)
    ids = tuple(f"U0BENCH{number}" for number in range(members))
    asked = [
        people.remember_person(session, workspace_id, _person(slack_user_id), now=now)
        for slack_user_id in ids
    ]
    plan = SetUp("large", CHANNEL, ids, ids[:1], Stage.RESEARCH)
    projects.set_up(session, Scope(workspace_id, asked[0].key), plan, now=now)


def _person(slack_user_id: str) -> KnownPerson:
    return KnownPerson(
        slack_user_id, slack_user_id, "UTC", is_bot=False, is_guest=False, is_admin=False, is_active=True
    )


def _sample(session: Session, *, workspace_id: int) -> Rendered:
    """Return what a prompt says."""
    query = select(Message).where(Message.workspace_id == workspace_id, Message.kind == Kind.PROMPT)
    prompt = session.exec(query.order_by(col(Message.id))).first()
    assert prompt is not None, "the project's first poll asks its members"
    rendered = render(session, as_owed(prompt), now=Clock().now())
    assert rendered is not None, "nobody has answered yet"
    return rendered


@asynccontextmanager
async def _bare(api: str) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(BOT_TOKEN, base_url=api, session=session, retry_handlers=[])


async def _posted(client: AsyncWebClient, sample: Rendered, posts: int) -> float:
    """Return how many seconds so many posts take, as many at once as the relay makes."""
    numbers = iter(range(posts))

    async def post_in_turn() -> None:
        for number in numbers:
            await client.chat_postMessage(channel=f"U{number}", text=sample.text, blocks=sample.blocks)

    begun = perf_counter()
    await asyncio.gather(*(post_in_turn() for _ in range(LANES * AT_ONCE_IN_LANE)))
    return perf_counter() - begun


async def _drained_for(bot: Bot, workspace_id: int, seconds: float) -> tuple[int, float]:
    """Send for some seconds; return how many messages, and how many seconds it was in the end."""
    begun = perf_counter()
    tried = await bot.relay.drain(workspace_id, enough=lambda: perf_counter() > begun + seconds)
    return tried, perf_counter() - begun


async def _drained(bot: Bot, workspace_id: int) -> float:
    """Return how many seconds it takes until nothing is owed any more."""
    begun = perf_counter()
    while await bot.database.read(_is_owed):
        await bot.relay.drain(workspace_id)
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
    return perf_counter() - begun


def _is_owed(session: Session) -> bool:
    is_due = col(Message.not_before) <= Clock().now() + timedelta(minutes=1)
    query = select(Message.id).where(col(Message.sent) < col(Message.wanted), is_due)
    return session.exec(query).first() is not None


async def _counts(api: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.get(api.replace("/api/", "/counts")) as answer:
        counts: dict[str, Any] = await answer.json()
        return counts
