"""The page of the exemplars: over a real archive."""

from __future__ import annotations

from pathlib import Path

from docassemble.PostConvictionRelief.office import Office

from .desk import ATTORNEY, written
from .surroundings import surroundings
from .without_a_server import Visit


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
