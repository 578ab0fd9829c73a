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


OF_THE_MOTION = {
    "proposed_order_must_contain",
    "proposed_order_must_not_contain",
    "redactions_in_filed_set",
    "formatting_checks",
}
LEFT: dict[str, set[str]] = {
    "S01": {"form_values"},
    "S02": OF_THE_MOTION,
    "S03": {"proposed_order_must_contain"},
    "S04": set(),
    "S05": OF_THE_MOTION,
}
LEFT_OF_TRAPS = {
    "T04": {"memo_section_1016_5_absent"},
    "T05": {"proposed_order_must_not_contain"},
    "T06": {
        "must.every_glyph_embedded",
        "must.nothing_truncated",
        "must.extraction_round_trip",
        "must.no_name_in_file_names",
    },
    "T07": {
        "rows_on_form",
        "overflow_rows",
        "overflow_document",
        "attachment_label",
        "total_listed",
        "no_row_lost_or_duplicated",
    },
    "T13": {"result", "check", "message_contains", "blocks", "warning"},
    "T20": {
        "must.literal_text",
        "must.control_characters_stripped",
        "must.documents_open",
        "must.punctuation_preserved",
    },
}


@pytest.mark.parametrize("name", FILES)
def test_of_the_samples_only_what_is_printed_is_left_to_the_papers(name: str) -> None:
    [file] = verify([EXAMPLES / FILES[name]]).files
    assert {left.path for left in file.left} == LEFT[name]


def test_of_the_traps_only_what_is_printed_is_left_to_the_papers() -> None:
    [file] = verify([EXAMPLES / TRAPS]).files
    assert {(left.trap, left.path) for left in file.left} == {
        (trap, path) for trap, paths in LEFT_OF_TRAPS.items() for path in paths
    }
