"""The hands on the demo's clock move the time of everyone in the workplace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.demo.hands import Hands
from bot.demo.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)


async def test_a_skip_lets_happen_what_falls_due_and_the_story_says_what_is_next(tmp_path: Path) -> None:
    clock = Clock()

    def set_clock(moment: datetime) -> None:
        clock.move(moment - clock.now())

    set_clock(MONDAY)
    async with Workplace.opened(f"sqlite:///{tmp_path}/demo.db", clock, set_clock, migrates=True) as place:
        hands, ana = Hands(place), place.sandbox.add_person("Ana", zone="Europe/Berlin")
        channel = place.sandbox.add_channel("churn", members=[ana])
        assert await hands.story() is None

        await ana.types("/ceiling setup", in_=channel)
        await ana.submits()
        await hands.skip(timedelta(minutes=1))
        assert [seen.buttons[0] for seen in ana.inbox()] == ["Answer"]

        for story in (
            "whoever has not answered for *churn* is reminded on Wednesday at 09:00 in Berlin",
            "the poll of *churn* closes today at 10:00 in Berlin",
            "Ceiling looks whether *churn* has a domain expert on Saturday at 10:00 in Berlin",
            "the channel of *churn* hears from Ceiling on Monday at 09:00 in Berlin",
            "the fortnightly poll of *churn* opens on Monday 15 June at 09:00 in Berlin",
        ):
            assert await hands.story() == f"Next: {story}."
            await hands.skip_to_next()
        assert "which roles do you cover" in ana.inbox()[-1].text
