"""What payloads of every kind are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _not_null(value: object) -> object:
    if value is None:
        message = "absent is well, null is not"
        raise ValueError(message)
    return value


# Where an answer may be posted later.
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+/")]


class Part(BaseModel):
    """Anything in which Bolt looks for the workspace, the person and the conversation."""

    # Built with the first payload: a start need not wait for it.
    model_config = ConfigDict(defer_build=True)

    id: str | None = None
    enterprise: str | Part | None = None
    enterprise_id: str | None = None
    team: str | Part | None = None
    team_id: str | None = None
    app_installed_team_id: str | None = None
    user: str | Part | None = None
    user_id: str | None = None
    user_team: str | None = None
    channel: str | Part | None = None
    channel_id: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    authorizations: list[Part] | None = None
    message: Part | None = None
    previous_message: Part | None = None
    item: Part | None = None
    assistant_thread: Part | None = None
    view: Part | None = None
    event: Annotated[Part | None, BeforeValidator(_not_null)] = None
    function_execution_id: str | None = None
    bot_access_token: str | None = None
    response_url: Url | None = None
    response_urls: list[Part] = []


class Named(Part):
    """What is known by its id."""

    id: str = Field(min_length=1)
