"""No pictures of what a person gives: docassemble would draw every page of a PDF in the background.

A client's record is read once and kept in the archive only. This module asks docassemble, by a hook
of its own, to leave the drawing out in our interviews; those of other packages keep it.
"""

from __future__ import annotations

from typing import Any, Final

import pluggy
from docassemble.base.functions import current_context
from docassemble.base.plugin_manager import pm

_OURS: Final = "docassemble.PostConvictionRelief:"
_NO_TASK: Final = ""
_hookimpl = pluggy.HookimplMarker("docassemble")


class _NoPictures:
    """Answers the hook before docassemble does."""

    @_hookimpl(tryfirst=True)
    def make_png_for_pdf(self, doc: Any, prefix: str, page: int | None) -> str | None:
        """Which background task draws the pages: none in our interviews, `None` leaves it be."""
        del doc, prefix, page
        return _NO_TASK if str(current_context().filename).startswith(_OURS) else None


if not pm.has_plugin(_NoPictures.__qualname__):
    pm.register(_NoPictures(), name=_NoPictures.__qualname__)
