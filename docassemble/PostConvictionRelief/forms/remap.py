"""A card carried over to another edition: what stays keeps its meaning in its new place."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

from pydantic import ValidationError

from ..errors import FormError, Problem
from .blank_fields import BlankField, blank_fields
from .card import FormCard, Table
from .card_field import FieldCard
from .compare import Comparison, Pair
from .draft import Draft, drafted_fields
from .edition import edition_in
from .learning import Learned
from .pages import page_words
from .printed_labels import printed_at


def remapped(
    card: FormCard, comparison: Comparison, data: bytes, learned: Learned, as_of: datetime.date
) -> Draft:
    """The card of the new edition, for a person to look through.

    Args:
        card: the card of the old edition.
        comparison: what became of every field.
        data: the new blank.
        learned: what the cards teach, for fields that are new.
        as_of: the day on which the new edition was looked at.

    Raises:
        BlankError: the new blank can't be read.
        FormError: the card does not describe the old edition, or can't describe the new one.
    """
    places = {_place(one): one for one in card.fields}
    missing = [pair.old.name for pair in comparison.pairs if _place(pair.old) not in places]
    if missing:
        what = f"has no {missing[0]}, so it is not the card of the old edition"
        raise FormError(Problem(card.form, what, "compare with the blank of this card"))
    pairs = {_place(pair.new): (pair, places[_place(pair.old)]) for pair in comparison.pairs}
    kept = frozenset(field.key for _, field in pairs.values())
    said = dict(zip(fields := blank_fields(data), printed_at(data, fields), strict=True))
    drafted, notes = drafted_fields(
        comparison.added, [said[one] for one in comparison.added], learned, kept
    )
    new = {_place(one): one for one in drafted}
    made: list[FieldCard] = []
    for one in fields:
        if _place(one) in new:
            made.append(new[_place(one)])
        else:
            pair, field = pairs[_place(one)]
            made.append(one.placed(field))
            if pair.reworded:
                notes[field.key] = _reworded(pair)
    return Draft(_with(card, tuple(made), data, as_of), notes)


def _place(field: FieldCard | BlankField) -> tuple[str, str]:
    return field.name, field.state


def _reworded(pair: Pair) -> str:
    old, new = (repr(one.tooltip[:80]) for one in (pair.old, pair.new))
    return f"? the form said {old}, and now says {new}"


def _with(
    card: FormCard, fields: tuple[FieldCard, ...], data: bytes, as_of: datetime.date
) -> FormCard:
    words = page_words(data)
    said = edition_in(" ".join(words))
    keys = {field.key for field in fields}
    attachment = card.attachment
    edition = {
        "printed": said.printed or "not printed",
        "date": said.date or as_of,
        "status": "unconfirmed",
        "checked_on": as_of,
    }
    source = {"sha256": hashlib.sha256(data).hexdigest(), "pages": len(words)}
    changes = {
        "edition": edition,
        "source": {**card.source.model_dump(), **source},
        "fields": fields,
        "tables": tuple(_tables(card, keys)),
        "attachment": attachment if attachment and set(attachment.keys()) <= keys else None,
    }
    told = {name: getattr(card, name) for name in FormCard.model_fields}
    try:
        return FormCard.model_validate({**told, **changes})
    except ValidationError as error:
        remedy = "make the card by hand, or draft it (pcr forms add)"
        raise FormError(
            Problem(card.form, one["msg"], remedy) for one in error.errors(include_url=False)
        ) from error


def _tables(card: FormCard, keys: set[str]) -> Iterator[Table]:
    """The tables with the rows that are still there."""
    for table in card.tables:
        rows = tuple(row for row in table.row_fields if set(row) <= keys)
        if rows:
            mark = table.mark if table.mark in keys else None
            yield table.model_copy(update={"row_fields": rows, "mark": mark})
