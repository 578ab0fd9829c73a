"""Where nothing is to be vacated here: no conviction, another court, a pending appeal (R01,
R32–R36)."""

from __future__ import annotations

from typing import Final

from ...casefile import Unknown
from ...casefile.vocabulary import Vehicle
from ..effects import Condition, Effect, Effects, Notice, Stop, bar, rule, shortfall
from ..facts import Facts
from ..law_files import number
from ..offenses import listed
from .conditions import spelled

NO_CONVICTION = ("acquitted", "dismissed_no_plea", "not_filed", "dismissed")
_WITHOUT_CONVICTION = ("deferred_entry", "diversion_no_plea")


@rule("R01")
def no_conviction(facts: Facts) -> Effects:
    """Without a conviction there is nothing to vacate; the arrest may be sealed."""
    ended = _ended_without_conviction(facts)
    if ended is False and isinstance(facts.disposition, Unknown):
        return
    if not ended:
        fits = Condition(ended, "the case did not end without a plea and without a conviction")
        yield shortfall(facts, fits, "PC851_91", "find out how the case ended")
        return
    text = "there is no conviction in this case, so there is nothing to vacate or dismiss"
    seal = "consider sealing the arrest (Penal Code section 851.91)"
    yield Stop(text, seal, f"case.{facts.one.index}.disposition", _SEALING)
    if facts.disposition != "acquitted" and _never_sealed(facts):
        told = (
            "the offense can be charged at any time, so the arrest is sealed only after an "
            "acquittal"
        )
        yield bar("PC851_91", told, "ask an attorney")
        return
    yield Effect(
        "offer",
        "PC851_91",
        "the arrest ended without a conviction and may be sealed",
        "possible",
        cautions=("W-RECORD-FIRST",),
    )


_SEALING: Final[frozenset[Vehicle]] = frozenset({"PC851_91"})


def _ended_without_conviction(facts: Facts) -> bool | None:
    """As disposition or counts tell it; a deferred entry or diversion may be behind it (P12)."""
    plea_type, disposition = facts.plea_type, facts.disposition
    if disposition in ("acquitted", "dismissed_no_plea", "not_filed"):
        return True
    if plea_type in _WITHOUT_CONVICTION:
        return False
    if facts.in_vain("plea_type"):
        return None
    if disposition == "dismissed":
        return True
    convicted = facts.convictions
    if not convicted:
        facts.wanting(f"case.{facts.one.index}.counts")
    if True in convicted:
        return False
    none = bool(convicted) and all(answer is False for answer in convicted)
    return True if none and not isinstance(plea_type, Unknown) else None


def _never_sealed(facts: Facts) -> bool:
    return any(listed(count, "never_sealed") for count in facts.every_count())


@rule("R01")
def diversion_without_plea(facts: Facts) -> Effects:
    """Diversion without a plea or an admission is no conviction (P12, 1.18)."""
    if facts.plea_type == "diversion_no_plea" and not facts.one.case.convicted_counts:
        yield Notice(
            "diversion without a plea or an admission is no conviction, for immigration either; "
            "make sure that the record shows neither"
        )


@rule("R32")
def juvenile(facts: Facts) -> Effects:
    """A juvenile adjudication is no conviction; only the relief for survivors reaches it."""
    if facts.juvenile:
        yield Stop(
            "a juvenile adjudication is no conviction, for immigration either",
            "refer the client to juvenile counsel",
            f"case.{facts.one.index}.juvenile",
            frozenset({"PC236_14", "PC236_15"}),
        )
        yield Notice("this is a juvenile adjudication: refer the client to juvenile counsel", True)
    elif facts.juvenile is None:
        born, arrested = facts.born, facts.arrest_date
        if isinstance(born, Unknown) or isinstance(arrested, Unknown) or not (born and arrested):
            return
        age = arrested.year - born.year - ((arrested.month, arrested.day) < (born.month, born.day))
        if age < number("adult_age"):
            yield Notice(
                f"the client was {age} at the arrest; find out whether this was a juvenile case",
                asks=(f"case.{facts.one.index}.juvenile",),
            )


@rule("R34")
def other_courts(facts: Facts) -> Effects:
    """A federal conviction, or one of another state, is outside this service."""
    told = facts.jurisdiction
    if told in ("federal", "other_state"):
        where = "a federal court" if told == "federal" else "another state"
        text = f"the conviction is of {where}, which California's statutes don't reach"
        at = f"case.{facts.one.index}.jurisdiction"
        yield Stop(text, "refer the client to counsel who practice there", at)
        yield Notice(text + ": refer the client to counsel there", True)


@rule("R35")
def capital_or_on_appeal(facts: Facts) -> Effects:
    """A capital case, or one on direct appeal, is referred; no packet is built."""
    if facts.capital:
        at = f"case.{facts.one.index}.capital"
        yield Stop("this is a capital case", "refer the client to capital counsel", at)
        yield Notice("this is a capital case: refer the client to capital counsel", True)
    if facts.pending_appeal:
        at = f"case.{facts.one.index}.pending_appeal"
        yield Stop("a direct appeal is pending", "refer the client to appellate counsel", at)
        yield Notice("a direct appeal is pending: refer the client to appellate counsel", True)


@rule("R36", of_count=True)
def vacated_before(facts: Facts) -> Effects:
    """A conviction that was vacated before needs its order read, and perhaps repaired."""
    vacated = facts.vacated_on
    if vacated is None or isinstance(vacated, Unknown):
        return
    text = f"this count was vacated on {spelled(vacated)}"
    repair = (
        "get the order; if it doesn't name the legal defect, ask the court to clarify it nunc pro "
        "tunc, because immigration courts look for the reason"
    )
    at = f"case.{facts.one.index}.counts.{facts.position or 0}.vacated_on"
    yield Stop(text, repair, at, frozenset({"NUNC", "PC851_91"}))
    yield Effect("offer", "NUNC", f"{text}: {repair}", "possible", cautions=("W-ORDER-REASON",))
    yield Notice(f"{text}: {repair}")
