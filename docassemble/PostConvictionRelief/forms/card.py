"""A form card: what one court form is, and what each of its boxes means.

A card is a YAML file that a lawyer can read beside the printed form. Everything the engine does
with a form (drawing a practice blank, filling, overflow, read-back) follows from its card.

    form: CR-187
    title: Motion to Vacate Conviction or Sentence
    role: petition                   # petition | order | service | attachment | information
    use: optional                    # optional | mandatory; `rule:` names the rule that says so
    statutes: [PC 1016.5, PC 1473.7]
    companions: [CR-188, MC-025]     # forms that go with it
    edition: {printed: "Rev. September 1, 2024", date: 2024-09-01,
              status: unconfirmed, checked_on: 2026-11-21}     # current|unconfirmed|superseded
    source: {landing: "https://…", file: "https://….pdf", sha256: "4bd4…",
             pages: 6, size: [612, 792]}               # size of a page in points
    continues_on: MC-025             # the form that takes what does not fit (this is the default)
    overflow: {attachment: A}        # where a field without an `overflow` of its own continues

    names:                           # for what this card says more than once: expressions over
      mailed: "service | selectattr('method', 'equalto', 'mail') | list"   # the facts and the
                                     # names above; known to every expression of the card

    fields:                          # every field of the PDF, also the court's and the buttons
      - key: attorney.name           # our name for it, unique in the form
        label: Name of attorney or party      # our own short words, also the heading of an overflow
        name: "CR-187[0].Page1[0].P1Caption[0].AttyInfo[0].AttyName_ft[0]"   # full, as in the PDF
        page: 1
        box: [57.58, 719.49, 393.67, 728.49]  # points from bottom left: left, bottom, right, top
        kind: text                   # text (one line) | multiline | checkbox | button
        size: 9                      # points, as the form prints it (default 9)
        min_size: 8                  # only where the text may be set smaller to fit; never below 8
        font: sans                   # sans | sans-bold | serif | serif-bold (sans: like Arial)
        align: left                  # left | center | right
        max_chars: 2                 # only where the PDF limits the length
        filled_by: party             # party | proposed | court | signature | screen
        value: "counsel.name"        # expression over the facts; text, or true/false for a checkbox
        shorter: "counsel.name.last" # tried when `value` does not fit, before it overflows; where
                                     # the field has an `overflow` too, the whole goes there
      - key: item3.box
        label: Motion under Penal Code 1473.7(a)(1)
        name: "CR-187[0].Page2[0].List3[0].LegalInvalidity[0]"
        page: 2
        box: [51.64, 240.04, 60.64, 249.04]
        kind: checkbox
        state: "1"                   # the state that ticks it, without the slash (default "1")
        group: item7                 # at most one checkbox of a group may be ticked
        value: "'PC1473_7_A1' in relief.vehicles"
      - key: item3.facts
        label: Facts that show prejudicial error
        …
        kind: multiline
        text: |                      # instead of `value`: a template, for words that need loops
          {% for defect in defects %}{{ loop.index }}. {{ defect.facts }}
          {% endfor %}
        overflow: {attachment: 3b, heading: "Item 3b: facts that show prejudicial error"}

      - key: item2.attorney          # boxes of which the PDF lets one be ticked share their name,
        name: "CheckBx 2"            # each with a state of its own: no `group` is needed
        state: "1"
        …
      - key: item8.total             # a sum that the court's own form reckons by a script: of the
        total_of: [item8.row1.amount, item8.row2.amount]     # amounts in these fields
        …
      - key: short_title             # a text that the PDF repeats in several boxes: here the first,
        name: FillText31             # there the others. It must fit them all
        also: [{page: 2, box: [57.58, 719.49, 393.67, 728.49]}]
        …

    tables:                          # printed rows, filled from a list
      - key: offenses
        rows: "case.convicted_counts"
        row_fields: [[item1.code.1, item1.section.1], [item1.code.2, item1.section.2]]
        columns: ["row | code_name", "row | section"]       # one expression over `row` per column
        mark: item1.more             # a text field that takes the words "See Attachment 1";
                                     # not needed where the form prints such words itself
        overflow: {attachment: "1", heading: "Item 1: offenses",
                   line: "(row | citation) ~ ', ' ~ row.level"}   # one line of text for a row

    attachment:                      # only on a continuation form (MC-025): which boxes take …
      number: attachment_number      # … "3b"
      body: body                     # … the text
      page: page_number              # … "1" of
      pages: page_count              # … "2"

Rules the card itself must keep are checked when it is loaded (see `registry.py`); a field that the
court, a signer or only the screen uses can have no value.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from .card_field import FieldCard, Overflow, RowOverflow
from .card_parts import CardPart, Expression, Key, Label, Words, as_tuple
from .card_rules import wrong_choice, wrong_totals

Role = Literal["petition", "order", "service", "attachment", "information"]


class Edition(CardPart):
    """Which edition of the form this is, as the form itself prints it."""

    printed: Label
    date: datetime.date
    status: Literal["current", "unconfirmed", "superseded"]
    checked_on: datetime.date


class Source(CardPart):
    """Where the court publishes the blank, and how to know it (digest, pages, size in points)."""

    landing: str
    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    pages: Annotated[int, Field(ge=1)]
    size: Annotated[tuple[float, float], BeforeValidator(as_tuple)] = (612.0, 792.0)


class Table(CardPart):
    """Printed rows of the form that are filled from a list of facts."""

    key: Key
    rows: Expression
    row_fields: Annotated[
        tuple[Annotated[tuple[Key, ...], BeforeValidator(as_tuple)], ...],
        BeforeValidator(as_tuple),
    ]
    columns: Words
    mark: Key | None = None
    overflow: RowOverflow

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.row_fields:
            raise ValueError(f"{self.key}: row_fields must name at least one row")
        for number, row in enumerate(self.row_fields, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.key}: row {number} has {len(row)} fields for "
                    f"{len(self.columns)} columns"
                )
        return self


class AttachmentLayout(CardPart):
    """On a continuation form: the keys of the fields that take the parts of an attachment."""

    number: Key
    body: Key
    page: Key | None = None
    pages: Key | None = None

    def keys(self) -> tuple[str, ...]:
        """The fields that the engine fills itself."""
        return tuple(key for key in (self.number, self.body, self.page, self.pages) if key)


class FormCard(CardPart):
    """One court form in one edition."""

    form: Annotated[str, Field(pattern=r"^[A-Z]{2,4}-\d{3}(\([A-Z]\))?$")]
    title: Label
    role: Role
    use: Literal["optional", "mandatory"]
    rule: str = ""
    aliases: Words = ()
    statutes: Words = ()
    companions: Words = ()
    edition: Edition
    source: Source
    continues_on: str = "MC-025"
    overflow: Overflow = Overflow(attachment="A")
    names: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Expression] = Field(
        default_factory=dict
    )
    fields: Annotated[tuple[FieldCard, ...], BeforeValidator(as_tuple)]
    tables: Annotated[tuple[Table, ...], BeforeValidator(as_tuple)] = ()
    attachment: AttachmentLayout | None = None

    @property
    def code(self) -> str:
        """The paper's code: F- and the number without hyphen (CR-187 → F-CR187)."""
        return "F-" + self.form.replace("-", "")

    def field(self, key: str) -> FieldCard | None:
        """The field with this key, or none."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def by_key(self) -> dict[str, FieldCard]:
        """Every field by its key."""
        return {field.key: field for field in self.fields}

    @property
    def choices(self) -> Mapping[str, str]:
        """By key of a checkbox, the choice it belongs to: only one box of a choice can be ticked.

        A choice is a group of the card, or the boxes that share a name in the PDF.
        """
        names = Counter(field.name for field in self.fields)
        boxes = (field for field in self.fields if field.group or names[field.name] > 1)
        return {field.key: field.group or field.name for field in boxes}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [
            *self._repeated(),
            *self._out_of_page(),
            *self._unknown_keys(),
            *wrong_totals(self.fields),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _repeated(self) -> Iterator[str]:
        keys = Counter(field.key for field in self.fields)
        yield from (f"key {key!r} is used twice" for key, times in keys.items() if times > 1)
        named: dict[str, list[FieldCard]] = {}
        for field in self.fields:
            named.setdefault(field.name, []).append(field)
        for name, fields in named.items():
            if len(fields) > 1:
                yield from wrong_choice(name, fields)

    def _out_of_page(self) -> Iterator[str]:
        width, height = self.source.size
        for place in (place for field in self.fields for place in field.places):
            left, bottom, right, top = place.box
            if place.page > self.source.pages:
                yield f"{place.key}: the form has {self.source.pages} pages"
            if left < 0 or bottom < 0 or right > width or top > height:
                yield f"{place.key}: the box lies outside the page"

    def _unknown_keys(self) -> Iterator[str]:
        by_key = self.by_key
        used: Counter[str] = Counter()
        for table in self.tables:
            used.update(key for row in table.row_fields for key in row)
            used.update([table.mark] if table.mark else [])
        if self.attachment:
            used.update(self.attachment.keys())
        for key, times in used.items():
            field = by_key.get(key)
            if field is None:
                yield f"{key}: no such field"
            elif times > 1:
                yield f"{key}: used for two purposes"
            elif field.filled:
                yield f"{key}: filled by a table or attachment, so it can have no value"
            elif not field.ours or field.kind == "checkbox":
                yield f"{key}: not a text field of a party"
