"""The decision table: rules R01 to R40, in the order in which they are evaluated (2.2, 2.7 P4).

R30, which looks at all cases together, is in `screening.py`.
"""

from __future__ import annotations

from typing import Final

from ..effects import Rule
from . import (
    advisement,
    citizenship,
    custody,
    deferred,
    dismissals,
    evidence,
    plea,
    propositions,
    reductions,
    sentence,
    stops,
    survivors,
)

RULES: Final[tuple[Rule, ...]] = (
    stops.no_conviction,
    stops.diversion_without_plea,
    plea.error_at_the_plea,
    plea.error_before_a_trial,
    custody.incarcerated,
    custody.under_supervision,
    custody.held_anywhere,
    custody.immigration_detention,
    advisement.advisement_missing,
    advisement.advisement_given,
    advisement.record_silent,
    advisement.not_word_for_word,
    plea.recent_plea,
    plea.plea_too_old,
    deferred.completed,
    deferred.failed,
    evidence.innocence,
    evidence.racial_bias,
    sentence.one_year_sentence,
    reductions.wobbler,
    reductions.to_infraction,
    propositions.proposition_47,
    propositions.proposition_64,
    survivors.trafficked,
    survivors.abused,
    survivors.violent_felony,
    dismissals.after_probation,
    dismissals.without_probation,
    dismissals.after_a_felony_term,
    survivors.prostitution,
    dismissals.automatic_relief,
    citizenship.immigration_clock,
    stops.juvenile,
    citizenship.possible_citizen,
    stops.other_courts,
    stops.capital_or_on_appeal,
    stops.vacated_before,
    custody.nothing_to_be_freed_from,
    sentence.section_18_5_closed,
    citizenship.citizen,
    custody.shown_as_custody,
)
