"""The smallest and the largest that can be: every surface holds within Slack's limits, and nothing is cut unsaid.

An ellipsis is allowed where Slack's own limit for a label, which nobody reads alone, leaves no room.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.polls import CheckInState
from bot.domain.roles import Role
from bot.domain.secondments import SecondmentState
from bot.sandbox.blockkit import Surface, check_message, check_view, is_too_large
from bot.services.ports.asking import ReminderView
from bot.services.ports.home import HomeView
from bot.services.ports.portfolio import CeilingMoves, ProjectName
from bot.slack.blocks import (
    exports,
    home,
    polls,
    portfolio,
    prompts,
    secondments,
    settings,
    setup,
    standing,
    summaries,
    trend,
)
from bot.slack.blocks.kit import MESSAGE_TEXT_MOST, NEW_MESSAGE_TEXT_MOST, Rendered, View
from bot.slack.ids import ActionId
from tests.slack.blocks import samples
from tests.slack.blocks.reading import text_of
from tests.slack.blocks.surfaces import homes, messages, modals

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE = "界" * 80
OBJECTIVE, GOALS = "界" * 300, "界" * 600
MEMBERS = range(1, 61)
PROJECTS = range(1, 41)
HALF_A_YEAR_OF_WEEKS = 26


def holds(surface: Rendered | View, text_most: int = MESSAGE_TEXT_MOST) -> str:
    """Require that a surface fits and is cut nowhere; return what is read there."""
    if isinstance(surface, dict):
        place = Surface.HOME if surface["type"] == "home" else Surface.MODAL
        assert check_view(surface, place) == []
        assert not is_too_large(surface)
    else:
        assert check_message(surface.blocks) == []
        assert 0 < len(surface.text) <= text_most
        assert not surface.text.endswith("…")
    blocks = surface["blocks"] if isinstance(surface, dict) else surface.blocks
    assert [text for text in _texts(blocks) if text.endswith("…")] == []
    return text_of(surface)


def _texts(value: Any) -> Iterator[str]:
    """Every text but the labels of screen readers."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "text" and isinstance(each, str):
                yield each
            elif key != "accessibility_label":
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


@pytest.mark.parametrize("name", messages(WIDE, OBJECTIVE, WIDE, GOALS))
def test_a_message_holds_the_widest_names(name: str) -> None:
    holds(messages(WIDE, OBJECTIVE, WIDE, GOALS)[name], NEW_MESSAGE_TEXT_MOST)


@pytest.mark.parametrize("name", modals(WIDE, OBJECTIVE, WIDE, GOALS))
def test_a_modal_holds_the_widest_names(name: str) -> None:
    holds(modals(WIDE, OBJECTIVE, WIDE, GOALS)[name])


@pytest.mark.parametrize("name", homes(WIDE))
def test_app_home_holds_the_widest_names(name: str) -> None:
    holds(homes(WIDE)[name])


@pytest.mark.parametrize("fallen", [2, 3, 4])
def test_a_long_name_leaves_the_headline_of_a_drop_whole(fallen: int) -> None:
    nobody = samples.project({}, WIDE)
    drop = samples.drop(nobody)
    drop = replace(drop, fallen=tuple(replace(drop.fallen[0], role=role) for role in list(Role)[:fallen]))
    assert summaries.drop_message(drop).blocks[0]["text"]["text"].endswith(" are vacant")
    recovered = summaries.drop_message(replace(drop, recovered_at=samples.WEDNESDAY))
    assert recovered.blocks[0]["text"]["text"].endswith(" have recovered")
    assert check_message(recovered.blocks) == []


def test_a_project_that_nobody_is_in_has_a_status_a_poll_and_an_export() -> None:
    nobody = samples.project({}, WIDE)
    assert "Nobody has answered yet" in holds(standing.status_message(samples.status(nobody, as_lead=True)))
    assert "Nobody has answered yet" in holds(standing.shared_status_message(samples.status(nobody)))
    closed = replace(samples.poll(nobody, is_closed=True), progress=samples.progress(0, 0))
    assert "0 of 0 in" in holds(polls.poll_message(closed))
    empty = replace(
        samples.project_export(WIDE),
        standings=(),
        polls=(),
        secondments=(),
        marks=(),
        trend=samples.trend(0, WIDE, 0),
    )
    message = exports.project_export_message(empty)
    holds(message)
    assert all(file.content() for file in message.files)
    holds(settings.settings_modal(samples.settings(WIDE, people=0)))
    holds(setup.setup_modal(samples.settings(WIDE, people=0), None))


def test_sixty_members_show_in_status_by_name_and_elsewhere_by_number() -> None:
    crowd = {person: dict.fromkeys(Role, 4) for person in MEMBERS}
    full = samples.project(crowd, WIDE)
    shown = holds(standing.status_message(samples.status(full, as_lead=True)), NEW_MESSAGE_TEXT_MOST)
    assert shown.count("and 52 more, none of them stronger: <@U9>, <@U10>") == len(Role)
    assert shown.count("<@U60>") == len(Role)
    assert "<@" not in holds(standing.shared_status_message(samples.status(full)))
    assert "60 of 60 in" in holds(
        polls.poll_message(replace(samples.poll(full, is_closed=True), progress=samples.progress(60, 60)))
    )
    holds(summaries.drop_message(samples.drop(full)))
    holds(summaries.leads_asked_note(1, WIDE, [f"U{number}" for number in MEMBERS]))


def test_sixty_leads_and_members_fit_into_the_settings() -> None:
    crowd = tuple(f"U{number}" for number in MEMBERS)
    full = replace(samples.settings(WIDE, people=60), leads=crowd)
    holds(settings.settings_modal(full, samples.settings_changes(WIDE[:78])))
    holds(setup.setup_modal(full, "C0CHURN"))


@pytest.mark.parametrize("state", list(CheckInState))
def test_forty_check_ins_are_asked_or_counted(state: CheckInState) -> None:
    check_ins = tuple(samples.check_in(state, number=number, name=WIDE) for number in PROJECTS)
    for message in (
        prompts.prompt_message(samples.prompt(*check_ins)),
        prompts.reminder_message(ReminderView(check_ins)),
        prompts.nudge_message(ReminderView(check_ins)),
    ):
        assert "And 18 more projects: answer with `/checkin`." in holds(message)


def test_forty_projects_in_app_home_are_shown_or_counted() -> None:
    shown = holds(home.home_view(samples.home(40, WIDE, secondments=40, waiting=40)))
    assert "And 15 more projects" in shown
    assert "And 35 more secondments: `/secondment list`" in shown
    assert "And 32 more check-ins wait: `/checkin`" in shown


def test_one_project_is_all_of_app_home() -> None:
    assert "more" not in holds(home.home_view(samples.home(1, WIDE)))
    assert holds(home.home_view(HomeView(may_set_up=False)))


def test_forty_projects_are_chosen_from_and_listed_in_one_message_each() -> None:
    choice = standing.projects_to_choose_message({n: ProjectName(WIDE) for n in PROJECTS}, ActionId.CHECK_IN)
    assert "more" not in holds(choice, NEW_MESSAGE_TEXT_MOST)
    assert choice.text.count(WIDE) == len(PROJECTS)
    listed = portfolio.portfolio_message(samples.portfolio(40, WIDE[:38], people=60))
    assert "more project" not in holds(listed, NEW_MESSAGE_TEXT_MOST)


def test_a_loan_from_many_projects_names_some_and_still_says_what_it_lifts() -> None:
    falls = tuple(CeilingMoves(ProjectName(WIDE), 40, 36) for _ in PROJECTS)
    many = replace(samples.loan(WIDE), from_names=(ProjectName(WIDE),) * 40, falls=falls)
    view = replace(samples.portfolio(2, WIDE[:38]), loans=(many,))
    for surface in (portfolio.portfolio_message(view), portfolio.portfolio_page(view)):
        shown = holds(surface, NEW_MESSAGE_TEXT_MOST)
        assert "and 35 more) lifts" in shown
        assert "goes from 4.0 to 3.6 and 35 more." in shown


def test_four_hundred_loans_are_listed_or_counted() -> None:
    shown = holds(portfolio.loans_modal([samples.loan(WIDE)] * 400))
    assert "*400 loans* of one specialist" in shown
    assert "And 350 more loans that would lift less or cost more than these." in shown


def test_forty_secondments_are_listed_or_counted() -> None:
    lent = samples.secondment(SecondmentState.MET, name=WIDE, objective=OBJECTIVE, home=WIDE, goals=GOALS)
    message = secondments.secondment_list_message([replace(lent, secondment_id=n) for n in PROJECTS])
    assert "And 20 more secondments: ask for one project" in holds(message, NEW_MESSAGE_TEXT_MOST)
    assert message.text.count(OBJECTIVE) == len(PROJECTS) / 2


@pytest.mark.parametrize(("points", "days"), [(0, 1), (1, 1), (2, 1), (13, 14), (20, 9)])
@pytest.mark.parametrize("marks", [0, 1, 60])
def test_a_day_and_half_a_year_have_a_trend_in_every_form(points: int, days: int, marks: int) -> None:
    view = samples.trend(points, WIDE, marks, days=days)
    for form in trend.trend_messages(view):
        shown = holds(form)
        assert ("before that: 50 more events, in `/ceiling export`" in shown) == (marks == 60)


def test_half_a_year_is_exported_whole() -> None:
    points = samples.trend(HALF_A_YEAR_OF_WEEKS, WIDE, 60, days=7)
    export = replace(
        samples.project_export(WIDE, OBJECTIVE, WIDE), standings=points.points, marks=points.marks
    )
    message = exports.project_export_message(export)
    holds(message)
    by_ending = {file.filename.rsplit("-", 1)[1]: file.content() for file in message.files}
    assert len(by_ending["standings.csv"].decode().splitlines()) == HALF_A_YEAR_OF_WEEKS + 1
    everything = json.loads(by_ending["export.json"])
    assert (len(everything["standings"]), len(everything["events"])) == (HALF_A_YEAR_OF_WEEKS, 60)
    assert points.points[-1].at - points.points[0].at > timedelta(days=170)


def test_what_a_notification_has_no_room_for_is_counted() -> None:
    check_ins = tuple(samples.check_in(CheckInState.ASKED, number=n, name=WIDE) for n in PROJECTS)
    message = prompts.prompt_message(samples.prompt(*check_ins))
    assert message.text.endswith("more lines in the message itself.")
