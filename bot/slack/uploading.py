"""Sending a message with files: each is announced and uploaded, then all are shared where the message stands.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from bot.services.ports.outside import Sent
from bot.slack.blocks.exports import files_refused_note
from bot.slack.refusals import NOT_PERMITTED, reason_of

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.blocks.kit import Rendered
    from bot.slack.files.attachment import Attachment


async def send_with_files(client: AsyncWebClient, recipient: str, rendered: Rendered) -> Sent:
    """Upload the files, then post the message and share them beneath it.

    Where the app has no permission to share files, the person is told how that is mended instead. Raises what the
    client raises; then nothing is left behind that a second try would repeat.
    """
    try:
        files = [await _uploaded(client, each) for each in rendered.files]
    except SlackApiError as error:
        if reason_of(error) not in NOT_PERMITTED:
            raise
        return await _posted(client, recipient, files_refused_note())
    sent = await _posted(client, recipient, rendered)
    try:
        await client.files_completeUploadExternal(files=files, channel_id=sent.slack_channel_id)
    except SlackApiError:
        await client.chat_delete(channel=str(sent.slack_channel_id), ts=str(sent.slack_ts))
        raise
    return sent


async def _posted(client: AsyncWebClient, recipient: str, rendered: Rendered) -> Sent:
    answer = await client.chat_postMessage(
        channel=recipient,
        text=rendered.text,
        blocks=rendered.blocks,
        unfurl_links=False,
        unfurl_media=False,
    )
    return Sent(answer["channel"], answer["ts"])


async def _uploaded(client: AsyncWebClient, attachment: Attachment) -> dict[str, Any]:
    # Drawing a picture takes its time, in which others are to be answered.
    content = await asyncio.to_thread(attachment.content)
    announced = await client.files_getUploadURLExternal(
        filename=attachment.filename, length=len(content), alt_txt=attachment.alt_text
    )
    if client.session is None:
        raise ValueError("the client needs its session to upload files")
    async with client.session.post(announced["upload_url"], data=content) as answer:
        answer.raise_for_status()
    return {"id": announced["file_id"], "title": attachment.title}
