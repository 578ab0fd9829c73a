"""A card written as YAML is read back as the same card."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.forms.card import FormCard
from docassemble.PostConvictionRelief.forms.card_text import card_text
from docassemble.PostConvictionRelief.forms.registry import parse_card, registry

EDITIONS = registry().editions


@pytest.mark.parametrize("card", EDITIONS, ids=lambda card: f"{card.form} {card.edition.date}")
def test_every_card_is_written_so_that_the_same_is_read(card: FormCard) -> None:
    assert parse_card(card_text(card), card.form) == card


def test_notes_stand_above_their_fields_and_are_comments() -> None:
    card = registry().card("CR-181")
    text = card_text(card, {"item1.list": "look\nhere"}, "The order.\nTo be finished.")
    assert text.startswith("# The order.\n# To be finished.\nform: CR-181\n")
    assert "  # look here\n  - key: item1.list\n" in text
    assert parse_card(text, "CR-181") == card
