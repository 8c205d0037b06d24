"""Direct messages to one person about their own answers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.polls import CheckInState
from bot.slack.blocks.away import come_back_button
from bot.slack.blocks.kit import Block, Rendered, actions, button, button_value, context, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, prompts
from bot.slack.words.text import counted, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.roles import Role
    from bot.services.ports.asking import AnswerTaken, CheckInView, PromptView, ReminderView
    from bot.services.ports.portfolio import ProjectName

# Two blocks for each project, and room for what stands above and below them.
_CHECK_INS_MOST = 22


# A poll of a thousand asks most of them the very same.
@lru_cache(maxsize=64)
def prompt_message(prompt: PromptView) -> Rendered:
    """Return the one message that asks a person, and that turns into the receipt of their answers."""
    asks = any(check_in.is_waiting for check_in in prompt.check_ins)
    return rendered(
        section(f"{prompts.WHY} {prompts.OPENNESS_AT_FIRST}") if prompt.is_first and asks else None,
        *_check_ins(prompt.check_ins, prompts.question),
        _risk(prompt.risk_hat) if _is_answered(prompt) else None,
        context(prompts.OPENNESS) if asks and not prompt.is_first else None,
    )


@lru_cache(maxsize=64)
def reminder_message(reminder: ReminderView) -> Rendered:
    """Return the one reminder before a poll closes; the buttons are those of the prompt."""
    asks = any(check_in.is_waiting for check_in in reminder.check_ins)
    return rendered(
        section(prompts.REMINDER) if asks else None, *_check_ins(reminder.check_ins, prompts.reminder)
    )


def nudge_message(nudge: ReminderView) -> Rendered:
    """Return the one nudge after the reminder; the modal it opens is right however late it is pressed."""
    shown = nudge.check_ins[:_CHECK_INS_MOST]
    left_out = len(nudge.check_ins) - len(shown)
    return rendered(
        section(prompts.NUDGE),
        *(block for check_in in shown for block in _nudged(check_in)),
        context(prompts.more(counted(left_out, "more project"))) if left_out > 0 else None,
    )


def _nudged(check_in: CheckInView) -> list[Block | None]:
    about, project_id = plain(check_in.project_name), check_in.project_id
    answer = button(ActionId.CHECK_IN, buttons.ANSWER, project_id, about=about)
    less = button(ActionId.CHANGE_HOW_OFTEN, buttons.HOW_OFTEN, project_id, about=about)
    return [section(prompts.nudge(check_in)), actions(answer, less)]


def answer_taken_message(taken: AnswerTaken) -> Rendered:
    """Return what was saved, to its owner alone."""
    return rendered(section(prompts.answer_taken(taken)), _risk(taken.risk_hat))


def _check_ins(
    check_ins: Sequence[CheckInView], question: Callable[[CheckInView], str]
) -> list[Block | None]:
    # Those that wait come first only where not all of them fit: otherwise nothing moves under the reader.
    if len(check_ins) > _CHECK_INS_MOST:
        check_ins = sorted(check_ins, key=lambda check_in: not check_in.is_waiting)
    blocks = [block for c in check_ins[:_CHECK_INS_MOST] for block in _check_in(c, question)]
    left_out = len(check_ins) - _CHECK_INS_MOST
    return [*blocks, context(prompts.more(counted(left_out, "more project")))] if left_out > 0 else blocks


def _check_in(check_in: CheckInView, question: Callable[[CheckInView], str]) -> list[Block | None]:
    if check_in.is_waiting:
        return [section(question(check_in)), asking(check_in)]
    return [section(prompts.receipt(check_in)), _editing(check_in)]


def asking(check_in: CheckInView) -> Block | None:
    """Return the buttons that answer a check-in with one press, or open its modal."""
    is_new, of_poll, about = check_in.own is None, _value(check_in), plain(check_in.project_name)
    to_answer = buttons.ANSWER if is_new else buttons.UPDATE
    return actions(
        None if is_new else button(ActionId.NO_CHANGE, buttons.NO_CHANGE, of_poll, about=about, primary=True),
        button(ActionId.UPDATE, to_answer, of_poll, about=about, primary=is_new),
        button(ActionId.NONE_OF_THEM, buttons.NONE_OF_THEM, of_poll, about=about),
        button(ActionId.SKIP, buttons.SKIP, of_poll, about=about),
        button(ActionId.NOT_MY_PROJECT, buttons.NOT_MY_PROJECT, of_poll, about=about) if is_new else None,
        button(ActionId.CHANGE_HOW_OFTEN, buttons.HOW_OFTEN, check_in.project_id, about=about),
    )


def _editing(check_in: CheckInView) -> Block | None:
    if check_in.state is CheckInState.AWAY and check_in.is_away and check_in.is_member:
        return actions(come_back_button())
    responded = check_in.state in (CheckInState.ANSWERED, CheckInState.SKIPPED)
    changeable = responded and check_in.is_member and not check_in.is_closed
    if not changeable:
        return None
    return actions(button(ActionId.EDIT, buttons.EDIT, _value(check_in), about=plain(check_in.project_name)))


def _value(check_in: CheckInView) -> str:
    return button_value({"project": check_in.project_id, "poll": check_in.poll_id})


def _is_answered(prompt: PromptView) -> bool:
    return any(c.state is CheckInState.ANSWERED or c.answered_after for c in prompt.check_ins)


def _risk(risk_hat: tuple[Role, ProjectName] | None) -> Block | None:
    return None if risk_hat is None else context(prompts.risk_hat(*risk_hat))
