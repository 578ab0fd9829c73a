"""What a sample or a trap says must come out of screening, read from its own YAML (rulings P17,
P26).

Only what the law decides is checked here. Whatever else an expectation says is named in the tables
below, so that a new word in a file is never passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts, yaml_facts
from docassemble.PostConvictionRelief.law import Candidate, CaseScreening, Screening, screen
from tests.examples import EXAMPLES, sample_facts
from tests.law.altered import set_facts
from tests.law.generated import ALL_VEHICLES

PAPERS = {
    "attachment_label", "blocks", "check", "documents_generated", "documents_include", "form",
    "form_values", "formatting_checks", "jurat_variant", "memo_section_1016_5_absent", "must",
    "no_row_lost_or_duplicated", "overflow_document", "overflow_rows", "packet", "packets",
    "proposed_order_must_contain", "proposed_order_must_not_contain", "redactions_in_filed_set",
    "rows_on_form", "served_on", "total_listed",
}  # fmt: skip
"""Told of papers: later, and in other rooms."""

FACTS_AND_DAYS = {
    "deadline", "deadlines", "field", "fields", "last_day", "required_by", "suggestion", "suggests",
    "timeliness",
}  # fmt: skip
"""Told of the case file's own checks, and of the calculators."""

WORDS = {"note", "notes", "form_note", "multi_county_note"}


def differences(screening: Screening, expected: dict[str, Any]) -> list[str]:
    """Everything that an `expected:` block says of screening and that didn't come out."""
    found: list[str] = []
    for number, items in _by_case(expected.get("candidates", [])):
        case = screening.cases[0] if number is None else screening.of_case(number)
        if case is None:
            found.append(f"there is no case {number}")
            continue
        found += [d for item in items for d in candidate_differences(case, item)]
    shown = {warning.code for warning in screening.warnings}
    found += [f"{code} is not shown" for code in expected.get("warnings", []) if code not in shown]
    found += [f"{code} is shown" for code in expected.get("must_not_warn", []) if code in shown]
    known = {"candidates", "warnings", "must_not_warn"} | PAPERS | FACTS_AND_DAYS | WORDS
    found += [f"nobody understands {key}" for key in expected if key not in known]
    return found


def _by_case(candidates: Any) -> Iterator[tuple[str | None, list[dict[str, Any]]]]:
    if isinstance(candidates, dict):
        yield from candidates.items()
    else:
        yield None, candidates


def candidate_differences(case: CaseScreening, wanted: dict[str, Any]) -> Iterator[str]:
    """What of one expected candidate didn't come out."""
    name = f"{wanted['vehicle']} in {case.number}"
    found = case.candidate(wanted["vehicle"], wanted.get("scope", "conviction"))
    if found is None:
        yield f"{name} is not listed"
        return
    reasons = " | ".join(reason.text for reason in found.reasons)
    for key, value in wanted.items():
        if not _agrees(found, reasons, key, value):
            was = f"{found.status}, {found.rules}, {reasons}"
            yield f"{name}: {key} should be {value!r}; it is {was}"


def _agrees(found: Candidate, reasons: str, key: str, value: Any) -> bool:
    match key:
        case "vehicle" | "scope":
            return True
        case "status":
            return found.status == value
        case "track":
            return found.track == value
        case "count":
            return found.counts == (value,)
        case "rule":
            return value in found.rules
        case "reason_contains":
            return value.lower() in reasons.lower()
        case "caution":
            return value in found.cautions
        case "cautions":
            return set(value) <= set(found.cautions)
        case "needs":
            return set(value) <= set(found.missing_facts)
    return False


# -------------------------------------------------------------------------------------- traps


def traps() -> dict[str, dict[str, Any]]:
    """The traps by their id; each with the day of the file."""
    data = yaml_facts((EXAMPLES / "traps.yaml").read_bytes())
    return {trap["id"]: trap for trap in data["traps"]}


def trap_facts(base: str, settings: dict[str, Any]) -> dict[str, Any]:
    """The base's facts with those of the trap set, as its `set` says."""
    data = sample_facts(base)
    settings = dict(settings)
    if number := settings.pop("only_case", None):
        data["case"] = [case for case in data["case"] if case["number"] == number]
    if as_of := settings.pop("as_of", None):
        data["meta"]["as_of"] = as_of
    set_facts(data, settings)
    return data


def trap_file(trap: dict[str, Any], more: dict[str, Any] | None = None) -> CaseFile:
    """The case file of a trap, `more` being what a contrast sets besides."""
    return read_facts(trap_facts(trap["base"], trap["set"] | (more or {})))


@dataclass(frozen=True)
class TrapRun:
    """A trap's case file screened: what is listed, and what comes of every vehicle by its name."""

    expect: dict[str, Any]
    listed: Screening
    by_name: Screening

    @property
    def candidates(self) -> list[Candidate]:
        """Those of the vehicles that the trap names."""
        named = self.expect.get("vehicles") or [self.expect.get("vehicle", "")]
        return [c for vehicle in named if (c := self.by_name.cases[0].candidate(vehicle))]

    @property
    def offered(self) -> set[str]:
        """What is listed with any status but blocked (P26)."""
        return {candidate.vehicle for candidate in self.listed.cases[0].offered}

    @property
    def statuses(self) -> list[str]:
        """Of the vehicles that the trap names."""
        return [candidate.status for candidate in self.candidates]

    @property
    def rules(self) -> set[str]:
        """Behind the vehicles that the trap names, and behind the notices."""
        return {rule for c in self.candidates for rule in c.rules} | {
            notice.rule for notice in self.listed.notices
        }

    @property
    def words(self) -> str:
        """Everything that is said about them."""
        reasons = [reason.text for c in self.candidates for reason in c.reasons]
        return " | ".join(reasons + [notice.text for notice in self.listed.notices]).lower()

    @property
    def a1_above_dismissal(self) -> bool:
        """Whether the motion to vacate is ranked above the dismissal."""
        order = [candidate.vehicle for candidate in self.listed.cases[0].candidates]
        return order.index("PC1473_7_A1") < order.index("PC1203_4")

    @property
    def acknowledged(self) -> bool:
        """Whether the trap's warning asks for an acknowledgement."""
        warning = self.listed.warning(self.expect["warning"])
        return warning is not None and warning.acknowledgement != "none"


_CHECKS: dict[str, Callable[[TrapRun, Any], bool]] = {
    "vehicle": lambda run, value: bool(run.candidates),
    "vehicles": lambda run, value: len(run.candidates) == len(value),
    "result": lambda run, value: value != "block" or set(run.statuses) == {"blocked"},
    "status": lambda run, value: set(run.statuses) == {value},
    "rule": lambda run, value: value in run.rules,
    "rules": lambda run, value: {r for c in run.candidates for r in c.rules} == set(value),
    "message_contains": lambda run, value: value.lower() in run.words,
    "offers": lambda run, value: set(value) <= run.offered,
    "still_offered": lambda run, value: set(value) <= run.offered,
    "warning": lambda run, value: run.listed.warning(value) is not None,
    "acknowledgement_required": lambda run, value: run.acknowledged is value,
    "rank_of_PC1473_7_A1_above_PC1203_4": lambda run, value: run.a1_above_dismissal is value,
    "habeas_not_offered_for": lambda run, value: "HABEAS" not in run.offered,
    "asks": lambda run, value: set(value) <= set(run.listed.asks),
    "routes_to": lambda run, value: any(notice.refer for notice in run.listed.notices),
}


def trap_differences(case_file: CaseFile, expect: dict[str, Any]) -> list[str]:
    """What a trap says of the law and that didn't come out."""
    run = TrapRun(expect, screen(case_file), screen(case_file, asked=ALL_VEHICLES))
    return [
        f"{key}: {value!r}, but {run.statuses}, {run.rules}, {run.words}"
        for key, value in expect.items()
        if key not in PAPERS | FACTS_AND_DAYS
        if key not in _CHECKS or not _CHECKS[key](run, value)
    ]
