"""K5: reasonable diligence after an immigration notice (specification 2.5)."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.law.deadlines import (
    diligence,
    diligence_clock,
)
from tests.examples import changed

from .dated import day

NTA = {"date": "2026-02-24", "asserts_conviction": True}
VISIT = {"date": "2026-01-28", "agency": "CBP"}

CLOCKS: list[tuple[str, dict[str, Any], tuple[str | None, str | None], int | None, str, str | None]]
CLOCKS = [
    ("neither event", {}, (None, None), None, "as_of_right", None),
    (
        "a visit that asserts nothing",
        {"contacts": [VISIT]},
        (None, None), None, "as_of_right", None,
    ),
    (
        "only the notice",
        {"contacts": [VISIT, NTA]},
        ("2026-02-24", None), 270, "as_of_right_and_diligence", "explain diligence",
    ),
    (
        "a notice to appear earlier than the contact",
        {"contacts": [NTA], "nta_date": "2026-02-20"},
        ("2026-02-20", None), 274, "as_of_right_and_diligence", "explain diligence",
    ),
    (
        "both: the later one counts",
        {"nta_date": "2024-03-01", "final_order_date": "2026-09-01"},
        ("2024-03-01", "2026-09-01"), 81, "discretion", "on track",
    ),
    (
        "only the final order",
        {"final_order_date": "2025-01-02"},
        (None, "2025-01-02"), 688, "discretion", "diligence declaration required",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("imm", "triggers", "since", "position", "band"),
    [row[1:] for row in CLOCKS],
    ids=[row[0] for row in CLOCKS],
)
def test_the_clock_runs_from_the_events_of_the_statute(
    imm: dict[str, Any],
    triggers: tuple[str | None, str | None],
    since: int | None,
    position: str,
    band: str | None,
) -> None:
    clock = diligence(changed("S02", imm=imm))
    assert (clock.trigger_a, clock.trigger_b) == tuple(day(t) if t else None for t in triggers)
    assert (clock.days_since, clock.position, clock.band) == (since, position, band)
    assert clock.needs == ()


@pytest.mark.parametrize(
    ("notice", "band", "until"),
    [
        ("2026-11-21", "on track", "2027-05-20"),
        ("2026-05-25", "on track", "2026-11-21"),  # 180 days
        ("2026-05-24", "explain diligence", "2027-05-24"),  # 181 days
        ("2025-11-21", "explain diligence", "2026-11-21"),  # 365 days
        ("2025-11-20", "diligence declaration required", None),
    ],
)
def test_the_bands_change_after_180_and_after_365_days(
    notice: str, band: str, until: str | None
) -> None:
    case_file = changed("S02", imm={"nta_date": notice})
    assert diligence(case_file).band == band
    told = diligence_clock(case_file)
    assert told.day == (day(until) if until else None)
    assert (told.severity is None) is (band == "on track")


@pytest.mark.parametrize(
    ("imm", "needs"),
    [
        ({"nta_date": "unknown"}, "imm.nta_date"),
        ({"proceedings": "pending_ij"}, "imm.nta_date"),
        ({"nta_date": "2026-02-24", "proceedings": "final_order"}, "imm.final_order_date"),
        ({"nta_date": "2026-02-24", "final_order_date": "unknown"}, "imm.final_order_date"),
        ({"contacts": [{"asserts_conviction": True}]}, "imm.contacts.0.date"),
        (
            {"contacts": [{"date": "2026-01-28", "asserts_conviction": "unknown"}]},
            "imm.contacts.0.asserts_conviction",
        ),
    ],
)
def test_the_clock_is_not_reckoned_while_an_event_is_undated(
    imm: dict[str, Any], needs: str
) -> None:
    clock = diligence(changed("S02", imm=imm))
    assert clock.needs == (needs,)
    assert (clock.days_since, clock.position) == (None, None)
    assert diligence_clock(changed("S02", imm=imm)).needs == (needs,)
