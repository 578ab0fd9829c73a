"""Writing spreadsheets: the empty sheet to fill in, and a filled one with its answers.

The same content gives the same bytes: a workbook carries no time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..errors import Problem
from .cells import facts_in
from .columns import Column, answers, normal, table
from .fact_types import Kind
from .sheet import MAX_CELL, CellValue, Sheet
from .workbook import CASES, EXAMPLE, NOTES, letters

_HEAD = PatternFill("solid", fgColor="DDE6F0")
_WRONG = PatternFill("solid", fgColor="F8CFCF")
_ANSWER = PatternFill("solid", fgColor="EEF3E6")
_WIDTHS = {"case_id": 15, "result": 28, "problems": 90, "before_filing": 90}
_DATE = "mm/dd/yyyy"
_ROWS_TO_FILL = 1_000

_GENERAL_NOTES = (
    "One person and one court case in each row; a count listed here is a count of conviction.",
    "Leave a cell empty where nobody has asked; write unknown where they don't know.",
    "Dates are Excel dates, or text: MM/DD/YYYY or YYYY-MM-DD.",
    "Columns may be left out, added by their fact address, and put in any order.",
    "The answered sheet has Case id, Result, Problems and what to do Before filing: correct it and "
    "run it again.",
)


@dataclass(frozen=True)
class Answer:
    """What is written beside a row.

    Attributes:
        case_id: under which it is stored; empty when nothing is.
        result: what became of it.
        problems: by cell.
        before_filing: what is still to be done and looked at, a line for each.
    """

    case_id: str
    result: str
    problems: tuple[Problem, ...]
    before_filing: tuple[str, ...] = ()


def new_sheet() -> bytes:
    """The sheet to fill in (XLSX): headers, an example on its own sheet, notes on every column.

    The example stands apart, so that nobody makes a packet for a fictional person.
    """
    columns = [column for column in table() if column.in_template]
    book = Workbook()
    cases = book.active
    assert isinstance(cases, Worksheet)
    cases.title = CASES
    example, notes = book.create_sheet(EXAMPLE), book.create_sheet(NOTES)
    for position, column in enumerate(columns, start=1):
        for sheet in (cases, example):
            _head(sheet, 1, position, column.header)
            _format(sheet, position, column)
        if column.example:
            _write(example.cell(2, position), _example(column))
    _choices(cases, columns)
    _notes(notes, columns)
    return _saved(book)


def answered_sheet(sheet: Sheet, rows: Mapping[int, Answer]) -> bytes:
    """A sheet with its answers (XLSX); every cell keeps its address, wrong ones are colored.

    Args:
        sheet: as it was read.
        rows: what is written beside each row, by its number.
    """
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.name
    places = _answer_places(sheet)
    for position, cell in sheet.headers.items():
        _head(page, sheet.head, position + 1, str(cell.value))
    for name, position in places.items():
        _head(page, sheet.head, position + 1, getattr(answers(), name))
        page.column_dimensions[letters(position)].width = _WIDTHS[name]
    for row in sheet.rows:
        for position, cell in row.cells.items():
            if position not in places.values():
                _write(page.cell(row.number, position + 1), cell.value)
        _answer(page, sheet, row.number, places, rows[row.number])
    return _saved(book)


def _answer(
    page: Worksheet, sheet: Sheet, number: int, places: Mapping[str, int], answer: Answer
) -> None:
    problems = "\n".join(map(str, answer.problems))
    told = {
        "case_id": answer.case_id,
        "result": answer.result,
        "problems": problems[:MAX_CELL],
        "before_filing": "\n".join(answer.before_filing)[:MAX_CELL],
    }
    for name, position in places.items():
        cell = page.cell(number, position + 1)
        _write(cell, told[name])
        cell.fill = _ANSWER
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    wrong = {problem.where for problem in answer.problems}
    for position in sheet.headers:
        if sheet.address(position, number) in wrong:
            page.cell(number, position + 1).fill = _WRONG


def _answer_places(sheet: Sheet) -> dict[str, int]:
    """The positions of the answer columns: where they are, else after the last column."""
    known = {normal(str(cell.value)): position for position, cell in sheet.headers.items()}
    after = max(sheet.headers) + 1
    places = {}
    for name in _WIDTHS:
        header = normal(getattr(answers(), name))
        if header not in known:
            known[header], after = after, after + 1
        places[name] = known[header]
    return places


def _example(column: Column) -> CellValue:
    """The example as a person would type it: a date as a date."""
    if column.type.kind is Kind.DATE:
        return date.fromisoformat(str(facts_in(column, column.example)[column.fact]))
    return column.example


def _head(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    _write(cell, text)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    sheet.column_dimensions[letters(column - 1)].width = max(12, len(text) * 0.7)


def _format(sheet: Worksheet, position: int, column: Column) -> None:
    """Dates as dates, everything else as text, so that Excel changes no case number or ZIP."""
    dated = column.type.kind is Kind.DATE
    sheet.column_dimensions[letters(position - 1)].number_format = _DATE if dated else "@"


def _choices(sheet: Worksheet, columns: list[Column]) -> None:
    yes_no = DataValidation(type="list", formula1='"yes,no,unknown"', allow_blank=True)
    for position, column in enumerate(columns):
        if column.type.kind is Kind.YES_NO:
            letter = letters(position)
            yes_no.add(f"{letter}2:{letter}{_ROWS_TO_FILL + 1}")
    sheet.add_data_validation(yes_no)


def _notes(sheet: Worksheet, columns: list[Column]) -> None:
    for row, note in enumerate(_GENERAL_NOTES, start=1):
        _write(sheet.cell(row, 1), note)
    start = len(_GENERAL_NOTES) + 2
    for position, text in enumerate(("Column", "What to write", "Fact address"), start=1):
        _head(sheet, start, position, text)
    for row, column in enumerate(columns, start=start + 1):
        for position, text in enumerate((column.header, column.note, column.fact), start=1):
            _write(sheet.cell(row, position), text)
    for letter, width in zip("ABC", (28, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def _write(cell: WrittenCell, value: CellValue) -> None:
    """A value as it is: a text that begins with = stays a text and never becomes a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = _DATE


def _saved(book: Workbook) -> bytes:
    """The workbook's bytes without the time of writing."""
    written, timeless = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(timeless, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", data)
            info = zipfile.ZipInfo(part)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return timeless.getvalue()
