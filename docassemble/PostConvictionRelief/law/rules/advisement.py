"""The court's advisement of immigration consequences (R08–R11; Penal Code section 1016.5)."""

from __future__ import annotations

from datetime import date

from ...casefile import Unknown
from ..effects import Effect, Effects, bar, remark, rule, shortfall
from ..facts import Facts
from ..law_files import day
from .conditions import before, spelled
from .reach import reached_by_1016_5

_CONSEQUENCES = {
    "deportation": "deportation",
    "exclusion": "exclusion from admission",
    "denial_of_naturalization": "denial of naturalization",
}


@rule("R08", of_count=True)
def advisement_missing(facts: Facts) -> Effects:
    """A plea after 1977 without the full advisement on the record can be withdrawn."""
    fits = reached_by_1016_5(facts)
    if not fits.holds:
        question = "find out plea, offense level and citizenship"
        yield shortfall(facts, fits, "PC1016_5", question)
        return
    told = facts.advisement
    if told in ("none", "partial"):
        yield Effect(
            "offer",
            "PC1016_5",
            _what_is_missing(facts),
            "recommended",
            cautions=("W-ORDER-REASON",),
            flags=("show_diligence",),
        )
        yield remark(
            "PC1016_5",
            "prejudice must come of what was left out: still to be shown is that the client would "
            f"not have pleaded if told of {_left_out(facts)}",
        )
    elif isinstance(told, Unknown) and facts.record_search != "none_found":
        yield Effect(
            "need",
            "PC1016_5",
            "get the minute order, the plea form and the transcript, and see which of the three "
            "consequences they name",
            "needs_fact",
            missing=facts.missing,
        )


def _what_is_missing(facts: Facts) -> str:
    if facts.advisement == "none":
        return "the record shows no advisement of immigration consequences"
    words = _missing_consequences(facts)
    without = f" without {' and '.join(words)}" if words else ", but not all three consequences"
    return f"the record shows an advisement{without}"


def _left_out(facts: Facts) -> str:
    words = () if facts.advisement == "none" else _missing_consequences(facts)
    return " and ".join(words) or "the consequences"


def _missing_consequences(facts: Facts) -> tuple[str, ...]:
    named = facts.not_advised_of
    missing = () if isinstance(named, Unknown) or named is None else named
    return tuple(_CONSEQUENCES[token] for token in missing)


@rule("R09", of_count=True)
def advisement_given(facts: Facts) -> Effects:
    """A full advisement on the record closes section 1016.5, and leaves section 1473.7 open."""
    if facts.advisement != "full" or reached_by_1016_5(facts).holds is False:
        return
    old = before(facts.plea_date, day("verbatim_from"))
    spoken = facts.verbatim
    if old or (old is False and spoken is True):
        yield bar(
            "PC1016_5",
            "the record shows the full advisement, with all three consequences",
            "rest the motion on section 1473.7: a general advisement is no advice about this case",
        )
        told = "a general advisement that consequences may follow is no advice about this case"
        yield remark("PC1473_7_A1", f"still open: {told}")
    elif not (old is False and spoken is False):
        question = "find out the day of the plea, and whether the advisement was read word for word"
        yield Effect("need", "PC1016_5", question, "needs_fact", missing=facts.missing)


@rule("R10", of_count=True)
def record_silent(facts: Facts) -> Effects:
    """A record that is gone, or silent after a search, is presumed to show no advisement."""
    if not reached_by_1016_5(facts).holds or not isinstance(facts.advisement, Unknown):
        return
    if facts.record_search == "none_found":
        yield Effect(
            "offer",
            "PC1016_5",
            "no record of an advisement was found, and a silent record is presumed to show none",
            "possible",
            flags=("declare_record_search", "show_diligence"),
        )


@rule("R11", of_count=True)
def not_word_for_word(facts: Facts) -> Effects:
    """From 2026 the judge must read the advisement in the statute's own words."""
    told = facts.plea_date
    late = isinstance(told, date) and told >= day("verbatim_from")
    if late and facts.verbatim is False and reached_by_1016_5(facts).holds:
        yield Effect(
            "offer",
            "PC1016_5",
            f"the plea is not from before {spelled(day('verbatim_from'))}, and the advisement "
            "was not read in the statute's words",
            "possible",
            flags=("attorney_review",),
        )
