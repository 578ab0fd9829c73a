"""The exhibits of a case with their files: what there is, and what is still to be given."""

from __future__ import annotations

from dataclasses import dataclass

from docassemble.base.util import url_action
from markupsafe import Markup

from ..archive.exhibits import StoredExhibit
from ..casefile import CaseFile, known
from ..packet.exhibits.files import ExhibitFile
from . import links
from .or_trouble import or_trouble
from .pages import size_in_words
from .parts import part
from .people import acting_as, local_time, may, now, office
from .trouble import attempt
from .uploads import Upload


@dataclass(frozen=True)
class Row:
    """One exhibit: as the case file has it, and its file.

    Attributes:
        letter: its letter.
        title: what it is; empty where the case file has no exhibit of this letter.
        kept: size and day of its file; empty where none was given.
        give, look, remove: what can be done with the file.
    """

    letter: str
    title: str
    kept: str
    give: str
    look: str
    remove: str


@or_trouble
def exhibits_page(case_id: str) -> Markup:
    """The exhibits of a case, each with its file or the place for it."""
    person = acting_as("attorney", "paralegal")
    case_file = office().case(person, case_id).case_file
    files = {stored.letter: stored for stored in office().exhibits.of_case(person, case_id)}
    titles = _titles(case_file)
    letters = sorted(titles.keys() | files.keys(), key=lambda letter: (len(letter), letter))
    return part(
        "exhibits.html",
        rows=[_row(letter, titles.get(letter, ""), files.get(letter)) for letter in letters],
        attorney=may("attorney"),
        interview=links.interview_link(case_id),
        case=links.case_link(case_id),
    )


@attempt
def give_exhibit(case_id: str, letter: str, upload: Upload) -> StoredExhibit:
    """Keep a file for an exhibit; the one before stays in the archive."""
    file = ExhibitFile(upload.file_name, upload.data)
    return office().exhibits.store(acting_as("attorney", "paralegal"), case_id, letter, file, now())


@attempt
def remove_exhibit(case_id: str, letter: str) -> None:
    """Take the file of an exhibit away; packets made before keep it."""
    office().exhibits.remove(acting_as("attorney", "paralegal"), case_id, letter, now())


def _titles(case_file: CaseFile) -> dict[str, str]:
    return {
        letter: known(exhibit.title) or "No title yet"
        for exhibit in case_file.exhibits
        if (letter := known(exhibit.letter))
    }


def _row(letter: str, title: str, stored: StoredExhibit | None) -> Row:
    day = local_time(stored.uploaded).strftime("%B %-d, %Y") if stored else ""
    return Row(
        letter,
        title,
        f"{size_in_words(stored.size)}, {day}" if stored else "",
        url_action("give_file", letter=letter) if title else "",
        url_action("look_at", letter=letter) if stored else "",
        url_action("take_away", letter=letter) if stored else "",
    )
