"""Puts what a person types or picks into the shape of an input's value, as Slack's client allows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from bot.sandbox.conversations import Channel
from bot.sandbox.errors import NotSeen
from bot.sandbox.inputs import SELECT_MANY, TYPED, WITH_OPTIONS, empty_value, options_of, value_key
from bot.sandbox.offering import channels_offered, people_offered

if TYPE_CHECKING:
    from bot.sandbox.inputs import Placed
    from bot.sandbox.seen import Looked

FORMATS = {"datepicker": ("%Y-%m-%d", "2026-11-23"), "timepicker": ("%H:%M", "09:00")}
MOMENTS = {"datepicker": date, "timepicker": time}
TEXT_MOST = 3000
LIKE_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LIKE_URL = re.compile(r"https?://\S+")


def filled(look: Looked, place: Placed, given: object, *, force: bool = False) -> dict[str, Any]:
    """Return the input's value after a person gave `given`; None or "" clears it.

    Raises:
        ValueError: Slack's client would not take it; the text is what it would show. `force` sends it anyway.
        NotSeen: an option, person or channel that is not offered.
    """
    value = _untouched(place)
    key = value_key(place.element)
    if given is None or given in ("", []):
        value[key] = [] if place.type in SELECT_MANY else None
        return value
    if place.type in TYPED:
        value[key] = _text(place.element, str(given), force=force)
    elif place.type in FORMATS:
        value[key] = _moment(place.type, given, force=force)
    elif place.type == "datetimepicker":
        value[key] = int(given.timestamp()) if isinstance(given, datetime) else given
    else:
        value[key] = _picked(look, place, given, force=force)
    return value


def _untouched(place: Placed) -> dict[str, Any]:
    value = empty_value(place.element)
    if "timezone" in place.element:
        value["timezone"] = place.element["timezone"]
    return value


def _text(element: dict[str, Any], text: str, *, force: bool) -> str | dict[str, Any]:
    if element["type"] == "rich_text_input":
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        return {"type": "rich_text", "elements": [section]}
    complaint = None if force else misfit(element, text)
    if complaint:
        raise ValueError(complaint)
    return text


def misfit(element: dict[str, Any], text: str) -> str | None:
    """Return what Slack's client says when a text does not fit its input."""
    return _too_short_or_long(element, text) or _wrong_kind(element, text)


def _too_short_or_long(element: dict[str, Any], text: str) -> str | None:
    if len(text) > element.get("max_length", TEXT_MOST):
        return f"Must be {element.get('max_length', TEXT_MOST)} characters or fewer"
    if len(text) < element.get("min_length", 0):
        return f"Must be at least {element['min_length']} characters"
    return None


def _wrong_kind(element: dict[str, Any], text: str) -> str | None:
    if element["type"] == "number_input":
        return _not_a_number(element, text)
    if element["type"] == "email_text_input" and not LIKE_MAIL.fullmatch(text):
        return "Enter a valid email address"
    if element["type"] == "url_text_input" and not LIKE_URL.fullmatch(text):
        return "Enter a valid URL"
    return None


def _not_a_number(element: dict[str, Any], text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Enter a number"
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Enter a whole number"
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Enter a number of at least {element['min_value']}"
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Enter a number of at most {element['max_value']}"
    return None


def _moment(kind: str, given: object, *, force: bool) -> str:
    pattern, example = FORMATS[kind]
    if isinstance(given, date | time) and isinstance(given, MOMENTS[kind]):
        return given.strftime(pattern)
    if not force:
        try:
            parsed = datetime.strptime(str(given), pattern)  # noqa: DTZ007 - a date or a wall-clock time
        except ValueError:
            message = f"Enter it like {example}"
            raise ValueError(message) from None
        return parsed.strftime(pattern)
    return str(given)


def _picked(look: Looked, place: Placed, given: object, *, force: bool) -> Any:  # noqa: ANN401 - by the input's type
    wanted = list(given) if isinstance(given, list | tuple | set | frozenset) else [given]
    if place.type not in SELECT_MANY and len(wanted) != 1:
        message = "Pick one"
        raise ValueError(message)
    most = place.element.get("max_selected_items")
    if most is not None and len(wanted) > most and not force:
        message = f"Pick no more than {most}"
        raise ValueError(message)
    picked = [_one(look, place, each, force=force) for each in wanted]
    return picked if place.type in SELECT_MANY else picked[0]


def _one(look: Looked, place: Placed, wanted: object, *, force: bool) -> Any:  # noqa: ANN401 - by the input's type
    if place.type in WITH_OPTIONS:
        return _option(look, place, wanted)
    if isinstance(wanted, Channel):
        return _channel(look, place, wanted, force=force)
    if "users" in place.type:
        person_id = str(getattr(wanted, "id", wanted))
        if force or person_id in people_offered(look.viewer):
            return person_id
    if force:
        return wanted
    raise NotSeen(f"{look.viewer.name} cannot pick {wanted!r} in a {place.type}", look.listing())


def _option(look: Looked, place: Placed, wanted: object) -> dict[str, Any]:
    for label, option in zip(look.options_of(place), options_of(place.element), strict=True):
        if wanted in (label, option):
            return option
    offered = "\n".join(f"  {label}" for label in look.options_of(place))
    raise NotSeen(f"{look.viewer.name} is not offered the option “{wanted}”", offered)


def _channel(look: Looked, place: Placed, channel: Channel, *, force: bool) -> str:
    if not force and channel not in channels_offered(look.viewer, place):
        raise NotSeen(f"{look.viewer.name} is not offered the channel {channel.name}", look.listing())
    return channel.id
