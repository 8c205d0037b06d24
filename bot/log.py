"""One log for everything: readable lines on a terminal, one JSON object a line elsewhere.

The libraries' own records pass through here too. What a person typed and what opens a workspace stay out:
bodies are cut from Bolt's records and anything that looks like a Slack token is replaced.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, TextIO

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

TOKEN = re.compile(r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xoxe)-[\w.-]+")

# Below a warning these write whole requests, bodies included, or a line for each thing they do.
TALKATIVE = (
    "slack_bolt",
    "slack_sdk",
    "apscheduler",
    "aiohttp",
    "alembic",
    "asyncio",
    "procrastinate",
    "psycopg",
    "uvicorn",
)

# Bolt looks for SLACK_BOT_TOKEN by itself and warns that it was told of another client: that is meant.
MEANT = "As you gave `client` as well, `token` will be unused"


def configure(level: str, *, stream: TextIO | None = None) -> None:
    """Send everything at `level` (a name as in `logging`) and above to `stream`, by default stderr."""
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_bodies,
                *_rendering(on_terminal=stream.isatty()),
            ],
        )
    )
    handler.addFilter(_is_worth_saying)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _rendering(*, on_terminal: bool) -> list[Processor]:
    if on_terminal:
        plain = structlog.dev.plain_traceback  # the colourful one prints local variables, secrets among them
        return [_without_tokens(structlog.dev.ConsoleRenderer(exception_formatter=plain))]
    return [
        structlog.processors.format_exc_info,
        _without_tokens(structlog.processors.JSONRenderer(default=str)),
    ]


def _is_from_a_library(logger_name: str) -> bool:
    # Bolt names the application's own logger "<app name>:AsyncApp".
    return logger_name.partition(".")[0] in TALKATIVE or logger_name.endswith(":AsyncApp")


def _is_worth_saying(record: logging.LogRecord) -> bool:
    # A filter on the handler, because Bolt gives each of its loggers the root's level.
    if _is_from_a_library(record.name):
        return record.levelno >= logging.WARNING and not str(record.msg).startswith(MEANT)
    return True


def _without_bodies(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    if _is_from_a_library(str(event_dict.get("logger", ""))):
        event_dict["event"] = str(event_dict["event"]).partition(" ({")[0]
    return event_dict


def _without_tokens(render: Processor) -> Processor:
    def rendered(logger: WrappedLogger, method: str, event_dict: EventDict) -> str:
        return TOKEN.sub("[token]", str(render(logger, method, event_dict)))

    return rendered
