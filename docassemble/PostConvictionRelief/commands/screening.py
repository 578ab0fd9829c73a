"""What may be asked for, why, and with which warnings."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Literal, cast, get_args

import typer
from rich.table import Table

from ..casefile import CaseFile, Unknown, known
from ..casefile.vocabulary import Vehicle
from ..errors import CaseFileError, Problem
from ..law import (
    RULE_IDS,
    Candidate,
    CaseScreening,
    FactRead,
    Reason,
    RuleAnswer,
    Screening,
    ShownWarning,
    Told,
    ask,
    screen,
    why,
)
from .data import as_json, shown
from .printing import AsJson, CasePath, out, plain, read_case, reported, say

Language = Literal["en", "es"]

_STATUS = {
    "recommended": "recommended",
    "possible": "possible",
    "state_benefit_only": "state benefit only",
    "needs_fact": "needs facts",
    "blocked": "blocked",
}
_A_FEW = 3
_ACKNOWLEDGED = {"typed": "to be typed as read", "click": "to be confirmed", "none": ""}


@reported
def screen_case(
    case: CasePath,
    json: AsJson = False,
    language: Annotated[Language, typer.Option(help="Language of the warnings.")] = "en",
    why: Annotated[
        str,
        typer.Option(
            metavar="VEHICLE|RULE", help="Show the rules behind this vehicle, or ask this rule."
        ),
    ] = "",
) -> None:
    """Screen each case of a case file: vehicles, why, warnings, and the facts to ask for."""
    case_file = read_case(case)
    if why in RULE_IDS:
        answers = ask(case_file, why)
        if json:
            say(as_json([_answer_data(answer) for answer in answers]))
        else:
            _print_answers(case_file, answers)
        return
    if why:
        vehicle = _vehicle(why)
        screening = screen(case_file, asked=(vehicle,))
        if json:
            say(as_json([_case_data(each, _of_case(each, vehicle)) for each in screening.cases]))
        else:
            _print_why(screening, vehicle)
        return
    screening = screen(case_file)
    if json:
        say(as_json(_as_data(case_file, screening, language)))
    else:
        _print_screening(case_file, screening, language)


def _vehicle(word: str) -> Vehicle:
    vehicles: tuple[str, ...] = get_args(Vehicle)
    if word not in vehicles:
        what = f"{word} is no vehicle, and no rule"
        remedy = f"give one of {', '.join(vehicles)}; or a rule, R01 to R40"
        raise CaseFileError(Problem("--why", what, remedy))
    return cast(Vehicle, word)


# ------------------------------------------------------------------------------- in a terminal


def _print_screening(case_file: CaseFile, screening: Screening, language: Language) -> None:
    goal = known(case_file.matter.goal) or "not asked"
    say(f"As of {case_file.meta.as_of.isoformat()}; goal: {goal.replace('_', ' ')}")
    for case in screening.cases:
        say(f"\nCase {case.number or case.index}")
        out.print(_table(case))
    for notice in screening.notices:
        say(f"\n! {notice.text} ({notice.rule})")
    say("\nWarnings")
    for warning in screening.warnings:
        _print_warning(warning, language)
    if screening.asks:
        say(f"\nFacts to ask for: {', '.join(screening.asks)}")


def _table(case: CaseScreening) -> Table:
    table = Table("Vehicle", "Status", "Why", box=None, padding=(0, 2, 1, 0))
    for candidate in case.candidates:
        table.add_row(_name(candidate), _status(candidate), plain("\n".join(_lines(candidate))))
    return table


def _name(candidate: Candidate) -> str:
    counts = ", ".join(str(count) for count in candidate.counts)
    scope = "\nthe sentence alone" if candidate.scope == "sentence" else ""
    word = "counts" if len(candidate.counts) > 1 else "count"
    return f"{candidate.vehicle}{scope}" + (f"\n{word} {counts}" if counts else "")


def _status(candidate: Candidate) -> str:
    track = f"\n{candidate.track}" if candidate.track else ""
    return f"{_STATUS[candidate.status]}{track}"


def _lines(candidate: Candidate) -> list[str]:
    """Why a candidate stands as it does, then its warnings, flags and missing facts."""
    lines = [f"{reason.rule}: {reason.text}{_facts_told(reason)}" for reason in candidate.reasons]
    instead = dict.fromkeys(reason.instead for reason in candidate.reasons if reason.instead)
    lines += [f"→ {words}" for words in instead]
    for title, words in (
        ("warnings", candidate.cautions),
        ("note", tuple(flag.replace("_", " ") for flag in candidate.flags)),
        ("needs", candidate.missing_facts),
    ):
        if words:
            lines.append(f"{title}: {', '.join(words)}")
    return lines


def _facts_told(reason: Reason) -> str:
    """The known facts that a rule read: a few by their address, many by their number."""
    told = [fact.address for fact in reason.facts if not isinstance(fact.value, Unknown)]
    if len(told) > _A_FEW:
        return f" ({len(told)} facts)"
    return f" ({', '.join(told)})" if told else ""


def _print_warning(warning: ShownWarning, language: Language) -> None:
    words = warning.text.es if language == "es" else warning.text.en
    phrase = warning.text.phrase_es if language == "es" else warning.text.phrase_en
    asked = _ACKNOWLEDGED[warning.acknowledgement]
    if warning.acknowledged_by:
        asked = f"read by {warning.acknowledged_by}"
    elif warning.acknowledgement == "typed":
        asked += f": {phrase}"
    carried = f" [{', '.join(warning.vehicles)}]" if warning.vehicles else ""
    say(f"{warning.code}{carried}" + (f", {asked}" if asked else ""))
    say(f"    {' '.join(words.split())}")


def _print_why(screening: Screening, vehicle: Vehicle) -> None:
    for case in screening.cases:
        for candidate in _of_case(case, vehicle):
            name = _name(candidate).replace("\n", ", ")
            say(f"Case {case.number or case.index}: {name}: {_STATUS[candidate.status]}")
            for each in why(candidate):
                say(f"  {each.rule}  {each.text}")
                if each.says:
                    say(f"    the rule: {' '.join(each.says.split())}")
                for fact in each.facts:
                    say(f"    {fact.address}: {shown(fact.value)}")


def _print_answers(case_file: CaseFile, answers: tuple[RuleAnswer, ...]) -> None:
    say(f"{answers[0].rule}  {answers[0].says}" if answers else "There is no case.")
    for answer in answers:
        count = f", count {answer.count}" if answer.count is not None else ""
        if answer.case is None:
            say("  The whole matter")
        else:
            number = known(case_file.case[answer.case].number)
            say(f"  Case {number or answer.case}{count}")
        for words in answer.said or ("says nothing here",):
            say(f"    {words}")
        for fact in answer.facts:
            say(f"      {fact.address}: {shown(fact.value)}")


def _answer_data(answer: RuleAnswer) -> dict[str, object]:
    told = {field.name: getattr(answer, field.name) for field in fields(answer)}
    return told | {"facts": {fact.address: fact.value for fact in answer.facts}}


def _of_case(case: CaseScreening, vehicle: Vehicle) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in case.candidates if candidate.vehicle == vehicle)


# ------------------------------------------------------------------------- for other programs


def _as_data(case_file: CaseFile, screening: Screening, language: Language) -> dict[str, object]:
    return {
        "as_of": case_file.meta.as_of,
        "goal": case_file.matter.goal,
        "cases": [_case_data(case, case.candidates) for case in screening.cases],
        "warnings": [_warning_data(warning, language) for warning in screening.warnings],
        "notices": [_with_facts(notice, notice.facts) for notice in screening.notices],
        "asks": screening.asks,
    }


def _case_data(case: CaseScreening, candidates: tuple[Candidate, ...]) -> dict[str, object]:
    return {
        "index": case.index,
        "number": case.number,
        "candidates": [
            _fields(each) | {"reasons": [_with_facts(r, r.facts) for r in each.reasons]}
            for each in candidates
        ],
        "flags": case.flags,
    }


def _with_facts(told: Reason | Told, facts: tuple[FactRead, ...]) -> dict[str, object]:
    """With the facts read by their addresses."""
    said = {name: value for name, value in _fields(told).items() if name not in ("read", "facts")}
    return said | {"facts": {fact.address: fact.value for fact in facts}}


def _fields(value: Candidate | Reason | Told) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _warning_data(warning: ShownWarning, language: Language) -> dict[str, object]:
    return {
        "code": warning.code,
        "text": warning.text.es if language == "es" else warning.text.en,
        "vehicles": warning.vehicles,
        "acknowledgement": warning.acknowledgement,
        "acknowledged_by": warning.acknowledged_by,
    }
