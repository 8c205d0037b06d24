"""Small rules from which the shapes of Block Kit are put together.

A rule looks at one value at one JSON pointer and notes in the report what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.blockkit.report import Report

Rule = Callable[[object, str, Report], None]
Extra = Callable[[dict[str, Any], str, Report], None]


def string(longest: int, shortest: int = 1, pattern: str | None = None) -> Rule:
    """A string of a length in characters, matching a pattern in full."""

    def rule(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, str):
            report.broken(pointer, "must be a string")
        elif len(value) > longest:
            report.broken(pointer, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            report.broken(pointer, f"must be more than {shortest - 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            report.broken(pointer, f"must match {pattern}")

    return rule


def boolean(value: object, pointer: str, report: Report) -> None:
    """Either true or false."""
    if not isinstance(value, bool):
        report.broken(pointer, "must be a boolean")


def number(value: object, pointer: str, report: Report) -> None:
    """A number; null is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        report.broken(pointer, "must be a number")


def integer(lowest: int, highest: int) -> Rule:
    """A whole number between bounds, both included."""

    def rule(value: object, pointer: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            report.broken(pointer, f"must be an integer between {lowest} and {highest}")

    return rule


def one_of(*allowed: str) -> Rule:
    """One of some words."""

    def rule(value: object, pointer: str, report: Report) -> None:
        if value not in allowed:
            report.broken(pointer, f"must be one of {', '.join(allowed)}")

    return rule


def list_of(item: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` items that each follow a rule."""

    def rule(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, list):
            report.broken(pointer, "must be an array")
            return
        if len(value) > most:
            report.broken(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            report.broken(pointer, f"no fewer than {least} items allowed")
        for position, each in enumerate(value):
            item(each, f"{pointer}/{position}", report)

    return rule


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *extra: Extra) -> Rule:
    """An object with these keys and no other; `extra` looks at the whole once the keys are right."""
    known = {**required, **(optional or {})}

    def rule(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.broken(pointer, "must be an object")
            return
        before = len(report.problems)
        for key in required.keys() - value.keys():
            report.broken(pointer, f"missing required field: {key}")
        for key, held in value.items():
            if key not in known:
                report.broken(f"{pointer}/{key}", f"unexpected field: {key}")
            else:
                known[key](held, f"{pointer}/{key}", report)
        if len(report.problems) == before:
            for look in extra:
                look(value, pointer, report)

    return rule


def typed(kinds: Mapping[str, Rule], what: str) -> Rule:
    """An object whose `type` decides which rule it follows."""

    def rule(value: object, pointer: str, report: Report) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            report.broken(pointer, f"must be a {what} with a type")
        elif kind not in kinds:
            report.broken(f"{pointer}/type", f"unsupported {what} type: {kind}")
        else:
            kinds[kind](value, pointer, report)

    return rule


def exactly_one(*keys: str) -> Extra:
    """Exactly one of these keys is there."""

    def look(value: dict[str, Any], pointer: str, report: Report) -> None:
        if sum(key in value for key in keys) != 1:
            report.broken(pointer, f"must have exactly one of {', '.join(keys)}")

    return look


def at_least_one(*keys: str) -> Extra:
    """At least one of these keys is there."""

    def look(value: dict[str, Any], pointer: str, report: Report) -> None:
        if not any(key in value for key in keys):
            report.broken(pointer, f"must have at least one of {', '.join(keys)}")

    return look


def not_on(*surfaces: str) -> Extra:
    """Forbidden on these surfaces."""

    def look(value: dict[str, Any], pointer: str, report: Report) -> None:
        if report.surface in surfaces:
            report.broken(f"{pointer}/type", f"{value.get('type')} is not allowed in a {report.surface}")

    return look


def anything(_value: object, _pointer: str, _report: Report) -> None:
    """Whatever it is, it is right."""
