"""What the service itself rests on: how well its law is known, and the shape of case files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..casefile import CaseFile
from ..casefile.schema import schema as shape_of_case_files
from ..errors import Problem, SettingsError
from ..forms import registry
from ..law import LawReview, law_items, review
from ..law.calendar import court_calendar
from ..law.calendar_days import weekday, written
from ..law.calendar_law import LawItem
from ..packet.plan import plan_packets
from .data import as_json
from .printing import AsJson, day_of, out, plain, read_case, reported, say

law = typer.Typer(help="What the law here rests on.", no_args_is_help=True)


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
    case: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only what the packets of this case file rest on."),
    ] = None,
    json: AsJson = False,
) -> None:
    """List what rests on memory, and what was not looked at for long: statements and editions."""
    day = day_of("--as-of", as_of) if as_of else datetime.now(UTC).date()
    items = _of_case(read_case(case)) if case else (*law_items(), *_editions(registry().cards))
    found = review(items, day, older_than or 0)
    if json:
        say(as_json({
            "as_of": found.as_of,
            "counts": found.counts,
            "from_memory": found.from_memory,
            "stale": found.stale if older_than is not None else None,
        }))  # fmt: skip
    else:
        _print_review(found, older_than)


@law.command("holidays")
@reported
def law_holidays(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="A year of the court calendar.")],
    json: AsJson = False,
) -> None:
    """List the judicial holidays of a year as the courts keep them, with their source."""
    years = court_calendar().years
    if year not in years:
        what = f"no judicial holidays are known for {year}"
        raise SettingsError(Problem("YEAR", what, f"give one of {', '.join(map(str, years))}"))
    found = years[year]
    if json:
        say(as_json(found))
        return
    say(f"{found.says}: {found.status}, {found.source}, checked {found.checked_on.isoformat()}")
    for holiday in found.holidays:
        moved = f", for {written(holiday.observed_for)}" if holiday.observed_for else ""
        say(f"  {holiday.day.isoformat()}  {weekday(holiday.day)}: {holiday.name}{moved}")


@reported
def schema() -> None:
    """Print the JSON Schema of case files, for editors and other programs."""
    say(as_json(shape_of_case_files()))


def _of_case(case_file: CaseFile) -> tuple[LawItem, ...]:
    """The statements of law and editions of forms behind the packets of a case file.

    Raises:
        PlanError: no packet can be made of it.
    """
    plans = plan_packets(case_file).plans
    papers = [paper for plan in plans for paper in (*plan.papers, *plan.by_hand)]
    forms = dict.fromkeys(number for paper in papers if (number := paper.form_number))
    items = (item for plan in plans for item in plan.relief.rests_on)
    return tuple({item.key: item for item in (*items, *_editions(forms))}.values())


def _editions(forms: Iterable[str]) -> Iterator[LawItem]:
    """The editions of court forms: memory, until somebody has compared one with the court's page.

    A form without a card is filled in by hand, and has no edition here.
    """
    cards = registry().cards
    for card in (cards[form] for form in forms if form in cards):
        yield LawItem(
            key=card.form,
            says=f"edition {card.edition.printed}: {card.edition.status}",
            authority=card.title,
            status="verified" if card.edition.status == "current" else "memory",
            source=card.source.landing,
            checked_on=card.edition.checked_on,
        )


def _print_review(found: LawReview, older_than: int | None) -> None:
    counts = ", ".join(f"{count} {status}" for status, count in found.counts.items())
    say(f"As of {found.as_of.isoformat()}: {len(found.items)} statements and editions ({counts})")
    say(f"\nFrom memory, to be read in a source: {len(found.from_memory)}")
    out.print(_table(found.from_memory))
    if older_than is not None:
        say(f"\nLast checked more than {older_than} days before: {len(found.stale)}")
        out.print(_table(found.stale))


def _table(items: Iterable[LawItem]) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0))
    for title in ("What", "Says", "Authority", "Source", "Checked"):
        table.add_column(title, overflow="fold")
    for item in items:
        table.add_row(
            plain(item.key),
            plain(item.says),
            plain(item.authority),
            plain(item.source),
            item.checked_on.isoformat(),
        )
    return table
