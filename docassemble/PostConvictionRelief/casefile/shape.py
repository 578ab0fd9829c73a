"""What a field holds, read from its annotation: a group, a list, or a value of which kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .base import FactModel, Unknown
from .values import PartialDate


def field_named(model: type[FactModel], key: str) -> tuple[str, FieldInfo] | None:
    """The field that files call `key`: its name in Python, and how it is declared."""
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return name, field
    return None


@cache
def model_below(model: type[FactModel], key: str) -> type[FactModel] | None:
    """The group that the field `key` holds, singly or in a list; `None` where it holds a value."""
    found = field_named(model, key)
    if found is None:
        return None
    return next((choice for choice in value_types(found[1]) if is_group(choice)), None)


def is_list(field: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return any(get_origin(choice) is tuple for choice in choices(field.annotation))


def value_types(field: FieldInfo) -> tuple[Any, ...]:
    """The types that a value of the field may have; of a list, those of its items."""
    return tuple(_items(field.annotation))


def is_group(annotation: Any) -> bool:
    """Whether this is a group of facts."""
    return (
        isinstance(annotation, type)
        and issubclass(annotation, FactModel)
        and annotation is not PartialDate
    )


def metadata(field: FieldInfo) -> tuple[Any, ...]:
    """What is annotated to the field's value, at any depth."""
    return (*field.metadata, *_annotated(field.annotation))


def _items(annotation: Any) -> Iterator[Any]:
    for choice in choices(annotation):
        if get_origin(choice) is tuple:
            yield from choices(get_args(choice)[0])
        else:
            yield choice


def choices(annotation: Any) -> Iterator[Any]:
    """What an annotation allows, one by one, without "unknown" and "none"."""
    if get_origin(annotation) is Annotated:
        yield from choices(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from choices(part)
    elif annotation not in (Unknown, NoneType):
        yield annotation


def _annotated(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
    for part in get_args(annotation):
        yield from _annotated(part)
