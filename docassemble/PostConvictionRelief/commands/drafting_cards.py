"""Cards for forms and editions that have none: drafted, or carried over from another edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from ..errors import BlankError, FormError, Problem
from ..forms import FormCard, registry
from ..forms.blank_fields import BlankField, blank_fields
from ..forms.blanks import local_shelf
from ..forms.card_text import card_text
from ..forms.compare import Comparison, Pair, compare
from ..forms.draft import Draft, draft_card
from ..forms.learning import Learned, examples
from ..forms.recognition import recognize
from ..forms.remap import remapped
from ..settings import Settings
from .blank_files import Pdf, read_pdf
from .data import as_json
from .forms import card_named
from .printing import AsJson, day_of, reported, say, write_file

Card = Annotated[
    Path | None, typer.Option(metavar="CARD.yaml", help="Where to write the proposed card.")
]
Edition = Annotated[str, typer.Argument(help="A PDF, or a form with a card: CR-180@2017-01-01.")]
AsOf = Annotated[
    str, typer.Option(metavar="DATE", help="The day of the look at the form; today if absent.")
]

_HEAD = """Drafted from the PDF and the other cards. A person must look through every field and
finish what is marked with ?: title, role, statutes and companions, keys and labels, who fills each
field and with what, boxes of which only one may be ticked, tables, and where a long text goes on.
Then: pcr forms check."""


@reported
def add(
    file: Pdf,
    out: Annotated[Path, typer.Option(metavar="CARD.yaml", help="Where to write the draft.")],
    as_of: AsOf = "",
) -> None:
    """Draft a card for any PDF form, for a person to finish."""
    draft = draft_card(read_pdf(file), learned(), _day(as_of))
    _write(out, draft)
    guessed = sum(" like " in note for note in draft.notes.values())
    filled = sum(field.filled for field in draft.card.fields)
    say(
        f"{draft.card.form} {draft.card.edition.printed}: {len(draft.card.fields)} fields, "
        f"{guessed} like those of other forms, {filled} with an expression: {out}"
    )


@reported
def compare_editions(
    old: Edition,
    new: Edition,
    out: Card = None,
    as_of: AsOf = "",
    json: AsJson = False,
) -> None:
    """Say which fields moved, were renamed, came or went; with --out propose the new card."""
    before, card = _side(old)
    after, _ = _side(new)
    found = compare(blank_fields(before), blank_fields(after))
    told = _told(found, card)
    if json:
        say(as_json(told))
    else:
        _print(told)
    if out is not None:
        if card is None:
            what = "is not the blank of any card, so there is none to carry over"
            raise FormError(Problem(old, what, "draft a card instead (pcr forms add)"))
        _write(out, remapped(card, found, after, learned(), _day(as_of)))
        say(f"Proposed card: {out}")


def learned() -> Learned:
    """What all cards teach, with the blanks that are on this machine."""
    blanks = local_shelf(Settings.read())
    return Learned(one for card in registry() for one in examples(card, blanks.blank(card)))


def _day(word: str) -> date:
    return day_of("--as-of", word) if word else datetime.now(UTC).date()


def _write(out: Path, draft: Draft) -> None:
    write_file(out, card_text(draft.card, draft.notes, _HEAD).encode("utf-8"))


def _side(word: str) -> tuple[bytes, FormCard | None]:
    """The bytes of a file, or of the blank of a form that is on this machine; and their card."""
    path = Path(word)
    if path.suffix.lower() != ".pdf":
        card = card_named(word)
        return local_shelf(Settings.read()).blank(card).data, card
    data = read_pdf(path)
    try:
        found = recognize(data, registry(), word)
    except BlankError:  # of no form that has a card, or no form at all, which comparing will tell
        return data, None
    return data, found.card if found.exact else None


@dataclass(frozen=True)
class ToldField:
    """A field in one edition, or in both, with its key where a card has it."""

    key: str
    name: str
    page: int
    was: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class ToldComparison:
    """What `pcr forms compare` says."""

    both: tuple[ToldField, ...]
    gone: tuple[ToldField, ...]
    new: tuple[ToldField, ...]


def _told(found: Comparison, card: FormCard | None) -> ToldComparison:
    keys = {(one.name, one.state): one.key for one in card.fields} if card else {}

    def key(field: BlankField) -> str:
        return keys.get((field.name, field.state), "")

    return ToldComparison(
        both=tuple(
            ToldField(key(one.old), one.new.name, one.new.page, one.old.name, tuple(_changes(one)))
            for one in found.pairs
        ),
        gone=tuple(ToldField(key(one), one.name, one.page, one.name, ()) for one in found.gone),
        new=tuple(ToldField("", one.name, one.page, "", ()) for one in found.added),
    )


def _changes(pair: Pair) -> Iterator[str]:
    if pair.renamed:
        yield "renamed"
    if pair.moved:
        old, new = pair.old.page, pair.new.page
        yield "moved" if old == new else f"moved from page {old}"
    if pair.reworded:
        yield "reworded"


def _print(told: ToldComparison) -> None:
    changes = Counter(change.split()[0] for one in told.both for change in one.changes)
    counted = ", ".join(f"{count} {change}" for change, count in sorted(changes.items()))
    say(f"{len(told.both)} fields in both ({counted or 'all as they were'})")
    for one in told.both:
        if one.changes:
            say(f"~ {one.key or one.was}, page {one.page}: {', '.join(one.changes)}")
            if "renamed" in one.changes:
                say(f"    {one.name}")
    say(f"{len(told.gone)} gone")
    for one in told.gone:
        say(f"- {one.key or one.name}, page {one.page}")
    say(f"{len(told.new)} new")
    for one in told.new:
        say(f"+ {one.name}, page {one.page}")
