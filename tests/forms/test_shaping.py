"""Letters beyond Latin: joined, ordered from the right, stacked, and found again on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.forms.fill import compose
from docassemble.PostConvictionRelief.forms.fonts import families, further, package_for
from docassemble.PostConvictionRelief.forms.measure import mixed
from docassemble.PostConvictionRelief.forms.shaping import in_visual_order, shaped
from tests.forms.fillers import card, compiled
from tests.forms.readback import ReadBack

DEJAVU = families("sans")[-1]
NAMES = {
    "Armenian": "Հովհաննես Թումանյան",
    "Cyrillic": "Олександра Щербань",
    "Greek": "Γιώργος Ξενάκης",
    "Vietnamese": "Đặng Nguyễn Thị Ánh Tuyết",
    "Polish": "Łucja Brzęczyszczykiewicz",
    "Arabic": "محمد عبد اللطيف",
    "Persian": "پریسا گلچین",
    "Hebrew": "שירה בן־דוד",
    "combining marks": "Ọ̀ṣun x̂ M̃",
}


def printed(text: str) -> str:
    """What a reader program finds on the page where a name was filled in."""
    field = card("CR-187").field("defendant")
    assert field is not None
    flat = compose(compiled("CR-187"), {"defendant": text}).flat()
    return ReadBack(flat).pages[0].inside(field)


def joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("script", [s for s in NAMES if s not in ("Arabic", "Persian", "Hebrew")])
def test_a_name_in_another_script_is_found_again_letter_by_letter(script: str) -> None:
    assert joined(printed(NAMES[script])) == joined(NAMES[script])


@pytest.mark.parametrize("script", ["Arabic", "Persian", "Hebrew"])
def test_a_name_from_the_right_has_every_letter_on_paper_once(script: str) -> None:
    assert sorted(joined(printed(NAMES[script]))) == sorted(joined(NAMES[script]))


def test_arabic_letters_take_the_form_of_their_place_in_the_word() -> None:
    alone = [shaped(DEJAVU, letter, True)[0].number for letter in "محمد"]
    in_word = [glyph.number for glyph in reversed(shaped(DEJAVU, "محمد", True))]
    assert len(alone) == len(in_word)
    assert alone[0] != in_word[0] != in_word[2]


def test_two_letters_that_become_one_sign_are_both_told_by_it() -> None:
    (sign,) = shaped(DEJAVU, "لا", True)
    assert sign.text == "لا"


def test_numbers_and_latin_words_stand_the_right_way_in_a_line_from_the_right() -> None:
    pieces = [("BA", False), (" ", True), ("2026", False), ("שירה ", True)]
    assert in_visual_order("שירה 2026 BA") == pieces


def test_a_name_from_the_right_in_a_latin_line_stands_in_its_place() -> None:
    assert in_visual_order("aka שירה בן, Shira") == [
        ("aka ", False),
        ("שירה בן", True),
        (", Shira", False),
    ]


def test_a_mark_is_raised_or_moved_onto_its_letter() -> None:
    letter, mark = shaped(DEJAVU, "x\u0302", False)
    assert (letter.text, mark.text) == ("x", "\u0302")
    assert mark.advance == 0
    assert mark.right != 0 or mark.up != 0 or DEJAVU.numbered(mark.number).width == 0


@given(st.text(alphabet="abc 12 שלום محمد Ж́ệ", min_size=1, max_size=30))
def test_no_letter_is_lost_by_ordering_or_shaping(text: str) -> None:
    assert sorted("".join(piece for piece, _ in in_visual_order(text))) == sorted(text)
    line = mixed("sans", text, True)
    assert sorted("".join(run.characters for run in line.runs)) == sorted(text)
    told = "".join(letter for run in line.runs for _, letter in run.glyphs)
    wide = "".join(run.characters for run in line.runs if run.file is not None)
    assert sorted(told) == sorted(wide)


@pytest.mark.parametrize(
    ("letter", "package"),
    [("李", "fonts-droid-fallback"), ("김", "fonts-nanum"), ("ก", "fonts-noto-core")],
)
def test_a_missing_font_is_named_by_its_package(letter: str, package: str) -> None:
    assert package_for(letter) == package


@pytest.fixture
def east_asian_font() -> Path:
    """The font of `fonts-droid-fallback`, where it is installed."""
    path = next((file.path for file in further() if file.path.stem.startswith("Droid")), None)
    if path is None:
        pytest.skip("fonts-droid-fallback is not installed")
    return path


def test_a_chinese_name_is_printed_where_its_font_is_installed(east_asian_font: Path) -> None:
    assert joined(printed("李 Wei")) == "李Wei"
