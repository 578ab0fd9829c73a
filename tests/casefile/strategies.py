"""Whole case files as hypothesis makes them: every fact told, null, not known, or not asked.

They are written from the models, so that a new fact is in them without a line here. What can't be
true together is kept out: all days of the past are one day, and the table `OURS` says the rest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from docassemble.PostConvictionRelief.casefile import CaseFile, FactModel, PartialDate
from docassemble.PostConvictionRelief.casefile.counties import counties
from docassemble.PostConvictionRelief.casefile.shape import (
    is_list,
    metadata,
    model_below,
    value_types,
)
from docassemble.PostConvictionRelief.casefile.values import Shape

AS_OF = date(2026, 11, 21)
UNKNOWN = ("unknown", {"unknown": True})

NAMES = (
    "Teodoro Ansúrez Villalpando",
    "Nguyễn Thị Ánh",
    "Đặng Văn Ước",
    "Հովհաննես Տէր-Պետրոսեան",
    "Արփինէ",
    "O'Brien",
    "D’Angelo",
    "Nuñez-Íñigo",
    "Kaʻahumanu",
    "Łukasz Żółć",
    "Zoë",
    "İbrahim Şahin",
    "Ђорђевић",
    "محمد",
    "李小龍",
    "De la O",
    "X Æ",
)
"""Names as people have them; half of the time they are typed with their accents apart (NFD)."""

TEXTS = (
    "",
    "no",
    "null",
    "2009-03-17",
    "1e3",
    'She said: "I\'d have fought it" — every day.',
    "line one\nline two\r\nline three",
    "- not a list\n# not a comment",
    "{{ not a tag }} & <not markup>",
    "tab\there, nbsp\u00a0here, emoji \U0001f600",
    "a control code\x07 nobody means",
)

_SHAPED = {
    "an e-mail address": ("da@example.org",),
    "a phone number of at least 10 digits": ("(213) 555-0101", "+52 55 5555 0101"),
    "a ZIP code of 5 or 5+4 digits": ("90012", "90012-0001"),
    "a state's two capital letters": ("CA", "NV"),
    "1 to 6 digits, in quotes": ("999101", "7"),
    "the last four digits, in quotes": ("0042",),
    'a time like "09:00", in quotes': ("09:00", "23:59"),
    "a capital letter, like A": ("A",),
    "letters, digits and . _ - only": ("C1", "C.2_3-4"),
    "the court's case number: 3 to 30 letters, digits, spaces and - . /": (
        "BA999041",
        "STK-CR-FE-2018-0001234",
        "05 123456/7",
    ),
    "the code's capital letters like PC or HS, or other: and a name": ("PC", "HS", "other:NRS"),
    "the section alone, like 11378 or 459.5, or 664/187 for an attempt": ("459.5", "664/187"),
    "the subdivision in parentheses, like (a)(1)": ("(a)", "(a)(1)(B)"),
}

Choose = Callable[["Made"], Any]


@dataclass
class Made:
    """One case file while it is made.

    Attributes:
        random: what chooses.
        day: the day on which all happened that has happened.
        texts: further texts for the free ones.
        index: the place of the group that is told in its list, from 0.
    """

    random: Random
    day: date
    texts: tuple[str, ...]
    index: int = 0

    def group(self, model: type[FactModel], above: str = "") -> dict[str, Any]:
        """Some facts of a group."""
        told = {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            address = f"{above}{key}"
            if address in ALWAYS:
                told[key] = OURS[address](self)
            elif self.random.random() < 0.5:
                told[key] = self._fact(model, key, field, address)
        return told

    def _fact(self, model: type[FactModel], key: str, field: FieldInfo, address: str) -> Any:
        answer = self.random.random()
        if address not in NEVER_NULL and answer < 0.08:
            return None
        if address not in NEVER_NULL and answer < 0.16:
            return self.random.choice(UNKNOWN)
        if ours := OURS.get(address) or OURS.get(key):
            return ours(self)
        below = model_below(model, key)
        if not is_list(field):
            return self.group(below, f"{address}.") if below else self._value(field, key)
        told = []
        for index in range(self.random.randint(0, 2)):
            self.index = index
            told.append(self.group(below, f"{address}.") if below else self._value(field, key))
        return told

    def _value(self, field: FieldInfo, key: str) -> Any:
        choice = self.random.choice(value_types(field))
        if get_origin(choice) is Literal:
            return self.random.choice(get_args(choice))
        if choice is str:
            return self._text(field, key)
        return self.random.choice(self._values(get_origin(choice) or choice))

    def _values(self, kind: Any) -> tuple[Any, ...]:
        day = self.day
        known: dict[Any, tuple[Any, ...]] = {
            bool: (True, False),
            int: (1, 2, 364, 365, 400),
            Decimal: (0, 950, 1300.5, "949.99", "1300"),
            date: (day.isoformat(),),
            PartialDate: (str(day.year), day.year, f"{day:%Y-%m}", day.isoformat()),
            dict: ({}, {"candidates": [{"vehicle": "PC1473_7_A1"}], "note": "no"}),
        }
        return known[kind]

    def _text(self, field: FieldInfo, key: str) -> str:
        shape = next((mark for mark in metadata(field) if isinstance(mark, Shape)), None)
        if shape:
            return self.random.choice(_SHAPED[shape.what])
        if "county" in key:
            return self.random.choice((*counties(), "other_manual"))
        if key in ("first", "middle", "last"):
            form: Literal["NFC", "NFD"] = self.random.choice(("NFC", "NFD"))
            return unicodedata.normalize(form, self.random.choice(NAMES))
        return self.random.choice((*TEXTS, *NAMES, *self.texts))


def _born(made: Made) -> str:
    return (date(1940, 2, 29) + timedelta(made.random.randint(0, 15_000))).isoformat()


def _a_number(made: Made) -> str:
    digits = f"{made.random.randint(100_000_000, 999_999_999)}"
    return made.random.choice((f"A{digits[:3]}-{digits[3:6]}-{digits[6:]}", f"a{digits}", digits))


OURS: dict[str, Choose] = {
    "version": lambda made: 1,
    "meta": lambda made: {"id": f"C{made.random.randint(1, 999)}", "as_of": AS_OF.isoformat()},
    "client.dob": _born,
    "imm.a_number": _a_number,
    "imm.a_number_entered": lambda made: "unknown",
    "exhibits.shows.address": lambda made: "meta.as_of",
    "exhibits.shows.page": lambda made: 1,
    "letter": lambda made: chr(ord("A") + made.index),
    "since_offense_clean_years": lambda made: "unknown",
    "service.server.name": lambda made: "Tomas Ejemplo",
    "case.service.server.name": lambda made: "Tomas Ejemplo",
    "age_over_18": lambda made: True,
    "not_party": lambda made: True,
    "conviction_by": lambda made: made.random.choice(("plea", "none")),
    "disposition": lambda made: made.random.choice(("probation_iss", "prison", "acquitted")),
    "n": lambda made: made.index + 1,
    "charged": lambda made: True,
    "enhancement_of": lambda made: "unknown",
    "case.sentence.counts": lambda made: [],
    "hearing.date": lambda made: "2027-02-26",
    "case.hearing.date": lambda made: "2027-02-26",
}
"""Facts that another fact limits, by their address without numbers or by their name."""
ALWAYS = frozenset({"meta"})
NEVER_NULL = frozenset({"meta", "version", "expected"})


@st.composite
def case_files(draw: st.DrawFn) -> dict[str, Any]:
    """The plain facts of a whole case file that is read without a problem."""
    random = Random(draw(st.integers(0, 2**32)))
    day = AS_OF - timedelta(random.randint(0, 12_000))
    texts = tuple(draw(st.lists(st.text(max_size=30), max_size=3)))
    return Made(random, day, texts).group(CaseFile)


def citations() -> st.SearchStrategy[str]:
    """Citations of statutes in some of their spellings."""
    code = st.sampled_from(["PC", "Pen. Code", "HS", "H&S", "VC", "XY", "other:Nevada Statutes"])
    section = st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9]{1,3})?[a-z]?", fullmatch=True)
    subdivision = st.from_regex(r"(\([a-zA-Z0-9]{1,2}\)){0,3}", fullmatch=True)
    part = st.builds("{} {}{}".format, code, section, subdivision)
    whole = st.lists(part, min_size=1, max_size=2).map("/".join)
    return st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "former "]),
        whole,
        st.sampled_from(["", " enhancement"]),
    )
