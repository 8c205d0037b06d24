"""What people are sent as files: a project by function, and to each their own answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import aiohttp
import matplotlib.dates  # noqa: F401 - first while time runs: it keeps what it finds datetime to be

from tests.flows.world import asks, refused

if TYPE_CHECKING:
    from bot.sandbox import Person, Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World

ROLES = ["data_scientist", "ml_engineer", "infrastructure_engineer", "domain_expert"]


def sent(person: Person) -> Seen:
    """The newest message with files that a person got by direct message."""
    return next(seen for seen in reversed(person.inbox()) if seen.files)


def rows(seen: Seen, name: str) -> list[list[str]]:
    """The rows of one of the spreadsheets, its head first."""
    file = next(file for file in seen.files if file.name.endswith(f"{name}.csv"))
    return list(csv.reader(io.StringIO(file.text)))


async def test_a_project_is_sent_by_function_as_spreadsheets_json_and_a_picture(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="with help")
    said = await asks(churn.cho, "/ceiling export", churn.channel)
    await world.catch_up()

    assert said == "The figures of churn are on their way to you, by direct message."
    files = sent(churn.cho).files
    assert [file.name.removeprefix("churn-") for file in files] == [
        "standings.csv", "polls.csv", "secondments.csv", "export.json", "trend.png",
    ]  # fmt: skip
    standings = rows(sent(churn.cho), "standings")
    assert standings[0] == ["at", "ceiling", *ROLES]
    assert standings[-1] == ["2026-06-15T09:00:00+02:00", "4.0", "4.5", "4.5", "4.0", "5.0"]
    assert rows(sent(churn.cho), "polls")[1][2:] == ["3", "3", "100"]
    assert files[-1].content is not None
    assert files[-1].content.startswith(b"\x89PNG")
    assert files[-1].alt_text
    everything = json.loads(files[3].text)
    assert everything["project"] == "churn"
    told = "".join(file.text for file in files[:4])
    assert not any(person.id in told or person.name in told for person in (churn.ana, churn.ben, churn.cho))
    assert "2.0" not in told, "nothing of the running poll is in it"


async def test_ones_own_answers_are_sent_to_oneself_alone(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="with help")
    await asks(churn.ben, "/ceiling export mine", churn.channel)
    await world.catch_up()

    mine = rows(sent(churn.ben), "answers")
    assert [row[1:] for row in mine] == [
        ["project", *ROLES],
        ["churn", "", "", "4", ""],
        ["churn", "", "", "2", ""],
    ]
    assert not any(seen.files for person in (churn.ana, churn.cho) for seen in person.inbox())


async def test_a_private_project_is_not_exported_to_whoever_may_not_see_it(world: World, churn: Team) -> None:
    eve = world.sandbox.add_person("Eve", zone="Europe/Berlin")
    hidden = world.sandbox.add_channel("nightjar", members=[churn.ana], private=True)
    lobby = world.sandbox.add_channel("lobby", members=[eve])
    await world.set_up(churn.ana, hidden, "nightjar")

    said = await asks(eve, "/ceiling export nightjar", lobby)
    await world.catch_up()
    assert refused(said) == "I know no such project here. /ceiling setup makes one."
    assert eve.inbox() == []


async def test_where_the_app_may_not_share_files_the_way_out_is_said(world: World, churn: Team) -> None:
    world.sandbox.faults.add("files.getUploadURLExternal", error="missing_scope")
    await asks(churn.ana, "/ceiling export", churn.channel)
    await world.catch_up()

    said = churn.ana.inbox()[-1]
    assert not said.files
    assert "add files:write under Bot Token Scopes, and press Reinstall to Workspace" in said.text


async def test_files_that_cannot_be_shared_are_sent_anew_and_once(world: World, churn: Team) -> None:
    world.sandbox.faults.add("files.completeUploadExternal", error="internal_error", status=500)
    await asks(churn.ana, "/ceiling export mine", churn.channel)
    await world.settle()

    assert len([seen for seen in churn.ana.inbox() if "Everything you ever answered" in seen.text]) == 1
    assert len(sent(churn.ana).files) == 2


async def test_the_page_shows_a_shared_file_under_its_message(world: World, churn: Team) -> None:
    await asks(churn.ana, "/ceiling export mine", churn.channel)
    await world.catch_up()

    direct = world.sandbox.workspace.directs[churn.ana.id]
    async with aiohttp.ClientSession(world.sandbox.page_url) as browser:
        state = await (await browser.get(f"page/state?as={churn.ana.id}&in={direct.id}")).json()
        [spreadsheet, _] = state["conversation"]["messages"][-1]["files"]
        assert spreadsheet["title"] == "My: answers"
        answer = await browser.get(spreadsheet["url"])
        assert (answer.content_type, await answer.read()) == ("text/csv", sent(churn.ana).files[0].content)
