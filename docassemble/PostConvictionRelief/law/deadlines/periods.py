"""The times and periods of the calculators, as `periods.yaml` and `service.yaml` hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...casefile.counties import County
from ...casefile.vocabulary import Disposition, Level, ServiceMethod, Vehicle
from ..calendar import court_calendar
from ..calendar_law import LawItem, calendar_rules, table

Calculator = Literal["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K12"]
Unit = Literal["court days", "days", "months", "years"]
FilingKind = Literal["order", "request_for_ruling", "habeas", "survivor_petition"]

_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Length(LawItem):
    """So many days, court days, months or years."""

    count: int
    unit: Unit

    @property
    def words(self) -> str:
        """As it is written: `10 court days`, `six months`, `one year`."""
        number = _SPELLED[self.count] if self.count < len(_SPELLED) else str(self.count)
        return f"{number} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


class Period(Length):
    """A period of one calculator; `title` is what the day at its end is called."""

    calculator: Calculator
    title: str


class Wait(Period):
    """How long after which fact of the case a vehicle may be used (K8).

    Attributes:
        runs_from: the name of the fact in the case.
        judged_before: where given, only for judgments before that day.
    """

    vehicle: Vehicle
    dispositions: tuple[Disposition, ...]
    runs_from: Literal["judgment_date", "supervision_completed_on"]
    judged_before: date | None = None


class ProbationCap(Period):
    """The longest term of probation for some offenses (K12).

    Attributes:
        sections: Penal Code sections to which it is limited; empty where it isn't.
        above_dollars: only where the value is above this amount.
        pleas_from: only for pleas on or after this day.
    """

    level: Level
    pleas_from: date
    sections: tuple[str, ...] = ()
    above_dollars: Decimal | None = None


class NoLimit(LawItem):
    """Something for which there is no time limit (K9)."""

    calculator: Calculator
    title: str


class Way(Length):
    """A way of service and what it adds (rule C9); `by` is how it is said."""

    method: ServiceMethod
    by: str


class Band(BaseModel):
    """A product band of K5; the last one has no last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    band: str
    to_day: int | None = None


class DiligenceRule(LawItem):
    """The rule of K5 and its bands, in order."""

    bands: tuple[Band, ...]


class FilingWords(BaseModel):
    """How a kind of filing is recognized in what a case file calls it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: FilingKind
    is_: tuple[str, ...] = Field(default=(), alias="is")
    begins_with: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    def fit(self, text: str) -> bool:
        """Whether `text`, in small letters, is called so."""
        return (
            text in self.is_
            or text.startswith(self.begins_with)
            or any(part in text for part in self.contains)
        )


class Periods(BaseModel):
    """Everything in `periods.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    motion_vehicles: tuple[Vehicle, ...]
    periods: dict[str, Period]
    county_periods: dict[County, dict[str, Period]]
    notices: dict[Vehicle, Period]
    diligence: DiligenceRule
    waits: tuple[Wait, ...]
    no_limit: dict[Vehicle, NoLimit]
    probation_caps: tuple[ProbationCap, ...]
    filing_kinds: tuple[FilingWords, ...]

    def period(self, key: str, county: str | None = None) -> Period:
        """The period `key`, as the court of `county` has it."""
        return self.county_periods.get(county or "", {}).get(key) or self.periods[key]


@cache
def periods() -> Periods:
    """The periods, read once."""
    return periods_from(table("periods.yaml", __package__))


def periods_from(data: dict[str, Any]) -> Periods:
    """The periods from the content of `periods.yaml`, each told its own key."""
    counties = (data.get("county_periods") or {}).items()
    keyed = {
        "periods": _keyed(data["periods"]),
        "county_periods": {county: _keyed(rows) for county, rows in counties},
        "notices": _keyed(data["notices"], "notice_"),
        "no_limit": _keyed(data["no_limit"], "no_limit_"),
        "diligence": {"key": "diligence", **data["diligence"]},
    }
    return Periods.model_validate(data | keyed)


def period(key: str, county: str | None = None) -> Period:
    """The period `key`, as the court of `county` has it."""
    return periods().period(key, county)


@cache
def ways_of_service() -> dict[str, Way]:
    """The ways of service by the word of the case file (`mail`, `electronic`, …)."""
    rows = table("service.yaml", __package__)["ways"]
    return {
        method: Way.model_validate({"key": f"service_{method}", "method": method, **row})
        for method, row in rows.items()
    }


def all_law() -> tuple[LawItem, ...]:
    """Everything that deadlines rest on, for a review of what is known how well."""
    rules = periods()
    return (
        *calendar_rules().values(),
        *court_calendar().years.values(),
        *ways_of_service().values(),
        *rules.periods.values(),
        *(item for rows in rules.county_periods.values() for item in rows.values()),
        *rules.notices.values(),
        rules.diligence,
        *rules.waits,
        *rules.no_limit.values(),
        *rules.probation_caps,
    )


def _keyed(rows: dict[str, dict[str, Any]], prefix: str = "") -> dict[str, dict[str, Any]]:
    return {name: {"key": f"{prefix}{name}", **row} for name, row in rows.items()}
