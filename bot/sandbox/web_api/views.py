"""Methods that show modals and Home tabs: views.*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit import Surface, as_stored, check_view, is_too_large
from bot.sandbox.errors import SlackError
from bot.sandbox.views import as_json, change, new_view
from bot.sandbox.web_api.arguments import needed

if TYPE_CHECKING:
    from bot.sandbox.views import View
    from bot.sandbox.workspace import Workspace

STACK_MOST = 3


def open_view(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Open a modal in front of the person whose act gave the trigger; it takes the place of an open one."""
    needed(args, "trigger_id", "view")
    trigger = workspace.grants.check_trigger(args["trigger_id"])
    sent = checked(workspace, args["view"], Surface.MODAL)
    trigger.used = True
    view = new_view(workspace, trigger.user_id, sent, trigger.channel_id)
    stack = workspace.person(trigger.user_id).stack
    for replaced in stack:
        workspace.views.pop(replaced.id, None)
    stack[:] = [view]
    workspace.views[view.id] = view
    return {"view": as_json(workspace, view)}


def push_view(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Open a modal on top of the one whose button gave the trigger; at most three lie on each other."""
    needed(args, "trigger_id", "view")
    trigger = workspace.grants.check_trigger(args["trigger_id"])
    stack = workspace.person(trigger.user_id).stack
    if trigger.view_id is None or not stack:
        raise SlackError("invalid_trigger_id")
    sent = checked(workspace, args["view"], Surface.MODAL)
    view = pushed(workspace, stack, sent)
    trigger.used = True
    return {"view": as_json(workspace, view)}


def pushed(workspace: Workspace, stack: list[View], sent: dict[str, Any]) -> View:
    """Put a checked modal on top of a stack."""
    if len(stack) >= STACK_MOST:
        raise SlackError("push_limit_reached")
    view = new_view(workspace, stack[-1].owner, sent, stack[-1].conversation)
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    workspace.views[view.id] = view
    return view


def update_view(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Change an open modal, found by `view_id` or `external_id`."""
    needed(args, "view")
    view = _open(workspace, args)
    _check_hash(view, args)
    change(workspace, view, checked(workspace, args["view"], Surface.MODAL, view))
    return {"view": as_json(workspace, view)}


def publish(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Set the Home tab of one person."""
    needed(args, "user_id", "view")
    person = workspace.person(args["user_id"])
    view = workspace.homes.get(person.id)
    _check_hash(view, args)
    sent = checked(workspace, args["view"], Surface.HOME)
    if view is None:
        view = workspace.homes[person.id] = new_view(workspace, person.id, sent)
    else:
        change(workspace, view, sent)
    return {"view": as_json(workspace, view)}


def checked(
    workspace: Workspace, sent: object, surface: Surface, replacing: View | None = None
) -> dict[str, Any]:
    """Return a view as Slack keeps it; refuses what breaks a rule."""
    if not isinstance(sent, dict):
        raise SlackError("invalid_arguments", ["[ERROR] view must be an object [json-pointer:/view]"])
    if is_too_large(sent):
        raise SlackError("view_too_large", ["[ERROR] the view is too large [json-pointer:/view]"])
    given = {key: value for key, value in sent.items() if value is not None}
    problems = check_view(given, surface)
    if problems:
        in_blocks = any("json-pointer:/view/blocks" in problem for problem in problems)
        raise SlackError("invalid_blocks" if in_blocks else "invalid_arguments", problems)
    _check_external_id(workspace, given, replacing)
    return {**given, "blocks": as_stored(given["blocks"], workspace.new_id)}


def _check_external_id(workspace: Workspace, sent: dict[str, Any], replacing: View | None) -> None:
    wanted = sent.get("external_id")
    views = [*workspace.views.values(), *workspace.homes.values()]
    if wanted and any(view.external_id == wanted for view in views if view is not replacing):
        raise SlackError("duplicate_external_id", ["[ERROR] external_id must be unique in the team"])


def _open(workspace: Workspace, args: dict[str, Any]) -> View:
    for view in workspace.views.values():
        if view.id == args.get("view_id") or (
            view.external_id and view.external_id == args.get("external_id")
        ):
            return view
    if not args.get("view_id") and not args.get("external_id"):
        needed(args, "view_id")
    raise SlackError("not_found")


def _check_hash(view: View | None, args: dict[str, Any]) -> None:
    if "hash" in args and args["hash"] is not None and (view is None or args["hash"] != view.hash):
        raise SlackError("hash_conflict")


METHODS = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish,
}
