"""Where a card tells of a field: for errors, so that a person finds the line."""

from __future__ import annotations

import re

from .card import FormCard
from .registry import CARDS, SUPERSEDED


def card_line(card: FormCard, key: str) -> str:
    """The file of a card, and the line on which a field begins.

    Args:
        card: the form's card.
        key: the field's key; of one that the card doesn't have, only the file is told.

    Returns:
        `CR-187.yaml, line 512`.
    """
    folder = CARDS / SUPERSEDED if card.edition.status == "superseded" else CARDS
    for path in sorted(folder.glob(f"{card.form}*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if card.source.sha256 in "".join(lines):
            begins = re.compile(rf"\s*- (\{{ *)?key: {re.escape(key)}\b(?![.\w])")
            found = (n for n, line in enumerate(lines, start=1) if begins.match(line))
            return ", ".join([path.name, *(f"line {n}" for n in found)])
    return f"the card of {card.form}"
