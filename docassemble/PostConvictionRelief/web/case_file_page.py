"""Case files given and taken away: also for motions that have no interview of their own."""

from __future__ import annotations

from ..casefile import CaseFile, read_json, read_yaml, write_yaml
from ..office import Document
from .people import acting_as, now, office
from .trouble import attempt
from .uploads import Upload

_YAML = "application/yaml; charset=utf-8"


@attempt
def read_case_file(upload: Upload, case_id: str | None) -> str:
    """Save the facts of a file: as a new case, or as the next version of the case given.

    Args:
        upload: the file; one whose name ends in `.json` is JSON, any other is YAML.
        case_id: the case whose facts it replaces; `None` for a new case.

    Returns:
        The id of the case.

    Raises:
        CaseFileError: every problem of the file; nothing is saved.
        LostUpdate, NotFound, NotAllowed, StorageUnavailable.
    """
    person = acting_as("attorney", "paralegal")
    read = read_json if upload.file_name.lower().endswith(".json") else read_yaml
    given = read(upload.data, "the case file")
    version = office().case(person, case_id).version if case_id else 0
    kept_as = case_id or office().new_case_id()
    office().save_case(person, _under(given, kept_as), version, now())
    return kept_as


def case_file_for_download(case_id: str) -> Document:
    """The facts of a case as last saved, as YAML under a name without names.

    Raises:
        NotFound, NotAllowed, StorageUnavailable.
    """
    stored = office().case(acting_as("attorney", "paralegal"), case_id)
    return Document(f"{case_id}.yaml", _YAML, write_yaml(stored.case_file))


def _under(case_file: CaseFile, case_id: str) -> CaseFile:
    meta = case_file.meta.model_copy(update={"id": case_id})
    return case_file.model_copy(update={"meta": meta})
