"""A rule asked by its name: what it says of each case and count, and the facts that it read.

    ask(case_file, "R12")

A rule that has nothing to say answers too: the facts that it read are why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from .effects import Effect, Rule, Said
from .facts import Facts
from .merging import FactRead, fire
from .rules import RULES
from .screening import NO_REMEDY, no_immigration_remedy, screen

RULE_IDS: Final[tuple[str, ...]] = tuple(sorted({rule.id for rule in RULES} | {NO_REMEDY}))
"""The rules that can be asked."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule says.

    Attributes:
        rule: its id.
        says: what it says in general, in a sentence.
        case: the index of the case, or `None` for the whole matter.
        count: the number of the count, where the rule is asked for each.
        said: what it says here; nothing where it doesn't speak.
        facts: what it read, whether it spoke or not.
    """

    rule: str
    says: str
    case: int | None
    count: int | None
    said: tuple[str, ...]
    facts: tuple[FactRead, ...]


def ask(case_file: CaseFile, rule: str) -> tuple[RuleAnswer, ...]:
    """The answers of one rule, case by case and count by count.

    Args:
        case_file: the facts.
        rule: its id, one of `RULE_IDS`; an id may stand for several rules, which all answer.
    """
    if rule == NO_REMEDY:
        return (_of_the_matter(case_file),)
    asked = [each for each in RULES if each.id == rule]
    cases = (OneCase(case_file, index) for index in range(len(case_file.case)))
    return tuple(answer for one in cases for each in asked for answer in _answers(one, each))


def _answers(one: OneCase, rule: Rule) -> Iterator[RuleAnswer]:
    whole = Facts(one)
    if not rule.of_count:
        yield _answer(whole, rule)
        return
    for position in range(len(one.case.counts) or 1):
        yield _answer(whole.of_count_at(position), rule)


def _answer(facts: Facts, rule: Rule) -> RuleAnswer:
    said = tuple(_words(fired.said) for fired in fire((rule,), facts))
    read = tuple(FactRead(*pair) for pair in facts.read.items())
    return RuleAnswer(rule.id, rule.says, facts.one.index, facts.count_number, said, read)


def _words(said: Said) -> str:
    if not isinstance(said, Effect):
        return said.text
    standing = {"need": "asks", "lack": "does not fit", "remark": "adds"}.get(said.kind)
    return f"{said.vehicle} {standing or said.status.replace('_', ' ')}: {said.text}"


def _of_the_matter(case_file: CaseFile) -> RuleAnswer:
    """R30 looks at the goal and at what came out of every case."""
    told = [notice for notice in screen(case_file).notices if notice.rule == NO_REMEDY]
    facts = (
        FactRead("matter.goal", known(case_file.matter.goal)),
        FactRead("matter.vehicle", case_file.matter.vehicle),
    )
    says = " ".join((no_immigration_remedy.__doc__ or "").split())
    return RuleAnswer(NO_REMEDY, says, None, None, tuple(notice.text for notice in told), facts)
