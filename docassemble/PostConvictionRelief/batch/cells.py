"""What a cell says: its text, number or date as the value of a fact."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from .columns import Column, normal
from .fact_types import Kind
from .sheet import CellValue

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
_SECTION = re.compile(r"(?P<section>\d[\d./]*[a-z]?)\s*(?P<subdiv>(\([A-Za-z0-9]{1,4}\))*)")
_STATUTE = re.compile(r"(?P<former>former\s+)?(?P<code>[^\d§]*?)\s*§*\s*(?P<section>\d.*)", re.I)
_YES = {"yes", "y", "true", "x", "1"}
_NO = {"no", "n", "false", "0", "none"}
_UNKNOWN = "unknown"


class CellError(ValueError):
    """A cell can't be read as its column's fact."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} → {remedy}")
        self.what = what
        self.remedy = remedy


def facts_in(column: Column, value: CellValue) -> dict[str, object]:
    """The facts that a cell tells, by address; mostly one.

    Raises:
        CellError: it can't be read as what its column holds.
    """
    if isinstance(value, str) and value.casefold() == _UNKNOWN and not column.type.many:
        return {column.fact: _UNKNOWN}
    if column.reads == "statute":
        return _statute(column, _text(value))
    if column.reads == "section":
        return _section(column.fact.removesuffix(".section"), _text(value))
    if column.reads == "each":
        parts = _parts(_text(value))
        none = len(parts) == 1 and normal(parts[0]) in _NO
        return {column.fact: [] if none else [{column.each: part} for part in parts]}
    if column.type.many:
        return {column.fact: [_one(column, part) for part in _parts(_text(value))]}
    return {column.fact: _one(column, value)}


def _one(column: Column, value: CellValue) -> object:
    kind = column.type.kind
    if kind is Kind.WORD:
        return _word(column, _text(value))
    if kind in (Kind.YES_NO, Kind.YES_NO_OR_TEXT):
        return _yes_no(value, or_text=kind is Kind.YES_NO_OR_TEXT)
    if kind is Kind.DATE:
        return _date(value)
    if kind is Kind.PARTIAL_DATE:
        return _partial_date(value)
    if kind is Kind.INTEGER:
        return _integer(value)
    if kind is Kind.MONEY:
        return _money(value)
    text = _text(value)
    return column.words.get(normal(text), text) if column.words else text


def _text(value: CellValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date | timedelta):
        raise CellError(
            "is a date or duration, where text is expected",
            "format the cell as text and type it again",
        )
    return value


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _word(column: Column, text: str) -> str:
    known = {normal(word): word for word in column.type.words}
    found = column.words.get(normal(text)) or known.get(normal(text))
    if found is None:
        choices = column.note or ", ".join(word.replace("_", " ") for word in column.type.words)
        raise CellError(f"{text!r} is not one of the words for {column.header}", f"give {choices}")
    return found


def _yes_no(value: CellValue, *, or_text: bool) -> object:
    text = _text(value)
    if normal(text) in _YES:
        return True
    if normal(text) in _NO:
        return False
    if or_text:
        return text
    raise CellError(f"{text!r} is neither yes nor no", "give yes, no or unknown")


def _date(value: CellValue) -> str | None:
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellError("is a time of day", "give the date alone")
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    if normal(text) == "none":
        return None
    found = _ISO.fullmatch(text) or _AMERICAN.fullmatch(text)
    if found is None:
        raise CellError(f"{text!r} is not a date", "write MM/DD/YYYY or YYYY-MM-DD")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError as error:
        raise CellError(f"{text!r} is no day of the calendar", "write MM/DD/YYYY") from error


def _partial_date(value: CellValue) -> str | None:
    """A year, a year and month, or a whole date."""
    text = value if isinstance(value, str) else ""
    if isinstance(value, float):
        text = _text(value)
    return text if re.fullmatch(r"\d{4}(-\d{2})?", text) else _date(value)


def _integer(value: CellValue) -> int:
    text = _text(value)
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise CellError(f"{text!r} is not a whole number", "give digits only")
    return int(text)


def _money(value: CellValue) -> str:
    text = _text(value).removeprefix("$").replace(",", "").strip()
    try:
        return str(Decimal(text))
    except InvalidOperation as error:
        raise CellError(
            f"{text!r} is not an amount of money", "give dollars, like 235.00"
        ) from error


def _section(count: str, text: str) -> dict[str, object]:
    found = _SECTION.fullmatch(text)
    if found is None:
        raise CellError(f"{text!r} is not a section of a code", "write it like 459.5 or 459.5(a)")
    facts: dict[str, object] = {f"{count}.section": found["section"]}
    if found["subdiv"]:
        facts[f"{count}.subdiv"] = found["subdiv"]
    return facts


def _statute(column: Column, text: str) -> dict[str, object]:
    found = _STATUTE.fullmatch(text)
    code = column.words.get(normal(found["code"])) if found else None
    if found is None or code is None:
        raise CellError(f"{text!r} is not a code and section", 'write it like "PC 459.5(a)"')
    former: dict[str, object] = {f"{column.fact}.former": True} if found["former"] else {}
    return {f"{column.fact}.code": code, **_section(column.fact, found["section"]), **former}
