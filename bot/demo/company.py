"""Fernway, an online grocer: who works there, where they live, and how they take being asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

NAME = "Fernway"

_AT_ONCE = timedelta(minutes=10)
_SOON = timedelta(minutes=40)
_AFTER_LUNCH = timedelta(hours=5)
_AT_THEIR_DESK = timedelta(hours=6, minutes=20)  # where the working day begins later than it is asked
_NEXT_DAY = timedelta(hours=25)
_WHEN_REMINDED = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at Fernway, and how long after being asked they answer; None waits for the reminder."""

    name: str
    zone: str
    answers_after: timedelta | None


@dataclass(frozen=True, slots=True)
class Room:
    """A channel and who is in it when it begins, by first name."""

    name: str
    people: tuple[str, ...]
    private: bool = False
    with_bot: bool = True


COLLEAGUES = (
    Colleague("Ana Ruiz", "Europe/Berlin", _AT_ONCE),  # leads churn; data scientist
    Colleague("Ben Okafor", "Europe/London", _SOON),  # ML engineer
    Colleague("Cho Lin", "America/New_York", _WHEN_REMINDED),  # heads customer care, and dislikes bots
    Colleague("Dev Patel", "Asia/Kolkata", _AT_ONCE),  # infrastructure engineer
    Colleague("Eva Novak", "Europe/Berlin", _SOON),  # platform engineer, lent where she is needed
    Colleague("Fay Berg", "Europe/Berlin", _AT_ONCE),  # heads the platform team
    Colleague("Gus Moreira", "Europe/Lisbon", _AFTER_LUNCH),  # leads forecast; data scientist
    Colleague("Hana Sato", "Europe/Berlin", _AT_ONCE),  # leads search; ML engineer
    Colleague("Ivo Petrov", "Europe/Berlin", _AFTER_LUNCH),  # buys fruit and vegetables
    Colleague("Jo Clark", "America/New_York", _AT_THEIR_DESK),  # leads pricing; data scientist
    Colleague("Kim Osei", "Europe/London", _NEXT_DAY),  # ML engineer
    Colleague("Leo Martin", "Europe/Paris", _WHEN_REMINDED),  # leads routing; plans deliveries
)

ROOMS = (
    Room("general", tuple(each.name.partition(" ")[0] for each in COLLEAGUES), with_bot=False),
    Room("churn", ("Ana", "Ben", "Cho", "Dev")),  # which customers are about to leave?
    Room("forecast", ("Gus", "Kim", "Dev", "Ivo")),  # how much of what will be bought tomorrow?
    Room("platform", ("Fay", "Eva")),
    Room("pricing", ("Jo", "Kim"), private=True),  # what should a crate of apples cost?
    Room("routing", ("Leo", "Ben", "Gus", "Dev")),  # which van takes which street?
    Room("search", ("Hana", "Jo", "Cho")),  # what did they mean by "tomatos"?
)
