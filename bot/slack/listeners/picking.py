"""Picking in the check-in modal: it says what the answer would change, before it is saved.

Whatever goes wrong here, the modal stays as it was and can be submitted.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import structlog
from slack_sdk.errors import SlackApiError

from bot.domain.roles import Role
from bot.services import asking
from bot.services.what_if import what_if
from bot.slack import acts
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.ids import INPUT_ACTION_ID, BlockId
from bot.slack.payloads.asking import parse_check_in
from bot.slack.refusals import reason_of
from models.away import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.services.ports.asking import WhatIfView
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import View
    from bot.slack.desk import Desk

log = structlog.get_logger(__name__)

# Slack waits three seconds for the answer to a pick.
UPDATED_WITHIN_SECONDS = 2
_REMEMBERED_MOST = 1000


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the four menus of the check-in modal."""
    picked = _picked(desk, Updates(desk))
    for role in Role:
        app.action({"block_id": BlockId(role.value).value, "action_id": INPUT_ACTION_ID})(picked)


async def foresee(
    desk: Desk, scope: Scope, project_id: int, confidences: Mapping[Role, int]
) -> WhatIfView | None:
    """Return what an answer would change; None when that cannot be computed: nobody is kept from answering."""
    try:
        return await desk.read(lambda s: what_if(s, scope, project_id, confidences, now=desk.now))
    except DatabaseAway:
        return None
    except Exception:  # an edge: what would be is less important than what is
        log.exception("what an answer would change could not be computed")
        return None


def _picked(desk: Desk, updates: Updates) -> Callable[..., Awaitable[None]]:
    """Return the listener of a pick."""

    async def listener(ack: AsyncAck, body: dict[str, Any]) -> None:
        async with updates.in_order(body["view"]["id"]):
            try:
                await updates.show(body["view"], await _modal(desk, body))
            except DatabaseAway as error:
                log.warning("a pick was not answered", reason=str(error))
            except Exception:  # an edge: the modal stays as it was, and can be submitted
                log.exception("a pick was not answered")
        await ack()

    return listener


async def _modal(desk: Desk, body: Mapping[str, Any]) -> View:
    """Return the modal with what was picked, and what that would change."""
    scope, wish = await desk.scope(body), parse_check_in(body["view"])
    find = partial(
        asking.check_in_form,
        scope=scope,
        project_id=wish.project_id,
        pressed_poll_id=wish.poll_id,
        now=desk.now,
    )
    form = await desk.read(find)
    picked = replace(form, confidences=wish.confidences, poll_id=wish.poll_id, prompt_id=wish.prompt_id)
    return check_in_modal(picked, await foresee(desk, scope, wish.project_id, wish.confidences))


class Updates:
    """Updates of open modals, one after the other for each.

    A pick made while the one before is being answered carries the hash from before that answer. It is known here
    what followed on it, so that the later pick shows; a view that changed in any other way, such as by being
    submitted, has a hash that is not, and is left alone.
    """

    def __init__(self, desk: Desk) -> None:
        """Know of no update yet."""
        self._desk = desk
        self._followed_by: OrderedDict[str, str] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def in_order(self, view_id: str) -> asyncio.Lock:
        """Return what lets the picks of one modal pass one by one."""
        lock = self._locks.get(view_id)
        if lock is None:
            lock = self._locks[view_id] = asyncio.Lock()
        return lock

    async def show(self, seen: Mapping[str, Any], view: View) -> None:
        """Show a view in place of the one that was seen; where that is no longer shown, do nothing."""
        shown = str(seen["hash"])
        while shown in self._followed_by:
            shown = self._followed_by[shown]
        try:
            async with asyncio.timeout(UPDATED_WITHIN_SECONDS):
                answer = await self._desk.client.views_update(
                    view_id=seen["id"], hash=shown, view=acts.marked(view)
                )
        except SlackApiError as error:
            log.info("a pick was overtaken", reason=reason_of(error))
            return
        self._followed_by[shown] = answer["view"]["hash"]
        while len(self._followed_by) > _REMEMBERED_MOST:
            self._followed_by.popitem(last=False)
