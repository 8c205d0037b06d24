"""Messages with which files come, or which say why none do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, rendered, section
from bot.slack.files.attachment import Attachment, in_filename
from bot.slack.files.documents import own_answers_json, project_json
from bot.slack.files.pictures import trend_png
from bot.slack.files.spreadsheets import own_answers_csv, polls_csv, secondments_csv, standings_csv
from bot.slack.words import exports as words
from bot.slack.words.text import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.ports.export import OwnExport, ProjectExport

_TITLE_MOST = 100


def on_its_way_note(project_name: str) -> Rendered:
    """Return that a project's export will come by direct message."""
    return rendered(section(words.on_its_way(project_name)))


def own_on_its_way_note() -> Rendered:
    """Return that a person's own answers will come."""
    return rendered(section(words.OWN_ON_ITS_WAY))


def files_refused_note() -> Rendered:
    """Return what an admin has to do before files can be sent."""
    return rendered(section(words.REFUSED))


def project_export_message(export: ProjectExport) -> Rendered:
    """Return a project by function, with its files; without a standing there is no picture."""
    named = partial(_attached, in_filename(export.name), clean(export.name))
    files = [
        named("standings.csv", "standings", partial(standings_csv, export)),
        named("polls.csv", "polls", partial(polls_csv, export)),
        named("secondments.csv", "secondments", partial(secondments_csv, export)),
        named("export.json", "everything", partial(project_json, export)),
    ]
    if export.trend.points:
        files.append(named("trend.png", "trend", partial(trend_png, export.trend), words.TREND_ALT))
    return replace(rendered(section(words.about(export.name))), files=tuple(files))


def own_export_message(export: OwnExport) -> Rendered:
    """Return a person's own answers, with their files; none for whoever never answered."""
    if not export.answers:
        return rendered(section(words.NO_ANSWERS))
    files = (
        _attached("my", "My", "answers.csv", "answers", partial(own_answers_csv, export)),
        _attached("my", "My", "answers.json", "answers", partial(own_answers_json, export)),
    )
    return replace(rendered(section(words.OWN)), files=files)


def _attached(
    stem: str, name: str, ending: str, title: str, content: Callable[[], bytes], alt_text: str = ""
) -> Attachment:
    return Attachment(f"{stem}-{ending}", f"{shorten(name, _TITLE_MOST)}: {title}", alt_text, content)
