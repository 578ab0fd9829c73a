"""The page of what the law says of a case."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile import known
from docassemble.PostConvictionRelief.office import Office
from tests.examples import changed

from .desk import ATTORNEY, CASE, NOW
from .without_a_server import Refused, Visit


def test_the_case_page_leads_to_what_the_law_says(office: Office) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    (link,) = Visit("case.yml", "attorney", url_args={"case": CASE}).links("What the law says")
    assert "law.yml" in link
    visit = Visit("law.yml", "attorney", url_args={"case": CASE})
    assert visit.question == "What the law says: Teodoro Ansúrez Villalpando"
    assert "Recommended" in visit.text
    assert "Penal Code 1473.7(a)(1)" in visit.text
    assert 'lang="es"' in visit.text
    assert "Last day to serve and file the moving papers" in visit.text
    assert "New evidence of innocence" in visit.text


def test_the_deadlines_of_a_case_come_as_a_calendar(office: Office) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    visit = Visit("law.yml", "attorney", url_args={"case": CASE})
    visit.follow(visit.links("Download for a calendar")[0])
    media_type, data = visit.download
    assert media_type.startswith("text/calendar")
    assert data.startswith(b"BEGIN:VCALENDAR")


def test_a_warning_is_read_by_a_click_and_the_case_file_says_by_whom(office: Office) -> None:
    office.save_case(ATTORNEY, changed("S03", meta__id=CASE), 0, NOW)
    (link,) = Visit("law.yml", "attorney", url_args={"case": CASE}).links("Read and acknowledge")
    assert "warning=W-IMM-REDESIG" in link
    visit = Visit("law.yml", "attorney", url_args={"case": CASE, "warning": "W-IMM-REDESIG"})
    assert visit.question == "Lowering the offense does not erase the conviction"
    visit.answer({"is_seen": True})
    assert CASE in visit.leads_to
    case_file = office.case(ATTORNEY, CASE).case_file
    (record,) = case_file.acknowledgements
    assert (record.warning, record.by) == ("W-IMM-REDESIG", "person@example.org")
    assert case_file.meta.as_of == known(record.read_on)  # a later day than the sample's
    again = Visit("law.yml", "attorney", url_args={"case": CASE})
    assert "Read by person@example.org" in again.text
    assert not again.links("Read and acknowledge")


def test_a_warning_that_must_be_typed_takes_its_phrase_only(office: Office) -> None:
    goal = changed("S01", meta__id=CASE, matter__goal="stop_removal")
    office.save_case(ATTORNEY, goal, 0, NOW)
    visit = Visit("law.yml", "attorney", url_args={"case": CASE, "warning": "W-IMM-EXPUNGE"})
    with pytest.raises(Refused):
        visit.answer({"typed": "yes, yes"})
    assert not office.case(ATTORNEY, CASE).case_file.acknowledgements
    visit.answer({"typed": "Esto no es un remedio migratorio."})
    (record,) = office.case(ATTORNEY, CASE).case_file.acknowledgements
    assert record.typed == "Esto no es un remedio migratorio."
