"""Scanned exhibits, by the real tesseract: searchable, upright, private things gone from them."""

from __future__ import annotations

import io
import random
import stat
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from docassemble.PostConvictionRelief.packet.exhibits import tesseract
from docassemble.PostConvictionRelief.packet.exhibits.files import ExhibitFile
from docassemble.PostConvictionRelief.packet.exhibits.gathering import Gathered, gather
from docassemble.PostConvictionRelief.packet.exhibits.page_letters import (
    letters_recognized,
    private_letters,
)
from docassemble.PostConvictionRelief.packet.exhibits.recognition import (
    PageWord,
    ReadPage,
    Recognizer,
)
from docassemble.PostConvictionRelief.packet.finding import Finding
from docassemble.PostConvictionRelief.packet.private import private_things
from docassemble.PostConvictionRelief.packet.reading import bounded, page_texts
from tests.examples import changed

pytestmark = pytest.mark.skipif(
    not tesseract.languages(), reason="tesseract is not installed on this machine"
)

FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
CASE_FILE = changed("S02", eq__family=[{"relation": "son", "name": "Tadeo Ansúrez", "age": 12}])
SECRETS = ("999-000", "09/30/1981", "septiembre", "123-45", "6789", "Tadeo", "Ansurez", "Ansúrez")
RECORD = (
    "DEPARTMENT OF CORRECTIONS",
    "Alien number: A 999-000-101",
    "Date of birth 09/30/1981",
    "Social Security No. 123-45-6789",
    "The subject was sentenced at the county court",
    "El acusado nació el 30 de septiembre de 1981",
    "Hijo: Tadeo Ansúrez, edad 12 años",
)
LETTER = (
    "To whom it may concern",
    "I have known the family of my neighbor for many years",
    "and they have always helped in our parish and school",
    "Siempre ha trabajado con honradez en la construcción",
)


def page(lines: Sequence[str], *, skew: float = 0.8, turned: int = 0) -> Image.Image:
    """A letter page as a scanner of 200 dots per inch gives it: grey, a little askew, noisy."""
    image = Image.new("L", (1700, 2200), 248)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 40)
    for number, line in enumerate(lines):
        draw.text((200, 300 + number * 80), line, font=font, fill=25)
    image = image.rotate(skew, fillcolor=248)
    noise = Image.frombytes("L", image.size, random.Random(7).randbytes(1700 * 2200))
    return Image.blend(image, noise, 0.04).rotate(turned, expand=True)


def scan(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()


def gathered(data: bytes, recognizer: Recognizer, said: list[str] | None = None) -> Gathered:
    told = (said if said is not None else []).append
    files = {"A": ExhibitFile("a.pdf", data)}
    return gather(CASE_FILE, "BA999041", files, lambda _docx: b"", recognizer, told)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer()


@pytest.fixture(scope="module")
def data() -> bytes:
    """A record full of private things, a letter on its side, and a blank page."""
    return scan(page(RECORD), page(LETTER, turned=90), Image.new("L", (1700, 2200), 255))


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def found(data: bytes, recognizer: Recognizer, said: list[str]) -> Gathered:
    return gathered(data, recognizer, said)


def bound(found: Gathered) -> bytes:
    assert found.bound is not None
    return found.bound.pdf


def finding(found: Gathered, words: str) -> Finding:
    (one,) = (each for each in found.findings if words in each.what)
    return one


# ----------------------------------------------------------------------------- searched


def test_the_words_of_a_scan_can_be_searched_in_english_and_spanish(found: Gathered) -> None:
    texts = page_texts(bound(found))
    assert "The subject was sentenced at the county court" in texts[2].replace("\r", "")
    assert "Siempre ha trabajado con honradez en la construcción" in texts[3]


def test_a_word_is_found_where_it_stands_in_the_picture(found: Gathered) -> None:
    # the first line begins 200 dots from the left and ends 340 from the top, at 200 to the inch,
    # on a page made a little smaller for the stamp
    there = bounded(bound(found), 2, 60, 640, 430, 700)
    assert there.split()[:3] == ["DEPARTMENT", "OF", "CORRECTIONS"]
    assert "subject" not in there


def test_the_picture_itself_is_left_as_it_came_where_nothing_is_hidden(
    found: Gathered, data: bytes
) -> None:
    def pictures(pdf: bytes) -> set[bytes]:
        with pikepdf.Pdf.open(io.BytesIO(pdf)) as opened:
            return {
                bytes(each.read_raw_bytes())
                for each in opened.objects
                if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
            }

    assert len(pictures(data) & pictures(bound(found))) == 2  # the letter and the blank page


def test_a_page_on_its_side_is_set_upright_and_told(found: Gathered) -> None:
    with pikepdf.Pdf.open(io.BytesIO(bound(found))) as made:
        box = made.pages[3].Resources.XObject.Page.BBox
        assert float(box[2]) > float(box[3])  # as it came: it is drawn turned
    assert "page 2 is scanned on the side" in finding(found, "upright").what


def test_a_page_without_words_is_said_to_have_none(found: Gathered) -> None:
    told = finding(found, "no words were recognized")
    assert told.what.startswith("page 3 is a picture or blank")


def test_the_progress_is_told_page_by_page(found: Gathered, said: list[str]) -> None:
    assert "Exhibit A: Recognizing the words of scanned pages: 2 of 3" in said


def test_few_words_beside_a_large_picture_do_not_hide_that_it_is_a_scan(
    recognizer: Recognizer,
) -> None:
    with pikepdf.Pdf.open(io.BytesIO(scan(page(RECORD[:2])))) as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
        )
        pdf.pages[0].Resources.Font = pikepdf.Dictionary(F=font)
        pdf.pages[0].contents_add(b"BT /F 9 Tf 400 760 Td (RECORDS 000123) Tj ET")
        out = io.BytesIO()
        pdf.save(out)
    made = page_texts(bound(gathered(out.getvalue(), recognizer)))[2]
    assert made.count("000123") == 1
    assert "CORRECTIONS" in made
    assert "999" not in made


# --------------------------------------------------------------------------- blacked out


def test_private_things_are_gone_from_text_and_picture_of_a_scan(
    found: Gathered, recognizer: Recognizer
) -> None:
    texts = page_texts(bound(found))
    assert not [secret for secret in SECRETS for text in texts if secret in text]
    again = recognizer.read(bound(found), [2], lambda _words: None)[2]
    assert again is not None
    words = [word.text for word in again.words]
    assert "CORRECTIONS" in words
    assert not [secret for secret in SECRETS if secret in " ".join(words)]
    assert not private_letters(
        letters_recognized(again), private_things(CASE_FILE), recognized=True
    ).kinds
    assert not [each for each in found.findings if each.level == "error"]


def test_what_rests_on_recognition_asks_somebody_to_look(found: Gathered) -> None:
    told = finding(found, "was blacked out on scanned pages")
    assert told.level == "warning"
    for kind in ("an A-number", "a Social Security number", "a full date of birth", "a minor"):
        assert kind in told.what
    assert "look at these pages by eye" in told.remedy
    assert "look through them by eye" in finding(found, "recognized for search").remedy


def test_a_page_that_is_hard_to_recognize_is_told(recognizer: Recognizer) -> None:
    blurred = page(LETTER).filter(ImageFilter.GaussianBlur(5))
    told = finding(gathered(scan(blurred), recognizer), "hard to recognize")
    assert told.level == "warning"
    assert "look through them by eye" in told.remedy


def recognized(*words: str) -> ReadPage:
    return ReadPage(tuple(PageWord(word, (0, 0, 10, 10), False) for word in words), 90.0)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("A999-O00-1O1",), "an A-number"),
        (("A999-", "000-", "101"), "an A-number"),
        (("SSN", "l23-45-67B9"), "a Social Security number"),
        (("123-", "45", "-6789"), "a Social Security number"),
        (("O9/3O/1981",), "a full date of birth"),
        (("30", "de", "septiembre", "de", "1981"), "a full date of birth"),
        (("Tadeo", "Ansurez"), "the name of a minor"),
    ],
)
def test_letters_taken_for_digits_and_torn_numbers_are_found(
    words: tuple[str, ...], kind: str
) -> None:
    letters = letters_recognized(recognized("of", *words, "in"))
    found = private_letters(letters, private_things(CASE_FILE), recognized=True)
    assert found.kinds == (kind,)
    hidden = "".join(letters[place][0] for place in sorted(found.places))
    assert {*"".join(words)} - {*"SSN"} >= {*hidden.replace(" ", "")}


# --------------------------------------------------------------------------- once, safely


def test_the_same_scan_gives_the_same_bytes_and_is_read_once(
    found: Gathered, data: bytes, recognizer: Recognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the page was read again")

    monkeypatch.setattr(tesseract, "_asked", never)
    assert bound(gathered(data, recognizer)) == bound(found)


def test_another_process_would_make_the_same_bytes() -> None:
    data = scan(page(LETTER[:2]))
    assert bound(gathered(data, Recognizer())) == bound(gathered(data, Recognizer()))


def test_only_so_many_pages_are_remembered() -> None:
    small = Recognizer(most=2)
    small._kept.update({(bytes([n]), "read", n): None for n in range(5)})
    small.read(scan(Image.new("L", (200, 200), 255)), [0], lambda _words: None)
    assert len(small._kept) == 2


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("exec sleep 60", "could not be recognized"),
        ("kill -9 $$", "could not be recognized"),
    ],
    ids=["hangs", "crashes"],
)
def test_a_program_that_hangs_or_crashes_is_a_finding_and_the_page_is_bound(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    languages = tesseract.languages()
    false = tmp_path / "tesseract"
    false.write_text(f"#!/bin/sh\n{program}\n")
    false.chmod(false.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(tesseract, "program", lambda: str(false))
    monkeypatch.setattr(tesseract, "languages", lambda: languages)
    monkeypatch.setattr(tesseract, "SECONDS", 0.5)
    made = gathered(scan(page(LETTER)), Recognizer())
    assert made.letters == ("A",)
    assert finding(made, words).level == "warning"


def killed(folder: Path, monkeypatch: pytest.MonkeyPatch, *, when: str) -> None:
    """The real tesseract, which kills itself at its calls of these numbers (`2`, `[23]`)."""
    languages, real = tesseract.languages(), tesseract.program()
    calls, false = folder / "calls", folder / "tesseract"
    false.write_text(
        f"#!/bin/sh\necho >> {calls}\n"
        f'case "$(wc -l < {calls})" in {when}) kill -9 $$;; esac\nexec {real} "$@"\n'
    )
    false.chmod(false.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(tesseract, "program", lambda: str(false))
    monkeypatch.setattr(tesseract, "languages", lambda: languages)


def test_a_page_whose_program_is_killed_is_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_its_side = scan(page(LETTER[:2], turned=90))
    whole = bound(gathered(on_its_side, Recognizer()))
    killed(tmp_path, monkeypatch, when="1")  # while it is asked how the page lies
    assert bound(gathered(on_its_side, Recognizer())) == whole


def test_a_page_that_was_lost_is_read_again_for_the_next_packet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upright = scan(page(LETTER[:2]))
    recognizer = Recognizer()
    killed(tmp_path, monkeypatch, when="[23]")
    assert finding(gathered(upright, recognizer), "could not be recognized")
    again = gathered(upright, recognizer)
    assert not [each for each in again.findings if "could not be recognized" in each.what]
    assert "family of my neighbor" in page_texts(bound(again))[2]


def test_a_blackened_page_that_could_not_be_read_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(tmp_path, monkeypatch, when="[34]")
    made = gathered(scan(page(RECORD[:2])), Recognizer())
    told = finding(made, "could not be read again")
    assert told.level == "warning"
    assert "make the packet again" in told.remedy


def test_a_file_with_text_alone_is_not_read_by_recognition(
    text_alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a page with text was read")

    monkeypatch.setattr(tesseract, "_asked", never)
    assert "minutes" in "".join(page_texts(bound(gathered(text_alone, Recognizer()))))


@pytest.fixture
def text_alone() -> bytes:
    from tests.packet.test_binding import paper

    return paper(3, "minutes of the hearing")
