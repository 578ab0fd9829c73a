"""Start the whole server on this machine."""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..errors import Problem, ServerError
from ..settings import Settings, variable_of
from . import docassemble_config, outside, ports, processes, services
from .accounts import ADMINISTRATOR, SignIn, sign_ins
from .parts import end, log_path, mark_of, only_one, ours, record_path, recorded, running
from .services import Service
from .state import StateFolder

_SECONDS_TO_CLOSE = 10.0


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
    with only_one(state):
        in_force = _in_force(settings, state)
        before = running(state)
        if before:
            _refuse_other_settings(in_force, before)
        brought = outside.check(settings)
        wanted = _services(in_force, settings, state)
        missing = [service for service in wanted if service.name not in before]
        if missing:
            state.refuse_full_disk()
            for service in missing:
                _clear_away(service, state)
            _refuse_taken_ports(missing)
            if not before:
                state.begin_anew()
            docassemble_config.write_configuration(in_force, state)
            _start_all(wanted, missing, in_force, state)
        else:
            _prepare(_environment_of_web(wanted), in_force, state)
            # the start that launched them may have been cut off before they were ready
            _wait_for(wanted, state)
        people = tuple(entry for entry in sign_ins(state) if entry.role != ADMINISTRATOR)
    return Started(in_force.url, people, not missing, time.monotonic() - begun, tuple(brought))


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


def _services(in_force: Settings, asked: Settings, state: StateFolder) -> list[Service]:
    base = services.base_environment(state)
    for_docassemble = services.docassemble_environment(in_force, state, base)
    builders = {
        "redis": lambda: services.redis(asked, state, base),
        "s3": lambda: services.s3(asked, state, base),
        "office": lambda: services.office(asked, state, base),
        "worker": lambda: services.worker(state, for_docassemble),
        "web": lambda: services.web(in_force, for_docassemble),
    }
    return [builders[name]() for name in ours(asked)]


def _start_all(
    wanted: list[Service], missing: list[Service], in_force: Settings, state: StateFolder
) -> None:
    """Start what is missing: first what docassemble stands on, then docassemble."""
    on_top = ("worker", "web")
    with ExitStack() as undo:
        if len(missing) == len(wanted):
            undo.callback(in_force.running_file.unlink, missing_ok=True)
        _write_running_file(in_force, state)
        for service in missing:
            if service.name not in on_top:
                _launch(service, state, undo)
        _wait_for([service for service in wanted if service.name in ("redis", "s3")], state)
        if "s3" in {service.name for service in wanted}:
            outside.make_bucket(in_force)
        _prepare(_environment_of_web(wanted), in_force, state)
        # Should docassemble not start, the tables may be why: the next start looks again.
        undo.callback(_prepared_path(state).unlink, missing_ok=True)
        for service in missing:
            if service.name in on_top:
                _launch(service, state, undo)
        _wait_for(wanted, state)
        undo.pop_all()


def _environment_of_web(wanted: list[Service]) -> Mapping[str, str]:
    return next(service.environment for service in wanted if service.name == "web")


def _launch(service: Service, state: StateFolder, undo: ExitStack) -> None:
    _refuse_others_leavings(service)
    for folder in service.emptied:
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    try:
        record = processes.launch(
            service.command,
            environment=service.environment,
            folder=state.home,
            log=log_path(service.name, state),
            mark=mark_of(service.name, state),
            umask=service.umask,
        )
    except OSError as error:
        raise ServerError(
            Problem(service.what, f"can't be started ({error.strerror})", "run `make setup`")
        ) from error
    record = replace(record, leaves=tuple(map(str, service.leaves)))
    undo.callback(end, service.name, state)
    state.write(record_path(service.name, state), processes.as_text(record))


def _wait_for(awaited: list[Service], state: StateFolder) -> None:
    """Wait until all are ready; give up at once on one that has ended."""
    for service in awaited:
        record = recorded(service.name, state)
        if record is None:
            raise _not_ready(service, "ended instead of starting", state)
        _wait_for_one(service, record, state)


def _wait_for_one(service: Service, record: processes.Record, state: StateFolder) -> None:
    def settled() -> bool:
        return not processes.is_running(record) or service.ready()

    in_time = processes.wait_until(settled, service.seconds)
    if not processes.is_running(record):
        raise _not_ready(service, "ended instead of starting", state)
    if not in_time:
        raise _not_ready(service, f"was not ready after {service.seconds:.0f} seconds", state)


def _prepare(environment: Mapping[str, str], in_force: Settings, state: StateFolder) -> None:
    """Make docassemble's tables and our people, unless this has been done."""
    stamp = _prepared_path(state)
    wanted = _fingerprint(in_force, state)
    present = in_force.database_url or state.database.exists()
    if present and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    log = log_path("prepare", state)
    with log.open("w", encoding="utf-8") as stream:
        done = subprocess.run(
            [sys.executable, "-m", f"{__package__}.prepare", str(state.root)],
            env=environment,
            cwd=state.home,
            umask=0o077,
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


def _clear_away(service: Service, state: StateFolder) -> None:
    """End what a part that died has left behind; the kernel closes its ports last."""
    if record_path(service.name, state).exists():
        end(service.name, state)
        processes.wait_until(lambda: all(map(ports.is_free, service.ports)), _SECONDS_TO_CLOSE)


def _refuse_taken_ports(missing: list[Service]) -> None:
    problems = []
    for service in missing:
        for port in service.ports:
            if not ports.is_free(port):
                by = ports.holder(port) or "another program"
                problems.append(
                    Problem(
                        f"port {port}",
                        f"is taken by {by}, and {service.what} needs it",
                        f"end that program, or set {service.setting}",
                    )
                )
    if problems:
        raise ServerError(problems)


def _refuse_others_leavings(service: Service) -> None:
    """Remove what an earlier process left at the names that this one needs."""
    for path in service.leaves:
        try:
            path.unlink(missing_ok=True)
        except PermissionError as error:
            raise ServerError(
                Problem(
                    str(path),
                    f"was left by another account, and {service.what} needs the name",
                    f"let that account remove it, or set {service.setting}",
                )
            ) from error


def _refuse_other_settings(in_force: Settings, before: Mapping[str, object]) -> None:
    """A server that runs is not changed under people's hands."""
    if not in_force.running_file.is_file():
        return
    now = Settings.read({"PCR_STATE": in_force.state})
    changed = [
        variable_of(setting.name)
        for setting in fields(Settings)
        if getattr(now, setting.name) != getattr(in_force, setting.name)
    ]
    if changed:
        raise ServerError(
            Problem(
                ", ".join(changed),
                f"differs from what the server runs with ({', '.join(sorted(before))} running)",
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


def _not_ready(service: Service, what: str, state: StateFolder) -> ServerError:
    log = log_path(service.name, state)
    return ServerError(Problem(service.what, f"{what} ({_last_line(log)})", f"see {log}"))


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    words = [line.strip() for line in lines if line.strip()]
    return words[-1][:200] if words else "it said nothing"


def _prepared_path(state: StateFolder) -> Path:
    return state.docassemble / "prepared.sha256"
