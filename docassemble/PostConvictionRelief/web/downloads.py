"""Files for a person, straight from the archive, under the office's checks; none is kept here."""

from __future__ import annotations

from docassemble.base.util import response, set_save_status
from flask import Response, after_this_request, has_request_context

from ..office import Document
from ..packet.building import PDF
from .case_file_page import case_file_for_download
from .law_page import calendar
from .people import acting_as, office
from .trouble import Trouble, attempt

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_document(case_id: str, packet_id: str, file_name: str) -> Trouble | None:
    """Answer with one file of a packet.

    Returns:
        Only when it can't be had: why.
    """
    return _answer(_document(case_id, packet_id, file_name))


def download_case_file(case_id: str) -> Trouble | None:
    """Answer with the facts of a case as YAML; returns only when they can't be had."""
    return _answer(_case_file(case_id))


def download_exhibit(case_id: str, letter: str) -> Trouble | None:
    """Answer with the file of an exhibit as it came; returns only when it can't be had."""
    return _answer(_exhibit(case_id, letter))


def download_calendar(case_id: str) -> Trouble | None:
    """Answer with the deadlines of a case as a calendar; returns only when it can't be had."""
    return _answer(_calendar(case_id))


def download_exemplar(code: str, language: str) -> Trouble | None:
    """Answer with the Word file of an exemplar in force; returns only when it can't be had."""
    return _answer(_exemplar(code, language))


def download_new_sheet() -> Trouble | None:
    """Answer with an empty sheet for a batch."""
    return _answer((Document("petitions.xlsx", XLSX, office().new_sheet()), None))


def download_answered_sheet(data: bytes) -> Trouble | None:
    """Answer with the sheet that a batch gave."""
    return _answer((Document("petitions-answered.xlsx", XLSX, data), None))


@attempt
def _document(case_id: str, packet_id: str, file_name: str) -> Document:
    return office().document(acting_as("attorney", "paralegal"), case_id, packet_id, file_name)


@attempt
def _case_file(case_id: str) -> Document:
    return case_file_for_download(case_id)


@attempt
def _exhibit(case_id: str, letter: str) -> Document:
    return office().exhibits.file(acting_as("attorney", "paralegal"), case_id, letter)


@attempt
def _calendar(case_id: str) -> Document:
    return calendar(case_id)


@attempt
def _exemplar(code: str, language: str) -> Document:
    return office().exemplar_file(acting_as("exemplar trainer", "attorney"), code, language)


def _answer(found: tuple[Document | None, Trouble | None]) -> Trouble | None:
    document, trouble = found
    if document is None:
        return trouble
    # A PDF is looked at in the browser; anything else is for a program of its own.
    how = "inline" if document.media_type == PDF else "attachment"
    disposition = f'{how}; filename="{document.file_name}"'

    def name_it(answer: Response) -> Response:
        answer.headers["Content-Disposition"] = disposition
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    if has_request_context():
        after_this_request(name_it)
    set_save_status("ignore")
    response(binaryresponse=document.data, content_type=document.media_type)
    return None
