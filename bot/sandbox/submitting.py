"""What happens when somebody submits or closes a modal, and what the bot's answer does to the stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit import Surface
from bot.sandbox.errors import SlackError, UnreadableAnswerError
from bot.sandbox.filling import misfit
from bot.sandbox.inputs import TYPED, is_empty, placed
from bot.sandbox.payloads import interaction
from bot.sandbox.views import as_json, change
from bot.sandbox.web_api.views import checked, pushed

if TYPE_CHECKING:
    from bot.sandbox.delivery import Ack
    from bot.sandbox.inputs import Placed
    from bot.sandbox.people import Person
    from bot.sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"
INVALID_BLOCKS = "invalid answer to view_submission"


def complaint(view: View, place: Placed) -> str | None:
    """Return what Slack's client says about an input block that cannot be submitted yet."""
    value = view.state[place.block["block_id"]][place.element["action_id"]]
    if is_empty(value):
        return None if place.block.get("optional") else "Please complete this required field."
    if place.type in TYPED and place.type != "rich_text_input":
        return misfit(place.element, value["value"])
    return None


def unfinished(view: View) -> list[tuple[Placed, str]]:
    """Return the inputs that keep the modal from being submitted, with what Slack says about each."""
    found = [(place, complaint(view, place)) for place in placed(view.blocks) if place.in_input_block]
    return [(place, said) for place, said in found if said]


def submission(person: Person, view: View) -> dict[str, Any]:
    """Return the payload of a submission."""
    workspace = person.workspace
    return {
        **interaction(workspace, "view_submission", person),
        "trigger_id": workspace.grants.trigger(person.id, view.conversation, view.id),
        "view": as_json(workspace, view),
        "response_urls": _response_urls(person, view),
    }


def _response_urls(person: Person, view: View) -> list[dict[str, str]]:
    urls = []
    for place in placed(view.blocks):
        if place.in_input_block and place.element.get("response_url_enabled"):
            block_id, action_id = place.block["block_id"], place.element["action_id"]
            value = view.state[block_id][action_id]
            channel = value.get("selected_conversation") or value.get("selected_channel")
            if channel:
                path = person.workspace.grants.response(person.id, channel, None, None)
                urls.append(
                    {
                        "block_id": block_id,
                        "action_id": action_id,
                        "channel_id": channel,
                        "response_url": person.workspace.base_url + path,
                    }
                )
    return urls


def closed(person: Person, view: View, *, is_cleared: bool) -> dict[str, Any]:
    """Return the payload that tells of a closed modal."""
    workspace = person.workspace
    return {
        **interaction(workspace, "view_closed", person),
        "view": as_json(workspace, view),
        "is_cleared": is_cleared,
    }


def close(person: Person, view: View) -> None:
    """Take one modal off the stack, and those above it."""
    if view in person.stack:
        position = person.stack.index(view)
        for gone in person.stack[position:]:
            person.workspace.views.pop(gone.id, None)
        del person.stack[position:]


def obey(person: Person, view: View, ack: Ack) -> None:
    """Do to the stack what the bot's answer says; an answer Slack cannot use leaves the modal in trouble."""
    view.errors, view.trouble = {}, None
    if not ack.ok:
        view.trouble = TROUBLE
        return
    try:
        _follow(person, view, ack)
    except (SlackError, UnreadableAnswerError) as refused:
        view.trouble = TROUBLE
        details = refused.messages if isinstance(refused, SlackError) else []
        person.workspace.broken_rules.extend(
            f"{INVALID_BLOCKS}: {each}" for each in (details or [str(refused)])
        )


def _follow(person: Person, view: View, ack: Ack) -> None:
    answer = ack.json
    if not ack.body.strip() or answer == {}:
        close(person, view)
        return
    wish = answer.get("response_action") if answer else None
    if wish == "errors":
        view.errors = _errors(view, (answer or {}).get("errors"))
    elif wish == "update":
        change(
            person.workspace, view, checked(person.workspace, (answer or {}).get("view"), Surface.MODAL, view)
        )
    elif wish == "push":
        pushed(
            person.workspace,
            person.stack,
            checked(person.workspace, (answer or {}).get("view"), Surface.MODAL),
        )
    elif wish == "clear":
        for each in list(person.stack):
            close(person, each)
    else:
        raise UnreadableAnswerError(f"a body without a known response_action: {ack.body[:200]}")


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {place.block["block_id"] for place in placed(view.blocks) if place.in_input_block}
    if not isinstance(errors, dict) or not errors:
        raise UnreadableAnswerError("errors must map block_ids of input blocks to texts")
    for block_id, said in errors.items():
        if block_id not in inputs:
            raise UnreadableAnswerError(f"errors name no input block: {block_id}")
        if not isinstance(said, str) or not said:
            raise UnreadableAnswerError(f"the error of {block_id} must be a text")
    return errors
