"""Messages about secondments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.secondments import Step
from bot.slack.blocks.kit import (
    NEW_MESSAGE_TEXT_MOST,
    Block,
    Rendered,
    actions,
    button,
    confirm,
    context,
    header,
    rendered,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.words import buttons, secondments
from bot.slack.words.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.ports.secondments import DecisionView, ReturnNoticeView, SecondmentView

_LISTED_MOST = 20


def secondment_list_message(views: Sequence[SecondmentView]) -> Rendered:
    """Return the secondments one person can see, each with the buttons this person may press."""
    if not views:
        return rendered(section(secondments.NONE_YET))
    left_out = len(views) - _LISTED_MOST
    return rendered(
        *(block for view in views[:_LISTED_MOST] for block in secondment_blocks(view)),
        context(secondments.more(counted(left_out, "more secondment"))) if left_out > 0 else None,
        text_most=NEW_MESSAGE_TEXT_MOST,
    )


def secondment_blocks(view: SecondmentView) -> list[Block | None]:
    """Return one secondment of a list."""
    return [section(secondments.summary(view)), actions(*(_button(view, step) for step in view.steps))]


def objective_met_message(view: SecondmentView, *, in_home_channel: bool = False) -> Rendered:
    """Return the summary of a met objective; a home hears only the bare facts of a private host."""
    if in_home_channel and view.host_is_private:
        return rendered(header(secondments.MET_HEADLINE_AT_HOME), section(secondments.met_at_home(view)))
    return rendered(
        header(secondments.met_headline(view)),
        section(secondments.met(view)),
        section(secondments.next_goals(view, with_button=not in_home_channel)),
        section(secondments.departure(view)),
        None if in_home_channel else _next(view),
    )


def _next(view: SecondmentView) -> Block | None:
    label = buttons.CHANGE_NEXT_GOALS if view.next_goals else buttons.ADD_NEXT_GOALS
    return actions(
        button(ActionId.ADD_NEXT_GOALS, label, view.secondment_id),
        button(ActionId.SHOW_TREND, buttons.TREND, view.project_id),
    )


def started_message(view: SecondmentView, *, invite_to_home: str | None = None) -> Rendered:
    """Return that a secondment has begun, to whoever started it.

    `invite_to_home` is the bot's name when it must still be invited to the home channel.
    """
    home = view.home_slack_channel_id
    invite = secondments.invite_home(home, invite_to_home) if home and invite_to_home else None
    return rendered(section(secondments.started(view)), section(invite) if invite else None)


def lent_message(view: SecondmentView) -> Rendered:
    """Return to a specialist that their secondment has begun."""
    return rendered(section(secondments.lent(view)))


def begun_message(view: SecondmentView) -> Rendered:
    """Return to the head and the host's other leads that a secondment has begun, with what they may change."""
    steps = [step for step in (Step.EXTEND, Step.END_EARLY) if step in view.steps]
    return rendered(section(secondments.begun(view)), actions(*(_button(view, step) for step in steps)))


def returned_message(view: SecondmentView) -> Rendered:
    """Return that the specialist is home."""
    return rendered(section(secondments.returned(view)))


def ended_early_message(view: SecondmentView) -> Rendered:
    """Return that a secondment ended before its objective was met."""
    return rendered(section(secondments.ended_early(view)))


def extended_note(view: SecondmentView) -> Rendered:
    """Return the new return date, to whoever changed it."""
    return rendered(section(secondments.extended(view)))


def met_note(view: SecondmentView) -> Rendered:
    """Return that the channels are told of a met objective, to whoever marked it."""
    return rendered(section(secondments.marked_met(view)))


def goals_saved_note(view: SecondmentView) -> Rendered:
    """Return that next goals were added, to whoever added them."""
    return rendered(section(secondments.goals_saved(view)))


def decided_message(view: DecisionView) -> Rendered:
    """Return to the other parties what one of them decided about a secondment."""
    lent = view.secondment
    may_move = view.step is Step.EXTEND and Step.EXTEND in lent.steps
    return rendered(
        section(secondments.decided(view)), actions(_button(lent, Step.EXTEND) if may_move else None)
    )


def return_notice_message(view: ReturnNoticeView) -> Rendered:
    """Return the private word about a planned return, to the specialist, a host lead or the head."""
    secondment = view.secondment
    steps = [step for step in secondment.steps if step in _ON_THE_WAY_HOME]
    return rendered(
        section(secondments.return_notice(view)), actions(*(_button(secondment, step) for step in steps))
    )


_ON_THE_WAY_HOME = {Step.MARK_MET, Step.SEND_HOME, Step.EXTEND}

_BUTTON = {
    Step.MARK_MET: (ActionId.MARK_MET, buttons.MARK_MET),
    Step.EXTEND: (ActionId.EXTEND, buttons.EXTEND),
    Step.SEND_HOME: (ActionId.RETURN_HOME, buttons.RETURN_HOME),
    Step.END_EARLY: (ActionId.END_EARLY, buttons.END_EARLY),
    Step.NAME_GOALS: (ActionId.ADD_NEXT_GOALS, buttons.ADD_NEXT_GOALS),
}


def _button(view: SecondmentView, step: Step) -> Block:
    action_id, label = _BUTTON[step]
    if step is Step.NAME_GOALS and view.next_goals:
        label = buttons.CHANGE_NEXT_GOALS
    question = _return_question(view) if step is Step.SEND_HOME else None
    return button(action_id, label, view.secondment_id, about=secondments.host_name(view), confirm=question)


def _return_question(view: SecondmentView) -> Block:
    return confirm(
        buttons.RETURN_HOME, secondments.return_question(view), buttons.RETURN_HOME, buttons.CANCEL
    )
