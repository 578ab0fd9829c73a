"""Who signs which paper: one table for the cover sheet and for preflight."""

from __future__ import annotations

import re

import pytest

from docassemble.PostConvictionRelief.law import PaperRule, vehicle_rules
from docassemble.PostConvictionRelief.packet.contents import PlannedPaper, unfiled_papers
from docassemble.PostConvictionRelief.packet.signers import JUDGE, NOBODY, signer_of, signers
from tests.templates.papers import PLEADINGS, SHIPPED, said, sampled


def for_the_clerk() -> tuple[PaperRule, ...]:
    return tuple(each for each in unfiled_papers() if each.reader == "clerk")


PLANNED = {
    (paper.code, paper.exemplar or paper.code)
    for papers in (*(rule.papers for rule in vehicle_rules().values()), for_the_clerk())
    for paper in papers
}


def planned(code: str, exemplar: str = "") -> PlannedPaper:
    return PlannedPaper(code, "en", "", "court", exemplar or code)


@pytest.mark.parametrize(
    ("code", "signer"),
    [
        ("D-NOM", "counsel"),
        ("D-DECL-C", "the client"),
        ("D-PO", JUDGE),
        ("D-EXH", NOBODY),
        ("F-CR401", "the person who serves, after service"),
        ("F-CR403", JUDGE),
        ("F-CR409", "the client or counsel, under penalty of perjury"),
    ],
)
def test_a_paper_is_signed_by(code: str, signer: str) -> None:
    assert signer_of(planned(code)) == signer


def test_a_petition_is_sworn_by_the_client_where_its_statute_says_so() -> None:
    assert signer_of(planned("D-PET", "D-PET-47")) == "counsel"
    assert signer_of(planned("D-PET", "D-PET-23614")) == (
        "counsel and, under penalty of perjury, the client"
    )


def test_every_paper_that_is_planned_says_who_signs_it() -> None:
    assert not {code for code, exemplar in PLANNED if not {code, exemplar} & set(signers())}


def test_nobody_is_said_to_sign_a_paper_that_is_never_planned() -> None:
    assert set(signers()) <= {code for pair in PLANNED for code in pair}


@pytest.mark.parametrize(
    "name", [name for name in PLEADINGS if SHIPPED[name].card.language == "en"]
)
def test_a_paper_has_a_line_to_sign_on_for_who_signs_it(name: str) -> None:
    code = SHIPPED[name].card.code
    (paper,) = {pair for pair in PLANNED if pair[1] == code}
    signer = signer_of(planned(*paper))
    text = said(sampled(name).text)
    assert bool(re.search(r"Dated: _{12,}", text)) == (signer != NOBODY)
    if "I am the petitioner. I declare under penalty of perjury" in text:
        assert "the client" in signer
