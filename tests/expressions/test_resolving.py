"""No misspelt name can hide in a branch that is seldom taken."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.expressions.kinds import names_of_a_paper
from docassemble.PostConvictionRelief.expressions.resolving import Resolver
from docassemble.PostConvictionRelief.law.relief import Relief

EXPRESSIONS = Expressions.for_forms()
NAMES = names_of_a_paper({"relief": Relief})


def told(expression: str) -> list[str]:
    resolver = Resolver(EXPRESSIONS, NAMES)
    resolver.expression(expression, "a test")
    return [problem.what for problem in resolver.problems]


def told_of_template(text: str) -> list[str]:
    resolver = Resolver(EXPRESSIONS, NAMES)
    resolver.template(text, "a test")
    return [problem.what for problem in resolver.problems]


@pytest.mark.parametrize(
    "expression",
    [
        "client.name_as_convicted | name",
        "(client.name_current or client.name_as_convicted).last",
        "case.convicted_counts | selectattr('level', 'equalto', 'felony') | list | length > 1",
        "service | rejectattr('method', 'in', ['electronic', 'drop_box']) | list",
        "service[0].server.name",
        "service | map(attribute='server.name') | and_list",
        "case.conviction_date.year >= 2015",
        "relief.dismissal.reason == 'a' and relief.timeliness.trigger_a | date",
        "'PC1203_4' in relief.vehicles",
        "rja.ground == 1",
        "{'guilty': 'guilty'}[case.plea_type] if case.plea_type in ['guilty'] else ''",
        "(case.convicted_counts if case.number else []) | first",
        "as_of.year",
    ],
)
def test_what_the_model_knows_is_right(expression: str) -> None:
    assert told(expression) == []


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("clyent.dob", "there is nothing called clyent"),
        ("client.adress | address", "Client has no fact called adress"),
        ("'' if client.dob else client.name_current.fist", "Name has no fact called fist"),
        ("(client.name_current or client.name_as_convicted).lst", "Name has no fact called lst"),
        ("service[0].servr.name", "Service has no fact called servr"),
        ("service | selectattr('server.nam', 'equalto', 'x') | list", "no fact called nam"),
        ("case.counts | map(attribute='sektion') | list", "Count has no fact called sektion"),
        ("case.counts | selectattr('levl') | list", "Count has no fact called levl"),
        ("relief.dismissal.reasons", "Dismissal has no fact called reasons"),
        ("matter.vehicle", "is for the office and in no paper"),
        ("case.number.first", "where there is no group"),
        ("case.number | nam", "there is no filter called nam"),
        ("case.counts | map('statut') | list", "there is no filter called statut"),
        ("case.number is numbr", "there is no test called numbr"),
        ("client.dob(", "unexpected"),
        ("client.dob client", "does not end at"),
        ("client.dob.isoformat()", "only filters can be used"),
    ],
)
def test_what_the_model_does_not_know_is_named(expression: str, what: str) -> None:
    assert any(what in one for one in told(expression)), told(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "case.plea_type == 'gilty'",
        "'gilty' != case.plea_type",
        "case.disposition in ('prison', 'jale')",
        "'PC1203_44' in relief.vehicles",
        "case.counts | selectattr('level', 'equalto', 'felonie') | list",
        "case.counts | rejectattr('level', 'in', ['felony', 'felonie']) | list",
        "relief.vehicles | select('in', ['PC1203_4', 'PC12034A']) | list",
        "{'guilty': 'x', 'gilty': 'y'}[case.plea_type]",
        "case.plea_type in {'gilty': 'x'}",
        "rja.ground == 7",
    ],
)
def test_a_word_that_a_fact_can_never_have_is_named(expression: str) -> None:
    (what,) = told(expression)
    assert "can never be there" in what


def test_a_template_is_followed_into_its_loops_and_branches() -> None:
    right = """
        {% set told = namespace(names=[]) %}
        {% for alias in client.aliases if alias.used_in_case %}
          {{ loop.index }}{{ alias.name }}{% set told.names = told.names + [alias.name] %}
        {% else %}{{ told.names | join(", ") }}{% endfor %}
    """
    assert told_of_template(right) == []
    assert told_of_template(right.replace("used_in_case", "used")) == [
        "Alias has no fact called used"
    ]
    assert told_of_template(right.replace("loop.index", "loop.idx")) != []
    assert told_of_template(right.replace('join(", ")', "jion")) == [
        "there is no filter called jion"
    ]
    assert told_of_template(right.replace("told.names |", "told.nams |")) != []
    hidden = "{% if false %}{% elif true %}{% else %}{{ client.adress }}{% endif %}"
    assert told_of_template(hidden) == ["Client has no fact called adress"]


def test_a_name_of_a_loop_is_not_known_behind_it() -> None:
    assert told_of_template("{% for one in case.counts %}{% endfor %}{{ one.code }}") != []


def test_a_group_of_facts_cannot_be_printed() -> None:
    assert told_of_template("{{ client }}") == ["prints a group of facts; print one of its facts"]


@pytest.mark.parametrize("statement", ["{% include 'x' %}", "{% macro x() %}{% endmacro %}"])
def test_what_no_paper_needs_is_refused(statement: str) -> None:
    assert told_of_template(statement) != []
