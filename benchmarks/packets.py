"""How fast a packet is bound and built: binding against pypdf, and the motion with ten exhibits.

    python benchmarks/packets.py

Binding: 60 pages of real papers in ten exhibits with bookmarks, page labels and a stamp on every
page; only the ratio of one run means anything on a shared machine. Aim: 8x pypdf. Ours are made
upright and taken apart before, which pypdf doesn't do at all; how long that takes is told besides.

Packet: sample S02 with ten exhibits of twelve pages each, LibreOffice warm. Once for a new client,
whose name stands in every paper, so that nothing is remembered from the packet before but the
blanks; once after the same client told one thing anew. Aim: under 3 s on two cores. Each new client
is built twice, with one LibreOffice and with the pool: on a shared machine the ratio of such a pair
means more than the seconds.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf
import pypdf
from pypdf.constants import PageLabelStyle
from pypdf.generic import Fit

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts, yaml_facts
from docassemble.PostConvictionRelief.packet.building import BuiltPacket, build_packet
from docassemble.PostConvictionRelief.packet.exhibits.binder import ReadyExhibit, bind_exhibits
from docassemble.PostConvictionRelief.packet.exhibits.files import ExhibitFile
from docassemble.PostConvictionRelief.packet.exhibits.letter import letter_pages
from docassemble.PostConvictionRelief.packet.loose import cut
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from docassemble.PostConvictionRelief.settings import Settings

SAMPLE = Path(__file__).parent.parent / "examples" / "02_motion_1473_7_a1.yaml"
LETTERS = "ABCDEFGHIJ"
NAMES = ("Quintero", "Bracamonte", "Ochoa", "Zaragoza", "Landeros", "Iturbide", "Elizondo")
_BIND_ROUNDS = 7


def main() -> None:
    """Measure and print."""
    binding()
    packets()


def pdf(pages: int, words: str, lines: int = 52) -> bytes:
    """A PDF of full pages of text, as a program of records writes them."""
    made = pikepdf.Pdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
        )
    )
    for number in range(pages):
        page = made.add_blank_page(page_size=(612, 792))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = "".join(
            f"1 0 0 1 72 {720 - 12 * n} Tm ({words}, page {number + 1}, line {n + 1}) Tj\n"
            for n in range(lines)
        )
        page.obj.Contents = made.make_stream(f"BT /F1 10 Tf\n{shown}ET".encode("ascii"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# ------------------------------------------------------------------------------------ binding


def binding() -> None:
    """Ours against pypdf on the same 60 pages."""
    given = _papers_of_the_motion()
    exhibits = _ready(given)
    stamp = pdf(1, "stamp", lines=1)
    ours = _median(lambda: bind_exhibits(exhibits, "BA999041"), _BIND_ROUNDS)
    theirs = _median(lambda: _with_pypdf(given, stamp), _BIND_ROUNDS)
    preparing = _median(lambda: _ready(given), _BIND_ROUNDS)
    print(f"Binding 60 pages: pypdf {theirs * 1000:.0f} ms, ours {ours * 1000:.1f} ms "
          f"(with an index and ten covers besides), {theirs / ours:.1f}x; "
          f"making the ten files upright before {preparing * 1000:.0f} ms")  # fmt: skip


def _ready(given: Sequence[bytes]) -> list[ReadyExhibit]:
    return [
        ReadyExhibit(letter, f"Exhibit {letter} title", "counsel", cut(letter_pages(data)))
        for letter, data in zip(LETTERS, given, strict=True)
    ]


def _papers_of_the_motion() -> list[bytes]:
    """Ten PDFs of six pages each out of the motion's real papers, forms among them."""
    with tempfile.TemporaryDirectory() as state:
        workshop = Workshop.open(Settings(state=state, blanks_source="auto"))
        built = _build(workshop, _case_file("Villalpando", 0), {})
        workshop.office.close()
    with pikepdf.Pdf.open(io.BytesIO(built.files[0].data)) as whole:
        return [_some_pages(whole, start) for start in range(len(LETTERS))]


def _some_pages(whole: pikepdf.Pdf, start: int) -> bytes:
    some = pikepdf.Pdf.new()
    for number in range(6):
        some.pages.append(whole.pages[(start * 3 + number) % len(whole.pages)])
    out = io.BytesIO()
    some.save(out)
    return out.getvalue()


def _with_pypdf(given: Sequence[bytes], stamp_file: bytes) -> bytes:
    """The usual way: append, stamp (the same on every page) by merging, bookmarks and labels."""
    writer = pypdf.PdfWriter()
    stamp = pypdf.PdfReader(io.BytesIO(stamp_file)).pages[0]
    for letter, data in zip(LETTERS, given, strict=True):
        first = len(writer.pages)
        reader = pypdf.PdfReader(io.BytesIO(data))
        for page in reader.pages:
            writer.add_page(page).merge_page(stamp)
        writer.add_outline_item(title=f"Exhibit {letter} title", page_number=first, fit=Fit.fit())
        writer.set_page_label(
            first, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, prefix=letter
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# ------------------------------------------------------------------------------------- packets


def packets() -> None:
    """The motion with ten exhibits of twelve pages: of new clients, and after a change."""
    files = {
        letter: ExhibitFile(f"{letter}.pdf", pdf(12, f"record {letter}")) for letter in LETTERS
    }
    with tempfile.TemporaryDirectory() as state:
        single, pool = (
            Workshop.open(Settings(state=state, blanks_source="auto", office_most=most))
            for most in ("1", "2")
        )
        for workshop in (single, pool):
            built = _build(workshop, _case_file("Villalpando", 0), files)
        pairs = []
        for name in NAMES:
            case_file = _case_file(name, 0)
            pairs.append([_seconds(workshop, case_file, files) for workshop in (single, pool)])
        changed = [_seconds(pool, _case_file(NAMES[-1], n), files) for n in range(1, 6)]
        single.office.close()
        pool.office.close()
    alone, new = zip(*pairs, strict=True)
    print(f"Packet of S02 with ten exhibits (120 pages): {built.files[0].pages} pages bound")
    for told, seconds in (
        ("a new client, one LibreOffice", alone),
        (f"a new client, {pool.office.size} LibreOffices", new),
        ("one fact changed", changed),
    ):
        print(f"  {told}: median {median(seconds):.2f} s, best {min(seconds):.2f} s")
    print(f"  one LibreOffice takes {median(a / b for a, b in pairs):.2f}x (median of pairs)")


def _seconds(workshop: Workshop, case_file: CaseFile, files: dict[str, ExhibitFile]) -> float:
    start = time.perf_counter()
    _build(workshop, case_file, files)
    return time.perf_counter() - start


def _build(workshop: Workshop, case_file: CaseFile, files: dict[str, ExhibitFile]) -> BuiltPacket:
    plan = plan_packets(case_file).plans[0]
    return build_packet(plan, workshop, 1, lambda _percent, _words: None, files)


def _case_file(name: str, times: int) -> CaseFile:
    facts: dict[str, Any] = yaml_facts(SAMPLE.read_bytes())
    facts["client"]["name_as_convicted"]["last"] = name
    facts["prejudice"]["would_have"] = f"I would have gone to trial, {times} times over."
    facts["exhibits"] = [
        {"letter": letter, "title": f"Record {letter}", "authenticated_by": "counsel"}
        for letter in LETTERS
    ]
    return read_facts(facts)


def _median(act: Callable[[], object], rounds: int) -> float:
    act()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


if __name__ == "__main__":
    main()
