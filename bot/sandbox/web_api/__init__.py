"""Slack's Web API, as far as the sandbox has it: methods by name, tokens, errors as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import SlackError
from bot.sandbox.web_api import auth, chat, conversations, files, users, views

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.workspace import Workspace

    Method = Callable[[Workspace, dict[str, Any]], dict[str, Any]]

WITHOUT_TOKEN = ("api.test",)
WITH_APP_TOKEN = ("apps.connections.open",)
METHODS: dict[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **users.METHODS,
    **views.METHODS,
}


def answer_call(workspace: Workspace, method: str, args: dict[str, Any], token: str | None) -> dict[str, Any]:
    """Carry out one call and return Slack's answer; broken rules are noted in the workspace."""
    try:
        _check_token(workspace, method, token)
        if method not in METHODS:
            raise SlackError("unknown_method")  # noqa: TRY301 - one place turns every refusal into an answer
        return {"ok": True, **METHODS[method](workspace, args)}
    except SlackError as refused:
        workspace.broken_rules.extend(f"{method}: {message}" for message in refused.messages)
        answer: dict[str, Any] = {"ok": False, "error": refused.error}
        if refused.messages:
            answer["response_metadata"] = {"messages": refused.messages}
        return answer


def _check_token(workspace: Workspace, method: str, token: str | None) -> None:
    if method in WITHOUT_TOKEN:
        return
    identity = workspace.identity
    wanted, other = identity.bot_token, identity.app_token
    if method in WITH_APP_TOKEN:
        wanted, other = other, wanted
    if not token:
        raise SlackError("not_authed")
    if token == other:
        raise SlackError("not_allowed_token_type")
    if token != wanted:
        raise SlackError("invalid_auth")
    if wanted == identity.bot_token and not workspace.installed:
        raise SlackError("account_inactive")
