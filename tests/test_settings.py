"""Settings: read from the environment once, refused with one sentence that says how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import SettingsError, load_database_settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "DATABASE_URL",
    "PORT",
    "LOG_LEVEL",
)
COMPLETE = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_SIGNING_SECRET": "shared-secret"}


class Environment:
    """The process's environment with nothing of ours in it, until a test puts it there."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        for name in NAMES:
            patch.delenv(name, raising=False)

    def set(self, **values: str) -> None:
        for name, value in values.items():
            self._patch.setenv(name, value)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Environment:
    monkeypatch.chdir(tmp_path)  # no .env here
    return Environment(monkeypatch)


def test_two_secrets_are_enough_for_http(environment: Environment) -> None:
    environment.set(**COMPLETE)
    settings = load_settings()
    assert not settings.socket_mode
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///ceiling.db"
    assert settings.port == 3000
    assert settings.log_level == "INFO"


def test_an_app_token_means_socket_mode_and_needs_no_signing_secret(environment: Environment) -> None:
    environment.set(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert load_settings().socket_mode


def test_a_file_beside_the_bot_serves_as_well(environment: Environment, tmp_path: Path) -> None:
    environment.set(SLACK_SIGNING_SECRET="shared-secret")
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-from-file\nOTHER=ignored\n", encoding="utf-8")
    assert load_settings().slack_bot_token.get_secret_value() == "xoxb-from-file"


def test_an_empty_value_is_no_value(environment: Environment) -> None:
    environment.set(**COMPLETE, SLACK_APP_TOKEN="", PORT="", LOG_LEVEL="")
    assert not load_settings().socket_mode
    assert load_settings().port == 3000


def test_the_api_address_always_ends_with_a_slash(environment: Environment) -> None:
    environment.set(**COMPLETE, SLACK_API_URL="http://127.0.0.1:3001/api")
    assert load_settings().slack_api_url == "http://127.0.0.1:3001/api/"


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
def test_a_missing_setting_is_named_with_where_to_get_it(environment: Environment, missing: str) -> None:
    environment.set(**{name: value for name, value in COMPLETE.items() if name != missing})
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(f"{missing} is not set: copy the ")
    assert "api.slack.com/apps" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-a-persons-token"),
        ("SLACK_APP_TOKEN", "xoxb-swapped"),
        ("SLACK_API_URL", "slack.com"),
        ("DATABASE_URL", "mysql://localhost/ceiling"),
        ("DATABASE_URL", "ceiling.db"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_malformed_setting_is_named_and_not_repeated(
    environment: Environment, name: str, value: str
) -> None:
    environment.set(**{**COMPLETE, name: value})
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert refused.value.variable == name
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} is malformed: ")
    assert sentence.count("\n") == 0
    if name.endswith("TOKEN"):
        assert value not in sentence


def test_secrets_are_never_shown(environment: Environment) -> None:
    environment.set(
        **COMPLETE,
        SLACK_APP_TOKEN="xapp-1-secret",
        DATABASE_URL="postgresql://ceiling:secret@db.example/ceiling",
    )
    assert "secret@" not in repr(load_settings())
    assert "-secret" not in f"{load_settings()!r} {load_settings()}"


def test_migrating_needs_no_token(environment: Environment) -> None:
    environment.set(DATABASE_URL="postgres://db.example/ceiling")
    assert load_database_settings().database_url == "postgres://db.example/ceiling"


def test_the_level_may_be_written_in_small_letters(environment: Environment) -> None:
    environment.set(LOG_LEVEL="debug")
    assert load_database_settings().log_level == "DEBUG"
