"""Findings of a packet on its page: in the words of questions and papers, each with its place."""

from __future__ import annotations

import json
import re
from base64 import b64decode

from docassemble.PostConvictionRelief.archive.packets import Manifest, RecordedFinding
from docassemble.PostConvictionRelief.office import Office
from tests.examples import changed

from .desk import ATTORNEY, CASE, NOW, clean_slate
from .without_a_server import Visit

# isort: split
from docassemble.PostConvictionRelief.web.finding_part import ShownFinding, shown_findings


def packet(office: Office) -> Manifest:
    clean_slate(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    visit.go("make_packets", case=CASE)
    (manifest,) = office.packets(ATTORNEY, CASE)
    return manifest


def shown(manifest: Manifest, where: str, *, asked: bool = True) -> ShownFinding:
    finding = RecordedFinding(
        level="warning", where=where, what="was told on 2009-03-17", remedy="see case.0.plea_date"
    )
    found = manifest.model_copy(update={"findings": (finding,)})
    with Visit("home.yml", "attorney").present():
        (only,) = shown_findings(found, asked=asked)
    return only


def test_a_finding_about_an_answer_names_the_question_and_leads_to_it(office: Office) -> None:
    found = shown(packet(office), "prior_counsel.0.notice_served_on")
    assert found.where == "Prior counsel: Notice of the hearing served on"
    assert found.what == "was told on March 17, 2009"
    assert "case.0" not in found.remedy
    assert found.link_words == "Change this answer"
    encoded = re.search(r"action=([^&]+)", found.link)
    assert encoded
    asks = json.loads(b64decode(encoded[1] + "=="))
    assert asks["action"] == "facts.prior_counsel[0].notice_served_on"
    assert CASE in found.link


def test_the_question_a_finding_leads_to_is_asked_with_its_answer(office: Office) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    visit = Visit("vacate_1473_7.yml", "attorney", url_args={"case": CASE, "page": "review"})
    visit.go("facts.prior_counsel[0].notice_served_on")
    assert "facts.prior_counsel[0].notice_served_on" in visit.asked
    visit.answer()
    assert visit.question == "Review"


def test_who_has_no_interview_for_the_case_is_led_to_its_case_file(office: Office) -> None:
    found = shown(packet(office), "case.0.plea_date", asked=False)
    assert found.link_words == "Change it in the case file"
    assert "case_file.yml" in found.link


def test_findings_about_exhibits_papers_and_warnings_name_their_place(office: Office) -> None:
    manifest = packet(office)
    for where in ("exhibits", "EXHIBITS", "exhibits.1.file"):
        assert "exhibits.yml" in shown(manifest, where).link
    assert "law.yml" in shown(manifest, "acknowledgements").link
    paper = shown(manifest, "F-CR180")
    assert paper.where == "Petition for Dismissal (CR-180) (F-CR180)"
    assert not paper.link


def test_a_packet_tells_that_the_answers_were_changed_after_it_was_made(office: Office) -> None:
    packet(office)
    visit = Visit("case.yml", "attorney", url_args={"case": CASE})
    assert "The answers were changed" not in visit.text
    stored = office.case(ATTORNEY, CASE)
    changed_file = changed("S01", meta__id=CASE, hearing__department="7")
    office.save_case(ATTORNEY, changed_file, stored.version, NOW)
    visit.go()
    assert "The answers were changed after this packet was made" in visit.text
