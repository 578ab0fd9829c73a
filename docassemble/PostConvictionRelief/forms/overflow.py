"""What does not fit its box goes on, whole, on an attachment; the box says where.

The rule of the house: either all of a text stands in its box, or the box says "See Attachment 3b"
and all of it stands on Attachment 3b, on as many pages as it takes. A name in a caption keeps its
beginning before those words, so that a clerk who looks at the first page knows whose case it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import FormError, Problem
from .card import FormCard, Table
from .card_field import FieldCard
from .fill import Value
from .typeset import capacity, clean, fits, wrap

_REFERENCES = ("See Attachment {}", "See Attach. {}", "See Att. {}", "Att. {}")
_KEPT_WITH_HEADING = 2


@dataclass(frozen=True)
class Overflowing:
    """A text that goes to an attachment.

    Attributes:
        key: the field or table it comes from.
        attachment: what the attachment is called there (`3b`).
        headings: what stands above the text; more than one where several boxes ask for one text.
        text: all of it.
    """

    key: str
    attachment: str
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Attachment:
    """One attachment: its number, and the texts on it in the order of the form."""

    number: str
    texts: tuple[Overflowing, ...]


def place_texts(
    card: FormCard, values: Mapping[str, Value]
) -> tuple[dict[str, Value], list[Overflowing]]:
    """Keep what fits, and replace what does not by a reference to its attachment.

    Args:
        card: the form's card.
        values: by key; keys that the card doesn't have are left for filling to refuse.

    Returns:
        The values that fit, and what goes to attachments.

    Raises:
        FormError: boxes that are too small even for the reference.
    """
    placed: dict[str, Value] = {}
    overflowing: list[Overflowing] = []
    problems: list[Problem] = []
    by_key = card.by_key
    for key, value in values.items():
        field = by_key.get(key)
        if field is None or isinstance(value, bool) or not field.ours or fits(field, value):
            placed[key] = value
            continue
        goes_to = field.overflow or card.overflow
        reference = _reference(field, goes_to.attachment)
        if reference is None:
            problems.append(
                Problem(
                    f"{card.form} {key}",
                    "the text does not fit, and the box is too small for a reference",
                    "shorten it",
                )
            )
            continue
        headings = (goes_to.heading or field.label,)
        whole = clean(value, one_line=field.kind != "multiline").strip()
        in_caption = field.overflow is None or goes_to.attachment == card.overflow.attachment
        beginning = _beginning(field, whole, goes_to.attachment) if in_caption else None
        placed[key] = beginning or reference
        overflowing.append(Overflowing(key, goes_to.attachment, headings, whole))
    if problems:
        raise FormError(problems)
    return placed, overflowing


def place_rows(
    card: FormCard, table: Table, rows: Sequence[Sequence[str]]
) -> tuple[dict[str, str], list[int]]:
    """Put rows into the printed rows of a table, in order; a row stays whole or goes whole.

    Args:
        card: the form's card.
        table: the table.
        rows: the cells of each row.

    Returns:
        Values for the table's fields, and the positions in `rows` of those that go to the
        attachment: the rows beyond the last printed one, and any with a cell that does not fit.

    Raises:
        FormError: rows go to the attachment, and the box that is to say so is too small.
    """
    values: dict[str, str] = {}
    left: list[int] = []
    printed = list(table.row_fields)
    for position, cells in enumerate(rows):
        if printed and all(_cell_fits(card, k, c) for k, c in zip(printed[0], cells, strict=True)):
            values |= dict(zip(printed.pop(0), cells, strict=True))
        else:
            left.append(position)
    if left and table.mark:
        field = card.field(table.mark)
        reference = _reference(field, table.overflow.attachment) if field else None
        if reference is None:
            raise FormError(
                Problem(
                    f"{card.form} {table.mark}",
                    "is too small to say where further rows are",
                    "give the table of the card another mark",
                )
            )
        values[table.mark] = reference
    return values, left


def gathered(card: FormCard, overflowing: Iterable[Overflowing]) -> tuple[Attachment, ...]:
    """The attachments of a form, in the order in which the form first refers to them.

    A text that several boxes ask for (a name in the caption of every page) stands there once, under
    all their headings.
    """
    order = {field.key: place for place, field in enumerate(card.fields)}
    for table in card.tables:
        order[table.key] = order[table.row_fields[0][0]]
    attachments: dict[str, list[Overflowing]] = {}
    for part in sorted(overflowing, key=lambda part: order[part.key]):
        texts = attachments.setdefault(part.attachment, [])
        same = next((i for i, other in enumerate(texts) if other.text == part.text), None)
        if same is None:
            texts.append(part)
        elif part.headings[0] not in texts[same].headings:
            first = texts[same]
            texts[same] = Overflowing(
                first.key, first.attachment, first.headings + part.headings, first.text
            )
    return tuple(Attachment(number, tuple(texts)) for number, texts in attachments.items())


def body_pages(body: FieldCard, attachment: Attachment) -> list[str]:
    """The text of each page of an attachment, broken into lines for the body of a form.

    A heading is not left alone at the foot of a page.

    Args:
        body: the field that takes the text.
        attachment: what to print.
    """
    room = capacity(body)
    pages: list[list[str]] = [[]]
    for part in attachment.texts:
        heading = [*wrap(body, "; ".join(part.headings)), ""]
        lines = wrap(body, part.text)
        if pages[-1]:
            together = 1 + len(heading) + min(_KEPT_WITH_HEADING, len(lines))
            if len(pages[-1]) + together > room:
                pages.append([])
            else:
                pages[-1].append("")
        for line in [*heading, *lines]:
            if len(pages[-1]) == room:
                pages.append([])
            pages[-1].append(line)
    return ["\n".join(page) for page in pages]


def continuation_values(card: FormCard, caption: Mapping[str, Value], of: str) -> dict[str, Value]:
    """The caption of a continuation form; where a part does not fit, it refers to the form itself.

    Args:
        card: the continuation form's card.
        caption: its own values (short title, case number).
        of: number of the form that it continues, where those values stand in full.
    """
    values: dict[str, Value] = {}
    for key, value in caption.items():
        field = card.field(key)
        too_long = field is not None and isinstance(value, str) and not fits(field, value)
        values[key] = f"See {of}" if too_long else value
    return values


def _cell_fits(card: FormCard, key: str, text: str) -> bool:
    field = card.field(key)
    return field is not None and fits(field, text)


def _beginning(field: FieldCard, text: str, attachment: str) -> str | None:
    """As many words of a text, two at least, as fit a box of one line with a reference behind."""
    words = text.split() if field.kind == "text" else []
    for count in range(len(words) - 1, 1, -1):
        kept = " ".join(words[:count]).rstrip(",;")
        for form in _REFERENCES[:-1]:
            shown = f"{kept} … {form.format(attachment)}"
            if fits(field, shown):
                return shown
    return None


def _reference(field: FieldCard, attachment: str) -> str | None:
    """The words that send the reader to an attachment: the longest that fit the box."""
    return next(
        (words for form in _REFERENCES if fits(field, words := form.format(attachment))), None
    )
