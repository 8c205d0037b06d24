"""Who changed what of a project, in words: "Ana Ruiz, 3 June 2026. How often: every Monday … → every other …"."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from bot.domain.recurrence import Cadence, Rhythm
from bot.domain.roles import Stage
from bot.slack.words import setup, workspace
from bot.slack.words.cadence import cadence_words
from bot.slack.words.roles import stage_name
from bot.slack.words.strengths import tenths
from bot.slack.words.text import channel, mention, safe, some
from bot.slack.words.times import WEEKDAYS, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.services.ports.changes import ChangeView

LATEST = "*Latest changes*"

_PEOPLE = {"members": setup.MEMBERS, "leads": setup.LEADS}
_PEOPLE_MOST = 5
_WEEKDAYS_SHORT = 3


def change(view: ChangeView) -> str:
    """Return who changed what, and when."""
    said = "\n".join(f"• {_thing(name, *pair)}" for name, pair in view.what.items())
    return f"{mention(view.changed_by)}, {moment(view.changed_at)}\n{said}"


def _thing(name: str, before: Any, after: Any) -> str:  # noqa: ANN401 -- as JSON keeps it
    if name in _PEOPLE:
        return f"{_PEOPLE[name]}: {_people(before, after)}"
    if name == "pause":
        return "Paused" if after else "Resumed"
    if name == "archived":
        return "Archived" if after else "Brought back"
    label, show = _VALUES.get(name, (name.replace("_", " ").capitalize(), _any))
    return f"{label}: {show(before)} → {show(after)}"


def _people(before: Sequence[str], after: Sequence[str]) -> str:
    added = [person for person in after if person not in before]
    gone = [person for person in before if person not in after]
    parts = [f"added {_some(added)}" if added else "", f"removed {_some(gone)}" if gone else ""]
    return "; ".join(part for part in parts if part) or "in another order"


def _some(people: Sequence[str]) -> str:
    return some([mention(person) for person in people], _PEOPLE_MOST)


def _cadence(kept: Mapping[str, Any]) -> str:
    at, anchor_on = time.fromisoformat(kept["at"]), date.fromisoformat(kept["anchor_on"])
    fields = {**kept, "rhythm": Rhythm(kept["rhythm"]), "at": at, "anchor_on": anchor_on}
    return cadence_words(Cadence(**fields))


def _days(days: Sequence[int]) -> str:
    return ", ".join(WEEKDAYS[day][:_WEEKDAYS_SHORT] for day in days)


def _any(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in (None, [], "") else safe(str(value))


_VALUES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "name": (setup.NAME, safe),
    "slack_channel_id": (setup.HOME, channel),
    "stage": (setup.STAGE, lambda stage: stage_name(Stage(stage))),
    "way": (setup.WAY, lambda way: setup.way_labels()[way]),
    "cadence": (setup.RHYTHM, _cadence),
    "work_days": (setup.WORK_DAYS, _days),
    "days_open": (setup.DAYS_OPEN, str),
    "lapse_after": (setup.LAPSE_AFTER, str),
    "settle_minutes": (setup.SETTLE, str),
    "fall_into_lower_band": (setup.LOWER_BAND, tenths),
    "fall_on_its_own": (setup.ON_ITS_OWN, tenths),
    "hat_cost": (workspace.HAT_COST, str),
    "holiday_region": (setup.HOLIDAYS, _any),
    "follows_channel": (setup.FOLLOWS_ASKS, _any),
    "posts_results": (setup.POSTS_RESULTS, _any),
    "posts_digest": (setup.POSTS_DIGEST, _any),
}
NAMED = frozenset(_PEOPLE.keys() | _VALUES.keys())
