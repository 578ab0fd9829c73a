"""A card as the text of its YAML file, in the order and style in which cards are written here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

import yaml
from pydantic import BaseModel

from .card import Edition, FormCard, Source, Table
from .card_field import FieldCard, Place

_WIDEST, _WIDTH = 1_000_000, 88
_NEWLINE, _QUOTE = "\n", '"'
_LATE = ("value", "text", "shorter", "overflow")


def card_text(card: FormCard, notes: Mapping[str, str] | None = None, head: str = "") -> str:
    """The YAML of a card; `registry.parse_card` reads it back as an equal card.

    Args:
        card: the card.
        notes: by key of a field, a comment for the person who reads on (one line).
        head: comment at the top of the file.
    """
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    lines += _about(card)
    lines += ["", "fields:"]
    for field in card.fields:
        if notes and field.key in notes:
            lines.append(f"  # {' '.join(notes[field.key].split())}")
        lines += _item(_told(field))
    if card.tables:
        lines += ["", "tables:"]
        for table in card.tables:
            lines += _table(table)
    if card.attachment:
        parts = card.attachment.model_dump(exclude_none=True)
        lines += ["", f"attachment: {_flow(parts)}"]
    return "\n".join(lines) + "\n"


def _about(card: FormCard) -> Iterator[str]:
    """What stands before the fields."""
    for name in ("form", "title", "role", "use", "rule", "aliases", "statutes", "companions"):
        value = getattr(card, name)
        if value:
            yield from _entry(name, value, 0)
    yield f"edition: {_flow(_plain(card.edition))}"
    yield "source:"
    for name, value in _plain(card.source).items():
        yield from _entry(name, value, 2)
    if card.continues_on != FormCard.model_fields["continues_on"].default:
        yield f"continues_on: {_flow(card.continues_on)}"
    if card.overflow != FormCard.model_fields["overflow"].default:
        yield f"overflow: {_flow(_set(card.overflow))}"
    if card.names:
        yield "names:"
        for name, expression in card.names.items():
            yield from _entry(name, expression, 2)


def _plain(part: Edition | Source) -> dict[str, object]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in part.model_dump().items()
    }


def _set(part: BaseModel) -> dict[str, object]:
    """What a part says beyond what holds anyway."""
    return part.model_dump(exclude_defaults=True)


def _told(field: FieldCard) -> dict[str, object]:
    """The entries of a field in their order, without what holds anyway."""
    entries: dict[str, object] = {}
    for name, declared in FieldCard.model_fields.items():
        value = getattr(field, name)
        if name == "filled_by":
            continue
        if value != declared.default or name == "kind":
            entries[name] = _places(value) if name == "also" else value
    # Who fills a box stands before what goes into it, where a reader looks for it.
    late = {name: entries.pop(name) for name in _LATE if name in entries}
    return {**entries, "filled_by": field.filled_by, **late}


def _places(places: Iterable[Place]) -> list[dict[str, object]]:
    return [{"page": place.page, "box": list(place.box)} for place in places]


def _item(entries: Mapping[str, object]) -> Iterator[str]:
    """A list item at the depth of the fields."""
    begin = "  - "
    for name, value in entries.items():
        first, *rest = _entry(name, value, 4)
        yield begin + first.lstrip()
        yield from rest
        begin = "    "


def _table(table: Table) -> Iterator[str]:
    yield f"  - key: {table.key}"
    yield from _entry("rows", table.rows, 4)
    yield "    row_fields:"
    yield from (f"      - {_flow(list(row))}" for row in table.row_fields)
    yield "    columns:"
    for column in table.columns:
        yield f"      - {_flow(column)}"
    if table.mark:
        yield f"    mark: {table.mark}"
    yield "    overflow:"
    for name, value in table.overflow.model_dump(exclude_defaults=True).items():
        yield from _entry(name, value, 6)


def _entry(name: str, value: object, depth: int) -> Iterator[str]:
    """One key with its value; a text of several lines, or a long one, as a block."""
    indent = " " * depth
    if isinstance(value, BaseModel):
        value = _set(value)
    text = value if isinstance(value, str) else ""
    folded = wrap(text, _WIDTH - depth, break_long_words=False, break_on_hyphens=False)
    if "\n" in text:
        yield f"{indent}{name}: {'|' if text.endswith(_NEWLINE) else '|-'}"
        yield from (f"{indent}  {line}".rstrip() for line in text.removesuffix("\n").split("\n"))
    elif len(folded) > 1 and " ".join(folded) == text:
        yield f"{indent}{name}: >-"
        yield from (f"{indent}  {line}" for line in folded)
    elif name == "name":
        yield f"{indent}{name}: {_dumped(text, default_style=_QUOTE)}"
    elif text:
        yield f"{indent}{name}: {_dumped(text)}"
    else:
        yield f"{indent}{name}: {_flow(value)}"


def _flow(value: object) -> str:
    """A value on one line, as it may stand within brackets."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _dumped([value], default_flow_style=True).removeprefix("[").removesuffix("]")


def _dumped(value: object, **style: Any) -> str:
    written: str = yaml.safe_dump(value, width=_WIDEST, allow_unicode=True, **style)
    return written.removesuffix("...\n").strip()
