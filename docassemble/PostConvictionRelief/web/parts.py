"""Parts of pages, written as HTML templates in which every value is escaped."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..expressions.wording import long_date, sentence_case
from . import words


def _lines(text: str) -> Markup:
    """A text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in str(text).splitlines())


def _version(label: str) -> str:
    """The version of an exemplar for people: as it came, or the number of what was published."""
    kind, _, digest = label.partition("-")
    return f"as shipped ({digest})" if kind == "shipped" else f"version {label.lstrip('v0')}"


def _vehicle(word: str) -> str:
    return words.labels("Vehicle").get(word, word)


_ENVIRONMENT = Environment(
    loader=PackageLoader(__package__, "html"), autoescape=True, undefined=StrictUndefined
)
_ENVIRONMENT.filters["sentence"] = sentence_case
_ENVIRONMENT.filters["day"] = long_date
_ENVIRONMENT.filters["lines"] = _lines
_ENVIRONMENT.filters["statute"] = lambda word: _vehicle(word).rpartition(", ")[2]
_ENVIRONMENT.filters["version"] = _version
_ENVIRONMENT.filters["vehicle"] = _vehicle


def part(template: str, **values: Any) -> Markup:
    """One part of a page, for the text of a docassemble question.

    docassemble reads that text as Markdown, and brackets as commands of its own (`[FILE …]`): the
    part is put on one line, and its brackets are written as references, so that everybody's words
    appear as they are.

    Args:
        template: file in `web/html/`.
        values: what the template names; each is escaped.
    """
    html = _ENVIRONMENT.get_template(template).render(**values)
    one_line = re.sub(r"\s*\n\s*", " ", html).strip()
    return Markup(one_line.replace("[", "&#91;").replace("]", "&#93;"))  # noqa: S704 (escaped above)
