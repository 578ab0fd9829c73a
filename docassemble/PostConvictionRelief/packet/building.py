"""Build a packet: every planned paper written or filled, then bound.

A packet is a function of the plan's facts, the exemplars and the blanks: the same of these give the
same bytes, whichever entrance the facts came in by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType

from ..casefile import known
from ..drafting.exemplar import Exemplar
from ..forms.complete import CompletedForm
from ..law.law_files import authorities
from .binding import BoundPart, bind, page_count
from .contents import PlannedPaper
from .exhibits.gathering import ExhibitFiles, Gathered, gather
from .finding import Finding
from .findings import (
    consent_needed,
    facts_findings,
    missing_fact,
    practice_blank,
    unconfirmed_edition,
)
from .long_memorandum import MEMORANDUM, Printed, with_its_tables
from .paper import Paper
from .plan import PacketPlan
from .preflight import Examined, preflight
from .workshop import Workshop

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARK = re.compile(r"\[MISSING: ([^\]]+)\]")

_READERS = {
    "court": "",
    "clerk": " (for the clerk, beside the filing)",
    "client": " (client's copy, not filed)",
    "prosecution": " (for negotiation, not filed)",
    "office": " (internal, not filed)",
}
"""What the title of a paper says of who reads it."""

WHOLE = "PACKET"
"""The code of the one PDF in which all filed papers are bound."""

EXHIBITS = "EXHIBITS"
"""The code of the one PDF that holds all exhibits."""

_BESIDE = (("D-EXH", 1), ("D-PO", 0), ("D-POS", 0))
"""Where the exhibits stand: behind (1) or before (0) the first of these that the packet has."""

NO_FILES: ExhibitFiles = MappingProxyType({})

Progress = Callable[[int, str], None]
"""Told how far the work is: percent, and what is being done."""


@dataclass(frozen=True)
class PacketFile:
    """One file of a packet.

    Attributes:
        code: document code, or `PACKET` for all filed papers bound together.
        title: what a person reads in a list.
        file_name: holds county, case number and code, never a person's name.
        media_type: of the contents.
        pages: none for Word files, whose pages depend on the machine.
        data: the contents.
    """

    code: str
    title: str
    file_name: str
    media_type: str
    pages: int | None
    data: bytes


@dataclass(frozen=True)
class FormUse:
    """Which blank a form was filled on."""

    code: str
    edition: str
    blank_kind: str
    sha256: str


@dataclass(frozen=True)
class BuiltPacket:
    """A finished packet and everything it rests on."""

    plan: PacketPlan
    papers: tuple[Paper, ...]
    files: tuple[PacketFile, ...]
    exemplars: tuple[Exemplar, ...]
    forms: tuple[FormUse, ...]
    findings: tuple[Finding, ...]


def build_packet(
    plan: PacketPlan,
    workshop: Workshop,
    number: int,
    progress: Progress,
    exhibits: ExhibitFiles = NO_FILES,
) -> BuiltPacket:
    """Write, fill and bind every paper of a plan, with its exhibits.

    Args:
        plan: which papers, from which facts.
        workshop: exemplars, forms, and what turns Word into PDF.
        number: which packet of this case this is, from 1; it ends the file names.
        progress: told before each paper and exhibit.
        exhibits: the files that came for the exhibits, by letter. One that can't be used is a
            finding; the rest is built.

    Raises:
        ExemplarError: an exemplar can't be used, or there is none for a planned paper.
        FormError, BlankError: a form can't be filled, or its blank can't be had.
        ConversionError: LibreOffice could not make a PDF.
    """
    papers, gathered = _made(plan, workshop, exhibits, progress)
    progress(92, "Binding the packet")
    whole = bind(_parts(papers, gathered), f"Packet for case {plan.case_number}")
    files = tuple(_all_files(_Names(plan, number), whole, papers, gathered))
    progress(98, "Checking the packet")
    return BuiltPacket(
        plan=plan,
        papers=tuple(papers),
        files=files,
        exemplars=tuple(paper.exemplar for paper in papers if paper.exemplar),
        forms=tuple(_form_use(p.planned.code, p.form) for p in papers if p.form),
        findings=(
            *_findings(plan, papers),
            *(finding for paper in papers for finding in paper.findings),
            *gathered.findings,
            *preflight(Examined(plan, tuple(papers), gathered, whole)),
        ),
    )


def _made(
    plan: PacketPlan, workshop: Workshop, exhibits: ExhibitFiles, progress: Progress
) -> tuple[list[Paper], Gathered]:
    """Every paper and exhibit, read; the LibreOffices work while we fill forms."""
    pending: list[Callable[[], Paper]] = []
    with ThreadPoolExecutor(max_workers=workshop.office.size) as beside:
        for index, planned in enumerate(plan.papers):
            progress(5 + 55 * index // len(plan.papers), f"Preparing {planned.code}: {planned.why}")
            pending.append(_begun(plan, planned, workshop, beside))
        gathered = gather(
            plan.one.case_file,
            plan.case_number,
            exhibits,
            workshop.to_pdf,
            workshop.recognizer,
            lambda words: progress(62, words),
        )
        if gathered.bound:
            gathered.bound.read()
        progress(65, "Printing the pleadings")
        return [_read(finish()) for finish in pending], gathered


def _parts(papers: Sequence[Paper], gathered: Gathered) -> list[BoundPart]:
    """What is bound, in filing order: the exhibits behind their list, else before the order."""
    parts = [BoundPart(p.code, p.title, p.loose) for p in papers if p.planned.filed]
    if gathered.bound:
        codes = [part.code for part in parts]
        places = [codes.index(code) + after for code, after in _BESIDE if code in codes]
        place = places[0] if places else len(parts)
        parts.insert(place, BoundPart("EX", "Exhibits", gathered.bound.loose))
    return parts


def _begun(
    plan: PacketPlan, planned: PlannedPaper, workshop: Workshop, beside: ThreadPoolExecutor
) -> Callable[[], Paper]:
    """Begin a paper: a form is filled at once, a pleading's PDF is made beside; gives its end."""
    context = plan.context(planned.reader)
    if number := planned.form_number:
        form = workshop.fill(number, context)
        title = f"{form.title} ({number})"
        filled = Paper(planned, title, form.pdf, form.fillable, context, form=form)
        return lambda: filled
    exemplar = workshop.exemplar(planned.exemplar, planned.language)
    docx = workshop.write(exemplar, context)
    title = exemplar.card.title
    pending = beside.submit(_printed, planned, docx, workshop)

    def finish() -> Paper:
        done = pending.result()
        return Paper(
            planned,
            title,
            done.pdf,
            done.docx,
            context,
            exemplar=exemplar,
            before=done.before,
            findings=done.findings,
        )

    return finish


def _printed(planned: PlannedPaper, docx: bytes, workshop: Workshop) -> Printed:
    """The PDF of a pleading; a long memorandum gets its tables."""
    if planned.code != MEMORANDUM:
        return Printed(docx, workshop.to_pdf(docx))
    known = [each.authority for each in authorities().values()]
    return with_its_tables(docx, workshop.to_pdf, known, planned.code)


def _read(paper: Paper) -> Paper:
    """The same paper, read while LibreOffice makes the next."""
    paper.read()
    return paper


def _all_files(
    names: _Names, whole: bytes, papers: Sequence[Paper], gathered: Gathered
) -> Iterator[PacketFile]:
    """The files of a packet: all filed papers in one, each paper alone, and the exhibits."""
    title = "The whole packet, bound for review"
    yield PacketFile(WHOLE, title, names.of(WHOLE, "pdf"), PDF, page_count(whole), whole)
    for paper in papers:
        yield from _files(paper, names)
    if bound := gathered.bound:
        title = f"Exhibits {', '.join(gathered.letters)}, with index"
        yield PacketFile(EXHIBITS, title, names.of(EXHIBITS, "pdf"), PDF, bound.pages, bound.pdf)


def _files(paper: Paper, names: _Names) -> Iterator[PacketFile]:
    planned = paper.planned
    code = planned.exemplar if planned.to_court else f"{planned.exemplar}-{planned.language}"
    title = f"{paper.title}{_READERS[planned.reader]}"
    yield PacketFile(
        planned.code, title, names.of(code, "pdf"), PDF, page_count(paper.pdf), paper.pdf
    )
    if paper.form is None:
        yield PacketFile(
            planned.code, f"{title}, in Word", names.of(code, "docx"), DOCX, None, paper.editable
        )
    else:
        yield PacketFile(
            planned.code,
            f"{title}, still fillable",
            names.of(f"{code}-fillable", "pdf"),
            PDF,
            page_count(paper.editable),
            paper.editable,
        )


def _form_use(code: str, form: CompletedForm) -> FormUse:
    return FormUse(code, form.edition, form.blank_kind, form.blank_sha256)


def _findings(plan: PacketPlan, papers: Sequence[Paper]) -> Iterator[Finding]:
    missing: dict[str, list[str]] = {}
    withheld: dict[str, None] = {}
    for paper in papers:
        if paper.planned.reader == "office":
            continue  # what the office's own sheet lacks keeps nothing from being filed
        for address in sorted(paper.context.missing | _marked(paper)):
            missing.setdefault(address, []).append(paper.planned.code)
        withheld |= dict.fromkeys(sorted(paper.context.withheld))
    yield from (missing_fact(address, codes) for address, codes in missing.items())
    yield from (consent_needed(group) for group in withheld)
    for paper in papers:
        if paper.form and paper.form.blank_kind == "practice":
            yield practice_blank(paper.planned.code)
        if paper.form and paper.form.edition_status != "current":
            yield unconfirmed_edition(paper.planned.code, paper.form.edition)
    yield from facts_findings(plan)


def _marked(paper: Paper) -> set[str]:
    """The facts that a pleading marks as missing in its own words (a list that holds nothing)."""
    if paper.exemplar is None:
        return set()
    return set(_MARK.findall(paper.lines))


class _Names:
    """File names of one packet: `{county}-{case}-{code}-v{n}` (specification 4.5)."""

    def __init__(self, plan: PacketPlan, number: int) -> None:
        county = known(plan.one.case.county) or "county"
        self._start = f"{_slug(county)}-{_slug(plan.case_number) or 'case'}"
        self._number = number

    def of(self, code: str, extension: str) -> str:
        """The name of one file."""
        return f"{self._start}-{code}-v{self._number}.{extension}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
