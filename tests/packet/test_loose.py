"""Pages taken apart and put into another PDF: they say and show what they did."""

from __future__ import annotations

import io
import subprocess
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.packet.loose import Bookmark, LoosePages, cut, taken_apart
from docassemble.PostConvictionRelief.packet.reading import opened, page_texts
from docassemble.PostConvictionRelief.packet.whole import Whole
from tests.packet.test_binding import paper


def whole(*parts: LoosePages) -> bytes:
    """The parts as one PDF."""
    made = Whole()
    for part in parts:
        made.add_pages(part)
    return made.to_bytes("Whole", [Bookmark("First page", 0)], {0: ""})


def with_entry(key: str, value: object, words: bytes = b"") -> bytes:
    """A PDF of one page with an entry of any kind, and other words to draw."""
    with pikepdf.Pdf.open(io.BytesIO(paper(1, "page"))) as made:
        made.pages[0].obj[key] = value
        if words:
            made.pages[0].contents_add(words)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def pixels(pdf: bytes, page: int) -> bytes:
    with opened(pdf) as document:
        return bytes(document[page].render(scale=0.5).to_pil().tobytes())


def test_pages_of_several_files_stand_in_order_and_look_as_they_did() -> None:
    one, two = paper(2, "one"), paper(1, "two")
    made = whole(taken_apart(one), taken_apart(two), taken_apart(one))
    assert [text.strip() for text in page_texts(made)] == [
        "one 1", "one 2", "two 1", "one 1", "one 2",
    ]  # fmt: skip
    assert pixels(made, 1) == pixels(made, 4) == pixels(one, 1)
    assert pixels(made, 2) == pixels(two, 0)


def test_what_was_bound_can_be_taken_apart_again_without_qpdf() -> None:
    once = whole(taken_apart(paper(2, "one")), taken_apart(paper(1, "two")))
    twice = whole(cut(once))
    assert page_texts(twice) == page_texts(once)
    assert len(twice) == len(once)  # bookmarks, labels and title were not brought along as well


def test_what_pages_inherit_and_how_they_are_turned_comes_along() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(2, "turned"))) as made:
        for page in made.pages:
            resources = page.obj.Resources
            del page.obj.Resources, page.obj.MediaBox
        made.Root.Pages.Resources = made.make_indirect(resources)
        made.Root.Pages.MediaBox = pikepdf.Array([0, 0, 500, 700])
        made.Root.Pages.Rotate = 90
        out = io.BytesIO()
        made.save(out)
    bound = whole(taken_apart(out.getvalue()))
    assert pixels(bound, 1) == pixels(out.getvalue(), 1)
    with opened(bound) as document:
        assert document[0].get_size() == (700, 500)


@pytest.mark.parametrize(
    "words",
    ["(5 0 R", "1 0 R", "100% of 5 0 R", "%d 0 R", "\\", ")) 7 0 R ((", "stream\nendobj\n", "<41>"],
)
def test_words_that_look_like_pdf_stay_words(words: str) -> None:
    bound = whole(taken_apart(paper(1, "before")), taken_apart(with_entry("/Note", words)))
    with pikepdf.Pdf.open(io.BytesIO(bound)) as read:
        assert str(read.pages[1].obj.Note) == words


@given(
    words=st.binary(max_size=60),
    name=st.text("abc#/ %()<>[]é", min_size=1, max_size=8),
    drawn=st.binary(max_size=80),
)
@settings(max_examples=60, deadline=None)
def test_every_string_name_and_stream_comes_through_unchanged(
    words: bytes, name: str, drawn: bytes
) -> None:
    value = pikepdf.Array([pikepdf.String(words), pikepdf.Name(f"/{name}"), 7, 0])
    packed = zlib.compress(drawn)
    source = with_entry("/Note", value, b"% " + packed + b"\nendstream endobj\nstream\n")
    bound = whole(taken_apart(paper(1, "before")), taken_apart(source))
    with pikepdf.Pdf.open(io.BytesIO(bound)) as read, pikepdf.Pdf.open(io.BytesIO(source)) as old:
        for key in ("/Note", "/Contents"):
            ours, theirs = read.pages[1].obj[key], old.pages[0].obj[key]
            if key == "/Note":
                assert [bytes(ours[0]), str(ours[1])] == [bytes(theirs[0]), str(theirs[1])]
            else:
                assert [part.read_bytes() for part in _streams(ours)] == [
                    part.read_bytes() for part in _streams(theirs)
                ]


def _streams(contents: pikepdf.Object) -> list[pikepdf.Object]:
    return [contents[n] for n in range(len(contents))]


def test_scripts_names_and_metadata_of_a_document_are_left_behind() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(1, "page"))) as made:
        made.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('hidden')")
        )
        made.docinfo["/Author"] = "hidden author"
        out = io.BytesIO()
        made.save(out)
    assert b"hidden" not in whole(taken_apart(out.getvalue()))


def test_bookmarks_of_two_levels_in_any_script_and_labels_are_sound(tmp_path: Path) -> None:
    made = Whole()
    made.add_pages(taken_apart(paper(3, "page")))
    below = (Bookmark("Ngữ (1)", 1), Bookmark("Б \\", 2))
    file = tmp_path / "whole.pdf"
    file.write_bytes(
        made.to_bytes("Título", [Bookmark("A", 0, below), Bookmark("B", 2)], {0: "é "})
    )
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")
    with pikepdf.Pdf.open(file) as read, read.open_outline() as outline:
        first, second = outline.root
        assert [first.title, *(item.title for item in first.children), second.title] == [
            "A", "Ngữ (1)", "Б \\", "B",
        ]  # fmt: skip
        label: object = read.pages[2].label  # (the stubs take it for a method)
        assert label == "é 3"
