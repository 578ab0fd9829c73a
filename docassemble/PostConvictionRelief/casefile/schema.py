"""The case file's JSON Schema (2020-12), for editors, other programs, and whoever sends cases."""

from __future__ import annotations

from typing import Any

from .base import NOT_KNOWN
from .case_file import FORMAT_VERSION, CaseFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a case file, as JSON and YAML hold it.

    It says what each fact may look like. What can't be true together, and what a statute or a case
    number must look like beyond its letters, is judged when a file is read.
    """
    found = _shortened(CaseFile.model_json_schema(by_alias=True, mode="validation"))
    found["$defs"]["NotKnown"] = {
        "description": "Asked, and not known",
        **NOT_KNOWN,
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:post-conviction-relief:case-file:{FORMAT_VERSION}",
        "title": "Case file",
        "description": f"All facts of one client's matter, format version {FORMAT_VERSION}",
    } | {key: value for key, value in found.items() if key not in ("title", "description")}


def _shortened(node: Any) -> Any:
    """A schema without titles and defaults that say nothing, and with "not known" said once."""
    if node == NOT_KNOWN:
        return {"$ref": "#/$defs/NotKnown"}
    if isinstance(node, list):
        return [_shortened(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _shortened(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
