"""What one packet's papers rest on, and how well it is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.drafting.word_file import visible_text
from docassemble.PostConvictionRelief.expressions import Expressions, paper_context
from docassemble.PostConvictionRelief.law import chosen_vehicles, relief_for, rests_on, rules
from docassemble.PostConvictionRelief.law.effects import Effect
from docassemble.PostConvictionRelief.law.facts import Facts
from docassemble.PostConvictionRelief.law.law_files import OfVehicles, authorities, constants
from docassemble.PostConvictionRelief.law.merging import fire
from docassemble.PostConvictionRelief.law.offenses import offense_tables
from tests.examples import changed, only_case
from tests.law.altered import altered, table

EXEMPLARS = Path(__file__).parents[2] / "templates"


def keys(one: OneCase, *vehicles: Vehicle) -> set[str]:
    return {item.key for item in rests_on(one, vehicles)}


def test_a_motion_rests_on_its_statute_its_authorities_and_the_rules_of_counting() -> None:
    found = keys(only_case("S02"), "PC1473_7_A1")
    assert found >= {"PC1473_7_A1.who.0", "vivar", "manzanilla", "moving_papers", "floor", "C2"}
    assert not {key for key in found if key.startswith(("PC1203_4", "PROP47"))}
    assert "advisement_after" not in found
    assert "advisement_after" in keys(only_case("S02"), "PC1473_7_A1", "PC1016_5")


def test_a_hearing_that_is_not_set_needs_no_holidays() -> None:
    set_, unset = changed("S02"), changed("S02", hearing__date="unknown")
    holidays = {item.key for item in rests_on(OneCase(set_, 0), ("PC1473_7_A1",))} - {
        item.key for item in rests_on(OneCase(unset, 0), ("PC1473_7_A1",))
    }
    assert any(key.startswith("holidays") for key in holidays)


def test_a_petition_rests_on_the_lists_that_decide_whether_it_fits() -> None:
    found = keys(only_case("S01"), "PC1203_4", "PC17D")
    assert found >= {
        "excluded_1203_4",
        "infraction_list",
        "notice_PC1203_4",
        "first_possession_until",
    }
    assert "prop47" not in found


def test_each_statement_is_named_once_with_its_standing_and_day() -> None:
    one = only_case("S02")
    found = relief_for(one, chosen_vehicles(one)).rests_on
    assert len({item.key for item in found}) == len(found)
    assert {item.status for item in found} == {"verified", "memory", "derived"}
    assert all(item.checked_on <= date(2026, 11, 21) for item in found)


def test_what_asks_for_nothing_rests_on_nothing() -> None:
    assert rests_on(only_case("S02"), ()) == ()


def test_a_cover_sheet_can_print_what_nobody_has_read_in_a_source() -> None:
    one = only_case("S02")
    context = paper_context(one, relief=relief_for(one, ("PC1473_7_A1",)))
    text = Expressions.for_forms().render(
        "{% for item in relief.rests_on | selectattr('status', 'equalto', 'memory') %}"
        "{{ item.authority }} ({{ item.checked_on | date }}); {% endfor %}",
        context,
        "a cover sheet",
    )
    assert "People v. Manzanilla (2022) 80 Cal.App.5th 891 (November 21, 2026)" in text
    assert "Vivar" not in text


CITED = re.compile(
    r"\d+ (?:Cal\.(?:App\.)?(?:\d[a-z]+)?|U\.S\.|F\.\d[a-z]+|I&N Dec\.) \d+"
    r"|\d+ (?:U\.S\.C\.|C\.F\.R\.) § \d\w*(?:\.\d\w*)*(?:\(\w+\))*"
)
"""A decision by volume and page, or a section of federal law."""


@pytest.mark.parametrize("path", sorted(EXEMPLARS.glob("*.docx")), ids=lambda path: path.stem)
def test_whatever_an_exemplar_cites_has_its_standing_in_these_files(path: Path) -> None:
    words = visible_text(path.read_bytes()).replace("\N{NO-BREAK SPACE}", " ")
    told = " ".join(item.authority for item in authorities().values())
    assert [cited for cited in CITED.findall(words) if cited not in told] == []


LISTS: dict[str, OfVehicles] = {**constants(), **offense_tables()}


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The constants and lists that rules look up, as they do."""
    seen: set[str] = set()

    def noting(real: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any) -> Any:
            seen.add(args[-1])
            return real(*args)

        return noted

    for module in (each for each in vars(rules).values() if isinstance(each, ModuleType)):
        for name in {"day", "number", "listed", "entry"} & set(vars(module)):
            monkeypatch.setattr(module, name, noting(getattr(module, name)))
    return seen


OFFERED = {
    (row["rule"], row["vehicle"], *row.get("with", ())): row
    for row in table()["rows"]
    if row["status"] in ("recommended", "possible", "state_benefit_only")
}
"""Rows of the decision table that end in an offer: those that are like others, once."""


def test_a_constant_decides_about_each_vehicle_that_it_names(looked_up: set[str]) -> None:
    decided: dict[str, set[Vehicle]] = {key: set() for key in LISTS}
    for row in OFFERED.values():
        one = OneCase(altered(row["of"], row.get("set", {}), *row.get("with", ())), 0)
        for rule in (rule for rule in rules.RULES if rule.id == row["rule"]):
            looked_up.clear()
            of_case = Facts(one)
            said = list(fire([rule], of_case.of_count_at(0) if rule.of_count else of_case))
            about = {each.said.vehicle for each in said if isinstance(each.said, Effect)}
            for key in looked_up:
                decided[key] |= about
    unused = {key: set(item.vehicles) - decided[key] for key, item in LISTS.items()}
    assert {key: vehicles for key, vehicles in unused.items() if vehicles} == {}
