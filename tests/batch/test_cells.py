from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.batch.cells import CellError, facts_in
from docassemble.PostConvictionRelief.batch.columns import column_for
from docassemble.PostConvictionRelief.batch.sheet import CellValue


def told(header: str, value: CellValue) -> object:
    column = column_for(header)
    assert column is not None
    facts = facts_in(column, value)
    return facts[column.fact] if list(facts) == [column.fact] else facts


@pytest.mark.parametrize(
    "value",
    [
        date(2019, 4, 11),
        datetime(2019, 4, 11),  # noqa: DTZ001 (a cell has no zone)
        "04/11/2019",
        "4/11/2019",
        "2019-04-11",
        "2019-4-11",
    ],
)
def test_a_date_may_be_excels_or_american_or_iso(value: CellValue) -> None:
    assert told("Plea date", value) == "2019-04-11"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("13/04/2019", "no day of the calendar"),
        ("02/30/2021", "no day of the calendar"),
        ("4/11/19", "not a date"),
        ("April 11", "not a date"),
        (43566.0, "not a date"),
        (datetime(2019, 4, 11, 8, 30), "time of day"),  # noqa: DTZ001
        (True, "not a date"),
    ],
)
def test_what_is_no_date_is_refused_and_not_guessed(value: CellValue, what: str) -> None:
    with pytest.raises(CellError, match=what):
        told("Plea date", value)


def test_a_date_that_has_not_come_is_none() -> None:
    assert told("Probation ended", "none") is None


def test_unknown_is_an_answer_in_every_column() -> None:
    for header in ("Plea date", "First name", "Plea", "Custody days", "Fine", "Open charges"):
        assert told(header, "Unknown") == "unknown"


def test_numbers_that_excel_made_of_texts_are_texts_again() -> None:
    assert told("ZIP", 93799.0) == "93799"
    assert told("Case number", 19990777.0) == "19990777"
    assert told("Count 1 section", 459.5) == "459.5"
    assert told("Hearing time", time(8, 30)) == "08:30"


@pytest.mark.parametrize("value", [date(2019, 1, 2), timedelta(days=1)])
def test_a_text_that_excel_took_for_a_date_is_refused(value: CellValue) -> None:
    with pytest.raises(CellError, match="where text is expected"):
        told("Case number", value)


def test_months_and_days_are_whole_numbers() -> None:
    assert told("Probation months", 36.0) == 36
    assert told("Probation months", "36") == 36
    for wrong in (36.5, "three years", "36 months"):
        with pytest.raises(CellError, match="whole number"):
            told("Probation months", wrong)


def test_money_may_carry_its_sign_and_commas() -> None:
    assert told("Fine", "$1,235.00") == "1235.00"
    assert told("Fine", 235.0) == "235"
    with pytest.raises(CellError, match="money"):
        told("Fine", "a lot")


@pytest.mark.parametrize(("value", "meaning"), [("Yes", True), ("x", True), ("n", False)])
def test_yes_and_no_have_several_spellings(value: CellValue, meaning: object) -> None:
    assert told("Without attorney", value) is meaning


def test_neither_yes_nor_no_is_refused_where_nothing_else_fits() -> None:
    with pytest.raises(CellError, match="neither yes nor no"):
        told("Without attorney", "perhaps")
    assert told("Open charges", "one in Kern County") == "one in Kern County"


@pytest.mark.parametrize(
    ("header", "value", "meaning"),
    [
        ("Plea", "No contest", "no_contest"),
        ("Plea", "nolo contendere", "no_contest"),
        ("Disposition", "probation", "probation_iss"),
        ("Count 1 level", "M", "misdemeanor"),
        ("Convicted by", "jury", "jury_trial"),
        ("Prosecutor", "DA", "district_attorney"),
        ("Custody in this case", "no", "none"),
        ("State", "California", "CA"),
    ],
)
def test_a_paralegals_words_mean_the_models(header: str, value: CellValue, meaning: object) -> None:
    assert told(header, value) == meaning


def test_a_word_that_means_nothing_is_refused_with_the_choices() -> None:
    with pytest.raises(CellError, match="no contest"):
        told("Plea", "sort of guilty")


def test_several_remedies_are_parted_by_semicolons() -> None:
    assert told("Relief asked for", "1203.4; 17(d)(2)") == ["PC1203_4", "PC17D"]
    assert told("Relief asked for", 1203.4) == ["PC1203_4"]
    with pytest.raises(CellError, match=r"1203\.9"):
        told("Relief asked for", "1203.4; 1203.9")


def test_violations_are_none_or_each_in_a_few_words() -> None:
    assert told("Probation violations", "none") == []
    assert told("Probation violations", "missed report; new arrest") == [
        {"outcome": "missed report"},
        {"outcome": "new arrest"},
    ]


@pytest.mark.parametrize(
    ("citation", "facts"),
    [
        ("PC 459.5(a)", {"code": "PC", "section": "459.5", "subdiv": "(a)"}),
        ("Penal Code § 148(a)(1)", {"code": "PC", "section": "148", "subdiv": "(a)(1)"}),
        ("H&S 11378", {"code": "HS", "section": "11378"}),
        ("pc 664/187(a)", {"code": "PC", "section": "664/187", "subdiv": "(a)"}),
        (
            "former PC 12020(a)(8)",
            {"code": "PC", "section": "12020", "subdiv": "(a)(8)", "former": True},
        ),
    ],
)
def test_a_count_may_be_cited_in_one_cell(citation: str, facts: dict[str, object]) -> None:
    assert told("Count 2", citation) == {
        f"case.0.counts.1.{name}": value for name, value in facts.items()
    }


@pytest.mark.parametrize("citation", ["459.5(a)", "XY 12", "PC", "shoplifting", "PC 459.5 (a"])
def test_what_is_no_citation_is_refused(citation: str) -> None:
    with pytest.raises(CellError):
        told("Count 1", citation)


def test_a_section_may_carry_its_subdivision() -> None:
    assert told("Count 1 section", "273a(a)") == {
        "case.0.counts.0.section": "273a",
        "case.0.counts.0.subdiv": "(a)",
    }


@given(st.dates())
def test_every_date_reads_the_same_in_every_way_of_writing(day: date) -> None:
    assert (
        told("Plea date", day)
        == told("Plea date", day.isoformat())
        == told("Plea date", f"{day.month:02}/{day.day:02}/{day.year:04}")
    )
