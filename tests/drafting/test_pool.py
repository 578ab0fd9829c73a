"""Several LibreOffices at once: shared fairly, crash and hang survived, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice, Renderer, pool
from docassemble.PostConvictionRelief.drafting.pool import Limits, Place, Pool, pool_size
from docassemble.PostConvictionRelief.drafting.soffice import Soffice
from docassemble.PostConvictionRelief.drafting.uno_client import python_with_uno
from docassemble.PostConvictionRelief.errors import ConversionError
from tests.drafting import samples
from tests.free_ports import free_ports

pytestmark = [
    pytest.mark.skipif(python_with_uno() is None, reason="no Python with uno on this machine"),
    pytest.mark.skipif(pool_size(2) < 2, reason="one core: a pool of one"),
]

PATIENCE = 60.0
HANGS = 8.0


@pytest.fixture(scope="module")
def pair() -> Iterator[LibreOffice]:
    """A pool of two; each counts as hanging after some seconds."""
    with LibreOffice(limits=Limits(seconds=HANGS)) as office:
        yield office


@pytest.fixture(scope="module")
def papers(renderer: Renderer, motion_docx: bytes) -> list[bytes]:
    """Papers of different lengths; each is longer in making than a request."""
    short = [samples.one_paragraph(f"{number} {{{{ case.number }}}}") for number in range(3)]
    return [motion_docx, *(renderer.render(each, samples.facts()) for each in short)]


def members(group: int) -> list[int]:
    """The processes of a group that still run (one that ended may wait for its parent)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # ended while we looked
        if int(of_group) == group and state != "Z":
            found.append(int(entry.name))
    return found


def until(condition: Callable[[], object], *, every: float = 0.02) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(every)


def both_warm(office: LibreOffice, papers: list[bytes]) -> tuple[int, int]:
    """The process groups of both LibreOffices of a pool, at work once."""
    until(lambda: office.convert(papers[:2]) and len(office.groups) == 2)
    first, second = office.groups
    return first, second


# ------------------------------------------------------------------------------ together


def test_a_pool_has_as_many_libreoffices_as_cores_and_no_more_than_asked_for() -> None:
    cores = len(os.sched_getaffinity(0))
    assert [pool_size(most) for most in (1, cores, cores + 7)] == [1, cores, cores]


def test_nothing_is_started_before_the_first_document_and_one_for_a_single_one(
    pair: LibreOffice, short: bytes
) -> None:
    assert pair.groups == ()
    pair.convert([short])
    pair.convert([short])
    assert len(pair.groups) == 1


def test_every_libreoffice_of_the_pool_makes_the_same_bytes(
    pair: LibreOffice, office: LibreOffice, papers: list[bytes]
) -> None:
    expected = [office.convert([paper])[0] for paper in papers]
    assert pair.convert(papers * 2) == expected * 2
    assert len(pair.groups) == 2


def test_who_comes_first_is_served_first_whoever_else_has_many_documents() -> None:
    one = Pool([Place(Limits())])
    served: list[str] = []
    with one.place():
        threads = []
        for who in ("first", "second", "first", "second"):
            thread = threading.Thread(target=lambda who=who: stand_in_line(one, served, who))
            thread.start()
            threads.append(thread)
            until(lambda: len(one._line) == len(threads))
        assert served == []
    for thread in threads:
        thread.join(PATIENCE)
    assert served == ["first", "second", "first", "second"]


def stand_in_line(one: Pool, served: list[str], who: str) -> None:
    with one.place():
        served.append(who)


# ------------------------------------------------------------------------- crash and hang


def test_one_that_is_killed_at_work_is_replaced_and_the_other_goes_on(
    pair: LibreOffice, papers: list[bytes]
) -> None:
    expected = pair.convert(papers)
    killed, other = both_warm(pair, papers)
    leaves = leaves_of(pair, killed)
    assert sum(path.exists() for path in leaves) == 3  # two pipes and the folder
    with ThreadPoolExecutor(1) as beside:
        work = beside.submit(pair.convert, papers * 2)
        until(lambda: not pair._pool._free)  # both are at work
        os.killpg(killed, signal.SIGKILL)
        assert work.result(PATIENCE) == expected * 2
    assert other in pair.groups
    assert killed not in pair.groups
    assert not any(path.exists() for path in leaves)


def test_one_that_is_killed_while_it_writes_leaves_nothing_that_stops_the_second_attempt(
    motion_docx: bytes, motion_pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LibreOffice(most=1) as office, ThreadPoolExecutor(1) as beside:
        assert office.convert([motion_docx]) == [motion_pdf]
        (killed,) = office.groups
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        while killed in office.groups:
            work = beside.submit(office.convert, [motion_docx])
            # it writes for some hundredths of a second only: who looks too late looks again
            while not (writes := is_writing(tmp_path)) and not work.done():
                time.sleep(0.001)
            if writes:
                os.killpg(killed, signal.SIGKILL)
            assert work.result(PATIENCE) == [motion_pdf]


def is_writing(folder: Path) -> bool:
    """Whether a LibreOffice is writing a PDF in a temporary folder."""
    return any(folder.glob("pcr-pdf-*/.~lock.*.pdf#"))


def test_the_worker_that_speaks_with_a_libreoffice_may_be_killed_too(
    short: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with LibreOffice(most=1) as office:
        expected = office.convert([short])
        (forlorn,) = office.groups
        (place,) = office._pool.places
        assert place._worker
        place._worker._process.kill()
        place._worker._process.wait()
        assert office.convert([short]) == expected
        assert members(forlorn) == []
    assert not list(tmp_path.iterdir())


def leaves_of(office: LibreOffice, group: int) -> tuple[Path, ...]:
    """What a LibreOffice of the pool would leave behind, if nobody cleared it away."""
    offices = (place._office for place in office._pool.places)
    return next(each.leaves for each in offices if each and each.group == group)


def test_one_that_hangs_holds_up_its_own_document_only(
    pair: LibreOffice, papers: list[bytes], short: bytes
) -> None:
    hung, other = both_warm(pair, papers)
    (expected,) = pair.convert([short])
    os.killpg(hung, signal.SIGSTOP)
    started = time.monotonic()
    with ThreadPoolExecutor(2) as beside:
        works = [beside.submit(timed, pair, short, started) for _ in range(2)]
        made = [work.result(PATIENCE) for work in works]
    assert [pdf for pdf, _ in made] == [expected, expected]
    quick, slow = sorted(seconds for _, seconds in made)
    assert quick < HANGS <= slow
    assert members(hung) == []
    assert other in pair.groups


def timed(office: LibreOffice, document: bytes, started: float) -> tuple[bytes, float]:
    (pdf,) = office.convert([document])
    return pdf, time.monotonic() - started


def test_a_document_on_which_every_libreoffice_hangs_is_told_after_two_attempts(
    short: bytes,
) -> None:
    with LibreOffice(most=1, limits=Limits(seconds=0.001)) as office:
        with pytest.raises(ConversionError) as raised:
            office.convert([short])
        (problem,) = raised.value.problems
        assert problem.where == "document 1 of 1"
        assert "in two attempts: LibreOffice did not finish within" in problem.what
        assert office.groups == ()


# ----------------------------------------------------------------------------- replaced


@pytest.mark.parametrize(
    "limits", [Limits(documents=2), Limits(memory_bytes=1_000_000)], ids=["documents", "memory"]
)
def test_one_that_has_worked_or_grown_enough_is_replaced(
    limits: Limits, short: bytes, office: LibreOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LOOK_EVERY", 2)
    with LibreOffice(most=1, limits=limits) as limited:
        limited.convert([short])
        (first,) = limited.groups
        assert limited.convert([short]) == office.convert([short])
        assert limited.groups == ()
        assert members(first) == []


# ------------------------------------------------------------------- somebody else's own


def test_the_servers_own_libreoffice_is_used_where_it_answers(short: bytes) -> None:
    (port,) = free_ports(1)
    server = Soffice(f"socket,host=127.0.0.1,port={port}")
    try:
        limits = Limits(outside_seconds=PATIENCE)
        with LibreOffice(f"127.0.0.1:{port}", limits=limits) as office:
            (expected,) = office.convert([short])
            assert office.groups == ()
            server.stop()
            # away for good: one of our own takes its place
            assert office.convert([short]) == [expected]
            assert len(office.groups) == 1
    finally:
        server.stop()


# --------------------------------------------------------------------- nothing is left


def test_nothing_stays_after_closing(short: bytes) -> None:
    office = LibreOffice(most=1)
    office.convert([short])
    (group,) = office.groups
    leaves = leaves_of(office, group)
    assert members(group)
    office.close()
    assert office.groups == ()
    assert members(group) == []
    assert not any(path.exists() for path in leaves)


@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_program_that_ends_in_any_way_leaves_no_libreoffice(
    end: str, short: bytes, tmp_path: Path
) -> None:
    program = (
        "import os, signal, sys\n"
        "from docassemble.PostConvictionRelief.drafting import LibreOffice\n"
        "office = LibreOffice()\n"
        "office.convert([sys.stdin.buffer.read()])\n"
        f"print(*office.groups, flush=True)\n{end}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=short,
        capture_output=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    (group,) = map(int, done.stdout.split())
    until(lambda: not members(group))
    until(lambda: not list(tmp_path.iterdir()))
