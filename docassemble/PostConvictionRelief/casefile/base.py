"""What every fact has in common: it may be unknown, and it may not have been asked.

Three states are kept apart (ruling P5): a value; `UNKNOWN` (asked, the client doesn't know); `None`
(there is none, or it has not happened). A field that is not in `model_fields_set` was not asked.
For a list "there is none" is the empty list, and "not known" is `UNKNOWN_LIST`, which is empty too.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar, Union, final, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
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


class UnknownList(tuple[Any, ...]):
    """A list of which is known only that it is not known: to whoever reads it, it is empty."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnknownList)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(UnknownList)

    def __repr__(self) -> str:
        return "UNKNOWN_LIST"


UNKNOWN_LIST: Final = UnknownList()

_WRITTEN_UNKNOWN: Final = {"unknown": True}
NOT_KNOWN: Final[JsonSchemaValue] = {
    "anyOf": [
        {"const": "unknown"},
        {
            "type": "object",
            "properties": {"unknown": {"const": True}},
            "required": ["unknown"],
            "additionalProperties": False,
        },
    ]
}
"""The JSON Schema of the answer "not known"."""

T = TypeVar("T")


def is_unknown(value: object) -> bool:
    """Whether this is the answer "asked, and not known", of a single fact or of a list."""
    return isinstance(value, Unknown | UnknownList)


def known(fact: T | Unknown | None) -> T | None:
    """The value of a fact, or `None` where it is unknown, absent, or there is none."""
    return None if isinstance(fact, Unknown | UnknownList) else fact


def _says_unknown(value: Any) -> bool:
    return is_unknown(value) or value == "unknown" or value == _WRITTEN_UNKNOWN


def _wrapped(
    schema: CoreSchema,
    read: core_schema.NoInfoWrapValidatorFunction,
    write: core_schema.GeneralWrapNoInfoSerializerFunction,
) -> CoreSchema:
    """A schema whose values are read and written by these, each handed the schema's own way."""
    return core_schema.no_info_wrap_validator_function(
        read,
        schema,
        serialization=core_schema.wrap_serializer_function_ser_schema(write, schema=schema),
    )


class _Unknowable:
    """What may be unknown, or null, whatever else it accepts."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "null"}, dict(NOT_KNOWN)]}


class _MayBeUnknown(_Unknowable):
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
            return UNKNOWN if _says_unknown(value) else read_value(value)

        def write(value: Any, write_value: core_schema.SerializerFunctionWrapHandler) -> Any:
            if value is None:
                return None
            return dict(_WRITTEN_UNKNOWN) if is_unknown(value) else write_value(value)

        return _wrapped(value_schema, read, write)


class _ListMayBeUnknown(_Unknowable):
    """Schema of a list of facts: `unknown`, `null` (there are none), or the list.

    The list as a whole may be unknown, one of it can't be: what isn't known can't be listed, and
    the word would stand in a sworn paper.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        list_schema = handler(source)

        def read(value: Any, read_list: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if _says_unknown(value):
                return UNKNOWN_LIST
            if isinstance(value, list | tuple) and any(_says_unknown(item) for item in value):
                raise PydanticCustomError(
                    "fact_listed",
                    "lists something unknown",
                    {"remedy": "leave it out, or say unknown of the whole list"},
                )
            return read_list(() if value is None else value)

        def write(value: Any, write_list: core_schema.SerializerFunctionWrapHandler) -> Any:
            return dict(_WRITTEN_UNKNOWN) if is_unknown(value) else write_list(value)

        return _wrapped(list_schema, read, write)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(schema)
        if listed.get("items", {}).get("type") == "string":
            listed = {**listed, "items": {**listed["items"], "not": {"const": "unknown"}}}
        return {"anyOf": [listed, {"type": "null"}, dict(NOT_KNOWN)]}


class _GroupMayBeUnknown(_Unknowable):
    """Schema of a group that every case file has: `unknown` means each of its facts, and a group
    under which nothing stands (`eq:` in YAML, which is null) is an empty one.
    """

    def __get_pydantic_core_schema__(
        self, source: type[FactModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def read(value: Any) -> Any:
            if value is None:
                return {}
            if not _says_unknown(value):
                return value
            fields = source.model_fields.items()
            return {field.alias or name: "unknown" for name, field in fields}

        return core_schema.no_info_before_validator_function(read, handler(source))


Fact = Annotated[T | Unknown | None, _MayBeUnknown()]
"""A fact that may be unknown, or of which there is none."""
Many = Annotated[tuple[T, ...], _ListMayBeUnknown()]
"""A list of facts that may be unknown."""
Group = Annotated[T, _GroupMayBeUnknown()]
"""A group of facts that every case file has."""
