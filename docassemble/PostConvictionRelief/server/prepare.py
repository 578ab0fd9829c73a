"""docassemble's tables and our people, made in a process of their own.

`python -m docassemble.PostConvictionRelief.server.prepare STATE_FOLDER`, with docassemble's
environment. Can be run again: what is there stays, and a password that a person has changed stays
changed, unless the file of sign-ins is a new one.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from .accounts import ADMINISTRATOR, SignIn, sign_ins
from .state import StateFolder

_APPLIED = "sign_ins.sha256"


def prepare(state: StateFolder) -> None:
    """Make the tables, the privileges and the accounts that are missing.

    Args:
        state: the state folder, with docassemble's configuration in it.

    Raises:
        SQLAlchemyError: the database can't be reached or written.
    """
    # The configuration is loaded first and by name: else docassemble takes any word of the command
    # line that names a file for it.
    config: Any = importlib.import_module("docassemble.base.config")
    config.load(filename=str(state.configuration))
    people = sign_ins(state)
    administrator = next(entry for entry in people if entry.role == ADMINISTRATOR)
    os.environ["DA_ADMIN_EMAIL"] = administrator.email
    os.environ["DA_ADMIN_PASSWORD"] = administrator.password
    if config.daconfig["db"]["prefix"].startswith("sqlite"):
        _write_ahead(state.database)
    create_tables: Any = importlib.import_module("docassemble.webapp.create_tables")
    create_tables.main()
    _make_accounts(create_tables, state, people)


def _write_ahead(database: Path) -> None:
    """Let readers and one writer work at the same time; the file remembers it."""
    connection = sqlite3.connect(database)
    try:
        connection.execute("pragma journal_mode=WAL")
    finally:
        connection.close()


def _make_accounts(create_tables: Any, state: StateFolder, people: tuple[SignIn, ...]) -> None:
    digest = hashlib.sha256(state.sign_ins.read_bytes()).hexdigest()
    applied = state.docassemble / _APPLIED
    fresh = not applied.exists() or applied.read_text(encoding="ascii") != digest
    hashed = create_tables.get_flask_app().user_manager.hash_password
    with create_tables.session_scope() as session:
        for person in people:
            role = "admin" if person.role == ADMINISTRATOR else person.role
            account = create_tables.get_user(
                session,
                create_tables.get_role(session, role),
                {
                    "nickname": role,
                    "email": person.email,
                    "password": person.password,
                    "first_name": person.role.capitalize(),
                },
            )
            if fresh:
                account.email = person.email
                account.user_auth.password = hashed(person.password)
    state.write(applied, digest)


if __name__ == "__main__":
    prepare(StateFolder(Path(sys.argv[1])))
