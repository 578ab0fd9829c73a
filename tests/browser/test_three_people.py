"""The three people's work in the browser, by clicks, on the real server.

All of it stands in this file: one of these tests stops the server, which files that are run beside
each other share.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.examples import sample
from tests.web.telling import answers_for
from tests.whole_server import WholeServer

from .chromium import Desk

pytestmark = pytest.mark.server

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CASE_PAGE = re.compile(r"questions/case\.yml")
PAPERS = ("D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-PO", "D-POS", "F-CR187", "F-CR188")
_BUILD_MILLISECONDS = 180_000
_EXAMPLES = Path(__file__).parents[2] / "examples"
_OTHER = _EXAMPLES / "04_two_counties_detained.yaml"


@dataclass(frozen=True)
class Packet:
    """A packet that an attorney made by clicks: where its case page is, which screens led there."""

    case_page: str
    screens: list[str]


@pytest.fixture(scope="module")
def packet(browser: Browser, running_server: WholeServer) -> Packet:
    """The attorney's whole path: sign in, answer the screens of S02, review, make the packet."""
    desk = Desk(browser, running_server.url)
    desk.sign_in(running_server.people["attorney"])
    desk.open("Vacate a conviction (Penal Code 1473.7(a)(1))")
    screens = []
    while desk.heading != "Review":
        screens.append(desk.heading)
        desk.fill_screen(answers_for(desk.asked, sample("S02")))
    desk.press("Make the packet")
    expect(desk.page.get_by_role("progressbar", name="Progress")).to_be_visible()
    desk.page.wait_for_url(CASE_PAGE, timeout=_BUILD_MILLISECONDS)
    desk.page.wait_for_load_state("networkidle")
    assert not desk.errors
    address = desk.page.evaluate("() => performance.getEntriesByType('navigation')[0].name")
    desk.sign_out()
    desk.page.context.close()
    return Packet(str(address), screens)


def open_case(desk: Desk) -> None:
    """From the landing page to the first case of the client."""
    desk.page.goto(desk.url)
    desk.open("Teodoro Ansúrez Villalpando")
    assert desk.heading == "Teodoro Ansúrez Villalpando"


def shown(desk: Desk, words: str) -> None:
    """Wait for a page that says these words: trying an exemplar may take a minute."""
    expect(desk.page.get_by_text(words).first).to_be_visible(timeout=_BUILD_MILLISECONDS)


def codes(desk: Desk) -> list[str]:
    return desk.page.locator(".pcr-packet").first.locator("td .pcr-code").all_inner_texts()


def test_the_attorney_gets_the_packet_and_every_document_of_it(
    packet: Packet, desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    assert len(packet.screens) > 30
    desk = desk_of("attorney")
    open_case(desk)
    listed = codes(desk)
    assert listed[0] == "PACKET"
    assert set(PAPERS) <= set(listed)
    names, whole = [], b""
    for link in desk.page.locator(".pcr-files a").all():
        name, media_type, data = desk.download(link)
        names.append(name)
        if media_type == "application/pdf":
            file = tmp_path / name
            file.write_bytes(data)
            subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)
            whole = whole or data
        else:
            assert media_type == WORD
            assert docx.Document(BytesIO(data)).paragraphs
    assert len(set(names)) == len(names) >= 2 * 6 + 2
    assert not any("Ans" in name or "Villalpando" in name for name in names)
    bound = PdfReader(BytesIO(whole))
    assert len(bound.outline) >= len(PAPERS)
    assert "Ansúrez" in "".join(page.extract_text() for page in bound.pages[:2])


def test_after_signing_out_a_restart_and_signing_in_the_packet_is_still_there(
    packet: Packet, browser: Browser, running_server: WholeServer
) -> None:
    desk = Desk(browser, running_server.url)
    desk.page.goto(packet.case_page)
    assert "/user/sign-in" in desk.page.url
    running_server.must("stop")
    running_server.must("start")
    desk.sign_in(running_server.people["attorney"])
    open_case(desk)
    assert codes(desk)[0] == "PACKET"
    _, media_type, data = desk.download(desk.page.locator(".pcr-whole a").first)
    assert media_type == "application/pdf"
    assert data.startswith(b"%PDF")


def test_an_answer_is_changed_from_the_review_page(
    packet: Packet, desk_of: Callable[[str], Desk]
) -> None:
    desk = desk_of("attorney")
    open_case(desk)
    desk.press("Review the answers")
    desk.page.locator("summary", has_text="Hearing and service").click()
    desk.press("Change: Hearing")
    desk.fill_screen({"facts.hearing.department": "Dept. 31"})
    assert desk.heading == "Review"
    assert "Dept. 31" in desk.page.content()


def test_dates_that_cannot_be_are_named_and_lead_back_to_their_question(
    packet: Packet, desk_of: Callable[[str], Desk]
) -> None:
    desk = desk_of("attorney")
    open_case(desk)
    desk.press("Review the answers")
    desk.page.locator("summary", has_text="The conviction").click()
    desk.press("Change: Court case")
    desk.fill_screen({"facts.case[0].arrest_date": "2009-04-01"})
    assert desk.heading == "Some answers can’t be right"
    desk.press("Change this answer")
    desk.fill_screen({"facts.case[0].arrest_date": "2009-02-11"})
    assert desk.heading == "Review"


@pytest.fixture(scope="module")
def exhibit(
    packet: Packet,
    browser: Browser,
    running_server: WholeServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The letter of an exhibit whose file an attorney has given on the exhibits' page."""
    file = tmp_path_factory.mktemp("exhibit") / "docket.pdf"
    with pikepdf.new() as docket:
        docket.add_blank_page(page_size=(612, 792))
        docket.save(file)
    desk = Desk(browser, running_server.url)
    desk.sign_in(running_server.people["attorney"])
    open_case(desk)
    desk.press("Exhibits")
    desk.press("Give a file for exhibit A")
    desk.give_file(file)
    desk.press("Keep this file")
    expect(desk.page.get_by_role("link", name="Look at the file of exhibit A")).to_be_visible()
    desk.press("Back to the case")
    assert not desk.errors
    desk.page.context.close()
    return "A"


def test_the_law_is_read_on_the_cases_page(packet: Packet, desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of("attorney")
    open_case(desk)
    desk.press("What the law says")
    assert desk.heading == "What the law says: Teodoro Ansúrez Villalpando"
    expect(desk.page.locator(".pcr-badge-recommended").first).to_have_text("Recommended")
    _, media_type, calendar = desk.download(
        desk.page.get_by_role("link", name="Download for a calendar")
    )
    assert media_type.startswith("text/calendar")
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    assert not desk.errors


def test_the_paralegal_fills_a_sheet_and_is_told_the_wrong_cell(
    desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    desk = desk_of("paralegal")
    desk.open("Batch of CR-180 petitions")
    _, _, empty = desk.download(desk.page.get_by_role("link", name="Download an empty sheet"))
    book = openpyxl.load_workbook(BytesIO(empty))
    example = [cell.value for cell in book["Example"][2]]
    for number in ("M19990777", "M19990778", "M19990779"):
        book["Cases"].append([number, *example[1:]])
    book["Cases"]["B4"] = "Fresnoo"
    book.save(tmp_path / "cases.xlsx")
    desk.give_file(tmp_path / "cases.xlsx")
    desk.press("Fill the petitions")
    expect(desk.page.get_by_text("What became of the sheet")).to_be_visible(
        timeout=_BUILD_MILLISECONDS
    )
    assert desk.page.get_by_role("link", name="Packet stored").count() == 2
    assert "Cases!B4" in desk.page.content()
    name, _, answered = desk.download(desk.page.get_by_text("Download the answered sheet"))
    assert name == "petitions-answered.xlsx"
    assert openpyxl.load_workbook(BytesIO(answered)).sheetnames
    desk.press("Packet stored")
    assert desk.heading == "Marisela Ruth Quintanar"
    assert {"F-CR180", "F-CR181", "F-CR106"} <= set(codes(desk))
    assert not desk.errors


def test_the_next_packet_has_the_trainers_exemplar_and_the_given_exhibit_the_earlier_neither(
    packet: Packet, exhibit: str, desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    desk = desk_of("exemplar trainer")
    desk.open("Exemplars")
    link = desk.page.get_by_role("link", name="Download D-NOM", exact=True)
    name, _, data = desk.download(link)
    assert name == "D-NOM.en.docx"
    document = docx.Document(BytesIO(data))
    document.add_paragraph("{{ client.shoe_size }}")
    document.save(str(tmp_path / "broken.docx"))
    desk.press("Publish a changed D-NOM")
    desk.give_file(tmp_path / "broken.docx")
    desk.press("Try it and publish")
    shown(desk, "This file can’t be published")
    assert desk.heading == "This file can’t be published"
    assert "shoe_size" in desk.page.content()
    desk.press("Give a corrected file")
    (tmp_path / "changed.docx").write_bytes(changed(data))
    desk.give_file(tmp_path / "changed.docx")
    desk.press("Try it and publish")
    shown(desk, "is published as v0001")
    assert "D-NOM is published as v0001" in desk.page.content()
    attorney = desk_of("attorney")
    open_case(attorney)
    attorney.press("Make a new packet")
    expect(attorney.page.locator(".pcr-packet")).to_have_count(2, timeout=_BUILD_MILLISECONDS)
    newest, earlier = attorney.page.locator(".pcr-packet").all()
    assert "Exemplar version 1" in newest.inner_html()
    assert "Exemplar version 1" not in earlier.inner_html()
    assert "Exemplar as shipped" in earlier.inner_html()
    assert "EXHIBITS" in newest.locator("td .pcr-code").all_inner_texts()
    assert "EXHIBITS" not in earlier.locator("td .pcr-code").all_inner_texts()


def changed(data: bytes) -> bytes:
    """The Word file with a few more words in its last paragraph that has any."""
    document = docx.Document(BytesIO(data))
    spoken = [p for p in document.paragraphs if p.text.strip() and "{" not in p.text]
    spoken[-1].add_run(" So moved.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# --------------------------------------------------- two clients in two tabs of one browser


@pytest.fixture
def movant(tmp_path: Path) -> Path:
    """The case file of a client whom no other test of the server knows."""
    told = (_EXAMPLES / "02_motion_1473_7_a1.yaml").read_text(encoding="utf-8")
    own = tmp_path / "movant.yaml"
    own.write_text(told.replace("Villalpando", "Quiroga"), encoding="utf-8")
    return own


def case_from(desk: Desk, case_file: Path) -> str:
    """Open a new case with the facts of a file; its client's name."""
    desk.page.goto(desk.url)
    desk.open("A case from a file")
    desk.give_file(case_file)
    desk.press("Read it")
    return desk.heading


def test_a_file_given_in_one_tab_goes_to_the_client_whom_that_tab_shows(
    desk_of: Callable[[str], Desk], movant: Path, tmp_path: Path
) -> None:
    desk = desk_of("attorney")
    first = case_from(desk, movant)
    desk.press("Exhibits")
    tab = desk.next_tab()
    second = case_from(tab, _OTHER)
    tab.press("Exhibits")
    assert tab.heading == f"Exhibits: {second}"
    desk.press("Give a file for exhibit A")
    assert desk.heading == f"The file of exhibit A: {first}"
    given = tmp_path / "docket.docx"
    docx.Document().save(str(given))
    desk.give_file(given)
    desk.press("Keep this file")
    assert desk.heading == f"Exhibits: {first}"
    tab.page.reload()
    assert tab.heading == f"Exhibits: {second}"
    looks = "Look at the file of exhibit A"
    expect(desk.page.get_by_role("link", name=looks)).to_be_visible()
    expect(tab.page.get_by_role("link", name=looks)).to_have_count(0)
    assert not desk.errors + tab.errors


def test_an_answer_changed_in_one_tab_goes_to_the_case_that_the_tab_shows(
    desk_of: Callable[[str], Desk], movant: Path
) -> None:
    desk = desk_of("attorney")
    case_from(desk, movant)
    desk.press("Review the answers")
    tab = desk.next_tab()
    tab.page.goto(desk.url)
    tab.open("Vacate a conviction (Penal Code 1473.7(a)(1))")
    asked_first = tab.heading
    desk.page.locator("summary", has_text="Hearing and service").click()
    desk.press("Change: Hearing")
    desk.fill_screen({"facts.hearing.department": "Dept. 47"})
    assert desk.heading == "Review"
    assert "Dept. 47" in desk.page.content()
    tab.page.reload()
    assert tab.heading == asked_first


def test_reloading_a_cases_page_shows_its_own_client(
    desk_of: Callable[[str], Desk], movant: Path
) -> None:
    desk = desk_of("attorney")
    first = case_from(desk, movant)
    tab = desk.next_tab()
    case_from(tab, _OTHER)
    desk.page.reload()
    assert desk.heading == first


# ------------------------------------------------------------------- who may, and who reads


@pytest.mark.parametrize("role", ["paralegal", "exemplar trainer", "administrator"])
def test_whoever_has_not_the_role_gets_a_page_that_says_so(
    desk_of: Callable[[str], Desk], running_server: WholeServer, role: str
) -> None:
    desk = desk_of(role)
    answer = desk.page.goto(
        f"{running_server.url}/interview"
        "?i=docassemble.PostConvictionRelief:data/questions/vacate_1473_7.yml"
    )
    assert answer is not None
    assert answer.status == 200
    assert desk.heading == "This page is not for your role"


def test_no_persons_name_is_in_an_address_or_a_log(
    packet: Packet, running_server: WholeServer
) -> None:
    logs = [file.read_text(errors="replace") for file in running_server.state.glob("log/*")]
    assert logs
    for words in ("Teodoro", "Villalpando", "Quintanar", "BA999041"):
        assert not any(words in log for log in logs)
        assert words not in packet.case_page
