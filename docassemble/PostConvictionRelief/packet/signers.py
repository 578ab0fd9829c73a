"""Who signs which paper of a packet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from .contents import PlannedPaper

NOBODY = "nobody"
JUDGE = "the judge"


def signer_of(planned: PlannedPaper) -> str:
    """Who signs a paper, in words that follow "is to be signed by"."""
    return signers().get(planned.exemplar) or signers().get(planned.code, NOBODY)


@cache
def signers() -> dict[str, str]:
    """Who signs what, by the code of the paper or of its exemplar."""
    text = files(__package__).joinpath("signers.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(text))
