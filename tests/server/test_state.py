"""The state folder: private, made once, and honest about a disk that is full."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.errors import ServerError
from docassemble.PostConvictionRelief.server import state as state_module
from docassemble.PostConvictionRelief.server.accounts import ROLES, sign_ins
from docassemble.PostConvictionRelief.server.language_data import locale_folder, word_lists
from docassemble.PostConvictionRelief.server.state import StateFolder


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    folder = StateFolder(tmp_path / "state")
    folder.make()
    return folder


def test_nobody_else_can_read_the_folder_or_its_secrets(state: StateFolder) -> None:
    state.secrets()
    sign_ins(state)
    assert state.root.stat().st_mode & 0o777 == 0o700
    for name in ("secrets.json", "sign_ins.json"):
        assert (state.root / name).stat().st_mode & 0o777 == 0o600


def test_an_open_folder_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir(mode=0o755)
    StateFolder(tmp_path / "state").make()
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_secrets_and_sign_ins_are_made_once(state: StateFolder) -> None:
    assert state.secrets() == state.secrets()
    assert sign_ins(state) == sign_ins(state)


def test_two_folders_share_no_secret(state: StateFolder, tmp_path: Path) -> None:
    other = StateFolder(tmp_path / "other")
    other.make()
    secrets = vars(state.secrets()).values()
    assert len(set(secrets)) == len(secrets)
    assert not set(secrets) & set(vars(other.secrets()).values())
    passwords = {person.password for person in (*sign_ins(state), *sign_ins(other))}
    assert len(passwords) == 2 * len(ROLES)


def test_passwords_can_be_read_out_and_typed(state: StateFolder) -> None:
    for person in sign_ins(state):
        assert re.fullmatch(r"([abcdefghjkmnpqrstuvwxyz2-9]{4}-){3}[a-z2-9]{4}", person.password)


def test_no_role_is_one_of_docassembles_own_that_may_read_every_file() -> None:
    assert not set(ROLES) & {"admin", "developer", "advocate", "trainer"}


def test_a_damaged_file_of_sign_ins_is_named(state: StateFolder) -> None:
    state.sign_ins.write_text("[{}]")
    with pytest.raises(ServerError, match=r"sign_ins\.json: is no list of sign-ins → restore"):
        sign_ins(state)


def test_a_damaged_file_of_secrets_is_named(state: StateFolder) -> None:
    (state.root / "secrets.json").write_text('{"redis": "x"}')
    with pytest.raises(ServerError, match=r"secrets\.json: can't be read .* backup"):
        state.secrets()


def test_a_full_disk_is_one_sentence(state: StateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "FREE_BYTES_NEEDED", 10**18)
    with pytest.raises(ServerError, match=r"the disk is full: \d+ MB free, .* → free some space"):
        state.refuse_full_disk()


def test_a_disk_that_fills_while_writing_is_the_same_sentence(state: StateFolder) -> None:
    Path(state.root / ".note.new").symlink_to("/dev/full")
    with pytest.raises(ServerError, match="the disk is full") as caught:
        state.write(state.root / "note", "words")
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.ENOSPC


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match=r"can't be written .* PCR_STATE"):
        StateFolder(tmp_path / "file" / "state").make()


def test_the_logs_of_the_run_before_are_kept_once(state: StateFolder) -> None:
    (state.log / "web.log").write_text("first")
    state.begin_anew()
    (state.log / "web.log").write_text("second")
    state.begin_anew()
    assert list(state.log.iterdir()) == []
    assert (state.root / "log.before" / "web.log").read_text() == "second"


def test_the_stand_ins_let_the_word_helpers_do_their_work(state: StateFolder) -> None:
    """In a process of its own, which can't reach a network for the real word lists."""
    program = (
        "import socket; socket.socket.connect = None\n"
        "from docassemble_pattern import en\n"
        "print(en.pluralize('conviction'), en.article('attorney'), en.conjugate('be', '3sg'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"NLTK_DATA": str(word_lists(state.language)), "HOME": str(state.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["convictions", "an", "is"], done.stderr


def test_the_locale_is_made_without_root_and_found_by_python(state: StateFolder) -> None:
    program = "import locale; print(locale.setlocale(locale.LC_ALL, 'en_US.utf8'))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"LOCPATH": str(locale_folder(state.language))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "en_US.utf8", done.stderr
