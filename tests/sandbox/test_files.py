"""Sharing files: announced, uploaded to an address of their own, then shared in a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp

from tests.sandbox.counterpart import refused

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team

CONTENT = b"a,b\r\n1,2\r\n"


async def uploaded(idle: Team, content: bytes = CONTENT, announced: int = len(CONTENT)) -> tuple[str, int]:
    """Announce and post a file; return its id and the status of the post."""
    answer = await idle.client.files_getUploadURLExternal(filename="figures.csv", length=announced)
    async with aiohttp.ClientSession() as session, session.post(answer["upload_url"], data=content) as posted:
        return answer["file_id"], posted.status


async def test_an_uploaded_file_shows_where_it_is_shared(idle: Team) -> None:
    file_id, status = await uploaded(idle)
    await idle.client.files_completeUploadExternal(
        files=[{"id": file_id, "title": "Figures"}], channel_id=idle.churn.id, initial_comment="Here"
    )

    assert status == 200
    [seen] = idle.ana.sees(idle.churn)
    assert (seen.text, [file.title for file in seen.files], seen.files[0].text) == (
        "Here",
        ["Figures"],
        "a,b\r\n1,2\r\n",
    )


async def test_a_file_of_another_length_is_not_taken_and_cannot_be_shared(idle: Team) -> None:
    file_id, status = await uploaded(idle, announced=3)

    assert status == 400
    files = [{"id": file_id}]
    assert await refused(idle, "files.completeUploadExternal", files=files, channel_id=idle.churn.id) == (
        "file_not_found"
    )


async def test_a_file_is_shared_in_a_conversation_and_not_with_a_user_id(idle: Team) -> None:
    file_id, _ = await uploaded(idle)
    other = idle.sandbox.add_channel("other", members=[idle.ana], with_bot=False)
    for channel_id, error in ((idle.ana.id, "channel_not_found"), (other.id, "not_in_channel")):
        files = [{"id": file_id}]
        said = await refused(idle, "files.completeUploadExternal", files=files, channel_id=channel_id)
        assert said == error


async def test_an_empty_file_is_refused(idle: Team) -> None:
    assert (
        await refused(idle, "files.getUploadURLExternal", filename="x.csv", length=0) == "invalid_arguments"
    )
    idle.sandbox.broken_rules.clear()
