"""Forms, filled on both kinds of blanks, as the tests of this room and of others use them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.forms import CompletedForm, FormCard, FormFiller, registry
from docassemble.PostConvictionRelief.forms.blanks import Shelf
from docassemble.PostConvictionRelief.forms.compiled import CompiledBlanks
from docassemble.PostConvictionRelief.forms.compiled_blank import CompiledBlank
from tests.court_forms.cards import context_of
from tests.examples import changed

KINDS = ("practice", pytest.param("genuine", marks=pytest.mark.genuine))
"""For `parametrize`: a test that runs on practice blanks, and on the court's own where it can."""

SIX = ("CR-180", "CR-181", "CR-106", "CR-187", "CR-188", "MC-025")


def genuine_folder() -> Path:
    """The folder with the court's own blanks; without one the test is skipped."""
    named = os.environ.get("PCR_BLANKS")
    if not named:
        pytest.skip("PCR_BLANKS names no folder with the court's blanks")
    return Path(named)


def filler(kind: str) -> FormFiller:
    """A filler that uses one kind of blank."""
    return _filler(genuine_folder() if kind == "genuine" else None)


@cache
def _filler(folder: Path | None) -> FormFiller:
    shelf = Shelf(folder, None, network=False)
    return FormFiller(registry(), CompiledBlanks(shelf, None), Expressions.for_forms())


def card(form: str) -> FormCard:
    """A card as the room itself loads it."""
    return registry().card(form)


def registered(form: str) -> bool:
    """Whether a form has a card."""
    return form in registry().cards


def compiled(form: str, kind: str = "practice") -> CompiledBlank:
    """A compiled blank."""
    return filler(kind).blanks.get(card(form))


def completed(kind: str, form: str, sample: str, **facts: object) -> CompletedForm:
    """A form filled from the first case of a sample, with facts changed by address."""
    return filler(kind).complete(form, context_of(OneCase(changed(sample, **facts), 0)))
