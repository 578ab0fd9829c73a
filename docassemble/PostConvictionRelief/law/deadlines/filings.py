"""What runs from a paper that was filed, received or made: K6, K7 and K10.

`filings[]` says in the person's own words what was filed; `periods.yaml` says by which words a kind
is recognized. A filing of no such kind starts no clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ...casefile import CaseFile, known
from ...casefile.criminal_case import CriminalCase
from ...casefile.matter import Filing
from ...errors import Problem
from ..calendar import court_calendar
from .counting import Count
from .periods import FilingKind, Period, period, periods
from .result import Concern, Deadline, for_matter, or_uncountable, with_concern


def kind_of(what: str) -> FilingKind | None:
    """The kind of a filing by the words it is called, or `None` for any other paper."""
    text = " ".join(what.casefold().split())
    kinds = (words.kind for words in periods().filing_kinds if words.fit(text))
    return next(kinds, None)


def filing_deadlines(case_file: CaseFile) -> tuple[Deadline, ...]:
    """K6, K7 and K10 for every filing that starts one of them, in the order of the file."""
    found = []
    for n, filing in enumerate(case_file.filings):
        kind = kind_of(known(filing.what) or "")
        if kind:
            found.append(_RECKONED[kind](case_file, filing, f"filings.{n}"))
    return tuple(found)


def survivor_response(case_file: CaseFile, filing: Filing, address: str) -> Deadline:
    """K6: the agency's time to respond, from its receipt of the petition (236.14, 236.15)."""
    return _forward(
        case_file, filing, address, period("response"), "received_on", "the agency's receipt"
    )


def habeas_ruling(case_file: CaseFile, filing: Filing, address: str) -> Deadline:
    """K7: when the court should rule on a petition for habeas corpus."""
    return _forward(case_file, filing, address, period("habeas_ruling"), "filed_on", "the filing")


def habeas_calendared(case_file: CaseFile, filing: Filing, address: str) -> Deadline:
    """K7, second part: when the petition should be calendared after a request for a ruling."""
    rule = period("habeas_calendared")
    return _forward(case_file, filing, address, rule, "filed_on", "the filing of the request")


def appeal(case_file: CaseFile, filing: Filing, address: str) -> Deadline:
    """K10: a reminder of the time to appeal from an order; `filed_on` is the day of the order.

    How long depends on whether a felony was charged; where the cases of a file differ, the order
    must name its case by its number.
    """
    what = known(filing.what) or ""
    cases = _cases_of(case_file, what)
    missing = tuple(
        f"case.{index}.counts.{n}.level"
        for index, case in cases
        for n, count in enumerate(case.counts)
        if known(count.level) is None
    )
    charged = {_felony_charged(case) for _, case in cases}
    if len(charged) > 1:
        missing = (f"{address}.what",)
    if len(charged) > 1 or charged in ({None}, set()):
        begun = for_matter(case_file.meta.as_of, period("appeal_felony"), f"{address}.what")
        needs = missing or tuple(f"case.{index}.counts" for index, _ in cases)
        return replace(begun, of=address, needs=needs)
    rule = period("appeal_felony" if charged == {True} else "appeal_misdemeanor")
    told = _forward(case_file, filing, address, rule, "filed_on", "the order")
    levels = tuple(
        f"case.{index}.counts.{n}.level" for index, case in cases for n in range(len(case.counts))
    )
    return with_concern(replace(told, facts=(*told.facts, *levels)), _habeas_note(what, address))


def _forward(
    case_file: CaseFile, filing: Filing, address: str, rule: Period, fact: str, event: str
) -> Deadline:
    """A period forward from a date of the filing, moved off closed days (P9)."""
    where = f"{address}.{fact}"
    day: date | None = known(getattr(filing, fact))
    begun = for_matter(case_file.meta.as_of, rule, where)
    cases = _cases_of(case_file, known(filing.what) or "")
    if len(cases) == 1:
        index, case = cases[0]
        begun = replace(begun, case=index, case_number=known(case.number))
    begun = replace(begun, of=address, kind="last_day" if rule.calculator == "K10" else "expected")
    if day is None:
        return replace(begun, facts=(f"{address}.what",), needs=(where,))
    county = known(cases[0][1].county) if len(cases) == 1 else None
    count = Count.begin(court_calendar(county), day, event).forward(rule)
    return or_uncountable(begun, lambda: count.on_court_day_after().into(begun))


def _cases_of(case_file: CaseFile, what: str) -> tuple[tuple[int, CriminalCase], ...]:
    """The cases that a filing is about: those whose number it names, else all of the file."""
    every = tuple(enumerate(case_file.case))
    named = tuple(
        (index, case) for index, case in every if (known(case.number) or "\n") in what.upper()
    )
    return named or every


def _felony_charged(case: CriminalCase) -> bool | None:
    """Whether any count was charged as a felony; `None` where its level isn't known."""
    levels = [known(count.level) for count in case.counts if known(count.charged) is not False]
    if "felony" in levels:
        return True
    return None if None in levels or not levels else False


def _habeas_note(what: str, address: str) -> Concern | None:
    if "habeas" not in what.casefold():
        return None
    return Concern(
        "note",
        Problem(
            f"{address}.what",
            "a denial of habeas corpus is not appealed",
            "file a new petition in the Court of Appeal",
        ),
    )


_RECKONED: dict[FilingKind, Callable[[CaseFile, Filing, str], Deadline]] = {
    "order": appeal,
    "request_for_ruling": habeas_calendared,
    "habeas": habeas_ruling,
    "survivor_petition": survivor_response,
}
