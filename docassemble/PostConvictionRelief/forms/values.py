"""From facts to the values of a form: the card's expressions, evaluated and made into text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import FormError, PcrError, Problem
from ..expressions import Expressions, MissingFact, PaperContext
from .card import FormCard, Table
from .card_field import FieldCard
from .fill import Value
from .overflow import Overflowing, place_rows
from .typeset import fits

_MARK = re.compile(r"\[(MISSING|CONSENT NEEDED): ([\w.]+)\]")


@dataclass
class FormValues:
    """What the facts put into a form.

    Attributes:
        values: by key, what goes into the fields (texts may still be too long).
        overflowing: what goes to an attachment already: rows of tables, and the whole of a text
            for which a shorter one stands in the box.
        missing: what could not be filled because a fact isn't there.
    """

    values: dict[str, Value] = field(default_factory=dict)
    overflowing: list[Overflowing] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)


class Evaluator:
    """Evaluates one card over one context; what is wrong is gathered and raised together."""

    def __init__(self, card: FormCard, expressions: Expressions, context: PaperContext) -> None:
        self._card = card
        self._expressions = expressions
        self._context = context.for_forms()
        self._found = FormValues()
        self._problems: list[Problem] = []

    def evaluate(self) -> FormValues:
        """The values of every field and table of the card.

        Raises:
            FormError: an expression is wrong or gives something that a box can't hold; all of them.
        """
        self._name()
        for one in self._card.fields:
            if one.filled:
                self._guarded(one)
        for table in self._card.tables:
            try:
                self._table(table)
            except PcrError as error:
                self._problems.extend(error.problems)
        if self._problems:
            raise FormError(self._problems)
        return self._found

    def _name(self) -> None:
        """Give the card's own names to its expressions.

        Raises:
            FormError: such an expression is wrong, or the facts have the name already.
        """
        for name, expression in self._card.names.items():
            if name in self._context.names:
                raise FormError(
                    Problem(self._where(name), "the facts have this name", "choose another name")
                )
            value = self._value(expression, self._context, name)
            self._context = replace(self._context, names={**self._context.names, name: value})

    def _guarded(self, one: FieldCard) -> None:
        try:
            if one.kind == "checkbox":
                self._checkbox(one)
            else:
                self._text_field(one)
        except PcrError as error:
            self._problems.extend(error.problems)

    def _checkbox(self, one: FieldCard) -> None:
        """A box is ticked only by a true value; a missing fact leaves it empty."""
        self._found.values[one.key] = bool(self._value(one.value or "", self._context, one.key))

    def _text_field(self, one: FieldCard) -> None:
        if one.text is not None:
            text = self._expressions.render(one.text, self._context, self._where(one.key))
        else:
            text = self._text(one.value or "", self._context, one.key)
        text = self._marked(text, one)
        if one.shorter is not None and not fits(one, text):
            short = self._marked(self._text(one.shorter, self._context, one.key), one)
            if fits(one, short):
                self._carry(one, text)
                text = short
        if text:
            self._found.values[one.key] = text

    def _carry(self, one: FieldCard, whole: str) -> None:
        """Carry to its attachment, where the field has one, what a shorter text leaves out."""
        if one.overflow is not None:
            headings = (one.overflow.heading or one.label,)
            self._found.overflowing.append(
                Overflowing(one.key, one.overflow.attachment, headings, whole)
            )

    def _marked(self, text: str, one: FieldCard) -> str:
        """The text with short marks for what is missing; nothing where not even those fit."""
        marked = self._short_marks(text, one.key, one.label)
        only_marks = not _MARK.sub("", text).strip() and marked != text
        return "" if only_marks and not fits(one, marked) else marked

    def _short_marks(self, text: str, key: str, label: str) -> str:
        known = self._context.missing | self._context.withheld
        for kind, address in _MARK.findall(text):
            if address in known:
                text = text.replace(f"[{kind}: {address}]", f"[{kind}]")
                if kind == "MISSING":
                    self._missing(address, key, label)
        return text

    def _tell(self, key: str, label: str, mark: str) -> None:
        """Note the missing facts that a mark names."""
        self._short_marks(mark, key, label)

    def _missing(self, address: str, key: str, label: str) -> None:
        problem = Problem(address, f"{self._card.form} needs it: {label} ({key})", "give this fact")
        if problem not in self._found.missing:
            self._found.missing.append(problem)

    def _table(self, table: Table) -> None:
        rows = self._value(table.rows, self._context, table.key)
        if isinstance(rows, MissingFact):
            self._tell(table.key, table.overflow.heading or table.key, str(rows))
            return
        if not isinstance(rows, list | tuple):
            raise FormError(
                Problem(self._where(table.key), "its rows are not a list", "correct the card")
            )
        contexts = [
            replace(self._context, names={**self._context.names, "row": row}) for row in rows
        ]
        cells = [list(self._cells(table, context)) for context in contexts]
        placed, left = place_rows(self._card, table, cells)
        self._found.values.update((key, text) for key, text in placed.items() if text)
        if left:
            goes_to = table.overflow
            lines = [
                self._short_marks(
                    self._text(goes_to.line, contexts[position], table.key),
                    table.key,
                    goes_to.heading,
                )
                for position in left
            ]
            self._found.overflowing.append(
                Overflowing(table.key, goes_to.attachment, (goes_to.heading,), "\n".join(lines))
            )

    def _cells(self, table: Table, context: PaperContext) -> Iterator[str]:
        for key, expression in zip(table.row_fields[0], table.columns, strict=True):
            one = self._card.field(key)
            text = self._text(expression, context, table.key)
            yield self._marked(text, one) if one else text

    def _text(self, expression: str, context: PaperContext, key: str) -> str:
        value = self._value(expression, context, key)
        if value is None:
            return ""
        if isinstance(value, str | MissingFact):
            return str(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        raise FormError(
            Problem(
                self._where(key),
                f"{expression} gives a {type(value).__name__}, not text",
                "use a filter that puts it into words (date, name, statute …)",
            )
        )

    def _value(self, expression: str, context: PaperContext, key: str) -> object:
        return self._expressions.evaluate(expression, context, self._where(key))

    def _where(self, key: str) -> str:
        return f"{self._card.form} {key}"
