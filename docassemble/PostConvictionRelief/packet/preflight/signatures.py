"""Who must sign what: every paper that is sworn or signed has its line, and who signs is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding
from .examined import Examined

SIGNERS = {
    "D-NOM": "counsel",
    "D-MPA": "counsel",
    "D-PET": "counsel",
    "D-DISC": "counsel",
    "D-ABS": "counsel",
    "D-INT": "counsel",
    "D-NPC": "counsel",
    "D-DECL-C": "the client",
    "D-CERT-I": "the interpreter",
    "D-DECL-A": "counsel",
    "D-DECL-PC": "former counsel",
    "D-DECL-X": "the expert",
    "D-POS": "the person who serves, after service",
    "D-PO": "the judge",
}
"""Who signs a paper, by its code; a list of exhibits and the like nobody signs."""

_LINE = re.compile(r"_{12,}")
_SWORN = re.compile(r"declare under penalty of perjury")


def signatures(examined: Examined) -> Iterator[Finding]:
    """A line for each signature, and a note of who signs before filing."""
    for paper in examined.pleadings:
        text = "\n".join(paper.pages)
        signer = SIGNERS.get(paper.code)
        if signer is None:
            continue
        if paper.code == "D-PET" and _SWORN.search(paper.words):
            signer += " and, under penalty of perjury, the client"
        if not _LINE.search(text):
            yield Finding(
                "error",
                paper.code,
                f"has no line for the signature of {signer}",
                "correct the exemplar: a line with the name under it",
            )
        elif signer != "the judge":
            yield Finding(
                "note", paper.code, f"is to be signed by {signer}", "have it signed and dated"
            )
    for paper in examined.filed:
        if paper.form and paper.form.code in _FORMS_SIGNED:
            yield Finding(
                "note",
                paper.code,
                f"is to be signed by {_FORMS_SIGNED[paper.form.code]}",
                "have it signed and dated",
            )


_FORMS_SIGNED = {
    "F-CR180": "counsel, or the client without one",
    "F-CR187": "counsel, or the client without one",
    "F-CR400": "counsel, or the client without one",
    "F-CR409": "counsel, or the client without one",
    "F-HC001": "the petitioner",
    "F-CR106": "the person who serves, after service",
    "F-CR403": "the person who serves, after service",
    "F-MC031": "the declarant",
    "F-FW001": "the client",
}
