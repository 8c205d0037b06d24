"""Being killed: what Slack showed as taken is there afterwards, and what was owed is sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import choose, opens_prompt
from tests.processes.conftest import set_up

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.processes.conftest import Site


async def answers(person: Person, role: str, confidence: str) -> None:
    """Let somebody answer their prompt with one role, and see that it is taken."""
    await opens_prompt(person)
    await choose(person, role, confidence)
    assert (await person.submits()).ok


async def is_asked(site: Site, team: Team) -> None:
    """Set the project up and wait until everybody has their prompt."""
    await set_up(team.ana, team.channel)
    people = (team.ana, team.ben, team.cho)
    await site.sandbox.until(lambda: all(person.inbox() for person in people))


async def gets_one_receipt(site: Site, person: Person) -> None:
    """Start the bot again, wait for somebody's receipt, and see that it was sent once."""
    site.sandbox.clear_calls()
    started = await site.listens("run")
    await site.sandbox.until(lambda: "Domain expert: others come" in person.inbox()[0].text)
    started.is_told_to_stop()
    assert await started.stops() == 0
    [receipt] = person.inbox()
    assert len([call for call in site.sandbox.calls if call.args.get("ts") == receipt.ts]) == 1


async def test_an_answer_survives_and_its_receipt_is_sent_once(any_site: Site, team: Team) -> None:
    asking = await any_site.listens("run")
    await is_asked(any_site, team)
    asking.is_told_to_stop()
    assert await asking.stops() == 0

    killed = await any_site.listens("web")  # takes answers and sends nothing
    await answers(team.cho, "domain_expert", "others come")
    await killed.is_killed()
    await gets_one_receipt(any_site, team.cho)


async def test_a_receipt_that_waited_for_a_message_under_way_is_sent_once(any_site: Site, team: Team) -> None:
    killed = await any_site.listens("run")
    await is_asked(any_site, team)
    hold = any_site.sandbox.faults.hold("chat.update")
    await answers(team.ben, "infrastructure_engineer", "own it")
    await hold.reached.wait()  # Ben's receipt is under way, and the next batch waits for it
    await answers(team.cho, "domain_expert", "others come")
    await killed.is_killed()
    await gets_one_receipt(any_site, team.cho)
    hold.release()
