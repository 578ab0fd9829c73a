"""Propositions 47 and 64 (R21, R22)."""

from __future__ import annotations

from decimal import Decimal

from ...casefile import Unknown
from ..effects import Condition, Effect, Effects, Track, bar, every, remark, rule, shortfall
from ..facts import Facts
from ..law_files import day, number
from ..offenses import Offense, entry, listed
from .conditions import before, convicted, felony, in_custody, noncitizen, spelled, supervised

_CAUTIONS = ("W-IMM-REDESIG",)
_TRACKS: dict[str, Track] = {"petition": "serving", "application": "completed"}
_STILL_A_DRUG_CONVICTION = (
    "the drug conviction is the immigration problem, redesignation does not erase it"
)


@rule("R21", of_count=True)
def proposition_47(facts: Facts) -> Effects:
    """An old felony that Proposition 47 made a misdemeanor can be redesignated; no deadline."""
    fits = every(facts, convicted, felony, _of_proposition_47, _early_enough)
    offense = entry(facts, "prop47")
    if not fits.holds:
        question = "find out statute, level and day of the plea"
        yield shortfall(facts, fits, "PROP47", question)
        return
    barred = tuple(_excluded(facts))
    yield from barred
    small = _small_enough(facts, isinstance(offense, Offense) and offense.value)
    if small.holds is False:
        yield bar("PROP47", small.otherwise, "use section 17(b) if the offense is a wobbler")
    clean = every(
        facts,
        Condition(_none_told(facts.super_strike)),
        Condition(_none_told(facts.registrable_prior)),
        small,
    )
    if clean.holds:
        words, track = _track_47(facts)
        limit = spelled(day("prop47_before"))
        text = f"a listed felony from before {limit}, {words}; there is no filing deadline"
        yield Effect("offer", "PROP47", text, cautions=_CAUTIONS, track=track)
    elif clean.holds is None:
        question = "find out prior convictions that exclude, and the value of what was taken"
        yield shortfall(facts, clean, "PROP47", question)
    if clean.holds is not False:
        yield from _drug_remark(facts, offense)


def _of_proposition_47(facts: Facts) -> Condition:
    return Condition(listed(facts, "prop47"), "the offense is not among those of Proposition 47")


def _of_proposition_64(facts: Facts) -> Condition:
    return Condition(listed(facts, "prop64"), "the offense is not among those of Proposition 64")


def _early_enough(facts: Facts) -> Condition:
    limit = day("prop47_before")
    return Condition(
        before(facts.plea_date, limit), f"the plea is not from before {spelled(limit)}"
    )


def _none_told(fact: bool | Unknown | None) -> bool | None:
    return None if isinstance(fact, Unknown) else not fact


def _excluded(facts: Facts) -> Effects:
    for told, words in (
        (facts.super_strike, "a prior conviction of a super strike excludes the client"),
        (
            facts.registrable_prior,
            "a prior conviction that requires registration excludes the client",
        ),
    ):
        if told is True:
            yield bar("PROP47", words, "use section 17(b) if the offense is a wobbler")


def _small_enough(facts: Facts, matters: bool) -> Condition:
    """What was taken is worth no more than the limit, where the offense is a taking."""
    if not matters:
        return Condition(True)
    limit = number("prop47_value")
    told = [v for v in (facts.prop47_value, facts.count_value) if isinstance(v, Decimal)]
    if not told:
        facts.wanting("prop47.value_amount")
        return Condition(None)
    return Condition(told[0] <= limit, f"what was taken is worth more than {limit} dollars")


def _track_47(facts: Facts) -> tuple[str, Track | None]:
    if facts.prop47_completed_on or (in_custody(facts) is False and supervised(facts) is False):
        return "completed sentence track (f)/(g)", "completed"
    if in_custody(facts) or supervised(facts):
        return "serving track (a)/(b), with its test of danger", "serving"
    return "on the track that custody decides", None


def _drug_remark(facts: Facts, offense: Offense | bool | None) -> Effects:
    if isinstance(offense, Offense) and offense.drug and noncitizen(facts).holds:
        yield remark("PC1473_7_A1", _STILL_A_DRUG_CONVICTION)


@rule("R22", of_count=True)
def proposition_64(facts: Facts) -> Effects:
    """A cannabis conviction can be redesignated, or dismissed and sealed."""
    fits = every(facts, convicted, _of_proposition_64)
    if not fits.holds:
        yield shortfall(facts, fits, "PROP64", "find out the statute of the count")
        return
    serving = in_custody(facts) or supervised(facts)
    told = facts.prop64_track
    track = _TRACKS.get(str(told))
    if track is None and serving is not None:
        track = "serving" if serving else "completed"
    words = {
        "serving": "by petition, while the sentence is served",
        "completed": "by application, the sentence being completed",
        None: "by petition or application, as custody decides",
    }[track]
    text = f"a cannabis offense that Proposition 64 reaches, {words}; eligibility is presumed"
    yield Effect("offer", "PROP64", text, cautions=_CAUTIONS, track=track)
    yield from _drug_remark(facts, entry(facts, "prop64"))
