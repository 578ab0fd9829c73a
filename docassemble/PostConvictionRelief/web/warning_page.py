"""One warning to read: its words, and the record in the case file that somebody has read it."""

from __future__ import annotations

from docassemble.base.util import user_info, validation_error
from markupsafe import Markup

from ..casefile import CaseFile
from ..casefile.matter import Acknowledgement
from ..law import is_phrase
from ..law.law_files import WarningText, warning_texts
from . import words
from .parts import part
from .people import acting_as, now, office, today
from .trouble import attempt


def must_type(code: str) -> bool:
    """Whether the warning's phrase must be typed; for the others a click is enough."""
    return _text(code).acknowledge == "typed"


def warning_title(code: str) -> str:
    """What people call the warning."""
    return words.labels("WarningCode")[code]


def warning_text(code: str) -> Markup:
    """Its text in English and Spanish."""
    return part("warning.html", text=_text(code))


def warning_phrases(code: str) -> str:
    """The phrase to type, in both languages."""
    text = _text(code)
    return f"{text.phrase_en} (or in Spanish: {text.phrase_es})"


def check_phrase(code: str, typed: str) -> None:
    """Refuse the page while something else than the phrase was typed."""
    if not is_phrase(typed, _text(code)):
        validation_error(f"Type: {_text(code).phrase_en}", field="typed")


@attempt
def record_as_read(case_id: str, code: str, typed: str) -> int:
    """Record in the case file that the signed-in person has read the warning.

    Args:
        case_id: the case, which is read anew: what others saved meanwhile stays.
        code: the warning's.
        typed: what was typed; empty where a click is enough.

    Returns:
        The version saved.
    """
    person = acting_as("attorney", "paralegal")
    stored = office().case(person, case_id)
    changed = _with(stored.case_file, code, typed)
    return office().save_case(person, changed, stored.version, now())


def _with(case_file: CaseFile, code: str, typed: str) -> CaseFile:
    """The case file with the record. It is as of today then: nobody has read tomorrow's warning."""
    day = today()
    told = {"warning": code, "by": _signed_in(), "read_on": day, "typed": typed or None}
    record = Acknowledgement.model_validate(told)
    others = tuple(each for each in case_file.acknowledgements if each.warning != code)
    meta = case_file.meta.model_copy(update={"as_of": max(case_file.meta.as_of, day)})
    return case_file.model_copy(update={"acknowledgements": (*others, record), "meta": meta})


def _signed_in() -> str:
    """The person's name; their address where no name was given."""
    person = user_info()
    return f"{person.first_name or ''} {person.last_name or ''}".strip() or str(person.email)


def _text(code: str) -> WarningText:
    return warning_texts()[code]
