"""Settings: one table in code and docs, and what wins over what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.errors import SettingsError
from docassemble.PostConvictionRelief.settings import Settings, table

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `(PCR_\w+)` \|(?: `(.*)`)? \| (.*) \|$", re.MULTILINE)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def test_the_documented_table_is_the_one_in_force() -> None:
    assert ROW.findall(DOCS.read_text(encoding="utf-8")) == table()


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(mine: Path) -> None:
    mine.write_text("# my ports\n\nPCR_WEB_PORT=6001\nPCR_REDIS_PORT=6002\n")
    settings = Settings.read({"PCR_SETTINGS": str(mine), "PCR_REDIS_PORT": "6003"})
    assert (settings.web_port, settings.redis_port, settings.s3_port) == ("6001", "6003", "8399")


def test_the_address_follows_the_port_unless_it_is_given(tmp_path: Path) -> None:
    state = {"PCR_STATE": str(tmp_path)}
    assert Settings.read({**state, "PCR_WEB_PORT": "6001"}).url == "http://127.0.0.1:6001"
    assert Settings.read({**state, "PCR_URL": "https://a.org"}).url == "https://a.org"


def test_a_running_server_tells_what_it_found_but_does_not_give_orders(tmp_path: Path) -> None:
    environment = {"PCR_STATE": str(tmp_path), "PCR_S3_REGION": "eu-west-1"}
    running = Settings.asked_for(environment).running_file
    running.write_text("PCR_S3_ENDPOINT=http://127.0.0.1:1234\nPCR_S3_REGION=us-west-2\n")
    read, asked = Settings.read(environment), Settings.asked_for(environment)
    assert (read.s3_endpoint, read.s3_region) == ("http://127.0.0.1:1234", "eu-west-1")
    assert (asked.s3_endpoint, asked.s3_region) == ("", "eu-west-1")


def test_the_running_servers_own_file_is_no_settings_file_of_the_person(tmp_path: Path) -> None:
    running = tmp_path / "settings.env"
    running.write_text("")
    environment = {"PCR_STATE": str(tmp_path), "PCR_SETTINGS": str(running)}
    with pytest.raises(SettingsError, match="names the file that the server writes → unset it"):
        Settings.asked_for(environment)
    Settings.read(environment)


def test_every_wrong_value_is_reported_together(tmp_path: Path) -> None:
    wrong = {
        "PCR_STATE": str(tmp_path),
        "PCR_WEB_PORT": "99999",
        "PCR_REDIS_PORT": "http",
        "PCR_S3_ENDPOINT": "my-bucket",
        "PCR_BLANKS_SOURCE": "guess",
        "PCR_OFFICE_MOST": "0",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.read(wrong)
    assert {problem.where for problem in caught.value.problems} == {*wrong} - {"PCR_STATE"}


def test_a_wrong_line_of_the_file_is_named_by_its_number(mine: Path) -> None:
    mine.write_text("PCR_WEB_PORT=6001\nPCR_WEBPORT=6002\nwords\n")
    with pytest.raises(SettingsError) as caught:
        Settings.read({"PCR_SETTINGS": str(mine)})
    assert [problem.where for problem in caught.value.problems] == [f"{mine}:2", f"{mine}:3"]


def test_a_file_that_is_not_there_is_named(mine: Path) -> None:
    with pytest.raises(SettingsError, match=r"can't be read \(No such file or directory\)"):
        Settings.read({"PCR_SETTINGS": str(mine)})
