"""What the pages show beyond questions: the landing page, a case and its packets.

Each function gives a part of a page. What goes wrong on the way is shown in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docassemble.base.util import url_action
from markupsafe import Markup, escape

from ..archive.packets import Manifest, StoredDocument
from ..archive.sign_offs import SignOff
from ..casefile import CaseFile, known
from ..errors import PcrError, PlanError, Problem, StorageUnavailable
from ..office import CaseSummary, StoredCase
from ..packet.building import DOCX, PDF, WHOLE
from ..packet.finding import Level
from . import links
from .facts import Facts
from .finding_part import ShownFinding, shown_findings, shown_problem
from .or_trouble import or_trouble
from .parts import part
from .people import acting_as, local_time, may, now, office, roles
from .trouble import attempt

_INTERVIEWED = frozenset({"PC1473_7_A1", "PC1016_5"})
"""The vehicles that the interview asks about; a case with others is kept by its case file."""


# ------------------------------------------------------------------------------ landing page


def home() -> Markup:
    """What the signed-in person can do, and their cases."""
    return part("home.html", roles=roles(), links=links, cases=_cases())


def not_allowed() -> Markup:
    """For somebody without the role that a page is for."""
    return part("not_allowed.html", roles=roles(), links=links)


@or_trouble
def _cases() -> Markup:
    if not may("attorney", "paralegal"):
        return Markup()
    person = acting_as("attorney", "paralegal")
    cases: list[CaseSummary] = office().cases(person)
    return part("cases.html", cases=cases, links=links, attorney=may("attorney"))


# --------------------------------------------------------------------------------- one case


@dataclass(frozen=True)
class Paper:
    """One paper of a packet, with a link for each kind of file it comes in."""

    title: str
    code: str
    pages: int | None
    files: tuple[tuple[str, str, str], ...]
    is_whole: bool


def case_title(case_id: str) -> str:
    """The client's name, as a heading; "Case" where it can't be had."""
    try:
        stored = office().case(acting_as("attorney", "paralegal"), case_id)
    except PcrError:
        return "Case"
    return str(escape(_client_name(stored.case_file)))


def case_page(case_id: str) -> Markup:
    """A case: its packets with every document, and what can be done next."""
    return Markup().join((_waiting(case_id), _case(case_id)))


@attempt
def store_waiting() -> int:
    """Store the packets that this machine kept while the storage was away."""
    return office().store_waiting(acting_as("attorney", "paralegal"), now())


@or_trouble
def _waiting(case_id: str) -> Markup:
    person = acting_as("attorney", "paralegal")
    kept = [manifest for manifest in office().waiting(person) if manifest.case_id == case_id]
    return part("waiting.html", kept=len(kept), store=url_action("store_now", case=case_id))


@or_trouble
def _case(case_id: str) -> Markup:
    person = acting_as("attorney", "paralegal")
    try:
        stored = office().case(person, case_id)
        packets = office().packets(person, case_id)
    except StorageUnavailable:
        kept = [m for m in office().waiting(person) if m.case_id == case_id]
        return part("kept_packets.html", packets=[_packet(m, {m.packet_id}, None) for m in kept])
    kept_ids = {manifest.packet_id for manifest in office().waiting(person)}

    asks = _asks(stored.case_file)

    def sign_offs(manifest: Manifest) -> SignOff | None:
        return office().signed_off(person, case_id, manifest.packet_id)

    return part(
        "case.html",
        summary=_summary(stored.case_file),
        version=stored.version,
        packets=[_packet(m, kept_ids, sign_offs(m), now=stored) for m in packets],
        **_plans(case_id, stored.case_file, asked=asks),
        interview=links.interview_link(case_id) if asks else "",
        review=links.review_link(case_id) if asks else "",
        changed_file=links.changed_file_link(case_id),
        case_file=url_action("case_file", case=case_id),
        law=links.law_link(case_id),
        exhibits=links.exhibits_link(case_id),
        make=url_action("make_packets", case=case_id),
        home=links.home_link(),
    )


def _summary(case_file: CaseFile) -> dict[str, Any]:
    return {
        "cases": [(known(c.number) or "no number", known(c.county) or "") for c in case_file.case],
        "vehicles": case_file.matter.vehicle,
    }


def _asks(case_file: CaseFile) -> bool:
    """Whether the signed-in person answers this case's questions in the interview."""
    return may("attorney") and _INTERVIEWED.issuperset(case_file.matter.vehicle)


def _plans(case_id: str, case_file: CaseFile, *, asked: bool) -> dict[str, Any]:
    """The packets that these facts give, and what was left out or stands in the way."""

    def shown(level: Level, problems: Iterable[Problem]) -> list[ShownFinding]:
        return [shown_problem(level, problem, case_id, asked=asked) for problem in problems]

    try:
        found = office().plans(case_file)
    except PlanError as error:
        return {"plans": (), "obstacles": shown("error", error.problems)}
    left_out = (left.problem for left in found.left_out)
    return {"plans": found.plans, "obstacles": shown("note", left_out)}


def _client_name(case_file: CaseFile) -> str:
    name = known(case_file.client.name_as_convicted)
    return name.full if name and name.full else "Client without a name yet"


def _packet(
    manifest: Manifest, kept: Iterable[str], signed: SignOff | None, now: StoredCase | None = None
) -> dict[str, Any]:
    """What a page shows of a packet.

    Args:
        manifest: the packet's.
        kept: ids of the packets that wait on this machine.
        signed: its sign-off.
        now: the case as last saved; none while it can't be had.
    """
    made_from = manifest.facts_version
    outdated = now is not None and made_from is not None and made_from < now.version
    return {
        "outdated": outdated,
        "id": manifest.packet_id,
        "when": local_time(manifest.created),
        "as_of": manifest.as_of,
        "vehicles": manifest.vehicles,
        "papers": list(_papers(manifest)),
        "exemplars": manifest.exemplars,
        "forms": manifest.forms,
        "practice": any(form.blank == "practice" for form in manifest.forms),
        "findings": shown_findings(manifest, asked=now is not None and _asks(now.case_file)),
        "errors": (errors := sum(finding.level == "error" for finding in manifest.findings)),
        "kept": manifest.packet_id in kept,
        "signed": signed and local_time(signed.when),
        "sign": ""
        if signed or errors or outdated or manifest.packet_id in kept or not may("attorney")
        else url_action("ready_to_file", case=manifest.case_id, packet=manifest.packet_id),
    }


def _papers(manifest: Manifest) -> Iterator[Paper]:
    """The papers in filing order, all of them bound as one first; a paper's files stand together.

    The files of one paper follow each other, under the title of the first and perhaps more words.
    """
    papers: list[list[StoredDocument]] = []
    for document in sorted(manifest.documents, key=lambda document: document.code != WHOLE):
        first = papers[-1][0] if papers else None
        if first and document.code == first.code and document.title.startswith(first.title):
            papers[-1].append(document)
        else:
            papers.append([document])
    for files in papers:
        first = files[0]
        yield Paper(
            title=first.title,
            code=first.code,
            pages=first.pages,
            files=tuple(
                (_kind(d, again=d is not first), size_in_words(d.size), _document(manifest, d))
                for d in files
            ),
            is_whole=first.code == WHOLE,
        )


def _document(manifest: Manifest, document: StoredDocument) -> str:
    return links.document_link(manifest.case_id, manifest.packet_id, document.file_name)


def _kind(document: StoredDocument, *, again: bool) -> str:
    """What a file is for; the second PDF of a form can still be filled in."""
    kind = {PDF: "PDF", DOCX: "Word"}.get(document.media_type, "File")
    return "Fillable PDF" if kind == "PDF" and again else kind


def size_in_words(size: int) -> str:
    """Bytes as people read them: 340 KB, 1.2 MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"


def before_sign_off(case_id: str, packet_id: str) -> Markup:
    """What an attorney should have seen before a packet is signed off: its warnings."""
    return _before_sign_off(case_id, packet_id)


@or_trouble
def _before_sign_off(case_id: str, packet_id: str) -> Markup:
    person = acting_as("attorney")
    stored = office().case(person, case_id)
    manifests = office().packets(person, case_id)
    packets = [_packet(m, (), None, now=stored) for m in manifests if m.packet_id == packet_id]
    return part("ready_to_file.html", packets=packets)


@attempt
def sign_off(case_id: str, packet_id: str) -> SignOff:
    """Sign a packet off as ready to file."""
    return office().sign_off(acting_as("attorney"), case_id, packet_id, now())


# ------------------------------------------------------------------------------- small things


def case_numbers(facts: Facts) -> str:
    """The case numbers told so far."""
    told = (vars(case).get("number", "") for case in facts.case.elements)
    return ", ".join(number for number in told if number)
