import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.archive import Archive, Manifest, ObjectStore, Outbox
from docassemble.PostConvictionRelief.errors import ArchiveError, NotFound, StorageUnavailable
from tests.object_store import SeaweedFS
from tests.packets_for_tests import CASE, ORDER, PACKET, packet


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "state" / "outbox")


def test_a_kept_packet_is_whole_and_only_its_owner_can_read_it(
    outbox: Outbox, tmp_path: Path
) -> None:
    kept = packet()
    outbox.keep(kept)
    outbox.keep(kept)
    assert outbox.pending() == (kept.manifest,)
    assert outbox.packet(PACKET) == kept
    for path in [tmp_path / "state" / "outbox", *(tmp_path / "state" / "outbox").rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_a_kept_packet_is_stored_once_and_leaves_the_outbox(
    outbox: Outbox, store: ObjectStore
) -> None:
    archive = Archive.of(store, outbox)
    outbox.keep(packet())
    assert outbox.store(PACKET, archive.packets) == packet().manifest
    assert outbox.pending() == ()
    assert archive.packets.of_case(CASE) == (packet().manifest,)
    with pytest.raises(NotFound):
        outbox.store(PACKET, archive.packets)


def test_a_packet_stored_already_only_leaves_the_outbox(outbox: Outbox, store: ObjectStore) -> None:
    archive = Archive.of(store, outbox)
    archive.packets.store(packet())
    outbox.keep(packet())
    outbox.store(PACKET, archive.packets)
    assert outbox.pending() == ()
    assert len(archive.packets.of_case(CASE)) == 1


def test_a_packet_that_was_altered_in_the_outbox_is_not_stored(
    outbox: Outbox, store: ObjectStore, tmp_path: Path
) -> None:
    archive = Archive.of(store, outbox)
    outbox.keep(packet())
    (tmp_path / "state" / "outbox" / PACKET / "documents" / "001").write_bytes(b"forged")
    with pytest.raises(ArchiveError, match="D-PO"):
        outbox.store(PACKET, archive.packets)
    assert archive.packets.of_case(CASE) == ()


def test_a_packet_whose_keeping_broke_off_is_not_pending(outbox: Outbox, tmp_path: Path) -> None:
    (tmp_path / "state" / "outbox" / ".unfinished-1" / PACKET).mkdir(parents=True)
    assert outbox.pending() == ()


def test_what_a_killed_process_left_goes_with_the_next_packet_and_no_other_is_touched(
    outbox: Outbox, tmp_path: Path
) -> None:
    folder = tmp_path / "state" / "outbox"
    for left in (".unfinished-1", ".done-p-cccccccccc"):
        (folder / left / "documents").mkdir(parents=True)
    with ThreadPoolExecutor(4) as pool:
        ids = [f"p-{letter * 10}" for letter in "defg"]
        list(pool.map(lambda each: outbox.keep(packet(packet_id=each)), ids))
    assert {manifest.packet_id for manifest in outbox.pending()} == set(ids)
    assert {path.name for path in folder.iterdir()} == {*ids, ".lock"}


def test_two_clicks_at_once_store_a_packet_once(outbox: Outbox, store: ObjectStore) -> None:
    archive = Archive.of(store, outbox)
    outbox.keep(packet())

    def click(_: int) -> Manifest | None:
        try:
            return outbox.store(PACKET, archive.packets)
        except NotFound:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert packet().manifest in list(pool.map(click, range(2)))
    assert outbox.pending() == ()
    assert len(archive.packets.of_case(CASE)) == 1


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="PCR_STATE"):
        Outbox(tmp_path / "file" / "outbox")


def test_a_service_killed_in_the_middle_loses_no_packet(outbox: Outbox, tmp_path: Path) -> None:
    """Away when the packet is done: kept; back again: a later click stores it, once."""
    server = SeaweedFS(tmp_path / "seaweedfs").start()
    try:
        store = server.store()
        archive = Archive.of(store, outbox)
        archive.cases.save(CASE, b"facts")
        before = packet(packet_id="p-bbbbbbbbbb")
        assert archive.store_or_keep(before)

        server.kill()
        assert not archive.store_or_keep(packet())
        assert outbox.pending() == (packet().manifest,)
        with pytest.raises(StorageUnavailable):
            outbox.store(PACKET, archive.packets)
        with pytest.raises(StorageUnavailable):
            archive.cases.save(CASE, b"changed", read_version=1)
        assert outbox.pending() == (packet().manifest,)

        server.start()
        outbox.store(PACKET, archive.packets)
        assert outbox.pending() == ()
        assert {m.packet_id for m in archive.packets.of_case(CASE)} == {PACKET, "p-bbbbbbbbbb"}
        assert archive.cases.load(CASE).facts == b"facts"
        assert archive.packets.document(before.manifest, ORDER) == b"%PDF-1.7 order"
    finally:
        server.stop()
