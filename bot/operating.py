"""The outbox as whoever runs the bot sees it on the command line: what could not be sent, and sending it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import dead_letters
from models.workspaces import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from models.messages import Message

_HEADINGS = ("id", "workspace", "kind", "to", "since", "attempts", "reason")
_NOTHING = "Every message has been sent or waits for its time: nothing was given up."
_HOW = "To send them again: python -m bot outbox retry ID…, or --all"


def listing(session: Session) -> str:
    """Return the messages that were given up as a table, and the workspaces that are stopped."""
    letters = dead_letters.dead_letters(session)
    table = "\n".join([*_table([_HEADINGS, *_rows(session, letters)]), "", _HOW]) if letters else _NOTHING
    return "\n\n".join([table, *_stopped(session)])


def retry(session: Session, wanted: Iterable[int] | None, *, now: datetime) -> str:
    """Owe given-up messages again, those with the ids that are wanted or all; return what came of it."""
    letters = dead_letters.dead_letters(session)
    chosen = letters if wanted is None else [letter for letter in letters if letter.key in set(wanted)]
    dead_letters.send_again(session, chosen, now=now)
    unknown = sorted(set(wanted or ()) - {letter.key for letter in chosen})
    count = f"{len(chosen)} message{'s' if len(chosen) != 1 else ''}"
    said = [f"{count} will be sent again as soon as the bot runs."] if chosen or not unknown else []
    said += [f"No message {key} was given up: see python -m bot outbox" for key in unknown]
    return "\n".join(said)


def _rows(session: Session, letters: Sequence[Message]) -> list[tuple[str, ...]]:
    names = {workspace.id: workspace.name for workspace in session.exec(select(Workspace))}
    return [
        (
            str(letter.key),
            names[letter.workspace_id],
            letter.kind,
            letter.recipient,
            f"{letter.failed_at:%Y-%m-%d %H:%M} UTC",
            str(letter.attempts),
            letter.error or "",
        )
        for letter in letters
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _stopped(session: Session) -> list[str]:
    query = select(Workspace).where(col(Workspace.stopped_at).is_not(None)).order_by(col(Workspace.id))
    return [
        f"{workspace.name} is stopped since {workspace.stopped_at:%Y-%m-%d %H:%M} UTC"
        f" ({workspace.stopped_because}): start the bot with a token that works."
        for workspace in session.exec(query)
    ]
