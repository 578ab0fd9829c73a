"""What the law says of a case, as a page: vehicles with their reasons, warnings, deadlines."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..casefile import CaseFile
from ..expressions.wording import long_date
from ..law import Candidate, Screening, ShownWarning, screen
from ..law.deadlines import Concern, Deadline, IfServed, Step, calendar_file, deadlines_for
from ..office import Document
from . import links
from .or_trouble import or_trouble
from .parts import part
from .people import acting_as, now, office
from .review import place_of
from .warning_page import warning_title

_CALENDAR = "text/calendar; charset=utf-8"
_INTERVIEW = "vacate_1473_7.yml"
_STATUS = {
    "recommended": "Recommended",
    "possible": "Possible",
    "state_benefit_only": "State benefit only",
    "needs_fact": "Needs facts",
    "blocked": "Not open",
}


@dataclass(frozen=True)
class ShownCandidate:
    """A vehicle as the page shows it."""

    vehicle: str
    only_the_sentence: bool
    counts: tuple[int, ...]
    status: str
    label: str
    reasons: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ShownCase:
    """A court case with what may be asked for in it, and what is not open, told apart."""

    number: str
    offered: tuple[ShownCandidate, ...]
    blocked: tuple[ShownCandidate, ...]


@dataclass(frozen=True)
class PageWarning:
    """A warning as the page shows it.

    Attributes:
        title: what people call it.
        vehicles: the offered vehicles that carry it.
        english, spanish: its text.
        read_by: who has acknowledged it; empty where nobody has.
        link: where to acknowledge it; empty where nobody must.
    """

    title: str
    vehicles: tuple[str, ...]
    english: str
    spanish: str
    read_by: str
    link: str


@dataclass(frozen=True)
class ShownDeadline:
    """A deadline as the page shows it."""

    when: str
    title: str
    concerns: tuple[Concern, ...]
    steps: tuple[Step, ...]
    if_served: tuple[IfServed, ...]
    needs: tuple[str, ...]


@or_trouble
def law_page(case_id: str) -> Markup:
    """What may be asked for in each court case and why, what must be warned of, and by when to act.

    Args:
        case_id: a case of the archive; it is read as last saved.
    """
    case_file = _case_file(case_id)
    screening, deadlines = screen(case_file), deadlines_for(case_file)
    return part(
        "law.html",
        as_of=case_file.meta.as_of,
        cases=_cases(screening),
        notices=screening.notices,
        warnings=[_shown_warning(case_id, warning) for warning in screening.warnings],
        deadlines=[_shown_deadline(deadline) for deadline in sorted(deadlines, key=_by_day)],
        asks=_places(screening.asks),
        case=links.case_link(case_id),
        calendar=links.calendar_link(case_id),
    )


def calendar(case_id: str) -> Document:
    """The deadlines of a case as an iCalendar file; its name says nothing of anybody.

    Raises:
        NotFound, NotAllowed, StorageUnavailable.
    """
    case_file = _case_file(case_id)
    data = calendar_file(case_file, deadlines_for(case_file), now())
    return Document("deadlines.ics", _CALENDAR, data)


def _case_file(case_id: str) -> CaseFile:
    return office().case(acting_as("attorney", "paralegal"), case_id).case_file


def _cases(screening: Screening) -> list[ShownCase]:
    return [
        ShownCase(
            case.number or "without a number",
            tuple(_shown(candidate) for candidate in case.offered),
            tuple(_shown(c) for c in case.candidates if not c.offered),
        )
        for case in screening.cases
    ]


def _shown(candidate: Candidate) -> ShownCandidate:
    return ShownCandidate(
        vehicle=candidate.vehicle,
        only_the_sentence=candidate.scope == "sentence",
        counts=candidate.counts,
        status=candidate.status,
        label=_STATUS[candidate.status],
        reasons=tuple((r.rule, r.text, r.instead) for r in candidate.reasons),
        missing=_places(candidate.missing_facts),
    )


def _shown_warning(case_id: str, warning: ShownWarning) -> PageWarning:
    return PageWarning(
        warning_title(warning.code),
        warning.vehicles,
        warning.text.en,
        warning.text.es,
        warning.acknowledged_by or "",
        links.warning_link(case_id, warning.code) if warning.open else "",
    )


def _shown_deadline(deadline: Deadline) -> ShownDeadline:
    number = f" (case {deadline.case_number})" if deadline.case_number else ""
    return ShownDeadline(
        _when(deadline),
        f"{deadline.title}{number}",
        deadline.concerns,
        deadline.steps,
        deadline.if_served,
        _places(deadline.needs),
    )


def _when(deadline: Deadline) -> str:
    if deadline.day:
        return long_date(deadline.day)
    if deadline.window and deadline.or_next_court_day:
        return f"{long_date(deadline.window[0])}, or the next court day"
    if deadline.window:
        return f"{long_date(deadline.window[0])} to {long_date(deadline.window[1])}"
    return "No limit" if deadline.kind == "none" else "Not known yet"


def _places(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(place_of(address, _INTERVIEW) for address in addresses)


def _by_day(deadline: Deadline) -> tuple[bool, str]:
    """Days in their order; what has no day comes last."""
    day = deadline.day or (deadline.window and deadline.window[0])
    return day is None, day.isoformat() if day else deadline.title
