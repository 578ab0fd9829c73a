"""A part of a page, or what went wrong in making it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from markupsafe import Markup

from ..errors import PcrError
from .review import trouble_part
from .trouble import Trouble

P = ParamSpec("P")


def or_trouble(make: Callable[P, Markup]) -> Callable[P, Markup]:
    """Let a part of a page show what went wrong in its place."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Markup:
        try:
            return make(*args, **kwargs)
        except PcrError as error:
            return trouble_part(Trouble.of(error))

    return made
