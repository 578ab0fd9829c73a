"""What every fact has in common: it may be unknown, and it may not have been asked.

Three states are kept apart (ruling P5): a value; `UNKNOWN` (asked, the client doesn't know); `None`
(there is none, or it has not happened). A field that is not in `model_fields_set` was not asked.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final, TypeVar, Union, final, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class FactModel(BaseModel):
    """A group of facts: typed, immutable, no key that the model doesn't know."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=False)


@final
class Unknown:
    """The answer "we asked, and it is not known". There is one, `UNKNOWN`."""

    _instance: Unknown | None = None

    def __new__(cls) -> Unknown:
        """The one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
_WRITTEN_UNKNOWN: Final = {"unknown": True}

T = TypeVar("T")


class _MayBeUnknown:
    """Schema of a fact: `unknown`, `null`, or whatever the type of its value accepts.

    A plain union would report one error per member and put the member's name into the address.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        value_types = tuple(t for t in get_args(source) if t not in (Unknown, type(None)))
        value_schema = handler.generate_schema(Union[value_types])  # noqa: UP007 (built at run time)

        def read(value: Any, read_value: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if value is None:
                return None
            if value is UNKNOWN or value == "unknown" or value == _WRITTEN_UNKNOWN:
                return UNKNOWN
            return read_value(value)

        def write(value: Any, write_value: core_schema.SerializerFunctionWrapHandler) -> Any:
            if value is None:
                return None
            return dict(_WRITTEN_UNKNOWN) if value is UNKNOWN else write_value(value)

        return core_schema.no_info_wrap_validator_function(
            read,
            value_schema,
            serialization=core_schema.wrap_serializer_function_ser_schema(
                write, schema=value_schema
            ),
        )


Fact = Annotated[T | Unknown | None, _MayBeUnknown()]


def known(fact: T | Unknown | None) -> T | None:
    """The value of a fact, or `None` where it is unknown, absent, or there is none."""
    return None if isinstance(fact, Unknown) else fact


# ------------------------------------------------------------------------------------ text


def _composed(value: str) -> str:
    """Names come composed (NFC): "ú" is one character, however it was typed."""
    return unicodedata.normalize("NFC", value)


Text = Annotated[str, AfterValidator(_composed)]


def _pattern(pattern: str, what: str) -> AfterValidator:
    """A validator that names what the text should look like."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise PydanticCustomError("fact_shape", "should be {what}", {"what": what})
        return value

    return AfterValidator(check)


Email = Annotated[Text, _pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address")]
ZipCode = Annotated[Text, _pattern(r"\d{5}(-\d{4})?", "a ZIP code of 5 or 5+4 digits")]
StateCode = Annotated[Text, _pattern(r"[A-Z]{2}", "a state's two capital letters")]
BarNumber = Annotated[Text, _pattern(r"\d{1,6}", "1 to 6 digits, in quotes")]
ClockTime = Annotated[Text, _pattern(r"([01]\d|2[0-3]):[0-5]\d", 'a time like "09:00", in quotes')]
Phone = Annotated[Text, _pattern(r"(\D*\d){10,}\D*", "a phone number of at least 10 digits")]


# ----------------------------------------------------------------------------------- dates


def _read_date(value: Any) -> Any:
    """Only a date or ISO text: a bare number must not become a day in 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("fact_date", "is not a date; dates are written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_read_date)]


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


def _read_partial_date(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(year=value.year, month=value.month, day=value.day)
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text):
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError:
            pass
        else:
            return PartialDate(year=year or 0, month=month, day=day)
    raise PydanticCustomError("fact_date", "is not a date; write YYYY-MM-DD, or YYYY-MM, or YYYY")


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


SomeDay = Annotated[PartialDate, _WrittenAsText()]


# ----------------------------------------------------------------------------------- money


def _read_money(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise PydanticCustomError("fact_money", "is not an amount in dollars")
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise PydanticCustomError("fact_money", "is not an amount in dollars") from None
    if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
        raise PydanticCustomError("fact_money", "should be dollars with at most two decimals")
    return round(amount, 2)


Money = Annotated[Decimal, BeforeValidator(_read_money)]
