"""Word to PDF: the same bytes every time, and a crash or a hang of LibreOffice is survived."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice, Renderer, libreoffice
from docassemble.PostConvictionRelief.drafting.soffice import Soffice, python_with_uno
from docassemble.PostConvictionRelief.errors import ConversionError
from tests.drafting import samples

warm = pytest.mark.skipif(python_with_uno() is None, reason="no Python with uno on this machine")


@pytest.fixture(scope="module")
def short(renderer: Renderer) -> bytes:
    return renderer.render(samples.one_paragraph("{{ case.number }}"), samples.facts())


def text(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def office_group(office: LibreOffice) -> int:
    """The process group of the LibreOffice that a converter started."""
    assert office._office is not None
    assert office._office.office is not None
    return office._office.office.group


def running(group: int) -> bool:
    """Whether a process of the group still runs (one that ended may wait for its parent)."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, of_group = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # ended while we looked
        if int(of_group) == group and state != "Z":
            return True
    return False


def test_the_text_of_the_paper_is_in_the_pdf(office: LibreOffice, short: bytes) -> None:
    (pdf,) = office.convert([short])
    assert "BA999041" in text(pdf)


def test_pdfs_come_in_the_order_of_their_documents(office: LibreOffice, renderer: Renderer) -> None:
    words = ["first", "second", "third"]
    papers = [renderer.render(samples.one_paragraph(each), samples.facts()) for each in words]
    assert [next(w for w in words if w in text(pdf)) for pdf in office.convert(papers)] == words


def test_the_same_document_gives_the_same_pdf_also_from_another_libreoffice(
    office: LibreOffice, motion_docx: bytes, motion_pdf: bytes
) -> None:
    assert office.convert([motion_docx]) == [motion_pdf]
    with LibreOffice() as another:
        assert another.convert([motion_docx]) == [motion_pdf]


def test_without_uno_one_cold_call_makes_the_same_pdfs(
    monkeypatch: pytest.MonkeyPatch, motion_docx: bytes, motion_pdf: bytes, short: bytes
) -> None:
    monkeypatch.setattr(libreoffice, "python_with_uno", lambda: None)
    with LibreOffice() as cold:
        made = cold.convert([motion_docx, short])
    assert made[0] == motion_pdf
    assert "BA999041" in text(made[1])


def test_the_pdf_says_its_title_and_nothing_of_who_made_it(motion_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(motion_pdf)) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Notice of Motion"
        }
        assert "/Metadata" not in pdf.Root
        assert "/DocChecksum" not in pdf.trailer


def test_qpdf_finds_nothing_wrong(motion_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "motion.pdf"
    file.write_bytes(motion_pdf)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


@warm
def test_a_libreoffice_that_is_killed_is_started_again(short: bytes) -> None:
    with LibreOffice() as office:
        (before,) = office.convert([short])
        killed = office_group(office)
        os.killpg(killed, signal.SIGKILL)
        assert office.convert([short]) == [before]
        assert office_group(office) != killed


@warm
def test_a_libreoffice_that_hangs_is_ended_and_started_again(short: bytes) -> None:
    with LibreOffice(seconds=8) as office:
        (before,) = office.convert([short])
        hung = office_group(office)
        os.killpg(hung, signal.SIGSTOP)
        started = time.monotonic()
        assert office.convert([short]) == [before]
        assert 8 <= time.monotonic() - started < 60
        assert not running(hung)


@warm
def test_the_servers_own_libreoffice_is_used_where_it_answers(short: bytes) -> None:
    with LibreOffice() as own:
        (expected,) = own.convert([short])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Soffice(f"socket,host=127.0.0.1,port={port}")
    try:
        with LibreOffice(f"127.0.0.1:{port}", outside_seconds=60) as office:
            assert office.convert([short]) == [expected]
            assert office._office is not None
            assert office._office.office is None
            server.stop()
            # away for good: one of our own takes its place
            assert office.convert([short]) == [expected]
            assert office._office.office is not None
    finally:
        server.stop()


def test_a_file_that_is_no_word_file_is_told_and_the_next_one_is_made(
    office: LibreOffice, short: bytes
) -> None:
    with pytest.raises(ConversionError) as raised:
        office.convert([short, b"this is no Word file"])
    (problem,) = raised.value.problems
    assert problem.where == "document 2 of 2"
    assert office.convert([short])


def test_without_libreoffice_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, short: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with LibreOffice() as office, pytest.raises(ConversionError, match="libreoffice-writer-nogui"):
        office.convert([short])


def test_a_place_where_nothing_can_be_kept_is_told(tmp_path: Path, short: bytes) -> None:
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    with LibreOffice(cache=taken) as office, pytest.raises(ConversionError, match="can't write"):
        office.convert([short])


def test_nothing_is_started_before_the_first_document_and_nothing_stays_after_the_last(
    short: bytes,
) -> None:
    office = LibreOffice()
    assert office._office is None
    office.convert([short])
    group = office_group(office) if python_with_uno() else None
    assert group is None or running(group)
    office.close()
    assert office._office is None
    assert group is None or not running(group)


@warm
def test_a_program_that_ends_without_closing_leaves_no_libreoffice(short: bytes) -> None:
    program = (
        "import sys\n"
        "from docassemble.PostConvictionRelief.drafting import LibreOffice\n"
        "office = LibreOffice()\n"
        "office.convert([sys.stdin.buffer.read()])\n"
        "print(office._office.office.group)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=short, capture_output=True, check=True
    )
    assert not running(int(done.stdout))


def test_a_kept_pdf_is_used_again_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: bytes
) -> None:
    kept = tmp_path / "pdfs"
    with LibreOffice(cache=kept) as office:
        (pdf,) = office.convert([short])
    (file,) = kept.iterdir()
    assert file.name.startswith(hashlib.sha256(short).hexdigest())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("PATH", "")
    assert LibreOffice(cache=kept).convert([short, short]) == [pdf, pdf]
