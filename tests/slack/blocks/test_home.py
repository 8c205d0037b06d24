"""App Home: what stands where for whom, within Slack's limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.roles import Role
from bot.domain.standing import Standing
from bot.sandbox.blockkit import Surface, check_view, is_too_large
from bot.services.ports.home import HomeView
from bot.services.ports.portfolio import PortfolioView
from bot.slack.blocks.home import home_view
from bot.slack.blocks.portfolio import portfolio_message
from tests.slack.blocks import samples
from tests.slack.blocks.reading import labels_of, text_of


def test_what_waits_comes_first_with_the_buttons_that_answer_it() -> None:
    view = home_view(samples.home(3))
    assert text_of(view).startswith("Waiting for you\n*churn*: which roles do you cover")
    assert labels_of(view)[:4] == ["No change", "Update", "None of them", "Skip"]


def test_the_risk_hat_is_told_to_its_owner() -> None:
    said = text_of(home_view(samples.home()))
    assert "You are least sure as infrastructure engineer in *churn*. Only you see this." in said


def test_who_has_not_confirmed_reads_since_when_and_what_that_means_and_confirms_with_one_press() -> None:
    lapsed = home_view(samples.home_of_the_silent())
    assert "None of your roles counts at present: they have not been confirmed." in text_of(lapsed)
    assert "You said (not confirmed since 2 March 2026, no longer counts):" in text_of(lapsed)
    assert labels_of(lapsed) == ["I still cover this", "Update my roles", "Status"]

    unconfirmed = home_view(samples.home_of_the_silent(standing=Standing.UNCONFIRMED))
    assert "You carry 2 roles" in text_of(unconfirmed)
    assert "You said (not confirmed since 2 March 2026):" in text_of(unconfirmed)
    assert "I still cover this" in labels_of(unconfirmed)


def test_what_is_asked_above_is_not_confirmed_below_as_well() -> None:
    silent = samples.home_of_the_silent()
    asked = home_view(replace(silent, waiting=(samples.check_in(standing=Standing.LAPSED),)))
    assert "I still cover this" not in labels_of(asked)
    assert text_of(asked).count("no longer counts") == 1


@pytest.mark.parametrize(
    ("days", "effect"), [(10, "your roles go on counting"), (30, "your roles do not count")]
)
def test_whoever_is_away_reads_until_when_and_comes_back_with_one_press(days: int, effect: str) -> None:
    hats = 2 if days == 10 else 0
    view = home_view(HomeView(projects=(samples.home_project(),), hats=hats, away=samples.away(days)))
    assert "You are away until" in text_of(view)
    assert f"you are not asked, and {effect}." in text_of(view)
    assert "You carry no role" not in text_of(view)
    assert labels_of(view)[0] == "I am back"


def test_someone_without_projects_starts_one_with_one_press() -> None:
    view = home_view(HomeView())
    assert "gets no further than the weakest of its four functions" in text_of(view)
    assert labels_of(view) == ["Set up a project", "All projects"]


def test_a_guest_is_told_whom_to_ask_instead() -> None:
    view = home_view(HomeView(may_set_up=False))
    assert "Ask the lead of your project to add you. Then what you cover shows here." in text_of(view)
    assert labels_of(view) == []
    nothing = portfolio_message(PortfolioView((), (), may_set_up=False))
    assert text_of(nothing) == (
        "There is no project that you can see. Ask the lead of your project to add you."
    )


def test_a_standing_that_an_open_poll_may_change_is_said_to_be_from_before_it() -> None:
    def said(**changes: object) -> str:
        brief = replace(samples.brief(), **changes)  # type: ignore[arg-type]
        return text_of(home_view(HomeView(projects=(replace(samples.home_project(), brief=brief),))))

    assert "set by infrastructure (before the open poll)\n" in said(poll_is_open=True)
    assert "set by infrastructure\n" in said()
    assert "no standing yet: it shows when this poll closes\n" in said(strengths=None, poll_is_open=True)
    assert "no standing yet\n" in said(strengths=None)


@pytest.mark.parametrize(
    ("set_by", "said"),
    [
        ((2, 1), "Data science sets the ceiling most often: in 2 of 4."),
        ((2, 2), "Data science and ML engineering set the ceiling most often: each in 2 of 4."),
        ((1, 1, 1), "Data science, ML engineering and infrastructure each set the ceiling in 1 of 4."),
    ],
)
def test_what_holds_most_projects_up_is_said_truly_of_several(set_by: tuple[int, ...], said: str) -> None:
    briefs = tuple(samples.brief(number) for number in range(4))
    view = PortfolioView(briefs, tuple(zip(Role, set_by, strict=False)))
    assert said in text_of(portfolio_message(view))


def test_only_leads_find_settings_and_only_members_their_roles() -> None:
    led = HomeView(projects=(samples.home_project(is_member=False),))
    joined = HomeView(projects=(samples.home_project(is_lead=False),))
    assert labels_of(home_view(led)) == ["Status", "Settings"]
    assert labels_of(home_view(joined)) == ["Update my roles", "Status"]


@pytest.mark.parametrize("name", ["界" * 80, "&" * 80])
@pytest.mark.parametrize("size", [0, 1, 60])
def test_everything_at_its_most_fits_and_what_does_not_is_counted(size: int, name: str) -> None:
    full = samples.home(size, name, secondments=min(size, 20), waiting=min(size, 40))
    view = home_view(replace(full, portfolio=samples.portfolio(max(size, 1), name, people=size)))
    assert check_view(view, Surface.HOME) == []
    assert not is_too_large(view)
    shown = text_of(view)
    left_out = ["And 32 more check-ins wait", "And 35 more projects", "And 15 more secondments"]
    assert [line in shown for line in left_out] == [size == 60] * 3
