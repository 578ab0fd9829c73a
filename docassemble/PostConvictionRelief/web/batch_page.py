"""A batch: a sheet of cases in, packets and the answered sheet out."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from docassemble.base.util import url_action
from markupsafe import Markup

from . import links
from .building import tell
from .parts import part
from .people import acting_as, now, office
from .pulse import pulse
from .trouble import attempt
from .uploads import Upload


@attempt
def fill_batch(upload: Upload, key: str) -> dict[str, Any]:
    """Make a packet for each right row of a sheet, in the worker.

    Args:
        upload: the sheet.
        key: for telling the progress.

    Returns:
        Rows and answered sheet as plain data, for `batch_result` and `answered_sheet`.
    """
    with pulse(key):
        result = office().batch(
            acting_as("paralegal", "attorney"),
            upload.data,
            now(),
            lambda percent, words: tell(key, percent, words),
        )
    return {
        "rows": [
            {
                "number": row.number,
                "outcome": str(row.outcome),
                "case_id": row.case_id if row.packets else None,
                "problems": [asdict(problem) for problem in row.problems],
            }
            for row in result.rows
        ],
        "answered": b64encode(result.answered).decode("ascii"),
    }


def batch_result(result: dict[str, Any] | None) -> Markup:
    """What became of the rows of a sheet; nothing where none was given yet."""
    if not result:
        return Markup()
    rows = [
        {**row, "link": links.case_link(row["case_id"]) if row["case_id"] else ""}
        for row in result["rows"]
    ]
    return part("batch_result.html", rows=rows, answered=url_action("download_answered"))


def answered_sheet(result: dict[str, Any]) -> bytes:
    """The answered sheet of a batch."""
    return b64decode(result["answered"])
