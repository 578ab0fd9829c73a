"""The facts as the rules read them: each under its address, each reading recorded.

A rule asks `facts.custody` and gets one of three answers (ruling P5): a value; `None`, where there
is none or it has not happened; `UNKNOWN`, where it was asked and isn't known, or was not asked at
all. Whatever was read is kept in `facts.read`, so that a rule can be asked why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, Final, Generic, TypeVar

from ..casefile import UNKNOWN, Unknown, known
from ..casefile.criminal_case import AttorneyOverride, Count, PrisonTerm, Violation
from ..casefile.immigration import CitizenshipClaim
from ..casefile.one_case import OneCase
from ..casefile.plea import Defect, PriorCounsel, Survivor
from ..casefile.vocabulary import (
    Advisal,
    ConvictionBy,
    Custody,
    Disposition,
    Goal,
    ImmigrationStatus,
    Jurisdiction,
    Level,
    MissingAdvisal,
    PleaType,
    RecordSearch,
    StatusAtPlea,
)

T = TypeVar("T")


class _Told(Generic[T]):
    """One fact of the table below: where it is told, and what silence about it means.

    Args:
        root: `count`, `case`, or a group of the file (`imm`, `plea`).
        path: the names from there, with dots.
        unasked: the answer where nobody asked; most often that is `UNKNOWN`.
        null: the answer where the file says `null`; for a word that can't be "none" it is
        `UNKNOWN`.
    """

    def __init__(
        self,
        root: str,
        path: str,
        unasked: T | Unknown | None = UNKNOWN,
        null: Unknown | None = None,
    ) -> None:
        self.root = root
        names = path.split(".") if path else []
        self.steps = tuple((name, f".{name.rstrip('_')}") for name in names)
        self.of_count = root == "count"
        self.unasked = unasked
        self.null = null

    def __get__(self, facts: Facts, owner: object = None) -> T | Unknown | None:
        kept = facts.of_count if self.of_count else facts.of_case
        found = kept.get(self)
        if found is None:
            found = kept[self] = self._look(facts)
        facts.read[found[0]] = found[1]
        value: T | Unknown | None = found[1]
        return value

    def _look(self, facts: Facts) -> tuple[str, Any]:
        value: Any
        value, address, asked = facts.root(self.root)
        for name, shown in self.steps:
            address += shown
            # A group is a model, or there is none, or it is unknown as a whole.
            if asked and value is not None and value is not UNKNOWN:
                held = getattr(value, name)
                asked = bool(held) or name in value.__pydantic_fields_set__
                value = held
        if not asked:
            return address, self.unasked
        return address, self.null if value is None else value


def _word(root: str, path: str) -> _Told[Any]:
    """A fact that always has an answer: `null` tells no more than silence."""
    return _Told(root, path, null=UNKNOWN)


_Answers = dict[Callable[["Facts"], Any], tuple[Any, dict[str, object]]]


class Facts:
    """The facts of one count of one case (or of the case alone), and a record of what was read.

    Attributes:
        one: the case in its file.
        position: the count's place in the case, from 0; `None` for rules of the whole case.
        read: every fact read since `begin`, by its address.
    """

    # ------------------------------------------------------------------ the count
    convicted: _Told[bool] = _word("count", "convicted")
    level: _Told[Level] = _word("count", "level")
    wobbler: _Told[bool] = _word("count", "wobbler")
    on_infraction_list: _Told[bool] = _word("count", "pc_19_8")
    code: _Told[str] = _word("count", "code")
    section: _Told[str] = _word("count", "section")
    subdivision: _Told[str] = _Told("count", "subdiv")
    count_plea: _Told[PleaType] = _Told("count", "plea", unasked=None)
    count_value: _Told[Decimal] = _Told("count", "value_amount")
    vacated_on: _Told[date] = _Told("count", "vacated_on", unasked=None)

    # ------------------------------------------------------------------- the case
    jurisdiction: _Told[Jurisdiction] = _Told("case", "jurisdiction", unasked=None)
    juvenile: _Told[bool] = _Told("case", "juvenile", unasked=None)
    capital: _Told[bool] = _Told("case", "capital", unasked=None)
    pending_appeal: _Told[bool] = _Told("case", "pending_appeal", unasked=None)
    arrest_date: _Told[date] = _Told("case", "arrest_date")
    plea_date: _Told[date] = _Told("case", "plea_date")
    plea_type: _Told[PleaType] = _Told("case", "plea_type")
    conviction_by: _Told[ConvictionBy] = _word("case", "conviction_by")
    judgment_date: _Told[date] = _Told("case", "judgment_date")
    disposition: _Told[Disposition] = _Told("case", "disposition")
    custody: _Told[Custody] = _word("case", "custody_this_case")
    on_bail: _Told[bool] = _Told("case", "on_bail", unasked=None)
    other_supervision: _Told[bool | str] = _Told("case", "other_supervision")
    open_charges: _Told[bool | str] = _Told("case", "open_charges")
    supervision_completed_on: _Told[date] = _Told("case", "supervision_completed_on")
    attorney_override: _Told[AttorneyOverride] = _Told("case", "attorney_override", unasked=None)
    relief_noted: _Told[bool] = _Told("case", "auto_relief.relief_noted", unasked=None)

    probation_granted_on: _Told[date] = _Told("case", "probation.granted_on")
    probation_ended_on: _Told[date] = _Told("case", "probation.ended_on")
    discharged_early: _Told[bool] = _Told("case", "probation.early_termination", unasked=None)
    violations: _Told[tuple[Violation, ...]] = _Told("case", "probation.violations")

    one_year_language: _Told[bool] = _Told("case", "sentence.one_year_language", unasked=None)
    custody_days: _Told[int] = _Told("case", "sentence.custody_days_imposed", unasked=None)
    suspended_days: _Told[int] = _Told("case", "sentence.suspended_days", unasked=None)
    sentence_counts: _Told[tuple[int, ...]] = _Told("case", "sentence.counts", unasked=())
    prison_term: _Told[PrisonTerm] = _Told("case", "sentence.prison_term")
    registration: _Told[bool] = _word("case", "sentence.registration_290")

    deferred_program: _Told[bool] = _Told("case", "dej.program", unasked=None)
    deferred_granted_on: _Told[date] = _Told("case", "dej.granted_on", unasked=None)
    deferred_completed_on: _Told[date] = _Told("case", "dej.completed_on")
    deferred_dismissed_on: _Told[date] = _Told("case", "dej.dismissed_on")
    deferred_records: _Told[bool] = _word("case", "dej.records_available")

    # -------------------------------------------------------- the plea and its record
    advisement: _Told[Advisal] = _word("plea", "advisal_on_record")
    not_advised_of: _Told[tuple[MissingAdvisal, ...]] = _Told("plea", "missing", unasked=())
    verbatim: _Told[bool] = _word("plea", "advisal_verbatim")
    record_search: _Told[RecordSearch] = _word("plea", "record_search")
    prior_counsel: _Told[tuple[PriorCounsel, ...]] = _Told("prior_counsel", "", unasked=())

    # ----------------------------------------------------------------- the client
    goal: _Told[Goal] = _word("matter", "goal")
    born: _Told[date] = _Told("client", "dob")
    status: _Told[ImmigrationStatus] = _word("imm", "status_now")
    status_at_plea: _Told[StatusAtPlea] = _Told("imm", "status_at_plea", unasked=None)
    citizenship_claim: _Told[CitizenshipClaim] = _Told("imm", "citizenship_claim", unasked=None)
    parent_citizen: _Told[bool] = _Told("imm", "citizenship_claim.parent_usc", unasked=None)
    parent_naturalized_on: _Told[date] = _Told(
        "imm", "citizenship_claim.parent_naturalized_on", unasked=None
    )
    resident_as_minor: _Told[bool] = _Told("imm", "citizenship_claim.lpr_as_minor", unasked=None)
    detained: _Told[bool] = _Told("imm", "dhs_custody.detained")
    notice_to_appear: _Told[date] = _Told("imm", "nta_date")
    final_order: _Told[date] = _Told("imm", "final_order_date")

    # ---------------------------------------------------------------- what went wrong
    all_defects: _Told[tuple[Defect, ...]] = _Told("defects", "")
    innocence: _Told[str] = _Told("innocence", "evidence")
    racial_bias: _Told[int] = _Told("rja", "ground")
    trafficking: _Told[Survivor] = _Told("trafficking", "")
    intimate_violence: _Told[Survivor] = _Told("ipv_sv", "")

    # ------------------------------------------------- what single vehicles ask beyond
    super_strike: _Told[bool] = _word("prop47", "super_strike_prior")
    registrable_prior: _Told[bool] = _word("prop47", "pc290_registration")
    prop47_completed_on: _Told[date] = _Told("prop47", "sentence_completed_on")
    prop47_value: _Told[Decimal] = _Told("prop47", "value_amount")
    prop64_track: _Told[str] = _Told("prop64", "track", unasked=None)
    change_filed_on: _Told[date] = _Told("sentence_change", "request_filed_on")
    relied_before: _Told[bool] = _word("sentence_change", "reliance_before_2019_10_25")
    clerical_error: _Told[str] = _Told("sentence_change", "clerical_error")

    def __init__(
        self, one: OneCase, position: int | None = None, whole: Facts | None = None
    ) -> None:
        self.one = one
        self.position = position
        self.read: dict[str, object] = {}
        self.of_case: dict[Any, tuple[str, Any]] = whole.of_case if whole else {}
        self.roots: dict[str, tuple[object, str, bool]] = whole.roots if whole else {}
        self.roots_of_count: dict[str, tuple[object, str, bool]] = {}
        self.of_count: dict[Any, tuple[str, Any]] = {}
        self.answered: _Answers = {}
        self.answered_of_case: _Answers = whole.answered_of_case if whole else {}

    def begin(self) -> None:
        """Begin a new record of what is read."""
        self.read = {}

    def wanting(self, address: str) -> Unknown:
        """Record that what is told at an address doesn't answer what the rule asks there."""
        self.read[address] = UNKNOWN
        return UNKNOWN

    def in_vain(self, name: str) -> bool:
        """Whether a fact of the case was asked and isn't known, so that no other stands for it."""
        return isinstance(getattr(self.one.case, name), Unknown)

    @property
    def missing(self) -> tuple[str, ...]:
        """The addresses of the facts read since `begin` that aren't known."""
        return tuple(address for address, value in self.read.items() if value is UNKNOWN)

    @property
    def as_of(self) -> date:
        """The day on which everything is reckoned."""
        return self.one.as_of

    @property
    def count(self) -> Count:
        """The count itself; an empty one where the case tells no counts."""
        counts = self.one.case.counts
        return counts[self.position] if self.position is not None and counts else NO_COUNT

    @property
    def count_number(self) -> int | None:
        """The count's number, else its place in the list, else `None`."""
        if self.position is None or not self.one.case.counts:
            return None
        number = known(self.count.n)
        return self.position + 1 if number is None else number

    def of_count_at(self, position: int) -> Facts:
        """The facts of one count of this case; what is known of the case is shared."""
        return Facts(self.one, position, self)

    @property
    def convictions(self) -> list[bool | Unknown]:
        """For each count whether it ended in a conviction."""
        found: list[bool | Unknown] = []
        for position, count in enumerate(self.one.case.counts):
            told = UNKNOWN if count.convicted is None else count.convicted
            self.read[f"case.{self.one.index}.counts.{position}.convicted"] = told
            found.append(told)
        return found

    def every_count(self) -> Iterator[Facts]:
        """The facts of each count of this case; what they read is recorded here."""
        for position in range(len(self.one.case.counts)):
            count = self.of_count_at(position)
            count.read = self.read
            yield count

    def every_case(self) -> Iterator[Facts]:
        """The facts of each case of the file, this one first; what they read is recorded here."""
        yield self
        for index in range(len(self.one.case_file.case)):
            if index != self.one.index:
                other = Facts(OneCase(self.one.case_file, index))
                other.read = self.read
                yield other

    def root(self, name: str) -> tuple[object, str, bool]:
        """A group of facts, its address, and whether anything was asked about it."""
        roots = self.roots_of_count if name == "count" else self.roots
        found = roots.get(name)
        if found is None:
            found = roots[name] = self._root(name)
        return found

    def _root(self, name: str) -> tuple[object, str, bool]:
        one = self.one
        if name == "case":
            return one.case, f"case.{one.index}", True
        if name == "count":
            return self.count, f"case.{one.index}.counts.{self.position or 0}", True
        told = one.case_file.model_fields_set
        if name in ("plea", "prior_counsel"):
            group = one.group(name)
            return group.value, group.address, name in told or name in one.case.model_fields_set
        return getattr(one.case_file, name), name, name in told


NO_COUNT: Final = Count()


def remembered(condition: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """A condition that is answered once for each count; what it read is recorded each time."""

    @wraps(condition)
    def answer(facts: Facts) -> T:
        return _answer(condition, facts, facts.answered)

    return answer


def remembered_of_case(condition: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """The same for a condition that reads nothing of the count: answered once for the case."""

    @wraps(condition)
    def answer(facts: Facts) -> T:
        return _answer(condition, facts, facts.answered_of_case)

    return answer


def _answer(condition: Callable[[Facts], T], facts: Facts, kept: _Answers) -> T:
    known_answer = kept.get(condition)
    if known_answer is None:
        outside, facts.read = facts.read, {}
        known_answer = kept[condition] = (condition(facts), facts.read)
        facts.read = outside
    facts.read.update(known_answer[1])
    found: T = known_answer[0]
    return found


def yes(fact: bool | str | Unknown | None) -> bool | None:
    """A fact told as yes or no, or in words; `None` where it isn't known."""
    if isinstance(fact, Unknown):
        return None
    if isinstance(fact, str):
        return fact.strip().lower() not in ("", "no", "none", "false")
    return bool(fact)
