"""The facts as an expression sees them: `client.name_as_convicted.last`, with their addresses.

What a filed paper may tell is declared at each fact (`casefile/declared.py`) and kept here, in one
place: whatever is confidential or privileged comes out as a `WithheldFact` until the client's
consent to its group is recorded (ruling P23), and what is for the office is no fact for a paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum, auto
from typing import Any, get_args

from jinja2 import TemplateRuntimeError

from ..casefile import (
    CaseFile,
    Declaration,
    Destination,
    FactModel,
    PartialDate,
    Sensitivity,
    is_unknown,
    known,
)
from ..casefile.client import FILED_PAPERS
from ..casefile.criminal_case import CriminalCase
from ..casefile.declared import declaration
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import ConsentGroup
from .missing import MissingFact, MissingRow, WithheldFact
from .printable import printable

GROUPS = tuple(name for name in CaseFile.model_fields if name not in ("version", "expected"))
"""The names of the case file that an exemplar or a form card can use."""

_EVERY_GROUP = frozenset(get_args(ConsentGroup)) - {"all"}


class Place(Enum):
    """Where a fact is about to be told."""

    PLEADING = auto()
    FORM = auto()
    OFFICE = auto()


@dataclass(frozen=True)
class View:
    """What of the facts can be seen from one place, and what was missed there.

    Attributes:
        place: where they are told.
        consents: the groups that the client has consented to file.
        acts_alone: whether the client acts without an attorney.
        missing: the addresses of the missing facts that were printed so far.
        withheld: the consent groups whose facts the paper asked for in vain.
    """

    place: Place
    consents: frozenset[str]
    acts_alone: bool
    missing: set[str] = field(compare=False, repr=False)
    withheld: set[str] = field(compare=False, repr=False)

    def hides(self, declared: Declaration) -> bool:
        """Whether there is no such fact here, whatever the client consents to."""
        if declared.destination is Destination.OFFICE:
            return self.place is not Place.OFFICE
        return declared.destination is Destination.FORM_BOXES and self.place is Place.PLEADING

    def withholds(self, declared: Declaration) -> bool:
        """Whether a consent is needed that isn't recorded."""
        if declared.sensitivity is Sensitivity.PUBLIC or self.place is Place.OFFICE:
            return False
        if declared.destination is Destination.FORM_BOXES:
            return False  # hidden from pleadings; a form's box that asks counts as consent (P13)
        if declared.destination is Destination.CONTACT and (
            self.acts_alone or self.place is Place.FORM
        ):
            return False
        return declared.consent not in self.consents

    def seen(self, value: object, address: str, declared: Declaration) -> object:
        """A fact as this place shows it."""
        if value is None or is_unknown(value):
            return MissingFact(address, self.missing)
        if self.withholds(declared) and not _is_empty(value):
            return WithheldFact(declared.consent or Destination.OFFICE, self.withheld)
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, FactModel):
            return Group(value, address, self, declared)
        if isinstance(value, tuple):
            return [
                self.seen(item, f"{address}.{index}", declared) for index, item in enumerate(value)
            ]
        return value


@dataclass(frozen=True)
class Group:
    """A group of facts at its address. Attributes are looked up by `fact`."""

    model: FactModel = field(repr=False)
    address: str
    view: View = field(compare=False, repr=False)
    declared: Declaration = field(compare=False, repr=False)

    def __str__(self) -> str:
        """A group can't be printed: `{{ client }}` would put every fact of it into a paper."""
        raise TemplateRuntimeError(f"{self.address} is a group of facts; print one of its facts")

    def fact(self, name: str) -> object | None:
        """The fact `name` of this group, or `None` where papers know no such fact."""
        if isinstance(self.model, CriminalCase) and name in ("counts", "convicted_counts"):
            mark = self._untold_counts(self.model, name)
            if mark:
                return mark
        model = type(self.model)
        for own_name, own_field in model.model_fields.items():
            if name in (own_name, own_field.alias):
                declared = declaration(model, own_name, self.declared)
                if self.view.hides(declared):
                    return None
                value = getattr(self.model, own_name)
                return self.view.seen(value, f"{self.address}.{name}", declared)
        if isinstance(getattr(model, name, None), property):
            return self._computed(name)
        return None

    def _computed(self, name: str) -> object:
        """A derived value; the counts among it keep the address at which they are told."""
        value = getattr(self.model, name)
        if isinstance(value, tuple) and all(isinstance(item, FactModel) for item in value):
            counts = getattr(self.model, "counts", ())
            return [
                Group(
                    item,
                    f"{self.address}.counts.{_position(counts, item)}",
                    self.view,
                    self.declared,
                )
                for item in value
            ]
        return self.view.seen(value, f"{self.address}.{name}", self.declared)

    def _untold_counts(self, case: CriminalCase, name: str) -> list[object]:
        """The mark that stands for the counts where none is told, or none as a conviction.

        No paper says that somebody was convicted of nothing. Where every count is known to have
        been dismissed there is nothing to mark.
        """
        if not case.counts:
            return [MissingRow(f"{self.address}.counts", self.view.missing)]
        if name == "convicted_counts" and not case.convicted_counts:
            for index, count in enumerate(case.counts):
                if known(count.convicted) is None:
                    address = f"{self.address}.counts.{index}.convicted"
                    return [MissingRow(address, self.view.missing)]
        return []


@dataclass(frozen=True)
class PaperContext:
    """What one paper of one case is written from.

    Attributes:
        names: every name that an expression may use.
        missing: the addresses of the missing facts that were printed so far.
        withheld: the consent groups whose facts the paper asked for in vain.
    """

    names: Mapping[str, object]
    missing: set[str]
    withheld: set[str]
    _source: _Source | None = field(default=None, compare=False, repr=False)

    def for_forms(self) -> PaperContext:
        """The same facts as the boxes of a court form may tell them.

        A box that asks for the client's date of birth, address, telephone or e-mail counts as
        consented (ruling P13). What is missed is noted in the same sets.
        """
        if self._source is None:
            return self
        return replace(self, names={**self.names, **self._source.groups(Place.FORM)})


@dataclass(frozen=True)
class _Source:
    """What a context is made from."""

    one: OneCase
    view: View

    def groups(self, place: Place) -> dict[str, object]:
        """The groups of facts as they are seen from a place."""
        view = replace(self.view, place=place)
        found = {name: self.one.group(name) for name in GROUPS}
        return {
            name: view.seen(group.value, group.address, declaration(CaseFile, name))
            for name, group in found.items()
        }


def paper_context(one: OneCase, **computed: object) -> PaperContext:
    """The context for the filed papers of one case.

    Args:
        one: the case.
        computed: further names, worked out by other rooms (`relief`). A dataclass says by
            `casefile.declared.rests_on` in a field's metadata which consent that part needs.
    """
    return _context(one, Place.PLEADING, computed)


def office_context(one: OneCase, **computed: object) -> PaperContext:
    """The context for what never leaves the office: memos, and the choice of papers.

    Args:
        one: the case.
        computed: further names, worked out by other rooms.
    """
    return _context(one, Place.OFFICE, computed)


def consented_groups(one: OneCase) -> frozenset[str]:
    """The groups that the client has consented to file; `all` stands for every group.

    A consent that is to be signed later opens nothing.
    """
    given = {
        known(consent.to_disclose)
        for consent in one.case_file.client.consents
        if known(consent.scope) == FILED_PAPERS
        and (signed := known(consent.signed_on)) is not None
        and signed <= one.as_of
    }
    return _EVERY_GROUP if "all" in given else _EVERY_GROUP & given


def _context(one: OneCase, place: Place, computed: Mapping[str, object]) -> PaperContext:
    if place is not Place.OFFICE:
        one = printable(one)
    counsel = known(one.case_file.counsel)
    alone = bool(counsel and known(counsel.pro_per))
    view = View(place, consented_groups(one), alone, set(), set())
    source = _Source(one, view)
    names = {name: _disclosed(value, view) for name, value in computed.items()}
    return PaperContext(
        {"as_of": one.as_of, **names, **source.groups(place)}, view.missing, view.withheld, source
    )


def _disclosed(value: object, view: View) -> object:
    """Something worked out, without the parts that rest on facts which are withheld."""
    if not is_dataclass(value) or isinstance(value, type) or view.place is Place.OFFICE:
        return value
    withheld: dict[str, Any] = {
        part.name: WithheldFact(consent, view.withheld)
        for part in fields(value)
        if (consent := part.metadata.get("consent")) and consent not in view.consents
    }
    return replace(value, **withheld)


def _is_empty(value: object) -> bool:
    """Whether nothing was told that could be withheld."""
    return value == () or (isinstance(value, FactModel) and not value.model_fields_set)


def _position(items: tuple[object, ...], wanted: object) -> int:
    return next(index for index, item in enumerate(items) if item is wanted)
