import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docassemble.PostConvictionRelief.batch.rows import ReadRow, columns_of, read_row
from docassemble.PostConvictionRelief.batch.sheet import read_sheet
from docassemble.PostConvictionRelief.batch.writing import new_sheet
from docassemble.PostConvictionRelief.casefile import known, read_yaml
from docassemble.PostConvictionRelief.errors import CaseFileError, SheetError
from docassemble.PostConvictionRelief.packet.plan import plan_packets

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 11, 21)
CASE = "c-aaaaaaaaaa"


def read(data: str | bytes) -> list[ReadRow]:
    sheet = read_sheet(data if isinstance(data, bytes) else data.encode())
    columns = columns_of(sheet)
    return [read_row(sheet, columns, row) for row in sheet.rows]


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(CaseFileError) as caught:
        read(text)[0].case_file(CASE, AS_OF)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def test_a_row_is_a_case_file() -> None:
    [row] = read("Case number,County,First,Last,Plea date\nM19990777,Fresno,Ana,Peña,04/11/2019")
    case_file = row.case_file(CASE, AS_OF)
    assert case_file.meta.id == CASE
    assert case_file.meta.as_of == AS_OF
    assert case_file.case[0].number == "M19990777"
    assert case_file.case[0].plea_date == date(2019, 4, 11)
    name = known(case_file.client.name_as_convicted)
    assert name is not None
    assert name.full == "Ana Peña"


def test_the_sample_sheet_tells_the_sample_case() -> None:
    """Row 2 of the sheet is the person of the first YAML sample."""
    row = read((EXAMPLES / "batch_cr180.xlsx").read_bytes())[0]
    ours = row.case_file(CASE, AS_OF)
    theirs = read_yaml((EXAMPLES / "01_clean_slate_cr180.yaml").read_bytes())
    for fact in ("name_as_convicted", "name_current", "dob", "address", "phone", "email"):
        assert getattr(ours.client, fact) == getattr(theirs.client, fact)
    for fact in ("number", "county", "plea_date", "plea_type", "disposition", "probation"):
        assert getattr(ours.case[0], fact) == getattr(theirs.case[0], fact)
    for group in ("counsel", "court", "prosecutor", "service"):
        assert getattr(ours, group) == getattr(theirs, group)
    for mine, sample in zip(ours.case[0].counts, theirs.case[0].counts, strict=True):
        for fact in ("n", "code", "section", "subdiv", "title", "level", "convicted"):
            assert getattr(mine, fact) == getattr(sample, fact)


def test_the_sample_as_workbook_and_as_csv_tells_the_same() -> None:
    sheets = [(EXAMPLES / f"batch_cr180.{kind}").read_bytes() for kind in ("xlsx", "csv")]
    workbook, text = ([row.facts for row in read(data)] for data in sheets)
    assert workbook == text


def test_the_template_filled_with_its_own_example_is_a_case_that_gets_a_packet() -> None:
    book = load_workbook(io.BytesIO(new_sheet()))
    for cell in book["Example"][2]:
        book["Cases"][cell.coordinate] = cell.value
    filled = io.BytesIO()
    book.save(filled)
    [row] = read(filled.getvalue())
    [plan] = plan_packets(row.case_file(CASE, AS_OF)).plans
    assert [paper.code for paper in plan.papers if paper.filed] == [
        "F-CR180", "F-CR181", "F-CR106",
    ]  # fmt: skip


def test_the_template_itself_has_no_rows_to_run() -> None:
    with pytest.raises(SheetError, match="no rows below"):
        read(new_sheet())


def test_an_empty_cell_is_a_fact_nobody_asked_for() -> None:
    [row] = read("First,Plea date,Fine\nAna,,unknown")
    assert row.facts == {
        "client": {"name_as_convicted": {"first": "Ana"}, "name_current": {"first": "Ana"}},
        "case": [{"sentence": {"fine": "unknown"}}],
    }


@pytest.mark.parametrize(
    ("cells", "current"),
    [
        (",,", "Ana Maria Paz"),
        (",,Sol", "Ana Maria Sol"),
        ("Eva,,Sol", "Eva Sol"),
    ],
)
def test_the_current_name_is_the_convicted_one_unless_the_sheet_says_otherwise(
    cells: str, current: str
) -> None:
    [row] = read(
        "First,Middle,Last,Current first name,Current middle name,Current last name\n"
        f"Ana,Maria,Paz,{cells}"
    )
    name = known(row.case_file(CASE, AS_OF).client.name_current)
    assert name is not None
    assert name.full == current


def test_a_problem_of_the_case_file_is_told_by_its_cell() -> None:
    assert (problems("First,ZIP,County\nAna,9379,Frezno")) == [
        ("Sheet1!B2", "should be a ZIP code of 5 or 5+4 digits"),
        ("Sheet1!C2", "is not one of California's 58 counties; did you mean Fresno?"),
    ]


def test_every_problem_of_a_row_comes_in_one_report() -> None:
    found = problems("Email,ZIP,Plea date,Probation months,County\nnone,1,4/31/2019,3 years,Rome")
    assert [where for where, _ in found] == [f"Sheet1!{column}2" for column in "ABCDE"]


def test_an_impossible_chronology_names_both_cells() -> None:
    with pytest.raises(CaseFileError) as caught:
        read("Plea date,Arrest date\n2019-04-11,2019-05-01")[0].case_file(CASE, AS_OF)
    [problem] = caught.value.problems
    assert problem.where == "Sheet1!B2"
    assert "arrest is after plea" in problem.what
    assert "Plea date (Sheet1!A2)" in problem.remedy


def test_a_count_further_right_keeps_its_number_and_its_cell() -> None:
    text = "First,Count 1,Count 2,Count 4 section,Count 4 code\nAna,PC 484(a),,459.5(a),PC"
    [row] = read(text)
    counts = row.case_file(CASE, AS_OF).case[0].counts
    assert [(count.n, count.section) for count in counts] == [(1, "484"), (4, "459.5")]
    [(where, _)] = problems(text.replace("459.5(a),PC", "459.5(a),P"))
    assert where == "Sheet1!E2"


def test_a_fact_told_by_two_cells_is_refused() -> None:
    assert problems("Count 1,Count 1 subdivision\nPC 484(a),(b)") == [
        ("Sheet1!B2", "tells the same as Sheet1!A2")
    ]


def test_an_unknown_column_is_named_with_the_nearest_one() -> None:
    with pytest.raises(SheetError) as caught:
        read("First,Plea dat,Shoe size\nAna,x,38")
    named = {problem.where: problem for problem in caught.value.problems}
    assert set(named) == {"Sheet1!B1", "Sheet1!C1"}
    assert "'Plea date'" in named["Sheet1!B1"].remedy


def test_two_columns_for_one_fact_are_refused() -> None:
    with pytest.raises(SheetError, match="Sheet1!B1: 'Birth date' is the same as Sheet1!A1"):
        read("DOB,Birth date\n1990-06-04,1990-06-04")


def test_a_case_id_that_is_none_is_refused() -> None:
    assert problems("First,Case id\nAna,Ana Peña") == [("Sheet1!B2", "is not a case id")]


def test_earlier_results_are_not_facts() -> None:
    [row] = read(f"First,Case id,Result,Problems\nAna,{CASE},Packet stored,none")
    assert row.case_id == CASE
    assert set(row.facts) == {"client"}
