from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from docassemble.PostConvictionRelief.archive import Ledger, LedgerEntry, ObjectStore
from docassemble.PostConvictionRelief.errors import ArchiveError

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def entry(entry_id: str = "e-aaaaaaaaaa", when: datetime = NOON, **changes: str) -> LedgerEntry:
    fields = {
        "who": "u-7",
        "role": "attorney",
        "act": "packet-built",
        "object": "c-aaaaaaaaaa/p-aaaaaaaaaa",
    }
    return LedgerEntry(entry_id=entry_id, when=when, **{**fields, **changes})


def test_entries_of_a_day_come_in_order_of_time(store: ObjectStore) -> None:
    ledger = Ledger(store)
    later, earlier = entry("e-aaaaaaaaaa", NOON + timedelta(microseconds=1)), entry("e-bbbbbbbbbb")
    ledger.append(later)
    ledger.append(earlier)
    ledger.append(entry("e-cccccccccc", NOON + timedelta(days=1)))
    assert ledger.of_day(date(2026, 11, 21)) == (earlier, later)


def test_days_are_counted_in_universal_time(store: ObjectStore) -> None:
    ledger = Ledger(store)
    evening_in_california = datetime(2026, 11, 20, 17, 0, tzinfo=timezone(timedelta(hours=-8)))
    ledger.append(entry(when=evening_in_california))
    assert [e.when for e in ledger.of_day(date(2026, 11, 21))] == [evening_in_california]


def test_an_entry_is_never_replaced(store: ObjectStore) -> None:
    ledger = Ledger(store)
    ledger.append(entry())
    ledger.append(entry())
    with pytest.raises(ArchiveError):
        ledger.append(entry(act="packet-deleted"))
    assert [e.act for e in ledger.of_day(NOON.date())] == ["packet-built"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("who", "Ilse Marchetti"),
        ("role", "Attorney Marchetti"),
        ("act", "built for Teodoro"),
        ("object", "Teodoro Ansúrez"),
    ],
)
def test_a_name_does_not_fit_into_an_entry(field: str, name: str) -> None:
    with pytest.raises(ValidationError):
        LedgerEntry.model_validate({**entry().model_dump(), field: name})
