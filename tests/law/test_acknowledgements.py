"""Warnings that a lawyer must have read before a packet is ready."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import not_acknowledged
from tests.law.altered import altered, screened

A1: Vehicle = "PC1473_7_A1"
DECISION = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}


@pytest.mark.parametrize(
    ("name", "facts", "code", "kind"),
    [
        ("S03", {}, "W-IMM-REDESIG", "click"),
        ("S03", {"matter.vehicle": [A1]}, "W-IMM-REDESIG", "none"),
        ("S02", {"case.0.custody_this_case": "parole"}, "W-CUSTODY", "none"),
        (
            "S02",
            {"case.0.custody_this_case": "parole", "case.0.attorney_override": DECISION},
            "W-CUSTODY",
            "click",
        ),
        ("S04", {}, "W-IMM-SENT", "none"),
    ],
)
def test_only_what_a_packet_will_ask_for_needs_an_acknowledgement(
    name: str, facts: dict[str, Any], code: str, kind: str
) -> None:
    warning = screened(name, facts).warning(code)
    assert warning is not None
    assert warning.acknowledgement == kind


R30 = {"matter.vehicle": ["PC1203_4"]}
PHRASE = "This is not an immigration remedy"


def read(code: str, **more: str) -> dict[str, Any]:
    record = {"warning": code, "by": "A. Reader", "read_on": "2026-11-20"} | more
    return {"acknowledgements": [record]}


@pytest.mark.parametrize(
    "typed",
    [PHRASE, "this is not an  immigration remedy.", "Esto no es un remedio migratorio"],
)
def test_a_warning_is_acknowledged_by_typing_its_phrase(typed: str) -> None:
    warning = screened("S02", R30 | read("W-IMM-EXPUNGE", typed=typed)).warning("W-IMM-EXPUNGE")
    assert warning is not None
    assert (warning.acknowledgement, warning.acknowledged_by) == ("typed", "A. Reader")
    assert not warning.open


@pytest.mark.parametrize(
    "record",
    [
        {},
        read("W-IMM-SENT", typed=PHRASE),
        read("W-IMM-EXPUNGE"),
        read("W-IMM-EXPUNGE", typed="I have read it"),
        read("W-IMM-EXPUNGE", typed=PHRASE, by="unknown"),
        read("W-IMM-EXPUNGE", typed=PHRASE, read_on="unknown"),
    ],
)
def test_a_record_that_is_not_whole_leaves_the_warning_open(record: dict[str, Any]) -> None:
    facts = R30 | record
    screening = screened("S02", facts)
    assert [warning.code for warning in screening.unacknowledged] == ["W-IMM-EXPUNGE"]
    problem = not_acknowledged(altered("S02", facts), screening.unacknowledged[0])
    assert problem.where.startswith("acknowledgements")
    assert PHRASE in problem.remedy


def test_a_click_is_recorded_without_words() -> None:
    assert [w.code for w in screened("S03", {}).unacknowledged] == ["W-IMM-REDESIG"]
    assert screened("S03", read("W-IMM-REDESIG")).unacknowledged == ()
