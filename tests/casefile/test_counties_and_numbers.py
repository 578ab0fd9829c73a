"""Counties, case numbers and A-numbers: what is kept, what is made normal, what is suggested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.case_numbers import hint
from docassemble.PostConvictionRelief.casefile.counties import OTHER, counties, suggestion
from docassemble.PostConvictionRelief.casefile.immigration import normal_a_number
from docassemble.PostConvictionRelief.errors import CaseFileError
from tests.examples import changed

# ------------------------------------------------------------------------------------- counties


def test_there_are_58_counties_each_its_own_suggestion() -> None:
    assert len(counties()) == len(set(counties())) == 58
    for county in counties():
        assert suggestion(county) == county
        assert suggestion(f"{county} County") == suggestion(f"County of {county}") == county
        assert suggestion(county.upper()) == county


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Los Angelos", "Los Angeles"),
        ("L.A.", "Los Angeles"),
        ("San Fransisco", "San Francisco"),
        ("City and County of San Francisco", "San Francisco"),
        ("Sanbernardino", "San Bernardino"),
        ("Tuolome", "Tuolumne"),
        ("Sisikyou", "Siskiyou"),
        ("Ventúra", "Ventura"),
        ("Orange Co.", "Orange"),
        ("Catalina", "Los Angeles"),
        ("Avalon", "Los Angeles"),
        ("Hollywood", "Los Angeles"),
        ("South Lake Tahoe", "El Dorado"),
        ("Palm Springs", "Riverside"),
        ("Oakland", "Alameda"),
        ("Phoenix", None),
        ("", None),
    ],
)
def test_a_misspelled_county_or_a_place_in_it_is_answered_with_its_name(
    typed: str, meant: str | None
) -> None:
    assert suggestion(typed) == meant


def test_a_county_outside_the_list_is_refused_and_a_court_outside_california_is_not() -> None:
    with pytest.raises(CaseFileError, match="write one of the 58 names, or other_manual"):
        changed("S01", case__0__county="Maricopa, Arizona")
    assert changed("S01", case__0__county=OTHER).case[0].county == OTHER


@given(st.text(max_size=40))
def test_a_suggestion_is_always_a_county(text: str) -> None:
    assert suggestion(text) in (None, *counties())


# --------------------------------------------------------------------------------- case numbers

SEEN = [
    ("Los Angeles", "MA063994"),
    ("Los Angeles", "A537388"),
    ("Imperial", "JCF18829"),
    ("Tulare", "VCF032321B"),
    ("Tulare", "VCF109133"),
    ("Tulare", "TCM074428-01"),
    ("Riverside", "RIF75184"),
    ("Riverside", "RIF121343"),
    ("Riverside", "RIF10000006"),
    ("San Bernardino", "FSB027896"),
    ("San Bernardino", "FVA13536"),
    ("San Diego", "SCD123456"),
    ("Orange", "12CF3456"),
    ("Kern", "BF123456A"),
    ("Fresno", "F12345678"),
    ("Sacramento", "12FE012345"),
    ("Santa Clara", "C1234567"),
    ("San Joaquin", "STK-CR-FE-2018-0001234"),
    ("Contra Costa", "05-123456-7"),
    ("San Francisco", "12345678"),
    ("San Francisco", "SCN 123456"),
]


@pytest.mark.parametrize(("county", "number"), SEEN)
def test_a_number_that_looks_like_its_countys_gives_no_hint(county: str, number: str) -> None:
    assert hint(county, number) is None


@pytest.mark.parametrize(
    ("county", "number", "words"),
    [
        ("Los Angeles", "RIF121343", "case numbers of Los Angeles usually look like"),
        ("Riverside", "FSB027896", "case numbers of Riverside usually look like RIF"),
        ("Los Angeles", "ma063994", "MA063994"),
    ],
)
def test_a_strange_number_gives_a_hint(county: str, number: str, words: str) -> None:
    assert words in (hint(county, number) or "")


def test_of_a_county_whose_numbers_we_do_not_know_nothing_is_said() -> None:
    assert hint("Alpine", "ANY-123.4/5") is None


@pytest.mark.parametrize("number", [number for _, number in SEEN] + ["ma063994", "RIF 121 343"])
def test_a_number_is_kept_as_the_court_writes_it(number: str) -> None:
    assert changed("S01", case__0__number=number).case[0].number == number


@pytest.mark.parametrize("number", ["12", "ABCDE", "BA1", "BA#99041", "1" * 31, "", "BA99904é"])
def test_only_what_cannot_be_a_case_number_is_refused(number: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        changed("S01", case__0__number=number)
    assert caught.value.problems[0].where == "case.0.number"


# ------------------------------------------------------------------------------------ A-numbers


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("A012-345-678", "A012-345-678"),
        ("A012345678", "A012-345-678"),
        ("a12345678", "A012-345-678"),
        ("1234567", "A001-234-567"),
        ("A 012 345 678", "A012-345-678"),
        (" 012-345-678 ", "A012-345-678"),
        ("A-01-23-45-678", "A012-345-678"),
    ],
)
def test_an_a_number_has_one_normal_form_and_is_kept_as_typed(typed: str, normal: str) -> None:
    imm = changed("S02", imm__a_number=typed).imm
    assert imm.a_number == normal
    assert imm.a_number_entered in ((None, typed) if typed == normal else (typed,))
    assert normal_a_number(normal) == normal


@pytest.mark.parametrize("typed", ["B012345678", "A123456", "A1234567890", "A12345O78", "", "A"])
def test_another_letter_or_count_of_digits_is_refused(typed: str) -> None:
    with pytest.raises(CaseFileError, match="7 to 9 digits"):
        changed("S02", imm__a_number=typed)
