"""A sheet in, packets and an answered sheet out: right rows are done, wrong cells are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from ..archive.archive import Archive
from ..archive.cases import SavedFacts
from ..archive.keys import case_id_of
from ..archive.packets import Manifest
from ..casefile import CaseFile, read_json, write_json
from ..errors import (
    CaseFileError,
    NotFound,
    PcrError,
    PlanError,
    Problem,
    StorageUnavailable,
)
from ..packet.plan import plan_packets
from .before_filing import before_filing
from .rows import ReadRow, columns_of, read_row
from .sheet import read_sheet
from .writing import Answer, answered_sheet


class Outcome(StrEnum):
    """What became of a row, in the words of the answered sheet."""

    STORED = "Packet stored"
    NOT_READY = "Packet stored, but not ready to file: see Problems"
    KEPT = "Packet made; it waits on this machine until the storage is back"
    UNCHANGED = "Nothing changed since the last run"
    WRONG = "Not done: see Problems"
    NOT_REACHED = "Not done: the storage is away; run this sheet again"


class MadePacket(Protocol):
    """A packet just made, and whether the archive has it or this machine keeps it."""

    @property
    def manifest(self) -> Manifest:
        """What is in it."""

    @property
    def stored(self) -> bool:
        """False while it waits in the outbox."""


MakePackets = Callable[[CaseFile, int], Sequence[MadePacket]]
"""Saves a case file over the version given (0: a new case), and makes and stores its packets."""

Progress = Callable[[int, str], None]
"""Told how far the work is: percent, and what is being done."""


@dataclass(frozen=True)
class RowResult:
    """What became of one row.

    Attributes:
        number: of the row, as the spreadsheet program counts.
        outcome: what became of it.
        case_id: under which it is stored, or will be; none where its facts are wrong.
        packets: made in this run.
        problems: by cell; with a packet, what was left out of it or keeps it from being filed.
        before_filing: what the packet's cover sheet would tell, a line for each.
    """

    number: int
    outcome: Outcome
    case_id: str | None
    packets: tuple[Manifest, ...] = ()
    problems: tuple[Problem, ...] = ()
    before_filing: tuple[str, ...] = ()


@dataclass(frozen=True)
class BatchResult:
    """What became of a sheet.

    Attributes:
        rows: every filled row, in order.
        answered: the same sheet with case ids, results and problems (XLSX); run again, it makes
            nothing twice.
    """

    rows: tuple[RowResult, ...]
    answered: bytes

    @property
    def packets(self) -> int:
        """How many packets were made."""
        return sum(len(row.packets) for row in self.rows)

    @property
    def wrong(self) -> tuple[RowResult, ...]:
        """The rows of which nothing was made because something in them is wrong."""
        return tuple(row for row in self.rows if row.outcome is Outcome.WRONG)


@dataclass(frozen=True)
class _Before:
    """A case as an earlier run of the sheet left it."""

    saved: SavedFacts
    has_packets: bool


def run_batch(
    data: bytes,
    archive: Archive,
    as_of: date,
    make: MakePackets,
    progress: Progress,
) -> BatchResult:
    """Make the packets of every right row of a spreadsheet.

    A row without a case id is a new case, unless a run of the very same sheet has saved it before:
    one that was cut off is taken up again. A row with the id of an earlier run is that case: made
    again only when its facts have changed or it has no packet yet. Nothing is saved of a row whose
    facts are wrong or allow no packet. Once the storage is away, the remaining rows are left for
    the next run.

    Args:
        data: the sheet, XLSX or CSV.
        archive: where earlier runs are looked up.
        as_of: the date for which every row is read.
        make: saves a case and makes its packets.
        progress: told before each row.

    Raises:
        SheetError: the sheet as a whole can't be read, or a column is unknown.
    """
    sheet = read_sheet(data)
    columns = columns_of(sheet)
    read = [read_row(sheet, columns, row) for row in sheet.rows]
    twice = _told_twice(read)
    rows: list[RowResult] = []
    away = False
    for index, row in enumerate(read):
        progress(100 * index // len(read), f"Row {row.number}")
        if away:
            rows.append(RowResult(row.number, Outcome.NOT_REACHED, row.case_id))
        elif problem := twice.get(row.number):
            rows.append(RowResult(row.number, Outcome.WRONG, row.case_id, problems=(problem,)))
        else:
            rows.append(_Row(row, archive, case_id_of(data, row.number), as_of, make).done())
            away = rows[-1].outcome in (Outcome.NOT_REACHED, Outcome.KEPT)
    progress(100, "Done")
    return BatchResult(tuple(rows), answered_sheet(sheet, _answers(rows)))


@dataclass(frozen=True)
class _Row:
    """One row being done."""

    row: ReadRow
    archive: Archive
    own_id: str
    as_of: date
    make: MakePackets

    def done(self) -> RowResult:
        number = self.row.number
        case_id = self.row.case_id or self.own_id
        try:
            case_file = self.row.case_file(case_id, self.as_of)
        except CaseFileError as error:
            return RowResult(number, Outcome.WRONG, self.row.case_id, (), error.problems)
        try:
            planned = plan_packets(case_file)
            to_do = tuple(line for plan in planned.plans for line in before_filing(plan))
            before = self._before(case_id)
            if before and before.has_packets and _same_facts(case_file, before.saved):
                return RowResult(number, Outcome.UNCHANGED, case_id, before_filing=to_do)
            if before and not self.row.case_id and not _same_facts(case_file, before.saved):
                return RowResult(number, Outcome.WRONG, None, problems=(self._worked_on(),))
            made = self.make(case_file, before.saved.version if before else 0)
        except PlanError as error:
            return RowResult(
                number, Outcome.WRONG, self.row.case_id, (), self._cells(error.problems)
            )
        except StorageUnavailable as error:
            return RowResult(number, Outcome.NOT_REACHED, case_id, (), error.problems)
        except PcrError as error:
            return RowResult(number, Outcome.WRONG, case_id, (), self._cells(error.problems))
        manifests = tuple(packet.manifest for packet in made)
        left_out = (each.problem for each in planned.left_out)
        problems = self._cells((*left_out, *_errors(manifests)))
        outcome = Outcome.NOT_READY if problems else Outcome.STORED
        if not all(packet.stored for packet in made):
            outcome = Outcome.KEPT
        return RowResult(number, outcome, case_id, manifests, problems, to_do)

    def _before(self, case_id: str) -> _Before | None:
        """The case as an earlier run left it; none when it never came as far as saving it."""
        try:
            saved = self.archive.cases.load(case_id)
        except NotFound:
            return None
        waiting = any(m.case_id == case_id for m in self.archive.outbox.pending())
        return _Before(saved, waiting or bool(self.archive.packets.of_case(case_id)))

    def _worked_on(self) -> Problem:
        return Problem(
            self.row.places.row,
            "was saved by an earlier run of this sheet, and its case was worked on since",
            "go on with the case itself, or run the answered sheet of that run",
        )

    def _cells(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(dict.fromkeys(self.row.places.located(problem) for problem in problems))


def _errors(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """What keeps packets from being filed."""
    for manifest in manifests:
        for finding in manifest.findings:
            if finding.level == "error":
                yield Problem(finding.where, finding.what, finding.remedy)


def _same_facts(case_file: CaseFile, saved: SavedFacts) -> bool:
    """Whether nothing but the day of the run has changed."""
    before = read_json(saved.facts)
    today = before.meta.model_copy(update={"as_of": case_file.meta.as_of})
    return write_json(before.model_copy(update={"meta": today})) == write_json(case_file)


def _told_twice(rows: Sequence[ReadRow]) -> dict[int, Problem]:
    """Rows that repeat an earlier one, or have its case id."""
    problems: dict[int, Problem] = {}
    ids: dict[str, int] = {}
    facts: dict[str, int] = {}
    for row in rows:
        same_id = ids.setdefault(row.case_id, row.number) if row.case_id else row.number
        same_facts = facts.setdefault(repr(row.facts), row.number)
        if same_id != row.number:
            what = f"has the same case id as row {same_id}"
        elif same_facts != row.number:
            what = f"is the same as row {same_facts}"
        else:
            continue
        problems[row.number] = Problem(row.places.row, what, "remove one of the two")
    return problems


def _answers(rows: Sequence[RowResult]) -> dict[int, Answer]:
    return {
        row.number: Answer(row.case_id or "", row.outcome.value, row.problems, row.before_filing)
        for row in rows
    }
