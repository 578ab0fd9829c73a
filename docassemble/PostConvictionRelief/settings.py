"""Every setting, in one table.

A setting comes from an environment variable; where that is absent, from the settings file that
`PCR_SETTINGS` names (lines of `NAME=value`); where that says nothing either, from the file that a
running server keeps in its state folder, so that the web pages, the background worker and the
`pcr` command all speak to the same services; and else from its default here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from .errors import Problem, SettingsError

RUNNING_FILE = "settings.env"


def _setting(variable: str, what_for: str, default: str = "") -> str:
    """Declare one setting: its variable, what it is for, its default."""
    return field(default=default, metadata={"variable": variable, "what_for": what_for})


@dataclass(frozen=True)
class Settings:
    """The settings in force. An empty string means: not set."""

    state: str = _setting("PCR_STATE", "Folder for everything that `make run` makes.", ".state")
    url: str = _setting(
        "PCR_URL",
        "Address at which people open the service; empty: http://127.0.0.1 and the web port.",
    )
    web_port: str = _setting("PCR_WEB_PORT", "Loopback port of the web server.", "5055")
    database_url: str = _setting(
        "PCR_DATABASE_URL",
        "PostgreSQL for docassemble (postgresql://user:password@host:port/name); "
        "empty: SQLite in the state folder.",
    )
    redis_url: str = _setting(
        "PCR_REDIS_URL", "Your own Redis (redis://host:port); empty: one is started."
    )
    redis_port: str = _setting("PCR_REDIS_PORT", "Loopback port of the Redis we start.", "6399")
    s3_endpoint: str = _setting(
        "PCR_S3_ENDPOINT",
        "Your own S3 (https://host); `aws` for Amazon's; empty: SeaweedFS is started.",
    )
    s3_port: str = _setting(
        "PCR_S3_PORT",
        "Loopback port of the S3 server we start; it takes the nine ports above it, too.",
        "8399",
    )
    s3_bucket: str = _setting("PCR_S3_BUCKET", "Bucket that holds the archive.", "pcr-archive")
    s3_region: str = _setting("PCR_S3_REGION", "Region of the bucket.", "us-west-2")
    s3_access_key: str = _setting("PCR_S3_ACCESS_KEY", "Access key of the S3 service.")
    s3_secret_key: str = _setting("PCR_S3_SECRET_KEY", "Secret key of the S3 service.")
    blanks: str = _setting(
        "PCR_BLANKS",
        "Folder with the court's blank PDFs (CR-180.pdf …); empty: they are downloaded and "
        "checked, and where that fails practice blanks are drawn.",
    )
    blanks_source: str = _setting(
        "PCR_BLANKS_SOURCE",
        "`auto` (folder, else download, else practice), or `practice` (never the network).",
        "auto",
    )
    office: str = _setting(
        "PCR_OFFICE",
        "Warm LibreOffice to use (host:port); empty: one is started when it is needed.",
    )
    office_most: str = _setting(
        "PCR_OFFICE_MOST",
        "How many LibreOffices may work at once for one process; never more than there are cores.",
        "2",
    )
    office_port: str = _setting(
        "PCR_OFFICE_PORT", "Loopback port of the LibreOffice we start.", "8398"
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings in force in this process.

        Args:
            environment: variables to read; default is the process's own.

        Raises:
            SettingsError: the settings file is named but can't be read, a line of it is not
                `NAME=value` or names no setting, a port is no port, an address has no scheme.
        """
        environment = os.environ if environment is None else environment
        asked = _asked(environment)
        return cls._from({**_running_server(asked), **asked})

    @classmethod
    def asked_for(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the person gave, without what a running server found or made.

        This is what a server is started from: its own earlier findings are not an order.

        Args:
            environment: variables to read; default is the process's own.

        Raises:
            SettingsError: as `read`, and where `PCR_SETTINGS` names the running server's own file.
        """
        environment = os.environ if environment is None else environment
        settings = cls._from(_asked(environment))
        if Path(environment.get("PCR_SETTINGS", "")).absolute() == settings.running_file:
            raise SettingsError(
                Problem("PCR_SETTINGS", "names the file that the server writes", "unset it")
            )
        return settings

    @classmethod
    def _from(cls, given: Mapping[str, str]) -> Settings:
        by_variable = {str(s.metadata["variable"]): s.name for s in fields(cls)}
        settings = cls(**{by_variable[variable]: value for variable, value in given.items()})
        problems = settings._problems()
        if problems:
            raise SettingsError(problems)
        return settings if settings.url else replace(settings, url=settings._loopback_address)

    @property
    def state_folder(self) -> Path:
        """The state folder as an absolute path."""
        return Path(self.state).absolute()

    @property
    def running_file(self) -> Path:
        """The file in which a running server keeps the settings of its parts."""
        return self.state_folder / RUNNING_FILE

    @property
    def _loopback_address(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    def _problems(self) -> list[Problem]:
        problems = []
        for name in ("web_port", "redis_port", "s3_port", "office_port"):
            value = getattr(self, name)
            if not (value.isdigit() and 0 < int(value) < 65536):
                problems.append(
                    Problem(variable_of(name), f"{value!r} is not a port", "give 1 to 65535")
                )
        if not (self.office_most.isdigit() and int(self.office_most) > 0):
            problems.append(
                Problem(
                    "PCR_OFFICE_MOST",
                    f"{self.office_most!r} is not a number of LibreOffices",
                    "give 1 or more",
                )
            )
        for name in ("url", "database_url", "redis_url", "s3_endpoint"):
            value = getattr(self, name)
            if value and value != "aws" and not urlsplit(value).netloc:
                problems.append(
                    Problem(
                        variable_of(name),
                        "is not an address",
                        "give scheme and host, like http://127.0.0.1:5055",
                    )
                )
        if self.blanks_source not in ("auto", "practice"):
            problems.append(
                Problem(
                    "PCR_BLANKS_SOURCE", f"{self.blanks_source!r} is unknown", "auto or practice"
                )
            )
        return problems


def variable_of(name: str) -> str:
    """The environment variable of the setting called `name` (an attribute of `Settings`)."""
    return next(str(s.metadata["variable"]) for s in fields(Settings) if s.name == name)


def table() -> list[tuple[str, str, str]]:
    """Every setting as (variable, default, what it is for), in the order of the docs."""
    return [
        (str(s.metadata["variable"]), str(s.default), str(s.metadata["what_for"]))
        for s in fields(Settings)
    ]


def _asked(environment: Mapping[str, str]) -> dict[str, str]:
    """What the person set: the settings file's lines under the environment's variables."""
    from_file = _settings_file(environment.get("PCR_SETTINGS", ""))
    named = {variable: environment.get(variable, "") for variable, _, _ in table()}
    return {
        **{variable: value for variable, value in from_file.items() if value},
        **{variable: value for variable, value in named.items() if value},
    }


def _running_server(asked: Mapping[str, str]) -> dict[str, str]:
    """What the server running on this state folder keeps there; nothing where none runs."""
    state = asked.get("PCR_STATE", Settings.state)
    path = Path(state).absolute() / RUNNING_FILE
    return _settings_file(str(path)) if path.is_file() else {}


def _settings_file(name: str) -> dict[str, str]:
    """The `NAME=value` lines of the settings file; comments (#) and blank lines are skipped."""
    if not name:
        return {}
    path = Path(name)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError(
            Problem(name, f"can't be read ({error.strerror})", "correct PCR_SETTINGS or unset it")
        ) from error
    known = {variable for variable, _, _ in table()}
    values, problems = {}, []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        variable, equals, value = text.partition("=")
        if not equals or variable not in known:
            problems.append(
                Problem(
                    f"{name}:{number}",
                    "is not NAME=value with the name of a setting",
                    "see the table of settings in docs/settings.md",
                )
            )
        values[variable] = value
    if problems:
        raise SettingsError(problems)
    return values
