"""Reading a spreadsheet, XLSX or CSV, into cells that know their address.

A sheet comes from anybody: it is limited in bytes, rows and columns before it is read, and nothing
in it is skipped in silence. What Excel could not compute, or what was never computed, is a problem
of its cell, not an empty one.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from ..errors import Problem, SheetError
from . import workbook

MAX_BYTES = 20_000_000
MAX_ROWS = 10_000
MAX_COLUMNS = 300
MAX_CELL = 32_767
"""Characters in one cell; Excel's own limit."""

CellValue = str | float | bool | date | time | timedelta

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Cell:
    """One filled cell.

    Attributes:
        address: such as `Sheet1!C3`.
        value: what is in it; a text is stripped of spaces at its ends and never empty.
    """

    address: str
    value: CellValue


@dataclass(frozen=True)
class SheetRow:
    """One row with something in it.

    Attributes:
        number: as the spreadsheet program counts, from 1.
        cells: the filled cells by column, from 0.
    """

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows under one row of headers.

    Attributes:
        name: of the worksheet; `Sheet1` for CSV.
        head: number of the row of headers: the first that is filled.
        headers: its filled cells, by column.
        rows: the filled rows below.
    """

    name: str
    head: int
    headers: dict[int, Cell]
    rows: tuple[SheetRow, ...]

    def address(self, column: int, row: int) -> str:
        """The address of a cell by column (from 0) and row (from 1)."""
        return f"{self.name}!{workbook.letters(column)}{row}"


def read_sheet(data: bytes) -> Sheet:
    """Read a spreadsheet; what it is shows in its bytes, not in its name.

    Args:
        data: an XLSX workbook, or CSV as UTF-8, UTF-16 or Windows text.

    Raises:
        SheetError: it is neither, too large, empty, or holds cells without a usable value; every
            such cell is named.
    """
    if len(data) > MAX_BYTES:
        raise _unusable(f"is larger than {MAX_BYTES // 1_000_000} MB", "split it")
    if data.startswith(_OLE):
        raise _unusable(
            "is an old .xls workbook, or is locked with a password",
            "save it as Excel Workbook (.xlsx) without a password",
        )
    if data.startswith(_ZIP):
        limits = workbook.Limits(MAX_ROWS + 1, MAX_COLUMNS)
        name, rows = workbook.read_workbook(data, limits)
    else:
        name, rows = "Sheet1", _csv_rows(data)
    return _sheet(name, rows)


def _sheet(name: str, rows: list[list[CellValue]]) -> Sheet:
    filled = [row for row in _filled_rows(name, rows) if row.cells]
    if not filled:
        raise _unusable("has no rows", "head the columns in the first row, one person below each")
    headers, *below = filled
    if not below:
        raise _unusable("has headers and no rows below them", "fill in a row for each person")
    sheet = Sheet(name, headers.number, headers.cells, tuple(below))
    problems = [
        Problem(cell.address, "has no header above it", "head its column, or empty it")
        for row in below
        for column, cell in row.cells.items()
        if column not in headers.cells
    ]
    problems += [
        problem
        for row in filled
        for cell in row.cells.values()
        if isinstance(cell.value, str) and (problem := _text_problem(cell.address, cell.value))
    ]
    if problems:
        raise SheetError(problems)
    return sheet


def _text_problem(address: str, text: str) -> Problem | None:
    if len(text) > MAX_CELL:
        return Problem(address, f"holds more than {MAX_CELL:,} characters", "shorten it")
    if _CONTROL.search(text):
        return Problem(address, "holds control characters", "type the text again")
    return None


def _filled_rows(name: str, rows: list[list[CellValue]]) -> list[SheetRow]:
    found = []
    for number, row in enumerate(rows, start=1):
        cells = {}
        for column, value in enumerate(row):
            value = value.strip() if isinstance(value, str) else value
            if value != "":
                cells[column] = Cell(f"{name}!{workbook.letters(column)}{number}", value)
        found.append(SheetRow(number, cells))
    return found


def _csv_rows(data: bytes) -> list[list[CellValue]]:
    text = _decoded(data)
    if "\0" in text:
        raise _unusable("is not a spreadsheet", "give an Excel workbook (.xlsx) or CSV")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[list[CellValue]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(rows) > MAX_ROWS:
                raise _unusable(f"has more than {MAX_ROWS:,} rows", "split it")
            if len(row) > MAX_COLUMNS:
                raise _unusable(f"has more than {MAX_COLUMNS} columns", "remove what is not needed")
            rows.append(list(row))
    except csv.Error as error:
        raise SheetError(
            Problem(f"Sheet1, row {len(rows) + 1}", f"is not CSV ({error})", "save it as CSV again")
        ) from error
    return rows


def _decoded(data: bytes) -> str:
    wide = data.startswith(_BYTE_ORDER_MARKS)
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable("is not text in a usual encoding", 'save it as "CSV UTF-8"')


def _unusable(what: str, remedy: str) -> SheetError:
    return SheetError(Problem("sheet", what, remedy))
