"""Papers bound into one PDF: bookmarks, page labels, the same bytes each time."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from docassemble.PostConvictionRelief.packet.binding import BoundPart, bind, page_count
from docassemble.PostConvictionRelief.packet.loose import taken_apart
from tests.packet.papers import bookmark


def paper(pages: int, words: str, bookmark: str = "") -> bytes:
    """A PDF with some pages that say something, and perhaps a bookmark to its last page."""
    pdf = pikepdf.Pdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(612, 792))
        text = f"BT /F1 12 Tf 72 700 Td ({words} {number + 1}) Tj ET".encode()
        page.Contents = pdf.make_stream(text)
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name.Helvetica,
                )
            )
        )  # fmt: skip
    if bookmark:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(bookmark, pages - 1))
    output = BytesIO()
    pdf.save(output, static_id=True)
    return output.getvalue()


PARTS = [
    BoundPart("D-NOM", "Notice of motion", taken_apart(paper(2, "notice"))),
    BoundPart("D-MPA", "Memorandum", taken_apart(paper(3, "memorandum", bookmark="V. Argument"))),
    BoundPart("F-CR187", "Motion to vacate (CR-187)", taken_apart(paper(1, "form"))),
]


def test_every_paper_has_a_bookmark_to_its_first_page_and_keeps_its_own_below() -> None:
    reader = PdfReader(BytesIO(bind(PARTS, "Packet")))
    notice, memorandum, below, form = reader.outline
    titles = [part.title for part in PARTS]
    assert [bookmark(reader, item) for item in (notice, memorandum, form)] == list(
        zip(titles, (0, 2, 5), strict=True)
    )
    assert isinstance(below, list)
    assert bookmark(reader, below[0]) == ("V. Argument", 4)


def test_pages_are_labelled_by_their_paper() -> None:
    reader = PdfReader(BytesIO(bind(PARTS, "Packet")))
    assert reader.page_labels == [
        "D-NOM 1", "D-NOM 2", "D-MPA 1", "D-MPA 2", "D-MPA 3", "F-CR187 1",
    ]  # fmt: skip


def test_no_page_is_lost_or_out_of_order() -> None:
    reader = PdfReader(BytesIO(bind(PARTS, "Packet")))
    assert [page.extract_text().strip() for page in reader.pages] == [
        "notice 1", "notice 2", "memorandum 1", "memorandum 2", "memorandum 3", "form 1",
    ]  # fmt: skip
    assert page_count(bind(PARTS, "Packet")) == 6


def test_the_same_papers_give_the_same_bytes() -> None:
    assert bind(PARTS, "Packet") == bind(PARTS, "Packet")
    assert bind(PARTS, "Packet") != bind(PARTS[:2], "Packet")


def test_metadata_holds_the_title_and_nothing_else() -> None:
    reader = PdfReader(BytesIO(bind(PARTS, "Packet for case BA999041")))
    told = {key: str(value) for key, value in (reader.metadata or {}).items()}
    assert told == {"/Title": "Packet for case BA999041"}


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "bound.pdf"
    file.write_bytes(bind(PARTS, "Packet"))
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
