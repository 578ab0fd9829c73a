"""The facts of one case file as docassemble's objects.

An attribute's path is the fact's address: `facts.case[0].counts[1].section` is the fact
`case.0.counts.1.section`. The objects are built from the case file's models, so that no fact can be
asked that the case file doesn't know, and none is converted by hand.

What a page leaves empty was not asked. The answer "unknown" is the word `unknown`, "there is none"
is `None`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from docassemble.base.util import DADict, DAList, DAObject

from ..casefile import CaseFile, read_facts, write_json
from .shape import ROOT, Kind, Slot, slots

UNKNOWN = "unknown"
"""How the answer "not known" is written in a page."""
_UNKNOWN_IN_FILES = {"unknown": True}
_YES_NO = {"yes": True, "no": False}
_NOT_TOLD = object()
_ORDINALS = frozenset({"n", "letter"})
"""Facts that only number a group; a page fills them in before anybody answers."""


class FactGroup(DAObject):  # type: ignore[misc]
    """Several facts under one name, such as the client.

    Attributes:
        fact_model: the case file's model of these facts.
        told_whole: what a case file says of the group as a whole: that it is unknown (`unknown`),
            that there is none (`None`), or nothing in particular (`{}`). Absent otherwise.
    """

    def init(self, *pargs: Any, **kwargs: Any) -> None:
        """Make the groups and lists that belong to this one."""
        super().init(*pargs, **kwargs)
        for slot in slots(self.fact_model).values():
            if slot.kind is Kind.GROUP:
                self.initializeAttribute(slot.name, FactGroup.using(fact_model=slot.model))
            elif slot.kind is Kind.GROUPS:
                self.initializeAttribute(slot.name, FactList.using(fact_model=slot.model))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was told here but the group's own number or letter."""
        told = self.told()
        return told is _NOT_TOLD or (bool(told) and _ORDINALS.issuperset(told))

    def told(self) -> Any:
        """What was told, as plain data; a mark of its own where nothing was."""
        facts = {
            slot.key: value
            for slot in slots(self.fact_model).values()
            if (value := _told(slot, vars(self).get(slot.name, _NOT_TOLD))) is not _NOT_TOLD
        }
        return facts or vars(self).get("told_whole", _NOT_TOLD)

    def tidy(self) -> None:
        """Drop the empty groups of every list in here."""
        for value in list(vars(self).values()):
            if isinstance(value, FactGroup | FactList):
                value.tidy()

    def tell(self, facts: Any) -> None:
        """Take facts over from plain data, as a case file's JSON has them."""
        if not isinstance(facts, Mapping) or not facts or facts == _UNKNOWN_IN_FILES:
            self.told_whole = facts
            return
        for key, value in facts.items():
            slot = slots(self.fact_model)[key]
            if slot.kind in (Kind.GROUP, Kind.GROUPS):
                getattr(self, slot.name).tell(value)
            elif slot.kind is Kind.WORDS and isinstance(value, list):
                self.initializeAttribute(slot.name, DADict, auto_gather=False, gathered=True)
                getattr(self, slot.name).elements.update({w: w in value for w in slot.words})
            else:
                setattr(self, slot.name, _as_answer(value))


class FactList(DAList):  # type: ignore[misc]
    """A list of groups, such as the counts of a case.

    A page offers a first, empty group; groups left empty are dropped when the list is complete, and
    a list that is complete and empty says that there are none.
    """

    def init(self, *pargs: Any, **kwargs: Any) -> None:
        """Say what the list's groups are; there may always be one, so nobody is asked whether."""
        self.there_are_any = True
        super().init(*pargs, **kwargs)
        self.object_type = FactGroup
        self.object_type_parameters = {"fact_model": self.fact_model}

    def hook_after_gather(self) -> None:
        """Drop the groups in which nothing was told."""
        self.tidy()

    def tidy(self) -> None:
        """Drop the groups in which nothing was told, of a complete list, here and in each group."""
        for group in self.elements:
            group.tidy()
        if not vars(self).get("gathered"):
            return
        blanks = [index for index, group in enumerate(self.elements) if group.is_blank]
        if blanks:
            self._remove_items_by_number(*blanks)
        self.there_are_any = bool(self.elements)

    def told(self) -> Any:
        """The groups as plain data; a mark of its own where the list was not asked."""
        groups = [group.told() for group in self.elements]
        told = [{} if group is _NOT_TOLD else group for group in groups]
        if any(told) or vars(self).get("gathered"):
            return told or vars(self).get("told_whole", [])
        return _NOT_TOLD

    def tell(self, facts: Any) -> None:
        """Take groups over from plain data; the list then counts as asked."""
        for group in facts if isinstance(facts, list) else ():
            self.appendObject().tell(group)
        if not isinstance(facts, list):
            self.told_whole = facts
        self.there_are_any = bool(self.elements)
        self.there_is_another = False
        self.gathered = True


class Facts(FactGroup):
    """All facts of one case file, and which version of it in the archive they were read from.

    Attributes:
        saved_version: the version; 0 while the case is not in the archive.
        saved_digest: of the facts as they were saved; empty while they were not.
        tried_digests: of the facts of which nobody knows whether they were saved, because the
            storage went away.
    """

    def init(self, *pargs: Any, **kwargs: Any) -> None:
        """An empty case file that is not in the archive."""
        kwargs["fact_model"] = CaseFile
        kwargs.setdefault("saved_version", 0)
        kwargs.setdefault("saved_digest", "")
        kwargs.setdefault("tried_digests", ())
        super().init(*pargs, **kwargs)

    def case_file(self) -> CaseFile:
        """The facts as a case file.

        Raises:
            CaseFileError: every fact that is wrong, and all that can't be true together.
        """
        return read_facts(self.told())


def new_facts(case_id: str, as_of: date) -> Facts:
    """An empty case file.

    Args:
        case_id: its id in the archive.
        as_of: the day on which everything is reckoned.
    """
    facts = Facts(ROOT)
    facts.tell({"meta": {"id": case_id, "as_of": as_of.isoformat()}})
    return facts


def facts_of(case_file: CaseFile, saved_version: int) -> Facts:
    """The objects for a case file that is in the archive.

    Args:
        case_file: the facts.
        saved_version: the version in which they were read.
    """
    facts = Facts(ROOT, saved_version=saved_version)
    facts.tell(json.loads(write_json(case_file)))
    return facts


def plain_value(slot: Slot, answer: Any) -> Any:
    """One answer of a page as plain data; `None` where it says that there is none.

    Args:
        slot: the fact that was asked.
        answer: what the page gave.

    Returns:
        The value, or the mark of "not asked", which `is_told` knows.
    """
    if answer is None:
        return None
    if isinstance(answer, str):
        answer = answer.strip()
        if not answer:
            return _NOT_TOLD
        if answer == UNKNOWN:
            return dict(_UNKNOWN_IN_FILES)
    if slot.kind is Kind.YES_NO:
        return _YES_NO.get(answer, answer) if isinstance(answer, str) else answer
    if slot.kind is Kind.WHOLE:
        return _whole(answer)
    if slot.kind is Kind.LINES and isinstance(answer, str):
        return [line.strip() for line in answer.splitlines() if line.strip()]
    if slot.kind is Kind.NUMBERS and isinstance(answer, str):
        return [_whole(part.strip()) for part in answer.split(",") if part.strip()]
    return answer


def told(group: FactGroup, name: str) -> str:
    """One answer, for the default of another question; empty where it was not told, or unknown."""
    answer = vars(group).get(name)
    return answer if isinstance(answer, str) and answer != UNKNOWN else ""


def is_told(value: Any) -> bool:
    """Whether a plain value says anything."""
    return value is not _NOT_TOLD


def as_words(answer: Any) -> str:
    """An answer as a page's input shows it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, list):
        return "\n".join(str(each) for each in answer)
    return str(answer) if isinstance(answer, str | int | float) else ""


def _whole(answer: Any) -> Any:
    """A whole number where it is one; other words stay, and the model says what is wrong."""
    if isinstance(answer, str) and answer.lstrip("-").isdecimal():
        return int(answer)
    return answer


def _told(slot: Slot, value: Any) -> Any:
    if value is _NOT_TOLD:
        return value
    if isinstance(value, FactGroup | FactList):
        return value.told()
    if slot.kind is Kind.WORDS and isinstance(value, DADict):
        return [word for word in slot.words if value.elements.get(word)]
    return plain_value(slot, value)


def _as_answer(value: Any) -> Any:
    """A plain value as a page would have given it."""
    if value == _UNKNOWN_IN_FILES:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
