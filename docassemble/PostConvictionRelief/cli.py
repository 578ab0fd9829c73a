"""The `pcr` command: the same road as the web pages, from a terminal.

Exit codes: 0 done; 1 a service or this machine is at fault; 2 the input is at fault.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from rich.console import Console
from rich.table import Table

from .casefile import CaseFile, read_json, read_yaml
from .errors import (
    CaseFileError,
    ExemplarError,
    NotAllowed,
    PcrError,
    PlanError,
    Problem,
    SettingsError,
    SheetError,
)
from .office import Office, Person, Role, workshop_in_force
from .packet.building import BuiltPacket, build_packet
from .packet.plan import PacketPlans, plan_packets
from .settings import Settings

app = typer.Typer(
    help="Court-ready packets for California immigrant post-conviction relief.",
    no_args_is_help=True,
    add_completion=False,
)
exemplars_app = typer.Typer(help="The model documents.", no_args_is_help=True)
blanks_app = typer.Typer(help="The court's blank forms.", no_args_is_help=True)
app.add_typer(exemplars_app, name="exemplars")
app.add_typer(blanks_app, name="blanks")

_INPUT_AT_FAULT = (CaseFileError, ExemplarError, NotAllowed, PlanError, SettingsError, SheetError)

P = ParamSpec("P")
_out = Console()
_err = Console(stderr=True)


def _reported(command: Callable[P, None]) -> Callable[P, None]:
    """Report every problem of a failed command on standard error and give the exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PcrError as error:
            for problem in error.problems:
                _err.print(
                    f"[red]✗[/] {_plain(problem.where)}: {_plain(problem.what)}\n"
                    f"  → {_plain(problem.remedy)}",
                    soft_wrap=True,
                )
            code = 2 if isinstance(error, _INPUT_AT_FAULT) else 1
            raise typer.Exit(code) from None

    return run


@app.command()
@_reported
def packet(
    case: Annotated[Path, typer.Argument(help="A case file: YAML, or JSON (.json).")],
    out: Annotated[Path, typer.Option(help="Folder for the packets; made if absent.")],
) -> None:
    """Build every packet of a case file."""
    case_file = _case_file(case)
    plans = plan_packets(case_file)
    workshop = workshop_in_force(Settings.read())
    with _err.status("Building") as status:
        built = [
            build_packet(plan, workshop, 1, lambda _, words: status.update(words))
            for plan in plans.plans
        ]
    for one in built:
        _write(out, one)
        _print_packet(one)
    _print_left_out(plans)


@app.command()
@_reported
def batch(
    sheet: Annotated[Path, typer.Argument(help="A spreadsheet: XLSX or CSV.")],
    answered: Annotated[
        Path | None, typer.Option(help="Where to write the answered sheet (XLSX).")
    ] = None,
) -> None:
    """Make a packet for every right row of a spreadsheet, and name the wrong cells."""
    office = Office.open(Settings.read())
    with _err.status("Reading the sheet") as status:
        result = office.batch(
            _me("paralegal"),
            _read(sheet),
            datetime.now(UTC),
            lambda _, words: status.update(words),
        )
    target = answered or sheet.with_name(f"{sheet.stem}-answered.xlsx")
    _write_file(target, result.answered)
    table = Table("Row", "Result", "Case", box=None)
    for row in result.rows:
        lines = [row.outcome.value, *(f"{p.where}: {p.what} → {p.remedy}" for p in row.problems)]
        table.add_row(str(row.number), _plain("\n".join(lines)), row.case_id or "")
    _out.print(table)
    _say(f"Answered sheet: {target}")
    if result.wrong:
        raise typer.Exit(2)


@exemplars_app.command("list")
@_reported
def exemplars_list() -> None:
    """Show every exemplar and the version in force."""
    table = Table("Exemplar", "Version", "Title", box=None)
    for state in Office.open(Settings.read()).exemplars(_me("exemplar trainer")):
        table.add_row(f"{state.code}.{state.language}", state.version, _plain(state.title))
    _out.print(table)


@exemplars_app.command("publish")
@_reported
def exemplars_publish(
    code: Annotated[str, typer.Argument(help="Document code, like D-NOM.")],
    docx: Annotated[Path, typer.Argument(help="The changed Word file.")],
    language: Annotated[str, typer.Option(help="Language of the exemplar.")] = "en",
) -> None:
    """Check a changed Word file and put it in force for the next packets."""
    version = Office.open(Settings.read()).publish_exemplar(
        _me("exemplar trainer"), code, language, _read(docx), datetime.now(UTC)
    )
    _say(f"{code}.{language} is now {version}")


@blanks_app.command("status")
@_reported
def blanks_status() -> None:
    """Say for every form whether the court's own blank is used, and where it came from."""
    forms = workshop_in_force(Settings.read()).forms
    table = Table("Form", "Edition", "Blank", "From", box=None)
    for card in forms.registry:
        blank = forms.blanks.blank(card)
        table.add_row(card.form, card.edition.printed, blank.kind, _plain(blank.where_from))
    _out.print(table)


# -------------------------------------------------------------------------------------- help


def _case_file(path: Path) -> CaseFile:
    data = _read(path)
    return read_json(data, path.name) if path.suffix == ".json" else read_yaml(data, path.name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaseFileError(
            Problem(str(path), f"can't be read ({error.strerror})", "give a file that is there")
        ) from error


def _write(out: Path, built: BuiltPacket) -> None:
    for file in built.files:
        _write_file(out / file.file_name, file.data)


def _write_file(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise SettingsError(
            Problem(str(path), f"can't be written ({error.strerror})", "choose another place")
        ) from error


def _me(role: Role) -> Person:
    """Whoever may run commands on this machine may act in any role; the ledger has their number."""
    return Person(f"u-local{os.getuid()}", role)


def _print_packet(built: BuiltPacket) -> None:
    _say(f"\nCase {built.plan.case_number}: {', '.join(built.plan.relief.vehicles)}")
    for file in built.files:
        pages = f"{file.pages:>3} pages" if file.pages else " " * 9
        _say(f"{sha256(file.data).hexdigest()}  {pages}  {file.file_name}")
    versions = ", ".join(f"{e.card.name} {e.version}" for e in built.exemplars)
    if versions:
        _say(f"Exemplars: {versions}")
    for form in built.forms:
        _say(f"{form.code}: {form.edition}, {form.blank_kind} blank")
    for finding in built.findings:
        _say(f"{finding.level}: {finding.where}: {finding.what}")
        _say(f"  → {finding.remedy}")


def _print_left_out(plans: PacketPlans) -> None:
    for left in plans.left_out:
        _say(f"left out: {left.vehicle} in {left.case_number}: {left.reason} ({left.rule})")


def _say(words: str) -> None:
    """Print a line as it is: nothing cut, nothing folded, so that it can be searched and copied."""
    _out.print(words, markup=False, highlight=False, soft_wrap=True)


def _plain(text: str) -> str:
    """Text as it is, where the console would read brackets as styling."""
    return text.replace("[", r"\[")


if __name__ == "__main__":
    app()
