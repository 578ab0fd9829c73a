"""Word files from others: limits hold, and what acts or reaches out is named and refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from docassemble.PostConvictionRelief.drafting import Renderer
from docassemble.PostConvictionRelief.drafting.word_file import MAX_PARTS, open_word_file
from docassemble.PostConvictionRelief.errors import ExemplarError
from tests.drafting import samples

RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def harmless() -> bytes:
    return samples.saved(samples.motion())


def refusal(docx: bytes) -> str:
    with pytest.raises(ExemplarError) as raised:
        open_word_file(docx, "D-NOM.en")
    assert all(problem.where == "D-NOM.en" for problem in raised.value.problems)
    return "\n".join(problem.what for problem in raised.value.problems)


def related(harmless: bytes, kind: str, target: str, mode: str = "") -> bytes:
    """The file with one more relation of its body."""
    external = f' TargetMode="{mode}"' if mode else ""
    relation = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{target}"{external}/>'

    def change(parts: dict[str, bytes]) -> None:
        parts[RELS] = parts[RELS].replace(
            b"</Relationships>", relation.encode() + b"</Relationships>"
        )

    return samples.repacked(harmless, change)


def body(harmless: bytes, old: str, new: str) -> bytes:
    """The file with its body's XML changed."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            old.encode(), new.encode(), 1
        )

    return samples.repacked(harmless, change)


def test_a_plain_paper_is_opened_with_its_body_header_and_footer(harmless: bytes) -> None:
    opened = open_word_file(harmless, "D-NOM.en")
    assert opened.main == "word/document.xml"
    assert opened.templated == ("word/document.xml", "word/footer1.xml", "word/header1.xml")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 not Word", b"PK\x03\x04 broken", b"\xd0\xcf\x11"])
def test_what_is_no_zip_is_no_word_file(data: bytes) -> None:
    assert "not a Word file" in refusal(data)


def test_a_spreadsheet_is_no_word_file() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
    assert "no body" in refusal(file.getvalue())


def test_a_zip_bomb_is_not_unpacked(harmless: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/media/image1.png"] = bytes(30_000_000)

    assert "far more" in refusal(samples.repacked(harmless, change))


def test_a_part_that_lies_about_its_size_is_damaged(harmless: bytes) -> None:
    data = bytearray(harmless)
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data))


def test_too_many_parts_are_refused(harmless: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts.update({f"word/media/{number}.png": b"" for number in range(MAX_PARTS)})

    assert "far more" in refusal(samples.repacked(harmless, change))


def test_macros_are_refused(harmless: bytes) -> None:
    assert "macros" in refusal(related(harmless, "vbaProject", "vbaProject.bin"))


def test_a_macro_enabled_document_is_refused(harmless: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )

    assert "macros" in refusal(samples.repacked(harmless, change))


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("attachedTemplate", "file:///server/share/evil.dotm", "attached to a template"),
        ("image", "https://example.org/pixel.png", "from outside (image)"),
        ("oleObject", "https://example.org/object", "embedded object"),
        ("hyperlink", "file:///etc/passwd", "from outside (hyperlink)"),
        ("frame", "https://example.org/", "another document"),
    ],
)
def test_what_reaches_out_is_refused(harmless: bytes, kind: str, target: str, what: str) -> None:
    assert what in refusal(related(harmless, kind, target, "External"))


def test_a_link_to_a_web_page_is_harmless(harmless: bytes) -> None:
    open_word_file(related(harmless, "hyperlink", "https://example.org/", "External"), "D-NOM.en")


def test_comments_are_refused(harmless: bytes) -> None:
    assert "comments" in refusal(related(harmless, "comments", "comments.xml"))


def test_tracked_changes_are_refused(harmless: bytes) -> None:
    old = "<w:r><w:t>Third level</w:t></w:r>"
    new = f'<w:ins w:id="1" w:author="A">{old}</w:ins>'
    assert "tracked changes" in refusal(body(harmless, old, new))


@pytest.mark.parametrize("field", ["INCLUDETEXT", "DDEAUTO", "INCLUDEPICTURE"])
def test_fields_that_fetch_something_are_refused(harmless: bytes, field: str) -> None:
    old = "<w:r><w:t>Third level</w:t></w:r>"
    new = f'<w:fldSimple w:instr=" {field} &quot;/etc/passwd&quot; ">{old}</w:fldSimple>'
    assert field in refusal(body(harmless, old, new))


def test_entities_are_not_expanded(harmless: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        xml = parts["word/document.xml"].decode()
        declaration, rest = xml.split("?>", 1)
        doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        rest = rest.replace("Third level", "&x;")
        parts["word/document.xml"] = f"{declaration}?>{doctype}{rest}".encode()

    assert "document type" in refusal(samples.repacked(harmless, change))


def test_all_that_is_wrong_is_told_together(harmless: bytes) -> None:
    bad = related(
        related(harmless, "comments", "comments.xml"), "image", "https://a.example/b", "External"
    )
    told = refusal(bad)
    assert "comments" in told
    assert "from outside" in told


def test_check_reports_what_render_would_refuse(renderer: Renderer) -> None:
    problems = renderer.check(samples.exemplar_of(b"not Word"), samples.facts())
    assert ["not a Word file" in problem.what for problem in problems] == [True]
