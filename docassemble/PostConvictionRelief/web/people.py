"""Who is signed in, in which of our roles, and the office they act in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import get_args
from zoneinfo import ZoneInfo

from docassemble.base.util import user_has_privilege, user_info

from ..errors import NotAllowed, Problem
from ..office import Office, Person, Role
from ..settings import Settings

_CALIFORNIA = ZoneInfo("America/Los_Angeles")


def roles() -> tuple[Role, ...]:
    """The roles of the signed-in person; none for somebody who only administers the server."""
    return tuple(role for role in get_args(Role) if user_has_privilege(role))


def may(*any_of: Role) -> bool:
    """Whether the signed-in person has one of these roles."""
    return any(role in roles() for role in any_of)


def acting_as(*any_of: Role) -> Person:
    """The signed-in person, in the first of these roles that is theirs.

    Raises:
        NotAllowed: none of them is.
    """
    for role in any_of:
        if role in roles():
            return Person(f"u-{user_info().id}", role)
    raise NotAllowed(
        Problem(
            "your account",
            f"doesn't have the role {' or '.join(any_of)}",
            "ask the administrator for it, or sign in as somebody who has it",
        )
    )


@cache
def office() -> Office:
    """The office of this process."""
    return Office.open(Settings.read())


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def today() -> date:
    """The day in California."""
    return now().astimezone(_CALIFORNIA).date()


def local_time(when: datetime) -> datetime:
    """A time as California's clocks show it."""
    return when.astimezone(_CALIFORNIA)
