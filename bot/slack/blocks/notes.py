"""Short words to one person: help, a broken rule, nothing saved."""

from __future__ import annotations

from bot.slack.blocks.kit import Rendered, View, context, plain_text, rendered, section
from bot.slack.words import buttons, errors
from bot.slack.words import help as words


def help_message(command: str, unknown: str | None = None, *, to_admin: bool = False) -> Rendered:
    """Return how a command is used; `unknown` is a subcommand that was typed and does not exist."""
    wrong = section(words.unknown(command, unknown)) if unknown else None
    return rendered(wrong, section(words.usage(command)), context(words.FOR_ADMINS) if to_admin else None)


def error_message(sentence: str) -> Rendered:
    """Return what to do about a broken rule, a sentence of `words.errors`."""
    return rendered(section(sentence), context(words.MORE))


def done_modal(title: str, note: Rendered) -> View:
    """Return what a modal turns into once it was submitted: what happened.

    Closed, it takes along what lies beneath it, which shows how things stood before.
    """
    return {**note_modal(note, title), "clear_on_close": True}


def note_modal(note: Rendered, title: str = words.TITLE) -> View:
    """Return a note as a modal, for a press in App Home or in a modal, where no message can answer."""
    return {
        "type": "modal",
        "title": plain_text(title, 24),
        "close": plain_text(buttons.CLOSE, 24),
        "private_metadata": "{}",
        "blocks": note.blocks,
    }


def saved_nothing_message() -> Rendered:
    """Return that something unexpected happened and nothing was saved."""
    return rendered(section(errors.NOTHING_SAVED))


def database_away_message(*, may_be_saved: bool) -> Rendered:
    """Return that the database is away, and whether it is known that nothing was saved."""
    return rendered(section(errors.MAYBE_SAVED if may_be_saved else errors.DATABASE_AWAY))
