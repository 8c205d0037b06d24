"""The composition root: what a stopped bot gives up goes out later; one that cannot start leaves nothing open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

import bot.app
from bot.app import Bot, CannotStart, Parts
from bot.clock import Clock
from bot.demo.workplace import BOT_TOKEN, Workplace, settings_for
from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

A_MONDAY = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
WORKS = Parts(listens=False, works=True)


async def test_a_message_that_slack_never_answers_is_given_up_and_sent_again_later(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.app, "SLACK_WITHIN_SECONDS", 1.0)
    clock = Clock()
    clock.move(A_MONDAY - clock.now())
    async with Workplace.opened(
        database_url, clock, lambda moment: clock.move(moment - clock.now())
    ) as place:
        ana = place.sandbox.add_person("Ana Ruiz")
        channel = place.sandbox.add_channel("churn", members=[ana])
        await ana.types("/ceiling setup", in_=channel)
        ana.fills("Project name", "churn")
        await ana.submits()
        hold = place.sandbox.faults.hold("chat.postMessage", channel=ana.id)
        worker = Bot(settings_for(place.sandbox, database_url), clock)
        await worker.start(WORKS, migrates=False)
        await hold.reached.wait()
        await worker.stop(within_seconds=0.01)
        assert ana.inbox() == []

        await place.pass_time(timedelta(minutes=2))
        assert len(ana.inbox()) == 1
        hold.release()


async def test_an_app_installed_anew_goes_on_in_its_workspace(database_url: str) -> None:
    async with Sandbox() as sandbox:
        first = await started(sandbox, database_url)
        await sandbox.uninstall()
        async with Sandbox(bot_token="xoxb-anew") as again:
            second = await started(again, database_url, "xoxb-anew")
    assert second == first


async def started(sandbox: Sandbox, database_url: str, token: str = BOT_TOKEN) -> int:
    """Start a bot with a token, stop it, and return its workspace."""
    settings = settings_for(sandbox, database_url)
    bot = Bot(settings.model_copy(update={"slack_bot_token": SecretStr(token)}), Clock())
    workspace = await bot.start(WORKS, migrates=False)
    await bot.stop()
    return workspace.key


async def test_tables_of_another_version_keep_it_from_starting(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        bot = Bot(settings_for(sandbox, f"sqlite:///{tmp_path}/new.db"), Clock())
        with pytest.raises(CannotStart, match="python -m bot migrate"):
            await bot.start(WORKS, migrates=False)


async def test_a_bot_that_could_not_start_has_closed_what_it_opened(database_url: str) -> None:
    async with Sandbox() as sandbox:
        sandbox.faults.add("auth.test", status=500)
        bot = Bot(settings_for(sandbox, database_url), Clock())
        with pytest.raises(CannotStart, match="Slack does not answer"):
            await bot.start(WORKS, migrates=False)
        with pytest.raises(RuntimeError, match="shutdown"):
            await bot.database.read(lambda session: session.connection())
