"""From an owed message to what it says: each kind's read model and the builder that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DBAPIError

from bot.services.outbox import Kind
from bot.slack.rendering import channels, exports, leads, questions, secondments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render, RenderMany

log = structlog.get_logger(__name__)

RENDERERS: dict[Kind, Render] = {
    **questions.RENDERERS,
    **channels.RENDERERS,
    **leads.RENDERERS,
    **secondments.RENDERERS,
    **exports.RENDERERS,
}


def render_all(
    session: Session, batch: Sequence[OwedMessage], *, now: datetime
) -> list[Rendered | Exception | None]:
    """Return what each message says now: None for nothing left to say, an error for one that cannot be made."""
    together: dict[int, Rendered | None] = {}
    for kind, render_many in questions.TOGETHER.items():
        of_kind = [owed for owed in batch if owed.kind == kind]
        if len(of_kind) > 1:
            together |= _together(session, of_kind, render_many, now)
    return [
        together[owed.message_id] if owed.message_id in together else _safely(session, owed, now)
        for owed in batch
    ]


def _together(
    session: Session, batch: Sequence[OwedMessage], render_many: RenderMany, now: datetime
) -> dict[int, Rendered | None]:
    try:
        return dict(zip((owed.message_id for owed in batch), render_many(session, batch, now), strict=True))
    except DBAPIError:
        raise  # nothing more can be read in this transaction
    except Exception:  # an edge: each is then made by itself, and says what keeps it from that
        log.exception("messages could not be made together", kind=batch[0].kind)
        return {}


def _safely(session: Session, owed: OwedMessage, now: datetime) -> Rendered | Exception | None:
    try:
        return render(session, owed, now=now)
    except DBAPIError:
        raise  # as above
    except Exception as error:  # noqa: BLE001 -- an edge: one that cannot be made must not keep others from it
        return error


def render(session: Session, owed: OwedMessage, *, now: datetime) -> Rendered | None:
    """Return what one message says now, likewise; raises what keeps it from being made."""
    return RENDERERS[Kind(owed.kind)](session, owed, now)
