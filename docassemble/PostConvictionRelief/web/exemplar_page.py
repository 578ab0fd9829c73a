"""The exemplars with their versions, and the publishing of a changed one."""

from __future__ import annotations

from dataclasses import dataclass

from docassemble.base.util import url_action
from markupsafe import Markup

from .or_trouble import or_trouble
from .parts import part
from .people import acting_as, may, now, office
from .trouble import attempt
from .uploads import Upload


@dataclass(frozen=True)
class ChosenExemplar:
    """The exemplar that a trainer replaces."""

    code: str
    language: str


@or_trouble
def exemplars_page(published: str) -> Markup:
    """The exemplars with their versions.

    Args:
        published: what was just published; empty where nothing was.
    """
    person = acting_as("exemplar trainer", "attorney")
    states = [
        {
            "state": state,
            "name": state.code if state.language == "en" else f"{state.code} ({state.language})",
            "download": url_action("exemplar_file", code=state.code, language=state.language),
            "replace": url_action("replace_exemplar", code=state.code, language=state.language),
        }
        for state in office().exemplars(person)
    ]
    return part(
        "exemplars.html", states=states, trainer=may("exemplar trainer"), published=published
    )


def chosen_exemplar(code: str, language: str) -> ChosenExemplar:
    """The exemplar that a trainer chose from the list."""
    return ChosenExemplar(code, language)


@attempt
def publish(chosen: ChosenExemplar, upload: Upload) -> str:
    """Publish a changed Word file.

    Returns:
        What was published, in words.
    """
    person = acting_as("exemplar trainer")
    version = office().publish_exemplar(person, chosen.code, chosen.language, upload.data, now())
    return f"{chosen.code} is published as {version}. The next packets use it."
