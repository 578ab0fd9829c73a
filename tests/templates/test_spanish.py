"""The client's copies in Spanish: the same facts on the same conditions, and no English in them."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.text.paragraph import Paragraph

from tests.templates.papers import SHIPPED, s02_with, said, sampled

DECLARATIONS = sorted(
    card.code
    for card in (exemplar.card for exemplar in SHIPPED.values())
    if card.code.startswith("D-DECL-C") and card.language == "en"
)
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
WORDED = re.compile(
    r" \| (date|date_spanish|citation|citation_spanish|language_name|language_spanish"
    r"|relation_spanish|years_spanish)\b"
)
ENGLISH = re.compile(
    r"\b(the|and|of|was|were|is|are|my|I|in|on|with|for|that|to|from|by|not|count|months?|days?)\b"
)
QUOTED = re.compile(r"«[^»]*»|\([^)]*\)|\[MISSING: [^\]]*\]")


def paragraphs(name: str) -> list[Paragraph]:
    """The paragraphs of an exemplar below its caption."""
    return docx.Document(io.BytesIO(SHIPPED[name].docx)).paragraphs


def told(name: str) -> list[str]:
    """What an exemplar asks and prints of the facts, in order, however it is worded.

    The name of the client's lawyer is a word of the language, and a copy has no line to sign on.
    """
    body = [p for p in paragraphs(name) if p.style and p.style.name != "Signature Line"]
    tags = [tag for p in body for tag in TAG.findall(p.text) if "set lawyer" not in tag]
    return [WORDED.sub("", tag).replace('and_list("y")', "and_list") for tag in tags]


def numbered(name: str) -> int:
    return sum(p.style.name == "Numbered Paragraph" for p in paragraphs(name) if p.style)


@pytest.mark.parametrize("code", DECLARATIONS)
def test_a_copy_tells_the_same_facts_on_the_same_conditions(code: str) -> None:
    english, spanish = f"{code}.en", f"{code}.es"
    assert numbered(english) == numbered(spanish)
    assert told(spanish) == told(english)


def in_spanish_words(name: str, text: str) -> str:
    """What a copy says below its caption, without what it quotes from the original."""
    assert "COPIA EN ESPAÑOL" in text, name
    return QUOTED.sub("", text[text.index("COPIA EN ESPAÑOL") :])


@pytest.mark.parametrize("code", DECLARATIONS)
def test_no_english_is_left_in_a_copy_but_what_it_quotes(code: str) -> None:
    text = in_spanish_words(code, sampled(f"{code}.es").text)
    assert ENGLISH.findall(text) == []
    assert not re.search(r"January|February|March|April|June|July|August|September", text)


@pytest.mark.parametrize("code", DECLARATIONS)
def test_a_copy_swears_as_the_original_does_and_is_not_signed(code: str) -> None:
    text = said(sampled(f"{code}.es").text)
    assert "bajo pena de perjurio, conforme a las leyes del Estado de California" in text
    assert text.rstrip().endswith("(Esta copia no se firma. Se firma el original en inglés.)")
    assert "Dated" not in text


def test_a_trial_prison_and_a_violation_are_told_in_spanish_too() -> None:
    facts = {
        "case__0__plea_type": "not_guilty_jury",
        "case__0__conviction_by": "jury_trial",
        "case__0__plea_date": None,
        "case__0__convicted_on": "2009-03-17",
        "case__0__counts__0__plea": None,
        "case__0__disposition": "prison",
        "case__0__sentence": {"prison_term": {"years": 1, "months": 4}},
        "eq__family": [{"relation": "stepdaughter", "age": 1, "status": "LPR"}],
    }
    text = s02_with("D-DECL-C.es", **facts)
    assert ENGLISH.findall(in_spanish_words("D-DECL-C.es", text)) == []
    assert "un jurado me declaró culpable de lo siguiente: cargo 1." in text
    assert "una pena de prisión estatal de 1 año y 4 meses" in text
    assert "mi hijastra, de 1 año, con residencia permanente legal" in text
