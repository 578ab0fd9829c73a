"""Is a card right? Held against the model of the facts, and against the blank that it describes.

A card that loads keeps the rules of its format; here is what it takes more: it says all that a card
must say, every expression asks for facts that there are, and every field of the blank is on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..errors import PcrError, Problem
from ..expressions import Expressions
from ..expressions.kinds import NOTHING, Kind
from ..expressions.resolving import Resolver
from .blank import Blank
from .card import FormCard, Table
from .compile import compile_blank
from .edition import edition_in, printed_words
from .form_fields import form_fields
from .inspection import opened
from .registry import Registry

_REMEDY = "correct the card"


def card_problems(
    card: FormCard, known: Registry, expressions: Expressions, names: Mapping[str, Kind]
) -> tuple[Problem, ...]:
    """What a card lacks, and which of its expressions ask for what there is not.

    Args:
        card: the card.
        known: the register it belongs to.
        expressions: the environment in which cards are evaluated.
        names: what the names of a paper hold (`names_of_a_paper`).
    """
    lacking = (Problem(card.form, what, _REMEDY) for what in _lacking(card, known))
    return (*lacking, *_unresolved(card, expressions, names))


def blank_problems(card: FormCard, blank: Blank) -> tuple[Problem, ...]:
    """Where a card and its blank don't agree: digest, edition, fields, places, kinds, states.

    Args:
        card: the card.
        blank: the court's own, or one drawn for practice.
    """
    where = f"{card.form} {card.edition.printed}"
    try:
        compile_blank(card, blank)
        words = printed_words(blank.data)
        with opened(blank.data) as pdf:
            there = set(form_fields(pdf))
    except PcrError as error:
        return tuple(
            replace(problem, where=f"{where}: {problem.where}") for problem in error.problems
        )
    wrong = [
        f"the blank has a field {name} that the card doesn't have"
        for name in sorted(there - {field.name for field in card.fields})
    ]
    if blank.kind == "genuine":
        wrong += _other_edition(card, blank, words)
    return tuple(Problem(where, what, _REMEDY) for what in wrong)


def _other_edition(card: FormCard, blank: Blank, words: str) -> Iterator[str]:
    if blank.sha256 != card.source.sha256:
        yield f"the blank has the digest {blank.sha256}, not {card.source.sha256}"
    said = edition_in(words)
    if card.form not in (said.form, *card.aliases):
        yield f"the blank says that it is {said.form or 'no form'}"
    if card.edition.printed not in words or said.date != card.edition.date:
        told = f"{card.edition.printed} ({card.edition.date})"
        yield f"the blank says {said.printed or 'no edition'} ({said.date}), not {told}"


def _lacking(card: FormCard, known: Registry) -> Iterator[str]:
    """What every card must say."""
    if not card.rule:
        yield f"no rule says that it is {card.use} (rule)"
    for name, address in (("landing", card.source.landing), ("file", card.source.file)):
        if not address.startswith("https://"):
            yield f"source.{name} is no web address"
    if card.edition.printed.split()[-1] != str(card.edition.date.year):
        yield f"edition: {card.edition.printed!r} is not of {card.edition.date}"
    for name in (*card.companions, card.continues_on):
        if name not in known.cards:
            yield f"{name} has no card"
    for other in known.cards.values():
        if other.form in card.aliases or (other.form != card.form and _same(card, other)):
            yield f"its name is also that of {other.form}"


def _same(card: FormCard, other: FormCard) -> bool:
    return bool(set(card.aliases) & set(other.aliases))


def _unresolved(
    card: FormCard, expressions: Expressions, names: Mapping[str, Kind]
) -> tuple[Problem, ...]:
    """Names, facts and words in the expressions of a card that there are not."""
    resolver = Resolver(expressions, names)
    for name, expression in card.names.items():
        resolver.name(name, resolver.expression(expression, f"{card.form} {name}"))
    unprintable = []
    for field in card.fields:
        where = f"{card.form} {field.key}"
        for expression in filter(None, (field.value, field.shorter)):
            kind = resolver.expression(expression, where)
            if field.kind != "checkbox" and not kind.printable:
                what = f"{expression} gives a group of facts or a list"
                unprintable.append(Problem(where, what, "use a filter that puts it into words"))
        if field.text is not None:
            resolver.template(field.text, where)
    for table in card.tables:
        _resolve_table(resolver, table, f"{card.form} {table.key}")
    return (*resolver.problems, *unprintable)


def _resolve_table(resolver: Resolver, table: Table, where: str) -> None:
    rows = resolver.expression(table.rows, where)
    resolver.name("row", rows.items or NOTHING)
    for expression in (*table.columns, table.overflow.line):
        resolver.expression(expression, where)
