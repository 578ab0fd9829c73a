"""A card drafted for a form that has none: a person looks it through and finishes it.

What the PDF tells of itself is taken as it is. What each field means is guessed from the other
cards and from what is printed at it, and every guess says in a comment what it rests on.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from ..errors import FormError, Problem
from .blank_fields import BlankField, blank_fields
from .card import FormCard, Role
from .card_field import Box, FieldCard, Filler
from .edition import PrintedEdition, edition_in
from .inspection import opened
from .learning import Guess, Learned
from .pages import page_words
from .pdf_objects import items
from .printed_labels import Printed, printed_at

_LONGEST_LABEL = 60
_SURE_OF_NAME, _SURE_OF_VALUE = 0.6, 0.6
_ROLES: tuple[tuple[str, Role], ...] = (
    ("order", "order"),
    ("proof of", "service"),
    ("attach", "attachment"),
    ("declaration", "attachment"),
    ("petition", "petition"),
    ("motion", "petition"),
    ("request", "petition"),
    ("notice", "petition"),
)
_SCREEN = ("print", "save", "clear", "reset", "privacy", "notice")


@dataclass
class Draft:
    """A card for a person to finish.

    Attributes:
        card: the card.
        notes: by key, what its field was drafted from.
    """

    card: FormCard
    notes: dict[str, str] = field(default_factory=dict)


def draft_card(data: bytes, learned: Learned, as_of: datetime.date) -> Draft:
    """A card for any PDF form, as far as the PDF and the other cards tell.

    Args:
        data: the PDF, which may be anything.
        learned: what the other cards teach.
        as_of: the day on which the form was looked at.

    Raises:
        BlankError: the file can't be used as a blank.
        FormError: a card can't describe such a form.
    """
    fields = blank_fields(data)
    words = " ".join(page_words(data))
    with opened(data) as pdf:
        title = " ".join(str(pdf.docinfo.get("/Title") or "").split())
        left, bottom, right, top = (
            round(float(edge), 2) for edge in items(pdf.pages[0].obj, "/MediaBox")
        )
        pages = len(pdf.pages)
    about = _about(edition_in(words), title, words, as_of)
    cards, notes = drafted_fields(
        fields,
        printed_at(data, fields),
        learned,
        unknown="court" if about["role"] == "order" else "party",
    )
    source = {
        **_addresses(str(about["form"])),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": pages,
        "size": (right - left, top - bottom),
    }
    inside = tuple(_inside(one, right - left, top - bottom) for one in cards)
    try:
        card = FormCard.model_validate({**about, "source": source, "fields": inside})
    except ValidationError as error:
        remedy = "a card can't describe this form; leave out or rename what is named here"
        raise FormError(
            Problem("PDF", one["msg"], remedy) for one in error.errors(include_url=False)
        ) from error
    return Draft(card, notes)


def drafted_fields(
    fields: Sequence[BlankField],
    printed: Sequence[Printed],
    learned: Learned,
    taken: frozenset[str] = frozenset(),
    unknown: Filler = "party",
) -> tuple[tuple[FieldCard, ...], dict[str, str]]:
    """What each field of a blank probably is, and by key what that rests on.

    Args:
        fields: the fields.
        printed: what is printed at each.
        learned: what the other cards teach.
        taken: keys that are used already.
        unknown: who fills a field that is like none.
    """
    used = set(taken)
    cards, notes = [], {}
    for one, said in zip(fields, printed, strict=True):
        guess = learned.guess(one, said)
        key = _unused(_key(one, said, guess), used)
        used.add(key)
        made = FieldCard.model_validate(
            {"key": key, "label": _label(one, said, guess), **_kept(one, guess, unknown)}
        )
        cards.append(one.placed(made))
        notes[key] = _note(one, said, guess)
    return tuple(cards), notes


def _kept(one: BlankField, guess: Guess | None, unknown: Filler) -> dict[str, object]:
    """Place, kind, filler and expressions; buttons and notices are the screen's."""
    made: dict[str, object] = {"name": one.name, "page": one.page, "box": one.box, "kind": one.kind}
    if guess is None:
        return {**made, "filled_by": "screen" if one.kind == "button" else unknown}
    like = guess.example.field
    made["filled_by"] = like.filled_by
    if guess.likeness < _SURE_OF_VALUE:
        return made
    if like.ours and one.kind in ("text", "multiline"):
        return {**made, **guess.expressions, "min_size": like.min_size, "size": 9.0}
    if like.ours and one.kind == "checkbox" and "value" in guess.expressions:
        return {**made, "value": guess.expressions["value"]}
    return made


def _key(one: BlankField, said: Printed, guess: Guess | None) -> str:
    if guess is not None and (guess.likeness >= _SURE_OF_NAME or one.kind == "button"):
        head, _, tail = guess.example.key.partition(".")
        if head == "item#":
            return _in_item(one, said, tail)
        if one.page > 1 and tail == "" and head in ("defendant", "case_number"):
            return f"page{one.page}.{head}"
        return guess.example.field.key if head != "page#" else f"page{one.page}.{tail}"
    if one.kind == "button":
        return "screen." + (_slug(one.tooltip or one.name) or "button")
    return _in_item(one, said, "")


def _in_item(one: BlankField, said: Printed, tail: str) -> str:
    """The key of a field of an item: its part, or what another form calls such a field."""
    item = f"item{said.item}" if said.item else "form"
    if one.kind == "checkbox":
        return f"{item}.{said.part or 'box'}"
    if tail:
        return f"{item}.{tail}"
    last = "date" if "date" in (one.tooltip or said.label).lower() else "text"
    return f"{item}.{said.part}_{last}" if said.part else f"{item}.{last}"


def _slug(text: str) -> str:
    words = re.findall(r"[a-z]+", text.lower())
    return next((word for word in words if word in _SCREEN), "_".join(words[:3]))


def _unused(key: str, used: set[str]) -> str:
    """The key; the next row where a row is taken, else with a number behind it."""
    row = re.search(r"row(\d+)", key)
    further = (
        key.replace(row[0], f"row{count}", 1) if row else f"{key}_{count}"
        for count in itertools.count(2)
    )
    return key if key not in used else next(one for one in further if one not in used)


def _label(one: BlankField, said: Printed, guess: Guess | None) -> str:
    if guess is not None and guess.likeness >= _SURE_OF_NAME:
        return guess.example.field.label
    text = one.tooltip or said.label
    plain = text.encode("cp1252", "ignore").decode("cp1252")
    plain = "".join(character for character in plain if character.isprintable()).strip(" :.,")
    if len(plain) > _LONGEST_LABEL:
        plain = plain[:_LONGEST_LABEL].rpartition(" ")[0] or plain[:_LONGEST_LABEL]
    return plain or f"Field on page {one.page}"


def _note(one: BlankField, said: Printed, guess: Guess | None) -> str:
    seen = one.tooltip or said.label or "nothing"
    told = f"{seen[:100]!r}"
    if guess is None:
        return f"? new; the form says {told}"
    like = guess.example
    return f"? like {like.form} {like.field.key} ({guess.likeness:.0%}); the form says {told}"


def _about(
    said: PrintedEdition, title: str, words: str, as_of: datetime.date
) -> Mapping[str, object]:
    form = said.form or "XX-000"
    plain = title.encode("cp1252", "ignore").decode("cp1252").replace(form, "").strip(" -")
    role = next((role for word, role in _ROLES if word in plain.lower()), "information")
    mandatory = re.search(r"Mandatory (?:Use|Form)", words) is not None
    return {
        "form": form,
        "title": plain or form,
        "role": role,
        "use": "mandatory" if mandatory else "optional",
        "rule": f"Cal. Rules of Court, rule {'1.31' if mandatory else '1.35'}",
        "edition": {
            "printed": said.printed or "not printed",
            "date": said.date or as_of,
            "status": "unconfirmed",
            "checked_on": as_of,
        },
    }


def _addresses(form: str) -> Mapping[str, str]:
    """Where the court usually publishes a form."""
    number = form.lower().replace("-", "")
    return {
        "landing": f"https://selfhelp.courts.ca.gov/jcc-form/{form}",
        "file": f"https://courts.ca.gov/sites/default/files/courts/default/2024-11/{number}.pdf",
    }


def _inside(one: FieldCard, width: float, height: float) -> FieldCard:
    """A field whose boxes lie on the page and have an inside, as a card asks."""
    also = tuple(
        place.model_copy(update={"box": _clipped(place.box, width, height)}) for place in one.also
    )
    return one.model_copy(update={"box": _clipped(one.box, width, height), "also": also})


def _clipped(box: Box, width: float, height: float) -> Box:
    left = min(max(box[0], 0.0), width - 1)
    bottom = min(max(box[1], 0.0), height - 1)
    right, top = min(max(box[2], left + 1), width), min(max(box[3], bottom + 1), height)
    return left, bottom, right, top
