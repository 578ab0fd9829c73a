"""Processes that outlive their starter are ended exactly: all of ours, and nobody else's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.drafting.uno_client import python_with_uno
from docassemble.PostConvictionRelief.server.processes import (
    Record,
    as_text,
    found,
    is_running,
    launch,
    load,
    members,
    memory_bytes,
    stop,
    wait_until,
)

SLEEPER = (sys.executable, "-c", "import time; time.sleep(120)")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys, time\n"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)'])\n"
    "time.sleep(120)",
)
# Asked to end, it still wants a word from its child.
FINISHER = (
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time\n"
    "helper = 'import sys; print(sys.stdin.readline().strip(), flush=True)'\n"
    "child = subprocess.Popen([sys.executable, '-c', helper], stdin=subprocess.PIPE)\n"
    "def finish(*_):\n"
    "    print('finished', flush=True)\n"
    "    child.communicate(b'helped')\n"
    "    sys.exit(child.returncode)\n"
    "signal.signal(signal.SIGTERM, finish)\n"
    "print('working', flush=True)\n"
    "time.sleep(120)",
)
# The shell ends at once and leaves its child behind.
LEAVER = ("/bin/sh", "-c", "sleep 120 & echo gone")
STUBBORN = ("/bin/sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done")

# Makes a PDF by a LibreOffice of its own, and goes on.
CONVERTER = (
    sys.executable,
    "-c",
    "import io, time\n"
    "import docx\n"
    "from docassemble.PostConvictionRelief.drafting import LibreOffice\n"
    "paper = io.BytesIO()\n"
    "docx.Document().save(paper)\n"
    "office = LibreOffice()\n"
    "office.convert([paper.getvalue()])\n"
    "print('converted', *office.groups, flush=True)\n"
    "time.sleep(120)",
)

Launcher = Callable[[tuple[str, ...]], Record]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Launcher]:
    records: list[Record] = []

    def start(command: tuple[str, ...]) -> Record:
        record = launch(
            command,
            environment=dict(os.environ),
            folder=tmp_path,
            log=tmp_path / "log",
            mark=f"PCR_PART={tmp_path}/{len(records)}",
        )
        records.append(record)
        return record

    yield start
    for record in records:
        stop(record, 0.5)


def test_a_started_process_runs_until_it_is_stopped(started: Launcher) -> None:
    record = started(SLEEPER)
    assert is_running(record)
    assert stop(record, 10)
    assert not is_running(record)
    assert not stop(record, 10)


def test_a_record_can_be_kept_and_read_again(started: Launcher, tmp_path: Path) -> None:
    record = started(SLEEPER)
    (tmp_path / "record.json").write_text(as_text(record))
    assert load(tmp_path / "record.json") == record


def test_a_record_that_was_cut_off_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text('{"pid": 1')
    assert load(tmp_path / "record.json") is None
    assert load(tmp_path / "nothing.json") is None


def test_a_process_whose_record_was_never_written_is_found_by_its_mark(started: Launcher) -> None:
    record = started(PARENT)
    assert wait_until(lambda: len(members(record)) == 2, 10)
    assert found(record.mark) == record
    assert found(record.mark + "1") is None
    stop(record, 10)
    assert found(record.mark) is None


def test_children_are_ended_with_their_parent(started: Launcher) -> None:
    record = started(PARENT)
    assert wait_until(lambda: len(members(record)) == 2, 10)
    family = members(record)
    stop(record, 10)
    assert not any(Path(f"/proc/{pid}").exists() and _alive(pid) for pid in family)


def test_a_process_may_finish_its_work_with_the_help_of_its_children(
    started: Launcher, tmp_path: Path
) -> None:
    record = started(FINISHER)
    assert wait_until(lambda: "working" in (tmp_path / "log").read_text(), 10)
    stop(record, 10)
    assert (tmp_path / "log").read_text().split() == ["working", "finished", "helped"]


def test_memory_counts_the_children_too(started: Launcher) -> None:
    alone, with_child = started(SLEEPER), started(PARENT)
    assert wait_until(lambda: memory_bytes(with_child) > 1.5 * memory_bytes(alone) > 0, 10)


def test_what_a_process_leaves_behind_goes_when_it_is_stopped(
    started: Launcher, tmp_path: Path
) -> None:
    litter = tmp_path / "litter"
    record = replace(started(SLEEPER), leaves=(str(litter),))
    (tmp_path / "record.json").write_text(as_text(record))
    for _ in range(2):  # once while it runs, once after it has ended by itself
        litter.touch()
        stop(record, 10)
        assert not litter.exists()
    assert load(tmp_path / "record.json") == record


def test_children_whose_parent_has_gone_are_still_ours(started: Launcher, tmp_path: Path) -> None:
    record = started(LEAVER)
    assert wait_until(lambda: not is_running(record), 10)
    assert len(members(record)) == 1
    assert stop(record, 10)
    assert members(record) == []


def test_a_process_that_will_not_hear_is_ended_anyway(started: Launcher, tmp_path: Path) -> None:
    record = started(STUBBORN)
    assert wait_until(lambda: "deaf" in (tmp_path / "log").read_text(), 10)
    assert stop(record, 0.3)
    assert not is_running(record)


def test_somebody_elses_process_with_our_old_number_is_left_alone(started: Launcher) -> None:
    somebody = subprocess.Popen(SLEEPER, start_new_session=True)
    try:
        ours = started(SLEEPER)
        earlier = ours.started - 1000  # ticks of 10 ms: ours had the number long before
        reused = replace(ours, pid=somebody.pid, started=earlier)
        assert not is_running(reused)
        assert not stop(reused, 1)
        assert somebody.poll() is None
    finally:
        somebody.send_signal(signal.SIGKILL)
        somebody.wait()


def test_a_session_that_only_has_our_old_number_is_left_alone(started: Launcher) -> None:
    ours = started(SLEEPER)
    somebody = subprocess.Popen(LEAVER, start_new_session=True, stdout=subprocess.DEVNULL)
    somebody.wait()
    left_behind = replace(ours, pid=somebody.pid)
    assert members(left_behind) == []
    own = replace(left_behind, mark=f"HOME={os.environ['HOME']}")  # a mark that it does carry
    assert len(members(own)) == 1
    stop(own, 5)


def test_nothing_of_an_earlier_boot_is_ours(started: Launcher) -> None:
    record = replace(started(SLEEPER), boot="00000000-0000-0000-0000-000000000000")
    assert not is_running(record)
    assert members(record) == []


def test_no_other_account_can_read_what_a_process_writes(started: Launcher, tmp_path: Path) -> None:
    record = started(("/bin/sh", "-c", "touch made; sleep 120"))
    assert wait_until((tmp_path / "made").exists, 10)
    assert (tmp_path / "made").stat().st_mode & 0o077 == 0
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert is_running(record)


def _alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(python_with_uno() is None, reason="no Python with uno on this machine")
@pytest.mark.parametrize("killed", [False, True])
def test_the_libreoffices_of_a_part_count_with_it_and_end_with_it(
    killed: bool, started: Launcher, tmp_path: Path
) -> None:
    record = started(CONVERTER)
    log = tmp_path / "log"
    assert wait_until(lambda: "converted" in log.read_text(encoding="utf-8"), 60)
    office = int(log.read_text(encoding="utf-8").split()[1])
    assert office in members(record)
    assert memory_bytes(record) > 100_000_000
    if killed:
        os.kill(record.pid, signal.SIGKILL)
    assert stop(record, 10)
    assert members(record) == []
