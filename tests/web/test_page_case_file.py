"""A case from a file, and as a file."""

from __future__ import annotations

from pathlib import Path

from docassemble.PostConvictionRelief.casefile import read_yaml, write_json, write_yaml
from docassemble.PostConvictionRelief.office import Office
from tests.examples import changed, sample

from .desk import ATTORNEY
from .without_a_server import Visit


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
