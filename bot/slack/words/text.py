"""Making what a person typed safe to show: nothing in it is code, a mention, a link or a style.

Slack decodes three entities and parses mrkdwn (https://docs.slack.dev/messaging/formatting-message-text).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

NAME_MOST = 80
ELLIPSIS = "…"
NAMELESS = "(no name)"

# Marks that would style what follows, each with a character that looks alike and means nothing to Slack.
_HARMLESS = str.maketrans(
    {"*": "\N{ASTERISK OPERATOR}", "~": "\N{TILDE OPERATOR}", "`": "\N{MODIFIER LETTER GRAVE ACCENT}"}
)
# Slack styles with an underscore at the edge of a word only: the one in "churn_model" can stay.
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Emoji sequences need their joiner and selector; every other invisible character goes.
_KEPT_INVISIBLE = frozenset("\u200d\ufe0f")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_TOKEN = re.compile(r"&(?:amp|lt|gt);|<[^<>]*>|.", re.DOTALL)
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_PERSON = re.compile(r"[UW][A-Z0-9]{1,19}")
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,19}")


# A poll of a thousand says its project's name some thousand times.
@lru_cache(maxsize=256)
def clean(typed: str) -> str:
    """Return a typed text as one line: no control, bidi or invisible characters, single spaces."""
    return " ".join(_visible(typed).split())


def clean_lines(typed: str) -> str:
    """Return a typed text line by line, each cleaned, empty ones left out."""
    lines = (clean(line) for line in re.split(r"[\r\n\v\f\x85\u2028\u2029]+", typed))
    return "\n".join(line for line in lines if line)


def escape(text: str) -> str:
    """Escape the three characters that Slack decodes; once."""
    return text.translate(_ESCAPED)


def safe(typed: str, most: int = NAME_MOST) -> str:
    """Return a typed text for mrkdwn: one line of at most `most` characters that can do nothing."""
    short = shorten(clean(typed), most) or NAMELESS
    harmless = _EDGE_UNDERSCORE.sub("\N{MODIFIER LETTER LOW MACRON}", short.translate(_HARMLESS))
    return _isolated(escape(harmless))


def plain(typed: str, most: int = NAME_MOST) -> str:
    """Return a typed text for a plain_text object, which Slack shows as it is."""
    return _isolated(shorten(clean(typed), most) or NAMELESS)


def bullets(typed: str, most: int) -> str:
    """Return typed lines as a list, so that none of them starts a quote."""
    return "\n".join(f"• {safe(line, most)}" for line in clean_lines(shorten(typed, most)).splitlines())


def shorten(text: str, most: int) -> str:
    """Return at most `most` characters, the last one an ellipsis when something was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def fit(mrkdwn: str, most: int) -> str:
    """Return at most `most` characters of finished mrkdwn without cutting an entity, a mention or a date."""
    if len(mrkdwn) <= most:
        return mrkdwn
    kept = ""
    for token in _TOKEN.findall(mrkdwn):
        if len(kept) + len(token) > most - 1:
            break
        kept += token
    return kept.rstrip() + ELLIPSIS


def fitting(lines: Sequence[str], most: int, more: Callable[[int], str]) -> str:
    """Return as many lines as fit into `most` characters; the last one then says how many there are more."""
    whole = "\n".join(lines)
    if len(whole) <= most:
        return whole
    kept = len(lines)
    while kept and len("\n".join([*lines[:kept], more(len(lines) - kept)])) > most:
        kept -= 1
    return "\n".join([*lines[:kept], more(len(lines) - kept)])


def mention(slack_user_id: str) -> str:
    """Return a mention of a person; what is no user id is shown as a name."""
    return f"<@{slack_user_id}>" if _PERSON.fullmatch(slack_user_id) else safe(slack_user_id)


def channel(slack_channel_id: str) -> str:
    """Return a link to a channel; what is no channel id is shown as a name."""
    return f"<#{slack_channel_id}>" if _CHANNEL.fullmatch(slack_channel_id) else safe(slack_channel_id)


def called(project_name: str, in_channel: str | None = None, most: int = NAME_MOST) -> str:
    """Return what a project is called, with its channel where another one that is shown is called the same.

    Slack names no private channel to whoever is not in it.
    """
    name = f"*{safe(project_name, most)}*"
    return name if in_channel is None else f"{name} in {channel(in_channel)}"


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Return "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last


def some(parts: Sequence[str], most: int) -> str:
    """Return at most `most` of several, and how many more there are: "a, b and 3 more"."""
    more = len(parts) - most
    return listed([*parts[:most], f"{more} more"] if more > 0 else parts)


def mid_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: its capital goes, "ML" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return "1 person" or "3 people"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _visible(typed: str) -> str:
    if typed.isascii() and typed.isprintable():
        return typed  # as most texts are, and each of a thousand messages has some
    spaced = re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]", " ", typed)
    kept = (c for c in unicodedata.normalize("NFC", spaced) if _is_visible(c))
    # A joiner or selector with nothing visible around it would make a name that looks empty.
    return "".join(kept) if any(_is_visible(c) and c not in _KEPT_INVISIBLE for c in spaced) else ""


def _is_visible(character: str) -> bool:
    if character in _KEPT_INVISIBLE:
        return True
    return unicodedata.category(character) not in _INVISIBLE and character not in _BLANK_LETTERS


def _isolated(text: str) -> str:
    """Keep right-to-left text from turning around what stands beside it."""
    if not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        return f"{_FIRST_STRONG}{text}{_POP}"
    return text
