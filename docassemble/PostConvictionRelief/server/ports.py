"""Loopback ports: which one is taken, and by whom."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"
_LISTENING = "0A"


def is_free(port: int) -> bool:
    """Whether a server can listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do, so that a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def holder(port: int, proc: Path = Path("/proc")) -> str:
    """Who listens on this port, as `process 123 (name)`; empty where we may not know.

    Args:
        port: the port.
        proc: the kernel's view of processes.
    """
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port, proc)}
    if not sockets:
        return ""
    for process in proc.iterdir():
        if process.name.isdigit() and sockets & _links(process / "fd"):
            name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
            return f"process {process.name} ({name})"
    return ""


def _listening_inodes(port: int, proc: Path) -> set[str]:
    inodes = set()
    for table in (proc / "net/tcp", proc / "net/tcp6"):
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            columns = line.split()
            if columns[3] == _LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
                inodes.add(columns[9])
    return inodes


def _links(folder: Path) -> set[str]:
    """What a process's open files are; empty where it is another person's or has just ended."""
    targets = set()
    try:
        for entry in folder.iterdir():
            targets.add(str(entry.readlink()))
    except OSError:
        return targets
    return targets
