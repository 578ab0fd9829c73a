"""Start, stop and look at the whole server on this machine."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..errors import Problem, ServerError
from ..settings import Settings, variable_of
from . import docassemble_config, outside, ports, processes, services
from .accounts import ADMINISTRATOR, SignIn, sign_ins
from .services import Service
from .state import StateFolder

# In the order of their start; they are ended the other way round.
PARTS = ("redis", "s3", "office", "worker", "web")
# A worker that is asked to end finishes the packet it is building.
_SECONDS_TO_END = 60.0


@dataclass(frozen=True)
class Started:
    """What a person wants to know after a start.

    Attributes:
        url: where to open the service.
        people: the sign-ins, without the administrator's.
        already: whether everything ran before.
        seconds: how long the start took.
        outside: the services that the person brings.
    """

    url: str
    people: tuple[SignIn, ...]
    already: bool
    seconds: float
    outside: tuple[str, ...]


@dataclass(frozen=True)
class PartStatus:
    """One part that we start: whether it runs, as which process, with how much memory (bytes)."""

    name: str
    running: bool
    pid: int
    memory_bytes: int


def start(settings: Settings) -> Started:
    """Start every part that doesn't run yet, and return when all do their work.

    Args:
        settings: what the person asked for (`Settings.asked_for()`).

    Raises:
        ServerError: a program is missing, a port is taken, the disk is full, a service that the
            person brings doesn't answer, or a part ends instead of becoming ready. What this call
            has started is ended again.
        SettingsError: the database's address can't be used.
    """
    begun = time.monotonic()
    state = StateFolder(settings.state_folder)
    state.make()
    with _only_one(state):
        running = _running(state)
        in_force = _in_force(settings, state)
        if running:
            _refuse_other_settings(in_force, running)
        else:
            state.empty_temporary()
        brought = outside.check(settings)
        parts = _parts(in_force, settings, state)
        missing = [part for part in parts if part.name not in running]
        if missing:
            _refuse_taken_ports(missing)
            docassemble_config.write_configuration(in_force, state)
            _write_running_file(in_force, state)
            _start_all(parts, missing, in_force, state)
        people = tuple(entry for entry in sign_ins(state) if entry.role != ADMINISTRATOR)
    return Started(in_force.url, people, not missing, time.monotonic() - begun, tuple(brought))


def stop(settings: Settings) -> list[str]:
    """End exactly what `start` started on this state folder.

    Args:
        settings: what the person asked for; only the state folder matters.

    Returns:
        The names of the parts that were ended.
    """
    state = StateFolder(settings.state_folder)
    if not state.processes.is_dir():
        return []
    ended = []
    with _only_one(state):
        for name in reversed(PARTS):
            if _end(name, state):
                ended.append(name)
        # Nothing answers at these addresses any more.
        (state.root / settings.running_file.name).unlink(missing_ok=True)
    return ended


def status(settings: Settings) -> list[PartStatus]:
    """What runs on this state folder, and how much memory each part takes.

    Args:
        settings: what the person asked for.

    Returns:
        One entry per part that we start with these settings.
    """
    state = StateFolder(settings.state_folder)
    entries = []
    for name in _names(settings):
        record = processes.load(_record_path(name, state))
        if record is not None and processes.is_running(record):
            entries.append(PartStatus(name, True, record.pid, processes.memory_bytes(record)))
        else:
            entries.append(PartStatus(name, False, 0, 0))
    return entries


def _names(settings: Settings) -> list[str]:
    """The parts that we start: those that the person doesn't bring."""
    brought = {
        "redis": settings.redis_url,
        "s3": settings.s3_endpoint,
        "office": settings.office,
    }
    return [name for name in PARTS if not brought.get(name)]


def _in_force(settings: Settings, state: StateFolder) -> Settings:
    """The settings for web pages, worker and `pcr`: what was asked, and what we provide."""
    made = state.secrets()
    in_force = replace(settings, state=str(state.root))
    if not settings.s3_endpoint:
        in_force = replace(
            in_force,
            s3_endpoint=f"http://{ports.LOOPBACK}:{settings.s3_port}",
            s3_access_key=made.s3_access,
            s3_secret_key=made.s3_secret,
        )
    if not settings.office:
        in_force = replace(in_force, office=f"{ports.LOOPBACK}:{settings.office_port}")
    if settings.blanks:
        in_force = replace(in_force, blanks=str(Path(settings.blanks).absolute()))
    return in_force


def _parts(in_force: Settings, asked: Settings, state: StateFolder) -> list[Service]:
    base = services.base_environment(state)
    for_docassemble = services.docassemble_environment(in_force, state, base)
    builders = {
        "redis": lambda: services.redis(asked, state, base),
        "s3": lambda: services.s3(asked, state, base),
        "office": lambda: services.office(asked, state, base),
        "worker": lambda: services.worker(state, for_docassemble),
        "web": lambda: services.web(in_force, for_docassemble),
    }
    return [builders[name]() for name in _names(asked)]


def _start_all(
    parts: list[Service], missing: list[Service], in_force: Settings, state: StateFolder
) -> None:
    """Start what is missing: first what docassemble stands on, then docassemble."""
    on_top = ("worker", "web")
    with ExitStack() as undo:
        for part in missing:
            if part.name not in on_top:
                _launch(part, state, undo)
        _wait_for([part for part in parts if part.name in ("redis", "s3")], state)
        outside.make_bucket(in_force)
        _prepare(parts[-1], in_force, state)
        undo.callback(_prepared_path(state).unlink, missing_ok=True)
        for part in missing:
            if part.name in on_top:
                _launch(part, state, undo)
        _wait_for(parts, state)
        undo.pop_all()


def _launch(part: Service, state: StateFolder, undo: ExitStack) -> None:
    try:
        record = processes.launch(
            part.command,
            environment=part.environment,
            folder=state.home,
            log=_log(part.name, state),
            mark=f"PCR_PART={state.root}/{part.name}",
        )
    except OSError as error:
        raise ServerError(
            Problem(part.what, f"can't be started ({error.strerror})", "run `make setup`")
        ) from error
    undo.callback(_end, part.name, state)
    processes.save(record, _record_path(part.name, state))


def _wait_for(parts: list[Service], state: StateFolder) -> None:
    """Wait until all are ready; give up at once on one that has ended."""
    for part in parts:
        record = processes.load(_record_path(part.name, state))
        if record is None:
            raise _not_ready(part, "has left no record of its process", state)
        processes.wait_until(
            lambda part=part, record=record: not processes.is_running(record) or part.ready(),  # type: ignore[misc]
            part.seconds,
        )
        if not processes.is_running(record):
            raise _not_ready(part, "ended instead of starting", state)
        if not part.ready():
            raise _not_ready(part, f"was not ready after {part.seconds:.0f} seconds", state)


def _prepare(docassemble: Service, in_force: Settings, state: StateFolder) -> None:
    """Make docassemble's tables and our people, unless this has been done."""
    stamp = _prepared_path(state)
    wanted = _fingerprint(in_force, state)
    present = in_force.database_url or state.database.exists()
    if present and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    log = _log("prepare", state)
    with log.open("w", encoding="utf-8") as stream:
        done = subprocess.run(
            [sys.executable, "-m", f"{__package__}.prepare", str(state.root)],
            env=dict(docassemble.environment),
            cwd=state.home,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0:
        raise ServerError(
            Problem(
                "docassemble's tables",
                f"can't be made ({_last_line(log)})",
                f"see {log}, and check the database",
            )
        )
    state.write(stamp, wanted)


def _fingerprint(in_force: Settings, state: StateFolder) -> str:
    """What the tables and people depend on."""
    sign_ins(state)
    parts = (
        importlib.metadata.version("docassemble.webapp"),
        in_force.database_url,
        state.sign_ins.read_text(encoding="utf-8"),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _refuse_taken_ports(missing: list[Service]) -> None:
    problems = []
    for part in missing:
        for port in part.ports:
            if not ports.is_free(port):
                by = ports.holder(port) or "another program"
                problems.append(
                    Problem(
                        f"port {port}",
                        f"is taken by {by}, and {part.what} needs it",
                        f"end that program, or set {part.setting}",
                    )
                )
    if problems:
        raise ServerError(problems)


def _refuse_other_settings(in_force: Settings, running: set[str]) -> None:
    """A server that runs is not changed under people's hands."""
    if not in_force.running_file.is_file():
        return
    before = Settings.read({"PCR_STATE": in_force.state})
    changed = [
        variable_of(setting.name)
        for setting in fields(Settings)
        if getattr(before, setting.name) != getattr(in_force, setting.name)
    ]
    if changed:
        raise ServerError(
            Problem(
                ", ".join(changed),
                f"differs from what the server runs with ({', '.join(sorted(running))} running)",
                "run `make stop` first",
            )
        )


def _write_running_file(in_force: Settings, state: StateFolder) -> None:
    lines = [
        f"{variable_of(setting.name)}={getattr(in_force, setting.name)}"
        for setting in fields(Settings)
        if getattr(in_force, setting.name)
    ]
    header = "# Written by the running server; your own settings belong into another file."
    state.write(in_force.running_file, "\n".join([header, *lines]) + "\n")


def _running(state: StateFolder) -> set[str]:
    """The names of the parts that run."""
    records = {name: processes.load(_record_path(name, state)) for name in PARTS}
    return {name for name, record in records.items() if record and processes.is_running(record)}


def _end(name: str, state: StateFolder) -> bool:
    path = _record_path(name, state)
    record = processes.load(path)
    ended = record is not None and processes.stop(record, _SECONDS_TO_END)
    path.unlink(missing_ok=True)
    return ended


@contextmanager
def _only_one(state: StateFolder) -> Iterator[None]:
    """Wait until no other command starts or stops parts of this state folder."""
    with state.lock.open("w", encoding="ascii") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _not_ready(part: Service, what: str, state: StateFolder) -> ServerError:
    log = _log(part.name, state)
    return ServerError(Problem(part.what, f"{what} ({_last_line(log)})", f"see {log}"))


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    words = [line.strip() for line in lines if line.strip()]
    return words[-1][:200] if words else "it said nothing"


def _log(name: str, state: StateFolder) -> Path:
    return state.log / f"{name}.log"


def _record_path(name: str, state: StateFolder) -> Path:
    return state.processes / f"{name}.json"


def _prepared_path(state: StateFolder) -> Path:
    return state.docassemble / "prepared.sha256"
