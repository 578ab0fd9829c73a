"""Who signs which paper of a packet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from ..casefile import CaseFile, known
from .contents import PlannedPaper

NOBODY = "nobody"
JUDGE = "the judge"
_IN_PERSON = {
    "counsel": "the client",
    "counsel, then the person who serves": "the client, then the person who serves",
    "counsel, or the client without one": "the client",
    "counsel and, under penalty of perjury, the client": "the client, under penalty of perjury",
    "the client or counsel, under penalty of perjury": "the client, under penalty of perjury",
}
"""Who signs where the client acts alone."""


def signer_of(planned: PlannedPaper, case_file: CaseFile) -> str:
    """Who signs a paper, in words that follow "is to be signed by"."""
    signer = signers().get(planned.exemplar) or signers().get(planned.code, NOBODY)
    counsel = known(case_file.counsel)
    alone = counsel is not None and known(counsel.pro_per)
    return _IN_PERSON.get(signer, signer) if alone else signer


@cache
def signers() -> dict[str, str]:
    """Who signs what, by the code of the paper or of its exemplar."""
    text = files(__package__).joinpath("signers.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(text))
