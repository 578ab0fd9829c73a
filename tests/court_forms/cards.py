"""The form cards of this project, as tests use them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.expressions import Expressions, PaperContext, paper_context
from docassemble.PostConvictionRelief.forms.card import FormCard
from docassemble.PostConvictionRelief.law import chosen_vehicles, relief_for

CARDS = Path(__file__).parent.parent.parent / "court_forms"
EXPRESSIONS = Expressions.for_forms()
FORMS = tuple(sorted(path.stem for path in CARDS.glob("*.yaml")))


@cache
def card(form: str) -> FormCard:
    """The card of a form by its number."""
    text = (CARDS / f"{form}.yaml").read_text(encoding="utf-8")
    return FormCard.model_validate(yaml.safe_load(text))


def context_of(one: OneCase, *vehicles: str) -> PaperContext:
    """The context in which the forms of a case are filled; by default for its chosen vehicles."""
    asked = vehicles or chosen_vehicles(one)
    return paper_context(one, relief=relief_for(one, asked))


def with_own_names(form: str, context: PaperContext) -> PaperContext:
    """The context with the names that the card gives itself."""
    for name, expression in card(form).names.items():
        value = EXPRESSIONS.evaluate(expression, context, f"{form} {name}")
        context = replace(context, names={**context.names, name: value})
    return context


def values(form: str, context: PaperContext) -> dict[str, str | bool]:
    """What the card puts into the form, by key, without empty texts and unticked boxes."""
    found: dict[str, str | bool] = {}
    context = with_own_names(form, context)
    for field in card(form).fields:
        where = f"{form} {field.key}"
        if field.kind == "checkbox" and field.value is not None:
            found[field.key] = bool(EXPRESSIONS.evaluate(field.value, context, where))
        elif field.value is not None:
            found[field.key] = str(EXPRESSIONS.evaluate(field.value, context, where)).strip()
        elif field.text is not None:
            found[field.key] = EXPRESSIONS.render(field.text, context, where).strip()
    for table in card(form).tables:
        rows = EXPRESSIONS.evaluate(table.rows, context, f"{form} {table.key}")
        assert isinstance(rows, list)
        for keys, row in zip(table.row_fields, rows, strict=False):
            of_row = replace(context, names={**context.names, "row": row})
            for key, column in zip(keys, table.columns, strict=True):
                found[key] = str(EXPRESSIONS.evaluate(column, of_row, f"{form} {key}"))
    return {key: value for key, value in found.items() if value}
