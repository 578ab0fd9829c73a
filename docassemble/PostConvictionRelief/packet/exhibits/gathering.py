"""The exhibits of a case file and the files that came for them, to one PDF and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...casefile import CaseFile, known
from ...casefile.matter import Exhibit
from ...errors import FormError
from ..finding import Finding
from ..loose import cut
from ..private import Private, private_things
from .binder import BoundExhibits, ReadyExhibit, bind_exhibits
from .blackout import BlackedOut, black_out
from .files import BadExhibit, Convert, ExhibitFile, to_pdf
from .letter import hides_layers, letter_pages

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
    progress: Callable[[str], None],
) -> Gathered:
    """Make the exhibits of a packet. A file that can't be used is a finding; the others are bound.

    Args:
        case_file: names the exhibits, and tells what is private.
        case_number: printed on covers and index.
        files: by letter; a letter that no exhibit has is a finding.
        convert: makes a PDF of a Word file.
        progress: told before each exhibit.
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
            done = _without_private(to_pdf(files[letter], where, convert), things)
        except (BadExhibit, FormError) as error:
            first = error.problems[0]
            findings.append(Finding("error", first.where, first.what, first.remedy))
            continue
        findings += _of_blackout(where, exhibit, done)
        ready.append(_ready(exhibit, letter, done))
        if (told := known(exhibit.pages)) is not None and told != done.pages:
            findings.append(_other_pages(index, told, done.pages))
    findings += _unasked(case_file, files)
    bound = bind_exhibits(ready, case_number) if ready else None
    return Gathered(bound, tuple(exhibit.letter for exhibit in ready), tuple(findings))


def _without_private(data: bytes, things: tuple[Private, ...]) -> BlackedOut:
    """The pages upright, and what is private burned out of them, hidden layers first."""
    if hides_layers(data):
        seen = black_out(data, things, redraw_all=True)
        return replace(seen, pdf=letter_pages(seen.pdf))
    return black_out(letter_pages(data), things)


def _ready(exhibit: Exhibit, letter: str, done: BlackedOut) -> ReadyExhibit:
    return ReadyExhibit(
        letter=letter,
        title=known(exhibit.title) or f"Exhibit {letter}",
        by=known(exhibit.authenticated_by) or "",
        pages=cut(done.pdf),
    )


def _of_blackout(where: str, exhibit: Exhibit, done: BlackedOut) -> Iterator[Finding]:
    for page, kind in done.still:
        yield Finding(
            "error", where, f"page {page} still tells {kind}", "black it out in the file itself"
        )
    if done.hidden:
        kinds = dict.fromkeys(kind for _, kind in done.hidden)
        pages = "; ".join(
            f"{kind} on page {', '.join(str(page) for page, k in done.hidden if k == kind)}"
            for kind in kinds
        )
        yield Finding(
            "note",
            where,
            f"was blacked out ({pages})",
            "look at these pages: whether all that is private is hidden, and nothing else",
        )
    if done.unread:
        confidential = known(exhibit.contains_confidential) is True
        yield Finding(
            "warning" if confidential else "note",
            where,
            f"{_pages(done.unread)} scanned, without text that can be searched; what the picture "
            "shows was not looked through for private things, and nothing was blacked out there",
            "look through them by eye, black out in the file what is private, and give a file "
            "with recognized text if the court asks for searchable papers (rule 2.256(b))",
        )


def _pages(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    return f"pages {', '.join(map(str, numbers))} are"


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
