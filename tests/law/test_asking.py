"""Every rule can be asked by its name, and tells the facts that it read."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.law import RULE_IDS, ask
from tests.examples import FILES, sample
from tests.law.altered import altered


def test_the_rules_that_can_be_asked_are_those_of_the_specification() -> None:
    assert tuple(f"R{n:02d}" for n in range(1, 41)) == RULE_IDS


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_answers_for_every_case_with_the_facts_that_it_read(rule: str) -> None:
    for name in FILES:
        answers = ask(sample(name), rule)
        cases = {answer.case for answer in answers}
        assert cases in ({None}, set(range(len(sample(name).case))))
        for answer in answers:
            assert answer.facts
            assert answer.says.endswith(".")
            assert all(answer.said)


def test_a_rule_of_counts_answers_for_each_count() -> None:
    answers = ask(sample("S01"), "R20")
    assert [(answer.count, bool(answer.said)) for answer in answers] == [(1, True), (2, True)]
    assert "PC17D does not fit" in answers[0].said[0]
    assert "PC17D state benefit only" in answers[1].said[0]


def test_r30_answers_for_the_whole_matter() -> None:
    [answer] = ask(altered("S02", {"matter.vehicle": ["PC1203_4"]}), "R30")
    assert answer.case is None
    assert "none of these is an immigration remedy" in answer.said[0]
    assert dict(answer.facts)["matter.goal"] == "stop_removal"
