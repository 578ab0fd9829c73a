"""The form cards of this project, as tests use them."""

from __future__ import annotations

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.expressions import Expressions, PaperContext, paper_context
from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.values import Evaluator
from docassemble.PostConvictionRelief.law import chosen_vehicles, relief_for

EXPRESSIONS = Expressions.for_forms()
FORMS = tuple(card.form for card in registry())


def card(form: str) -> FormCard:
    """The card of a form by its number."""
    return registry().card(form)


def context_of(one: OneCase, *vehicles: Vehicle) -> PaperContext:
    """The context in which the forms of a case are filled; by default for its chosen vehicles."""
    asked = vehicles or chosen_vehicles(one)
    return paper_context(one, relief=relief_for(one, asked))


def values(form: str, context: PaperContext) -> dict[str, str | bool]:
    """What the card puts into the form, by key, without empty texts and unticked boxes."""
    found = Evaluator(card(form), EXPRESSIONS, context).evaluate().values
    told = {key: value.strip() if isinstance(value, str) else value for key, value in found.items()}
    return {key: value for key, value in told.items() if value}


def missing(form: str, context: PaperContext) -> list[str]:
    """The addresses of the facts that the form lacks."""
    found = Evaluator(card(form), EXPRESSIONS, context).evaluate().missing
    return [problem.where for problem in found]
