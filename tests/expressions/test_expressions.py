"""One expression language: facts in words, missing facts visible, unknown names refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.errors import ExpressionError
from docassemble.PostConvictionRelief.expressions import Expressions, MissingFact, paper_context
from tests.examples import changed, only_case, sample

FORMS = Expressions.for_forms()
S02 = paper_context(only_case("S02"))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("case.plea_date | date", "March 17, 2009"),
        ("case.plea_date | date_form", "03/17/2009"),
        ("case.plea_date | date_spanish", "17 de marzo de 2009"),
        ("imm.first_entry | date", "April 1990"),
        ("client.name_as_convicted | name | upper", "TEODORO ANSÚREZ VILLALPANDO"),
        ("client.name_as_convicted | initials", "T.A.V."),
        ("eq.family[1].name | initials", "T.A."),
        ("case.convicted_counts[0] | statute", "HS 11378"),
        ("case.convicted_counts[0] | citation", "Health and Safety Code section 11378"),
        (
            "case.dismissed_counts[0] | citation",
            "Health and Safety Code section 11377, subdivision (a)",
        ),
        ("prosecutor.address | city_line", "Los Angeles, CA 90099"),
        ("case.sentence.fine | money", "$300.00"),
        (
            "eq.community | and_list",
            "parish meal program since 2015 and youth football coach 2018-2024",
        ),
        ("eq.work[0].from | date", "February 2011"),
        ("client.language | language_name", "Spanish"),
        ("case.convicted_counts | length", "1"),
        ("imm.lpr_since | years_since(as_of) | number_word", "30"),
        ("court.mailing | if_known", ""),
    ],
)
def test_facts_are_put_into_words(expression: str, words: str) -> None:
    assert str(FORMS.evaluate(expression, S02, "test")) == words


def test_a_missing_fact_prints_its_address_and_is_logged() -> None:
    context = paper_context(only_case("S02"))
    assert (
        FORMS.render("{{ court.mailing | upper }}", context, "test") == "[MISSING: court.mailing]"
    )
    assert FORMS.render("{{ hearing.presence.reason }}", context, "test") == (
        "[MISSING: hearing.presence.reason]"
    )
    assert context.missing == {"court.mailing", "hearing.presence.reason"}


def test_a_missing_fact_is_false_empty_and_chains() -> None:
    text = "{% if imm.removed_on %}yes{% else %}no{% endif %}{% for p in rja.x.y %}!{% endfor %}"
    assert FORMS.render(text, paper_context(only_case("S02")), "test") == "no"


def test_a_count_without_a_section_is_marked_not_cited_by_half() -> None:
    one = OneCase(changed("S02", case__0__counts__0__section="unknown"), 0)
    value = FORMS.evaluate("case.convicted_counts[0] | citation", paper_context(one), "test")
    assert isinstance(value, MissingFact)
    assert value.fact_address == "case.0.counts.0.section"


@pytest.mark.parametrize(
    "expression",
    [
        "case.plea_dat",
        "nothing_of_ours",
        "client.name_as_convicted.full_name",
        "().__class__",
        "client.model",
        "client.__class__.__mro__",
        "case.plea_date.__class__",
        "'a' * 1000000",
        "9 ** 99",
        "range(3)",
        "client.name_as_convicted | no_such_filter",
        "prejudice.would_have | safe",
        "'a' | center(9999999)",
        "client | pprint",
        "case.",
        "as_of + 1",
    ],
)
def test_what_is_no_fact_is_an_error_that_names_its_place(expression: str) -> None:
    with pytest.raises(ExpressionError, match=r"^CR-180, line 7: "):
        FORMS.evaluate(expression, S02, "CR-180, line 7")


def test_text_is_data_in_a_form_and_escaped_in_a_document() -> None:
    told = "{{ 7*7 }} ${x} <b>bold</b> & §"
    context = paper_context(OneCase(changed("S02", prejudice__would_have=told), 0))
    assert FORMS.render("{{ prejudice.would_have }}", context, "test") == told
    assert Expressions.for_documents().render("{{ prejudice.would_have }}", context, "test") == (
        "{{ 7*7 }} ${x} &lt;b&gt;bold&lt;/b&gt; &amp; §"
    )


LISTED = "{% for c in case.convicted_counts %}count {{ c.n }} ({{ c | citation }}){% endfor %}"


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([], "count [MISSING: case.0.counts] ([MISSING: case.0.counts])"),
        (
            [{"n": 1, "code": "PC", "section": "459", "convicted": False}, {"n": 2, "code": "PC"}],
            "count [MISSING: case.0.counts.1.convicted] ([MISSING: case.0.counts.1.convicted])",
        ),
        ([{"n": 1, "code": "PC", "section": "459", "convicted": False}], ""),
    ],
    ids=["no count", "no verdict", "all dismissed"],
)
def test_no_paper_says_that_somebody_was_convicted_of_nothing(
    counts: list[dict[str, object]], says: str
) -> None:
    context = paper_context(OneCase(changed("S02", case__0__counts=counts), 0))
    assert FORMS.render(LISTED, context, "test") == says
    assert bool(context.missing) == bool(says)


def test_without_consent_a_confidential_group_is_withheld() -> None:
    context = paper_context(OneCase(changed("S02", client__consents=[]), 0))
    text = "{{ defects[0].facts }} {{ imm.lpr_since | date }} {{ case.alternatives | length }}"
    assert FORMS.render(text, context, "test") == (
        "[CONSENT NEEDED: defects] [CONSENT NEEDED: imm] 0"
    )
    assert context.withheld == {"defects", "imm", "alternatives"}


def test_a_consent_opens_only_its_own_group() -> None:
    consent = [{"to_disclose": "imm", "scope": "filed_papers", "signed_on": "2026-11-20"}]
    context = paper_context(OneCase(changed("S02", client__consents=consent), 0))
    assert FORMS.render("{{ imm.lpr_since | date }}", context, "test") == "November 2, 1996"
    assert "CONSENT" in FORMS.render("{{ prejudice.would_have }}", context, "test")


def test_a_case_of_another_county_does_not_borrow_the_files_court() -> None:
    context = paper_context(OneCase(sample("S04"), 1))
    assert FORMS.render(
        "{{ court.county }} {{ prosecutor.address | city_line }}", context, "t"
    ) == ("San Bernardino San Bernardino, CA 92499")


@given(st.text(alphabet="abcdef.[]()|{}%'\"*+- 0123456789_~", max_size=40))
def test_no_expression_does_anything_but_answer_or_refuse(expression: str) -> None:
    try:
        FORMS.evaluate(expression, S02, "test")
    except ExpressionError as error:
        assert error.problems[0].where == "test"
