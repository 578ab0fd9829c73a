"""The page of a case's exhibits."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from docassemble.PostConvictionRelief.office import Office
from tests.examples import changed

from .desk import ATTORNEY, CASE, NOW
from .surroundings import surroundings
from .without_a_server import Visit


def test_an_exhibits_file_is_given_looked_at_and_taken_away(office: Office, tmp_path: Path) -> None:
    office.save_case(ATTORNEY, changed("S02", meta__id=CASE), 0, NOW)
    (link,) = Visit("case.yml", "attorney", url_args={"case": CASE}).links("Exhibits")
    assert "exhibits.yml" in link
    visit = Visit("exhibits.yml", "paralegal", url_args={"case": CASE})
    assert visit.question == "Exhibits: Teodoro Ansúrez Villalpando"
    visit.follow(visit.links("Give a file")[0])
    assert visit.question == "The file of exhibit A: Teodoro Ansúrez Villalpando"
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
