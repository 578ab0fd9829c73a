"""Sentences of one year, and section 18.5 (R18, R38)."""

from __future__ import annotations

from datetime import date

from ...casefile import Unknown
from ..effects import Condition, Effect, Effects, bar, every, rule, shortfall
from ..facts import Facts
from ..law_files import day, number
from .conditions import (
    before,
    convicted,
    in_custody,
    level_is,
    misdemeanor,
    noncitizen,
    one_year,
    spelled,
    supervised,
)

_CAUTIONS = ("W-IMM-SENT",)


@rule("R18", of_count=True)
def one_year_sentence(facts: Facts) -> Effects:
    """A sentence of one year is the immigration problem: attack or change the sentence."""
    year = every(facts, convicted, one_year)
    yield from _section_18_5(facts, year)
    fits = every(facts, year, noncitizen)
    if not fits.holds:
        if fits.holds is None:
            question = "find out the sentence in days, and the client's citizenship"
            yield shortfall(facts, fits, "SENT_MOD", question)
            yield shortfall(facts, fits, "PC1473_7_A1", question, "sentence")
        return
    text = f"the sentence of {_length(facts)} is what immigration law counts"
    standing = _standing(facts)
    yield Effect("offer", "SENT_MOD", f"{text}; {standing}", cautions=_CAUTIONS)
    yield from _attack(facts, text)


def _length(facts: Facts) -> str:
    suspended = facts.suspended_days
    whole = isinstance(suspended, int) and suspended >= number("one_year_days")
    return "one year suspended" if whole else "one year"


def _attack(facts: Facts, text: str) -> Effects:
    """Section 1473.7 reaches the sentence too."""
    held, watched = in_custody(facts), supervised(facts)
    if held is None or (held is False and watched is None):
        question = "find out custody in this case"
        yield Effect(
            "need", "PC1473_7_A1", question, "needs_fact", "sentence", missing=facts.missing
        )
        return
    yield Effect(
        "offer",
        "PC1473_7_A1",
        f"{text}; section 1473.7 reaches a sentence by itself where it came of a prejudicial error",
        scope="sentence",
        cautions=(*_CAUTIONS, *(("W-CUSTODY",) if watched else ())),
        flags=("needs_attorney_override",) if watched else (),
    )


def _standing(facts: Facts) -> str:
    """What 8 CFR 1003.55 says on the facts told; the questions are put with the warning."""
    limit = day("reliance_until")
    filed = facts.change_filed_on
    if before(filed, limit) or filed == limit:
        return f"a change asked for by {spelled(limit)} may count for immigration"
    if facts.relied_before is True:
        return f"a change may count, because the client relied on it before {spelled(limit)} passed"
    if isinstance(facts.clerical_error, str) and facts.clerical_error.strip():
        return "a change that fixes a genuine mistake may count for immigration"
    if isinstance(filed, Unknown) or isinstance(facts.relied_before, Unknown):
        return "whether a change counts turns on the questions of 8 CFR 1003.55"
    return "on the facts told a change without a legal defect won't count for immigration"


def _section_18_5(facts: Facts, year: Condition) -> Effects:
    fits = every(facts, year, misdemeanor, _early_enough)
    if fits.holds:
        text = "a misdemeanor with a year in jail"
        text += (
            f" from before {spelled(day('misdemeanor_maximum_from'))} can be brought under a year"
        )
        yield Effect("offer", "PC18_5", text, cautions=_CAUTIONS)
    else:
        question = "find out level, sentence and day of judgment"
        yield shortfall(facts, fits, "PC18_5", question)


def _early_enough(facts: Facts) -> Condition:
    limit = day("misdemeanor_maximum_from")
    return Condition(
        before(facts.judgment_date, limit), f"the sentence is not from before {spelled(limit)}"
    )


@rule("R38", of_count=True)
def section_18_5_closed(facts: Facts) -> Effects:
    """Section 18.5(b) is for misdemeanor jail sentences of one year from before 2015."""
    year = one_year(facts)
    instead = "attack the sentence under section 1473.7, which states a defect"
    if level_is(facts, "felony"):
        more = "; one-year term on a felony count" if year.holds else ""
        yield bar("PC18_5", f"felony{more}", instead)
    elif year.holds is False:
        yield bar("PC18_5", year.otherwise, instead)
    judged, limit = facts.judgment_date, day("misdemeanor_maximum_from")
    if isinstance(judged, date) and judged >= limit:
        yield bar("PC18_5", f"sentenced on {spelled(judged)}, not before {spelled(limit)}", instead)
