"""Two editions of a form: which fields moved, were renamed, came or went.

Names lie, and they change with the edition; so a field is known again by its tooltip, its name
and its place together. What is proposed is for a person to look through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blank_fields import BlankField
from .likeness import Likeness, Seen, name_words, text_words

SURE = 0.35
"""Fields less alike than this are not taken for the same."""

SURE_ELSEWHERE = 0.7
"""So alike they must be where the order of the fields is another."""

_MOVED = 1.0


@dataclass(frozen=True)
class Pair:
    """A field in the old edition and in the new one."""

    old: BlankField
    new: BlankField
    likeness: float

    @property
    def renamed(self) -> bool:
        """Whether its full name or its on-state is another."""
        return (self.old.name, self.old.state) != (self.new.name, self.new.state)

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere, by more than a point."""
        edges = zip(self.old.box, self.new.box, strict=True)
        return self.old.page != self.new.page or max(abs(a - b) for a, b in edges) > _MOVED

    @property
    def reworded(self) -> bool:
        """Whether its tooltip says something else."""
        return text_words(self.old.tooltip) != text_words(self.new.tooltip)


@dataclass(frozen=True)
class Comparison:
    """What became of every field.

    Attributes:
        pairs: fields that are in both, in the order of the new edition.
        gone: fields that only the old edition has.
        added: fields that only the new one has.
    """

    pairs: tuple[Pair, ...]
    gone: tuple[BlankField, ...]
    added: tuple[BlankField, ...]


def compare(old: Sequence[BlankField], new: Sequence[BlankField]) -> Comparison:
    """Find the fields of one edition in another.

    Args:
        old: the fields of the earlier edition.
        new: the fields of the later one.
    """
    before, after = [_seen(one) for one in old], [_seen(one) for one in new]
    measure = Likeness([*before, *after])
    alike = [
        [
            measure.of(one, other) + _same_name(old[i], new[j]) if _same_kind(old[i], new[j]) else 0
            for j, other in enumerate(after)
        ]
        for i, one in enumerate(before)
    ]
    found = _in_order(alike)
    found |= _elsewhere(alike, found)
    pairs = {j: Pair(old[i], new[j], alike[i][j]) for i, j in found.items()}
    return Comparison(
        pairs=tuple(pairs[j] for j in sorted(pairs)),
        gone=tuple(one for i, one in enumerate(old) if i not in found),
        added=tuple(one for j, one in enumerate(new) if j not in pairs),
    )


def _in_order(alike: list[list[float]]) -> dict[int, int]:
    """Pairs that follow one another in both editions, so that they are most alike in all.

    A form keeps the order of its items; that tells apart boxes whose words are nearly the same.
    """
    across = len(alike[0]) if alike else 0
    best = [[0.0] * (across + 1) for _ in range(len(alike) + 1)]
    for i in reversed(range(len(alike))):
        for j in reversed(range(across)):
            together = best[i + 1][j + 1] + alike[i][j] - SURE
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    found: dict[int, int] = {}
    i = j = 0
    while i < len(alike) and j < across:
        if alike[i][j] > SURE and best[i][j] == best[i + 1][j + 1] + alike[i][j] - SURE:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _elsewhere(alike: list[list[float]], found: dict[int, int]) -> dict[int, int]:
    """Of the fields that are left, those that are surely the same in another place."""
    taken = set(found.values())
    left = sorted(
        (-likeness, i, j)
        for i, row in enumerate(alike)
        for j, likeness in enumerate(row)
        if i not in found and j not in taken and likeness >= SURE_ELSEWHERE
    )
    more: dict[int, int] = {}
    for _, i, j in left:
        if i not in more and j not in more.values():
            more[i] = j
    return more


def _seen(field: BlankField) -> Seen:
    return Seen(
        text=text_words(field.tooltip),
        name=name_words(field.name),
        page=field.page,
        box=field.box,
        ticked=field.kind == "checkbox",
    )


def _same_name(old: BlankField, new: BlankField) -> float:
    """Between two prints of one layout the full name is worth much, but not all."""
    return 0.3 if (old.name, old.state) == (new.name, new.state) else 0.0


def _same_kind(old: BlankField, new: BlankField) -> bool:
    return (old.kind == "button") == (new.kind == "button")
