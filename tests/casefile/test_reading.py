"""Case files are read whole or refused with every problem named."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import (
    UNKNOWN,
    UNKNOWN_LIST,
    known,
    read_facts,
    read_json,
    read_yaml,
    write_json,
)
from docassemble.PostConvictionRelief.errors import CaseFileError
from tests.examples import FILES, changed, sample, sample_facts

META = "meta: {id: T, as_of: 2026-11-21}\n"


def problems_of(facts: object) -> dict[str, str]:
    with pytest.raises(CaseFileError) as caught:
        read_facts(facts)
    found: dict[str, str] = {}
    for problem in caught.value.problems:
        found[problem.where] = f"{found.get(problem.where, '')} {problem.what}".strip()
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_sample_read_written_and_read_again_is_the_same(name: str) -> None:
    case_file = sample(name)
    written = write_json(case_file)
    assert read_json(written) == case_file
    assert write_json(read_json(written)) == written


def test_wrong_type_unknown_key_and_impossible_date_come_in_one_report() -> None:
    facts = sample_facts("S02")
    facts["counsel"]["bar_number"] = 999101
    facts["case"][0]["arrest_dat"] = "2009-02-11"
    facts["case"][0]["plea_date"] = "2027-03-17"
    facts["hearing"]["date"] = "2027-02-30"
    found = problems_of(facts)
    assert found["counsel.bar_number"] == "input should be a valid string"
    assert found["case.0.arrest_dat"] == "is not a fact we know"
    assert "cannot be in the future" in found["case.0.plea_date"]
    assert "is not a date" in found["hearing.date"]


def test_an_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    facts = sample_facts("S02")
    facts["case"][0]["plea_dat"] = "2009-03-17"
    with pytest.raises(CaseFileError, match=r"did you mean plea_date\?"):
        read_facts(facts)


def test_a_misspelled_county_is_answered_with_a_suggestion() -> None:
    with pytest.raises(CaseFileError, match="did you mean Los Angeles"):
        changed("S01", case__0__county="Los Angelos")
    with pytest.raises(CaseFileError, match="did you mean Alameda"):
        changed("S01", case__0__county="Oakland")


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("a98765432", "A098-765-432"),
        ("A 098 765 432", "A098-765-432"),
        ("201234567", "A201-234-567"),
    ],
)
def test_a_numbers_are_read_in_every_usual_spelling(typed: str, normal: str) -> None:
    assert changed("S02", imm__a_number=typed).imm.a_number == normal


def test_an_a_number_with_other_letters_is_refused() -> None:
    with pytest.raises(CaseFileError, match="digits"):
        changed("S02", imm__a_number="A09B-76-4321X")


@pytest.mark.parametrize(
    ("address", "value", "words"),
    [
        ("case__0__arrest_date", "2009-04-01", "the arrest is after plea"),
        ("case__0__judgment_date", "2009-03-01", "the plea is after judgment"),
        ("imm__final_order_date", "2026-01-02", "notice to appear is after final order"),
        ("case__0__conviction_by", "jury_trial", "doesn't go with the plea"),
        ("client__dob", "1899-01-01", "before 1920"),
    ],
)
def test_what_cannot_be_true_together_is_refused(address: str, value: str, words: str) -> None:
    with pytest.raises(CaseFileError, match=words):
        changed("S02", **{address: value})


def test_a_hearing_may_lie_ahead_and_so_may_the_end_of_running_probation() -> None:
    hearing, probation = known(sample("S02").hearing), known(sample("S04").case[2].probation)
    assert hearing is not None
    assert probation is not None
    assert (hearing.date, probation.ended_on) == (date(2027, 2, 26), date(2027, 3, 2))


def test_a_list_may_be_unknown_but_nothing_in_it() -> None:
    prejudice = known(read_yaml((META + "prejudice: {ties_at_plea: unknown}").encode()).prejudice)
    assert prejudice is not None
    assert prejudice.ties_at_plea == UNKNOWN_LIST
    with pytest.raises(CaseFileError) as raised:
        read_yaml((META + "prejudice: {ties_at_plea: [a daughter, unknown]}").encode())
    (problem,) = raised.value.problems
    assert problem.where == "prejudice.ties_at_plea"
    assert problem.remedy == "leave it out, or say unknown of the whole list"


def test_unknown_null_and_not_asked_are_three_different_answers() -> None:
    case = read_yaml((META + "case: [{plea_date: unknown, judgment_date: null}]").encode()).case[0]
    assert case.plea_date is UNKNOWN
    assert case.judgment_date is None
    assert "judgment_date" in case.model_fields_set
    assert "arrest_date" not in case.model_fields_set
    written = json.loads(write_json(read_yaml((META + "client: {dob: unknown}").encode())))
    assert written["client"] == {"dob": {"unknown": True}}


def test_a_text_torn_at_its_comma_is_put_together_again() -> None:
    son = read_yaml((META + "eq: {family: [{relation: son, note: asthma, college}]}").encode())
    assert son.eq.family[0].note == "asthma, college"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on: 2026-01-01", "line 2: the key 'on' is read as True"),
        ("case: []\ncase: []", "line 3: case is given twice"),
        ("case: [", "is not YAML"),
        ("a: &a [x]\nb: *a", "line 3: is an alias"),
    ],
)
def test_yaml_traps_are_named_with_their_line(text: str, words: str) -> None:
    with pytest.raises(CaseFileError, match=words):
        read_yaml((META + text).encode())


@pytest.mark.parametrize("data", [b"", b"- a list", b"\xff\xfe", b"just words", b"[" * 5000])
def test_what_is_no_case_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CaseFileError):
        read_yaml(data)


def test_a_bare_number_never_becomes_a_date() -> None:
    assert (
        "is not a date"
        in problems_of({"meta": {"id": "T", "as_of": "2026-11-21"}, "client": {"dob": 19810930}})[
            "client.dob"
        ]
    )


@given(st.text(max_size=200))
def test_free_text_comes_back_as_it_was_told(text: str) -> None:
    facts = {"meta": {"id": "T", "as_of": "2026-11-21"}, "prejudice": {"would_have": text}}
    case_file = read_facts(facts)
    assert read_json(write_json(case_file)) == case_file


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.sampled_from(["client", "imm", "case", "plea", "hearing", "service", "eq"]), JSON_VALUES)
def test_whatever_is_given_is_read_or_refused_with_an_address(group: str, value: object) -> None:
    facts = {"meta": {"id": "T", "as_of": "2026-11-21"}, group: value}
    try:
        case_file = read_facts(facts)
    except CaseFileError as error:
        assert all(problem.where.startswith(group) for problem in error.problems)
    else:
        assert read_json(write_json(case_file)) == case_file
