"""Every setting that can change has words for it."""

from dataclasses import fields

from bot.services.ports.asking import ProjectSettings
from bot.slack.words import changes


def test_every_setting_has_a_label_of_its_own() -> None:
    named = {each.name for each in fields(ProjectSettings)} - {"project_id", "pause"}
    assert named <= changes.NAMED
    assert "hat_cost" in changes.NAMED
