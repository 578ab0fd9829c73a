"""What docassemble is told: our database or yours, our people only, and nothing left open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from docassemble.PostConvictionRelief.errors import SettingsError
from docassemble.PostConvictionRelief.server.docassemble_config import write_configuration
from docassemble.PostConvictionRelief.server.state import StateFolder
from docassemble.PostConvictionRelief.settings import Settings


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    folder = StateFolder(tmp_path / "state")
    folder.make()
    return folder


def written(state: StateFolder, **given: str) -> dict[str, Any]:
    environment = {"PCR_STATE": str(state.root), **given}
    write_configuration(Settings.asked_for(environment), state)
    configuration: dict[str, Any] = yaml.safe_load(state.configuration.read_text("utf-8"))
    return configuration


def test_without_settings_everything_is_on_this_machine(state: StateFolder) -> None:
    told = written(state)
    assert told["db"]["prefix"] == f"sqlite:///{state.database}?timeout=30&x="
    assert told["redis"] == f"redis://:{state.secrets().redis}@127.0.0.1:6399"
    assert told["rabbitmq"] == f"{told['redis']}/5"
    assert told["url root"] == "http://127.0.0.1:5055"
    assert told["behind https load balancer"] is False


def test_a_database_of_ones_own_is_given_in_pieces(state: StateFolder) -> None:
    told = written(state, PCR_DATABASE_URL="postgresql://pcr:word@db.example.org:5433/relief")
    assert told["db"] == {
        "prefix": "postgresql+psycopg2://",
        "name": "relief",
        "user": "pcr",
        "password": "word",
        "host": "db.example.org",
        "port": 5433,
    }


@pytest.mark.parametrize(
    "address",
    [
        "mysql://user:word@host/name",
        "postgresql://user:word@host",
        "postgresql://user:w%2Frd@host/name",
    ],
)
def test_an_address_that_docassemble_would_misread_is_refused(
    state: StateFolder, address: str
) -> None:
    with pytest.raises(SettingsError, match="PCR_DATABASE_URL"):
        written(state, PCR_DATABASE_URL=address)


def test_the_queue_keeps_clear_of_docassembles_own_databases(state: StateFolder) -> None:
    told = written(state, PCR_REDIS_URL="redis://:word@cache.example.org:6380/0")
    assert told["redis"] == "redis://:word@cache.example.org:6380/0"
    assert told["rabbitmq"] == "redis://:word@cache.example.org:6380/5"


def test_the_queue_moves_with_the_database_that_the_address_names(state: StateFolder) -> None:
    told = written(state, PCR_REDIS_URL="redis://cache.example.org:6380/8")
    assert told["rabbitmq"] == "redis://cache.example.org:6380/13"


def test_a_redis_database_without_a_number_is_refused(state: StateFolder) -> None:
    with pytest.raises(SettingsError, match="PCR_REDIS_URL: names no database by number"):
        written(state, PCR_REDIS_URL="redis://cache.example.org/main")


def test_behind_https_the_cookies_are_for_https(state: StateFolder) -> None:
    told = written(state, PCR_URL="https://relief.example.org")
    assert told["behind https load balancer"] is True
    assert told["external hostname"] == "relief.example.org"


def test_doors_that_nobody_watches_are_shut(state: StateFolder) -> None:
    told = written(state)
    shut = [
        "debug",
        "allow anonymous access",
        "allow registration",
        "allow log viewing",
        "allow configuration editing",
        "allow updates",
        "enable api",
        "enable playground",
    ]
    assert [name for name in shut if told[name] is not False] == []
    assert told["restrict input variables"] is True


def test_nobody_else_can_read_the_configuration(state: StateFolder) -> None:
    written(state)
    assert state.configuration.stat().st_mode & 0o777 == 0o600
