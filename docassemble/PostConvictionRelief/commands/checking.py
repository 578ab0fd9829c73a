"""Does it hold? The facts of a case file, and what lawyers wrote down must come out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter

from ..casefile import CaseFile, json_facts, yaml_facts
from ..errors import CaseFileError
from ..law import not_acknowledged, screen
from ..law.deadlines import Concern
from ..office import workshop_in_force
from ..settings import Settings
from ..verify import FileReport, Report, examine
from ..verify import verify as verify_files
from .printing import AsJson, read_file, reported, say

Files = Annotated[list[Path], typer.Argument(help="Files: YAML, or JSON (.json).")]

_MARKS = {"error": "✗", "warning": "!", "note": "·"}


@dataclass(frozen=True)
class Checked:
    """What is wrong with one case file, the gravest first."""

    file: str
    as_of: str | None
    findings: tuple[Concern, ...]

    @property
    def problems(self) -> int:
        """How many findings must be corrected."""
        return sum(finding.severity == "error" for finding in self.findings)


@reported
def check(cases: Files, json: AsJson = False) -> None:
    """Name every problem and warning of case files: facts, hearings, deadlines, what to read.

    The exit code is 2 where a case file has problems.
    """
    checked = tuple(_checked(path) for path in cases)
    if json:
        say(TypeAdapter(tuple[Checked, ...]).dump_json(checked, indent=1).decode("utf-8"))
    else:
        for one in checked:
            _print_checked(one)
    if any(one.problems for one in checked):
        raise typer.Exit(2)


@reported
def verify(
    files: Files,
    json: AsJson = False,
    papers: Annotated[
        bool, typer.Option(help="Build the papers that expectations are about; else leave them.")
    ] = True,
) -> None:
    """Compare what case files and traps say must come out with what comes out.

    A case file says so in `expected`, a traps file in the `expect` of each trap. The exit code is 1
    where anything differs, and 2 where a file can't be read.
    """
    workshop = workshop_in_force(Settings.read()) if papers else None
    report = verify_files(files, workshop)
    if json:
        say(TypeAdapter(Report).dump_json(report, indent=1).decode("utf-8"))
    else:
        for file in report.files:
            _print_report(file)
    if report.unreadable:
        raise CaseFileError(report.unreadable)
    if report.differences:
        raise typer.Exit(1)


def _checked(path: Path) -> Checked:
    data = read_file(path)
    facts: Any = (json_facts if path.suffix == ".json" else yaml_facts)(data, path.name)
    examined = examine(facts, path.name)
    found = [Concern("error", problem) for problem in examined.problems]
    found += examined.concerns
    if examined.case_file and not examined.problems:
        found += _unread(examined.case_file)
    found.sort(key=lambda finding: list(_MARKS).index(finding.severity))
    as_of = examined.case_file.meta.as_of.isoformat() if examined.case_file else None
    return Checked(str(path), as_of, tuple(found))


def _unread(case_file: CaseFile) -> Iterator[Concern]:
    """The warnings that nobody has acknowledged yet."""
    for warning in screen(case_file).unacknowledged:
        yield Concern("warning", not_acknowledged(case_file, warning), warning.code)


def _print_checked(one: Checked) -> None:
    counts = Counter(finding.severity for finding in one.findings)
    say(
        f"{one.file}: {_many(counts['error'], 'problem')}, {_many(counts['warning'], 'warning')}, "
        f"{_many(counts['note'], 'note')}" + (f" (as of {one.as_of})" if one.as_of else "")
    )
    for finding in one.findings:
        code = f"  [{finding.warning}]" if finding.warning else ""
        say(f"{_MARKS[finding.severity]} {finding.problem.where}: {finding.problem.what}{code}")
        say(f"  → {finding.problem.remedy}")


def _print_report(file: FileReport) -> None:
    say(
        f"{file.file} ({file.about}): {file.held} held, {len(file.differences)} differ, "
        f"{len(file.left)} left to the papers"
    )
    for difference in file.differences:
        where = " ".join(part for part in (difference.trap, difference.path) if part)
        say(f"✗ {file.file}: {where}")
        say(f"    expected: {difference.expected}")
        say(f"    came out: {difference.actual}")
    names = Counter(" ".join(part for part in (left.trap, left.path) if part) for left in file.left)
    if names:
        say(f"  left to the papers: {', '.join(names)}")


def _many(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"
