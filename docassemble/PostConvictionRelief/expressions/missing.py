"""A fact that isn't there: visible where it is printed, false where it is tested, never an error.

A name the model doesn't know is another matter: that is a mistake in the template, and strict.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Undefined
from markupsafe import Markup


class MissingFact(Undefined):
    """Stands for a fact that was not asked, is unknown, or is none.

    It prints as `[MISSING: case.0.plea_date]` and notes its address in the log when it does.
    """

    __slots__ = ("_address", "_log")

    def __init__(self, address: str, log: set[str]) -> None:
        super().__init__(name=address)
        self._address = address
        self._log = log

    @property
    def fact_address(self) -> str:
        """The address of the fact that isn't there."""
        return self._address

    def below(self, name: str) -> MissingFact:
        """The missing fact `name` of this missing group."""
        return type(self)(f"{self._address}.{name}", self._log)

    def passed_over(self) -> None:
        """Told when a template looks at the fact without printing it: that is no finding."""

    def mark(self) -> str:
        """The visible mark; printing is what makes a missing fact matter, so it is logged."""
        self._log.add(self._address)
        return f"[MISSING: {self._address}]"

    def __getattr__(self, name: str) -> MissingFact:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.below(name)

    def __getitem__(self, key: object) -> MissingFact:  # type: ignore[override]
        return self.below(str(key))

    def __str__(self) -> str:
        return self.mark()

    def __html__(self) -> Markup:
        return Markup.escape(self.mark())

    def __bool__(self) -> bool:
        self.passed_over()
        return False

    def __iter__(self) -> Iterator[object]:
        self.passed_over()
        return iter(())

    def __len__(self) -> int:
        self.passed_over()
        return 0

    def __eq__(self, other: object) -> bool:
        self.passed_over()
        return isinstance(other, MissingFact) and other._address == self._address

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._address)

    def __contains__(self, item: object) -> bool:
        self.passed_over()
        return False

    def _incomparable(self, _other: object) -> bool:
        """Nothing comes before or after a fact that isn't there."""
        self.passed_over()
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _incomparable  # type: ignore[assignment]


class MissingRow(MissingFact):
    """Stands for the one row of a list that would be empty, as of a conviction's counts.

    Whatever a paper prints of the row is the mark of the fact that would fill the list.
    """

    __slots__ = ()

    def below(self, name: str) -> MissingFact:  # noqa: ARG002 (a part is missing as its row is)
        """A part of the row is missing for the same fact."""
        return self


class WithheldFact(MissingFact):
    """Stands for a fact whose disclosure the client has not consented to (ruling P23).

    It prints as `[CONSENT NEEDED: imm]`; its log holds the groups of consent that are needed. A
    paper that only looks at it would have told something else with the consent, so that is noted,
    too.
    """

    __slots__ = ()

    def below(self, name: str) -> MissingFact:  # noqa: ARG002 (a part is withheld as its group is)
        """A part of a withheld group is withheld under the same consent."""
        return self

    def passed_over(self) -> None:
        """Note the consent that would have let the paper tell more."""
        self._log.add(self._address)

    def mark(self) -> str:
        """The visible mark; the group whose consent is needed is logged."""
        self._log.add(self._address)
        return f"[CONSENT NEEDED: {self._address}]"
