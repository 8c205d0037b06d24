"""Strengths in words: a band beside every number, and a colour never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Band, band_of
from bot.domain.standing import Standing
from bot.slack.words.roles import CONFIDENCE, CONFIDENCE_OF_ANOTHER, function_name, role_name
from bot.slack.words.text import listed, mid_sentence
from bot.slack.words.times import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Role
    from bot.services.ports.asking import OwnClaim
    from bot.services.ports.standing import Holder

SQUARE = {
    Band.VACANT: ":large_red_square:",
    Band.THIN: ":large_orange_square:",
    Band.WORKABLE: ":large_yellow_square:",
    Band.STRONG: ":large_green_square:",
}


def tenths(value: int) -> str:
    """Return tenths as a number: 36 is "3.6"."""
    return f"{value // 10}.{value % 10}"


def band_word(strength: int) -> str:
    """Return the word for a strength (tenths)."""
    return band_of(strength).value


def square(strength: int) -> str:
    """Return the coloured square that may stand beside the word."""
    return SQUARE[band_of(strength)]


def with_word(strength: int) -> str:
    """Return a strength with its word: "thin (1.8)"; "vacant" says it all."""
    return band_word(strength) if not strength else f"{band_word(strength)} ({tenths(strength)})"


def function_is(role: Role, strength: int) -> str:
    """Return "Infrastructure is thin (1.8)"."""
    return f"{function_name(role)} is {with_word(strength)}"


def hats_sum(confidence: int, hats: int, effective: int) -> str:
    """Return the sum where hats matter: "4 stated, 2 hats → 3.6"; else an empty text."""
    return "" if confidence * 10 == effective else f"{confidence} stated, {hats} hats → {tenths(effective)}"


def own_claim(claim: OwnClaim) -> str:
    """Return one of a person's own claims, to themselves: "ML engineer: I could own it this quarter"."""
    total = hats_sum(claim.confidence, claim.hats, claim.effective)
    said = f"{role_name(claim.role)}: {CONFIDENCE[claim.confidence]}"
    return f"{said} ({total})" if total else said


def own_claims(own: tuple[OwnClaim, ...]) -> str:
    """Return all of a person's own claims, to themselves."""
    return "\n".join(f"• {own_claim(claim)}" for claim in own) if own else "• None of the four roles"


def said_by_oneself(said: str, own: tuple[OwnClaim, ...], own_at: datetime | None, standing: Standing) -> str:
    """Return one's own answer to oneself, headed by "You said" or the like, and how far it still counts."""
    return f"{said}{_silence(own_at, standing) if own else ''}:\n{own_claims(own)}"


def _silence(own_at: datetime | None, standing: Standing) -> str:
    if own_at is None or standing is Standing.CURRENT:
        return ""
    effect = ", no longer counts" if standing is Standing.LAPSED else ""
    return f" (not confirmed since {day_of(own_at)}{effect})"


def holder_says(holder: Holder) -> str:
    """Return a member's stated confidence to the project: "parts of it, with help"."""
    total = hats_sum(holder.confidence, holder.hats, holder.effective) if holder.counts else ""
    return CONFIDENCE_OF_ANOTHER[holder.confidence] + (f" ({total})" if total else "")


def functions(roles: tuple[Role, ...], word: str = "and") -> str:
    """Return "infrastructure and ML engineering", as within a sentence."""
    return listed((mid_sentence(function_name(role)) for role in roles), word)
