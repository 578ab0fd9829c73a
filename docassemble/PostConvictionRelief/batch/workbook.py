"""Looking into an XLSX workbook before anything reads it, then reading its cells.

An XLSX is a zip of XML. A few hundred bytes of it can claim a cell in the last row and column, and
a reader would reserve room for everything between: so every worksheet's cells are first walked
through with a streaming parser that refuses document types and stops at the limits.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any
from xml.parsers import expat

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from ..errors import Problem, SheetError

CASES = "Cases"
NOTES = "Notes"
EXAMPLE = "Example"
"""Worksheets of the template: the one to fill in, and two that are only read by people."""

MAX_PARTS = 1_000
MAX_PART_BYTES = 100_000_000
MAX_BYTES = 200_000_000
MAX_PROBLEMS = 100

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Limits:
    """How many rows and columns a worksheet may reach."""

    rows: int
    columns: int


def read_workbook(
    data: bytes, limits: Limits
) -> tuple[str, list[list[str | float | bool | date | time | timedelta]]]:
    """The cells of the worksheet that holds the cases.

    That is the sheet called `Cases`, else the only one beside the template's own notes and example.

    Args:
        data: the workbook.
        limits: of its worksheets.

    Returns:
        The worksheet's name, and its rows from the first; an empty cell is an empty text.

    Raises:
        SheetError: it is no XLSX workbook, reaches beyond the limits, it is not clear which sheet
            is meant, or a cell has no usable value; every such cell is named.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            if archive.testzip() is not None:  # a part is larger than it says, or damaged
                raise zipfile.BadZipFile
            parts = _worksheets(archive)
            insides = {name: _inspect(archive.read(part), limits) for name, part in parts.items()}
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError) as error:
        raise _unusable(
            "is damaged, or is no Excel workbook", "save it from Excel again"
        ) from error
    except (etree.XMLSyntaxError, expat.ExpatError) as error:
        raise _unusable("holds XML that can't be read", "save it from Excel again") from error
    name = _sheet_of_cases({name for name, inside in insides.items() if inside.filled}, parts)
    problems = [
        Problem(f"{name}!{reference}", what, remedy)
        for reference, what, remedy in insides[name].problems
    ]
    if problems:
        raise SheetError(problems)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name)
        return name, sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _unusable("can't be read as a workbook", "save it from Excel again") from error


@cache
def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, …, Z, AA."""
    text = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        text = chr(ord("A") + letter) + text
    return text


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    sizes = [part.file_size for part in parts]
    if len(parts) > MAX_PARTS or sum(sizes) > MAX_BYTES or max(sizes, default=0) > MAX_PART_BYTES:
        raise _unusable("unpacks to more than a spreadsheet of cases", "copy the rows to a new one")


def _worksheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of every worksheet by its name, in the workbook's order."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _parsed(archive.read("xl/_rels/workbook.xml.rels")).iter(_RELATION)
    }
    book = _parsed(archive.read("xl/workbook.xml"))
    parts = {}
    for sheet in book.iter("{*}sheet"):
        target = relations[sheet.get(_RELATION_ID)]
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part.startswith("xl/worksheets/"):
            parts[sheet.get("name", "")] = part
        elif not part.startswith(("xl/chartsheets/", "xl/dialogsheets/")):
            raise _unusable("keeps a worksheet in an unusual place", "save it from Excel again")
    return parts


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )


def _sheet_of_cases(filled: Iterable[str], parts: Iterable[str]) -> str:
    if CASES in parts:
        return CASES
    candidates = [name for name in parts if name in filled and name not in (NOTES, EXAMPLE)]
    if not candidates:
        raise _unusable("has no rows", "head the columns in the first row, one person below each")
    if len(candidates) > 1:
        raise _unusable(
            f"has rows on several worksheets ({', '.join(candidates)})",
            f"call the one with the cases {CASES!r}, or remove the others",
        )
    return candidates[0]


@dataclass
class _Inside:
    """What a walk through a worksheet found."""

    filled: bool
    problems: list[tuple[str, str, str]]


def _inspect(xml: bytes, limits: Limits) -> _Inside:
    walk = _Walk(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = walk.refuse
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.Parse(xml, True)
    return _Inside(walk.filled, walk.problems)


class _Walk:
    """Counts rows and columns of a worksheet, and notes cells that have no usable value."""

    def __init__(self, limits: Limits) -> None:
        self.filled = False
        self.problems: list[tuple[str, str, str]] = []
        self._limits = limits
        self._row = self._column = 0
        self._is_error = self._has_formula = self._has_value = self._in_value = False

    def refuse(self, *_: Any) -> None:
        raise _unusable("declares a document type", "save it from Excel again")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._check()
        elif tag == "c":
            self._place(attributes.get("r", ""))
            self._is_error = attributes.get("t") == "e"
            # a formula whose result is an empty text has one: t="str" says so
            self._has_value = attributes.get("t") == "str"
            self._has_formula = self._in_value = False
        elif tag == "f":
            self._has_formula = True
        elif tag in ("v", "is"):
            self._in_value = True

    def text(self, _: str) -> None:
        if self._in_value:
            self._has_value = self.filled = True

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            self._in_value = False
        if tag != "c":
            return
        if self._is_error:
            self._note("holds an error of Excel's", "correct the formula, or type the value")
        elif self._has_formula and not self._has_value:
            self._note("holds a formula without a result", "open and save it in Excel")

    def _note(self, what: str, remedy: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            reference = f"{letters(self._column - 1)}{self._row}"
            self.problems.append((reference, what, remedy))

    def _place(self, reference: str) -> None:
        if not reference:
            self._column += 1
        else:
            column = reference.rstrip("0123456789")
            self._column = 0
            for letter in column[:4]:
                self._column = self._column * 26 + ord(letter.upper()) - ord("A") + 1
            self._row = int(reference[len(column) :] or self._row)
        self._check()

    def _check(self) -> None:
        if self._row > self._limits.rows:
            raise _unusable(f"has more than {self._limits.rows:,} rows", "split it")
        if not 0 <= self._column <= self._limits.columns:
            raise _unusable(
                f"has more than {self._limits.columns} columns", "remove what is not needed"
            )


def _unusable(what: str, remedy: str) -> SheetError:
    return SheetError(Problem("workbook", what, remedy))
