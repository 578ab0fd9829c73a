"""Who may read which fact: what the models declare is what section 3 of the specification says.

A longer address says otherwise for its part of a shorter one.
"""

from __future__ import annotations

from docassemble.PostConvictionRelief.casefile import CaseFile, Destination
from docassemble.PostConvictionRelief.casefile.handbook import FactEntry, every_fact

PUBLIC, CONFIDENTIAL, PRIVILEGED = "P", "C", "X"
SAID = {
    "": PUBLIC,
    "meta.title": PRIVILEGED,
    "meta.exercises": PRIVILEGED,
    "matter.goal": PRIVILEGED,
    "matter.vehicle": PRIVILEGED,
    "client.dob": CONFIDENTIAL,
    "client.phone": CONFIDENTIAL,
    "client.email": CONFIDENTIAL,
    "client.address": CONFIDENTIAL,
    "client.gender": CONFIDENTIAL,
    "client.citizenship_country": CONFIDENTIAL,
    "client.birth_country": CONFIDENTIAL,
    "client.ssn_last4": PRIVILEGED,
    "client.contact_constraints": PRIVILEGED,
    "client.consents": PRIVILEGED,
    "imm": CONFIDENTIAL,
    "imm.citizenship_claim": PRIVILEGED,
    "imm.relief_notes": PRIVILEGED,
    "case.alternatives": PRIVILEGED,
    "case.vehicle": PRIVILEGED,
    "case.attorney_override": PRIVILEGED,
    "case.counts.note": PRIVILEGED,
    "case.prior_counsel": PRIVILEGED,
    "case.experts": PRIVILEGED,
    "case.prejudice": PRIVILEGED,
    "prior_counsel": PRIVILEGED,
    "experts": PRIVILEGED,
    "defects": PRIVILEGED,
    "prejudice": PRIVILEGED,
    "discovery_diligence": CONFIDENTIAL,
    "innocence": PRIVILEGED,
    "rja": PRIVILEGED,
    "trafficking": PRIVILEGED,
    "ipv_sv": PRIVILEGED,
    "eq": CONFIDENTIAL,
    "eq.health": PRIVILEGED,
    "acknowledgements": PRIVILEGED,
    "expected": PRIVILEGED,
}
NEVER_PRINTED = {
    "meta.title",
    "meta.exercises",
    "matter.goal",
    "matter.vehicle",
    "client.consents",
    "imm.relief_notes",
    "case.vehicle",
    "case.attorney_override",
    "case.counts.note",
    "acknowledgements",
    "expected",
}
"""What no consent lets into a filed paper."""


def plain(entry: FactEntry) -> str:
    return entry.address.replace("[]", "")


def said_of(address: str) -> str:
    """The longest address of the table that this one lies below."""
    return max((key for key in SAID if not key or f"{address}.".startswith(f"{key}.")), key=len)


def test_every_fact_is_as_sensitive_as_the_specification_says() -> None:
    differing = [
        plain(entry)
        for entry in every_fact()
        if entry.declared.sensitivity.value != SAID[said_of(plain(entry))]
    ]
    assert differing == []


def test_what_is_for_the_office_alone_is_declared_so_and_nothing_else_is() -> None:
    office = {
        said_of(plain(entry))
        for entry in every_fact()
        if entry.declared.destination is Destination.OFFICE
    }
    assert office == NEVER_PRINTED


def test_the_table_names_no_fact_that_is_not_there() -> None:
    addresses = {plain(entry) for entry in every_fact()}
    assert set(SAID) - {""} <= addresses
    assert set(CaseFile.model_fields) <= addresses
