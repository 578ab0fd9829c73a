"""The exhibits of a case file and the files that came for them, to one PDF and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...casefile import CaseFile, known
from ...casefile.matter import Exhibit
from ...errors import FormError
from ..finding import Finding
from ..loose import cut
from ..private import private_things
from .binder import BoundExhibits, ReadyExhibit, bind_exhibits
from .blackout import BlackedOut
from .clearing import cleared
from .exhibit_findings import findings_of
from .files import BadExhibit, Convert, ExhibitFile, to_pdf
from .recognition import Recognizer

ExhibitFiles = Mapping[str, ExhibitFile]
"""The files that came, by the letter of their exhibit."""


@dataclass(frozen=True)
class Gathered:
    """The exhibits of a packet.

    Attributes:
        bound: all in one PDF; none where no file came.
        letters: those that are in it.
        findings: what is amiss with the files.
    """

    bound: BoundExhibits | None
    letters: tuple[str, ...]
    findings: tuple[Finding, ...]


def gather(
    case_file: CaseFile,
    case_number: str,
    files: ExhibitFiles,
    convert: Convert,
    recognizer: Recognizer,
    progress: Callable[[str], None],
) -> Gathered:
    """Make the exhibits of a packet. A file that can't be used is a finding; the others are bound.

    Args:
        case_file: names the exhibits, and tells what is private.
        case_number: printed on covers and index.
        files: by letter; a letter that no exhibit has is a finding.
        convert: makes a PDF of a Word file.
        recognizer: reads scanned pages.
        progress: told before each exhibit, and while scanned pages are read.
    """
    things = private_things(case_file)
    ready: list[ReadyExhibit] = []
    findings: list[Finding] = []
    for index, exhibit in enumerate(case_file.exhibits):
        letter = known(exhibit.letter)
        if letter is None or letter not in files:
            continue
        where = f"exhibits.{index}.file"
        progress(f"Preparing exhibit {letter}")
        try:
            pdf = to_pdf(files[letter], where, convert)
            made = cleared(pdf, things, recognizer, _told(letter, progress))
        except (BadExhibit, FormError) as error:
            first = error.problems[0]
            findings.append(Finding("error", first.where, first.what, first.remedy))
            continue
        findings += findings_of(where, exhibit, made)
        ready.append(_ready(exhibit, letter, made.done))
        if (told := known(exhibit.pages)) is not None and told != made.done.pages:
            findings.append(_other_pages(index, told, made.done.pages))
    findings += _unasked(case_file, files)
    bound = bind_exhibits(ready, case_number) if ready else None
    return Gathered(bound, tuple(exhibit.letter for exhibit in ready), tuple(findings))


def _told(letter: str, progress: Callable[[str], None]) -> Callable[[str], None]:
    """What tells the progress within one exhibit."""
    return lambda words: progress(f"Exhibit {letter}: {words}")


def _ready(exhibit: Exhibit, letter: str, done: BlackedOut) -> ReadyExhibit:
    return ReadyExhibit(
        letter=letter,
        title=known(exhibit.title) or f"Exhibit {letter}",
        by=known(exhibit.authenticated_by) or "",
        pages=cut(done.pdf),
    )


def _other_pages(index: int, told: int, counted: int) -> Finding:
    return Finding(
        "warning",
        f"exhibits.{index}.pages",
        f"says {told}, and the file has {counted} pages",
        "look whether it is the right file, and whole; then correct the number",
    )


def _unasked(case_file: CaseFile, files: ExhibitFiles) -> Iterator[Finding]:
    named = {known(exhibit.letter) for exhibit in case_file.exhibits}
    for letter in sorted(set(files) - named):
        yield Finding(
            "warning",
            "exhibits",
            f"a file came for exhibit {letter}, which the case file doesn't name",
            "add the exhibit to the case file, or take the file away",
        )
