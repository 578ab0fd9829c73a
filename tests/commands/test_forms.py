"""`pcr forms`: the court's forms and their cards."""

from __future__ import annotations

import json
import re

import pytest

from docassemble.PostConvictionRelief.forms import registry
from tests.commands.running import pcr


def test_every_form_is_listed_with_its_editions() -> None:
    done = pcr("forms", "list")
    assert done.code == 0, done.err
    for card in registry().editions:
        assert re.search(
            rf"{card.form}.*{re.escape(card.edition.printed)} *{card.edition.status}", done.out
        )


def test_the_list_is_there_for_programs() -> None:
    listed = json.loads(pcr("forms", "list", "--json").out)
    assert len(listed) == len(registry().editions)
    (motion,) = [one for one in listed if one["form"] == "CR-187"]
    assert motion["rule"] == "Cal. Rules of Court, rule 1.35"
    assert motion["pages"] == 6


def test_cards_are_held_against_practice_blanks_where_there_are_no_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.delenv("PCR_BLANKS", raising=False)
    monkeypatch.setenv("PCR_STATE", str(tmp_path))
    done = pcr("forms", "check", "MC-025", "CR-181@2017-01-01")
    assert (done.code, done.err) == (0, "")
    assert "2 cards with 60 fields: no problems (blanks: 2 practice)" in done.out


def test_a_form_or_an_edition_that_there_is_not_is_refused() -> None:
    assert "there is no card for this form" in pcr("forms", "check", "CR-999").err
    assert "there is no card for the edition of" in pcr("forms", "check", "CR-180@2018-01-01").err
    assert "soon is not a date" in pcr("forms", "check", "CR-180@soon").err
