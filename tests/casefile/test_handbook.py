"""What each fact means, in words."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile.handbook import every_fact, meaning


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("innocence.evidence", "New evidence of innocence: The new evidence"),
        ("rja", "Violation of the Racial Justice Act"),
        ("case.3.plea_date", "The criminal cases: The day of the plea"),
        ("case.0.shoe_size", "case.0.shoe_size"),
    ],
)
def test_a_fact_is_told_in_words_with_its_group(address: str, words: str) -> None:
    assert meaning(address) == words


def test_every_fact_has_a_meaning() -> None:
    for entry in every_fact():
        address = entry.address.replace("[]", ".0")
        assert meaning(address) != address
