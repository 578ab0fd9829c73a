"""Landing page, case page, exemplars, batch: over a real archive, forms drawn for practice."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from docassemble.PostConvictionRelief.archive import Archive
from docassemble.PostConvictionRelief.casefile import read_yaml, write_json, write_yaml
from docassemble.PostConvictionRelief.office import Office, Person
from docassemble.PostConvictionRelief.settings import Settings
from tests.examples import changed, sample
from tests.object_store import SeaweedFS
from tests.packets_for_tests import stored_without_errors

from .surroundings import surroundings
from .without_a_server import Refused, Visit

ATTORNEY = Person("u-7", "attorney")
NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
CASE = "c-aaaaaaaaaa"


def clean_slate(office: Office) -> None:
    """The sample whose packet is court forms only, so that no LibreOffice is needed."""
    office.save_case(ATTORNEY, changed("S01", meta__id=CASE), 0, NOW)


# ------------------------------------------------------------------------------ landing page


@pytest.mark.parametrize(
    ("roles", "there", "not_there"),
    [
        (["attorney"], ["Vacate a conviction", "Batch", "Exemplars", "Cases"], ["Publish"]),
        (["paralegal"], ["Batch", "Cases"], ["Vacate a conviction", "Exemplars"]),
        (["exemplar trainer"], ["Exemplars", "publish"], ["Cases", "Batch", "Vacate"]),
        (["admin"], ["none of the roles"], ["Cases", "Batch", "Exemplars", "Vacate"]),
        (["paralegal", "exemplar trainer"], ["Batch", "publish"], ["Vacate a conviction"]),
    ],
)
def test_the_landing_page_shows_what_a_role_may_do(
    office: Office, roles: list[str], there: list[str], not_there: list[str]
) -> None:
    text = Visit("home.yml", *roles).text
    assert all(words in text for words in there)
    assert not any(words in text for words in not_there)


def test_cases_are_listed_and_their_links_name_nobody(office: Office) -> None:
    clean_slate(office)
    visit = Visit("home.yml", "attorney")
    (link,) = visit.links("Marisela Ruth Quintanar")
    assert CASE in link
    assert "Quintanar" not in link
    assert "M19990777" in visit.text
    assert "M19990777" not in link


# --------------------------------------------------------------------------------- case page


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
    visit.go("work_progress")
    media_type, told = visit.download
    assert media_type == "application/json"
    assert b'"done": false' in told
    surroundings.worker.is_slow = False
    visit.go()
    assert CASE in visit.leads_to


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

    def pull_the_plug(*args: object, **kwargs: object) -> object:
        plugged = args[-1]

        def progress(percent: int, words: str) -> None:
            plugged(percent, words)
            if words == "Checking the packet":
                own_s3.kill()

        return make(*args[:-1], progress)

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


# ---------------------------------------------------------------------------------- exemplars


def test_exemplars_are_listed_with_their_version_and_can_be_had(office: Office) -> None:
    visit = Visit("exemplars.yml", "exemplar trainer")
    assert "D-NOM" in visit.text
    assert "as shipped" in visit.text
    visit.follow(visit.links("Download")[0])
    media_type, data = visit.download
    assert media_type.endswith("wordprocessingml.document")
    assert data.startswith(b"PK")


def test_an_attorney_sees_exemplars_but_publishes_none(office: Office, tmp_path: Path) -> None:
    visit = Visit("exemplars.yml", "attorney")
    assert "D-NOM" in visit.text
    assert not visit.links("Publish")
    visit.go("replace_exemplar", code="D-NOM", language="en")
    visit.upload("changed_file", written(tmp_path / "changed.docx", b"PK"))
    assert "have the role exemplar trainer" in visit.text


def test_a_file_that_is_no_exemplar_is_refused_by_name_and_not_kept(
    office: Office, tmp_path: Path
) -> None:
    visit = Visit("exemplars.yml", "exemplar trainer")
    visit.follow(visit.links("Publish")[0])
    assert visit.question == "Publish a changed D-NOM"
    visit.upload("changed_file", written(tmp_path / "changed.docx", b"not a Word file"))
    assert visit.question == "This file can't be published"
    assert "D-NOM" in visit.text
    assert not surroundings.saved_files.paths
    visit.go("keep_exemplar")
    assert visit.question == "Exemplars"
    assert all(not state.versions for state in office.exemplars(ATTORNEY))


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# -------------------------------------------------------------------------------------- batch


def test_an_empty_sheet_can_be_had_and_opened(office: Office) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.go("download_empty")
    media_type, data = visit.download
    assert media_type.endswith("spreadsheetml.sheet")
    assert openpyxl.load_workbook(BytesIO(data)).sheetnames


def test_a_sheet_that_cannot_be_read_is_refused_and_not_kept(
    office: Office, tmp_path: Path
) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.upload("sheet", written(tmp_path / "cases.xlsx", b"no sheet at all \xff\xfe\x00"))
    assert visit.question == "This sheet can't be read"
    assert not surroundings.saved_files.paths


def test_right_rows_become_packets_and_the_wrong_cell_is_named(
    office: Office, tmp_path: Path
) -> None:
    visit = Visit("batch.yml", "paralegal")
    visit.upload("sheet", written(tmp_path / "cases.xlsx", three_rows(office)))
    assert visit.question == "Batch of CR-180 petitions"
    assert visit.text.count("Packet stored") == 2
    assert "Cases!B4" in visit.text
    assert "did you mean Fresno?" in visit.text
    assert not surroundings.saved_files.paths
    cases = office.cases(Person("u-7", "paralegal"))
    assert [case.packets for case in cases] == [1, 1]
    visit.go("download_answered")
    sheet = openpyxl.load_workbook(BytesIO(visit.download[1])).worksheets[0]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert words.count("Packet stored") == 2


def three_rows(office: Office) -> bytes:
    """The office's own example, three times: two right rows, one whose county is misspelled."""
    book = openpyxl.load_workbook(BytesIO(office.new_sheet()))
    example = [cell.value for cell in book["Example"][2]]
    for number in ("M19990777", "M19990778", "M19990779"):
        book["Cases"].append([number, *example[1:]])
    book["Cases"]["B4"] = "Fresnoo"
    sheet = BytesIO()
    book.save(sheet)
    return sheet.getvalue()


# ---------------------------------------------------------------------------------- the law


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
    (record,) = office.case(ATTORNEY, CASE).case_file.acknowledgements
    assert (record.warning, record.by) == ("W-IMM-REDESIG", "person@example.org")
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


# --------------------------------------------------------------------------------- exhibits


def test_an_exhibits_file_is_given_looked_at_and_taken_away(office: Office, tmp_path: Path) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    (link,) = Visit("case.yml", "attorney", url_args={"case": CASE}).links("Exhibits")
    assert "exhibits.yml" in link
    visit = Visit("exhibits.yml", "paralegal", url_args={"case": CASE})
    assert visit.question == "Exhibits: Teodoro Ansúrez Villalpando"
    visit.follow(visit.links("Give a file")[0])
    assert visit.question == "The file of exhibit A"
    scan = one_page_pdf(tmp_path / "Ansurez docket.pdf")
    data = scan.read_bytes()
    visit.upload("exhibit_file", scan)
    assert not surroundings.saved_files.paths
    (stored,) = office.exhibits.of_case(ATTORNEY, CASE)
    assert (stored.letter, stored.suffix) == ("A", ".pdf")
    visit.follow(visit.links("Look at it")[0])
    assert visit.download[1] == data
    visit.go()
    visit.follow(visit.links("Take away")[0])
    visit.go()
    assert not visit.links("Look at it")
    assert not office.exhibits.of_case(ATTORNEY, CASE)


def test_a_file_that_can_be_no_exhibit_is_refused_with_the_reason(
    office: Office, tmp_path: Path
) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    visit = Visit("exhibits.yml", "attorney", url_args={"case": CASE})
    visit.follow(visit.links("Give a file")[1])
    fake = tmp_path / "docket.pdf"
    fake.write_bytes(b"not a PDF at all")
    visit.upload("exhibit_file", fake)
    assert visit.question == "This file can't be an exhibit"
    assert "exhibit B" in visit.text
    assert not office.exhibits.of_case(ATTORNEY, CASE)


def one_page_pdf(path: Path) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        pdf.save(path)
    return path


# ---------------------------------------------------------------------------- ready to file


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
    visit.go("sign_packet_off")
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
    visit.go("ready_to_file", packet=manifest.packet_id)
    visit.go("sign_packet_off")
    assert "have the role attorney" in visit.text
    assert office.signed_off(ATTORNEY, CASE, manifest.packet_id) is None


# ------------------------------------------------------------------------------- case files


def test_a_case_comes_from_a_file_and_goes_as_one(office: Office, tmp_path: Path) -> None:
    visit = Visit("case_file.yml", "attorney")
    assert visit.question == "A case from a file"
    given = tmp_path / "S03.yaml"
    given.write_bytes(write_yaml(sample("S03")))
    visit.upload("case_file", given)
    (summary,) = office.cases(ATTORNEY)
    assert summary.id in visit.leads_to
    assert summary.vehicles == ("PROP47",)
    case = Visit("case.yml", "attorney", url_args={"case": summary.id})
    assert not case.links("Continue the interview")
    case.follow(case.links("Download the case file")[0])
    taken = read_yaml(case.download[1])
    assert taken == changed("S03", meta__id=summary.id)
    visit = Visit("case_file.yml", "attorney", url_args={"case": summary.id})
    again = tmp_path / "changed.json"
    again.write_bytes(write_json(changed("S03", matter__goal="travel")))
    visit.upload("case_file", again)
    stored = office.case(ATTORNEY, summary.id)
    assert (stored.version, stored.case_file.matter.goal) == (2, "travel")


def test_a_wrong_case_file_is_refused_with_every_problem(office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("meta: {id: x, as_of: 2026-11-21}\nclient: {dob: soon, shoe_size: 9}\n")
    visit = Visit("case_file.yml", "attorney")
    visit.upload("case_file", wrong)
    assert visit.question == "This case file can't be read"
    assert "client.dob" in visit.text
    assert "shoe_size" in visit.text
    assert not office.cases(ATTORNEY)
