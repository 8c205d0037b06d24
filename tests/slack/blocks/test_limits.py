"""Every surface stays within Slack's limits, for the smallest team and for the largest."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.domain.polls import CheckInState
from bot.domain.roles import Role
from bot.sandbox.blockkit import Surface, check_message, check_view, is_too_large
from bot.services.ports.asking import ReminderView
from bot.services.ports.portfolio import ProjectName
from bot.slack.blocks import portfolio, prompts, secondments, standing
from bot.slack.blocks.kit import MESSAGE_TEXT_MOST, NEW_MESSAGE_TEXT_MOST, Rendered
from bot.slack.ids import ActionId
from tests.slack.blocks import samples
from tests.slack.blocks.reading import text_of
from tests.slack.blocks.surfaces import homes, messages, modals

# What each character becomes at its longest, and what is widest on a screen.
FILLERS = ("x", "&", "界", "*", "👩\u200d🚀", "א")

# Answers to one person, which nothing updates: their text may be longer.
NEVER_UPDATED = ("portfolio", "status", "choose", "list")


def typed(filler: str) -> tuple[str, str, str, str]:
    goals = "\n".join([filler * 5] * 100)
    return (filler * 80)[:80], (filler * 300)[:300], (filler * 80)[:80], goals[:600]


def assert_message_fits(message: Rendered, text_most: int = MESSAGE_TEXT_MOST) -> None:
    assert check_message(message.blocks) == []
    assert 0 < len(message.text) <= text_most


@pytest.mark.parametrize("filler", FILLERS)
def test_the_longest_texts_fit_into_every_message(filler: str) -> None:
    for name, message in messages(*typed(filler)).items():
        is_new = any(kind in name for kind in NEVER_UPDATED)
        assert_message_fits(message, NEW_MESSAGE_TEXT_MOST if is_new else MESSAGE_TEXT_MOST)


@pytest.mark.parametrize("filler", FILLERS)
def test_the_longest_texts_fit_into_every_modal(filler: str) -> None:
    for view in modals(*typed(filler)).values():
        assert check_view(view, Surface.MODAL) == []
        assert not is_too_large(view)


@pytest.mark.parametrize("filler", FILLERS)
def test_the_longest_texts_fit_into_app_home(filler: str) -> None:
    for view in homes(typed(filler)[0]).values():
        assert check_view(view, Surface.HOME) == []
        assert not is_too_large(view)


def test_an_empty_name_is_still_a_text() -> None:
    for message in messages("", "", "", "").values():
        assert_message_fits(message)
    for view in modals("", "", "", "").values():
        assert check_view(view, Surface.MODAL) == []


@pytest.mark.parametrize("state", [CheckInState.ASKED, CheckInState.ANSWERED])
def test_forty_check_ins_fit_into_one_prompt_and_one_reminder(state: CheckInState) -> None:
    check_ins = tuple(samples.check_in(state, number=n, name="&" * 80) for n in range(1, 41))
    assert_message_fits(prompts.prompt_message(samples.prompt(*check_ins)))
    assert_message_fits(prompts.reminder_message(ReminderView(check_ins)))


def test_a_prompt_too_long_shows_first_what_waits() -> None:
    answered = [samples.check_in(CheckInState.ANSWERED, number=n, name=f"old{n}") for n in range(1, 40)]
    last = samples.check_in(number=40, name="waiting")
    shown = text_of(prompts.prompt_message(samples.prompt(*answered, last)))
    assert shown.index("waiting") < shown.index("old1")
    assert "And 18 more projects" in shown


def test_sixty_members_in_every_role_fit_into_a_status() -> None:
    crowd = {person: dict.fromkeys(Role, 4) for person in range(1, 61)}
    message = standing.status_message(samples.status(samples.project(crowd, "&" * 80), as_lead=True))
    assert_message_fits(message, NEW_MESSAGE_TEXT_MOST)
    assert "and 52 more" in message.text


@pytest.mark.parametrize("projects", [1, 40, 90])
def test_a_portfolio_fits_and_counts_what_does_not(projects: int) -> None:
    view = samples.portfolio(projects, "界" * 80, people=60)
    message, page = portfolio.portfolio_message(view), portfolio.portfolio_page(view)
    assert check_message(message.blocks) == []
    assert len(message.text) <= NEW_MESSAGE_TEXT_MOST
    assert not message.text.endswith("…")
    assert check_view(page, Surface.HOME) == []
    assert not is_too_large(page)
    for surface, listed in ((message, 40), (page, 80)):
        shown = text_of(surface)
        assert (f"And {projects - listed} more projects" in shown) == (projects > listed)
        assert re.search(r"• and \d+ more people", shown)
        assert "…" not in shown.replace("界…", "")
        assert "And 59 more loans" in shown


def test_eighty_projects_to_choose_from_fit_into_one_message() -> None:
    projects = {number: ProjectName("&" * 80, f"C{number}") for number in range(1, 81)}
    choice = standing.projects_to_choose_message(projects, ActionId.SHOW_STATUS)
    assert_message_fits(choice, NEW_MESSAGE_TEXT_MOST)


def test_fifty_secondments_fit_into_one_list() -> None:
    lent = samples.secondment(name="&" * 80, objective="&" * 300, home="&" * 80)
    views = [replace(lent, secondment_id=number) for number in range(1, 51)]
    assert_message_fits(secondments.secondment_list_message(views), NEW_MESSAGE_TEXT_MOST)
