"""Figures, times and rhythms as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.causes import Cause
from bot.domain.missing import Consequence
from bot.domain.recurrence import Cadence, Rhythm
from bot.domain.roles import Role, Stage
from bot.services.ports.asking import OwnClaim
from bot.slack.words.cadence import cadence_words
from bot.slack.words.causes import because
from bot.slack.words.checkins import confidence_labels
from bot.slack.words.consequences import CONSEQUENCE
from bot.slack.words.roles import CONFIDENCE, FUNCTION_NAME, ROLE_DOES, ROLE_NAME, STAGE_NAME
from bot.slack.words.setup import rhythm_labels
from bot.slack.words.strengths import function_is, own_claim, square, with_word
from bot.slack.words.times import day, moment, zone_words
from tests.slack.blocks.samples import BERLIN

JULY = datetime(2026, 7, 6, 7, 0, tzinfo=UTC)


def test_a_thin_function_is_called_thin_with_its_number() -> None:
    assert function_is(Role.INFRASTRUCTURE_ENGINEER, 18) == "Infrastructure is thin (1.8)"
    assert function_is(Role.DOMAIN_EXPERT, 0) == "Domain expertise is vacant"


def test_every_band_has_its_own_word_and_square() -> None:
    strengths = (0, 24, 34, 35)
    assert [with_word(s) for s in strengths] == ["vacant", "thin (2.4)", "workable (3.4)", "strong (3.5)"]
    assert len({square(s) for s in strengths}) == 4


def test_hats_are_shown_as_a_sum_only_where_they_matter() -> None:
    assert own_claim(OwnClaim(Role.ML_ENGINEER, 4, 2, 36)) == (
        "ML engineer: I could own it this quarter (4 stated, 2 hats → 3.6)"
    )
    assert own_claim(OwnClaim(Role.ML_ENGINEER, 4, 1, 40)) == "ML engineer: I could own it this quarter"


def test_confidence_is_never_a_bare_number() -> None:
    assert list(confidence_labels().values()) == [
        "Not me",
        "1 · learning it",
        "2 · parts of it, with help",
        "3 · the routine work alone",
        "4 · I could own it this quarter",
        "5 · others come to me for it",
    ]


def test_everything_the_domain_names_has_a_name_here() -> None:
    assert set(ROLE_NAME) == set(FUNCTION_NAME) == set(ROLE_DOES) == set(Role)
    assert set(STAGE_NAME) == set(Stage)
    assert set(CONFIDENCE) == set(range(1, 6))
    assert set(CONSEQUENCE) == set(Consequence)
    assert all(because([cause]) for cause in Cause)


def test_causes_are_joined_in_one_sentence() -> None:
    assert because([Cause.LOWERED, Cause.OTHER_DUTIES]) == (
        "stated confidence was lowered and other duties took time"
    )
    assert because([]) == ""


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (BERLIN, "every other Monday at 09:00, Berlin time"),
        (replace(BERLIN, rhythm=Rhythm.WEEKLY), "every Monday at 09:00, Berlin time"),
        (replace(BERLIN, weeks=1), "every Monday at 09:00, Berlin time"),
        (replace(BERLIN, weeks=6, weekday=3), "every 6 weeks on Thursday at 09:00, Berlin time"),
        (
            replace(BERLIN, rhythm=Rhythm.MONTHLY, nth=-1),
            "every month on the last Monday at 09:00, Berlin time",
        ),
        (replace(BERLIN, zone="UTC"), "every other Monday at 09:00, UTC"),
    ],
)
def test_a_cadence_reads_as_one_says_it(cadence: Cadence, words: str) -> None:
    assert cadence_words(cadence) == words


def test_every_rhythm_has_a_label_of_its_own() -> None:
    labels = rhythm_labels()
    assert labels["weeks:1"] == "Every week"
    assert labels["weeks:2"] == "Every 2 weeks"
    assert labels["month:-1"] == "Monthly, on the last such day"
    assert len(set(labels.values())) == len(labels) == 31


def test_an_instant_is_shown_in_the_readers_zone_and_falls_back_to_a_named_one() -> None:
    assert moment(JULY, "Europe/Berlin") == (
        f"<!date^{int(JULY.timestamp())}^{{date_long_pretty}} at {{time}}"
        "|Monday 6 July 2026, 09:00 Berlin time>"
    )
    assert moment(JULY).endswith("|Monday 6 July 2026, 07:00 UTC>")


def test_a_day_and_a_zone_are_written_out() -> None:
    assert day(date(2026, 3, 3)) == "3 March 2026"
    assert zone_words("America/Argentina/Buenos_Aires") == "Buenos Aires time"
