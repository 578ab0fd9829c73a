"""Run the real thing on every file, and compare what comes out with what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import CaseFileError, Problem
from ..packet.workshop import Workshop
from .altering import AS_OF, TEMPLATE_OVERRIDE
from .asked import plain
from .expectation import check, leave
from .inputs import CaseInput, Trap, TrapsInput, base_of, read_input
from .outcome import Outcome
from .press import Press
from .report import FileReport, Report, Tally


def verify(paths: Iterable[Path], workshop: Workshop | None = None) -> Report:
    """Verify the expectations that files carry.

    A case file's `expected` is checked against what comes out of its facts; a traps file's `expect`
    against what comes out of the altered facts of its base, a case file that is looked for by its
    `meta.id` among `paths` and then in the traps file's own folder.

    Args:
        paths: case files and traps files, YAML or JSON.
        workshop: builds the papers that expectations are about; none leaves these to the papers,
            which takes a tenth of the time.

    Returns:
        What held, what differs, what is left to the papers; and what kept a file from being read.
    """
    press = Press(workshop) if workshop else None
    unreadable: list[Problem] = []
    inputs: list[CaseInput | TrapsInput] = []
    for path in paths:
        try:
            inputs.append(read_input(path))
        except CaseFileError as error:
            unreadable += error.problems
    cases = tuple(each for each in inputs if isinstance(each, CaseInput))
    files: list[FileReport] = []
    for each in inputs:
        if isinstance(each, CaseInput):
            files.append(_case_report(each, press))
        else:
            files.append(_traps_report(each, cases, unreadable.extend, press))
    return Report(tuple(files), tuple(unreadable))


def _case_report(case: CaseInput, press: Press | None) -> FileReport:
    tally = Tally(str(case.path))
    if case.expected is not None:
        check(plain(case.expected), Outcome(case.facts, press), tally)
    return _report(case.id, (tally,), str(case.path))


def _traps_report(
    traps: TrapsInput,
    cases: tuple[CaseInput, ...],
    unreadable: Callable[[Iterable[Problem]], None],
    press: Press | None,
) -> FileReport:
    tallies = []
    for trap in traps.traps.traps:
        tally = Tally(str(traps.path), trap.id)
        try:
            base = base_of(trap, cases, traps.path.parent)
        except CaseFileError as error:
            unreadable(error.problems)
            continue
        _spring(trap, base, traps, tally, press)
        tallies.append(tally)
    many = len(traps.traps.traps)
    about = f"{many} trap{'' if many == 1 else 's'}"
    return _report(about, tuple(tallies), str(traps.path))


def _spring(
    trap: Trap, base: CaseInput, traps: TrapsInput, tally: Tally, press: Press | None
) -> None:
    """Alter the base as the trap says, and check what comes out."""
    as_of = {AS_OF: traps.traps.as_of} if traps.traps.as_of else {}
    expected = {str(key): plain(value) for key, value in trap.expected.items()}
    try:
        outcome = Outcome(base.facts, press).altered({**as_of, **trap.set})
    except CaseFileError as error:
        for problem in error.problems:
            tally.not_understood(problem.where, trap.set, f"{problem.what}; {problem.remedy}")
        return
    if TEMPLATE_OVERRIDE in trap.set and press is None:
        leave(expected, tally)
        return
    try:
        check(expected, outcome, tally)
    except CaseFileError as error:  # the exemplar can't be altered so
        for problem in error.problems:
            tally.not_understood(problem.where, trap.set, f"{problem.what}; {problem.remedy}")


def _report(about: str, tallies: tuple[Tally, ...], file: str) -> FileReport:
    return FileReport(
        file,
        about,
        sum(tally.held for tally in tallies),
        tuple(difference for tally in tallies for difference in tally.differences),
        tuple(left for tally in tallies for left in tally.left),
    )
