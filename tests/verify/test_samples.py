"""What the sample cases and traps say must come out is what comes out."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.verify import verify
from tests.examples import EXAMPLES, FILES

TRAPS = "traps.yaml"


@pytest.mark.parametrize("name", [*FILES.values(), TRAPS])
def test_nothing_differs(name: str) -> None:
    report = verify([EXAMPLES / name])
    assert report.unreadable == ()
    assert report.differences == ()
    assert report.files[0].held > 0
