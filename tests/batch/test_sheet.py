import io
import zipfile
from collections.abc import Sequence
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from docassemble.PostConvictionRelief.batch import sheet as sheets
from docassemble.PostConvictionRelief.batch.sheet import CellValue, Sheet, read_sheet
from docassemble.PostConvictionRelief.batch.workbook import letters
from docassemble.PostConvictionRelief.errors import SheetError

Rows = Sequence[Sequence[CellValue | None]]


def xlsx(rows: Rows, title: str = "Sheet1", **more_sheets: Rows) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, extra in more_sheets.items():
        page = book.create_sheet(name)
        for row in extra:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A workbook with some of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, changes.get(part, source.read(part)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_cells(cells: str) -> bytes:
    """A workbook whose only worksheet is this XML of cells."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": xml.encode()})


def values(sheet: Sheet) -> list[list[CellValue]]:
    return [[cell.value for cell in row.cells.values()] for row in sheet.rows]


def test_cells_of_a_workbook_come_with_their_types_and_addresses() -> None:
    sheet = read_sheet(
        xlsx([["Name", "Born", "Months"], [" Ana ", date(1990, 6, 4), 36], [None, time(8, 30)]])
    )
    assert [cell.value for cell in sheet.headers.values()] == ["Name", "Born", "Months"]
    assert values(sheet) == [["Ana", date(1990, 6, 4), 36.0], [time(8, 30)]]
    assert sheet.rows[1].cells[1].address == "Sheet1!B3"


def test_cells_of_csv_are_texts_with_the_same_addresses() -> None:
    sheet = read_sheet(b"Name,Born\n Ana ,06/04/1990\n\n,1991-01-01\n")
    assert values(sheet) == [["Ana", "06/04/1990"], ["1991-01-01"]]
    assert sheet.rows[1].cells[1].address == "Sheet1!B4"


def test_addresses_hold_when_the_first_rows_and_columns_are_empty() -> None:
    sheet = read_sheet(xlsx([[], [None, "Name"], [None, "Ana"]]))
    assert sheet.head == 2
    assert sheet.rows[0].cells[1].address == "Sheet1!B3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_every_usual_encoding_of_csv(encoding: str) -> None:
    sheet = read_sheet("Name\nAnsúrez Peña\n".encode(encoding))
    assert values(sheet) == [["Ansúrez Peña"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_may_be_delimited_by_commas_semicolons_or_tabs(delimiter: str) -> None:
    sheet = read_sheet(f"Name{delimiter}City\nAna{delimiter}Fresno\n".encode())
    assert values(sheet) == [["Ana", "Fresno"]]


def test_a_line_break_inside_a_csv_cell_counts_as_one_row() -> None:
    sheet = read_sheet(b'Name,City\n"Ana\nMaria",Fresno\nEva,Madera\n')
    assert sheet.rows[1].cells[0].address == "Sheet1!A3"


def test_the_sheet_called_cases_is_meant_when_there_are_several() -> None:
    sheet = read_sheet(xlsx([["Old"], ["x"]], Cases=[["Name"], ["Ana"]]))
    assert (sheet.name, values(sheet)) == ("Cases", [["Ana"]])


def test_the_notes_and_the_example_of_the_template_are_not_read() -> None:
    sheet = read_sheet(xlsx([["Name"], ["Ana"]], title="Mine", Notes=[["n"]], Example=[["e"]]))
    assert sheet.name == "Mine"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no rows"),
        (b"Name,City\n", "no rows below"),
        (b"Name\n\x00\n", "not a spreadsheet"),
        (b'Name\n"Ana\n', "not CSV"),
        (b"\xd0\xcf\x11\xe0rest", "old .xls"),
        (b"PK\x03\x04rest", "no Excel workbook"),
        (b"Name\nAna,Fresno\n", "Sheet1!B2: has no header"),
        (b"Name\nAna\x07\n", "Sheet1!A2: holds control characters"),
        (b"Name\n" + b"x" * 40_000, "Sheet1!A2: holds more than 32,767"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, what: str) -> None:
    with pytest.raises(SheetError, match=what) as caught:
        read_sheet(data)
    assert len(caught.value.problems) == 1


def test_several_sheets_with_rows_and_none_called_cases_are_refused_by_name() -> None:
    with pytest.raises(SheetError, match="May, June"):
        read_sheet(xlsx([["a"], ["b"]], title="May", June=[["a"], ["b"]]))


def test_a_formula_that_was_never_computed_is_named_and_not_taken_for_empty() -> None:
    with pytest.raises(SheetError, match="Sheet1!B2: holds a formula without a result"):
        read_sheet(xlsx([["Name", "Months"], ["Ana", "=12*3"]]))


def test_an_error_of_excels_is_named_and_not_taken_for_empty() -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        '<row r="2"><c r="A2" t="e"><f>B9</f><v>#REF!</v></c></row>'
    )
    with pytest.raises(SheetError, match="Sheet1!A2: holds an error"):
        read_sheet(with_cells(cells))


def test_a_cell_in_the_last_row_and_column_reserves_no_room() -> None:
    """A few bytes claim 17 billion cells."""
    with pytest.raises(SheetError, match="more than 10,001 rows"):
        read_sheet(with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"/></row>'))
    with pytest.raises(SheetError, match="more than 300 columns"):
        read_sheet(with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row>'))


def test_more_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    rows = [["Name"]] + [["x"]] * 4
    with pytest.raises(SheetError, match="rows"):
        read_sheet(xlsx(rows))
    with pytest.raises(SheetError, match="rows"):
        read_sheet("\n".join(row[0] for row in rows).encode())


def test_a_document_type_is_refused() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(SheetError, match="document type"):
        read_sheet(repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": bomb}))


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(3):
            bomb.writestr(f"xl/media/{number}", bytes(90_000_000))
    with pytest.raises(SheetError, match="unpacks to more"):
        read_sheet(out.getvalue())


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    honest = xlsx([["Name"], ["Ana"]])
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (size - 9).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SheetError):
        read_sheet(lying)


def test_columns_are_lettered_as_excel_does() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sheet_or_an_error_of_ours(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except SheetError as error:
        assert error.problems
    else:
        assert sheet.rows


@given(st.data())
def test_a_damaged_workbook_is_a_sheet_or_an_error_of_ours(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_sheet(bytes(whole))
    except SheetError as error:
        assert error.problems


WHOLE = xlsx([["Name", "Born"], ["Ana", date(1990, 6, 4)]])
