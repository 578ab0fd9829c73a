"""What may be asked for, with which papers and warnings, and what stands in the way?

screen(case_file)     the candidates of each case, ranked, with warnings and questions
why(candidate)        the rules behind one, and the facts that they read
vehicle_rules()       what the law says of each vehicle, and its papers
ask(case_file, "R12")  one rule, whether it speaks or not, and the facts that it read
not_acknowledged(…)   what is to be done about a warning that nobody has read
relief_for(one, …)    what a case's papers need to know of what is asked for
law_items(), rests_on(one, …)   how well all this is known
"""

from .acknowledging import is_phrase, not_acknowledged
from .asking import RULE_IDS, RuleAnswer, ask
from .audit import LawReview, law_items, review
from .choice import chosen_vehicles, override_recorded
from .merging import Candidate, FactRead, Reason
from .relief import Dismissal, Relief, Timeliness, relief_for
from .results import CaseScreening, Screening, ShownWarning, Told, Why
from .screening import enters_packet, screen, why
from .standing import rests_on
from .vehicles import PaperRule, Reader, VehicleRule, vehicle_rules

__all__ = [
    "RULE_IDS",
    "Candidate",
    "CaseScreening",
    "Dismissal",
    "FactRead",
    "LawReview",
    "PaperRule",
    "Reader",
    "Reason",
    "Relief",
    "RuleAnswer",
    "Screening",
    "ShownWarning",
    "Timeliness",
    "Told",
    "VehicleRule",
    "Why",
    "ask",
    "chosen_vehicles",
    "enters_packet",
    "is_phrase",
    "law_items",
    "not_acknowledged",
    "override_recorded",
    "relief_for",
    "rests_on",
    "review",
    "screen",
    "vehicle_rules",
    "why",
]
