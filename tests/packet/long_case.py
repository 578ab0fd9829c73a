"""Sample S02 told at length: a motion whose memorandum is over ten pages."""

from __future__ import annotations

from docassemble.PostConvictionRelief.casefile import CaseFile
from tests.examples import changed

_DEFECTS = [
    {
        "theory": "no_advice",
        "source": "client",
        "facts": "at the two meetings before the plea nobody asked where he was born or said that "
        "the plea could end in removal; the first meeting, in the lockup, took five minutes and "
        "was about the amount of bail, and the second, in the hallway, was about the number of "
        "days in jail and the date on which he would have to surrender",
    },
    {
        "theory": "equivocal_advice",
        "source": "client",
        "facts": "when he asked about his green card on the morning of the plea, counsel answered "
        "that this may affect his papers and that he should speak to somebody about it later; "
        "counsel did not tell him that a conviction under section 11378 is an aggravated felony "
        "and makes removal virtually certain for a permanent resident",
    },
    {
        "theory": "affirmative_misadvice",
        "source": "client",
        "facts": "after the plea counsel told him that probation without a year in jail would not "
        "be reported to immigration, and that he could renew his card as he always had",
    },
    {
        "theory": "no_investigation",
        "source": "file",
        "facts": "the intake sheet of former counsel leaves the lines for place of birth and "
        "immigration status empty, and the file holds no note of any question about either",
    },
    {
        "theory": "no_defense_against",
        "source": "file",
        "facts": "the file holds no letter, message or note of a request for another disposition; "
        "the only offer discussed in it is the one that was accepted, on the day it was made",
    },
    {
        "theory": "own_error",
        "source": "client",
        "facts": "believed that a case with probation and no prison could not take his card, since "
        "a cousin had kept his own after a case that he thought was the same",
    },
    {
        "theory": "language_error",
        "source": "client",
        "facts": "the interpreter came after the form had been filled in, read it aloud in less "
        "than ten minutes, and did not interpret what counsel said in the hallway",
    },
    {
        "theory": "advisement_insufficient",
        "source": "client",
        "facts": "he heard the words on deportation as a thing that happens to people without "
        "papers, which he was not, and nobody told him otherwise",
    },
    {
        "theory": "court_or_da_misadvice",
        "source": "client",
        "facts": "the prosecutor said in the courtroom that with local time and probation he would "
        "be back with his family by the summer",
    },
    {
        "theory": "missed_offer",
        "source": "client",
        "facts": "he turned down a first offer, to a count of accessory with 180 days in jail, "
        "because it carried more days and nobody told him what else was different about it",
    },
]

_ADVICE = (
    "this may affect your papers, and you should ask somebody about that after the case; there "
    "was no certainty in what was said, no mention of the aggravated felony ground, no question "
    "about how long he had been a resident, and no time between the form and the plea"
)
_WOULD_HAVE = (
    "I would have asked for a plea that kept me with my children, even with more jail, or gone to "
    "trial. My children were three and five, my wife was born here, and my parents and brothers "
    "live here. I had nobody left in the place where I was born and had not been there since I "
    "was eight years old. A few more months in jail would have been nothing beside that."
)
_THEN_WHAT = (
    "consulted immigration counsel on February 5, 2026; ordered the docket on February 11, 2026; "
    "asked former counsel for the file on July 6 and July 22, 2026; was taken on by present "
    "counsel on May 19, 2026; and asked for the reporter’s transcript on June 10, 2026"
)
_ALTERNATIVES = [
    {
        "offered_by": "DA",
        "when": "2009-03-03",
        "offense": "PC 32, accessory after the fact",
        "sentence": "180 days in jail",
    },
    {
        "offered_by": "defense_could_have_asked",
        "offense": "PC 459 and 460(b), second degree burglary",
        "sentence": "364 days or less",
    },
    {
        "offered_by": "defense_could_have_asked",
        "offense": "HS 11379, as an offer to transport, with the substance not named",
        "sentence": "the same 180 days and probation",
    },
]
_TIES = [
    "two children aged 3 and 5, both United States citizens, for whom he was the one who earned",
    "his wife, a United States citizen, who was then without work and under treatment",
    "his parents and three brothers, lawful permanent residents, all in the same street",
    "19 years of residence, all of his schooling, and steady work since he was seventeen",
    "one earlier arrest and no conviction",
    "nobody left of his family in the country where he was born",
]


def long_motion(**facts: object) -> CaseFile:
    """The case; facts may be set by address as for `changed`."""
    told = {
        "defects": _DEFECTS,
        "prior_counsel__0__advice_text": _ADVICE,
        "prior_counsel__0__notice_served_on": "2027-01-15",
        "case__0__alternatives": _ALTERNATIVES,
        "prejudice__ties_at_plea": _TIES,
        "prejudice__would_have": _WOULD_HAVE,
        "discovery_diligence__then_what": _THEN_WHAT,
    }
    return changed("S02", **told | facts)
