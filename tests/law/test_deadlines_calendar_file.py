"""The iCalendar file of a case: read back by an independent reader, with nobody's name in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile, known
from docassemble.PostConvictionRelief.law.deadlines import calendar_file, deadlines_for
from docassemble.PostConvictionRelief.law.deadlines.calendar_file import _escaped, _folded
from tests.examples import changed, sample

STAMP = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def written(case_file: CaseFile) -> bytes:
    return calendar_file(case_file, deadlines_for(case_file), STAMP)


def events(data: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def days_by_title(case_file: CaseFile) -> dict[str, date]:
    return {str(e["SUMMARY"]): e.decoded("DTSTART") for e in events(written(case_file))}


def test_the_motions_days_and_the_hearing_are_there_under_the_case_number() -> None:
    assert days_by_title(sample("S02")) == {
        "BA999041: Last day to serve and file the moving papers": date(2027, 2, 10),
        "BA999041: Last day to file the proof of service": date(2027, 2, 19),
        "BA999041: Last day for the prosecution to serve and file an opposition": date(2027, 2, 19),
        "BA999041: The statute's own last day to serve the prosecution": date(2027, 2, 23),
        "BA999041: Last day to serve and file a reply": date(2027, 2, 24),
        "BA999041: see the case file": date(2027, 2, 24),
        "BA999041: hearing at 09:00": date(2027, 2, 26),
    }


def test_an_event_tells_the_steps_by_which_its_day_was_reached() -> None:
    [papers] = [e for e in events(written(sample("S02"))) if "moving papers" in str(e["SUMMARY"])]
    told = str(papers["DESCRIPTION"])
    assert "10 court days before it, that day not counted: Wednesday, February 10, 2027" in told
    assert "[Cal. Rules of Court, rule 4.111(a); Code Civ. Proc., § 12c, subd. (a)]" in told
    assert told.endswith("an attorney must check it before anybody relies on it.")


@pytest.mark.parametrize("name", ["S01", "S02", "S03", "S04"])
def test_no_name_number_or_word_of_the_client_or_of_immigration_is_in_it(name: str) -> None:
    case_file = changed(
        name,
        imm__final_order_date="2026-11-02",
        filings=[{"what": "order denying, for Ansúrez", "filed_on": "2026-11-20"}],
    )
    text = written(case_file).decode("utf-8").replace("\r\n ", "").casefold()
    client = known(case_file.client.name_as_convicted)
    assert client is not None
    names = (known(client.first), known(client.last))
    for word in (
        *names,
        "Ansúrez",
        "immigration",
        "removal",
        "notice to appear",
        "reopen",
        "A999-",
    ):
        assert str(word).casefold() not in text


def test_what_comes_from_the_immigration_history_is_a_bare_confidential_day() -> None:
    confidential = [e for e in events(written(sample("S02"))) if e["CLASS"] == "CONFIDENTIAL"]
    assert [str(e["SUMMARY"]) for e in confidential] == ["BA999041: see the case file"]


def test_past_days_and_days_that_cant_be_told_are_left_out() -> None:
    assert events(written(sample("S03"))) == []
    titles = days_by_title(sample("S04"))
    assert "RIM99555: Estimated end of probation" in titles
    assert not any("withdraw" in title for title in titles)


def test_a_hearing_on_a_closed_day_is_not_put_into_anybodys_calendar() -> None:
    assert not any(
        "hearing" in t for t in days_by_title(changed("S02", hearing__date="2027-02-15"))
    )


def test_the_same_deadlines_and_stamp_give_the_same_bytes() -> None:
    assert written(sample("S02")) == written(sample("S02"))
    pacific = STAMP.astimezone(timezone(-timedelta(hours=8)))
    case_file = sample("S02")
    assert calendar_file(case_file, deadlines_for(case_file), pacific) == written(case_file)


def test_an_event_keeps_its_identity_when_its_day_moves_and_no_two_share_one() -> None:
    before, after = (
        {str(e["UID"]): e for e in events(written(case_file))}
        for case_file in (sample("S02"), changed("S02", hearing__date="2027-03-05"))
    )
    assert set(before) == set(after)
    assert len(before) == 7
    assert any(before[uid].decoded("DTSTART") != after[uid].decoded("DTSTART") for uid in before)


def test_two_services_and_two_cases_are_told_apart() -> None:
    service = [{"party": "prosecuting_agency", "method": m} for m in ("mail", "electronic")]
    case_file = changed("S04", hearing__date="2027-01-06", service=service)
    found = events(written(case_file))
    assert len({str(e["UID"]) for e in found}) == len(found)
    papers = [e for e in found if "RIF99888: Last day to serve" in str(e["SUMMARY"])]
    assert len([e for e in papers if "moving" in str(e["SUMMARY"])]) == 2


def test_lines_are_short_and_end_as_the_format_wants() -> None:
    data = written(sample("S02"))
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"DTSTAMP:20261121T123000Z" in data


def test_a_stamp_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file(sample("S02"), (), datetime(2026, 11, 21))  # noqa: DTZ001


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_comes_back_from_folding_and_escaping(text: str) -> None:
    folded = _folded(f"SUMMARY:{_escaped(text)}")
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    folded.decode("utf-8")  # no character is cut in two
    back = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + folded + b"END:VEVENT\r\n")
    assert str(back.get("SUMMARY", "")) == text
