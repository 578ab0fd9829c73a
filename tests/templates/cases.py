"""The case that each exemplar is written for, where it isn't S02.

All people and numbers are made up; each is S02 or S03 with the facts changed that matter.
"""

from __future__ import annotations

from functools import cache

from docassemble.PostConvictionRelief.casefile import CaseFile
from tests.examples import changed, sample


def case_for(exemplar: str) -> CaseFile:
    """The case for an exemplar (`D-NOM-1018.en`): that of its vehicle, or S02."""
    code = exemplar.split(".")[0]
    make = _CASES.get(code)
    return make() if make else sample("S02")


@cache
def detained() -> CaseFile:
    """S04, whose movant is in immigration detention, with a hearing."""
    hearing = {"date": "2027-01-06", "time": "08:30", "department": "42"}
    return changed("S04", hearing=hearing)


@cache
def helpful_former_counsel() -> CaseFile:
    """S02, whose former counsel gives a declaration."""
    return changed(
        "S02",
        prior_counsel__0__will_sign_declaration=True,
        prior_counsel__0__advice_text="this may affect your papers; I did not look further",
    )


_CASES = {"D-ABS": detained, "D-DECL-PC": helpful_former_counsel}
