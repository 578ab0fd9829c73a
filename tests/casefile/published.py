"""What is published of the case file's models: the tables of the handbook, and the JSON Schema.

After a change of the models:

    python -m tests.casefile.published        # then read the diff: it is what users will see
"""

from __future__ import annotations

import json
from pathlib import Path

from docassemble.PostConvictionRelief.casefile import schema
from docassemble.PostConvictionRelief.casefile.handbook import tables

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = DOCS / "case_file.md"
SCHEMA = DOCS / "case_file.schema.json"
HEADING = "## Every fact\n"


def page() -> str:
    """The page as it ought to be: what was written by hand, and the tables."""
    written, _, behind = PAGE.read_text(encoding="utf-8").partition(HEADING)
    introduction = behind.split("\n### ")[0].strip()
    return f"{written}{HEADING}\n{introduction}\n\n{tables().strip()}\n"


def schema_text() -> str:
    """The published JSON Schema."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
