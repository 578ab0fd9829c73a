"""What an expression can give, as far as the model of the facts tells it without any facts.

A kind says which groups of facts a value may be, what its items are, and, where the model names
them, the only words that it can have. `resolving.py` reckons with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, reduce
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..casefile import CaseFile, Declaration, Destination, FactModel
from ..casefile.declared import PUBLIC, declaration
from ..casefile.shape import choices, field_named
from .facts import GROUPS


@dataclass(frozen=True)
class GroupKind:
    """A group of facts, or a dataclass of something worked out: its class, and what is declared."""

    model: type
    declared: Declaration = PUBLIC


@dataclass(frozen=True)
class Kind:
    """What a value may be.

    Attributes:
        groups: the groups of facts that it may be.
        words: the only plain values that it may be; `None` where any may come.
        items: what it holds, where it is a list or a table of words.
        parts: what its attributes hold, where they are known by name (`namespace`, `loop`).
        keys: of a table of words, its keys.
    """

    groups: frozenset[GroupKind] = frozenset()
    words: frozenset[object] | None = None
    items: Kind | None = None
    parts: Mapping[str, Kind] | None = None
    keys: frozenset[object] | None = None

    def __or__(self, other: Kind) -> Kind:
        """What is either of the two."""
        return Kind(
            self.groups | other.groups,
            None if self.words is None or other.words is None else self.words | other.words,
            self.items | other.items if self.items and other.items else self.items or other.items,
            {**(self.parts or {}), **(other.parts or {})} or None,
            self.keys or other.keys,
        )

    @property
    def printable(self) -> bool:
        """Whether it can be printed: neither a group of facts nor a list."""
        return not self.groups and self.items is None


PLAIN = Kind()
"""A text, a number, a date, true or false."""

NOTHING = Kind(words=frozenset())
"""What an empty list holds."""


def listed(items: Kind) -> Kind:
    """A list of something."""
    return Kind(words=frozenset(), items=items)


def either(kinds: Iterator[Kind]) -> Kind:
    """What is any of several."""
    return reduce(Kind.__or__, kinds, NOTHING)


def names_of_a_paper(computed: Mapping[str, type]) -> dict[str, Kind]:
    """What the names hold that every expression of a paper knows.

    Args:
        computed: the classes of the names that other rooms work out (`relief`).
    """
    known = {name: _fact(CaseFile, name, PUBLIC) for name in GROUPS}
    known["case"] = known["case"].items or NOTHING  # a paper is of one case
    return {
        **known,
        **{
            name: Kind(frozenset({GroupKind(made)}), frozenset()) for name, made in computed.items()
        },
        "as_of": PLAIN,
    }


def fact_of(group: GroupKind, name: str) -> Kind | str:
    """What the fact `name` of a group holds; in words why there is no such fact."""
    if issubclass(group.model, FactModel):
        found = field_named(group.model, name)
        own = found[0] if found else name
        if own in group.model.model_fields:
            declared = declaration(group.model, own, group.declared)
            if declared.destination is Destination.OFFICE:
                return f"{name} is for the office and in no paper"
            return _fact(group.model, own, group.declared)
    elif is_dataclass(group.model) and name in {part.name for part in fields(group.model)}:
        return _kind(get_type_hints(group.model, include_extras=True)[name], PUBLIC)
    computed = getattr(group.model, name, None)
    if isinstance(computed, property):
        return _kind(get_type_hints(computed.fget, include_extras=True)["return"], group.declared)
    return f"{group.model.__name__} has no fact called {name}"


@cache
def _fact(model: type[FactModel], name: str, above: Declaration) -> Kind:
    return _kind(model.model_fields[name].annotation, declaration(model, name, above))


def _kind(annotation: Any, declared: Declaration) -> Kind:
    return either(_one(choice, declared) for choice in choices(annotation))


def _one(choice: Any, declared: Declaration) -> Kind:
    if get_origin(choice) in (tuple, list):
        return listed(_kind(get_args(choice)[0], declared))
    if get_origin(choice) is Literal:
        return Kind(words=frozenset(get_args(choice)))
    if isinstance(choice, type) and (issubclass(choice, FactModel) or is_dataclass(choice)):
        return Kind(frozenset({GroupKind(choice, declared)}), frozenset())
    return PLAIN
