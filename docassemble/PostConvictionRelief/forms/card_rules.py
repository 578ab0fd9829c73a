"""What must hold between the fields of a card: choices, and totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .card_field import FieldCard


def wrong_choice(name: str, fields: list[FieldCard]) -> Iterator[str]:
    """What is wrong with fields of one name: they must be the boxes of one choice."""
    if any(field.kind != "checkbox" for field in fields):
        yield f"name {name!r} is used twice"
    elif len({field.state for field in fields}) < len(fields):
        yield f"{fields[0].key}: boxes that share a name need different states"
    elif len({field.group for field in fields}) > 1:
        yield f"{fields[0].key}: boxes that share a name can't be in different groups"


def wrong_totals(fields: Iterable[FieldCard]) -> Iterator[str]:
    """What is wrong with the totals of a card: they take texts of a party, and earlier totals."""
    amounts: set[str] = {f.key for f in fields if f.kind == "text" and f.ours and not f.total_of}
    for total in fields:
        if total.total_of:
            unknown = [key for key in total.total_of if key not in amounts]
            yield from (f"{total.key}: {key} is no amount, or a later total" for key in unknown)
            amounts.add(total.key)
