"""A count that writes down its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..calendar import CourtCalendar
from ..calendar_days import ONE_DAY, capitalized, months_after, written
from ..calendar_law import LawItem, calendar_rules
from .periods import Length, Way
from .result import Deadline, Step


@dataclass(frozen=True)
class Count:
    """A day that is counted from, step by step; every method gives the next state.

    Attributes:
        calendar: the court's.
        day: the day reached so far.
        steps: how.
        law: what was used.
        latest: where the calendar's data begin only after `day`, the latest court day that it can
            have moved to.
    """

    calendar: CourtCalendar
    day: date
    steps: tuple[Step, ...]
    law: tuple[LawItem, ...] = ()
    latest: date | None = None

    @classmethod
    def begin(cls, calendar: CourtCalendar, day: date, event: str) -> Count:
        """Begin at the day of an event, as it is called: `the hearing`."""
        return cls(
            calendar, day, (Step(f"{capitalized(event)}: {written(day)}", day, "the case file"),)
        )

    # ---------------------------------------------------------------------------- backward

    def back(self, length: Length) -> Count:
        """Count backward from a hearing, which is not counted (rule C2).

        Raises:
            CalendarError: the count leaves the years of the calendar.
        """
        day = self._backward(length)
        words = f"{length.words} before it, that day not counted: {written(day)}"
        return self._counted(day, words, length, "C2")

    def served(self, way: Way) -> Count:
        """Count back what the way of service adds (rules C9, C2b); nothing where it adds nothing.

        Raises:
            CalendarError: the count leaves the years of the calendar.
        """
        if not way.count:
            return self
        day = self._backward(way)
        words = f"service {way.by}: {way.words} earlier: {written(day)}"
        return self._counted(day, words, way, "C2b")

    def on_court_day_before(self) -> Count:
        """Where the court is closed on the day reached, the court day before it (rule C10).

        Raises:
            CalendarError: the count leaves the years of the calendar.
        """
        if not (reason := self.calendar.closed_because(self.day)):
            return self._looked_up(self.day)
        day = self.calendar.on_or_before(self.day)
        words = f"the court is closed on that day ({reason}), so the court day before: "
        return self._looked_up(day)._went(day, words + written(day), None, "C10")

    # ----------------------------------------------------------------------------- forward

    def forward(self, length: Length) -> Count:
        """Count days, months or years forward; the first day is not counted (rule C3)."""
        if length.unit == "days":
            day = self.day + timedelta(days=length.count)
        else:
            day = months_after(self.day, length.count * (12 if length.unit == "years" else 1))
        return self._went(day, f"{length.words} after it: {written(day)}", length, "C3")

    def on_court_day_after(self) -> Count:
        """Where the court is closed on the day reached, the next court day (rule C3).

        A day before the calendar's data is left as it is, with the latest day that it can have
        moved to: the first court day of the data.

        Raises:
            CalendarError: the count leaves the calendar at its end.
        """
        if self.day < self.calendar.first:
            words = (
                f"the court calendar begins with {self.calendar.first.year}: on "
                f"{written(self.day)}, or on the next court day if the court was closed"
            )
            went = self._went(self.day, words, None, "C3")
            return replace(went, latest=self.calendar.on_or_after(self.calendar.first))
        if not (reason := self.calendar.closed_because(self.day)):
            return self._looked_up(self.day)
        day = self.calendar.on_or_after(self.day)
        words = f"the court is closed on that day ({reason}), so the next court day: {written(day)}"
        return self._looked_up(day)._went(day, words, None, "C3")

    def day_after(self) -> Count:
        """The day after, from which on something may be done (ruling P10)."""
        day = self.day + ONE_DAY
        return self._went(day, f"from the day after: {written(day)}", None, "P10")

    # ------------------------------------------------------------------------------ result

    def into(self, deadline: Deadline) -> Deadline:
        """The result with the day reached, its steps, and what it rests on."""
        told = replace(
            deadline,
            steps=(*deadline.steps, *self.steps),
            law=tuple({item.key: item for item in (*deadline.law, *self.law)}.values()),
        )
        if self.latest:
            return replace(told, window=(self.day, self.latest))
        return replace(told, day=self.day)

    def _backward(self, length: Length) -> date:
        if length.unit == "court days":
            return self.calendar.subtract_court_days(self.day, length.count)
        return self.day - timedelta(days=length.count)

    def _counted(self, day: date, words: str, length: Length, way: str) -> Count:
        """A count back to `day`; of court days, with the holidays that it passed over."""
        if length.unit != "court days":
            return self._went(day, words, length, way)
        passed = reversed(self.calendar.holidays_between(day, self.day - ONE_DAY))
        named = "; ".join(f"{written(d)}, {self.calendar.closed_because(d)}" for d in passed)
        left_out = f" (left out besides weekends: {named})" if named else ""
        return self._looked_up(day)._went(day, words + left_out, length, way)

    def _looked_up(self, day: date) -> Count:
        """The same state, resting also on the holidays from the day reached to `day`."""
        return replace(self, law=(*self.law, *self.calendar.law(self.day, day)))

    def _went(self, day: date, words: str, rule: LawItem | None, way: str) -> Count:
        how = calendar_rules()[way]
        used = (rule, how) if rule else (how,)
        cited = "; ".join(dict.fromkeys(item.authority for item in used))
        return replace(
            self,
            day=day,
            steps=(*self.steps, Step(capitalized(words), day, cited)),
            law=(*self.law, *used),
        )
