"""The state folder: where each part keeps its things, and the secrets made once.

Everything below it is readable by its owner only. Removing the folder forgets everything: the
cases, the packets and the passwords.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ..errors import Problem, ServerError

# What a first start writes (tables, empty volumes, LibreOffice's profile, logs) is about 60 MB.
# The rest is room for a day's packets, so that the disk doesn't fill in the middle of one.
FREE_BYTES_NEEDED = 500_000_000

# Letters and digits that nobody takes for one another on paper.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Secrets:
    """The secrets that are made once per state folder. None of them is ever printed or logged.

    Attributes:
        docassemble: signs docassemble's cookies.
        redis: password of the Redis that we start.
        s3_access: access key of the S3 server that we start.
        s3_secret: its secret key.
        s3_volume_write, s3_volume_read, s3_filer_write, s3_filer_read: with these the parts of the
            S3 server know each other, so that its inner ports serve nobody else.
    """

    docassemble: str
    redis: str
    s3_access: str
    s3_secret: str
    s3_volume_write: str
    s3_volume_read: str
    s3_filer_write: str
    s3_filer_read: str


@dataclass(frozen=True)
class StateFolder:
    """The paths of one state folder."""

    root: Path

    @property
    def log(self) -> Path:
        """One log per part."""
        return self.root / "log"

    @property
    def processes(self) -> Path:
        """One record per process that we started."""
        return self.root / "processes"

    @property
    def home(self) -> Path:
        """The home folder of every part: nothing of theirs lands in the person's own."""
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files, emptied at each start."""
        return self.root / "tmp"

    @property
    def redis(self) -> Path:
        """Redis's data: sign-ins and the worker's queue."""
        return self.root / "redis"

    @property
    def s3(self) -> Path:
        """The S3 server's data: the archive."""
        return self.root / "s3"

    @property
    def office(self) -> Path:
        """LibreOffice's profile."""
        return self.root / "office"

    @property
    def language(self) -> Path:
        """Language data: the locale and the stand-ins for word lists."""
        return self.root / "language"

    @property
    def docassemble(self) -> Path:
        """docassemble's configuration, database and uploaded files."""
        return self.root / "docassemble"

    @property
    def configuration(self) -> Path:
        """docassemble's configuration file."""
        return self.docassemble / "config.yml"

    @property
    def database(self) -> Path:
        """docassemble's database, where it is SQLite."""
        return self.docassemble / "docassemble.db"

    @property
    def sign_ins(self) -> Path:
        """The sign-ins made once, for the owner to read."""
        return self.root / "sign_ins.json"

    @property
    def lock(self) -> Path:
        """Held by the one command that starts or stops parts."""
        return self.root / "lock"

    def make(self) -> None:
        """Make the folders that are missing.

        Raises:
            ServerError: the folder can't be made or written, or its disk is full.
        """
        folders = (
            self.log,
            self.processes,
            self.home,
            self.temporary,
            self.redis,
            self.s3,
            self.office,
            self.language,
            self.docassemble / "files",
        )
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.root.chmod(0o700)
            for folder in folders:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.root, error) from error

    def refuse_full_disk(self) -> None:
        """See that the disk has room for a start and a day's work.

        Raises:
            ServerError: it has not.
        """
        free = shutil.disk_usage(self.root).free
        if free < FREE_BYTES_NEEDED:
            raise _too_full(self.root, free)

    def begin_anew(self) -> None:
        """Empty the temporary folder of ended processes, and keep their logs as `log.before`."""
        shutil.rmtree(self.temporary)
        self.temporary.mkdir(mode=0o700)
        before = self.root / "log.before"
        shutil.rmtree(before, ignore_errors=True)
        self.log.rename(before)
        self.log.mkdir(mode=0o700)

    def write(self, path: Path, text: str) -> None:
        """Write a file that its owner only can read, whole or not at all.

        Raises:
            ServerError: it can't be written, or the disk is full.
        """
        fresh = path.with_name(f".{path.name}.new")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from error

    def secrets(self) -> Secrets:
        """The secrets of this folder, made at the first call.

        Raises:
            ServerError: they can't be read or written.
        """
        path = self.root / "secrets.json"
        names = [field.name for field in fields(Secrets)]
        if path.exists():
            return Secrets(**_read_json(path, names))
        made = Secrets(**{name: secrets.token_hex(16) for name in names})
        self.write(path, json.dumps(asdict(made), indent=1) + "\n")
        return made


def password() -> str:
    """A random password that can be read out and typed: 16 letters and digits, 79 bits."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(4))


def _read_json(path: Path, names: list[str]) -> dict[str, str]:
    """The JSON object in `path`, which must have exactly the keys `names`, all texts."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise _damaged(path)
    return {name: str(value[name]) for name in names}


def _damaged(path: Path) -> ServerError:
    return ServerError(
        Problem(
            str(path), "can't be read as what a start wrote there", "restore it from your backup"
        )
    )


def _unwritable(path: Path, error: OSError) -> ServerError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _too_full(path, 0)
    return ServerError(
        Problem(
            str(path),
            f"can't be written ({error.strerror})",
            "give the folder to this account, or name another one by PCR_STATE",
        )
    )


def _too_full(path: Path, free: int) -> ServerError:
    return ServerError(
        Problem(
            str(path),
            f"the disk is full: {free // 1_000_000} MB free, "
            f"{FREE_BYTES_NEEDED // 1_000_000} MB needed",
            "free some space, or name a folder on another disk by PCR_STATE",
        )
    )
