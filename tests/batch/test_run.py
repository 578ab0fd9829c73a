"""A sheet through the office's one door, with a real archive and real forms."""

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from docassemble.PostConvictionRelief.archive import ObjectStore
from docassemble.PostConvictionRelief.batch import BatchResult, Outcome, RowResult
from docassemble.PostConvictionRelief.errors import NotAllowed, SheetError
from docassemble.PostConvictionRelief.office import Office, Person
from docassemble.PostConvictionRelief.settings import Settings
from tests.object_store import SeaweedFS, variables_for

SAMPLE = Path(__file__).parents[2] / "examples" / "batch_cr180.xlsx"
GENUINE = bool(os.environ.get("PCR_BLANKS"))
DONE = Outcome.STORED if GENUINE else Outcome.NOT_READY
"""What becomes of a right row: a practice blank is never ready to file."""

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PARALEGAL = Person("u-5", "paralegal")


def office_over(store: ObjectStore, state: Path) -> Office:
    """An office with the court's blanks where PCR_BLANKS names them, else with practice blanks."""
    variables = variables_for(store, state)
    if GENUINE:
        variables |= {"PCR_BLANKS": os.environ["PCR_BLANKS"], "PCR_BLANKS_SOURCE": "auto"}
    return Office.open(Settings.read(variables))


@pytest.fixture
def office(store: ObjectStore, tmp_path: Path) -> Iterator[Office]:
    opened = office_over(store, tmp_path)
    yield opened
    opened.close()


def run(office: Office, data: bytes, now: datetime = NOW) -> BatchResult:
    return office.batch(PARALEGAL, data, now, lambda percent, words: None)


def edited(data: bytes, cells: dict[str, str | None]) -> bytes:
    """A workbook after a person typed into some of its cells."""
    book = load_workbook(io.BytesIO(data))
    for address, value in cells.items():
        book.active[address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page_of(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).active


def column_of(page: Worksheet, header: str) -> int:
    found: int = next(cell.column for cell in page[1] if cell.value == header)
    return found


def saved_case(row: RowResult) -> str:
    """The id of the case that a row was saved as."""
    assert row.case_id is not None
    return row.case_id


def test_right_rows_are_done_and_the_wrong_cell_is_named(office: Office) -> None:
    result = run(office, SAMPLE.read_bytes())
    assert [row.outcome for row in result.rows] == [DONE, Outcome.WRONG, DONE]
    [wrong] = result.wrong
    assert [(problem.where, problem.remedy) for problem in wrong.problems] == [
        ("Cases!AD3", "write MM/DD/YYYY")
    ]
    assert result.packets == 2
    assert len(office.cases(PARALEGAL)) == 2


def test_each_packet_is_stored_under_its_own_case(office: Office) -> None:
    result = run(office, SAMPLE.read_bytes())
    for row in (result.rows[0], result.rows[2]):
        case_id = saved_case(row)
        [manifest] = office.packets(PARALEGAL, case_id)
        assert [d.code for d in manifest.documents][1:] == [
            "F-CR180",
            "F-CR180",
            "F-CR181",
            "F-CR181",
            "F-CR106",
            "F-CR106",
        ]
        whole = manifest.documents[0]
        data = office.document(PARALEGAL, case_id, manifest.packet_id, whole.file_name).data
        assert data.startswith(b"%PDF-")


def test_the_answered_sheet_keeps_every_cell_and_adds_the_answers(office: Office) -> None:
    before = page_of(SAMPLE.read_bytes())
    after = page_of(run(office, SAMPLE.read_bytes()).answered)
    for row in before.iter_rows():
        for cell in row:
            assert after[cell.coordinate].value == cell.value
    case_id, result, problems = (column_of(after, h) for h in ("Case id", "Result", "Problems"))
    assert after.cell(2, case_id).value.startswith("c-")
    assert after.cell(3, case_id).value is None
    assert after.cell(3, result).value == "Not done: see Problems"
    assert after.cell(3, problems).value.startswith("Cases!AD3: '02/30/2021'")
    assert after["AD3"].fill.fgColor.rgb == "00F8CFCF"
    assert after["AD2"].fill.fgColor.rgb != "00F8CFCF"


def test_the_answered_sheet_tells_of_each_packet_what_is_to_be_done_before_filing(
    office: Office,
) -> None:
    result = run(office, SAMPLE.read_bytes())
    page = page_of(result.answered)
    told = page.cell(2, column_of(page, "Before filing")).value
    starts = [line.partition(":")[0] for line in told.splitlines()]
    assert "Last day to give the prosecution notice of the petition" in starts
    assert starts[-4:] == [
        "To be signed",
        "Consents to disclose",
        "Warnings",
        "Law that rests on memory and must be checked",
    ]
    assert "F-CR106 by the person who serves, after service" in told
    assert "W-IMM-EXPUNGE" in told
    assert page.cell(3, column_of(page, "Before filing")).value is None
    again = page_of(run(office, result.answered, NOW + timedelta(days=1)).answered)
    assert again.cell(2, column_of(again, "Before filing")).value == told


def test_the_answered_sheet_run_again_makes_nothing_twice(office: Office) -> None:
    first = run(office, SAMPLE.read_bytes())
    again = run(office, first.answered, NOW + timedelta(days=1))
    assert [row.outcome for row in again.rows] == [
        Outcome.UNCHANGED,
        Outcome.WRONG,
        Outcome.UNCHANGED,
    ]
    assert again.packets == 0
    assert len(office.cases(PARALEGAL)) == 2


def test_a_run_that_was_cut_off_is_taken_up_again_by_the_same_sheet(office: Office) -> None:
    class CutOff(BaseException):
        """The process is ended."""

    def end(_percent: int, words: str) -> None:
        if words == "Row 4":
            raise CutOff

    with pytest.raises(CutOff):
        office.batch(PARALEGAL, SAMPLE.read_bytes(), NOW, end)
    again = run(office, SAMPLE.read_bytes(), NOW + timedelta(days=1))
    assert [row.outcome for row in again.rows] == [Outcome.UNCHANGED, Outcome.WRONG, DONE]
    assert len(office.cases(PARALEGAL)) == 2


def test_a_case_that_was_worked_on_is_not_overwritten_by_its_first_sheet(office: Office) -> None:
    case_id = saved_case(run(office, SAMPLE.read_bytes()).rows[0])
    stored = office.case(PARALEGAL, case_id)
    office.save_case(PARALEGAL, stored.case_file.model_copy(update={"filings": ()}), 1, NOW)
    row = run(office, SAMPLE.read_bytes()).rows[0]
    assert (row.outcome, row.case_id) == (Outcome.WRONG, None)
    assert "was worked on since" in row.problems[0].what
    assert office.case(PARALEGAL, case_id).version == 2


def test_a_corrected_row_is_done_and_a_changed_one_made_again(office: Office) -> None:
    first = run(office, SAMPLE.read_bytes())
    phone = next(c.coordinate for c in page_of(first.answered)[2] if c.value == "559-555-0148")
    corrected = edited(first.answered, {"AD3": "03/01/2021", phone: "559-555-0149"})
    second = run(office, corrected)
    assert [row.outcome for row in second.rows] == [
        DONE,
        DONE,
        Outcome.UNCHANGED,
    ]
    case_id = saved_case(second.rows[0])
    assert case_id == first.rows[0].case_id
    assert len(office.packets(PARALEGAL, case_id)) == 2
    assert office.case(PARALEGAL, case_id).version == 2
    assert len(office.cases(PARALEGAL)) == 3


def test_a_row_whose_every_remedy_is_barred_saves_nothing(office: Office) -> None:
    page = page_of(SAMPLE.read_bytes())
    charges, relief = (
        page.cell(2, column_of(page, header)).coordinate
        for header in ("Pending charges", "Relief asked for")
    )
    asked = edited(SAMPLE.read_bytes(), {charges: "yes", relief: "1203.4"})
    row = run(office, asked).rows[0]
    assert (row.outcome, row.case_id) == (Outcome.WRONG, None)
    assert row.problems[0].where == f"Cases!{charges}"
    assert "charges against the client are pending" in row.problems[0].what
    assert len(office.cases(PARALEGAL)) == 1


def test_a_remedy_that_is_left_out_of_the_packet_is_told(office: Office) -> None:
    page = page_of(SAMPLE.read_bytes())
    charges = page.cell(2, column_of(page, "Pending charges")).coordinate
    row = run(office, edited(SAMPLE.read_bytes(), {charges: "yes"})).rows[0]
    assert row.outcome is Outcome.NOT_READY
    assert row.packets[0].vehicles == ("PC17D",)
    assert row.problems[0].where == f"Cases!{charges}"
    assert "PC1203_4 can't be used" in row.problems[0].what


def test_a_missing_fact_is_told_by_its_empty_cell(office: Office) -> None:
    page = page_of(SAMPLE.read_bytes())
    street = page.cell(2, column_of(page, "Court street")).coordinate
    row = run(office, edited(SAMPLE.read_bytes(), {street: None})).rows[0]
    assert row.outcome is Outcome.NOT_READY
    assert f"Cases!{street}" in {problem.where for problem in row.problems}


def test_the_same_person_twice_is_made_once(office: Office) -> None:
    page = page_of(SAMPLE.read_bytes())
    copied = {page.cell(5, cell.column).coordinate: cell.value for cell in page[2] if cell.value}
    result = run(office, edited(SAMPLE.read_bytes(), copied))
    assert result.rows[3].outcome is Outcome.WRONG
    assert result.rows[3].problems[0].what == "is the same as row 2"


def test_a_sheet_with_an_unknown_column_is_refused_as_a_whole(office: Office) -> None:
    with pytest.raises(SheetError, match="Cases!A1"):
        run(office, edited(SAMPLE.read_bytes(), {"A1": "Shoe size"}))
    assert office.cases(PARALEGAL) == []


def test_a_text_that_looks_like_a_formula_stays_a_text(office: Office) -> None:
    result = run(office, b'First name,ZIP\n"=HYPERLINK(""http://x"")",1')
    cell = page_of(result.answered)["A2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


def test_a_trainer_may_not_run_a_batch(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.batch(Person("u-9", "exemplar trainer"), b"", NOW, lambda percent, words: None)


def test_rows_that_the_storage_no_longer_took_are_done_by_running_the_sheet_again(
    tmp_path: Path,
) -> None:
    server = SeaweedFS(tmp_path / "seaweedfs").start()
    try:
        store = server.store()
        office = office_over(store, tmp_path / "state")

        def pull_the_plug(percent: int, words: str) -> None:
            if words == "Row 4":
                server.kill()

        first = office.batch(PARALEGAL, SAMPLE.read_bytes(), NOW, pull_the_plug)
        outcomes = [row.outcome for row in first.rows]
        assert outcomes == [DONE, Outcome.WRONG, Outcome.NOT_REACHED]

        server.start()
        second = run(office, first.answered)
        assert [row.outcome for row in second.rows] == [
            Outcome.UNCHANGED,
            Outcome.WRONG,
            DONE,
        ]
        assert len(office.cases(PARALEGAL)) == 2
    finally:
        server.stop()
