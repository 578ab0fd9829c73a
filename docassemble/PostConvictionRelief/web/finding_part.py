"""What preflight found, as a person reads it: which paper or question, and a link to the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..archive.packets import Manifest, RecordedFinding
from ..errors import Problem
from ..packet.finding import Level
from . import links
from .review import in_words, place_of, question_of
from .shape import slot_at

_INTERVIEW = "vacate_1473_7.yml"
_NAMES = {"law": "The law behind this packet"}
_EXHIBITS = "exhibits"
_READ_WARNINGS = "acknowledgements"


@dataclass(frozen=True)
class ShownFinding:
    """One finding on a page.

    Attributes:
        level: error, warning or note.
        where: the paper's title, or the question that asks the fact.
        what: what was found.
        remedy: what to do.
        link: where to do it; empty where the page itself is the place, or nothing can be changed.
        link_words: what the link says.
    """

    level: str
    where: str
    what: str
    remedy: str
    link: str = ""
    link_words: str = ""


def shown_findings(manifest: Manifest, *, asked: bool) -> list[ShownFinding]:
    """The findings of a packet, the gravest first.

    Args:
        manifest: the packet's.
        asked: whether the signed-in person answers this case's questions in the interview.
    """
    titles = {document.code: document.title for document in reversed(manifest.documents)}
    levels = ("error", "warning", "note")
    findings = sorted(manifest.findings, key=lambda finding: levels.index(finding.level))
    return [_shown(finding, manifest.case_id, titles, asked=asked) for finding in findings]


def shown_problem(level: Level, problem: Problem, case_id: str, *, asked: bool) -> ShownFinding:
    """A problem of a case's facts.

    Args:
        level: error, warning or note.
        problem: what it is.
        case_id: of the case.
        asked: whether the signed-in person answers this case's questions in the interview.
    """
    found = RecordedFinding(
        level=level, where=problem.where, what=problem.what, remedy=problem.remedy
    )
    return _shown(found, case_id, {}, asked=asked)


def _shown(
    finding: RecordedFinding, case_id: str, titles: Mapping[str, str], *, asked: bool
) -> ShownFinding:
    link, link_words = _way(finding.where, case_id, asked=asked)
    return ShownFinding(
        finding.level,
        _place(finding.where, titles),
        in_words(finding.what, _INTERVIEW),
        in_words(finding.remedy, _INTERVIEW),
        link,
        link_words,
    )


def _place(where: str, titles: Mapping[str, str]) -> str:
    if where in titles:
        return f"{titles[where]} ({where})"
    return _NAMES.get(where) or place_of(where, _INTERVIEW)


def _way(where: str, case_id: str, *, asked: bool) -> tuple[str, str]:
    """Where a finding is put right, and what the link there says."""
    group = where.partition(".")[0].lower()
    if group == _EXHIBITS and (where.endswith(".file") or "." not in where):
        return links.exhibits_link(case_id), "Go to the exhibits"
    if group == _READ_WARNINGS:
        return links.law_link(case_id), "Read the warning"
    question = question_of(where, _INTERVIEW) if asked else ""
    if question:
        return links.answer_link(case_id, question), "Change this answer"
    if slot_at(where):
        return links.changed_file_link(case_id), "Change it in the case file"
    return "", ""
