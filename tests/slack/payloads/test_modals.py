"""Submitted modals: what is read, and which sentence stands at which input."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import errors
from bot.domain.errors import CeilingError
from bot.domain.polls import Way
from bot.domain.recurrence import Rhythm
from bot.domain.roles import Role, Stage
from bot.slack.blocks.away import away_modal
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.blocks.hours import hours_modal
from bot.slack.blocks.secondment_modals import (
    end_early_modal,
    extend_modal,
    met_modal,
    next_goals_modal,
    secondment_start_modal,
)
from bot.slack.blocks.settings import settings_modal, stage_modal
from bot.slack.blocks.setup import setup_modal
from bot.slack.ids import INPUT_ACTION_ID, BlockId
from bot.slack.payloads import asking, projects, secondments
from bot.slack.payloads.asking import CheckInInput
from bot.slack.payloads.projects import SetupInput
from bot.slack.payloads.secondments import ExtendInput, SecondmentStartInput
from bot.slack.payloads.views import Malformed, block_of, errors_of
from tests.slack.blocks import samples
from tests.slack.payloads.submitted import submitted

if TYPE_CHECKING:
    from collections.abc import Callable

CHECK_IN = check_in_modal(samples.form(confidences={Role.ML_ENGINEER: 4}))
SETUP = setup_modal(replace(samples.settings(name="churn"), members=()), "C0CHURN")
SETTINGS = settings_modal(samples.settings())
START = secondment_start_modal(1, "churn", samples.TODAY, roles=(Role.ML_ENGINEER,))
LENT = samples.secondment()
STARTED = {
    BlockId.SPECIALIST: "U5",
    BlockId.OBJECTIVE: "  Move training\n into the pipeline. ",
    BlockId.HOME: "Platform team",
    BlockId.RETURNS_ON: "2026-04-30",
}
PARSERS: list[tuple[Callable[[Any], object], dict[str, Any]]] = [
    (asking.parse_check_in, CHECK_IN),
    (projects.parse_setup, SETUP),
    (projects.parse_settings, SETTINGS),
    (projects.parse_stage, stage_modal(1, Stage.RESEARCH)),
    (secondments.parse_secondment_start, START),
    (secondments.parse_extend, extend_modal(LENT)),
    (secondments.parse_met, met_modal(LENT)),
    (secondments.parse_next_goals, next_goals_modal(LENT)),
    (secondments.parse_end_early, end_early_modal(LENT)),
    (asking.parse_away, away_modal(samples.away())),
    (asking.parse_hours, hours_modal(samples.HOURS)),
]


def broken(parse: Callable[[Any], object], view: dict[str, Any]) -> CeilingError:
    with pytest.raises(CeilingError) as caught:
        parse(view)
    return caught.value


def test_a_check_in_leaves_out_what_is_not_me() -> None:
    said = asking.parse_check_in(submitted(CHECK_IN, {BlockId.DOMAIN_EXPERT: "2"}))
    assert said == CheckInInput(1, {Role.ML_ENGINEER: 4, Role.DOMAIN_EXPERT: 2}, poll_id=101, prompt_id=7)


def test_none_of_them_is_an_answer_too() -> None:
    assert asking.parse_check_in(submitted(CHECK_IN, {BlockId.ML_ENGINEER: "0"})).confidences == {}


def test_setup_reads_everyone_in_the_channel() -> None:
    assert projects.parse_setup(submitted(SETUP, {BlockId.NAME: "  churn \t model "})) == SetupInput(
        slack_channel_id="C0CHURN",
        name="churn model",
        everyone=True,
        members=(),
        stage=Stage.RESEARCH,
        leads=("U1",),
    )


def test_setup_does_not_guess_between_everyone_and_the_people_picked() -> None:
    error = broken(projects.parse_setup, submitted(SETUP, {BlockId.MEMBERS: ["U2"]}))
    assert (type(error), error.field) == (errors.EveryoneAndPicked, "everyone")


def test_setup_reads_picked_people_each_once() -> None:
    changes = {BlockId.EVERYONE: "picked", BlockId.MEMBERS: ["U2", "U3", "U2"]}
    assert projects.parse_setup(submitted(SETUP, changes)).members == ("U2", "U3")


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({BlockId.NAME: ""}, errors.TextMissing, "name"),
        ({BlockId.NAME: None}, errors.TextMissing, "name"),
        ({BlockId.NAME: "\u200b\u202e "}, errors.TextMissing, "name"),
        ({BlockId.NAME: "x" * 10_000}, errors.TextTooLong, "name"),
        ({BlockId.EVERYONE: "picked", BlockId.MEMBERS: []}, errors.NobodyToAsk, "members"),
        ({BlockId.LEADS: []}, errors.LeadMissing, "leads"),
        ({BlockId.STAGE: None}, errors.TextMissing, "stage"),
        ({BlockId.STAGE: "retired"}, Malformed, "stage"),
    ],
)
def test_setup_says_at_the_field_what_is_wrong(
    changes: dict[BlockId, Any], rule: type[CeilingError], field: str
) -> None:
    error = broken(projects.parse_setup, submitted(SETUP, changes))
    assert type(error) is rule
    assert error.field == field
    assert list(errors_of(SETUP, error)) == [field]


def test_settings_come_back_as_they_were_shown() -> None:
    read = projects.parse_settings(submitted(SETTINGS))
    assert (read.name, read.way, read.rhythm, read.weeks) == ("churn", Way.DIRECT, Rhythm.EVERY_N_WEEKS, 2)
    assert (read.weekday, read.at, read.zone) == (0, time(9), "Europe/Berlin")
    assert read.work_days == frozenset(range(5))
    assert (read.fall_into_lower_band, read.fall_on_its_own) == (5, 10)
    assert (read.days_open, read.settle_minutes, read.lapse_after) == (2, 5, 3)


@pytest.mark.parametrize(
    ("chosen", "rhythm"),
    [
        ("weeks:1", (Rhythm.WEEKLY, 1, 1)),
        ("weeks:26", (Rhythm.EVERY_N_WEEKS, 26, 1)),
        ("month:-1", (Rhythm.MONTHLY, 1, -1)),
    ],
)
def test_one_menu_sets_the_rhythm(chosen: str, rhythm: tuple[Rhythm, int, int]) -> None:
    read = projects.parse_settings(submitted(SETTINGS, {BlockId.RHYTHM: chosen}))
    assert (read.rhythm, read.weeks, read.nth) == rhythm


def test_a_comma_is_a_decimal_point_too() -> None:
    assert (
        projects.parse_settings(submitted(SETTINGS, {BlockId.FALL_ON_ITS_OWN: "1,5"})).fall_on_its_own == 15
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({BlockId.ZONE: "Middle/Earth"}, errors.UnknownZone),
        ({BlockId.ZONE: "../../etc/passwd"}, errors.UnknownZone),
        ({BlockId.ZONE: "Europe"}, errors.UnknownZone),
        ({BlockId.WORK_DAYS: []}, errors.NoWorkingDays),
        ({BlockId.WORK_DAYS: ["7"]}, Malformed),
        ({BlockId.DAYS_OPEN: "0"}, errors.OutOfRange),
        ({BlockId.DAYS_OPEN: "two"}, errors.OutOfRange),
        ({BlockId.DAYS_OPEN: "NaN"}, errors.OutOfRange),
        ({BlockId.DAYS_OPEN: "1.5"}, errors.OutOfRange),
        ({BlockId.DAYS_OPEN: None}, errors.OutOfRange),
        ({BlockId.SETTLE_MINUTES: "1e400"}, errors.OutOfRange),
        ({BlockId.FALL_ON_ITS_OWN: "0.05"}, errors.OutOfRange),
        ({BlockId.RHYTHM: "weeks:27"}, Malformed),
        ({BlockId.RHYTHM: "month:5"}, Malformed),
        ({BlockId.AT: "25:00"}, Malformed),
        ({BlockId.MEMBERS: []}, errors.NobodyToAsk),
    ],
)
def test_settings_say_at_the_field_what_is_wrong(
    changes: dict[BlockId, Any], rule: type[CeilingError]
) -> None:
    error = broken(projects.parse_settings, submitted(SETTINGS, changes))
    assert type(error) is rule
    assert list(errors_of(SETTINGS, error)) == [next(iter(changes)).value]


def test_a_number_out_of_range_is_answered_with_the_range() -> None:
    error = broken(projects.parse_settings, submitted(SETTINGS, {BlockId.FALL_ON_ITS_OWN: "9"}))
    assert errors_of(SETTINGS, error) == {"fall_on_its_own": "Please give a number from 0.1 to 5."}


def test_a_secondment_is_read_whole_with_its_objective_in_one_line() -> None:
    assert secondments.parse_secondment_start(submitted(START, STARTED)) == SecondmentStartInput(
        project_id=1,
        specialist="U5",
        roles=(Role.ML_ENGINEER,),
        objective="Move training into the pipeline.",
        home="Platform team",
        home_slack_channel_id=None,
        head=None,
        starts_on=date(2026, 3, 2),
        returns_on=date(2026, 4, 30),
    )


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({BlockId.SPECIALIST: None}, errors.TextMissing, "specialist"),
        ({BlockId.ROLES: []}, errors.TextMissing, "roles"),
        ({BlockId.ROLES: ["wizard"]}, Malformed, "roles"),
        ({BlockId.OBJECTIVE: "x" * 301}, errors.TextTooLong, "objective"),
        ({BlockId.RETURNS_ON: None}, errors.TextMissing, "returns_on"),
        ({BlockId.RETURNS_ON: "2026-03-02"}, errors.ReturnBeforeStart, "returns_on"),
        ({BlockId.RETURNS_ON: "2026-02-30"}, Malformed, "returns_on"),
    ],
)
def test_a_secondment_says_at_the_field_what_is_wrong(
    changes: dict[BlockId, Any], rule: type[CeilingError], field: str
) -> None:
    error = broken(secondments.parse_secondment_start, submitted(START, STARTED | changes))
    assert type(error) is rule
    assert list(errors_of(START, error)) == [field]


def test_other_dates_goals_and_absences_are_read() -> None:
    later = submitted(extend_modal(LENT), {BlockId.RETURNS_ON: "2026-06-01"})
    assert secondments.parse_extend(later) == ExtendInput(3, date(2026, 6, 1))
    goals = submitted(met_modal(LENT), {BlockId.NEXT_GOALS: " one \n\n two"})
    assert secondments.parse_met(goals).next_goals == "one\ntwo"
    assert secondments.parse_met(submitted(met_modal(LENT))).next_goals is None
    assert secondments.parse_end_early(submitted(end_early_modal(LENT))) == 3
    assert asking.parse_away(submitted(away_modal(samples.away()))).until_on == date(2026, 3, 6)


def test_goals_that_are_added_must_be_there() -> None:
    error = broken(
        secondments.parse_next_goals, submitted(next_goals_modal(LENT), {BlockId.NEXT_GOALS: " \n "})
    )
    assert (type(error), error.field) == (errors.TextMissing, "next_goals")


def test_every_named_field_of_a_rule_is_an_input() -> None:
    named = {rule.field for rule in CeilingError.__subclasses__() if rule.field}
    assert all(block_of(field) is not None for field in named)
    assert block_of("weeks") is block_of("nth") is BlockId.RHYTHM
    assert block_of(None) is block_of("nonsense") is None


def test_a_rule_about_no_field_is_said_at_the_first_one() -> None:
    assert list(errors_of(SETUP, errors.NotAllowed())) == ["name"]
    assert errors_of({}, errors.NotAllowed()) == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_modal_is_refused_and_never_crashes(data: st.DataObject) -> None:
    parse, view = data.draw(st.sampled_from(PARSERS))
    damaged = submitted(view)
    places = [(damaged, key) for key in ("private_metadata", "state")] + [(damaged["state"], "values")]
    for block_id, elements in damaged["state"]["values"].items():
        held = elements[INPUT_ACTION_ID]
        places += [(damaged["state"]["values"], block_id), (elements, INPUT_ACTION_ID)]
        places += [(held, key) for key in held]
    place, key = data.draw(st.sampled_from(places))
    place[key] = data.draw(json_values)
    with contextlib.suppress(CeilingError):
        parse(damaged)


@given(json_values)
def test_a_sentence_is_found_for_a_modal_whose_blocks_are_damaged(blocks: object) -> None:
    said = errors_of({"blocks": blocks}, errors.NameTaken())
    assert all(sentence for sentence in said.values())


@pytest.mark.parametrize(
    "metadata", ["", "[]", "{", '{"project":"1"}', '{"project":true}', "{}", None, "[" * 9999]
)
def test_a_modal_without_its_ids_is_refused(metadata: object) -> None:
    assert isinstance(
        broken(projects.parse_stage, {**PARSERS[3][1], "private_metadata": metadata}), Malformed
    )


def test_the_metadata_of_a_modal_is_what_its_parser_reads() -> None:
    assert all(isinstance(json.loads(view["private_metadata"]), dict) for _, view in PARSERS)
