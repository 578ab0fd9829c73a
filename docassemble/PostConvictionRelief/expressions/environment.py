"""The one sandboxed Jinja: what an exemplar or a form card may say.

Templates are hostile until proved otherwise: no attribute beyond the facts, no calls but the
filters, no `range`, no growth by multiplication. An unknown name is an error that names it; a
missing fact is a visible mark (see missing.py).
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import ExpressionError, Problem
from .facts import Group, PaperContext
from .missing import MissingFact
from .wording import FILTERS

MAX_TEXT = 200_000
"""No expression of a paper makes more characters than this."""

_REMEMBERED = 4096
_GLOBALS = ("namespace",)
# Jinja's own filters that have no place in a paper: they make markup, grow text, show Python's
# inside, or give another answer each time.
_REFUSED_FILTERS = (
    "attr",
    "center",
    "filesizeformat",
    "format",
    "forceescape",
    "indent",
    "pprint",
    "random",
    "safe",
    "striptags",
    "tojson",
    "urlencode",
    "urlize",
    "wordwrap",
    "xmlattr",
)


class FactEnvironment(ImmutableSandboxedEnvironment):
    """Jinja over the facts: attributes are looked up in the model, never on Python objects."""

    intercepted_binops = frozenset(["*", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A fact of a group; anything else as the sandbox allows it."""
        if isinstance(obj, Group):
            found = obj.fact(attribute)
            return self._unknown_fact(obj, attribute) if found is None else found
        if isinstance(obj, MissingFact):
            return obj.below(attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`group["name"]` is `group.name`; an item beyond the end of a list is missing."""
        if isinstance(obj, Group | MissingFact) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiplication only of numbers, and of moderate ones."""
        if not all(isinstance(side, int | float) and abs(side) < 1e9 for side in (left, right)):
            raise SecurityError(f"{operator} is for moderate numbers only")
        if operator == "**" and right > 16:
            raise SecurityError("this power is too large")
        return super().call_binop(context, operator, left, right)

    def _unknown_fact(self, group: Group, attribute: str) -> Undefined:
        return self.undefined(f"{group.address} has no fact called {attribute!r}")


class Expressions:
    """Evaluates expressions and templates over the facts of one paper."""

    def __init__(self, jinja: FactEnvironment) -> None:
        jinja.globals = {name: jinja.globals[name] for name in _GLOBALS}
        for name in _REFUSED_FILTERS:
            del jinja.filters[name]
        jinja.filters.update(FILTERS)
        self.jinja = jinja
        # A form card's expressions are the same for every case: compiling them is what takes time.
        self._template = lru_cache(_REMEMBERED)(jinja.from_string)
        self._expression = lru_cache(_REMEMBERED)(
            partial(jinja.compile_expression, undefined_to_none=False)
        )

    @classmethod
    def for_documents(cls) -> Expressions:
        """For Word exemplars: what is inserted is escaped as XML text."""
        return cls(FactEnvironment(autoescape=True, undefined=StrictUndefined))

    @classmethod
    def for_forms(cls) -> Expressions:
        """For form cards: what is inserted is plain text."""
        return cls(
            FactEnvironment(
                autoescape=False,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
        )

    def check(self, expression: str, where: str) -> None:
        """Compile an expression without evaluating it.

        Raises:
            ExpressionError: it is not an expression, or uses a filter we don't have.
        """
        self._compiled(expression, where)

    def evaluate(self, expression: str, context: PaperContext, where: str) -> object:
        """The value of a bare expression (`client.dob | date_form`).

        Args:
            expression: Jinja, without braces.
            context: the facts.
            where: what to name in an error (form and card key, or template paragraph).

        Raises:
            ExpressionError: syntax, an unknown name, or an operation that can't be done.
        """
        compiled = self._compiled(expression, where)
        try:
            value: object = compiled(**context.names)
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise _failed(error, expression, where) from error
        if isinstance(value, Undefined) and not isinstance(value, MissingFact):
            raise ExpressionError(
                Problem(where, f"{expression}: {_hint(value)}", "correct the name")
            )
        return value

    def template(self, text: str, where: str) -> Template:
        """A compiled text template with its loops and conditions.

        Raises:
            ExpressionError: it has a syntax error.
        """
        try:
            return self._template(text)
        except TemplateSyntaxError as error:
            raise _failed(error, text, where) from error

    def render(self, text: str, context: PaperContext, where: str) -> str:
        """The text of a template over the facts.

        Raises:
            ExpressionError: syntax, an unknown name, an operation that can't be done, too long.
        """
        template = self.template(text, where)
        try:
            result = template.render(**context.names)
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise _failed(error, text, where) from error
        if len(result) > MAX_TEXT:
            raise ExpressionError(
                Problem(where, f"makes more than {MAX_TEXT:,} characters", "shorten the template")
            )
        return result

    def _compiled(self, expression: str, where: str) -> Any:
        try:
            return self._expression(expression)
        except TemplateError as error:
            raise _failed(error, expression, where) from error


def _failed(error: Exception, expression: str, where: str) -> ExpressionError:
    shown = expression if len(expression) <= 120 else expression[:117] + "…"
    return ExpressionError(Problem(where, f"{shown}: {error}", "correct the expression"))


def _hint(value: Undefined) -> str:
    return str(value._undefined_message)
