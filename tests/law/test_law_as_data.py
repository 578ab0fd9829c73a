"""The law's files: complete, consistent, every statement with its standing and its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from docassemble.PostConvictionRelief import law
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle, WarningCode
from docassemble.PostConvictionRelief.expressions import Expressions, paper_context
from docassemble.PostConvictionRelief.law import law_items, relief_for, review
from docassemble.PostConvictionRelief.law.deadlines.periods import all_law
from docassemble.PostConvictionRelief.law.law_files import (
    authorities,
    constants,
    day,
    number,
    sources,
    sources_of,
    warning_texts,
)
from docassemble.PostConvictionRelief.law.offenses import offense_tables
from docassemble.PostConvictionRelief.law.rules import RULES
from docassemble.PostConvictionRelief.law.vehicles import VehicleRule, vehicle_rules
from tests.examples import only_case

VEHICLES: tuple[Vehicle, ...] = get_args(Vehicle)
ROOM = Path(str(files(law)))
CHECKED = date(2026, 11, 21)


# --------------------------------------------------------------------------- the vehicles


@pytest.mark.parametrize("rule", vehicle_rules().values(), ids=VEHICLES)
def test_every_vehicle_of_the_specification_has_a_whole_file(rule: VehicleRule) -> None:
    assert rule.name
    assert rule.statute
    assert re.fullmatch(r"1\.\d{1,2}", rule.section)
    assert rule.who
    assert rule.elements
    assert rule.standard
    assert rule.time
    assert rule.service
    assert rule.papers
    assert rule.immigration.says


def test_there_is_a_file_for_each_vehicle_and_no_other() -> None:
    found = {path.stem for path in (ROOM / "vehicles").glob("*.yaml")}
    assert found == set(VEHICLES) == set(vehicle_rules())


RECOGNIZED = {
    "PC1473_7_A1": "recognized",
    "PC1473_7_A2": "arguable",
    "PC1473_7_A3": "arguable",
    "PC1016_5": "recognized",
    "HABEAS": "recognized",
    "PC1018": "recognized",
    "PC1203_43": "recognized",
    "PC1203_4": "not_recognized",
    "PC1203_4A": "not_recognized",
    "PC1203_4B": "not_recognized",
    "PC1203_41": "not_recognized",
    "PC1203_42": "not_recognized",
    "PC1203_49": "not_recognized",
    "PC17B": "arguable",
    "PC17D": "arguable",
    "PC18_5": "arguable",
    "PROP47": "arguable",
    "PROP64": "not_recognized",
    "PC236_14": "recognized",
    "PC236_15": "recognized",
    "PC1170_9": "not_recognized",
    "PC1172_1": "arguable",
    "SENT_MOD": "arguable",
    "NUNC": "arguable",
    "PC1172_6": "arguable",
    "PC851_91": "not_recognized",
}


def test_what_immigration_law_makes_of_each_vehicle_is_that_of_the_specification() -> None:
    told = {name: rule.immigration.effect for name, rule in vehicle_rules().items()}
    assert told == RECOGNIZED


@pytest.mark.parametrize("rule", vehicle_rules().values(), ids=VEHICLES)
def test_a_vehicle_names_only_warnings_and_authorities_that_there_are(rule: VehicleRule) -> None:
    assert set(rule.warnings) <= set(warning_texts())
    assert all(authority.authority for authority in rule.cited)
    assert len(set(rule.authorities)) == len(rule.authorities)


@pytest.mark.parametrize("rule", vehicle_rules().values(), ids=VEHICLES)
def test_the_condition_of_every_paper_can_be_evaluated(rule: VehicleRule) -> None:
    one = only_case("S02")
    context = paper_context(one, relief=relief_for(one, (rule.id,)))
    for paper in (*rule.papers, *rule.client_copies):
        assert re.fullmatch(r"D-[A-Z]+(-[A-Z]+)?|F-[A-Z]+\d+", paper.code)
        if paper.when:
            Expressions.for_forms().evaluate(paper.when, context, paper.code)


def test_no_vehicle_that_gives_only_state_benefits_is_said_to_attack_a_defect() -> None:
    for rule in vehicle_rules().values():
        if rule.kind == "rehabilitative":
            assert rule.immigration.effect == "not_recognized"
            assert "W-IMM-EXPUNGE" in rule.warnings


# ---------------------------------------------------------------------------- the standing


def standings(value: Any, inherited: Any = None) -> Iterator[dict[str, Any]]:
    """Every mapping of a file that says how well something is known."""
    if isinstance(value, dict):
        checked = value.get("checked_on", inherited)
        if value.get("status") in ("verified", "memory", "derived"):
            yield value | {"checked_on": checked}
        for item in value.values():
            yield from standings(item, checked)
    elif isinstance(value, list):
        for item in value:
            yield from standings(item, inherited)


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.yaml")), ids=lambda path: path.name)
def test_whatever_a_file_says_carries_its_source_and_the_day_it_was_checked(path: Path) -> None:
    for found in standings(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert found["source"]
        assert isinstance(found["checked_on"], date)
        assert found["checked_on"] <= CHECKED
        cited = re.findall(r"\bS\d+\b", found["source"])
        assert set(cited) <= set(sources())


def test_the_review_leaves_nothing_out_that_a_file_of_this_room_says() -> None:
    told = sum(
        len(list(standings(yaml.safe_load(path.read_text(encoding="utf-8")))))
        for path in ROOM.rglob("*.yaml")
    )
    assert len(law_items()) == told


def test_what_is_said_to_be_verified_names_a_source_that_was_read() -> None:
    read_elsewhere = {item.key for item in all_law()}
    unread = [
        item.key
        for item in law_items()
        if item.status == "verified" and not sources_of(item) and item.key not in read_elsewhere
    ]
    assert unread == []


def test_the_141_sources_of_the_specification_are_there() -> None:
    assert list(sources()) == [f"S{n}" for n in range(1, 142)]
    assert all(source.name and source.where for source in sources().values())


def test_no_key_is_given_twice() -> None:
    keys = [item.key for item in law_items()]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


# ------------------------------------------------------------------------------- the audit


def test_a_review_names_what_rests_on_memory_and_what_is_older_than_asked() -> None:
    fresh = review(law_items(), CHECKED, 30)
    assert not fresh.stale
    assert {item.key for item in fresh.from_memory} >= {"NUNC.who.0", "manzanilla", "violent"}
    assert fresh.counts["memory"] == len(fresh.from_memory)
    assert sum(fresh.counts.values()) == len(fresh.items)
    later = review(law_items(), CHECKED + timedelta(days=31), 30)
    assert len(later.stale) == len(later.items)
    assert not review(law_items(), date.min, 0).stale
    assert len(review(law_items(), CHECKED + timedelta(days=30), 30).stale) == 0


# --------------------------------------------------------------------- constants, offenses


def test_the_constants_are_those_of_the_specification() -> None:
    assert {name: item.value for name, item in constants().items()} == {
        "advisement_after": date(1978, 1, 1),
        "verbatim_from": date(2026, 1, 1),
        "deferred_entry_from": date(1997, 1, 1),
        "deferred_entry_until": date(2017, 12, 31),
        "misdemeanor_maximum_from": date(2015, 1, 1),
        "one_year_days": 365,
        "prop47_before": date(2014, 11, 5),
        "prop47_value": 950,
        "first_possession_until": date(2011, 7, 14),
        "reliance_until": date(2019, 10, 25),
        "adult_age": 18,
    }


@pytest.mark.parametrize("wrong", [lambda: day("prop47_value"), lambda: number("prop47_before")])
def test_a_constant_of_the_wrong_kind_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="is no"):
        wrong()


def test_no_rule_has_a_year_or_an_amount_in_its_code() -> None:
    """Law is data (rule 4 of the house): numbers in code are indexes and small steps."""
    for path in sorted((ROOM / "rules").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, int):
                assert node.value <= 12, f"{path.name}:{node.lineno}: {node.value}"


def test_the_list_of_section_19_8_is_whole() -> None:
    offenses = offense_tables()["infraction_list"].offenses
    listed = {f"{o.code} {o.section}{o.subdivision or ''}" for o in offenses}
    assert len(listed) == 21
    assert {"VC 12500", "PC 602(o)", "BP 25658(b)", "GC 27204"} <= listed


def test_an_offense_that_cannot_be_read_is_refused() -> None:
    table = offense_tables()["prostitution"]
    with pytest.raises(ValueError, match="write it like PC 602"):
        type(table).model_validate(table.model_dump() | {"offenses": ["Penal Code six"]})


# ---------------------------------------------------------------------------- the warnings


W_CODES = """
W-IMM-EXPUNGE W-IMM-SENT W-IMM-REDESIG W-ORDER-REASON W-REVIVE W-DISCLOSE W-TRAVEL W-RECORD-FIRST
W-IAC-NOTICE W-PRIV W-UPL W-CUSTODY W-DEADLINE W-DHS-DETAINED
"""


def test_every_warning_is_there_in_english_and_spanish() -> None:
    assert set(warning_texts()) == set(W_CODES.split()) == set(get_args(WarningCode))
    for text in warning_texts().values():
        assert 40 < len(text.en) < 420
        assert 40 < len(text.es) < 420
        assert text.en != text.es
        assert bool(text.phrase_en) == bool(text.phrase_es) == (text.acknowledge == "typed")


def test_only_the_warning_of_r30_is_acknowledged_by_typing() -> None:
    typed = [text.code for text in warning_texts().values() if text.acknowledge == "typed"]
    assert typed == ["W-IMM-EXPUNGE"]
    assert warning_texts()["W-IMM-EXPUNGE"].acknowledge_when == "R30"


def test_every_authority_is_cited_and_said_in_one_line() -> None:
    for item in authorities().values():
        assert len(item.says) < 240
        assert re.search(r"\d", item.authority)


def test_every_rule_that_the_specification_numbers_is_there_once_or_in_parts() -> None:
    assert {rule.id for rule in RULES} == {f"R{n:02d}" for n in range(1, 41)} - {"R30"}
