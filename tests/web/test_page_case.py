"""The page of a case: packets, progress, documents, sign-off; no LibreOffice is needed."""

from __future__ import annotations

from datetime import datetime

import pytest
from markupsafe import escape

from docassemble.PostConvictionRelief.archive import Archive
from docassemble.PostConvictionRelief.office import Office, Person, StoredPacket
from docassemble.PostConvictionRelief.packet.building import Progress
from docassemble.PostConvictionRelief.settings import Settings
from docassemble.PostConvictionRelief.web.building import tell
from docassemble.PostConvictionRelief.web.pulse import pulse
from tests.examples import changed
from tests.object_store import SeaweedFS
from tests.packets_for_tests import stored_without_errors

from .desk import ATTORNEY, CASE, NOW, clean_slate
from .surroundings import surroundings
from .without_a_server import Visit


def test_a_packet_is_made_from_the_case_page_and_listed_there(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    assert visit.question == "Marisela Ruth Quintanar"
    assert "No packet has been made yet" in visit.text
    visit.follow(visit.links("Make the packet")[0])
    assert CASE in visit.leads_to
    visit.go()
    (manifest,) = office.packets(ATTORNEY, CASE)
    for document in manifest.documents:
        assert visit.links(document.title) or document.title.split(" (")[0] in visit.text
    assert "a practice blank, not for filing" in visit.text
    assert "Practice forms, not for filing" in visit.text
    assert manifest.forms[0].edition in visit.text


def test_the_case_page_says_what_will_be_made_and_why(office: Office) -> None:
    two_counties = changed("S04", meta__id=CASE)
    office.save_case(ATTORNEY, two_counties, 0, NOW)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    found = office.plans(two_counties)
    assert [plan.case_number for plan in found.plans if plan.case_number not in visit.text] == []
    for plan in found.plans:
        for paper in plan.papers:
            assert paper.code in visit.text
            assert escape(paper.why) in visit.text
    assert visit.links("Make the packet")


def test_a_case_of_which_no_packet_can_be_made_says_what_stands_in_the_way(
    office: Office,
) -> None:
    office.save_case(ATTORNEY, changed("S01", meta__id=CASE, matter__vehicle=[]), 0, NOW)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    assert "No packet can be made from these answers yet." in visit.text
    assert "What stands in the way" in visit.text
    assert not visit.links("Make the packet")


def test_every_document_comes_byte_for_byte_and_nothing_of_it_stays(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    (manifest,) = office.packets(ATTORNEY, CASE)
    visit.go()
    links = [link for link in [*visit.links("PDF"), *visit.links("Word")] if "action=" in link]
    assert len(links) == len(manifest.documents)
    got = []
    for link in links:
        visit.follow(link)
        got.append(visit.download)
        visit.go()
    expected = [
        office.document(ATTORNEY, CASE, manifest.packet_id, document.file_name)
        for document in manifest.documents
    ]
    assert sorted(data for _, data in got) == sorted(document.data for document in expected)
    assert "application/pdf" in {media_type for media_type, _ in got}
    assert not surroundings.saved_files.paths


def test_progress_is_told_while_the_packet_is_made(office: Office) -> None:
    clean_slate(office)
    surroundings.worker.is_slow = True
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    assert visit.question == "Making the packet"
    assert 'role="progressbar"' in visit.text
    visit.go("work_progress", case=CASE)
    media_type, told = visit.download
    assert media_type == "application/json"
    assert b'"done": false' in told
    surroundings.worker.is_slow = False
    visit.go()
    assert CASE in visit.leads_to


def test_work_that_was_lost_with_its_worker_is_told_and_can_be_tried_again(office: Office) -> None:
    clean_slate(office)
    surroundings.worker.is_slow = True  # it never answers
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    key = visit.variables["builds"][CASE].key
    with pulse(key):
        tell(key, 40, "Writing the papers")
        visit.go()
        assert visit.question == "Making the packet"
    surroundings.redis.data.pop(f"pcr:pulse:{key}")  # a minute later
    visit.go("work_progress", case=CASE)
    assert b'"done": true' in visit.download[1]
    visit.go()
    assert visit.question == "The work was cut off"
    assert "Ended before the work was done" in visit.text
    surroundings.worker.is_slow = False
    visit.go("make_packets", case=CASE)
    visit.go()
    assert len(office.packets(ATTORNEY, CASE)) == 1


def test_another_clients_page_shows_that_client_while_a_packet_is_made(office: Office) -> None:
    clean_slate(office)
    other = "c-bbbbbbbbbb"
    office.save_case(ATTORNEY, changed("S02", meta__id=other), 0, NOW)
    surroundings.worker.is_slow = True
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    visit.variables["url_args"]["case"] = other
    visit.go()
    assert visit.question == "Teodoro Ansúrez Villalpando"
    visit.go("work_progress", case=CASE)
    assert b'"done": false' in visit.download[1]
    visit.variables["url_args"]["case"] = CASE
    surroundings.worker.is_slow = False
    visit.go()
    assert CASE in visit.leads_to


def test_a_second_click_gives_the_worker_nothing_more_to_do(office: Office) -> None:
    clean_slate(office)
    surroundings.worker.is_slow = True
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    before = surroundings.worker.given
    visit.go("make_packets", case=CASE)
    visit.go("make_packets", case=CASE)
    assert surroundings.worker.given == before + 1


def test_every_page_tells_its_tab_which_session_and_case_it_shows(office: Office) -> None:
    clean_slate(office)
    for page in ("case.yml", "exhibits.yml", "law.yml"):
        visit = Visit(page, "attorney", url_args={"case": CASE})
        assert f"session=session&amp;case={CASE}" in visit.below
    assert 'data-address="session=session"' in Visit("home.yml", "attorney").below


def test_a_packet_that_cannot_be_made_says_why(office: Office) -> None:
    blocked = changed("S01", meta__id=CASE, matter__vehicle=[])
    office.save_case(ATTORNEY, blocked, 0, NOW)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    assert not visit.links("Make the packet")
    visit.go("make_packets", case=CASE)
    assert visit.question == "This did not work"
    assert "No vehicle is chosen" in visit.text


def test_a_packet_made_while_the_storage_is_away_is_kept_and_stored_by_a_click(
    own_s3: SeaweedFS, office_on_own_s3: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_on_own_s3
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    surroundings.worker.is_slow = True
    visit.go("make_packets", case=CASE)
    make = office.build

    def pull_the_plug(
        person: Person, case_id: str, now: datetime, progress: Progress
    ) -> list[StoredPacket]:
        def plugged(percent: int, words: str) -> None:
            progress(percent, words)
            if words == "Checking the packet":
                own_s3.kill()

        return make(person, case_id, now, plugged)

    monkeypatch.setattr(office, "build", pull_the_plug)
    surroundings.worker.is_slow = False
    visit.go()
    visit.go()
    assert "kept on this machine only" in visit.text
    assert visit.links("PDF")
    visit.follow(visit.links("PDF")[0])
    assert visit.download[1].startswith(b"%PDF")
    visit.go("store_now", case=CASE)
    assert visit.question == "The storage does not answer"
    own_s3.start()
    visit.go()
    visit.follow(visit.links("Store it now")[0])
    assert "kept on this machine only" not in visit.text
    assert len(office.packets(ATTORNEY, CASE)) == 1
    assert not office.waiting(ATTORNEY)


def test_a_case_or_document_that_is_not_there_is_a_page_and_no_error(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": "c-zzzzzzzzzz"})
    assert "No case is saved under it" in visit.text
    visit.go("download", case=CASE, packet="p-zzzzzzzzzz", file="x.pdf")
    assert visit.question == "This did not work"
    assert Visit("case.yml", "attorney").question == "No case is chosen"


def test_a_trainer_sees_no_case(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "exemplar trainer", url_args={"case": CASE})
    assert visit.question == "This page is not for your role"
    visit.go("download", case=CASE, packet="p-zzzzzzzzzz", file="x.pdf")
    assert visit.question == "This is not for your role"
    visit.go("make_packets", case=CASE)
    assert not office.packets(ATTORNEY, CASE)


def test_an_attorney_signs_a_packet_off_and_its_mark_of_a_draft_goes(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    (manifest,) = office.packets(ATTORNEY, CASE)
    visit.go()
    assert not visit.links("Sign off as ready to file")  # practice forms are an error
    archive = Archive.open(Settings.read())
    sound = stored_without_errors(archive, CASE, manifest.packet_id)
    visit.go()
    assert "Draft" in visit.text
    assert "Is to be signed" in visit.text
    visit.follow(visit.links("Sign off as ready to file")[0])
    assert visit.question == "Is this packet ready to file?"
    assert "Is to be signed" in visit.text
    visit.go("not_yet", case=CASE)
    assert visit.question == "Marisela Ruth Quintanar"
    assert office.signed_off(ATTORNEY, CASE, sound) is None
    visit.follow(visit.links("Sign off as ready to file")[0])
    visit.go("sign_packet_off", case=CASE, packet=sound)
    assert "Signed off" in visit.text
    signed = office.signed_off(ATTORNEY, CASE, sound)
    assert signed is not None
    assert signed.by == "u-7"


def test_a_paralegal_can_not_sign_off(office: Office) -> None:
    clean_slate(office)
    visit = Visit("case.yml", "paralegal", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    visit.go()
    assert not visit.links("Sign off as ready to file")
    (manifest,) = office.packets(ATTORNEY, CASE)
    visit.go("ready_to_file", case=CASE, packet=manifest.packet_id)
    visit.go("sign_packet_off", case=CASE, packet=manifest.packet_id)
    assert "have the role attorney" in visit.text
    assert office.signed_off(ATTORNEY, CASE, manifest.packet_id) is None
