"""What the bot is told from outside: the only reader of the environment (and of a `.env` file beside it)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AnyHttpUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

APP = "of your app on api.slack.com/apps"
HOW_TO_GET_IT = {
    "SLACK_BOT_TOKEN": f"copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions {APP}"
    " (README.md says how to make one).",
    "SLACK_APP_TOKEN": "make an App-Level Token (xapp-…) with the scope connections:write under Basic"
    f" Information {APP}, or leave it unset to be reached over HTTP.",
    "SLACK_SIGNING_SECRET": f"copy the Signing Secret from Basic Information {APP}, or set SLACK_APP_TOKEN"
    " to use Socket Mode, which needs none.",
    "SLACK_API_URL": "leave it unset for Slack's own, or give a whole address such as"
    " http://127.0.0.1:3001/api/.",
    "DATABASE_URL": "leave it unset for a file beside the bot, or give sqlite:///file.db or"
    " postgresql://user:password@host/name.",
    "PORT": "leave it unset for 3000, or give a number from 0 to 65535 (0 takes any free port).",
    "LOG_LEVEL": "leave it unset for INFO, or give DEBUG, INFO, WARNING or ERROR.",
}


class SettingsError(Exception):
    """A setting is missing or malformed; the message is one sentence naming it and how to get it."""

    def __init__(self, variable: str, problem: str) -> None:
        self.variable = variable
        super().__init__(f"{variable} {problem}: {HOW_TO_GET_IT[variable]}")


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)]
DatabaseUrl = Annotated[
    str, StringConstraints(pattern=r"^(sqlite|postgres|postgresql|postgresql\+psycopg)://")
]


class DatabaseSettings(BaseModel):
    """What every command needs, `migrate` included."""

    # Without hide_input an error would quote the secret it complains about.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    database_url: DatabaseUrl = Field(default="sqlite:///ceiling.db", repr=False)  # may hold a password
    log_level: Level = "INFO"


class Settings(DatabaseSettings):
    """What a running bot needs. Secrets show as stars wherever this is printed."""

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    port: int = Field(default=3000, ge=0, le=65535)

    @property
    def socket_mode(self) -> bool:
        """Whether the bot opens a web socket to Slack, rather than being reached over HTTP."""
        return self.slack_app_token is not None

    @field_validator("slack_bot_token")
    @classmethod
    def _is_a_bot_token(cls, value: SecretStr) -> SecretStr:
        return _starting_with("xoxb-", value)

    @field_validator("slack_app_token")
    @classmethod
    def _is_an_app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return value and _starting_with("xapp-", value)

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        # The SDK appends method names to it.
        return str(TypeAdapter(AnyHttpUrl).validate_python(value)).rstrip("/") + "/"

    @model_validator(mode="after")
    def _can_tell_slack_from_others(self) -> Self:
        if self.slack_app_token is None and self.slack_signing_secret is None:
            raise SettingsError("SLACK_SIGNING_SECRET", "is not set")
        return self


class _DatabaseEnvironment(DatabaseSettings, BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")


class _Environment(Settings, BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")


def load_settings() -> Settings:
    """The settings of a running bot, from the environment.

    Raises:
        SettingsError: one is missing or malformed.
    """
    return _load(_Environment)


def load_database_settings() -> DatabaseSettings:
    """The settings of commands that touch the database only, from the environment.

    Raises:
        SettingsError: one is malformed.
    """
    return _load(_DatabaseEnvironment)


S = TypeVar("S", bound=BaseModel)


def _load(environment: type[S]) -> S:
    nothing_given: dict[str, Any] = {}
    try:
        return environment(**nothing_given)
    except ValidationError as error:
        first = error.errors()[0]
        problem = "is not set" if first["type"] == "missing" else "is malformed"
        raise SettingsError(str(first["loc"][0]).upper(), problem) from None


def _starting_with(prefix: str, value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(prefix)
    return value
