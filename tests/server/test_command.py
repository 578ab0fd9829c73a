"""What goes wrong before a start is one sentence on standard error, and an exit code."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.whole_server import WholeServer, whole_server


@pytest.fixture
def server(tmp_path: Path) -> WholeServer:
    return whole_server(tmp_path / "state")


def with_settings(server: WholeServer, **settings: str) -> WholeServer:
    return replace(server, environment={**server.environment, **settings})


def refusal(server: WholeServer) -> str:
    """The one line that a start ends with; nothing of it may run afterwards."""
    done = server.command("start")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert server.command("stop").stdout == "nothing was running\n"
    return done.stderr


@pytest.mark.parametrize("words", [(), ("begin",), ("start", "now")])
def test_other_words_are_answered_with_the_right_ones(
    server: WholeServer, words: tuple[str, ...]
) -> None:
    done = server.command(*words)
    assert (done.returncode, done.stderr) == (2, "usage: start | stop | status\n")


def test_nothing_runs_before_the_first_start(server: WholeServer) -> None:
    assert server.command("stop").stdout == "nothing was running\n"
    done = server.command("status")
    assert done.returncode == 3
    assert done.stdout.count("not running") == 5
    assert not server.state.exists()


def test_a_taken_port_is_named_with_its_holder_and_its_setting(server: WholeServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        line = refusal(with_settings(server, PCR_WEB_PORT=str(port)))
    assert line.startswith(f"port {port}: is taken by process {os.getpid()} (")
    assert "docassemble's web server needs it → end that program, or set PCR_WEB_PORT" in line


def test_a_missing_program_is_named(server: WholeServer, tmp_path: Path) -> None:
    line = refusal(with_settings(server, PATH=_path_without("soffice", tmp_path)))
    assert line.startswith("soffice: ")
    assert "is not installed → run `make setup`" in line


def test_a_folder_that_can_not_be_made_is_named(server: WholeServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = refusal(with_settings(server, PCR_STATE=str(tmp_path / "file" / "state")))
    assert "can't be written (Not a directory)" in line


@pytest.mark.parametrize(
    ("setting", "address", "complaint"),
    [
        ("PCR_REDIS_URL", "redis://:word@127.0.0.1:9", "Redis does not let us in"),
        ("PCR_DATABASE_URL", "postgresql://u:word@127.0.0.1:9/n", "database does not let us in"),
        ("PCR_OFFICE", "127.0.0.1:9", "LibreOffice does not answer there"),
    ],
)
def test_a_service_of_ones_own_that_does_not_answer_is_named(
    server: WholeServer, setting: str, address: str, complaint: str
) -> None:
    line = refusal(with_settings(server, **{setting: address}))
    assert line.startswith(f"{setting}: ")
    assert complaint in line
    assert "word" not in line


def test_an_s3_service_of_ones_own_that_does_not_answer_is_named(server: WholeServer) -> None:
    line = refusal(with_settings(server, PCR_S3_ENDPOINT="http://127.0.0.1:9"))
    assert line.startswith("PCR_S3_ENDPOINT: the bucket pcr-archive can't be used")


def test_a_wrong_setting_is_the_inputs_fault(server: WholeServer) -> None:
    done = with_settings(server, PCR_WEB_PORT="high").command("start")
    assert done.returncode == 2
    assert done.stderr == "PCR_WEB_PORT: 'high' is not a port → give 1 to 65535\n"


def _path_without(program: str, folder: Path) -> str:
    """A search path with everything of the present one, except one program."""
    binaries = folder / "bin"
    binaries.mkdir()
    for part in os.environ["PATH"].split(os.pathsep):
        for entry in Path(part).iterdir() if Path(part).is_dir() else ():
            if entry.name != program and not (binaries / entry.name).is_symlink():
                (binaries / entry.name).symlink_to(entry)
    return str(binaries)
