"""Every key of the archive, in one place. No key holds anything about a person (DESIGN rule 10).

    cases/<case id>/facts/v000003.json
    cases/<case id>/exhibits/<letter>/v000001/{file,about.json}
    cases/<case id>/packets/<packet id>/{manifest.json,facts.json,documents/000,…,signed-off.json}
    exemplars/<code>.<language>/v0002/{exemplar.docx,card.yaml,draft.json,checked.json,…}
    ledger/<yyyy>/<mm>/<dd>/<time>.<entry id>.json

A part of a key is made of `a-z 0-9 . _ -` only, and an id has one fixed shape, so that a name or a
case number can't become part of a key by mistake. An id of another shape is `NotFound`: nothing can
be stored under it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from datetime import UTC, date, datetime

from ..errors import NotFound, Problem

CASE_ID = r"^c-[a-z2-7]{10}$"
PACKET_ID = r"^p-[a-z2-7]{10}$"
ENTRY_ID = r"^e-[a-z2-7]{10}$"
EXHIBIT = r"^[A-Z]{1,2}$"
USER_ID = r"^u-[a-z0-9]{1,32}$"
FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$"
EXEMPLAR_CODE = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}$"

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"

CASES = "cases/"
EXEMPLARS = "exemplars/"
LEDGER = "ledger/"


def new_case_id() -> str:
    """A random case id (50 bits); for the outermost layer, everything below is given its ids."""
    return _random_id("c")


def case_id_of(sheet: bytes, row: int) -> str:
    """The case id (50 bits) of a row of a sheet: the same sheet given again means the same cases.

    It is a digest over the whole sheet: without all of it, it tells nobody anything.
    """
    digest = hashlib.sha256(hashlib.sha256(sheet).digest() + row.to_bytes(8)).digest()
    return "c-" + base64.b32encode(digest).decode("ascii")[:10].lower()


def new_packet_id() -> str:
    """A random packet id (50 bits)."""
    return _random_id("p")


def new_entry_id() -> str:
    """A random id of a ledger entry (50 bits)."""
    return _random_id("e")


def facts_folder(case_id: str) -> str:
    """Where all versions of a case file are."""
    return f"{_case(case_id)}facts/"


def facts(case_id: str, version: int) -> str:
    """One version of a case file; versions count from 1."""
    return f"{facts_folder(case_id)}v{version:06d}.json"


def version_in(key: str) -> int:
    """The version that a key of a case file names.

    Raises:
        NotFound: the key is not one of a case file's version.
    """
    found = re.search(r"/v(\d{6})\.json$", key)
    if found is None:
        raise _not_there("key of a case file", "cases/<case id>/facts/v000001.json")
    return int(found[1])


def exhibits_folder(case_id: str) -> str:
    """Where the files of all exhibits of a case are."""
    return f"{_case(case_id)}exhibits/"


def exhibit(case_id: str, letter: str, version: int, part: str) -> str:
    """One part (`file`, `about.json`) of a version of an exhibit's file; versions count from 1.

    The name that the file had on somebody's computer is not kept: it often is a person's.
    """
    folder = checked("exhibit letter", EXHIBIT, letter).lower()
    return f"{exhibits_folder(case_id)}{folder}/v{version:06d}/{part}"


def packets_folder(case_id: str) -> str:
    """Where all packets of a case are."""
    return f"{_case(case_id)}packets/"


def packet_folder(case_id: str, packet_id: str) -> str:
    """Where one packet is."""
    return f"{packets_folder(case_id)}{checked('packet id', PACKET_ID, packet_id)}/"


def manifest(case_id: str, packet_id: str) -> str:
    """The manifest that makes a packet whole; it is written last."""
    return f"{packet_folder(case_id, packet_id)}manifest.json"


def sign_off(case_id: str, packet_id: str) -> str:
    """Who signed a packet off, and when."""
    return f"{packet_folder(case_id, packet_id)}signed-off.json"


def packet_facts(case_id: str, packet_id: str) -> str:
    """The facts that a packet was built from, kept beside it."""
    return f"{packet_folder(case_id, packet_id)}facts.json"


def document(case_id: str, packet_id: str, position: int) -> str:
    """One document of a packet by its place in the manifest, from 0.

    Its file name is not in the key: that holds the court's case number.
    """
    return f"{packet_folder(case_id, packet_id)}documents/{position:03d}"


def exemplar_folder(code: str, language: str) -> str:
    """Where all versions of an exemplar in one language are."""
    code = checked("exemplar code", EXEMPLAR_CODE, code).lower()
    return f"{EXEMPLARS}{code}.{checked('language', LANGUAGE, language)}/"


def exemplar(code: str, language: str, version: int, part: str) -> str:
    """One part (`exemplar.docx`, `card.yaml`, `draft.json` …) of an exemplar's version."""
    return f"{exemplar_folder(code, language)}v{version:04d}/{part}"


def ledger_day(day: date) -> str:
    """Where the ledger's entries of one day (UTC) are."""
    return f"{LEDGER}{day:%Y/%m/%d}/"


def ledger_entry(when: datetime, entry_id: str) -> str:
    """One entry; keys sort by time, microseconds included, and an id tells twins apart."""
    utc = when.astimezone(UTC)
    checked("ledger entry id", ENTRY_ID, entry_id)
    return f"{ledger_day(utc.date())}{utc:%H%M%S.%f}.{entry_id}.json"


def checked(what: str, shape: str, value: str) -> str:
    """`value`, when it has its shape. The value itself is not repeated: it could be a name.

    Raises:
        NotFound: it has another shape.
    """
    if not re.fullmatch(shape, value):
        raise _not_there(what, shape.strip("^$"))
    return value


def _case(case_id: str) -> str:
    return f"{CASES}{checked('case id', CASE_ID, case_id)}/"


def _random_id(letter: str) -> str:
    return f"{letter}-" + "".join(secrets.choice(_BASE32) for _ in range(10))


def _not_there(what: str, shape: str) -> NotFound:
    return NotFound(Problem(what, "has another shape, so nothing is stored there", f"use {shape}"))
