"""The tables of a memorandum as another program reads them, and what they must say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.law.law_files import authorities
from docassemble.PostConvictionRelief.packet.binding import page_count
from docassemble.PostConvictionRelief.packet.long_memorandum import Printed, with_its_tables
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop

KNOWN = [each.authority for each in authorities().values()]
DOTTED = re.compile(r"(?P<words>.*?)\.{3,}(?P<pages>[\d, ]+|passim)$")
GROUPS = {
    "Cases", "Constitutional Provisions", "California Statutes", "Federal Statutes",
    "Administrative Decisions",
}  # fmt: skip


@dataclass
class Converter:
    """LibreOffice, with the number of pages of each PDF that it made."""

    workshop: Workshop
    pages: list[int] = field(default_factory=list)

    def __call__(self, docx: bytes) -> bytes:
        pdf = self.workshop.to_pdf(docx)
        self.pages.append(page_count(pdf))
        return pdf


def memorandum(case_file: CaseFile, workshop: Workshop) -> bytes:
    """The memorandum of a case in Word, without tables."""
    plan = plan_packets(case_file).plans[0]
    planned = next(paper for paper in plan.papers if paper.code == "D-MPA")
    exemplar = workshop.exemplar(planned.exemplar, planned.language)
    return workshop.write(exemplar, plan.context(planned.reader))


def tabled(file: bytes, to_pdf: Callable[[bytes], bytes]) -> Printed:
    return with_its_tables(file, to_pdf, KNOWN, "D-MPA")


# ------------------------------------------------------------- reading a PDF by another program


def read_pages(pdf: bytes) -> list[list[str]]:
    """The lines of every page as `pdftotext` finds them, without their numbers and the footer."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-x", "104", "-y", "60", "-W", "508", "-H", "685", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    return [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages
    ]


def read_tables(pages: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Every entry of the tables as printed: its words, and its pages."""
    words = ""
    for line in (line for page in pages for line in page):
        if line in GROUPS | {"TABLE OF CONTENTS", "TABLE OF AUTHORITIES", "Page"}:
            continue
        words = f"{words} {line}".strip()
        if entry := DOTTED.match(words):
            yield entry["words"].strip(), entry["pages"].strip()
            words = ""
    assert not words, words


def pages_with(pattern: str, body: dict[int, str]) -> list[int]:
    return [number for number, text in body.items() if re.search(pattern, text)]


@dataclass(frozen=True)
class Read:
    """A finished memorandum, read: entries of its tables, and the words of its other pages."""

    entries: list[tuple[str, str]]
    body: dict[int, str]

    @classmethod
    def of(cls, done: Printed) -> Read:
        pages = read_pages(done.pdf)
        body = {n: " ".join(p) for n, p in enumerate(pages, start=1) if n > done.before}
        return cls(list(read_tables(pages[1 : done.before])), body)

    @property
    def contents(self) -> list[tuple[str, str]]:
        return [entry for entry in self.entries if re.match(r"[IVX]+\. |[A-Z]\. |\d+\. ", entry[0])]

    @property
    def authorities(self) -> list[tuple[str, str]]:
        return [entry for entry in self.entries if entry not in self.contents]

    def pages_of(self, name: str) -> list[int]:
        """The pages on which a decision's name, or its short name, begins."""
        before = re.match(r"People v\. Superior Court \(|People v\. |In re |Matter of |", name)
        assert before
        short = re.split(r" v\. |\)$", name[before.end() :])[0]
        wanted = rf"(?:{re.escape(before[0])}|(?<![\w-])){re.escape(short)}(?![\w-])"
        whole = " ".join(self.body.values())
        ends = accumulate(len(text) + 1 for text in self.body.values())
        last = dict(zip(self.body, ends, strict=True))  # where each page ends
        starts = [match.start() for match in re.finditer(wanted, whole)]
        return sorted({min(n for n in last if last[n] > start) for start in starts})


def assert_true(done: Printed) -> None:
    """Every heading stands on its page, and every decision on all of its pages and no other."""
    read = Read.of(done)
    assert read.contents, "no table of contents"
    at = 0
    for words, page in read.contents:
        plain = re.sub(r"[\s.]", "", words)
        assert plain in re.sub(r"[\s.]", "", read.body[int(page)]), (words, page)
        assert int(page) >= at, words
        at = int(page)
    for citation, printed in read.authorities:
        if name := re.match(r"(.+?) \([^()]*\d{4}\) ", citation):
            namesakes = [other for other, _ in read.authorities if other.startswith(name[1])]
            found = read.pages_of(name[1] if len(namesakes) == 1 else citation)
            assert printed == ("passim" if len(found) > 4 else ", ".join(map(str, found))), citation
