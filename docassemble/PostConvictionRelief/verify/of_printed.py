"""Expectations that only finished papers can decide: what they say, hide, and look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from ..casefile import known
from ..forms.registry import registry
from ..packet.boxes import boxes
from ..packet.building import BuiltPacket
from ..packet.paper import Paper
from ..packet.preflight.checks import CHECKS
from ..packet.preflight.page_limits import OPENING
from ..packet.private import private_things, spots
from . import formatting
from .asked import Asked, Check, listed
from .form_values import form_values
from .tokens import TOKENS

ORDER, MEMORANDUM = "D-PO", "D-MPA"

REDACTIONS = {
    "A-number": "an A-number",
    "full DOB": "a full date of birth",
    "SSN": "a Social Security number",
    "account number": "an account number",
    "name of a minor": "the name of a minor",
    "address of a shelter": "the address of a shelter",
}
"""What may be expected to be redacted, and what the papers call it."""


def of_papers(check: Check) -> Check:
    """A check of finished papers: left where none are built, a difference where there are none."""

    def run(asked: Asked, path: str, value: object) -> None:
        outcome = asked.outcome
        if outcome.press is None:
            asked.tally.leave(path)
        elif outcome.problems:
            asked.tally.differ(path, value, "the facts are refused")
        elif outcome.written_by_hand:
            asked.tally.leave(path)
        elif not outcome.built:
            asked.tally.differ(path, value, "no packet is built")
        else:
            check(asked, path, value)

    return run


# ------------------------------------------------------------------------------- what they say


def _order_says(asked: Asked, path: str, value: object) -> None:
    _says(asked, path, value, wanted=True)


def _order_says_not(asked: Asked, path: str, value: object) -> None:
    _says(asked, path, value, wanted=False)


def _says(asked: Asked, path: str, value: object, *, wanted: bool) -> None:
    orders = _papers(asked, ORDER)
    for where, phrase in listed(asked.tally, path, value):
        if not orders:
            asked.tally.differ(where, phrase, f"no packet has {ORDER}")
        elif wanted:
            asked.tally.part_of(where, _plain(phrase), [_plain(p.words) for p in orders])
        elif any(_plain(phrase) in _plain(paper.words) for paper in orders):
            asked.tally.differ(where, f"nowhere: {phrase}", phrase)
        else:
            asked.tally.hold()


def _memorandum_without_1016_5(asked: Asked, path: str, value: object) -> None:
    memoranda = _papers(asked, MEMORANDUM)
    if not memoranda:
        asked.tally.differ(path, value, f"no packet has {MEMORANDUM}")
        return
    asked.tally.same(path, value, not any("1016.5" in paper.words for paper in memoranda))


def _papers(asked: Asked, code: str) -> list[Paper]:
    return [p for packet in asked.outcome.built for p in filed(packet) if p.code == code]


def filed(packet: BuiltPacket) -> Iterator[Paper]:
    """The papers of a packet that go to the court."""
    return (paper for paper in packet.papers if paper.planned.to_court)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


# ------------------------------------------------------------------------------ what they hide


def _redactions(asked: Asked, path: str, value: object) -> None:
    things = private_things(asked.outcome.case_file)
    for where, name in listed(asked.tally, path, value):
        kind = REDACTIONS.get(name)
        if kind is None:
            asked.tally.not_understood(where, name, f"give some of {', '.join(REDACTIONS)}")
            continue
        telling = [
            paper.code
            for packet in asked.outcome.built
            for paper in filed(packet)
            if not (paper.form and name == "full DOB")
            if any(spot.kind == kind for spot in spots("\n".join(paper.pages), things))
        ]
        asked.tally.same(where, "", ", ".join(telling))


# --------------------------------------------------------------------------- a changed exemplar


def _check(asked: Asked, path: str, value: object) -> None:
    """The check of preflight that finds what was changed in an exemplar."""
    if not isinstance(value, str) or value not in CHECKS:
        asked.tally.not_understood(path, value, f"give one of {', '.join(CHECKS)}")
        return
    asked.tally.among(path, value, [f.check for f in asked.outcome.exemplar_errors])


def _blocks(asked: Asked, path: str, value: object) -> None:
    if value != "ready_to_file":
        asked.tally.not_understood(path, value, "give ready_to_file")
        return
    errors = any(f.level == "error" for packet in asked.outcome.built for f in packet.findings)
    asked.tally.same(path, True, errors)


# ---------------------------------------------------------------------------------- overflow

_ROW_SECTION = re.compile(r"^item1\.row(\d)\.section$")
CONTINUED_FORM = "F-CR180"


def _overflow(asked: Asked) -> tuple[Paper, int, int] | None:
    """The petition, how many rows stand on it, and how many on its attachment."""
    petitions = _papers(asked, CONTINUED_FORM)
    if len(petitions) != 1 or petitions[0].form is None:
        return None
    petition = petitions[0]
    card = registry().card(petitions[0].form.form)
    held = boxes(petition.editable)
    rows = [f for f in card.fields if _ROW_SECTION.match(f.key)]
    on_form = [str(held[f.name, ""]) for f in rows if held.get((f.name, ""))]
    attached = " ".join(petition.pages[card.source.pages :])
    sections = set(on_form)
    on_attachment = sum(len(re.findall(rf"{re.escape(s)}(?!\w)", attached)) for s in sections)
    return petition, len(on_form), on_attachment


def _of_overflow(number: str) -> Check:
    def run(asked: Asked, path: str, value: object) -> None:
        found = _overflow(asked)
        if found is None:
            asked.tally.differ(path, value, f"no packet has {CONTINUED_FORM}")
            return
        petition, on_form, attached = found
        convicted = sum(
            known(count.convicted) is True for count in asked.outcome.case_file.case[0].counts
        )
        numbers = petition.form.attachments if petition.form else ()
        text = " ".join(" ".join(petition.pages).split())
        actual: Mapping[str, object] = {
            "rows_on_form": on_form,
            "overflow_rows": attached,
            "total_listed": on_form + attached,
            "no_row_lost_or_duplicated": on_form + attached == convicted,
            "overflow_document": "MC-025" if numbers and "MC-025" in text else None,
            "attachment_label": ", ".join(f"Attachment {n}" for n in numbers) or None,
        }
        asked.tally.same(path, value, actual[number])

    return run


_OVERFLOW = (
    "rows_on_form", "overflow_rows", "total_listed", "no_row_lost_or_duplicated",
    "overflow_document", "attachment_label",
)  # fmt: skip


# -------------------------------------------------------------------------------- formatting


def _formatting(asked: Asked, path: str, value: object) -> None:
    if not isinstance(value, Mapping) or not value:
        asked.tally.not_understood(path, value, f"give some of {', '.join(formatting.MEASURES)}")
        return
    pleadings = [p for packet in asked.outcome.built for p in filed(packet) if p.form is None]
    for key, expected in value.items():
        where = f"{path}.{key}"
        if key == "memo_pages_max_warn":
            asked.tally.same(where, expected, OPENING)
        elif measure := formatting.MEASURES.get(key):
            found = {paper.code: measure(paper) for paper in pleadings}
            wrong = {code: actual for code, actual in found.items() if actual != expected}
            if pleadings and not wrong:
                asked.tally.hold()
            else:
                asked.tally.differ(where, expected, [f"{c}: {a}" for c, a in wrong.items()])
        else:
            known_ones = ", ".join((*formatting.MEASURES, "memo_pages_max_warn"))
            asked.tally.not_understood(where, expected, f"give some of {known_ones}")


def must_on_paper(asked: Asked, path: str, token: str) -> None:
    """A word of `must` that finished papers show."""
    wrong = [problem for packet in asked.outcome.built for problem in TOKENS[token](asked, packet)]
    asked.tally.same(path, "", "; ".join(wrong))


KEYS: dict[str, Check] = {
    key: of_papers(check)
    for key, check in {
        "form_values": form_values,
        "proposed_order_must_contain": _order_says,
        "proposed_order_must_not_contain": _order_says_not,
        "redactions_in_filed_set": _redactions,
        "formatting_checks": _formatting,
        "memo_section_1016_5_absent": _memorandum_without_1016_5,
        "check": _check,
        "blocks": _blocks,
        **{number: _of_overflow(number) for number in _OVERFLOW},
    }.items()
}
"""Keys about what is printed."""
