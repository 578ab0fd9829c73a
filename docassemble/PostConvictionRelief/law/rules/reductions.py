"""Felony to misdemeanor, misdemeanor to infraction (R19, R20; Penal Code section 17)."""

from __future__ import annotations

from ...casefile import Unknown
from ..effects import Condition, Effect, Effects, every, one_of, remark, rule, shortfall
from ..facts import Facts
from ..offenses import listed
from .conditions import FELONY_TERMS, PROBATION, convicted, felony, misdemeanor, prison_imposed


@rule("R19", of_count=True)
def wobbler(facts: Facts) -> Effects:
    """A felony wobbler with probation and without prison can be declared a misdemeanor."""
    fits = every(
        facts,
        convicted,
        felony,
        _wobbler,
        _probation_without_term,
    )
    if not fits.holds:
        question = "find out whether the offense is a wobbler, and the sentence"
        yield shortfall(facts, fits, "PC17B", question)
        return
    yield _offer(facts)


def _wobbler(facts: Facts) -> Condition:
    """As told for the count, else as the list has it."""
    told = facts.wobbler
    if isinstance(told, Unknown):
        told = True if listed(facts, "wobblers") else None
    return Condition(told, "the offense is a straight felony")


def _probation_without_term(facts: Facts) -> Condition:
    told = facts.disposition
    words = "a prison or county-jail felony term was imposed"
    if told in FELONY_TERMS:
        return Condition(False, words)
    return Condition(one_of(told, *PROBATION), "probation was not granted")


def _offer(facts: Facts) -> Effect:
    """With a prison term imposed and suspended, older cases say no; an attorney reads the new
    text."""
    imposed = prison_imposed(facts)
    suspended = facts.disposition == "probation_ess"
    cautions = ("W-IMM-REDESIG", *(("W-IMM-SENT",) if facts.one_year_language is True else ()))
    if imposed:
        text = "wobbler, with a prison term imposed and suspended: arguable since the words changed"
        return Effect("offer", "PC17B", text, cautions=cautions, flags=("attorney_review",))
    if imposed is None:
        return Effect(
            "need",
            "PC17B",
            "find out whether a prison term was imposed and suspended",
            "needs_fact",
            cautions=cautions,
            missing=facts.missing,
        )
    text = (
        "wobbler, no prison term imposed; probation with its execution suspended"
        if suspended
        else "wobbler, probation, no prison"
    )
    return Effect("offer", "PC17B", text, cautions=cautions)


@rule("R20", of_count=True)
def to_infraction(facts: Facts) -> Effects:
    """A misdemeanor on the list of section 19.8 can be reduced to an infraction."""
    fits = every(facts, convicted, misdemeanor, _on_infraction_list)
    if fits.holds:
        text = "a misdemeanor on the list of section 19.8, reducible to an infraction on consent"
        yield Effect("offer", "PC17D", text, "state_benefit_only")
        both = (
            "section 1203.4 doesn't reach infractions: where a count is to be reduced and dismissed"
        )
        yield remark(
            "PC1203_4", f"{both}, the attorney decides under which section and in which order"
        )
    else:
        yield shortfall(facts, fits, "PC17D", "find out level and statute of the count")


def _on_infraction_list(facts: Facts) -> Condition:
    """As told for the count, else as the list of section 19.8 has it."""
    answer = facts.on_infraction_list
    if isinstance(answer, Unknown):
        in_table = listed(facts, "infraction_list")
        in_vain = isinstance(facts.count.pc_19_8, Unknown)
        answer = None if in_vain and not in_table else in_table
    return Condition(answer, "the offense is not on the list of section 19.8")
