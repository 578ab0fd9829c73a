"""The people who sign in: their roles, and the sign-ins made for them once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..errors import Problem, ServerError
from .state import StateFolder, password

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class SignIn:
    """One person's first sign-in.

    Attributes:
        role: what the person is, which is also the name of their privilege in docassemble. These
            are privileges of our own: docassemble's `advocate`, `trainer` and `developer` may read
            every stored file.
        email: the name to sign in with.
        password: the password as it was made; the person may have changed it since.
    """

    role: str
    email: str
    password: str


# `exemplar trainer` is not docassemble's `trainer`.
ROLES = {
    "attorney": "attorney@example.org",
    "paralegal": "paralegal@example.org",
    "exemplar trainer": "trainer@example.org",
    ADMINISTRATOR: "administrator@example.org",
}


def sign_ins(state: StateFolder) -> tuple[SignIn, ...]:
    """The sign-ins of this state folder, made at the first call, the administrator's last.

    Raises:
        ServerError: the file can't be read or written.
    """
    path = state.sign_ins
    if path.exists():
        try:
            return tuple(SignIn(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ServerError(
                Problem(
                    str(path), "is no list of sign-ins", "restore it, or remove it for new ones"
                )
            ) from error
    made = tuple(SignIn(role, email, password()) for role, email in ROLES.items())
    state.write(path, json.dumps([asdict(entry) for entry in made], indent=1) + "\n")
    return made
