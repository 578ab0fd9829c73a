"""The vehicles: one file each, with what the law says of it and which papers it takes.

A lawyer reads a file beside section 1 of the specification, and corrects it there. Every statement
carries how well it is known, where it was read, and when it was last checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict

from ...casefile.vocabulary import ServiceParty, Vehicle
from ..calendar_law import LawItem, table
from ..law_files import Authority, authorities

Kind = Literal["defect", "sentence", "reclassification", "record", "rehabilitative"]

SUBJECTS: Final = ("who", "elements", "standard", "time", "service")
"""What each vehicle's statements are about, in the order of the file."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Reader = Literal["court", "clerk", "client", "prosecution", "office"]
"""For whom a paper is written: what the clerk gets goes to the court beside the filing."""


class PaperRule(_Row):
    """One paper of a packet.

    Attributes:
        code: its document code.
        why: why it is there.
        when: on which facts (an expression, docs/expressions.md); always, where absent.
        by_hand: the service doesn't write it; the attorney does.
        exemplar: code of the exemplar that it is written from, where that isn't the paper's own:
            the notice of one motion (`D-NOM-1018`) is not that of another.
        reader: for whom it is; only what the court reads is filed with the others and served.
    """

    code: str
    why: str
    when: str | None = None
    by_hand: bool = False
    exemplar: str | None = None
    reader: Reader = "court"


class ImmigrationEffect(LawItem):
    """What immigration law makes of the vehicle: recognized, not recognized, or arguable."""

    effect: Literal["recognized", "not_recognized", "arguable"]


class VehicleRule(_Row):
    """One vehicle.

    Attributes:
        id: its id, which is the name of its file.
        name: what it is called.
        statute: as it is written in papers.
        section: of the specification.
        kind: what it does: attack a defect, change a sentence, reclassify the offense, correct or
            seal a record, or reward rehabilitation.
        who, elements, standard, time, service: who qualifies; what must be shown; by which proof
            and to which result; by when; on whom it is served and with how much notice.
        served_on: the parties that are served in any case.
        joins: another vehicle; where both are asked for, this one is argued in its papers.
        papers: in filing order.
        client_copies: papers for the client to read in their own language; never filed.
        immigration: what immigration law makes of it.
        warnings: codes of those that always go with it.
        authorities: keys of what may be cited.
    """

    id: Vehicle
    name: str
    statute: str
    section: str
    kind: Kind
    who: tuple[LawItem, ...]
    elements: tuple[LawItem, ...]
    standard: tuple[LawItem, ...]
    time: tuple[LawItem, ...]
    service: tuple[LawItem, ...]
    served_on: tuple[ServiceParty, ...] = ("prosecuting_agency",)
    joins: Vehicle | None = None
    papers: tuple[PaperRule, ...]
    client_copies: tuple[PaperRule, ...] = ()
    immigration: ImmigrationEffect
    warnings: tuple[str, ...]
    authorities: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[LawItem, ...]:
        """Everything that is said of it, each with its standing."""
        told = (item for subject in SUBJECTS for item in getattr(self, subject))
        return (*told, self.immigration)

    @property
    def cited(self) -> tuple[Authority, ...]:
        """What may be cited for it."""
        return tuple(authorities()[key] for key in self.authorities)

    @property
    def by_hand(self) -> bool:
        """Whether the service writes none of its papers."""
        return all(paper.by_hand for paper in self.papers)


@cache
def vehicle_rules() -> dict[Vehicle, VehicleRule]:
    """Every vehicle by its id, in the order of section 1 of the specification."""
    ids: tuple[Vehicle, ...] = get_args(Vehicle)
    return {vehicle: vehicle_from(vehicle, _file(vehicle)) for vehicle in ids}


def _file(vehicle: Vehicle) -> dict[str, Any]:
    return table(f"{vehicle}.yaml", __package__)


def vehicle_from(vehicle: Vehicle, data: dict[str, Any]) -> VehicleRule:
    """A vehicle from the content of its file.

    Its statements get keys (`PC1016_5.who.0`), and the file's statute and day of checking where
    they have none of their own.
    """
    shared = {"authority": data["statute"], "checked_on": data["checked_on"]}
    rest = {name: value for name, value in data.items() if name != "checked_on"}
    for subject in SUBJECTS:
        rows = data.get(subject) or ()
        rest[subject] = list(_keyed(f"{vehicle}.{subject}", rows, shared))
    immigration = shared | {"key": f"{vehicle}.immigration"} | data["immigration"]
    return VehicleRule.model_validate(rest | {"id": vehicle, "immigration": immigration})


def _keyed(
    start: str, rows: Iterable[dict[str, Any]], shared: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        yield shared | {"key": f"{start}.{number}"} | row
