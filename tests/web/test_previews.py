"""What a person gives is drawn by nobody."""

from __future__ import annotations

from .surroundings import surroundings  # noqa: F401 (first: it prepares docassemble)

# isort: split
import pytest
from docassemble.base.hooks import make_png_for_pdf
from docassemble.base.plugin_manager import pm
from docassemble.base.thread_context import empty_globals, global_context

from docassemble.PostConvictionRelief.web import previews


@pytest.mark.parametrize(
    ("interview", "drawn"),
    [
        ("docassemble.PostConvictionRelief:data/questions/exhibits.yml", False),
        ("docassemble.SomebodyElse:data/questions/other.yml", True),
    ],
)
def test_a_pdf_given_to_our_pages_is_not_drawn_and_others_are(interview: str, drawn: bool) -> None:
    asked = []

    class Server:
        @previews._hookimpl
        def make_png_for_pdf(self, doc: object, prefix: str, page: int | None) -> str:
            asked.append(prefix)
            return "task-7"

    server = Server()
    pm.register(server)
    try:
        globals_ = empty_globals()
        globals_.current_info = {"yaml_filename": interview, "user": {}}
        with global_context(globals_):
            task = make_png_for_pdf(object(), "page")
    finally:
        pm.unregister(server)
    assert (asked, task) == ((["page"], "task-7") if drawn else ([], ""))
