"""What the service itself rests on: how well its law is known, and the shape of case files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from ..casefile.schema import schema as shape_of_case_files
from ..law import LawReview, review
from ..law.calendar_law import LawItem
from .data import as_json
from .printing import AsJson, day_of, out, plain, reported, say

law = typer.Typer(help="What the law here rests on.", no_args_is_help=True)

AS_LONG_AS_EVER = 36_500


@law.command("audit")
@reported
def law_audit(
    older_than: Annotated[
        int | None,
        typer.Option(min=0, metavar="DAYS", help="Also list what was last checked before that."),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(metavar="DATE", help="The day of the review; today if absent."),
    ] = "",
    json: AsJson = False,
) -> None:
    """List what rests on memory, and what was not looked at for long."""
    day = day_of("--as-of", as_of) if as_of else datetime.now(UTC).date()
    found = review(day, AS_LONG_AS_EVER if older_than is None else older_than)
    if json:
        say(as_json({
            "as_of": found.as_of,
            "counts": found.counts,
            "from_memory": found.from_memory,
            "stale": found.stale if older_than is not None else None,
        }))  # fmt: skip
    else:
        _print_review(found, older_than)


@reported
def schema() -> None:
    """Print the JSON Schema of case files, for editors and other programs."""
    say(as_json(shape_of_case_files()))


def _print_review(found: LawReview, older_than: int | None) -> None:
    counts = ", ".join(f"{count} {status}" for status, count in found.counts.items())
    say(f"As of {found.as_of.isoformat()}: {len(found.items)} statements of law ({counts})")
    say(f"\nFrom memory, to be read in a source: {len(found.from_memory)}")
    out.print(_table(found.from_memory))
    if older_than is not None:
        say(f"\nLast checked more than {older_than} days before: {len(found.stale)}")
        out.print(_table(found.stale))


def _table(items: Iterable[LawItem]) -> Table:
    table = Table("What", "Says", "Authority", "Source", "Checked", box=None, padding=(0, 2, 0, 0))
    for item in items:
        table.add_row(
            plain(item.key),
            plain(item.says),
            plain(item.authority),
            plain(item.source),
            item.checked_on.isoformat(),
        )
    return table
