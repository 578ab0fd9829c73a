"""Addresses of our pages. They hold ids of the archive, never a name or a case number."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

from docassemble.base.util import current_context, interview_url, url_action
from markupsafe import Markup, escape

_QUESTIONS = "docassemble.PostConvictionRelief:data/questions"


def home_link() -> str:
    """The landing page."""
    return _link("home.yml")


def new_case_link() -> str:
    """The interview, for a new case."""
    return _link("vacate_1473_7.yml", new_session=1)


def interview_link(case_id: str) -> str:
    """The interview, for a case that is in the archive."""
    return _link("vacate_1473_7.yml", new_session=1, case=case_id)


def review_link(case_id: str) -> str:
    """The interview's review page, for a case that is in the archive."""
    return _link("vacate_1473_7.yml", new_session=1, case=case_id, page="review")


def answer_link(case_id: str, question: str) -> str:
    """One question of the interview, for a case that is in the archive; then its review page.

    Args:
        case_id: the case.
        question: the variable that it asks.
    """
    action = json.dumps({"action": question, "arguments": {}}).encode("ascii")
    asks = b64encode(action).decode("ascii").rstrip("=")
    return _link("vacate_1473_7.yml", new_session=1, case=case_id, page="review", action=asks)


def case_link(case_id: str) -> str:
    """The page of one case."""
    return _link("case.yml", case=case_id)


def law_link(case_id: str) -> str:
    """What the law says of one case."""
    return _link("law.yml", new_session=1, case=case_id)


def warning_link(case_id: str, code: str) -> str:
    """One warning, to be read and acknowledged."""
    return _link("law.yml", new_session=1, case=case_id, warning=code)


def exhibits_link(case_id: str) -> str:
    """The files of a case's exhibits."""
    return _link("exhibits.yml", new_session=1, case=case_id)


def new_from_file_link() -> str:
    """The page for a case from a file."""
    return _link("case_file.yml", new_session=1)


def changed_file_link(case_id: str) -> str:
    """The page for the changed case file of a case."""
    return _link("case_file.yml", new_session=1, case=case_id)


def calendar_link(case_id: str) -> str:
    """The deadlines of one case for a calendar; only in an interview that has the event."""
    return str(url_action("calendar", case=case_id))


def batch_link() -> str:
    """The page for a spreadsheet of cases."""
    return _link("batch.yml")


def exemplars_link() -> str:
    """The page of the model documents."""
    return _link("exemplars.yml")


def document_link(case_id: str, packet_id: str, file_name: str) -> str:
    """One file of a packet; only in an interview that has the event `download`."""
    return str(url_action("download", case=case_id, packet=packet_id, file=file_name))


def tab_address(url_args: Mapping[str, str]) -> Markup:
    """What every request of a tab says besides: the session and the case that its page shows.

    The browser's cookie knows one session for each interview, the one opened last. Without this, a
    page would act on the client whose page was opened in another tab meanwhile.

    Args:
        url_args: of the interview.
    """
    told = {"session": str(current_context().session)}
    if "case" in url_args:
        told["case"] = url_args["case"]
    return escape(urlencode(told))


def _link(file_name: str, **arguments: str | int) -> str:
    # from_list: docassemble would speak of a list of interviews, which nobody has here.
    i = f"{_QUESTIONS}/{file_name}"
    return str(interview_url(i=i, local=True, from_list=1, **arguments))
