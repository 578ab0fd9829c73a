"""The sample cases on the court's own blanks: every word in its box, nothing of the screen."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.expressions import PaperContext
from docassemble.PostConvictionRelief.forms import CompletedForm, FormFiller
from docassemble.PostConvictionRelief.settings import Settings
from tests.court_forms.cards import EXPRESSIONS, card, context_of, values
from tests.court_forms.test_other_forms import IN_PRISON
from tests.court_forms.test_sealing_and_marijuana import ARREST
from tests.examples import changed, only_case

pytestmark = pytest.mark.genuine

S01, S02 = context_of(only_case("S01")), context_of(only_case("S02"))
SEALING = context_of(OneCase(changed("S01", **ARREST), 0), "PC851_91")
HABEAS = context_of(OneCase(changed("S01", **IN_PRISON), 0), "HABEAS")
OTHERS = ("CR-132", "CR-403", "FW-003", "MC-050")
PAPERS = [
    ("CR-180", S01),
    ("CR-181", S01),
    ("CR-106", S01),
    ("CR-187", S02),
    ("CR-188", S02),
    ("CR-409", SEALING),
    ("CR-410", SEALING),
    ("HC-001", HABEAS),
    *((form, S01) for form in OTHERS),
]
SCREEN_WORDS = ("Print this form", "Save this form", "Clear this form", "For your protection")


@dataclass
class FilledOnce:
    """Fills each form once for each case, and remembers it."""

    filler: FormFiller
    done: dict[int, tuple[PaperContext, dict[str, CompletedForm]]] = field(default_factory=dict)

    def complete(self, form: str, context: PaperContext) -> CompletedForm:
        """The form filled for the case."""
        _, forms = self.done.setdefault(id(context), (context, {}))
        if form not in forms:
            forms[form] = self.filler.complete(form, context)
        return forms[form]


@pytest.fixture(scope="module")
def filler(blanks_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> FilledOnce:
    """Fills forms on the court's own blanks."""
    state = tmp_path_factory.mktemp("state")
    settings = Settings.read({"PCR_BLANKS": str(blanks_folder), "PCR_STATE": str(state)})
    return FilledOnce(FormFiller.open(settings, EXPRESSIONS))


def _pages(done: CompletedForm) -> list[str]:
    with pdfplumber.open(io.BytesIO(done.pdf)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("form", "context"), PAPERS)
def test_every_text_stands_in_its_own_box(
    form: str, context: PaperContext, filler: FilledOnce
) -> None:
    done = filler.complete(form, context)
    told = values(form, context)
    assert done.missing == ()
    with pdfplumber.open(io.BytesIO(done.pdf)) as pdf:
        for one in card(form).fields:
            value = told.get(one.key)
            if not isinstance(value, str):
                continue
            if one.overflow and one.overflow.attachment in done.attachments:
                value = f"See Attachment {one.overflow.attachment}"
            left, bottom, right, top = one.box
            found = "".join(
                char["text"]
                for char in pdf.pages[one.page - 1].chars
                if left <= (char["x0"] + char["x1"]) / 2 <= right
                and bottom <= (char["y0"] + char["y1"]) / 2 <= top
            )
            assert _squeezed(found) == _squeezed(value), one.key


@pytest.mark.parametrize(("form", "context"), PAPERS)
def test_no_words_of_the_screen_are_printed(
    form: str, context: PaperContext, filler: FilledOnce
) -> None:
    text = "\n".join(_pages(filler.complete(form, context)))
    assert not [words for words in SCREEN_WORDS if words.lower() in text.lower()]
    assert card(form).edition.printed in " ".join(text.split())


def test_links_that_belong_to_the_printed_form_are_kept(filler: FilledOnce) -> None:
    motion = _squeezed(_pages(filler.complete("CR-187", S02))[5])
    assert "availableonlineatwww.courts.ca.gov/forms" in motion
    assert "www.courts.ca.gov" in _squeezed(_pages(filler.complete("CR-180", S01))[0])


def test_a_long_story_goes_whole_to_the_attachment(filler: FilledOnce) -> None:
    done = filler.complete("CR-187", S02)
    assert done.attachments == ("3b",)
    story = _squeezed(str(values("CR-187", S02)["item3.facts"]))
    pages = _pages(done)
    assert len(pages) == 7
    assert "See Attachment 3b" in pages[2]
    assert story in _squeezed(pages[6])
    assert "PEOPLE v. ANSÚREZ VILLALPANDO" in pages[6]
    assert "BA999041" in pages[6]


def test_fourteen_convictions_are_five_rows_and_nine_lines(filler: FilledOnce) -> None:
    counts = [
        {"n": n, "code": "PC", "section": f"{470 + n}", "level": "misdemeanor", "convicted": True}
        for n in range(1, 15)
    ]
    one = OneCase(changed("S01", case__0__counts=counts), 0)
    done = filler.complete("CR-180", context_of(one))
    pages = _pages(done)
    assert done.attachments == ("1",)
    assert [n for n in range(1, 15) if f"{470 + n}" in pages[0]] == [1, 2, 3, 4, 5]
    assert [n for n in range(1, 15) if f"count {n}: PC {470 + n}," in pages[3]] == [*range(6, 15)]


def test_the_office_box_of_the_clerk_stays_empty(filler: FilledOnce) -> None:
    """Upper right of the first page: the court's stamp and, on orders, nothing of ours."""
    for form, context in PAPERS:
        with pdfplumber.open(io.BytesIO(filler.complete(form, context).pdf)) as pdf:
            stamp = pdf.pages[0].crop((405, 55, 575, 150)).extract_text()
        assert _squeezed(stamp).lower().removeprefix("confidential") in (
            "",
            "forcourtuseonly",
            "clerkstampsdateherewhenformisfiled.",
        )
