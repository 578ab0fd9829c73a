"""The values that facts have: text, days, amounts, whole numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictInt,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .base import FactModel

# ------------------------------------------------------------------------------------ text

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_NOT_IN_DOCUMENTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(value: str) -> str:
    """Text as it can stand in a document: composed (NFC), one kind of line end, no control codes.

    Names keep their diacritics: "ú" is one character, however it was typed. Word files and PDFs
    can't hold control codes or halves of characters, and nobody means them (trap T20).
    """
    return unicodedata.normalize("NFC", _NOT_IN_DOCUMENTS.sub("", _LINE_ENDS.sub("\n", value)))


Text = Annotated[str, AfterValidator(clean_text)]


@dataclass(frozen=True)
class Shape:
    """A text of a fixed shape: what it must look like, as an expression and in words."""

    pattern: str
    what: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def _checked(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise PydanticCustomError("fact_shape", "should be {what}", {"what": self.what})
        return value


Email = Annotated[Text, Shape(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address")]
ZipCode = Annotated[Text, Shape(r"[0-9]{5}(-[0-9]{4})?", "a ZIP code of 5 or 5+4 digits")]
StateCode = Annotated[Text, Shape(r"[A-Z]{2}", "a state's two capital letters")]
BarNumber = Annotated[Text, Shape(r"[0-9]{1,6}", "1 to 6 digits, in quotes")]
ClockTime = Annotated[
    Text, Shape(r"([01][0-9]|2[0-3]):[0-5][0-9]", 'a time like "09:00", in quotes')
]
Phone = Annotated[
    Text, Shape(r"([^0-9]*[0-9]){10,}[^0-9]*", "a phone number of at least 10 digits")
]
FourDigits = Annotated[Text, Shape(r"[0-9]{4}", "the last four digits, in quotes")]
ExhibitLetter = Annotated[Text, Shape(r"[A-Z]{1,2}", "a capital letter, like A")]
FileId = Annotated[
    Text, Shape(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "letters, digits and . _ - only")
]


# ----------------------------------------------------------------------------------- dates

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART_OF_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AMERICAN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _no_date(value: Any, forms: str) -> PydanticCustomError:
    """What is wrong with a date; a date written as Americans write it is given back as ISO."""
    american = _AMERICAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if american:
        month, day, year = (int(part) for part in american.groups())
        try:
            meant = date(year, month, day)
        except ValueError:
            pass
        else:
            spelled = f"{meant:%B} {meant.day}, {meant.year}"
            return PydanticCustomError(
                "fact_date",
                "is not a date as files have it; {forms}",
                {"forms": forms, "remedy": f"write {meant.isoformat()} for {spelled}"},
            )
    return PydanticCustomError("fact_date", "is not a date; {forms}", {"forms": forms})


def _read_day(value: Any) -> Any:
    """Only a date or ISO text: a bare number must not become a day in 1970."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _no_date(value, "dates are written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_read_day)]


class PartialDate(FactModel):
    """A date of which perhaps only the year, or the year and month, is remembered."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        if self.day is not None:
            return self.earliest
        if self.month is None or self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)


def _read_partial_date(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate(year=value.year, month=value.month, day=value.day)
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if match := _PART_OF_DAY.fullmatch(text):
        year, month, day = (None if part is None else int(part) for part in match.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            pass
        else:
            return PartialDate(year=year or 0, month=month, day=day)
    raise _no_date(value, "write YYYY-MM-DD, or YYYY-MM, or YYYY")


class _WrittenAsText:
    """A partial date is written as the text it is read from."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _read_partial_date,
            core_schema.is_instance_schema(PartialDate),
            serialization=core_schema.to_string_ser_schema(),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
        return {"anyOf": [text, {"type": "integer", "minimum": 1000, "maximum": 9999}]}


SomeDay = Annotated[PartialDate, _WrittenAsText()]


# --------------------------------------------------------------------------------- numbers

Whole = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
"""A whole number of days, months, years or people: never below nothing."""
Ordinal = Annotated[StrictInt, Field(ge=1, le=10_000)]
"""A number that counts from one."""

_LARGEST_AMOUNT = Decimal(1_000_000_000)
_DOLLARS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")


def _read_money(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise PydanticCustomError("fact_money", "is not an amount in dollars")
    if isinstance(value, str) and not _DOLLARS.fullmatch(value):
        raise PydanticCustomError(
            "fact_money", "is not an amount in dollars", {"remedy": "write it like 1300.00"}
        )
    amount = Decimal(str(value))
    if not amount.is_finite() or not 0 <= amount < _LARGEST_AMOUNT or amount != round(amount, 2):
        raise PydanticCustomError("fact_money", "should be dollars with at most two decimals")
    return round(amount, 2)


class _Dollars:
    """The JSON Schema of an amount; its value is read by `_read_money`."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "pattern": f"^(?:{_DOLLARS.pattern})$"}
        return {"anyOf": [{"type": "number", "minimum": 0, "exclusiveMaximum": 1e9}, text]}


Money = Annotated[Decimal, BeforeValidator(_read_money), _Dollars()]
