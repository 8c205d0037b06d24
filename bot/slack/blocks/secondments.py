"""Messages about secondments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.secondments import SecondmentState
from bot.slack.blocks.kit import Block, Rendered, actions, button, confirm, context, header, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, secondments
from bot.slack.words.text import counted, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.ports.secondments import ReturnNoticeView, SecondmentView

_LISTED_MOST = 20


def secondment_list_message(views: Sequence[SecondmentView]) -> Rendered:
    """Return the secondments one person can see, each with the buttons this person may press."""
    if not views:
        return rendered(section(secondments.NONE_YET))
    left_out = len(views) - _LISTED_MOST
    return rendered(
        *(block for view in views[:_LISTED_MOST] for block in secondment_blocks(view)),
        context(secondments.more(counted(left_out, "more secondment"))) if left_out > 0 else None,
    )


def secondment_blocks(view: SecondmentView) -> list[Block | None]:
    """Return one secondment of a list."""
    return [section(secondments.summary(view)), _deciding(view) if view.viewer_may_decide else None]


def objective_met_message(view: SecondmentView, *, in_home_channel: bool = False) -> Rendered:
    """Return the summary of a met objective; a home hears only the bare facts of a private host."""
    if in_home_channel and view.host_is_private:
        return rendered(header(secondments.MET_HEADLINE_AT_HOME), section(secondments.met_at_home(view)))
    label = buttons.CHANGE_NEXT_GOALS if view.next_goals else buttons.ADD_NEXT_GOALS
    return rendered(
        header(secondments.met_headline(view)),
        section(secondments.met(view)),
        section(secondments.next_goals(view, with_button=not in_home_channel)),
        section(secondments.departure(view)),
        None if in_home_channel else actions(button(ActionId.ADD_NEXT_GOALS, label, view.secondment_id)),
    )


def started_message(view: SecondmentView) -> Rendered:
    """Return that a secondment has begun."""
    return rendered(section(secondments.started(view)))


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


def return_notice_message(view: ReturnNoticeView) -> Rendered:
    """Return the private word about a planned return, to the specialist, a host lead or the head."""
    secondment = view.secondment
    return rendered(section(secondments.return_notice(view)), actions(*_next_steps(secondment)))


def _deciding(view: SecondmentView) -> Block | None:
    if view.state.is_over:
        return None
    is_met = view.state is SecondmentState.MET
    last = (
        (ActionId.ADD_NEXT_GOALS, buttons.ADD_NEXT_GOALS)
        if is_met
        else (ActionId.END_EARLY, buttons.END_EARLY)
    )
    return actions(*_next_steps(view), _button(view, *last))


def _next_steps(view: SecondmentView) -> list[Block]:
    extend = _button(view, ActionId.EXTEND, buttons.EXTEND)
    if view.state is SecondmentState.MET:
        return [_return_home(view), extend]
    return [_button(view, ActionId.MARK_MET, buttons.MARK_MET), extend]


def _return_home(view: SecondmentView) -> Block:
    question = confirm(
        buttons.RETURN_HOME, secondments.return_question(view), buttons.RETURN_HOME, buttons.CANCEL
    )
    about = plain(view.project_name)
    return button(
        ActionId.RETURN_HOME, buttons.RETURN_HOME, view.secondment_id, about=about, confirm=question
    )


def _button(view: SecondmentView, action_id: ActionId, label: str) -> Block:
    return button(action_id, label, view.secondment_id, about=plain(view.project_name))
