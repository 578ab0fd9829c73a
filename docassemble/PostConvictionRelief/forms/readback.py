"""Read-back: a filled form is given out only when every value is found again on it, just once.

The finished file is read as a viewer reads it, and each value is looked for by geometry: inside its
own box, on its own page. Whatever else is printed is an error too, so that every character of every
value is on paper exactly once.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import le

from pikepdf import Object, Pdf

from ..errors import FormError, Problem
from .card_field import FieldCard
from .compile import OVERLAY
from .fill import Composition, Value
from .form_fields import FieldBox, FormField, form_fields
from .overflow import Attachment
from .pdf_objects import entry
from .printed import Printed, Reader
from .shaping import without_joiners
from .typeset import BLEED, clean

_ROUNDING = 0.1
"""Points by which rounded numbers in the file may differ from the exact ones."""

_LOW_LETTER = 0.5
"""How high the lowest letters are, in font sizes: so much of a text lies in its box at least."""


def read_back(parts: Sequence[Composition], flat: bytes, fillable: bytes) -> None:
    """Find every value of a form again, in both of its files.

    Args:
        parts: the form, then each page of its attachments, in their order.
        flat: the form printed.
        fillable: the form with fields, its attachments printed.

    Raises:
        FormError: a value is not in its box, is there in part or twice, or something else is
            printed; all of it.
    """
    first, *attached = parts
    with Pdf.open(io.BytesIO(flat)) as printed, Pdf.open(io.BytesIO(fillable)) as fields:
        problems = [
            *_unread_pages(printed, 0, parts),
            *_unread_fields(fields, first),
            *_unread_pages(fields, first.compiled.card.source.pages, attached),
        ]
    if problems:
        raise FormError(problems)


def told(
    values: Mapping[str, Value], parts: Sequence[Composition], attachments: Iterable[Attachment]
) -> None:
    """Make sure that each text of a card is on its form, or whole on an attachment.

    Args:
        values: by key, what the facts put into the form's fields.
        parts: the form, then each page of its attachments.
        attachments: what the attachments are to hold.

    Raises:
        FormError: a text is on neither.
    """
    first, *attached = parts
    bodies = [
        filled.typed
        for part in attached
        for key, filled in part.texts.items()
        if (layout := part.compiled.card.attachment) and key == layout.body
    ]
    written = _squeezed("".join(bodies))
    problems = []
    for key, value in values.items():
        there = first.texts.get(key)
        whole = _squeezed(clean(value, one_line=False)) if isinstance(value, str) else ""
        if whole and _squeezed(there.typed if there else "") != whole and whole not in written:
            problems.append(_problem(first, key, "is neither in its box nor on an attachment"))
    wanted = "".join("; ".join(t.headings) + t.text for a in attachments for t in a.texts)
    if written != _squeezed(clean(wanted, one_line=False)):
        problems.append(_problem(first, "attachments", "do not hold just what goes on them"))
    if problems:
        raise FormError(problems)


@dataclass(frozen=True)
class _Wanted:
    """What must stand in one box: a text, or a cross."""

    key: str
    place: FieldCard
    text: str | None


def _wanted(part: Composition) -> list[_Wanted]:
    cards = part.compiled.cards
    texts = [
        _Wanted(key, place, filled.typed)
        for key, filled in part.texts.items()
        for place in cards[key].places
    ]
    return texts + [_Wanted(key, cards[key], None) for key in part.ticked]


def _unread_pages(pdf: Pdf, before: int, parts: Sequence[Composition]) -> Iterator[Problem]:
    """What is wrong with printed pages.

    Args:
        pdf: the file.
        before: how many of its pages come before those of the first part.
        parts: what was printed, in the order of the pages.
    """
    reader = Reader()
    for part in parts:
        wanted = _wanted(part)
        for page in range(1, part.compiled.card.source.pages + 1):
            drawings = entry(entry(pdf.pages[before].obj, "/Resources"), "/XObject")
            printed = reader.read(drawings[OVERLAY])
            yield from _differences(part, printed, [w for w in wanted if w.place.page == page])
            before += 1


def _differences(part: Composition, printed: Printed, wanted: list[_Wanted]) -> Iterator[Problem]:
    for one in wanted:
        if not _stands(one, printed):
            yield _problem(part, one.key, "is not in its box as it should be")
    letters = sum(len(_squeezed(letter.text)) for letter in printed.letters)
    texts = [_squeezed(one.text) for one in wanted if one.text is not None]
    if letters != sum(map(len, texts)) or len(printed.crosses) != len(wanted) - len(texts):
        yield _problem(part, "", "has something printed on it that is no value")


def _unread_fields(pdf: Pdf, part: Composition) -> Iterator[Problem]:
    """What is wrong with the fields of a fillable form."""
    reader = Reader()
    found = form_fields(pdf)
    filled = {part.compiled.cards[key].name for key in (*part.texts, *part.ticked)}
    for name, there in found.items():
        if name not in filled and _holds(there):
            yield _problem(part, name, "holds a value that was not given")
    for one in _wanted(part):
        there = found[one.place.name]
        box = _box(one.place, there)
        if box is None or not _held(one, there.holder, box.widget, reader):
            yield _problem(part, one.key, "is not in its field as it should be")


def _holds(field: FormField) -> bool:
    """Whether a field has a value, or shows one of its states."""
    shown = any("/AS" in box.widget and box.widget.AS != "/Off" for box in field.boxes)
    return shown or "/V" in field.holder


def _box(place: FieldCard, field: FormField) -> FieldBox | None:
    """The box of a field that stands in a place of the card, as far as text may widen it."""
    bleed = BLEED * place.size
    most = (_ROUNDING, _ROUNDING + bleed, _ROUNDING, _ROUNDING + bleed)
    for box in field.boxes:
        apart = (abs(a - b) for a, b in zip(box.edges, place.box, strict=True))
        if box.page + 1 == place.page and all(map(le, apart, most)):
            return box
    return None


def _held(one: _Wanted, holder: Object, widget: Object, reader: Reader) -> bool:
    """Whether a field holds a value and shows it in its box."""
    if one.text is None:
        states = (str(there) for there in (holder.get("/V"), widget.get("/AS")))
        return all(state == f"/{one.place.state}" for state in states)
    printed = reader.read(widget.AP.N)
    letters = sum(len(_squeezed(letter.text)) for letter in printed.letters)
    typed = "/V" in holder and str(holder.V) == one.text
    return typed and letters == len(_squeezed(one.text)) and _stands(one, printed)


def _stands(one: _Wanted, printed: Printed) -> bool:
    """Whether a text or a cross stands in its box, whole."""
    left, bottom, right, top = one.place.box
    if one.text is None:
        return any(
            left <= cross.left
            and cross.right <= right
            and bottom <= cross.bottom < cross.top <= top
            for cross in printed.crosses
        )
    inside = "".join(
        letter.text
        for letter in printed.letters
        if left <= letter.left
        and letter.right <= right + _ROUNDING
        and bottom - BLEED * letter.size - _ROUNDING <= letter.baseline
        and letter.baseline + _LOW_LETTER * letter.size <= top + _ROUNDING
    )
    found, wanted = _squeezed(inside), _squeezed(one.text)
    return found == wanted or (not wanted.isascii() and Counter(found) == Counter(wanted))


def _squeezed(text: str) -> str:
    """A text without white space, which line ends take the place of, and without joiners."""
    return "".join(without_joiners(text).split())


def _problem(part: Composition, key: str, what: str) -> Problem:
    where = f"{part.compiled.card.form} {key}".strip()
    return Problem(where, what, "do not file this copy, and report the form and the field")
