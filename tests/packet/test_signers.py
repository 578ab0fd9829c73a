"""Who signs which paper: one table for the cover sheet and for preflight."""

from __future__ import annotations

import re

import pytest

from docassemble.PostConvictionRelief.law import PaperRule, vehicle_rules
from docassemble.PostConvictionRelief.packet.contents import PlannedPaper, unfiled_papers
from docassemble.PostConvictionRelief.packet.signers import JUDGE, NOBODY, signer_of, signers
from tests.examples import sample
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
    assert signer_of(planned(code), sample("S02")) == signer


def test_a_petition_is_sworn_by_the_client_where_its_statute_says_so() -> None:
    assert signer_of(planned("D-PET", "D-PET-47"), sample("S02")) == "counsel"
    assert signer_of(planned("D-PET", "D-PET-23614"), sample("S02")) == (
        "counsel and, under penalty of perjury, the client"
    )


@pytest.mark.parametrize(
    ("code", "exemplar", "signer"),
    [
        ("D-NOM", "", "the client"),
        ("F-CR180", "", "the client"),
        ("D-PET", "D-PET-23614", "the client, under penalty of perjury"),
        ("D-CERT-I", "", "the interpreter"),
        ("D-PO", "", JUDGE),
    ],
)
def test_who_acts_alone_signs_what_counsel_would(code: str, exemplar: str, signer: str) -> None:
    assert signer_of(planned(code, exemplar), sample("S01")) == signer


def test_no_paper_of_a_client_who_acts_alone_waits_for_counsel() -> None:
    alone = {signer_of(planned(*pair), sample("S01")) for pair in PLANNED}
    assert not {signer for signer in alone if "counsel" in signer.replace("former counsel", "")}


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
    signer = signer_of(planned(*paper), sample("S02"))
    text = said(sampled(name).text)
    assert bool(re.search(r"Dated: _{12,}", text)) == (signer != NOBODY)
    if "I am the petitioner. I declare under penalty of perjury" in text:
        assert "the client" in signer
