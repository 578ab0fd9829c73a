"""Sample cases with facts changed by their addresses, and what screening makes of them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts, yaml_facts
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import Candidate, Screening, screen
from tests.examples import sample_facts, set_fact

TABLE = Path(__file__).parent / "decision_table.yaml"


@cache
def table() -> dict[str, Any]:
    """The decision table: its sets of facts, and its rows."""
    found: dict[str, Any] = yaml_facts(TABLE.read_bytes(), TABLE.name)
    return found


def set_facts(data: dict[str, Any], facts: dict[str, Any]) -> None:
    """Set facts by address (`case.0.plea_date`) in the plain data of a case file."""
    for address, value in facts.items():
        set_fact(data, address.split("."), deepcopy(value))


def altered(name: str, facts: dict[str, Any], *with_: str) -> CaseFile:
    """A sample with the named sets of the table put in, and then single facts.

    The years without an offense that a sample states are left out: they are worked out from its
    dates, which are changed here.
    """
    data = sample_facts(name)
    data.get("eq", {}).pop("since_offense_clean_years", None)
    for each in with_:
        set_facts(data, table()["sets"][each])
    set_facts(data, facts)
    return read_facts(data)


def screened(name: str, facts: dict[str, Any], *with_: str) -> Screening:
    """The same, screened."""
    return screen(altered(name, facts, *with_))


def of(
    name: str, facts: dict[str, Any], vehicle: Vehicle, *with_: str, scope: str | None = None
) -> Candidate:
    """What becomes of a vehicle in the first case."""
    screening = screen(altered(name, facts, *with_), asked=(vehicle,))
    found = screening.cases[0].candidate(vehicle, scope)
    assert found is not None
    return found
