"""What only counsel can settle, and papers would otherwise settle silently."""

from __future__ import annotations

from collections.abc import Iterator

from ...casefile import known
from ...casefile.plea import Plea
from ...expressions.wording import and_list, long_date
from ..finding import Finding
from .examined import Examined

_ALIENAGE_OPEN = ("undocumented", "us_citizen_derivative_possible")
_ADVICE = {
    "no_advice": "gave none",
    "equivocal_advice": "spoke of a possibility alone",
    "affirmative_misadvice": "said that the conviction would do no harm",
}
"""What the client swears that former counsel did about immigration: one rules out the others."""
_FORMS_WITH_BIRTH = ("F-CR187", "F-CR188", "F-CR409", "F-CR410")


def vouching(examined: Examined) -> Iterator[Finding]:
    """Exhibits for which no declaration of the packet vouches (4.2, D-DECL-A)."""
    if not examined.pleadings:
        return
    counsel = known(examined.case_file.counsel)
    sworn = examined.paper("D-DECL-A") is not None
    vouching = ("counsel", "attorney", known(counsel.name) if counsel else None)
    open_letters = [
        letter
        for exhibit in examined.case_file.exhibits
        if (letter := known(exhibit.letter))
        and not (sworn and (by := known(exhibit.authenticated_by)) and by in vouching)
    ]
    if open_letters:
        yield Finding(
            "warning",
            "exhibits",
            f"no declaration in this packet vouches for exhibit{'s' * (len(open_letters) > 1)} "
            f"{and_list(open_letters)}",
            "certified court records need nobody; for the rest say who vouches (authenticated_by: "
            "counsel for what counsel received), or have the person who knows the paper declare it",
        )


def plea_form(examined: Examined) -> Iterator[Finding]:
    """A signed plea form that may hold the advisement which section 1016.5 is said to lack."""
    group = examined.plan.one.group("plea")
    plea = group.value
    asked = "PC1016_5" in examined.plan.relief.vehicles
    if asked and isinstance(plea, Plea) and known(plea.form_signed):
        yield Finding(
            "warning",
            f"{group.address}.form_signed",
            "a plea form was signed, and a form that names all three consequences can be the "
            "advisement (People v. Quesada (1991) 230 Cal.App.3d 525)",
            "read the form before section 1016.5 is argued: make it an exhibit if it lacks one, "
            "leave the ground out if it has all and was understood",
        )


def kinds_of_advice(examined: Examined) -> Iterator[Finding]:
    """Accounts of former counsel's advice that can't be true together, sworn to side by side."""
    told = [words for theory, words in _ADVICE.items() if theory in examined.plan.relief.theories]
    papers = [code for code in ("D-DECL-C", "D-PO") if examined.paper(code)]
    if len(told) > 1 and papers:
        yield Finding(
            "warning",
            "defects",
            f"of immigration, former counsel {and_list(told)}: {and_list(papers)} "
            "would say each of these, and the prosecution will set one against the other",
            "keep the one that the client and the file bear out; one error is enough (People v. "
            "Manzanilla (2022) 80 Cal.App.5th 891). If it happened at different times, let the "
            "client say when",
        )


def notice_to_appear(examined: Examined) -> Iterator[Finding]:
    """A notice to appear that nobody has said to rely on the conviction (ruling P11)."""
    imm = examined.case_file.imm
    issued = known(imm.nta_date)
    relied = any(known(contact.asserts_conviction) for contact in imm.contacts)
    if issued and not relied and "PC1473_7_A1" in examined.plan.relief.vehicles:
        yield Finding(
            "warning",
            "imm.nta_date",
            f"the notice to appear of {long_date(issued)} is taken for one that asserts the "
            "conviction, on CR-187 (item 3c(1)(a)) and in the argument on time",
            "read it: if it does, record it in imm.contacts with asserts_conviction: true; if not, "
            "mark item 3c(1)(b) instead before anybody signs",
        )


def alienage(examined: Examined) -> Iterator[Finding]:
    """Papers that say the client was no citizen, where nothing the government holds says so."""
    status = known(examined.case_file.imm.status_at_plea)
    said = [p.code for p in examined.pleadings if "not a citizen of the United States" in p.words]
    if said and status in _ALIENAGE_OPEN:
        yield Finding(
            "warning",
            "imm.status_at_plea",
            f"that the client was not a citizen stands in {and_list(said)}; in removal proceedings "
            "it is the government that must prove it, and these papers could prove it",
            "ask the client's immigration attorney whether that is contested before anything is "
            "signed",
        )


def birth_on_forms(examined: Examined) -> Iterator[Finding]:
    """Court forms that print the whole date of birth in the box that asks for it (P13)."""
    codes = [paper.code for paper in examined.filed if paper.code in _FORMS_WITH_BIRTH]
    born = known(examined.case_file.client.dob)
    if codes and born:
        yield Finding(
            "note",
            "client.dob",
            f"stands in full on {and_list(codes)}, whose boxes ask for it; what is filed is public",
            "counsel decides whether the box stays blank; no rule asks for it anywhere else",
        )


def order_form(examined: Examined) -> Iterator[Finding]:
    """What the order form leaves open, and the proposed order finds."""
    if examined.paper("F-CR188") and "PC1473_7_A1" in examined.plan.relief.vehicles:
        yield Finding(
            "note",
            "F-CR188",
            "has the relief marked that is asked for (items 2 and 3c); item 3b, whether the motion "
            "is timely, is left to the judge, and the findings are in D-PO",
            "hand up D-PO with it, and see that item 3b is marked when it is signed",
        )


def habeas_form(examined: Examined) -> Iterator[Finding]:
    """What the petition for habeas corpus leaves to the petitioner, who verifies it."""
    if examined.paper("F-HC001"):
        yield Finding(
            "warning",
            "F-HC001",
            "holds one claim at most, that of counsel's errors about immigration (item 6), and "
            "leaves to the petitioner the respondent, claims on another ground, and what items 9 "
            "to 12, 16 and 17 ask",
            "fill them in on the form (its fillable copy) before it is verified: a petition "
            "without a claim and its facts is denied",
        )
