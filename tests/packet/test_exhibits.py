"""Exhibits: whatever file comes, upright stamped pages behind an index, or one finding."""

from __future__ import annotations

import io
import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from docassemble.PostConvictionRelief.forms.pdf_objects import whole_number
from docassemble.PostConvictionRelief.packet.building import EXHIBITS, WHOLE, build_packet
from docassemble.PostConvictionRelief.packet.exhibits import tesseract
from docassemble.PostConvictionRelief.packet.exhibits.files import ExhibitFile
from docassemble.PostConvictionRelief.packet.exhibits.gathering import Gathered, gather
from docassemble.PostConvictionRelief.packet.exhibits.recognition import Recognizer
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.examples import changed, sample
from tests.packet.papers import bookmark, pdf, text
from tests.packet.test_binding import paper

ENCRYPTED = pikepdf.Encryption(owner="o", user="u", R=6)


@pytest.fixture(autouse=True)
def nothing_recognizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where tesseract is not installed; what it recognizes is another file's subject."""
    monkeypatch.setattr(tesseract, "languages", lambda: "")


def gathered(**files: ExhibitFile) -> Gathered:
    """The exhibits of sample S02 from some files; no Word file among them."""
    return gather(
        sample("S02"), "BA999041", files, _no_word_files, Recognizer(), lambda _words: None
    )


def _no_word_files(_docx: bytes) -> bytes:
    raise AssertionError("no Word file was given")


def document(words: str = "minutes", pages: int = 1, **page_entries: object) -> bytes:
    """A PDF, with entries set on each page (`Rotate`, `MediaBox`)."""
    with pikepdf.Pdf.open(io.BytesIO(paper(pages, words))) as made:
        for page in made.pages:
            for key, value in page_entries.items():
                page.obj[f"/{key}"] = value
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def scan(kind: str = "PNG", size: tuple[int, int] = (850, 1100), **save: object) -> bytes:
    """A picture of words."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((100, 150), "A999-000-101", fill="black", font_size=40)
    out = io.BytesIO()
    image.save(out, kind, **save)
    return out.getvalue()


def pages_of(found: Gathered) -> list[str]:
    assert found.bound is not None
    return [page.extract_text() for page in PdfReader(io.BytesIO(found.bound.pdf)).pages]


# ------------------------------------------------------------------------- what is bound


def test_an_index_names_every_exhibit_with_the_page_that_is_stamped_on_its_cover() -> None:
    found = gathered(
        A=ExhibitFile("a.pdf", document("minutes", 3)), B=ExhibitFile("b.pdf", document("charge"))
    )
    index, cover_a, *minutes, cover_b, charge = pages_of(found)
    assert re.search(r"Minute order and docket.*EX 2", index.replace("\n", " "))
    assert re.search(r"Complaint.*EX 6", index.replace("\n", " "))
    assert "EXHIBIT A" in cover_a
    assert "EX 2" in cover_a
    assert ["Exhibit A, page 2 of 3" in page and "EX 4" in page for page in minutes] == [
        False, True, False,
    ]  # fmt: skip
    assert "EXHIBIT B" in cover_b
    assert "charge 1" in charge


def test_every_exhibit_has_a_bookmark_with_letter_and_title_and_pages_are_labelled() -> None:
    found = gathered(A=ExhibitFile("a.pdf", document()), C=ExhibitFile("c.pdf", document()))
    assert found.bound is not None
    reader = PdfReader(io.BytesIO(found.bound.pdf))
    assert [bookmark(reader, item) for item in reader.outline] == [
        ("Index of exhibits", 0),
        ("Exhibit A: Minute order and docket, Mar 17, 2009", 1),
        ("Exhibit C: Certificate re destroyed reporter notes", 3),
    ]
    assert reader.page_labels[2] == "EX 3"


@pytest.mark.parametrize(
    "entries",
    [
        {"Rotate": 90},
        {"Rotate": 270},
        {"MediaBox": pikepdf.Array([0, 0, 1224, 1584])},
        {"MediaBox": pikepdf.Array([-40, 100, 800, 700])},
        {"MediaBox": pikepdf.Array([0, 0, 1584, 612]), "Rotate": 180},
        {"UserUnit": 2},
        {"CropBox": pikepdf.Array([50, 600, 400, 750])},
    ],
)
def test_rotated_large_and_odd_pages_become_upright_letter_pages(
    entries: dict[str, object],
) -> None:
    found = gathered(A=ExhibitFile("a.pdf", document("minutes", 1, **entries)))
    assert found.bound is not None
    with pikepdf.Pdf.open(io.BytesIO(found.bound.pdf)) as made:
        for page in made.pages:
            assert [float(made_edge) for made_edge in page.mediabox.as_list()] == [0, 0, 612, 792]
            assert whole_number(page.obj, "/Rotate") == 0
    assert "minutes 1" in text(found.bound.pdf)


def test_pictures_of_every_kind_become_pages_and_what_the_camera_noted_is_gone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "taken at home"
    files = {
        "A": ExhibitFile("a.PNG", scan()),
        "B": ExhibitFile("b.jpeg", scan("JPEG", (1100, 850), exif=exif)),
        "C": ExhibitFile(
            "c.tif", scan("TIFF", save_all=True, append_images=[Image.new("L", (850, 1100), 200)])
        ),
    }
    found = gathered(**files)
    assert found.bound is not None
    assert found.bound.pages == 1 + 2 + 2 + 3
    assert b"taken at home" not in found.bound.pdf
    with pikepdf.Pdf.open(io.BytesIO(found.bound.pdf)) as made:
        box = made.pages[4].Resources.XObject.Page.BBox
        assert float(box[3]) > float(box[2])  # upright


def test_a_scanned_page_is_said_to_be_unsearchable_and_not_looked_through() -> None:
    found = gathered(D=ExhibitFile("d.png", scan()))
    (finding,) = found.findings
    assert (finding.level, finding.where) == ("warning", "exhibits.3.file")
    assert "page 1 is scanned" in finding.what
    assert "nothing was blacked out there" in finding.what
    assert "install tesseract-ocr" in finding.remedy


def test_a_word_file_becomes_pages(workshop: Workshop) -> None:
    import docx

    written = docx.Document()
    written.add_paragraph("A letter from the parish about Ansúrez")
    out = io.BytesIO()
    written.save(out)
    files = {"E": ExhibitFile("letter.docx", out.getvalue())}
    found = gather(
        sample("S02"), "BA999041", files, workshop.to_pdf, Recognizer(), lambda _words: None
    )
    assert found.bound is not None
    assert "A letter from the parish about Ansúrez" in text(found.bound.pdf)


def test_a_title_in_any_script_and_of_any_length_is_printed_whole() -> None:
    title = "Giấy chứng nhận – Свидетельство – " + "school record " * 30
    case_file = changed("S02", exhibits=[{"letter": "A", "title": title}])
    files = {"A": ExhibitFile("a.pdf", document())}
    found = gather(case_file, "BA999041", files, _no_word_files, Recognizer(), lambda _words: None)
    words = " ".join(pages_of(found)[1].split())
    assert "Giấy chứng nhận" in words
    assert "Свидетельство" in words
    assert words.count("school record") == 30


def test_the_same_files_give_the_same_bytes() -> None:
    files = {"A": ExhibitFile("a.pdf", document()), "B": ExhibitFile("b.png", scan())}
    first, second = gathered(**files).bound, gathered(**files).bound
    assert first is not None
    assert first == second


# ------------------------------------------------------------------------- bad files


def encrypted() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(document())) as made:
        out = io.BytesIO()
        made.save(out, encryption=ENCRYPTED)
    return out.getvalue()


def bomb() -> bytes:
    """A small PDF of which one page unpacks to a hundred megabytes."""
    with pikepdf.Pdf.open(io.BytesIO(document())) as made:
        stream = pikepdf.Stream(made, b"")
        stream.write(zlib.compress(b" " * 100_000_000, 9), filter=pikepdf.Name.FlateDecode)
        made.pages[0].obj.Contents = stream
        out = io.BytesIO()
        made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("b.pdf", encrypted, "encrypted with a password"),
        ("b.pdf", lambda: document("long", 5)[:900], "broken or cut off"),
        ("b.pdf", scan, "not what its name says"),
        ("b.png", document, "not what its name says"),
        ("b.exe", document, "is no PDF, picture"),
        ("b.pdf", lambda: b"MZ\x90\x00", "is no PDF, picture"),
        ("b.pdf", lambda: b"", "is empty"),
        ("b.pdf", lambda: document("page", 301), "has 301 pages"),
        ("b.pdf", bomb, "unpacks page 1 to far more"),
        ("b.png", lambda: scan()[:400], "broken picture"),
        ("b.docx", lambda: b"PK\x03\x04 no word file", "not a Word file"),
    ],
)
def test_a_bad_file_is_one_finding_and_the_others_are_bound(
    name: str, make: Callable[[], bytes], words: str
) -> None:
    found = gathered(A=ExhibitFile("a.pdf", document()), B=ExhibitFile(name, make()))
    (finding,) = found.findings
    assert (finding.level, finding.where) == ("error", "exhibits.1.file")
    assert words in finding.what
    assert finding.remedy
    assert found.letters == ("A",)


def test_a_file_for_no_exhibit_and_a_wrong_number_of_pages_are_found() -> None:
    case_file = changed("S02", exhibits=[{"letter": "A", "title": "Docket", "pages": 4}])
    files = {"A": ExhibitFile("a.pdf", document()), "Q": ExhibitFile("q.pdf", document())}
    found = gather(case_file, "BA999041", files, _no_word_files, Recognizer(), lambda _words: None)
    assert [(f.where, f.level) for f in found.findings] == [
        ("exhibits.0.pages", "warning"), ("exhibits", "warning"),
    ]  # fmt: skip
    assert "exhibit Q" in found.findings[1].what


# ------------------------------------------------------------------------- in the packet


def test_the_bound_packet_holds_the_exhibits_before_the_proposed_order(
    practice_workshop: Workshop, tmp_path: Path
) -> None:
    plan = plan_packets(sample("S02")).plans[0]
    few = tuple(p for p in plan.papers if p.code in ("D-PO", "F-CR188"))
    files = {"A": ExhibitFile("Ansúrez minute order.pdf", document("minutes", 2))}
    packet = build_packet(
        replace(plan, papers=few), practice_workshop, 1, lambda _percent, _words: None, files
    )
    exhibits = pdf(packet, EXHIBITS)
    assert exhibits.file_name == "los-angeles-ba999041-EXHIBITS-v1.pdf"
    assert exhibits.pages == 4
    reader = PdfReader(io.BytesIO(pdf(packet, WHOLE).data))
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "Exhibits"
    assert reader.page_labels[:4] == ["EX 1", "EX 2", "EX 3", "EX 4"]
    (tmp_path / "exhibits.pdf").write_bytes(exhibits.data)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "exhibits.pdf"], capture_output=True)
    assert checked.returncode == 0, checked.stdout
