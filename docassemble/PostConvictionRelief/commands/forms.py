"""The court's forms: which there are, and whether their cards are right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..errors import FormError, Problem, SettingsError
from ..expressions import Expressions
from ..expressions.kinds import Kind, names_of_a_paper
from ..forms import FormCard, registry
from ..forms.blanks import local_shelf
from ..forms.checking import blank_problems, card_problems
from ..forms.picture import labelled_pdf, labelled_png
from ..law.relief import Relief
from ..settings import Settings
from .data import as_json
from .printing import AsJson, day_of, out, plain, reported, say, write_file

forms = typer.Typer(help="The court's forms and their cards.", no_args_is_help=True)

Form = Annotated[
    str, typer.Argument(metavar="FORM", help="CR-180; an earlier edition: CR-180@2017-01-01.")
]


@dataclass(frozen=True)
class ListedForm:
    """One edition of a form, as `pcr forms list` shows it."""

    form: str
    aliases: tuple[str, ...]
    title: str
    role: str
    use: str
    rule: str
    edition: str
    status: str
    pages: int
    fields: int
    filled: int
    landing: str


@forms.command("list")
@reported
def forms_list(json: AsJson = False) -> None:
    """Show every form that has a card, with its edition."""
    listed = [_listed(card) for card in sorted(registry().editions, key=lambda card: card.form)]
    if json:
        say(as_json(listed))
        return
    table = Table("Form", "Title", "Role", "Use", "Edition", "Status", "Filled", box=None)
    for one in listed:
        table.add_row(
            ", ".join((one.form, *one.aliases)),
            plain(one.title),
            one.role,
            one.use,
            one.edition,
            one.status,
            f"{one.filled} of {one.fields}",
        )
    out.print(table)


@forms.command("check")
@reported
def forms_check(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="FORM…", help="All if absent.")
    ] = None,
) -> None:
    """Hold every card against the facts that there are, and against its blank.

    The court's own blanks are used as far as they are on this machine, practice blanks otherwise.
    """
    known, expressions = registry(), Expressions.for_forms()
    cards = [card_named(form) for form in only] if only else list(known.editions)
    blanks = local_shelf(Settings.read())
    problems: list[Problem] = []
    held_against: Counter[str] = Counter()
    for card in cards:
        blank = blanks.blank(card)
        held_against[blank.kind] += 1
        problems += card_problems(card, known, expressions, names_on_cards())
        problems += blank_problems(card, blank)
    if problems:
        raise FormError(problems)
    fields = sum(len(card.fields) for card in cards)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(held_against.items()))
    say(f"{len(cards)} cards with {fields} fields: no problems (blanks: {counted})")


@forms.command("show")
@reported
def forms_show(
    form: Form,
    file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to draw the blank: a .png or a .pdf."),
    ] = None,
) -> None:
    """Show the fields of a form; with --out a picture of its blank with every box labelled."""
    card = card_named(form)
    if file is None:
        _print_fields(card)
        return
    draw = _DRAWN.get(file.suffix.lower())
    if draw is None:
        what = f"{file} is no name of a picture"
        raise SettingsError(Problem("--out", what, "let it end in .png or .pdf"))
    blank = local_shelf(Settings.read()).blank(card)
    write_file(file, draw(card, blank))
    edition = f"{card.form} {card.edition.printed}"
    say(f"{edition}, {len(card.fields)} fields: {file} ({blank.kind} blank)")


_DRAWN = {".png": labelled_png, ".pdf": labelled_pdf}


def names_on_cards() -> dict[str, Kind]:
    """What the names hold that an expression on a card may use."""
    return names_of_a_paper({"relief": Relief})


def card_named(word: str) -> FormCard:
    """The card that a person names: `CR-180`, or `CR-180@2017-01-01` for an earlier edition.

    Raises:
        FormError: there is no such card.
        SettingsError: what stands behind the @ is no date.
    """
    form, _, edition = word.partition("@")
    if not edition:
        return registry().card(form)
    return registry().edition(form, day_of(word, edition))


def _print_fields(card: FormCard) -> None:
    say(f"{card.form} {card.title}, {card.edition.printed} ({card.edition.status})")
    table = Table("Page", "Key", "Label", "Kind", "Filled by", "With", box=None)
    for field in card.fields:
        told = field.value or (field.text or "").strip()
        kind = f"{field.kind} {field.state}" if field.kind == "checkbox" else field.kind
        label = plain(field.label)
        table.add_row(str(field.page), field.key, label, kind, field.filled_by, plain(told))
    out.print(table)


def _listed(card: FormCard) -> ListedForm:
    in_tables = sum(len(row) for table in card.tables for row in table.row_fields)
    return ListedForm(
        form=card.form,
        aliases=card.aliases,
        title=card.title,
        role=card.role,
        use=card.use,
        rule=card.rule,
        edition=card.edition.printed,
        status=card.edition.status,
        pages=card.source.pages,
        fields=len(card.fields),
        filled=sum(field.filled for field in card.fields) + in_tables,
        landing=card.source.landing,
    )
