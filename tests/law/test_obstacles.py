"""What stands in the way of a vehicle, rule by rule (specification 2.2)."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law import obstacles
from tests.examples import changed, sample

TABLE = [
    # rule, vehicle, sample, facts that make the rule fire
    ("R01", "PC1203_4", "S01", {"case__0__counts": [{"n": 1, "code": "PC", "convicted": False}]}),
    (
        "R03",
        "PC1016_5",
        "S02",
        {"case__0__conviction_by": "jury_trial", "case__0__plea_type": "not_guilty_jury"},
    ),
    ("R04", "PC1473_7_A1", "S02", {"case__0__custody_this_case": "prison"}),
    ("R05", "PC1473_7_A1", "S02", {"case__0__custody_this_case": "parole"}),
    ("R06", "PC1203_4", "S01", {"case__0__custody_this_case": "probation"}),
    ("R06", "PC1203_4", "S01", {"case__0__open_charges": True}),
    ("R06", "PC1203_4", "S04", {}),
    ("R09", "PC1016_5", "S02", {"plea__advisal_on_record": "full"}),
    ("R33", "PC1473_7_A1", "S02", {"imm__citizenship_claim": {"lpr_as_minor": True}}),
    ("R39", "PC1473_7_A1", "S01", {}),
]


@pytest.mark.parametrize(("rule", "vehicle", "name", "facts"), TABLE)
def test_the_rule_blocks_the_vehicle(
    rule: str, vehicle: str, name: str, facts: dict[str, object]
) -> None:
    found = obstacles(OneCase(changed(name, **facts), 0), vehicle)
    assert rule in [obstacle.rule for obstacle in found]
    assert all(obstacle.reason and obstacle.instead for obstacle in found)


@pytest.mark.parametrize("vehicle", ["PC1473_7_A1", "PC1016_5"])
def test_nothing_stands_in_the_way_of_the_sample_motion(vehicle: str) -> None:
    assert obstacles(OneCase(sample("S02"), 0), vehicle) == ()


def test_immigration_detention_is_not_criminal_custody() -> None:
    assert obstacles(OneCase(sample("S04"), 0), "PC1473_7_A1") == ()


def test_an_attorney_can_go_on_under_supervision_but_not_in_prison() -> None:
    override = {"by": "counsel", "on": "2026-11-20", "reason": "early termination is pending"}

    def with_custody(custody: str) -> CaseFile:
        return changed(
            "S02", case__0__custody_this_case=custody, case__0__attorney_override=override
        )

    assert obstacles(OneCase(with_custody("parole"), 0), "PC1473_7_A1") == ()
    assert obstacles(OneCase(with_custody("prison"), 0), "PC1473_7_A1")


@pytest.mark.parametrize(
    "fact",
    ["case__0__custody_this_case", "imm__status_now", "plea__advisal_on_record",
     "case__0__conviction_by"],
)  # fmt: skip
def test_an_unknown_fact_never_blocks(fact: str) -> None:
    one = OneCase(changed("S02", **{fact: "unknown"}), 0)
    for vehicle in ("PC1473_7_A1", "PC1016_5"):
        assert obstacles(one, vehicle) == ()
