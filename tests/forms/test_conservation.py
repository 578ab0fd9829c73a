"""Nothing is lost and nothing is there twice: what the facts put into a form is on paper, counted.

Poppler reads the finished files; what the empty forms print is taken off. What is left must be what
the card's expressions gave, character for character, and what sends the reader to an attachment.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.expressions import PaperContext
from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.overflow import (
    Attachment,
    body_pages,
    continuation_values,
    gathered,
    place_texts,
)
from docassemble.PostConvictionRelief.forms.typeset import clean
from docassemble.PostConvictionRelief.forms.values import Evaluator
from tests.court_forms.cards import EXPRESSIONS, context_of
from tests.examples import FILES, changed
from tests.forms.fillers import KINDS, card, compiled, filler
from tests.forms.readback import squeezed

PAPERS = [(form.form, "S01") for form in registry()] + [
    (form, sample) for sample in ("S02", "S03", "S04") for form in ("CR-180", "CR-187", "CR-188")
]
LONG = {
    "client__name_as_convicted": {
        "first": "Đặng Nguyễn Thị Ánh Tuyết",
        "middle": "Świętosława Brzęczyszczykiewicz",
        "last": "Hoàng Phủ Ngọc Tường-Żółkiewska y Ruiz",
    },
    "client__aliases": [{"name": "Teodoro Ansúrez Villalpando de la Fuente", "used_in_case": True}],
    "counsel__name": "Maximiliana Esperanza Fernández-Lopetegui y Wróblewska-Østergaard",
    "counsel__firm": "Community Legal Services for Families of the Greater Central Valley, " * 2,
    "case__0__counts": [
        {"code": "PC", "section": f"{470 + n}", "level": "misdemeanor", "convicted": True}
        for n in range(1, 15)
    ],
}


def printed(pdf: bytes) -> Counter[str]:
    """How often each character is printed, fields included."""
    told = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return Counter(squeezed(told.stdout.decode("utf-8").replace("\f", "")))


@cache
def empty(form: str, kind: str, *, fillable: bool) -> Counter[str]:
    made = compiled(form, kind)
    return printed(made.fillable.data if fillable else made.flat.data)


def wanted(form: str, context: PaperContext) -> tuple[Counter[str], tuple[Attachment, ...], int]:
    """What filling adds to the paper; the attachments of it, and how many pages they take."""
    whole = card(form)
    found = Evaluator(whole, EXPRESSIONS, context).evaluate()
    placed, overflowing = place_texts(whole, found.values)
    texts = [
        value
        for key, value in placed.items()
        if isinstance(value, str)
        for _ in whole.by_key[key].places
    ]
    attachments = gathered(whole, [*found.overflowing, *overflowing])
    further = card(whole.continues_on)
    caption = Evaluator(further, EXPRESSIONS, context).evaluate().values
    shared = [str(v) for v in continuation_values(further, caption, form).values()]
    layout = further.attachment
    assert layout is not None
    pages = 0
    for attachment in attachments:
        texts += ["; ".join(part.headings) + part.text for part in attachment.texts]
        bodies = body_pages(further.by_key[layout.body], attachment)
        for number, _ in enumerate(bodies, start=1):
            pages += 1
            texts += [attachment.number, *shared]
            texts += [str(number)] if layout.page else []
            texts += [str(len(bodies))] if layout.pages else []
    clean_texts = (clean(text, one_line=False) for text in texts)
    return Counter(squeezed("".join(clean_texts))), attachments, pages


def hold(form: str, kind: str, context: PaperContext) -> tuple[Attachment, ...]:
    """Fill a form, and assert that both files print all that they should and nothing else."""
    done = filler(kind).complete(form, context)
    added, attachments, pages = wanted(form, context)
    for pdf, fillable in ((done.pdf, False), (done.fillable, True)):
        blank = empty(form, kind, fillable=fillable)
        for _ in range(pages):
            blank = blank + empty(card(form).continues_on, kind, fillable=False)
        assert printed(pdf) - blank == added
        assert blank - printed(pdf) == Counter()
    return attachments


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("form", "sample"), PAPERS)
def test_the_samples_are_on_paper_character_for_character(
    form: str, sample: str, kind: str
) -> None:
    assert sample in FILES
    hold(form, kind, context_of(OneCase(changed(sample), 0)))


@pytest.mark.parametrize("form", [form.form for form in registry()])
def test_names_and_rows_that_are_too_long_are_on_every_form_all_the_same(form: str) -> None:
    hold(form, "practice", context_of(OneCase(changed("S02", **LONG), 0)))


@settings(max_examples=10, deadline=None)
@given(
    st.text(alphabet="ab cÁñ Đễ Łő-/“’,.(\\)\n", min_size=1, max_size=6000),
    st.text(alphabet="ab Áñ Đễ Ł-", min_size=1, max_size=300),
)
def test_whatever_is_said_at_length_is_on_paper_once(story: str, name: str) -> None:
    facts = {
        "prejudice__would_have": f"X {story}",
        "client__name_as_convicted": {"first": "Ana", "last": f"R {name}"},
    }
    hold("CR-187", "practice", context_of(OneCase(changed("S02", **facts), 0)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_is_whole_in_its_box_or_whole_on_its_attachment(kind: str) -> None:
    context = context_of(OneCase(changed("S02", **LONG), 0))
    attachments = hold("CR-187", kind, context)
    found = Evaluator(card("CR-187"), EXPRESSIONS, context).evaluate()
    placed, _ = place_texts(card("CR-187"), found.values)
    written = [part.text for attachment in attachments for part in attachment.texts]
    assert len(written) == len(set(written))
    for key, value in found.values.items():
        if isinstance(value, str) and placed[key] != value:
            assert written.count(value.strip()) == 1, key
            assert "See Att" in str(placed[key])


@pytest.mark.parametrize("form", [form.form for form in registry() if form.tables])
@pytest.mark.parametrize("sample", FILES)
def test_a_row_that_goes_to_an_attachment_says_there_all_that_its_cells_say(
    form: str, sample: str
) -> None:
    context = context_of(OneCase(changed(sample, **LONG), 0)).for_forms()
    for name, expression in card(form).names.items():
        value = EXPRESSIONS.evaluate(expression, context, name)
        context = replace(context, names={**context.names, name: value})
    for table in card(form).tables:
        rows = EXPRESSIONS.evaluate(table.rows, context, table.key)
        assert isinstance(rows, list | tuple)
        for row in rows:
            told = replace(context, names={**context.names, "row": row})
            line = str(EXPRESSIONS.evaluate(table.overflow.line, told, table.key))
            for column in table.columns:
                assert str(EXPRESSIONS.evaluate(column, told, table.key) or "") in line
