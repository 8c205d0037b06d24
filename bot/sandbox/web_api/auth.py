"""Methods about the app itself: auth.test, api.test, apps.connections.open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def auth_test(workspace: Workspace, _args: dict[str, Any]) -> dict[str, Any]:
    """Say whose token it is."""
    identity = workspace.identity
    return {
        "url": f"{workspace.base_url}{identity.team_domain}/",
        "team": identity.team_name,
        "team_id": identity.team_id,
        "user": identity.bot_name,
        "user_id": identity.bot_user_id,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Give the arguments back."""
    return {"args": args}


def connections_open(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Return the address of one web socket."""
    base = workspace.base_url.replace("http://", "ws://")
    return {"url": f"{base}socket?ticket={args.pop('_ticket')}"}


METHODS = {"auth.test": auth_test, "api.test": api_test, "apps.connections.open": connections_open}
