"""The form cards of this project, as tests use them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from docassemble.PostConvictionRelief.forms.card import FormCard

CARDS = Path(__file__).parent.parent.parent / "court_forms"
FORMS = tuple(sorted(path.stem for path in CARDS.glob("*.yaml")))


@cache
def card(form: str) -> FormCard:
    """The card of a form by its number."""
    text = (CARDS / f"{form}.yaml").read_text(encoding="utf-8")
    return FormCard.model_validate(yaml.safe_load(text))
