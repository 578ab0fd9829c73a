"""Word to PDF: the same bytes every time, whichever LibreOffice makes them."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice, Renderer, libreoffice
from docassemble.PostConvictionRelief.errors import ConversionError
from docassemble.PostConvictionRelief.packet.absent_fonts import fonts_not_embedded
from tests.drafting import samples


def text(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


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
    with LibreOffice(most=1) as another:
        assert another.convert([motion_docx]) == [motion_pdf]


def test_without_uno_one_cold_call_makes_the_same_pdfs(
    monkeypatch: pytest.MonkeyPatch, motion_docx: bytes, motion_pdf: bytes, short: bytes
) -> None:
    monkeypatch.setattr(libreoffice, "python_with_uno", lambda: None)
    with LibreOffice() as cold:
        made = cold.convert([motion_docx, short])
    assert made[0] == motion_pdf
    assert "BA999041" in text(made[1])


def test_a_cold_call_that_is_killed_on_its_way_is_made_once_more(
    monkeypatch: pytest.MonkeyPatch, motion_docx: bytes, motion_pdf: bytes, tmp_path: Path
) -> None:
    monkeypatch.setattr(libreoffice, "python_with_uno", lambda: None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = False
    with LibreOffice() as cold, ThreadPoolExecutor(1) as beside:
        while not killed:  # who looks too late, when all are written, looks again
            work = beside.submit(cold.convert, [motion_docx] * 3)
            while not work.done():
                if not killed and list(tmp_path.glob("pcr-office-*/written/1.pdf")):
                    with suppress(ProcessLookupError):
                        os.killpg(group_of(str(tmp_path)), signal.SIGKILL)
                        killed = True
                time.sleep(0.001)
            assert work.result() == [motion_pdf] * 3


def group_of(word: str) -> int:
    """The process group of the LibreOffice whose command has this word in it."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it may end while we look
            command = (entry / "cmdline").read_bytes().decode(errors="replace")
            if "soffice" in command and word in command:
                return os.getpgid(int(entry.name))
    raise ProcessLookupError


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


def test_a_folder_without_room_is_told(
    office: LibreOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: bytes
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ConversionError, match="can't write"):
        office.convert([short])


def test_a_pdf_is_not_taken_for_whole_where_the_disk_is_full_or_fills_meanwhile(
    office: LibreOffice, monkeypatch: pytest.MonkeyPatch, short: bytes
) -> None:
    enough = libreoffice.ROOM + 4 * len(short)
    for told in ((enough - 1,), (enough, enough - 1)):
        free = iter(told)
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, free=free: Space(next(free)))
        with pytest.raises(ConversionError, match=r"No space left.* make room on the disk"):
            office.convert([short])
    monkeypatch.undo()
    assert office.convert([short])


@dataclass(frozen=True)
class Space:
    """What is free on a disk, in bytes."""

    free: int


def test_a_chinese_name_is_printed_in_a_paper_and_its_font_is_in_the_file(
    office: LibreOffice, renderer: Renderer
) -> None:
    if not Path("/usr/share/fonts/truetype/droid").is_dir():
        pytest.skip("fonts-droid-fallback is not installed")
    paper = samples.one_paragraph("The defendant, 李小龍, resides here.")
    (pdf,) = office.convert([renderer.render(paper, samples.facts())])
    assert "The defendant, 李小龍, resides here." in text(pdf)
    assert fonts_not_embedded(pdf) == set()
