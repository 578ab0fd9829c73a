"""Totals: what the court's own form reckons by a script, which is taken out of it.

A field with `total_of` takes the sum of the amounts in other fields, as soon as one is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..errors import FormError, Problem
from .card_field import FieldCard

_AMOUNT = re.compile(r"\$? ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d\d)?")


def with_totals(
    form: str, totals: Sequence[FieldCard], values: Mapping[str, str | bool]
) -> Mapping[str, str | bool]:
    """The values of a form with its totals.

    Args:
        form: the form's number.
        totals: its fields that take a sum, in an order in which sums of sums come last.
        values: by key.

    Raises:
        FormError: an amount is no number, or a given total is not the sum; all of it.
    """
    found = dict(values)
    problems: list[Problem] = []
    for field in totals:
        parts = [(key, found[key]) for key in field.total_of if found.get(key)]
        amounts = {key: _amount(value) for key, value in parts}
        wrong = [key for key, amount in amounts.items() if amount is None]
        remedy = "give dollars, like 1,250 or 1250.50"
        problems += [Problem(f"{form} {key}", "is no amount", remedy) for key in wrong]
        given = found.get(field.key)
        if wrong or not parts:
            continue
        total = sum((amount for amount in amounts.values() if amount is not None), Decimal())
        if given and _amount(given) != total:
            remedy = "correct the amounts, or leave the total out"
            what = f"is not the sum of {' and '.join(amounts)}"
            problems.append(Problem(f"{form} {field.key}", what, remedy))
        found[field.key] = given or f"{total:,}"
    if problems:
        raise FormError(problems)
    return found


def _amount(value: str | bool) -> Decimal | None:
    """The dollars that a text tells; `None` where it tells none."""
    told = _AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    return Decimal(told.group(1).replace(",", "") + (told.group(2) or "")) if told else None
