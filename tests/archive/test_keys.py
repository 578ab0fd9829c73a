import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.archive import keys
from docassemble.PostConvictionRelief.errors import NotFound


def test_a_case_file_has_a_key_by_version() -> None:
    assert keys.facts("c-abcdefgh23", 3) == "cases/c-abcdefgh23/facts/v000003.json"
    assert keys.version_in("cases/c-abcdefgh23/facts/v000003.json") == 3


def test_a_packet_has_its_manifest_facts_and_documents_in_one_folder() -> None:
    folder = "cases/c-abcdefgh23/packets/p-abcdefgh23/"
    assert keys.manifest("c-abcdefgh23", "p-abcdefgh23") == folder + "manifest.json"
    assert keys.packet_facts("c-abcdefgh23", "p-abcdefgh23") == folder + "facts.json"
    assert keys.document("c-abcdefgh23", "p-abcdefgh23", 3) == folder + "documents/003"


def test_an_exemplar_has_a_key_by_code_language_and_version() -> None:
    assert keys.exemplar("D-NOM", "en", 2, "card.yaml") == "exemplars/d-nom.en/v0002/card.yaml"


def test_ledger_keys_sort_by_time_to_the_microsecond() -> None:
    early = datetime(2026, 11, 21, 10, 0, 0, 1, tzinfo=UTC)
    late = datetime(2026, 11, 21, 10, 0, 0, 2, tzinfo=UTC)
    assert keys.ledger_entry(early, "e-zzzzzzzzzz") < keys.ledger_entry(late, "e-aaaaaaaaaa")
    assert keys.ledger_entry(early, "e-zzzzzzzzzz").startswith("ledger/2026/11/21/100000.000001.")


@pytest.mark.parametrize(
    "name",
    ["Marisela Quintanar", "c-Marisela", "M19990777", "", "../c-abcdefgh23", "c-abcdefgh23/"],
)
def test_a_name_or_a_case_number_is_never_part_of_a_key(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        keys.facts(name, 1)
    assert not name or name not in str(caught.value)


def test_an_id_with_a_line_end_is_no_id() -> None:
    with pytest.raises(NotFound):
        keys.facts("c-abcdefgh23\n", 1)


@given(st.text(max_size=30))
def test_a_text_is_either_an_id_or_refused(text: str) -> None:
    try:
        key = keys.packet_folder(text, "p-abcdefgh23")
    except NotFound:
        return
    assert re.fullmatch(r"cases/c-[a-z2-7]{10}/packets/p-abcdefgh23/", key)


def test_new_ids_have_their_shape_and_differ() -> None:
    made = {keys.new_case_id() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(keys.CASE_ID, each) for each in made)
    assert re.fullmatch(keys.PACKET_ID, keys.new_packet_id())
    assert re.fullmatch(keys.ENTRY_ID, keys.new_entry_id())
