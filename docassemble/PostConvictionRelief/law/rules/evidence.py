"""New evidence of innocence, and racial bias (R16, R17; section 1473.7(a)(2) and (a)(3))."""

from __future__ import annotations

from ...casefile import Unknown
from ...casefile.vocabulary import Vehicle
from ..effects import Condition, Effect, Effects, every, rule, shortfall
from ..facts import Facts
from .conditions import convicted, in_custody, supervised


@rule("R16", of_count=True)
def innocence(facts: Facts) -> Effects:
    """New evidence of innocence: section 1473.7(a)(2) out of custody, habeas corpus in custody."""
    told = facts.innocence
    given = Condition(
        None if isinstance(told, Unknown) else bool(told), "no new evidence of innocence is told"
    )
    yield from _by_custody(
        facts,
        given,
        "PC1473_7_A2",
        "new evidence of innocence",
        "ask whether there is new evidence of innocence",
    )


@rule("R17", of_count=True)
def racial_bias(facts: Facts) -> Effects:
    """Bias or disparity: section 1473.7(a)(3) out of custody, habeas corpus in custody."""
    told = facts.racial_bias
    given = Condition(
        None if isinstance(told, Unknown) else bool(told), "no racial bias or disparity is told"
    )
    yield from _by_custody(
        facts,
        given,
        "PC1473_7_A3",
        "facts of racial bias or disparity (ask for counsel and for disclosure)",
        "ask whether racial bias or disparity marked the case (Penal Code section 745)",
    )


def _by_custody(
    facts: Facts, given: Condition, vehicle: Vehicle, what: str, question: str
) -> Effects:
    """The motion out of custody, the petition in custody, and an attorney's decision between."""
    held, watched = in_custody(facts), supervised(facts)
    fits = every(facts, given, convicted)
    if fits.holds is False:
        yield shortfall(facts, fits, vehicle, question)
    elif held:
        if fits.holds:
            yield Effect("offer", "HABEAS", f"{what}, in custody", cautions=("W-CUSTODY",))
    elif fits.holds is None or held is None or watched is None:
        yield Effect("need", vehicle, question, "needs_fact", missing=facts.missing)
    elif watched:
        yield Effect("offer", "HABEAS", f"{what}, under supervision", cautions=("W-CUSTODY",))
        text = f"{what}; under supervision, only with an attorney's recorded decision"
        yield Effect(
            "offer",
            vehicle,
            text,
            cautions=("W-CUSTODY",),
            flags=("needs_attorney_override",),
        )
    else:
        yield Effect("offer", vehicle, f"{what}, out of custody", cautions=("W-ORDER-REASON",))
