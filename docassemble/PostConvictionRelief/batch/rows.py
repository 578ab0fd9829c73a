"""A row of a sheet becomes a case file; whatever is wrong is told by its cell.

The case file's own validation decides what can be. This module only carries its problems, which
speak of fact addresses, back to the cells that those facts came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from ..archive.keys import CASE_ID
from ..casefile import CaseFile, read_facts
from ..errors import CaseFileError, Problem, SheetError
from .cells import CellError, facts_in
from .columns import Column, answers, column_for, header_of, normal, suggestion
from .sheet import Sheet, SheetRow

_COUNTY = "case.0.county"
_SAME_AS: Mapping[str, str] = {"court.county": _COUNTY, "matter.county_primary": _COUNTY}
"""Facts that no column holds because another one tells them."""


@dataclass(frozen=True)
class SheetColumns:
    """What the columns of one sheet hold.

    Attributes:
        facts: the columns that hold facts, by position from 0.
        case_id: position of the column with case ids, where the sheet was answered before.
    """

    facts: Mapping[int, Column]
    case_id: int | None


@dataclass(frozen=True)
class Places:
    """Where the facts of one row stand, to tell problems by their cells.

    Attributes:
        row: such as `Sheet1!row 4`, for what no cell holds.
        cells: address of the cell by fact.
        moved: facts that were moved up in their list because places above them are empty: new
            address by old.
    """

    row: str
    cells: Mapping[str, str]
    moved: Mapping[str, str]

    def located(self, problem: Problem) -> Problem:
        """The same problem, told by cells where its facts have some."""
        fact = self._as_told(problem.where)
        cell = self._cell(fact)
        what, remedy = self._in_words(problem.what), self._in_words(problem.remedy)
        if cell is None:
            name = header_of(fact)
            return Problem(self.row, f"{name or fact}: {what}", remedy)
        return Problem(cell, what, remedy)

    def _as_told(self, address: str) -> str:
        for new, old in self.moved.items():
            if address == new or address.startswith(f"{new}."):
                return old + address.removeprefix(new)
        return address

    def _cell(self, fact: str) -> str | None:
        fact = _SAME_AS.get(fact, fact)
        while fact:
            if fact in self.cells:
                return self.cells[fact]
            fact = fact.rpartition(".")[0]
        return None

    def _in_words(self, text: str) -> str:
        """A text in which facts are called by their headers and cells."""

        def called(found: re.Match[str]) -> str:
            fact = self._as_told(found[0])
            name, cell = header_of(fact), self.cells.get(fact)
            return f"{name} ({cell})" if name and cell else name or found[0]

        return re.sub(r"\b(case\.\d+|[a-z_]+)(\.[a-z0-9_]+)+", called, text)


@dataclass(frozen=True)
class ReadRow:
    """A row as read.

    Attributes:
        number: as the spreadsheet program counts.
        case_id: under which it was stored before, if it was.
        facts: as told, without `meta`.
        places: where the facts stand.
        problems: of its cells.
    """

    number: int
    case_id: str | None
    facts: dict[str, Any]
    places: Places
    problems: tuple[Problem, ...]

    def case_file(self, case_id: str, as_of: date) -> CaseFile:
        """The row as a case file.

        Args:
            case_id: its id.
            as_of: the date for which it is read.

        Raises:
            CaseFileError: every problem of the row, by cell, from left to right.
        """
        problems = list(self.problems)
        facts = {"meta": {"id": case_id, "as_of": as_of}, **self.facts}
        try:
            case_file = read_facts(facts)
        except CaseFileError as error:
            problems += [self.places.located(problem) for problem in error.problems]
            raise CaseFileError(_by_column(problems)) from error
        if problems:
            raise CaseFileError(_by_column(problems))
        return case_file


def columns_of(sheet: Sheet) -> SheetColumns:
    """What the columns of a sheet hold.

    Raises:
        SheetError: a header is unknown, or two columns hold the same fact; each is named.
    """
    facts: dict[int, Column] = {}
    case_id: int | None = None
    first: dict[str, str] = {}
    problems = []
    for position, cell in sheet.headers.items():
        header = str(cell.value)
        column = None if _is_answer(header) else column_for(header)
        name = normal(header) if column is None else column.fact
        if column is None and not _is_answer(header):
            problems.append(
                Problem(cell.address, f"{header!r} is not a column we know", _hint(header))
            )
            continue
        if name in first:
            problems.append(
                Problem(
                    cell.address, f"{header!r} is the same as {first[name]}", "keep one of them"
                )
            )
        first[name] = cell.address
        if column:
            facts[position] = column
        elif name == normal(answers().case_id):
            case_id = position
    if problems:
        raise SheetError(problems)
    return SheetColumns(facts, case_id)


def read_row(sheet: Sheet, columns: SheetColumns, row: SheetRow) -> ReadRow:
    """Read one row; nothing in it is skipped."""
    told: dict[str, object] = {}
    cells: dict[str, str] = {}
    problems = []
    for position, column in columns.facts.items():
        address = sheet.address(position, row.number)
        cells.setdefault(column.fact, address)
        if position not in row.cells:
            continue
        try:
            found = facts_in(column, row.cells[position].value)
        except CellError as error:
            problems.append(Problem(address, error.what, error.remedy))
            continue
        for fact, value in found.items():
            if fact in told:
                problems.append(
                    Problem(address, f"tells the same as {cells[fact]}", "empty one of the two")
                )
            told[fact], cells[fact] = value, address
    case_id = _case_id(columns, row, problems)
    _add_defaults(told)
    facts, moved = _nested(told)
    places = Places(f"{sheet.name}!row {row.number}", cells, moved)
    return ReadRow(row.number, case_id, facts, places, tuple(problems))


def _by_column(problems: list[Problem]) -> list[Problem]:
    """Each problem once, from left to right, what no cell holds last."""
    return sorted(set(problems), key=lambda problem: (len(problem.where), problem))


def _is_answer(header: str) -> bool:
    return normal(header) in {normal(known) for known in astuple(answers())}


def _hint(header: str) -> str:
    near = suggestion(header)
    question = f"did you mean {near!r}? Else " if near else ""
    return f"{question}take a header of the template sheet, or a fact address"


def _case_id(columns: SheetColumns, row: SheetRow, problems: list[Problem]) -> str | None:
    cell = row.cells.get(columns.case_id) if columns.case_id is not None else None
    if cell is None:
        return None
    if isinstance(cell.value, str) and re.fullmatch(CASE_ID, cell.value):
        return cell.value
    problems.append(
        Problem(cell.address, "is not a case id", "leave it as it was answered, or empty it")
    )
    return None


def _add_defaults(told: dict[str, object]) -> None:
    """What a sheet leaves unsaid because it goes without saying."""
    counts = sorted({int(found[1]) for fact in told if (found := _COUNT.match(fact))})
    for index in counts:
        told.setdefault(f"case.0.counts.{index}.n", index + 1)
        told.setdefault(f"case.0.counts.{index}.convicted", True)
    if _COUNTY in told:
        told.setdefault("matter.county_primary", told[_COUNTY])
        if any(fact.startswith("court.") for fact in told):
            told.setdefault("court.county", told[_COUNTY])
    if any(fact.startswith("service.0.") for fact in told):
        told.setdefault("service.0.party", "prosecuting_agency")
    convicted, current = "client.name_as_convicted.", "client.name_current."
    if f"{current}first" not in told:
        for fact in [fact for fact in told if fact.startswith(convicted)]:
            told.setdefault(current + fact.removeprefix(convicted), told[fact])


_COUNT = re.compile(r"case\.0\.counts\.(\d+)\.")


def _nested(told: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, str]]:
    """Facts by address as nested mappings and lists; and what moved up in a list, new → old."""
    tree: dict[str, Any] = {}
    for fact, value in told.items():
        *groups, last = fact.split(".")
        holder = tree
        for group in groups:
            holder = holder.setdefault(group, {})
        holder[last] = value
    moved: dict[str, str] = {}
    return _with_lists(tree, "", "", moved), moved


def _with_lists(node: Any, new: str, old: str, moved: dict[str, str]) -> Any:
    if not isinstance(node, dict):
        return node
    if not all(key.isdigit() for key in node):
        return {
            key: _with_lists(value, f"{new}{key}.", f"{old}{key}.", moved)
            for key, value in node.items()
        }
    items = []
    for index, key in enumerate(sorted(node, key=int)):
        if str(index) != key:
            moved[f"{new}{index}"] = f"{old}{key}"
        items.append(_with_lists(node[key], f"{new}{index}.", f"{old}{key}.", moved))
    return items
