"""Survivors of trafficking, intimate-partner or sexual violence (R23, R24, R28)."""

from __future__ import annotations

from ...casefile import Unknown
from ...casefile.plea import Survivor
from ...casefile.vocabulary import Vehicle
from ..effects import Condition, Effect, Effects, bar, every, one_of, remark, rule, shortfall
from ..facts import Facts
from ..offenses import listed
from .conditions import PROBATION, convicted, violent
from .probation import probation_over


def _survivor(told: Survivor | Unknown | None) -> bool | None:
    return None if isinstance(told, Unknown) else told is not None


@rule("R23", of_count=True)
def trafficked(facts: Facts) -> Effects:
    """A nonviolent offense that came of being trafficked: vacated for want of intent."""
    yield _for_a_survivor(facts, "PC236_14", facts.trafficking, TRAFFICKING)


@rule("R23", of_count=True)
def abused(facts: Facts) -> Effects:
    """A nonviolent offense that came of intimate-partner or sexual violence: the same."""
    yield _for_a_survivor(facts, "PC236_15", facts.intimate_violence, ABUSE)


TRAFFICKING = "being trafficked"
ABUSE = "intimate-partner or sexual violence"


def _for_a_survivor(
    facts: Facts, vehicle: Vehicle, told: Survivor | Unknown | None, what: str
) -> Effect:
    found = violent(facts)
    fits = every(
        facts,
        Condition(_survivor(told), f"no {what} is told"),
        _convicted_or_adjudicated,
        Condition(None if found is None else not found, "the offense is a violent felony"),
    )
    if not fits.holds:
        return shortfall(facts, fits, vehicle, f"ask whether the offense came of {what}")
    text = (
        f"the offense is told to have come of {what}, and is not listed as a violent felony "
        "(section 667.5(c)): the conviction is vacated for a legal defect, want of intent"
    )
    cautions = ("W-DISCLOSE", "W-ORDER-REASON")
    return Effect("offer", vehicle, text, "recommended", cautions=cautions)


def _convicted_or_adjudicated(facts: Facts) -> Condition:
    """These two statutes reach juvenile adjudications too (R32)."""
    adult = convicted(facts)
    if facts.juvenile:
        return Condition(True)
    return Condition(None) if isinstance(facts.juvenile, Unknown) and not adult.holds else adult


@rule("R24", of_count=True)
def violent_felony(facts: Facts) -> Effects:
    """The relief for survivors doesn't reach violent felonies."""
    if not violent(facts):
        return
    instead = "use section 1473.7 out of custody, or habeas corpus in custody"
    if _survivor(facts.trafficking):
        text = f"the offense is a violent felony, which relief after {TRAFFICKING} doesn't reach"
        yield bar("PC236_14", text, instead)
    if _survivor(facts.intimate_violence):
        text = f"the offense is a violent felony, which relief after {ABUSE} doesn't reach"
        yield bar("PC236_15", text, instead)


@rule("R28", of_count=True)
def prostitution(facts: Facts) -> Effects:
    """A conviction of section 647(b) that came of trafficking; section 236.14 is the stronger
    way."""
    named = listed(facts, "prostitution")
    if named is False:
        yield Effect("lack", "PC1203_49", "the offense is not section 647(b)", "blocked")
        return
    granted = Condition(one_of(facts.disposition, *PROBATION), "probation was not granted")
    fits = every(
        facts,
        Condition(named),
        Condition(_survivor(facts.trafficking), "no trafficking is told"),
        convicted,
        granted,
        probation_over,
    )
    if fits.holds:
        text = "section 647(b), told to have come of being trafficked; prefer section 236.14"
        cautions = ("W-IMM-EXPUNGE", "W-RECORD-FIRST")
        yield Effect("offer", "PC1203_49", text, cautions=cautions)
        yield remark("PC236_14", "stands on firmer ground for immigration than section 1203.49")
    else:
        question = "ask whether the offense came of being trafficked, and how probation ended"
        yield shortfall(facts, fits, "PC1203_49", question)
