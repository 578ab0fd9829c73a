import pytest

from docassemble.PostConvictionRelief.batch.columns import (
    answers,
    column_for,
    normal,
    suggestion,
    table,
)
from docassemble.PostConvictionRelief.batch.fact_types import FactType, Kind, fact_type
from docassemble.PostConvictionRelief.batch.writing import new_sheet


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("First name", "client.name_as_convicted.first"),
        ("  FIRST   NAME ", "client.name_as_convicted.first"),
        ("DOB", "client.dob"),
        ("E-mail", "client.email"),
        ("Case No.", "case.0.number"),
        ("Count 3 17(d)(2) eligible", "case.0.counts.2.pc_19_8"),
        ("Count 5", "case.0.counts.4"),
        ("case.0.plea_date", "case.0.plea_date"),
        ("case.plea_date", "case.0.plea_date"),
        ("case.arrest_agency", "case.0.arrest_agency"),
        ("imm.a_number", "imm.a_number"),
    ],
)
def test_a_header_in_words_or_a_fact_address_finds_its_fact(header: str, fact: str) -> None:
    found = column_for(header)
    assert found is not None
    assert found.fact == fact


@pytest.mark.parametrize("header", ["Shoe size", "case.0.plea_dte", "client", "meta.as_of", ""])
def test_what_is_neither_finds_none(header: str) -> None:
    assert column_for(header) is None


def test_a_misspelt_header_is_answered_with_the_nearest() -> None:
    assert suggestion("Plea dat") == "Plea date"
    assert suggestion("Shoe size") is None


def test_every_column_of_the_table_is_a_fact_of_the_case_file() -> None:
    for column in table():
        assert column.type, column.fact
        assert column_for(column.header) is column


def test_words_of_a_column_mean_words_that_the_model_knows() -> None:
    for column in table():
        if column.type.kind is Kind.WORD:
            assert set(column.words.values()) <= set(column.type.words), column.header


def test_no_column_is_headed_like_an_answer() -> None:
    for header in (answers().case_id, answers().result, answers().problems):
        assert column_for(header) is None
        assert normal(header)


def test_five_counts_stand_together_count_by_count() -> None:
    headers = [column.header for column in table() if column.header.startswith("Count ")]
    assert headers[0] == "Count 1"
    assert headers[-1] == "Count 5 convicted"
    numbers = [header.split()[1] for header in headers]
    assert numbers == sorted(numbers)


def test_types_come_from_the_case_file_itself() -> None:
    assert fact_type("case.0.plea_date") == FactType(Kind.DATE)
    assert fact_type("imm.first_entry") == FactType(Kind.PARTIAL_DATE)
    assert fact_type("case.0.sentence.fine") == FactType(Kind.MONEY)
    vehicles = fact_type("matter.vehicle")
    assert vehicles is not None
    assert vehicles.many
    assert fact_type("case.0.nothing") is None


def test_the_template_is_the_same_bytes_each_time() -> None:
    assert new_sheet() == new_sheet()
