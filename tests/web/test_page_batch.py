"""The page of the batch: a sheet in, packets out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl

from docassemble.PostConvictionRelief.office import Office, Person

from .desk import written
from .surroundings import surroundings
from .without_a_server import Visit


def test_an_empty_sheet_can_be_had_and_opened(office: Office) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.go("download_empty")
    media_type, data = visit.download
    assert media_type.endswith("spreadsheetml.sheet")
    assert openpyxl.load_workbook(BytesIO(data)).sheetnames


def test_a_sheet_that_cannot_be_read_is_refused_and_not_kept(
    office: Office, tmp_path: Path
) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.upload("sheet", written(tmp_path / "cases.xlsx", b"no sheet at all \xff\xfe\x00"))
    assert visit.question == "This sheet can't be read"
    assert not surroundings.saved_files.paths


def test_right_rows_become_packets_and_the_wrong_cell_is_named(
    office: Office, tmp_path: Path
) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.upload("sheet", written(tmp_path / "cases.xlsx", three_rows(office)))
    assert visit.question == "Batch of CR-180 petitions"
    assert visit.text.count("Packet stored") == 2
    assert "Cases!B4" in visit.text
    assert "did you mean Fresno?" in visit.text
    assert not surroundings.saved_files.paths
    cases = office.cases(Person("u-7", "paralegal"))
    assert [case.packets for case in cases] == [1, 1]
    visit.go("download_answered")
    sheet = openpyxl.load_workbook(BytesIO(visit.download[1])).worksheets[0]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert words.count("Packet stored") == 2


def three_rows(office: Office) -> bytes:
    """The office's own example, three times: two right rows, one whose county is misspelled."""
    book = openpyxl.load_workbook(BytesIO(office.new_sheet()))
    example = [cell.value for cell in book["Example"][2]]
    for number in ("M19990777", "M19990778", "M19990779"):
        book["Cases"].append([number, *example[1:]])
    book["Cases"]["B4"] = "Fresnoo"
    sheet = BytesIO()
    book.save(sheet)
    return sheet.getvalue()
