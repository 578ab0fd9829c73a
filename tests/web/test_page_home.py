"""The landing page: what a role may do, which cases there are."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.office import Office

from .desk import CASE, clean_slate
from .without_a_server import Visit


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
