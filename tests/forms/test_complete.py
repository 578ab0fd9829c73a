"""Forms completed from the facts of the samples, on practice blanks and on the court's own."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docassemble.PostConvictionRelief.errors import ExpressionError, FormError
from docassemble.PostConvictionRelief.expressions import Expressions, PaperContext
from docassemble.PostConvictionRelief.forms import CompletedForm, FormFiller, Registry
from docassemble.PostConvictionRelief.forms.pdf_objects import items
from docassemble.PostConvictionRelief.forms.values import Evaluator
from tests.forms.fillers import KINDS, card, completed, filler
from tests.forms.readback import ReadBack, squeezed

PAPERS = [
    ("S01", "CR-180", 3, ()),
    ("S01", "CR-181", 2, ()),
    ("S01", "CR-106", 2, ()),
    ("S02", "CR-187", 7, ("3b",)),
    ("S02", "CR-188", 4, ()),
]
NAMES = {
    "diacritics": {
        "first": "Nguyễn-Æthelþryð María de los Ángeles",
        "middle": "O'Dónnchadha",
        "last": "Fernández-Lopetegui y Wróblewska-Østergaard",
    },
    "vietnamese and polish": {
        "first": "Đặng Nguyễn Thị Ánh Tuyết",
        "middle": "Świętosława Brzęczyszczykiewicz",
        "last": "Hoàng Phủ Ngọc Tường-Żółkiewska y Ruiz",
    },
}
COUNT = {
    "code": "PC",
    "section": "476a",
    "subdiv": "(a)",
    "level": "misdemeanor",
    "convicted": True,
}


def attachment_pages(form: CompletedForm) -> list[dict[str, str | bool]]:
    """What each attachment page shows, by the keys of MC-025."""
    found = ReadBack(form.pdf)
    first = card(form.form).source.pages + 1
    return [found.values(card("MC-025"), page) for page in range(first, form.pages + 1)]


def plain(found: object) -> str:
    return squeezed(str(found))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("sample", "form", "pages", "attachments"), PAPERS)
def test_the_samples_forms_come_out_whole(
    sample: str, form: str, pages: int, attachments: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    done = completed(kind, form, sample)
    assert (done.pages, done.attachments, done.missing) == (pages, attachments, ())
    assert done.blank_kind == kind
    for name, pdf in (("flat", done.pdf), ("fillable", done.fillable)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        with pikepdf.open(path) as document:
            assert len(document.pages) == pages


@pytest.mark.parametrize("kind", KINDS)
def test_the_petition_says_what_the_record_says(kind: str) -> None:
    found = ReadBack(completed(kind, "CR-180", "S01").pdf).values(card("CR-180"))
    assert found["case_number"] == "M19990777"
    assert found["item1.date"] == "04/11/2019"
    assert [found[f"item1.row1.{column}"] for column in ("code", "section", "level")] == [
        "PC",
        "459.5(a)",
        "misdemeanor",
    ]
    assert "item1.row3.code" not in found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_a_hundred_letters_is_printed_whole(name: dict[str, str], kind: str) -> None:
    done = completed(kind, "CR-180", "S01", client__name_as_convicted=name)
    whole = squeezed(" ".join(name.values()))
    found = ReadBack(done.pdf).values(card("CR-180"))
    assert str(found["defendant"]).startswith(name["first"])
    assert re.search(r" … See Att\S* Caption$", str(found["defendant"]))
    assert "Caption" in done.attachments
    (page,) = attachment_pages(done)
    assert plain(page["attachment.body"]).count(whole) == 1
    assert "?" not in plain(page["attachment.body"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_keeps_its_box_when_only_its_aliases_are_too_long(kind: str) -> None:
    alias = {"name": "Teodoro Ansurez Villalpando de la Fuente", "used_in_case": True}
    done = completed(kind, "CR-188", "S02", client__aliases=[alias])
    assert ReadBack(done.pdf).values(card("CR-188"))["defendant"] == "Teodoro Ansúrez Villalpando"
    (page,) = attachment_pages(done)
    assert squeezed(f"aka {alias['name']}") in plain(page["attachment.body"])


@pytest.mark.parametrize("kind", KINDS)
def test_fourteen_counts_stand_on_the_form_and_its_attachment_none_lost_none_twice(
    kind: str,
) -> None:
    counts = [{**COUNT, "subdiv": f"({letter})"} for letter in "abcdefghijklmn"]
    done = completed(kind, "CR-180", "S01", case__0__counts=counts)
    found = ReadBack(done.pdf).values(card("CR-180"))
    printed = [found.get(f"item1.row{n}.section") for n in range(1, 6)]
    assert printed == [f"476a({letter})" for letter in "abcde"]
    assert done.attachments == ("1",)
    (page,) = attachment_pages(done)
    assert page["attachment.number"] == "1"
    body = plain(page["attachment.body"])
    assert [body.count(f"PC476a({letter}),") for letter in "abcdefghijklmn"] == [0] * 5 + [1] * 9


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_of_several_pages_is_on_paper_character_for_character(kind: str) -> None:
    story = "\n".join(
        f"{n}. My son Łukasz asked: “¿por qué, papá?” and Đặng said nothing; I waited (again)."
        for n in range(1, 121)
    )
    done = completed(kind, "CR-187", "S02", prejudice__would_have=story)
    pages = attachment_pages(done)
    facts = [page for page in pages if page["attachment.number"] == "3b"]
    assert len(facts) >= 3
    assert [page["attachment.page"] for page in facts] == [str(n) for n in range(1, len(facts) + 1)]
    assert {page["attachment.pages"] for page in facts} == {str(len(facts))}
    assert "".join(plain(page["attachment.body"]) for page in facts).count(squeezed(story)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_everything_on_paper_is_a_value_of_the_card_and_nothing_else(kind: str) -> None:
    """The conservation of characters: what the card says goes in comes out, each exactly once."""
    done = completed(kind, "CR-187", "S02", client__name_as_convicted=NAMES["diacritics"])
    read = ReadBack(done.pdf)
    in_boxes = [read.values(card("CR-187")), *attachment_pages(done)]
    texts = [text for page in in_boxes for text in page.values() if isinstance(text, str)]
    assert Counter(squeezed("".join(texts))) == Counter(squeezed(read.everything()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    one, other = (completed(kind, "CR-187", "S02") for _ in range(2))
    assert one.pdf == other.pdf
    assert one.fillable == other.fillable


def test_the_fillable_form_with_attachments_has_no_field_twice() -> None:
    done = completed("practice", "CR-187", "S02")
    with pikepdf.open(io.BytesIO(done.fillable)) as document:
        widgets = [widget for page in document.pages for widget in items(page.obj, "/Annots")]
        assert len(widgets) == sum(f.kind != "button" for f in card("CR-187").fields)
        assert "/Annots" not in document.pages[-1]


def test_a_missing_fact_is_marked_on_the_form_and_told_with_its_address() -> None:
    done = completed("practice", "CR-187", "S02", case__0__plea_date="unknown")
    found = ReadBack(done.pdf).values(card("CR-187"))
    assert found["item1.date"] == "[MISSING]"
    assert "case.0.plea_date" in {problem.where for problem in done.missing}


def test_a_mark_that_a_box_has_no_room_for_leaves_it_blank_but_is_told() -> None:
    done = completed(
        "practice", "CR-187", "S02", counsel__state="unknown", counsel__address="unknown"
    )
    found = ReadBack(done.pdf).values(card("CR-187"))
    assert "attorney.state" not in found
    assert "counsel.state" in {problem.where for problem in done.missing}


def test_words_of_the_client_that_look_like_a_template_are_printed_literally() -> None:
    words = "{{ client.ssn }} {% if x %} [MISSING: case.0.number] <b>&amp;"
    done = completed("practice", "CR-187", "S02", prejudice__would_have=words)
    body = "".join(plain(page["attachment.body"]) for page in attachment_pages(done))
    assert squeezed(words) in body


def changed_filler(form: str, key: str, **changes: Any) -> FormFiller:
    """A filler whose card of one form has one field changed."""
    whole = card(form)
    fields = tuple(f.model_copy(update=changes) if f.key == key else f for f in whole.fields)
    one = filler("practice")
    cards = {**one.registry.cards, form: whole.model_copy(update={"fields": fields})}
    return FormFiller(Registry(cards), one.blanks, one.expressions)


def evaluated(form: str, key: str, value: str) -> list[str]:
    context = PaperContext({"n": 3, "a": [1]}, set(), set())
    whole = changed_filler(form, key, value=value).registry.card(form)
    only = whole.model_copy(
        update={"fields": tuple(f for f in whole.fields if f.key == key), "tables": (), "names": {}}
    )
    with pytest.raises(FormError) as raised:
        Evaluator(only, Expressions.for_forms(), context).evaluate()
    return [str(problem) for problem in raised.value.problems]


def test_a_mistake_in_an_expression_names_form_and_key() -> None:
    assert evaluated("CR-181", "case_number", "case.numbr")[0].startswith("CR-181 case_number")


def test_an_expression_that_gives_no_text_is_an_error() -> None:
    (problem,) = evaluated("CR-181", "case_number", "a")
    assert problem.startswith("CR-181 case_number: a gives a list, not text")


def test_an_unknown_form_is_an_error() -> None:
    context = PaperContext({}, set(), set())
    with pytest.raises((FormError, ExpressionError), match="no card"):
        filler("practice").complete("CR-000", context)
