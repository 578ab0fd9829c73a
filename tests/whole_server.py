"""The whole real server for tests: started on free loopback ports, in a state folder of its own.

Most tests want the fixture `running_server` (in `tests/conftest.py`), one server for the session.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docassemble.PostConvictionRelief.server.accounts import SignIn
from docassemble.PostConvictionRelief.settings import Settings, table
from tests.free_ports import free_ports

S3_PORTS = 10


@dataclass(frozen=True)
class WholeServer:
    """One server: how to command it, where it is, who may sign in."""

    state: Path
    environment: dict[str, str]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Give one command, as `make` does: start, stop or status."""
        return subprocess.run(
            [sys.executable, "-m", "docassemble.PostConvictionRelief.server", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def must(self, *words: str) -> str:
        """Give one command that has to be obeyed; what it said."""
        done = self.command(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def settings(self) -> Settings:
        """The settings in force, as the pages and the `pcr` command see them."""
        return Settings.read(self.environment)

    @property
    def url(self) -> str:
        return self.settings.url

    @property
    def people(self) -> dict[str, SignIn]:
        """The sign-ins by role: attorney, paralegal, exemplar trainer, administrator."""
        entries = json.loads((self.state / "sign_ins.json").read_text(encoding="utf-8"))
        return {entry["role"]: SignIn(**entry) for entry in entries}


def whole_server(state: Path) -> WholeServer:
    """A server that isn't started yet, on ports that are free now.

    The court's blanks are those that `PCR_BLANKS` names, else practice ones: never the network.
    """
    settings = {variable for variable, _, _ in table()}
    kept = {name: value for name, value in os.environ.items() if name not in settings}
    kept.pop("PCR_SETTINGS", None)
    s3, web, redis, office = free_ports(S3_PORTS, 1, 1, 1)
    blanks = os.environ.get("PCR_BLANKS")
    return WholeServer(
        state,
        {
            **kept,
            "PCR_STATE": str(state),
            "PCR_WEB_PORT": str(web),
            "PCR_REDIS_PORT": str(redis),
            "PCR_S3_PORT": str(s3),
            "PCR_OFFICE_PORT": str(office),
            **({"PCR_BLANKS": blanks} if blanks else {"PCR_BLANKS_SOURCE": "practice"}),
        },
    )


@contextmanager
def shared_server(folder: Path) -> Iterator[WholeServer]:
    """One started server for all test processes of this session, ended by the last of them.

    Args:
        folder: a folder that all of them share.
    """
    about = folder / "whole_server.json"
    with _locked(folder):
        server = _join(about, folder)
    try:
        yield server
    finally:
        with _locked(folder):
            _leave(about, server)


def _join(about: Path, folder: Path) -> WholeServer:
    if about.exists():
        known = json.loads(about.read_text(encoding="utf-8"))
        server = WholeServer(Path(known["state"]), known["environment"])
        users = known["users"] + 1
    else:
        server, users = whole_server(folder / "state"), 1
    server.must("start")
    _note(about, server, users)
    return server


def _leave(about: Path, server: WholeServer) -> None:
    users = json.loads(about.read_text(encoding="utf-8"))["users"] - 1
    if users == 0:
        server.must("stop")
    _note(about, server, users)


def _note(about: Path, server: WholeServer, users: int) -> None:
    known = {"state": str(server.state), "environment": server.environment, "users": users}
    about.write_text(json.dumps(known), encoding="utf-8")
    about.chmod(0o600)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "whole_server.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
