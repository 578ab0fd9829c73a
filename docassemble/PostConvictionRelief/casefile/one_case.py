"""The facts as they stand for one court case (ruling P6).

A file's top-level court, prosecutor, hearing, service, plea, prior counsel and prejudice are the
default for every case; a case may have its own. A default whose county differs from the case's is
not used (P22). Each group keeps its fact address, so that whatever is missing can be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .base import FactModel, known
from .case_file import CaseFile
from .criminal_case import CriminalCase
from .matter import Matter
from .plea import Defect


@dataclass(frozen=True)
class Addressed:
    """A group of facts, or a list of them, and the address at which it is told."""

    value: object
    address: str


@dataclass(frozen=True)
class OneCase:
    """One case of a case file with the groups that hold for it.

    Attributes:
        case_file: the whole file.
        index: the position of the case in it, from 0.
    """

    case_file: CaseFile
    index: int

    @property
    def case(self) -> CriminalCase:
        """The case itself."""
        return self.case_file.case[self.index]

    @property
    def as_of(self) -> date:
        """The day on which everything is reckoned."""
        return self.case_file.meta.as_of

    def group(self, name: str) -> Addressed:
        """The group `name` (`court`, `service`, …) as it holds for this case, with its address."""
        if name == "case":
            return Addressed(self.case, f"case.{self.index}")
        if name in CriminalCase.model_fields and name in CaseFile.model_fields:
            own = getattr(self.case, name)
            if own or name in self.case.model_fields_set or not self._default_holds(name):
                return Addressed(own, f"case.{self.index}.{name}")
        if name == "defects":
            return Addressed(self.defects, "defects")
        if name == "matter":
            return Addressed(self.matter, "matter")
        return Addressed(getattr(self.case_file, name), name)

    def value(self, name: str) -> FactModel | None:
        """The single group `name` as it holds for this case, or `None`."""
        value = self.group(name).value
        return value if isinstance(value, FactModel) else None

    @property
    def defects(self) -> tuple[Defect, ...]:
        """The defects of this case: those that name it, and those that name none."""
        return tuple(
            defect
            for defect in known(self.case_file.defects) or ()
            if known(defect.case) in (None, known(self.case.number))
        )

    @property
    def matter(self) -> Matter:
        """The matter; its id and day are those of the file where it has none of its own (P21)."""
        told, meta = self.case_file.matter, self.case_file.meta
        defaults = {"id": meta.id, "created_on": meta.as_of}
        return told.model_copy(
            update={name: value for name, value in defaults.items() if getattr(told, name) is None}
        )

    def _default_holds(self, name: str) -> bool:
        """A default court or prosecutor is only for cases of its own county (P22)."""
        if name not in ("court", "prosecutor", "hearing", "service"):
            return True
        court = known(self.case_file.court)
        ours = known(self.case.county)
        theirs = known(court.county) if court else None
        return not (ours and theirs) or ours == theirs
