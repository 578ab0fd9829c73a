"""A taken port is known before anything is started, and so is who has it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.server.ports import answers, holder, is_free


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_on_which_somebody_listens_is_taken(listening: int) -> None:
    assert not is_free(listening)
    assert answers("127.0.0.1", listening)


def test_a_port_is_free_again_as_soon_as_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert is_free(port)
    assert not answers("127.0.0.1", port)
    assert holder(port) == ""


def test_the_holder_of_a_port_is_named(listening: int) -> None:
    name = Path("/proc/self/comm").read_text().strip()
    assert holder(listening) == f"process {os.getpid()} ({name})"
