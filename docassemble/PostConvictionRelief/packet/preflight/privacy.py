"""What must not be read in filed papers is in none of them (rule 1.201; specification 4.1, 4.5)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pikepdf import Pdf

from ...casefile import known
from ..finding import Finding
from ..private import private_things, spots
from .examined import Examined

_OF_FORM_BOXES = "a full date of birth"
"""What a court form may ask for in a box of its own (ruling P13)."""


def privacy(examined: Examined) -> Iterator[Finding]:
    """Private things in the words of papers, or a person's name in what files say of themselves."""
    things = private_things(examined.case_file)
    for paper in examined.filed:
        text = "\n".join(paper.pages)
        kinds = dict.fromkeys(spot.kind for spot in spots(text, things))
        for kind in kinds:
            if paper.form is not None and kind == _OF_FORM_BOXES:
                continue
            yield Finding(
                "error",
                paper.code,
                f"tells {kind}",
                "take it out of the fact or the exemplar that tells it",
            )
        yield from _metadata(examined, paper.code, paper.pdf)
    yield from _metadata(examined, "PACKET", examined.whole)


def _metadata(examined: Examined, code: str, pdf: bytes) -> Iterator[Finding]:
    name = known(examined.case_file.client.name_as_convicted)
    last = known(name.last) if name else None
    with Pdf.open(io.BytesIO(pdf)) as document:
        said = " ".join(str(value) for _, value in document.docinfo.items())
        if "/Metadata" in document.Root:
            said += document.Root.Metadata.read_bytes().decode("utf-8", "replace")
    if last and last.casefold() in said.casefold():
        yield Finding(
            "error", code, "has the client's name in its metadata", "give it another title"
        )
