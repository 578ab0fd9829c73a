from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from docassemble.PostConvictionRelief.archive import ObjectStore, Packet, Packets, keys
from docassemble.PostConvictionRelief.archive.packets import Manifest
from docassemble.PostConvictionRelief.errors import ArchiveError, NotFound
from tests.packets_for_tests import CASE, NOTICE, ORDER, PACKET, packet


@pytest.fixture
def packets(store: ObjectStore) -> Packets:
    return Packets(store)


def test_a_stored_packet_comes_back_whole(packets: Packets) -> None:
    stored = packet()
    packets.store(stored)
    manifest = packets.manifest(CASE, PACKET)
    assert manifest == stored.manifest
    assert packets.facts(manifest) == stored.facts
    for document in manifest.documents:
        assert packets.document(manifest, document.file_name) == stored.contents[document.file_name]


def test_the_packets_of_a_case_are_listed_with_the_newest_first(packets: Packets) -> None:
    old = packet(packet_id="p-bbbbbbbbbb", created=datetime(2026, 1, 1, tzinfo=UTC))
    new = packet(packet_id="p-aaaaaaaaaa", created=datetime(2026, 2, 1, tzinfo=UTC))
    packets.store(old)
    packets.store(new)
    packets.store(packet(case_id="c-bbbbbbbbbb", packet_id="p-cccccccccc"))
    assert packets.of_case(CASE) == (new.manifest, old.manifest)


def test_the_case_number_in_a_file_name_is_in_no_key(packets: Packets, store: ObjectStore) -> None:
    packets.store(packet(case_number="m19990777"))
    assert packets.of_case(CASE)[0].documents[0].file_name == "fresno-m19990777-D-NOM-v1.docx"
    assert not [key for key in store.keys("") if "m19990777" in key]


def test_storing_a_packet_twice_changes_nothing(packets: Packets, store: ObjectStore) -> None:
    packets.store(packet())
    before = store.keys("")
    packets.store(packet())
    assert store.keys("") == before


def test_a_packet_is_not_stored_over_another(packets: Packets) -> None:
    packets.store(packet())
    with pytest.raises(ArchiveError, match="another packet"):
        packets.store(packet(order=b"%PDF-1.7 other order"))
    manifest = packets.manifest(CASE, PACKET)
    assert packets.document(manifest, ORDER) == b"%PDF-1.7 order"


def test_a_packet_without_its_manifest_is_not_there_until_it_is_stored_again(
    packets: Packets, store: ObjectStore
) -> None:
    begun = packet()
    store.put_if_absent(keys.document(CASE, PACKET, 1), b"%PDF-1.7 order", "x/y")
    assert packets.of_case(CASE) == ()
    with pytest.raises(NotFound):
        packets.manifest(CASE, PACKET)
    packets.store(begun)
    assert packets.of_case(CASE) == (begun.manifest,)


def test_a_document_that_was_altered_in_storage_is_not_handed_out(
    packets: Packets, store: ObjectStore
) -> None:
    packets.store(packet())
    store._client.put_object(
        Bucket=store.bucket, Key=keys.document(CASE, PACKET, 1), Body=b"forged"
    )
    manifest = packets.manifest(CASE, PACKET)
    with pytest.raises(ArchiveError, match="altered"):
        packets.document(manifest, ORDER)


def test_facts_that_were_altered_in_storage_are_not_handed_out(
    packets: Packets, store: ObjectStore
) -> None:
    packets.store(packet())
    store._client.put_object(
        Bucket=store.bucket, Key=keys.packet_facts(CASE, PACKET), Body=b"forged"
    )
    with pytest.raises(ArchiveError, match="altered"):
        packets.facts(packets.manifest(CASE, PACKET))


def test_a_document_that_is_not_in_the_packet_is_not_looked_for(packets: Packets) -> None:
    packets.store(packet())
    with pytest.raises(NotFound, match="no document"):
        packets.document(packets.manifest(CASE, PACKET), "../facts.json")


def test_contents_that_differ_from_the_manifest_are_no_packet() -> None:
    whole = packet()
    with pytest.raises(ArchiveError) as caught:
        Packet(whole.manifest, b"other facts", {ORDER: b"other"})
    assert {problem.where for problem in caught.value.problems} == {
        "facts.json",
        "list of documents",
        NOTICE,
        ORDER,
    }


def test_two_documents_may_not_differ_by_case_only() -> None:
    whole = packet()
    twin = whole.manifest.documents[0].model_copy(update={"file_name": NOTICE.upper()})
    manifest = whole.manifest.model_copy(update={"documents": (*whole.manifest.documents, twin)})
    contents = {**whole.contents, NOTICE.upper(): whole.contents[NOTICE]}
    with pytest.raises(ArchiveError, match="file names"):
        replace(whole, manifest=manifest, contents=contents)


def test_a_manifest_is_read_as_it_was_written() -> None:
    manifest = packet().manifest
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert manifest.to_json() == Manifest.from_json(manifest.to_json()).to_json()


def test_what_is_no_manifest_is_refused() -> None:
    with pytest.raises(ArchiveError, match="not the manifest"):
        Manifest.from_json(b'{"packet_id": "p-aaaaaaaaaa", "surprise": 1}')


@pytest.mark.parametrize("name", ["Teodoro Ansúrez.pdf", "../x.pdf", ".hidden", ""])
def test_a_file_name_is_plain(name: str) -> None:
    document = packet().manifest.documents[0].model_dump()
    with pytest.raises(ValidationError):
        type(packet().manifest.documents[0])(**{**document, "file_name": name})


def test_a_time_without_its_zone_is_refused() -> None:
    fields = packet().manifest.model_dump()
    with pytest.raises(ValidationError):
        Manifest(**{**fields, "created": datetime(2026, 1, 1)})  # noqa: DTZ001
