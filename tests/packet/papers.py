"""Packets made in tests, and what is read from them."""

from __future__ import annotations

import subprocess

from pypdf import PdfReader
from pypdf.generic import Destination

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.packet.building import (
    PDF,
    BuiltPacket,
    PacketFile,
    build_packet,
)
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop


def built(case_file: CaseFile, workshop: Workshop) -> BuiltPacket:
    """The first packet of a case file."""
    return build_packet(
        plan_packets(case_file).plans[0], workshop, 1, lambda _percent, _words: None
    )


def pdf(packet: BuiltPacket, code: str) -> PacketFile:
    """The PDF of a paper, as it is filed."""
    return next(f for f in packet.files if f.code == code and f.media_type == PDF)


def bookmark(reader: PdfReader, item: object) -> tuple[str | None, int | None]:
    """The title of a bookmark and the page it leads to, counted from 0."""
    assert isinstance(item, Destination)
    return item.title, reader.get_destination_page_number(item)


def text(data: bytes) -> str:
    """The words of a PDF in reading order, spaces and line ends folded."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode("utf-8").split())
