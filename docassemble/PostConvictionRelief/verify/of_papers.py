"""Expectations about papers: which there are, where they go, and who writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from ..casefile import known, write_json
from ..casefile.one_case import OneCase
from ..law import vehicle_rules
from ..packet.contents import unfiled_papers
from ..packet.plan import PacketPlan
from . import of_printed
from .asked import Asked, Check, by_case, listed
from .tokens import TOKENS

JURAT = "B"
"""The variant of every jurat: "under the laws of the State of California", which is good wherever
the declarant signs (Code Civ. Proc. § 2015.5; specification 4.3), so also in immigration detention
(3.7, 13)."""

_PLEADINGS = (
    "D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-DECL-A", "D-DECL-PC", "D-NPC", "D-DECL-X",
    "D-EQ", "D-EXH", "D-PO", "D-ABS", "D-INT", "D-POS", "D-PET", "D-DISC",
)  # fmt: skip
_NOT_COUNTED = ("D-COV", "F-MC025", "F-MC031")
"""Attachments and the internal cover sheet are no part of an expected packet (ruling P26)."""

_FORM_CODE = re.compile(r"F-[A-Z]{2,3}\d{3}")
_FORM_NUMBER = re.compile(r"[A-Z]{2,3}-\d{3}")


def is_document_code(code: str) -> bool:
    """Whether a code names a document of the specification 4.0, or a court form."""
    return code in _PLEADINGS or code in _NOT_COUNTED or bool(_FORM_CODE.fullmatch(code))


def _planned_somewhere() -> set[str]:
    """Every code of a paper for the court, of some vehicle or beside it: what the plan can tell."""
    besides = {each.code for each in unfiled_papers() if each.reader == "clerk"}
    return {paper.code for rule in vehicle_rules().values() for paper in rule.papers} | besides


def _packets(asked: Asked, path: str, value: object) -> None:
    asked.tally.same(path, value, len(asked.outcome.plans))


def _packet(asked: Asked, path: str, value: object) -> None:
    """The exact list of papers, where every paper is one that the plan can tell."""
    for where, number, codes in by_case(asked, path, value):
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            asked.tally.not_understood(where, codes, "give a list of document codes")
            continue
        wrong = [code for code in codes if not is_document_code(code)]
        if wrong:
            asked.tally.not_understood(where, wrong, "no document has such a code")
        elif not set(codes) <= _planned_somewhere() or asked.outcome.written_by_hand:
            asked.tally.leave(where)
        else:
            _same_packet(asked, where, number, codes)


def _codes(plan: PacketPlan) -> list[str]:
    """Every paper that is filed, whoever writes it; what is for the clerk or the client isn't."""
    filed = [paper.code for paper in (*plan.papers, *plan.by_hand) if paper.filed]
    return [code for code in filed if code not in _NOT_COUNTED]


def _same_packet(asked: Asked, path: str, number: str | None, codes: list[str]) -> None:
    plans = asked.outcome.plans_of(number)
    if len(plans) != 1:
        numbers = [plan.case_number for plan in plans]
        asked.tally.differ(path, codes, [f"{len(plans)} packets", *numbers])
        return
    asked.tally.same(path, sorted(codes), sorted(_codes(plans[0])))


def _documents_include(asked: Asked, path: str, value: object) -> None:
    for where, number, codes in by_case(asked, path, value):
        for place, code in listed(asked.tally, where, codes):
            if not is_document_code(code):
                asked.tally.not_understood(place, code, "no document has such a code")
            elif code not in _planned_somewhere():
                asked.tally.leave(f"{path}.{code}")
            else:
                plans = asked.outcome.plans_of(number)
                beside = [p.code for plan in plans for p in plan.papers if p.to_court]
                found = [code for plan in plans for code in _codes(plan)]
                asked.tally.among(place, code, list(dict.fromkeys(found + beside)))


def _form(asked: Asked, path: str, value: object) -> None:
    """A court form of a vehicle that is offered, where its papers are told."""
    if not isinstance(value, str) or not _FORM_NUMBER.fullmatch(value):
        asked.tally.not_understood(path, value, "give the number of a form, like HC-001")
        return
    code = f"F-{value.replace('-', '')}"
    if code not in _planned_somewhere():
        asked.tally.leave(path)
        return
    rules = vehicle_rules()
    forms = [paper.code for c in asked.outcome.offered for paper in rules[c.vehicle].papers]
    asked.tally.among(path, code, forms)


def _jurat(asked: Asked, path: str, value: object) -> None:
    asked.tally.same(path, value, JURAT)


def _served_on(asked: Asked, path: str, value: object) -> None:
    """The county of the prosecutor on whom the papers of each case are served."""
    if not isinstance(value, Mapping) or not value:
        asked.tally.not_understood(path, value, "give a county for each case number")
        return
    cases = range(len(asked.outcome.case_file.case))
    counties = {known(one.case.number): _prosecutors_county(one) for one in _each(asked, cases)}
    for where, number, county in by_case(asked, path, value):
        asked.tally.same(where, county, counties[number])


def _each(asked: Asked, indexes: range) -> Iterator[OneCase]:
    return (OneCase(asked.outcome.case_file, index) for index in indexes)


def _prosecutors_county(one: OneCase) -> str:
    """The county of the case, where a prosecutor of that county is told (rulings P6, P22)."""
    group = one.group("prosecutor")
    if not group.value:
        return f"nobody: {group.address} isn't told"
    return known(one.case.county) or f"case.{one.index}.county isn't told"


def _must(asked: Asked, path: str, value: object) -> None:
    for where, token in listed(asked.tally, path, value):
        if token == "names_in_nfc":  # noqa: S105 (a word of the grammar)
            text = write_json(asked.outcome.case_file).decode("utf-8")
            composed = unicodedata.is_normalized("NFC", text)
            asked.tally.same(where, True, composed)
        elif token not in TOKENS:
            tokens = ", ".join(("names_in_nfc", *TOKENS))
            asked.tally.not_understood(where, token, f"give some of {tokens}")
        elif asked.outcome.press is None:
            asked.tally.leave(f"{path}.{token}")
        else:
            of_printed.must_on_paper(asked, where, token)


LEFT_TO_THE_PAPERS = tuple(of_printed.KEYS)
"""Keys about what is printed: left where no papers are built."""

KEYS: dict[str, Check] = {
    "packets": _packets,
    "packet": _packet,
    "documents_include": _documents_include,
    "form": _form,
    "jurat_variant": _jurat,
    "served_on": _served_on,
    "must": _must,
    **of_printed.KEYS,
}
