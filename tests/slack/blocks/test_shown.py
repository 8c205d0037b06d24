"""Every message, modal and App Home as its viewer reads it, kept as text to be reviewed."""

from __future__ import annotations

import pytest

from tests.slack.blocks.surfaces import homes, messages, modals
from tests.snapshots import check, drawn

TYPED = ("churn", "Move training into the shared pipeline.", "ML platform", "Hand the pipeline over.")


@pytest.mark.parametrize("name", messages(*TYPED))
def test_a_message_reads_as_it_was_reviewed(name: str) -> None:
    check(f"messages/{name}", drawn(messages(*TYPED)[name]))


@pytest.mark.parametrize("name", modals(*TYPED))
def test_a_modal_reads_as_it_was_reviewed(name: str) -> None:
    check(f"modals/{name}", drawn(modals(*TYPED)[name]))


@pytest.mark.parametrize("name", homes("churn"))
def test_app_home_reads_as_it_was_reviewed(name: str) -> None:
    check(f"home/{name}", drawn(homes("churn")[name]))
