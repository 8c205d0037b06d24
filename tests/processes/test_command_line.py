"""The command line: an overview for a newcomer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.settings import HOW_TO_GET_IT
from tests.processes.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_python_without_the_libraries_is_told_how_to_get_them(tmp_path: Path) -> None:
    # -I -S leaves the standard library only, as on a fresh machine.
    path = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    program = f"{path}; from bot.__main__ import main; sys.exit(main(['run']))"
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "is not installed for this Python: type `make venv`" in ended.stderr
    assert ended.stderr.count("\n") == 1
