"""A submitted modal, field by field.

Every reader raises a CeilingError that names its field, so that the sentence appears where it happened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeGuard

from pydantic import BaseModel, ValidationError

from bot.domain.errors import CeilingError, DayOutOfReach, OutOfRange, TextMissing, TextTooLong
from bot.slack.ids import INPUT_ACTION_ID, BlockId
from bot.slack.words.errors import plain_sentence_of
from bot.slack.words.text import clean, clean_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum
    from typing import TypeVar

    Chosen = TypeVar("Chosen", bound=StrEnum)

_YEARS = range(2000, 2100)
# The largest id a database column holds.
_ID_MOST = 2**63 - 1
# Two settings of one menu: a broken rule about either is shown at it.
_SHOWN_AT = {
    "weeks": BlockId.RHYTHM,
    "nth": BlockId.RHYTHM,
    "ask_at": BlockId.AT,
    "home_channel": BlockId.HOME_CHANNEL,
}


class Malformed(CeilingError):
    """What arrived is not what Slack sends for this modal or button."""


class _Option(BaseModel):
    value: str


class _Held(BaseModel):
    value: str | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] = []
    selected_user: str | None = None
    selected_users: list[str] = []
    selected_conversation: str | None = None
    selected_date: str | None = None
    selected_time: str | None = None


class _State(BaseModel):
    values: dict[str, dict[str, _Held]] = {}


class _View(BaseModel):
    private_metadata: str = "{}"
    state: _State = _State()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The values of a submitted modal, and the ids it was opened with."""

    metadata: Mapping[str, Any]
    held: Mapping[str, _Held]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Submitted:
        """Read a view; raises Malformed."""
        try:
            read = _View.model_validate(view)
            metadata = json.loads(read.private_metadata or "{}")
        except (ValidationError, ValueError, RecursionError) as error:
            raise Malformed from error
        if not isinstance(metadata, dict):
            raise Malformed
        inputs = {block_id: elements.get(INPUT_ACTION_ID) for block_id, elements in read.state.values.items()}
        return cls(metadata, {block_id: held for block_id, held in inputs.items() if held is not None})

    def id_of(self, what: str) -> int:
        """Return an id the modal was opened with; raises Malformed."""
        found = self.optional_id_of(what)
        if found is None:
            raise Malformed
        return found

    def optional_id_of(self, what: str) -> int | None:
        """Return an id the modal was opened with, if it has it; raises Malformed."""
        found = self.metadata.get(what)
        if found is None or is_id(found):
            return found
        raise Malformed

    def line(self, field: BlockId, most: int) -> str:
        """Return a typed line of 1 to `most` characters; raises TextMissing, TextTooLong."""
        return _bounded(clean(self._held(field).value or ""), field, most)

    def lines(self, field: BlockId, most: int) -> str | None:
        """Return typed lines of up to `most` characters in all, None for nothing; raises TextTooLong."""
        typed = clean_lines(self._held(field).value or "")
        return _bounded(typed, field, most) if typed else None

    def chosen(self, field: BlockId) -> str:
        """Return the value of what was chosen; raises TextMissing."""
        option = self._held(field).selected_option
        if option is None:
            raise TextMissing(field=field)
        return option.value

    def member_of(self, field: BlockId, among: type[Chosen]) -> Chosen:
        """Return what was chosen as one of an enumeration; raises TextMissing, Malformed."""
        try:
            return among(self.chosen(field))
        except ValueError as error:
            raise Malformed(field=field) from error

    def all_chosen(self, field: BlockId) -> list[str]:
        """Return the values of everything that was ticked."""
        return [option.value for option in self._held(field).selected_options]

    def people(self, field: BlockId) -> tuple[str, ...]:
        """Return the people picked, each once."""
        return tuple(dict.fromkeys(self._held(field).selected_users))

    def person(self, field: BlockId) -> str | None:
        """Return the person picked, if any."""
        return self._held(field).selected_user

    def channel(self, field: BlockId) -> str | None:
        """Return the channel picked, if any."""
        return self._held(field).selected_conversation

    def day(self, field: BlockId) -> date:
        """Return the day picked; raises TextMissing, DayOutOfReach, Malformed."""
        picked = self._held(field).selected_date
        if picked is None:
            raise TextMissing(field=field)
        try:
            day = date.fromisoformat(picked)
        except ValueError as error:
            raise Malformed(field=field) from error
        # Calendars end somewhere: what is reckoned from a day near the end would fail.
        if day.year not in _YEARS:
            raise DayOutOfReach(field=field)
        return day

    def optional_day(self, field: BlockId) -> date | None:
        """Return the day picked, if any; raises DayOutOfReach, Malformed."""
        return self.day(field) if self._held(field).selected_date is not None else None

    def time_of_day(self, field: BlockId) -> time:
        """Return the time picked, without zone or seconds; raises TextMissing, Malformed."""
        picked = self._held(field).selected_time
        if picked is None:
            raise TextMissing(field=field)
        try:
            return time.fromisoformat(picked).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError as error:
            raise Malformed(field=field) from error

    def whole(self, field: BlockId, least: int, most: int) -> int:
        """Return a whole number within bounds; raises OutOfRange."""
        return int(self._number(field, Decimal(least), Decimal(most), Decimal(1)))

    def tenths(self, field: BlockId, least: int, most: int) -> int:
        """Return a number with one decimal as tenths, the bounds given in tenths; raises OutOfRange."""
        return int(self._number(field, Decimal(least) / 10, Decimal(most) / 10, Decimal("0.1")) * 10)

    def _number(self, field: BlockId, least: Decimal, most: Decimal, step: Decimal) -> Decimal:
        try:
            number = Decimal((self._held(field).value or "").strip().replace(",", "."))
            fits = least <= number <= most and number % step == 0
        except InvalidOperation:
            fits = False
        if not fits:
            raise OutOfRange(field=field, least=least, most=most)
        return number

    def _held(self, field: BlockId) -> _Held:
        return self.held.get(field, _Held())


def is_id(value: object) -> TypeGuard[int]:
    """Whether a value can be the id of a row."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _ID_MOST


def block_of(field: str | None) -> BlockId | None:
    """Return the input at which a broken rule is shown; None for a rule that is about no single input."""
    if field in _SHOWN_AT:
        return _SHOWN_AT[field]
    return BlockId(field) if field in set(BlockId) else None


def errors_of(view: Mapping[str, Any], error: CeilingError) -> dict[str, str]:
    """Return the `errors` of a `response_action`: the sentence at its input, else at the first; {} without any."""
    inputs = _input_ids(view.get("blocks"))
    wanted = block_of(error.field)
    at = wanted if wanted in inputs else next(iter(inputs), None)
    return {at: plain_sentence_of(error)} if at else {}


def _input_ids(blocks: object) -> list[str]:
    inputs = [b for b in blocks if isinstance(b, dict)] if isinstance(blocks, list) else []
    ids = [block.get("block_id") for block in inputs if block.get("type") == "input"]
    return [block_id for block_id in ids if isinstance(block_id, str)]


def _bounded(typed: str, field: BlockId, most: int) -> str:
    if not typed:
        raise TextMissing(field=field)
    if len(typed) > most:
        raise TextTooLong(field=field, most=most)
    return typed
