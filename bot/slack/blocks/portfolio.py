"""Many projects side by side: as a message to one person, and as a page of App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import (
    NEW_MESSAGE_TEXT_MOST,
    TEXT_MOST,
    Block,
    Rendered,
    View,
    actions,
    button,
    context,
    header,
    rendered,
    section,
)
from bot.slack.blocks.notes import note_modal
from bot.slack.ids import ActionId
from bot.slack.words import buttons, portfolio
from bot.slack.words.text import fitting, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.ports.portfolio import LoanView, PortfolioView, ProjectInBrief, StandsAlone

# With the ten blocks around them, all of a message's fifty; a Home tab has room for more.
_LISTED_MOST = 40
_LISTED_IN_HOME_MOST = 80
LOANS_MOST = 4
# A modal has room for a hundred blocks; nobody reads as many loans.
_LOANS_IN_MODAL_MOST = 50


def portfolio_message(view: PortfolioView) -> Rendered:
    """Return all projects one person may see, the weakest first; what fits not is counted."""
    return rendered(*_portfolio(view, _LISTED_MOST), text_most=NEW_MESSAGE_TEXT_MOST)


def portfolio_page(view: PortfolioView) -> View:
    """Return the same as a page of App Home, with the way back."""
    blocks = [
        header(portfolio.TITLE),
        *_portfolio(view, _LISTED_IN_HOME_MOST),
        actions(button(ActionId.SHOW_HOME, buttons.BACK, "home")),
    ]
    return {"type": "home", "blocks": [block for block in blocks if block is not None]}


def _portfolio(view: PortfolioView, most: int) -> list[Block | None]:
    if not view.projects:
        return [section(portfolio.no_projects(view))]
    left_out = len(view.projects) - most
    return [
        section(portfolio.heading(view)),
        *(_project(each) for each in view.projects[:most]),
        context(portfolio.more_projects(left_out)) if left_out > 0 else None,
        *_people(view),
    ]


def _project(view: ProjectInBrief) -> Block:
    status = button(ActionId.SHOW_STATUS, buttons.STATUS, view.project_id, about=plain(view.name))
    return section(portfolio.project(view), status)


def _people(view: PortfolioView) -> list[Block | None]:
    if view.alone is None or view.loans is None:
        return [context(portfolio.FOR_LEADS)]
    return [section(_alone(view.alone)), *loan_blocks(view.loans, view.other_loans)]


def _alone(alone: Sequence[StandsAlone]) -> str:
    if not alone:
        return portfolio.NOBODY_ALONE
    lines = [portfolio.stands_alone(each) for each in alone]
    room = TEXT_MOST - len(portfolio.ALONE) - 1
    return f"{portfolio.ALONE}\n{fitting(lines, room, portfolio.more_alone)}"


def loan_blocks(loans: Sequence[LoanView], others: int, most: int = LOANS_MOST) -> list[Block | None]:
    """Return the best loans, at most so many, each with the button that starts it, and how many more there are."""
    if not loans:
        return [section(portfolio.NO_LOANS)]
    left_out = max(len(loans) - most, 0) + others
    return [
        section(portfolio.LOANS),
        *(_loan(loan) for loan in loans[:most]),
        _more_loans(left_out) if left_out else None,
    ]


def _more_loans(count: int) -> Block:
    return section(portfolio.more_loans(count), button(ActionId.SHOW_LOANS, buttons.LOANS, "all"))


def loans_modal(loans: Sequence[LoanView]) -> View:
    """Return every loan as a modal, each with the button that starts it; what fits not is counted."""
    left_out = len(loans) - _LOANS_IN_MODAL_MOST
    blocks = [
        section(portfolio.loans_heading(loans) if loans else portfolio.NO_LOANS),
        *(_loan(loan) for loan in loans[:_LOANS_IN_MODAL_MOST]),
        context(portfolio.more_loans_still(left_out)) if left_out > 0 else None,
    ]
    return note_modal(rendered(*blocks), portfolio.LOANS_TITLE)


def _loan(view: LoanView) -> Block:
    value = {"project": view.host_id, "specialist": view.specialist, "roles": [r.value for r in view.roles]}
    about = portfolio.about_loan(view)
    lend = button(ActionId.LEND, buttons.LEND, value, about=about) if view.may_start else None
    return section(portfolio.loan(view), lend)
