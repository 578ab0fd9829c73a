"""Whether cards are right: against the facts that there are, and against their blanks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.expressions.kinds import names_of_a_paper
from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.checking import blank_problems, card_problems
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.law.relief import Relief
from tests.court_forms.cards import EXPRESSIONS
from tests.forms.fillers import card, genuine_folder

_NUMBERS = {
    "CR": [
        *(106, 115, 180, 181, 183, 184, 187, 188),
        *range(400, 406),
        *(409, 410, 412, 425, 426, 430, 431, 432),
    ],
    "HC": [1, 4],
    "MC": [20, 25, 30, 31, 40, 50],
    "POS": [30, 40, 50],
    "FW": [1, 2, 3],
}
ASKED_FOR = [f"{kind}-{number:03}" for kind, numbers in _NUMBERS.items() for number in numbers]
"""The forms of post-conviction work, every one of which has a card."""

NAMES = names_of_a_paper({"relief": Relief})
EDITIONS = registry().editions


def problems(one: FormCard) -> list[str]:
    return [problem.what for problem in card_problems(one, registry(), EXPRESSIONS, NAMES)]


def altered(form: str, key: str, **changes: object) -> FormCard:
    """A card with one field changed, unchecked, as a slip of the pen would leave it."""
    one = card(form)
    fields = tuple(f.model_copy(update=changes) if f.key == key else f for f in one.fields)
    return one.model_copy(update={"fields": fields})


def genuine(one: FormCard) -> Blank:
    folder = genuine_folder()
    name = f"{one.form}.pdf"
    if one.edition.status == "superseded":
        folder = folder.parent / "superseded"
        name = f"{one.form}_{one.edition.date}.pdf"
    if not (folder / name).exists():
        pytest.skip(f"no {name} beside the court's blanks")
    return Blank(one.form, (folder / name).read_bytes(), "genuine", "a test")


def test_every_form_of_post_conviction_work_has_a_card() -> None:
    assert set(ASKED_FOR) <= set(registry().cards)
    assert len(ASKED_FOR) == 36


@pytest.mark.parametrize("form", ["CR-180", "CR-181"])
def test_the_edition_of_2017_has_a_card_that_says_it_is_superseded(form: str) -> None:
    old = registry().edition(form, date(2017, 1, 1))
    assert (old.edition.status, old.edition.printed) == ("superseded", "Rev. January 1, 2017")
    assert registry().card(form).edition.date > old.edition.date


def test_an_edition_without_a_card_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(FormError, match=r"2019-01-01.*2024-01-01, 2017-01-01"):
        registry().edition("CR-180", date(2019, 1, 1))


@pytest.mark.parametrize("one", EDITIONS, ids=lambda one: f"{one.form} {one.edition.date}")
def test_every_card_says_what_it_must_and_asks_only_for_facts_that_there_are(one: FormCard) -> None:
    assert problems(one) == []


@pytest.mark.genuine
@pytest.mark.parametrize("one", registry().superseded, ids=lambda one: f"{one.form}")
def test_every_field_of_an_earlier_edition_is_on_its_card(one: FormCard) -> None:
    assert blank_problems(one, genuine(one)) == ()


@pytest.mark.genuine
@pytest.mark.parametrize("form", ["CR-187", "MC-020", "FW-001", "POS-040"])
def test_digest_edition_and_every_field_fit_the_court_s_blank(form: str) -> None:
    assert blank_problems(card(form), genuine(card(form))) == ()


def test_a_misspelt_fact_is_found_whatever_the_case() -> None:
    (what,) = problems(altered("CR-180", "attorney.fax", value="counsel.fx if false else ''"))
    assert what == "Counsel has no fact called fx"


def test_a_text_that_would_be_a_list_is_found() -> None:
    (what,) = problems(altered("CR-180", "case_number", value="case.counts"))
    assert "gives a group of facts or a list" in what


def test_what_a_card_must_say_is_asked_for() -> None:
    bare = card("CR-180").model_copy(update={"rule": "", "companions": ("CR-999",)})
    assert problems(bare) == ["no rule says that it is optional (rule)", "CR-999 has no card"]


def test_an_alias_that_another_form_has_is_found() -> None:
    assert problems(card("CR-180").model_copy(update={"aliases": ("CR-181",)})) == [
        "its name is also that of CR-181"
    ]


def test_a_date_that_is_not_the_printed_one_is_found() -> None:
    edition = card("CR-180").edition.model_copy(update={"date": date(2023, 1, 1)})
    assert (
        "is not of 2023-01-01"
        in problems(card("CR-180").model_copy(update={"edition": edition}))[0]
    )


def test_a_field_that_only_the_blank_has_is_found() -> None:
    whole = card("CR-181")
    blank = Blank("CR-181", practice_blank(whole), "practice", "a test")
    without = tuple(f for f in whole.fields if f.key not in ("item4.list", "screen.print"))
    found = blank_problems(whole.model_copy(update={"fields": without}), blank)
    assert any("TextField6[0] that the card doesn't have" in problem.what for problem in found)
    only_button = tuple(f for f in whole.fields if f.key != "screen.print")
    (problem,) = blank_problems(whole.model_copy(update={"fields": only_button}), blank)
    assert "Print[0] that the card doesn't have" in problem.what


@pytest.mark.genuine
def test_another_digest_form_or_edition_is_found() -> None:
    blank = genuine(card("MC-031"))
    (digest,) = blank_problems(card("MC-031"), Blank("MC-031", blank.data + b"\n", "genuine", ""))
    assert "the blank has the digest" in digest.what
    edition = card("MC-031").edition.model_copy(update={"printed": "Rev. July 1, 2006"})
    (other,) = blank_problems(card("MC-031").model_copy(update={"edition": edition}), blank)
    assert "the blank says Rev. July 1, 2005 (2005-07-01), not Rev. July 1, 2006" in other.what
    (form,) = blank_problems(card("MC-031").model_copy(update={"form": "MC-032"}), blank)
    assert "the blank says that it is MC-031" in form.what


def test_cards_of_earlier_editions_lie_in_their_own_folder(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "court_forms"
    (tmp_path / "CR-180.yaml").write_bytes((source / "CR-180.yaml").read_bytes())
    (tmp_path / "superseded").mkdir()
    (tmp_path / "superseded" / "CR-181.yaml").write_bytes((source / "CR-181.yaml").read_bytes())
    with pytest.raises(FormError, match=r"CR-181\.yaml: the edition is current"):
        registry(tmp_path)
