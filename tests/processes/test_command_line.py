"""The command line: an overview for a newcomer."""

from __future__ import annotations

import pytest

from bot.__main__ import main
from bot.settings import HOW_TO_GET_IT


def test_without_a_command_it_shows_an_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    overview = capsys.readouterr().out
    for command in ("demo", "run", "web", "worker", "migrate"):
        assert f"    {command} " in overview
    assert max(map(len, overview.splitlines())) <= 110


def test_the_overview_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    overview = capsys.readouterr().out
    assert [name for name in HOW_TO_GET_IT if name not in overview] == []


def test_help_is_the_same_overview(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    overview = capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == overview


def test_an_unknown_command_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["start"])
    assert ended.value.code == 2
    assert "'demo', 'run', 'web', 'worker', 'migrate'" in capsys.readouterr().err
