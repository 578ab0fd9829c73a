"""Making packets: one case file, a sheet of cases, the exemplars, the blanks."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..casefile import CaseFile, known
from ..errors import CaseFileError, Problem
from ..office import Office, Person, Role, workshop_in_force
from ..packet.building import BuiltPacket, build_packet
from ..packet.draft import as_draft
from ..packet.exhibits.files import ExhibitFile
from ..packet.plan import PacketPlans, plan_packets
from ..settings import Settings
from .printing import err, out, plain, read_case, read_file, reported, say, write_file

exemplars = typer.Typer(help="The model documents.", no_args_is_help=True)
blanks = typer.Typer(help="The court's blank forms.", no_args_is_help=True)

_KINDS = {"genuine": "The court's own blanks", "practice": "Practice copies, not for filing"}


@reported
def packet(
    case: Annotated[Path, typer.Argument(help="A case file: YAML, or JSON (.json).")],
    out: Annotated[Path, typer.Option(help="Folder for the packets; made if absent.")],
    exhibits: Annotated[
        Path | None,
        typer.Option(help="Folder with the exhibits, named as in the case file, or A.pdf, B.jpg …"),
    ] = None,
) -> None:
    """Build every packet of a case file."""
    case_file = read_case(case)
    plans = plan_packets(case_file)
    workshop = workshop_in_force(Settings.read())
    files = _exhibit_files(case_file, exhibits) if exhibits else {}
    with err.status("Building") as status:
        built = [
            build_packet(plan, workshop, 1, lambda _, words: status.update(words), files)
            for plan in plans.plans
        ]
    for one in map(_as_draft, built):
        _write(out, one)
        _print_packet(one)
    say("\nEvery file is marked as a draft until an attorney's sign-off (pcr sign-off).")
    _print_left_out(plans)


@reported
def sign_off(
    case: Annotated[str, typer.Argument(help="Id of the case in the archive (c-…).")],
    packet: Annotated[str, typer.Argument(help="Id of its packet (p-…).")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files as they are filed.")
    ] = None,
) -> None:
    """Sign a stored packet off as ready to file: it must have no errors, and is frozen then."""
    office = Office.open(Settings.read())
    attorney = _me("attorney")
    signed = office.sign_off(attorney, case, packet, datetime.now(UTC))
    say(f"{packet}: signed off by {signed.by} at {signed.when:%Y-%m-%d %H:%M} UTC")
    manifest = next(m for m in office.packets(attorney, case) if m.packet_id == packet)
    for document in manifest.documents if out else ():
        file = office.document(attorney, case, packet, document.file_name)
        write_file(Path(str(out)) / file.file_name, file.data)
        say(file.file_name)


@reported
def batch(
    sheet: Annotated[Path, typer.Argument(help="A spreadsheet: XLSX or CSV.")],
    answered: Annotated[
        Path | None, typer.Option(help="Where to write the answered sheet (XLSX).")
    ] = None,
) -> None:
    """Make a packet for every right row of a spreadsheet, and name the wrong cells."""
    office = Office.open(Settings.read())
    with err.status("Reading the sheet") as status:
        result = office.batch(
            _me("paralegal"),
            read_file(sheet),
            datetime.now(UTC),
            lambda _, words: status.update(words),
        )
    target = answered or sheet.with_name(f"{sheet.stem}-answered.xlsx")
    write_file(target, result.answered)
    table = Table("Row", "Result", "Case", box=None)
    for row in result.rows:
        lines = [row.outcome.value, *(f"{p.where}: {p.what} → {p.remedy}" for p in row.problems)]
        table.add_row(str(row.number), plain("\n".join(lines)), row.case_id or "")
    out.print(table)
    say(f"Answered sheet: {target}")
    if result.wrong:
        raise typer.Exit(2)


@exemplars.command("list")
@reported
def exemplars_list() -> None:
    """Show every exemplar and the version in force."""
    table = Table("Exemplar", "Version", "Title", box=None)
    for state in Office.open(Settings.read()).exemplars(_me("exemplar trainer")):
        table.add_row(f"{state.code}.{state.language}", state.version, plain(state.title))
    out.print(table)


@exemplars.command("publish")
@reported
def exemplars_publish(
    code: Annotated[str, typer.Argument(help="Document code, like D-NOM.")],
    docx: Annotated[Path, typer.Argument(help="The changed Word file.")],
    language: Annotated[str, typer.Option(help="Language of the exemplar.")] = "en",
) -> None:
    """Check a changed Word file and put it in force for the next packets."""
    version = Office.open(Settings.read()).publish_exemplar(
        _me("exemplar trainer"), code, language, read_file(docx), datetime.now(UTC)
    )
    say(f"{code}.{language} is now {version}")


@blanks.command("status")
@reported
def blanks_status() -> None:
    """Say whether the court's own blanks are used, and where each came from."""
    forms = workshop_in_force(Settings.read()).forms
    found: dict[tuple[str, str], list[str]] = {}
    for card in forms.registry:
        blank = forms.blanks.blank(card)
        found.setdefault((blank.kind, blank.where_from), []).append(card.form)
    for (kind, where_from), names in found.items():
        say(f"{_KINDS[kind]} ({where_from}): {', '.join(names)}")


def _exhibit_files(case_file: CaseFile, folder: Path) -> dict[str, ExhibitFile]:
    """The files of a folder for the exhibits of a case file: by the name told, else by letter.

    Raises:
        CaseFileError: the folder is not there, or two files are named by one letter.
    """
    if not folder.is_dir():
        raise CaseFileError(Problem(str(folder), "is no folder", "give the folder of the exhibits"))
    found: dict[str, ExhibitFile] = {}
    for index, exhibit in enumerate(case_file.exhibits):
        letter, told = known(exhibit.letter), known(exhibit.file)
        if letter is None:
            continue
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.is_file() and (path.name == told if told else path.stem == letter)
        )
        if len(paths) > 1:
            names = " and ".join(path.name for path in paths)
            raise CaseFileError(
                Problem(f"exhibits.{index}.file", f"is {names}", "leave one of them in the folder")
            )
        for path in paths:
            found[letter] = ExhibitFile(path.name, read_file(path))
    return found


def _as_draft(built: BuiltPacket) -> BuiltPacket:
    """The packet with the mark of a draft on every page of its files."""
    files = (replace(file, data=as_draft(file.data, file.media_type)) for file in built.files)
    return replace(built, files=tuple(files))


def _write(out_folder: Path, built: BuiltPacket) -> None:
    for file in built.files:
        write_file(out_folder / file.file_name, file.data)


def _me(role: Role) -> Person:
    """Whoever may run commands on this machine may act in any role; the ledger has their number."""
    return Person(f"u-local{os.getuid()}", role)


def _print_packet(built: BuiltPacket) -> None:
    say(f"\nCase {built.plan.case_number}: {', '.join(built.plan.relief.vehicles)}")
    for file in built.files:
        pages = f"{file.pages:>3} pages" if file.pages else " " * 9
        say(f"{sha256(file.data).hexdigest()}  {pages}  {file.file_name}")
    versions = ", ".join(f"{e.card.name} {e.version}" for e in built.exemplars)
    if versions:
        say(f"Exemplars: {versions}")
    for form in built.forms:
        say(f"{form.code}: {form.edition}, {form.blank_kind} blank")
    for finding in built.findings:
        say(f"{finding.level}: {finding.where}: {finding.what}")
        say(f"  → {finding.remedy}")


def _print_left_out(plans: PacketPlans) -> None:
    for left in plans.left_out:
        say(f"left out: {left.vehicle} in {left.case_number}: {left.reason} ({left.rule})")
