"""Buttons, modals and inputs carry the names in `ids`, all of them and no others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.slack.ids import INPUT_ACTION_ID, ActionId, BlockId, CallbackId
from tests.slack.blocks.reading import buttons_of, menus_of
from tests.slack.blocks.surfaces import homes, messages, modals

if TYPE_CHECKING:
    from bot.slack.blocks.kit import Rendered, View

TYPED = ("churn", "objective", "home", "goals")


def test_every_action_id_is_on_a_button_and_every_button_has_one() -> None:
    surfaces: list[Rendered | View] = [
        *messages(*TYPED).values(),
        *modals(*TYPED).values(),
        *homes("churn").values(),
    ]
    pressed = [each for surface in surfaces for each in (*buttons_of(surface), *menus_of(surface))]
    used = {each["action_id"] for each in pressed}
    assert used == set(ActionId)


def test_every_callback_id_is_on_a_modal_that_can_be_submitted() -> None:
    assert {view["callback_id"] for view in modals(*TYPED).values() if "submit" in view} == set(CallbackId)


def test_every_block_id_is_on_an_input() -> None:
    inputs = [b for view in modals(*TYPED).values() for b in view["blocks"] if b["type"] == "input"]
    assert {block["block_id"] for block in inputs} == set(BlockId)
    assert {block["element"]["action_id"] for block in inputs} == {INPUT_ACTION_ID}


def test_buttons_and_modals_carry_ids_only() -> None:
    secret = "a name nobody should find in a value"
    surfaces: list[Rendered | View] = [*messages(secret, "b", "c", "d").values(), *homes(secret).values()]
    for surface in surfaces:
        assert all(secret not in button["value"] for button in buttons_of(surface))
    for view in modals(secret, "b", "c", "d").values():
        assert secret not in view.get("private_metadata", "")
        assert isinstance(json.loads(view.get("private_metadata", "{}")), dict)
