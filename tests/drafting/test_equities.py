"""Facts become sentences: ties for the motion, other equities apart, and what shows each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.drafting.corroboration import corroboration_of, open_points
from docassemble.PostConvictionRelief.drafting.equities import equities_of
from docassemble.PostConvictionRelief.drafting.ties import ties_of
from docassemble.PostConvictionRelief.errors import CaseFileError
from tests.examples import changed, only_case


def s02(**facts: object) -> OneCase:
    return OneCase(changed("S02", **facts), 0)


def text(statements: object) -> str:
    assert isinstance(statements, tuple)
    return " ".join(statement.text for statement in statements)


def test_children_of_one_status_are_told_together_the_eldest_first() -> None:
    family = text(ties_of(only_case("S02")).family)
    assert (
        "two children, both United States citizens: a daughter, L.A., now 22; and a son" in family
    )
    assert "the children were about five and three years old" in family


def test_a_child_born_after_the_plea_takes_the_ages_of_then_out_of_the_story() -> None:
    family = [{"relation": "son", "name": "T.A.", "age": 5, "status": "USC"}]
    told = text(ties_of(s02(eq__family=family)).family)
    assert told == "There is one child, a son, T.A., now 5, a United States citizen."


@pytest.mark.parametrize(
    ("spouse", "told"),
    [
        ({"status": "LPR"}, "is married to a lawful permanent resident."),
        ({"name": "K. A.", "lives_with": True}, "is married to K. A., who shares the same home."),
        ({"lives_with": True}, "is married; the spouse shares the same home."),
        ({}, "is married."),
    ],
)
def test_a_spouse_is_told_of_with_what_is_known_of_them(
    spouse: dict[str, object], told: str
) -> None:
    family = text(ties_of(s02(eq__family=[{"relation": "spouse", **spouse}])).family)
    assert family == f"Ansúrez Villalpando {told}"


def test_a_minor_is_named_by_initials_alone() -> None:
    family = [{"relation": "daughter", "name": "Lucia Ansúrez", "age": 9, "status": "USC"}]
    told = text(ties_of(s02(eq__family=family)).family)
    assert "Lucia" not in told
    assert "L.A." in told


def test_jobs_are_in_order_of_time_and_the_plea_divides_them() -> None:
    jobs = [
        {"employer": "Third Mill", "from": "2015"},
        {"employer": "First Mill", "role": "loader", "from": "2003", "to": "2006"},
        {"employer": "Second Mill", "from": "2007-05"},
    ]
    ties = ties_of(s02(eq__work=jobs))
    assert text(ties.work_then) == (
        "Ansúrez Villalpando worked at First Mill as loader from 2003 to 2006. "
        "Since May 2007 Ansúrez Villalpando has worked at Second Mill."
    )
    assert "Third Mill" in text(ties.work_since)


def test_a_pronoun_on_record_stands_for_the_name_after_the_first_sentence() -> None:
    jobs = [
        {"employer": "A", "from": "2001", "to": "2002"},
        {"employer": "B", "from": "2003", "to": "2004"},
    ]
    told = text(ties_of(s02(client__pronoun="she", eq__work=jobs)).all)
    assert "She worked at B from 2003 to 2004." in told


def test_conduct_since_and_hardship_are_in_no_tie() -> None:
    told = text(ties_of(only_case("S02")).all) + text(corroboration_of(only_case("S02")).all)
    for mercy in (
        "parish",
        "coach",
        "hypertension",
        "outpatient",
        "cover rent",
        "deportees",
        "asthma",
    ):
        assert mercy not in told
        assert mercy in text(equities_of(only_case("S02")).all)


def test_activities_are_told_in_order_of_time_and_a_role_is_a_service() -> None:
    activities = ["choir member 2018-2024", "food bank since 2015", "tutoring at the library"]
    assert text(equities_of(s02(eq__community=activities)).community) == (
        "Ansúrez Villalpando has taken part in the food bank since 2015. "
        "Ansúrez Villalpando also served as choir member from 2018 to 2024. "
        "Ansúrez Villalpando also takes part in tutoring at the library."
    )


def test_nobody_is_quoted_who_did_not_say_it() -> None:
    noted = text(equities_of(only_case("S02")).all)
    assert "“" not in noted
    assert "As to the son, T.A.: asthma, college." in noted
    told = equities_of(s02(eq__hardship={"to_family": "I pay our rent."}))
    assert text(told.hardship).startswith(
        "For the family removal would mean this, in Ansúrez Villalpando’s own words: “I pay"
    )


def test_each_statement_names_the_exhibit_and_page_that_show_it() -> None:
    shows = [{"address": "eq.work.0", "page": 7}, {"address": "prejudice.ties_at_plea.1"}]
    one = s02(exhibits__4__shows=shows)
    (work,) = ties_of(one).work_since
    assert work.cite == "(Decl., ¶\u00a011; Exh.\u00a0E, p.\u00a07.)"
    assert corroboration_of(one).ties[1].shown_by == "Decl., ¶\u00a08; Exh.\u00a0E"


def test_what_no_exhibit_shows_is_open_and_what_one_shows_is_not() -> None:
    shows = [{"address": "eq.work.0", "page": 7}]
    before = {point.address for point in open_points(only_case("S02"))}
    after = {point.address for point in open_points(s02(exhibits__4__shows=shows))}
    assert before - after == {"eq.work.0"}


def test_an_exhibit_that_shows_a_fact_nobody_told_or_on_no_page_of_its_own_is_refused() -> None:
    shows = [{"address": "eq.work.9"}, {"address": "eq.work.0", "page": 9}]
    with pytest.raises(CaseFileError) as refused:
        changed("S02", exhibits__4__shows=shows, exhibits__4__pages=8)
    assert [problem.where for problem in refused.value.problems] == [
        "exhibits.4.shows.0.address",
        "exhibits.4.shows.1.page",
    ]


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"relation": st.sampled_from(["son", "daughter", "mother", "spouse", "cousin"])},
            optional={
                "name": st.sampled_from(["K.V.", "Karina A. V."]),
                "age": st.integers(0, 90),
                "status": st.sampled_from(["USC", "LPR", "visa holder"]),
                "lives_with": st.booleans(),
                "depends_on": st.booleans(),
            },
        ),
        max_size=5,
    )
)
def test_every_family_is_told_in_whole_sentences(family: list[dict[str, object]]) -> None:
    for statement in ties_of(s02(eq__family=family)).family:
        assert statement.text[0].isupper()
        assert statement.text.endswith(".")
        for slip in ("  ", " ,", ",,", " .", "..", "None", ", ."):
            assert slip not in statement.text


def test_the_day_of_a_plea_that_nobody_told_leaves_all_work_since() -> None:
    ties = ties_of(s02(case__0__plea_date=None))
    assert ties.work_then == ()
    assert "head baker" in text(ties.work_since)
