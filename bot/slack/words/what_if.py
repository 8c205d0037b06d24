"""What an answer would change, said in the modal in which it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.domain.what_if import News
from bot.slack.words.roles import function_name, stage_name
from bot.slack.words.strengths import functions, tenths, with_word
from bot.slack.words.summaries import weakest_is
from bot.slack.words.text import counted, mid_sentence, safe
from bot.slack.words.times import day, moment

if TYPE_CHECKING:
    from bot.services.ports.asking import WhatIfView

_WHOLE = 100


def what_if(view: WhatIfView) -> str:
    """Return what saving would make of the ceiling and of each function, and what the channel would read."""
    if view.away_until is not None:
        return f"You are away until {day(view.away_until)}: this answer counts when you are back."
    return "\n".join(
        [f"*If you save this:* {_ceiling(view)}", *_functions(view), *_hats(view), *_channel(view)]
    )


def _ceiling(view: WhatIfView) -> str:
    becomes, weakest = tenths(view.after.ceiling), functions(view.after.weakest(view.stage))
    if view.before is None and view.poll_is_open:
        return "it is in the first standing, which shows when this poll closes."
    if view.before is None:
        return f"this is the first answer: the ceiling becomes *{becomes}*, set by {weakest}."
    was = tenths(view.before.ceiling)
    before = f"{was}, as before this poll" if view.poll_is_open else was
    if was == becomes:
        return f"the ceiling stays at {before}, set by {weakest}."
    comma = "," if view.poll_is_open else ""
    return f"the ceiling goes from {before}{comma} to *{becomes}*, set by {weakest}."


def _functions(view: WhatIfView) -> list[str]:
    before = view.before
    if before is None:
        return []
    changed = [role for role in Role if before[role] != view.after[role]]
    return [
        f"• {function_name(role)}: {with_word(before[role])} → {with_word(view.after[role])}"
        for role in changed
    ]


def _hats(view: WhatIfView) -> list[str]:
    if view.focus == _WHOLE:
        return []
    return [f"• You wear {counted(view.hats, 'hat')} over all your projects: each counts {view.focus} %."]


def _channel(view: WhatIfView) -> list[str]:
    if view.before is None:
        return []
    leads = [f"• {_leads_hear(view, view.leads_hear_of)}"] if view.leads_hear_of is not None else []
    return [f"• {_channel_reads(view)}", *leads]


def _channel_reads(view: WhatIfView) -> str:
    if view.news is News.NOTHING:
        return "The channel reads nothing new."
    if view.news is News.RECOVERY:
        return f"The channel reads {_when(view)} that the weakest function has recovered."
    where = "The channel" if view.news is News.DROP else "The thread in the channel"
    lowest = view.after[view.fallen[0]]
    weakest = tuple(role for role in view.fallen if view.after[role] == lowest)
    said = weakest_is(safe(view.project_name), weakest, with_word(lowest))
    return f"{where} reads {_when(view)}: \u201c{said}\u201d."


def _leads_hear(view: WhatIfView, decisive: Role) -> str:
    fell = f"{mid_sentence(function_name(decisive))} fell"
    return f"Only the leads read {_when(view)} that {fell}: it decides in {stage_name(view.stage).lower()}."


def _when(view: WhatIfView) -> str:
    if view.waits_until is not None:
        return moment(view.waits_until)
    if view.poll_is_open:
        return "when this poll closes"
    return f"in {counted(view.settle_minutes, 'minute')}" if view.settle_minutes else "at once"
