"""The court's blanks themselves: fetched, brought from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import BlankError, Problem, SettingsError
from ..forms import registry
from ..forms.blanks import kept_folder
from ..forms.inspection import LARGEST_FILE
from ..forms.keeping import keep, synchronize
from ..settings import Settings
from .forms import card_named
from .printing import read_file, reported, say

Pdf = Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF form.")]


@reported
def sync(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="FORM…", help="All if absent.")
    ] = None,
) -> None:
    """Download the blanks, and say what the court has changed. Old blanks are kept.

    The exit code is 1 where anything was changed or is not to be had.
    """
    settings = Settings.read()
    if settings.blanks_source != "auto":
        what = f"is {settings.blanks_source}, so nothing is downloaded"
        raise SettingsError(Problem("PCR_BLANKS_SOURCE", what, "unset it, or import files"))
    cards = [card_named(form) for form in only] if only else list(registry())
    troubles = 0
    for one in synchronize(cards, registry(), kept_folder(settings)):
        say(f"{one.card.form} {one.card.edition.printed}: {one.outcome}")
        if one.problem:
            troubles += 1
            say(f"  {one.problem.what}\n  → {one.problem.remedy}")
    if troubles:
        raise typer.Exit(1)


def read_pdf(file: Path) -> bytes:
    """The bytes of a PDF, of one that is too large only so many as show that it is.

    Raises:
        CaseFileError: it can't be read.
    """
    return read_file(file, LARGEST_FILE + 1)


@reported
def import_file(file: Pdf) -> None:
    """Put a blank from disk on the shelf, beside whatever lies there.

    The exit code is 2 where it can't be used, or is not the very file that a card describes.
    """
    kept = keep(read_pdf(file), registry(), kept_folder(Settings.read()), str(file))
    found = kept.recognized
    said = found.printed.printed or found.card.edition.printed
    say(f"{found.card.form} {said}: {'kept' if kept.new else 'was there already'} as {kept.path}")
    if found.difference:
        raise BlankError(found.difference)
    if found.card.edition.status == "superseded":
        in_force = registry().card(found.card.form).edition.printed
        say(f"This edition is superseded: packets use {in_force}.")
