"""A memorandum of more than ten pages gets its tables, with the pages that its PDF really has.

LibreOffice makes the PDF and tells the page of every heading and citation; the tables are written,
the PDF is made again, and so on until the pages printed are those told (tables that grow move the
text behind them). Then the PDF is read like any other: what its tables print, what stands on the
pages they name, and the numbers at the foot. Whatever doesn't agree is an error, and the memorandum
stays without tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..drafting.tables import BEGINNING, TABLES, Memorandum, with_tables
from ..errors import ExemplarError
from .binding import page_count
from .finding import Finding
from .reading import foot_and_body, marked_pages

MEMORANDUM = "D-MPA"
"""The code of memoranda in a packet; those of their exemplars begin with it."""

OVER = 10
"""A memorandum of more pages has tables (Cal. Rules of Court, rule 3.1113(f))."""

_ROUNDS = 6
"""So often the pages are asked for: twice when the tables' own length is guessed right at once."""

ToPdf = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Printed:
    """A pleading in Word and PDF.

    Attributes:
        docx: the Word file.
        pdf: the PDF made of it.
        before: how many pages stand before the memorandum itself: caption and tables; 0 without.
        findings: what is amiss with the tables.
    """

    docx: bytes
    pdf: bytes
    before: int = 0
    findings: tuple[Finding, ...] = ()


def with_its_tables(docx: bytes, to_pdf: ToPdf, known: Sequence[str], code: str) -> Printed:
    """Make the PDF of a memorandum, with tables in it and in the Word file where it is long.

    Args:
        docx: the memorandum, without tables.
        to_pdf: makes a PDF of a Word file.
        known: full citations of the authorities that may be cited, as the law has them.
        code: its document code, for findings.

    Raises:
        ConversionError: LibreOffice could not make a PDF.
    """
    pdf = to_pdf(docx)
    if page_count(pdf) <= OVER:
        return Printed(docx, pdf)
    try:
        memorandum = Memorandum.read(docx, known)
    except ExemplarError as error:
        findings = (Finding("error", code, p.what, p.remedy) for p in error.problems)
        return Printed(docx, pdf, findings=tuple(findings))
    tabled, pages = _settled(memorandum, to_pdf)
    wrong = tuple(_disagreements(memorandum, pages, tabled.pdf))
    if wrong:
        return Printed(docx, pdf, findings=tuple(_untrue(code, each) for each in wrong))
    return Printed(
        tabled.docx,
        tabled.pdf,
        pages[BEGINNING] - 1,
        tuple(
            Finding(
                "warning",
                code,
                f"the table of authorities can't answer for “{doubt.words}”: {doubt.why}",
                "check the citation, and the table in the Word file",
            )
            for doubt in memorandum.cited.doubts
        ),
    )


def _settled(memorandum: Memorandum, to_pdf: ToPdf) -> tuple[Printed, dict[str, int]]:
    """The memorandum with tables of the pages that its own PDF tells, or of the last attempt."""
    told = dict.fromkeys(memorandum.marks, 0)
    for _ in range(_ROUNDS):
        docx = with_tables(memorandum, told)
        pdf = to_pdf(docx)
        printed, told = told, dict.fromkeys(memorandum.marks, 0) | marked_pages(pdf)
        if printed == told:
            break
    return Printed(docx, pdf), printed


def _disagreements(memorandum: Memorandum, printed: dict[str, int], pdf: bytes) -> Iterator[str]:
    """What the finished PDF says otherwise than its tables."""
    if printed != dict.fromkeys(memorandum.marks, 0) | marked_pages(pdf):
        yield "their pages don't settle"
        return
    if 0 in printed.values():
        yield "a place can't be found in the PDF"
        return
    pages = foot_and_body(pdf)
    for number, each in enumerate(pages, start=1):
        if each.foot.split()[:1] != [str(number)]:
            yield f"page {number} has another number at its foot"
    bodies = [_letters(each.body) for each in pages]
    tables = memorandum.tables(printed)
    said = "".join(_letters(line) for line in tables.printed())
    if "".join(bodies[printed[TABLES] - 1 : printed[BEGINNING] - 1]) != said:
        yield "their print is not what was written"
    for words, page in memorandum.places(printed):
        after = bodies[page] if page < len(bodies) else ""
        if not _begins_on(_letters(words), bodies[page - 1], after):
            yield f"“{words}” does not stand on page {page}"


def _begins_on(words: str, page: str, after: str) -> bool:
    """Whether words begin on a page and end there or on the one after.

    Where a page ends within them, a footnote may stand below the text that they begin, and text
    above the rest of a footnote that they end.
    """
    parted = ((words[:at], words[at:]) for at in range(1, len(words)))
    return words in page or any(
        (page.endswith(begin) and end in after) or (begin in page and after.startswith(end))
        for begin, end in parted
    )


def _letters(text: str) -> str:
    """A text without spaces, and without the dots of leaders and abbreviations."""
    return re.sub(r"[\s.]", "", text)


def _untrue(code: str, what: str) -> Finding:
    return Finding(
        "error",
        code,
        f"is over {OVER} pages, and its tables could not be made true: {what}",
        "make both tables in the Word file (rule 3.1113(f)), or shorten it to ten pages",
    )
