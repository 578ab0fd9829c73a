import socket
import socketserver
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from docassemble.PostConvictionRelief.archive import ObjectStore
from docassemble.PostConvictionRelief.errors import (
    ArchiveError,
    NotFound,
    SettingsError,
    StorageUnavailable,
)
from docassemble.PostConvictionRelief.settings import Settings
from tests.object_store import ACCESS_KEY, SECRET_KEY, SeaweedFS


def test_what_was_put_comes_back_byte_for_byte(store: ObjectStore) -> None:
    data = bytes(range(256)) * 400
    assert store.put_if_absent("a/b.pdf", data, "application/pdf")
    assert store.get("a/b.pdf") == data
    assert store.exists("a/b.pdf")


def test_a_second_put_if_absent_changes_nothing(store: ObjectStore) -> None:
    store.put_if_absent("a", b"first", "text/plain")
    assert not store.put_if_absent("a", b"second", "text/plain")
    assert store.get("a") == b"first"


def test_putting_the_same_bytes_once_more_counts_as_written(store: ObjectStore) -> None:
    assert store.put_once("a", b"same", "text/plain")
    assert store.put_once("a", b"same", "text/plain")
    assert not store.put_once("a", b"other", "text/plain")


def test_a_bucket_that_another_made_a_moment_before_is_ours_as_well(
    seaweedfs: SeaweedFS,
) -> None:
    first, second = (
        ObjectStore(seaweedfs.endpoint, "made-twice", "us-west-2", ACCESS_KEY, SECRET_KEY)
        for _ in range(2)
    )
    before_it_is_sent = "before-send.s3.CreateBucket"
    second._client.meta.events.register(before_it_is_sent, lambda **_: first.ensure_bucket())
    second.ensure_bucket()
    assert second.put_if_absent("a", b"kept", "text/plain")
    first._client.delete_object(Bucket=first.bucket, Key="a")
    first._client.delete_bucket(Bucket=first.bucket)


def test_of_eight_writers_at_once_one_wins(store: ObjectStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        won = list(
            pool.map(lambda n: store.put_if_absent("race", bytes([n]), "text/plain"), range(8))
        )
    assert won.count(True) == 1
    assert store.get("race") == bytes([won.index(True)])


def test_keys_and_folders_are_listed_in_order_beyond_one_page(store: ObjectStore) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(
            pool.map(
                lambda n: store.put_if_absent(f"many/{n % 3}/{n:04d}", b"", "text/plain"),
                range(1003),
            )
        )
    listed = store.keys("many/")
    assert len(listed) == 1003
    assert list(listed) == sorted(listed)
    assert store.folders("many/") == ("0", "1", "2")
    assert store.folders("none/") == ()


def test_what_is_not_there_is_not_found(store: ObjectStore) -> None:
    assert not store.exists("nothing")
    with pytest.raises(NotFound, match="nothing"):
        store.get("nothing")


def test_a_wrong_secret_is_one_clear_sentence(store: ObjectStore) -> None:
    wrong = ObjectStore(store.endpoint, store.bucket, "us-west-2", "test-access-key", "wrong")
    with pytest.raises(StorageUnavailable, match="refuses our key") as caught:
        wrong.put_if_absent("a", b"", "text/plain")
    assert len(caught.value.problems) == 1
    assert "PCR_S3_SECRET_KEY" in caught.value.problems[0].remedy


def test_a_missing_bucket_is_named(store: ObjectStore) -> None:
    elsewhere = ObjectStore(
        store.endpoint, "no-such-bucket", "us-west-2", "test-access-key", "test-secret-key"
    )
    with pytest.raises(StorageUnavailable, match="no-such-bucket"):
        elsewhere.get("a")


def test_a_bucket_is_made_once_and_then_left_alone(store: ObjectStore) -> None:
    store.put_if_absent("a", b"kept", "text/plain")
    store.ensure_bucket()
    assert store.get("a") == b"kept"


def test_nobody_listening_is_reported_within_seconds() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        away = ObjectStore(f"http://127.0.0.1:{port}", "b", "us-west-2", "k", "s")
        with pytest.raises(StorageUnavailable, match="does not answer"):
            away.get("a")


def test_an_answer_that_is_not_s3_is_an_error_of_the_archive() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        port = server.getsockname()[1]

        def answer_badly() -> None:
            for _ in range(2):
                connection, _ = server.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"HTTP/1.1 500 Broken\r\nContent-Length: 2\r\n\r\nno")

        answered = pool.submit(answer_badly)
        broken = ObjectStore(f"http://127.0.0.1:{port}", "b", "us-west-2", "k", "s")
        with pytest.raises(ArchiveError):
            broken.get("a")
        answered.result(timeout=10)


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<p>Sign in</p>\r\n"
CUT_OFF = b"HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n<?xml version='1.0'?><Error>"


@pytest.mark.parametrize("answer", [PAGE, CUT_OFF], ids=["a page that says OK", "cut off"])
def test_what_does_not_answer_as_s3_does_has_neither_stored_nor_found_anything(
    answer: bytes,
) -> None:
    class Answering(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"expect:"):
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.write(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        other = ObjectStore(f"http://127.0.0.1:{server.server_address[1]}", "b", "w", "k", "s")
        for ask in (
            lambda: other.put_if_absent("a", b"", "text/plain"),
            lambda: other.get("a"),
            lambda: other.keys("a/"),
            lambda: other.folders("a/"),
        ):
            with pytest.raises(StorageUnavailable, match="does not answer"):
                ask()
        if answer is PAGE:
            with pytest.raises(StorageUnavailable, match="does not answer"):
                other.exists("a")
        server.shutdown()


def test_a_proxy_is_not_asked_for_a_service_on_this_machine(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    direct = ObjectStore(
        store.endpoint, store.bucket, "us-west-2", "test-access-key", "test-secret-key"
    )
    assert not direct.exists("a")


def test_the_settings_name_the_service() -> None:
    keys = {"PCR_S3_ACCESS_KEY": "k", "PCR_S3_SECRET_KEY": "s"}
    ours = ObjectStore.from_settings(Settings.read({**keys, "PCR_S3_PORT": "8401"}))
    theirs = ObjectStore.from_settings(Settings.read({**keys, "PCR_S3_ENDPOINT": "https://s3.x"}))
    assert ours.endpoint == "http://127.0.0.1:8401"
    assert theirs.endpoint == "https://s3.x"


def test_a_service_without_a_key_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError, match="PCR_S3_ACCESS_KEY"):
        ObjectStore.from_settings(Settings.read({}))
    assert ObjectStore.from_settings(Settings.read({"PCR_S3_ENDPOINT": "aws"})).endpoint == "aws"
