"""Case files made up at random, possible or not: each fact told, null, unknown, or not asked.

One number gives one case file, so that a failing test names it and hypothesis has little to shrink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, get_args

from docassemble.PostConvictionRelief.casefile import vocabulary as words
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle

ALL_VEHICLES: tuple[Vehicle, ...] = get_args(Vehicle)
AS_OF = date(2026, 11, 21)
Place = tuple[str | int, ...]

_YES_NO = (True, False)
_NEAR = [AS_OF - timedelta(days=n) for n in (0, 1, 183, 184, 185, 365, 366, 730, 731, 732, 5000)]
_LIMITS = [
    date(1978, 1, 1),
    date(1997, 1, 1),
    date(2011, 7, 14),
    date(2011, 10, 1),
    date(2014, 11, 5),
    date(2015, 1, 1),
    date(2017, 12, 31),
    date(2026, 1, 1),
]
_DAYS = [day.isoformat() for limit in _LIMITS for day in (limit, limit - timedelta(days=1))]
_DAYS += [day.isoformat() for day in _NEAR]
_CHOICE: Sequence[Any] = [[], ["PC1203_4"], ["PC1473_7_A1", "PC1016_5"], ["SENT_MOD", "PC1172_1"]]

CASE: dict[str, Sequence[Any]] = {
    "jurisdiction": get_args(words.Jurisdiction),
    "juvenile": _YES_NO,
    "capital": _YES_NO,
    "pending_appeal": _YES_NO,
    "arrest_date": _DAYS,
    "plea_date": _DAYS,
    "judgment_date": _DAYS,
    "plea_type": get_args(words.PleaType),
    "conviction_by": get_args(words.ConvictionBy),
    "disposition": get_args(words.Disposition),
    "custody_this_case": get_args(words.Custody),
    "on_bail": _YES_NO,
    "other_supervision": (True, False, "no", "parole in Nevada"),
    "open_charges": _YES_NO,
    "supervision_completed_on": _DAYS,
    "attorney_override": ({"by": "counsel"}, {}),
    "probation.granted_on": _DAYS,
    "probation.ended_on": _DAYS,
    "probation.early_termination": _YES_NO,
    "sentence.one_year_language": _YES_NO,
    "sentence.custody_days_imposed": (0, 180, 364, 365, 730),
    "sentence.suspended_days": (0, 365),
    "sentence.prison_term": ({"years": 2},),
    "sentence.registration_290": _YES_NO,
    "dej.program": _YES_NO,
    "dej.granted_on": _DAYS,
    "dej.completed_on": _DAYS,
    "dej.dismissed_on": _DAYS,
    "dej.records_available": _YES_NO,
    "auto_relief.relief_noted": _YES_NO,
}
COUNT: dict[str, Sequence[Any]] = {
    "n": (1, 2, 3),
    "code": ("PC", "HS", "VC"),
    "section": ("187", "211", "273.5", "288", "459.5", "487", "647", "11357", "11377", "12500"),
    "subdiv": ("(a)", "(b)", "(c)"),
    "level": get_args(words.Level),
    "convicted": (True, True, False),
    "wobbler": _YES_NO,
    "pc_19_8": _YES_NO,
    "plea": get_args(words.PleaType),
    "value_amount": (0, 950, "950.01"),
    "vacated_on": _DAYS,
}
FILE: dict[str, Sequence[Any]] = {
    "matter.goal": get_args(words.Goal),
    "imm.status_now": get_args(words.ImmigrationStatus),
    "imm.status_at_plea": get_args(words.StatusAtPlea),
    "imm.nta_date": _DAYS,
    "imm.final_order_date": _DAYS,
    "imm.dhs_custody": ({"detained": True}, {"detained": False}, {}),
    "imm.citizenship_claim": ({}, {"parent_usc": True}, {"lpr_as_minor": False}),
    "client.dob": ("1950-01-01", "1995-01-01", "2009-05-05"),
    "plea.advisal_on_record": get_args(words.Advisal),
    "plea.advisal_verbatim": _YES_NO,
    "plea.record_search": get_args(words.RecordSearch),
    "defects": ([], [{"theory": "own_error"}], [{"case": "OTHER999", "theory": "no_advice"}]),
    "innocence": ({}, {"evidence": "a witness"}),
    "rja": ({}, {"ground": 2}),
    "trafficking": ({}, {"nexus": "forced"}),
    "ipv_sv": ({}, {"nexus": "forced"}),
    "prop47.super_strike_prior": _YES_NO,
    "prop47.pc290_registration": _YES_NO,
    "prop47.value_amount": (0, 950, "950.01"),
    "prop47.sentence_completed_on": _DAYS,
    "prop64.track": ("petition", "application"),
    "sentence_change.request_filed_on": _DAYS,
    "sentence_change.reliance_before_2019_10_25": _YES_NO,
}
LISTS: dict[str, Sequence[Any]] = {
    "probation.violations": ([], [{"date": "2010-01-01"}]),
    "sentence.counts": ([], [1], [2]),
    "plea.missing": ([], ["deportation"]),
    "prior_counsel": ([], [{"iac_finding_sought": False}], [{"iac_finding_sought": True}]),
}
"""Facts that are lists: they can be told or not asked, never unknown."""


def generated(number: int) -> dict[str, Any]:
    """The plain facts of one made-up case file."""
    random = Random(number)
    data = _group(random, FILE, ("plea.missing", "prior_counsel"))
    data["meta"] = {"id": "generated", "as_of": AS_OF.isoformat()}
    data.setdefault("matter", {})["vehicle"] = random.choice(_CHOICE)
    data["case"] = [_case(random, index) for index in range(random.randint(1, 2))]
    return data


def _case(random: Random, index: int) -> dict[str, Any]:
    case = _group(random, CASE, ("probation.violations", "sentence.counts"))
    case |= {"number": f"GEN{index}001", "county": "Alpine", "vehicle": random.choice(_CHOICE)}
    case["counts"] = [_group(random, COUNT, ()) for _ in range(random.randint(0, 2))]
    return case


def _group(random: Random, facts: dict[str, Sequence[Any]], lists: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for address, values in facts.items():
        answer = random.choice(("told", "told", "told", "told", "unknown", "null", "not asked"))
        if answer != "not asked":
            told = {"unknown": "unknown", "null": None}.get(answer, "")
            _put(found, address, deepcopy(random.choice(values)) if told == "" else told)
    for address in lists:
        if random.choice(_YES_NO):
            _put(found, address, deepcopy(random.choice(LISTS[address])))
    return found


def _put(found: dict[str, Any], address: str, value: Any) -> None:
    *path, last = address.split(".")
    for name in path:
        found = found.setdefault(name, {})
    found[last] = value


def known_facts(value: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every fact that is known, as far as it can be unknown instead."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in ("meta", "expected", "version", "vehicle", "exercises"):
                yield from known_facts(item, (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from known_facts(item, (*place, index))
    elif value not in (None, "unknown"):
        yield place


def unlearned(data: dict[str, Any], place: Place) -> dict[str, Any]:
    """The same facts, with one of them unknown."""
    copy = deepcopy(data)
    holder: Any = copy
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = "unknown"
    return copy
