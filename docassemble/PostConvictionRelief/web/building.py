"""Long work in docassemble's background worker, with its progress for a page to show.

The progress lives in Redis for a week, under a random key; it names papers, not people. Work that
was begun and gives no sign of life any more was lost with its worker: the page says so.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from docassemble.base.util import DARedis, background_action
from markupsafe import Markup

from ..archive.packets import Manifest
from ..errors import Problem
from ..office import StoredPacket
from .parts import part
from .people import acting_as, now, office
from .pulse import has_pulse, pulse
from .trouble import Kind, Trouble, attempt

_KEY = "pcr:progress:"
_SECONDS = 7 * 24 * 3600
_LOST = Trouble(
    Kind.CUT_OFF,
    (
        Problem(
            "the background worker",
            "ended before the work was done",
            "look what is there by now, and try again; if it happens again, the administrator "
            "finds the cause in its log",
        ),
    ),
)


@dataclass(frozen=True)
class Work:
    """Work that the background worker was given.

    Attributes:
        case_id: whose packets it makes; empty for a batch.
        key: under which its progress is told.
        task: docassemble's handle on it.
    """

    case_id: str
    key: str
    task: Any

    @property
    def is_done(self) -> bool:
        """Whether it has ended, well or not."""
        return bool(self.task.ready()) or self.is_lost

    @property
    def is_lost(self) -> bool:
        """Whether it was begun, and its worker ended before it."""
        return not self.task.ready() and _told(self) is not None and not has_pulse(self.key)


def start(event: str, case_id: str = "") -> Work:
    """Give work to the background worker.

    Args:
        event: the interview's event that does it; it gets `case` and `key`.
        case_id: the case it is about.
    """
    key = secrets.token_hex(8)
    return Work(case_id, key, background_action(event, case=case_id, key=key))


def build(case_id: str, key: str) -> dict[str, Any]:
    """Make the packets of a case, in the worker.

    Returns:
        What `outcome` reads: an error's kind and problems, or nothing.
    """
    with pulse(key):
        tell(key, 0, "Begun")
        _made, trouble = _build(case_id, key)
        return report(trouble)


def report(trouble: Trouble | None) -> dict[str, Any]:
    """What went wrong as plain data, since it goes from the worker to the page as such."""
    if trouble is None:
        return {}
    return {
        "kind": str(trouble.kind),
        "problems": [(p.where, p.what, p.remedy) for p in trouble.problems],
    }


def outcome(work: Work) -> Trouble | None:
    """What went wrong with work that is done.

    Args:
        work: of which `is_done`.
    """
    if work.is_lost:
        return _LOST
    answer = work.task.get()
    if isinstance(answer, dict) and not answer:
        return None
    if isinstance(answer, dict) and "kind" in answer:
        return Trouble(Kind(answer["kind"]), tuple(Problem(*p) for p in answer["problems"]))
    return _LOST


def tell(key: str, percent: int, words: str) -> None:
    """Tell how far the work is."""
    told = json.dumps({"percent": percent, "words": words})
    DARedis("redis").set(_KEY + key, told, ex=_SECONDS)


def progress(work: Work | None) -> dict[str, Any]:
    """How far the work is: `percent`, `words`, and whether it is `done`."""
    if work is None:
        return {"percent": 100, "words": "Done", "done": True}
    known = _told(work) or {"percent": 0, "words": "Waiting for the worker"}
    return {**known, "done": work.is_done}


def progress_part(work: Work) -> Markup:
    """A bar that shows how far the work is; the page's script keeps it moving."""
    return part("progress.html", **progress(work))


def _told(work: Work) -> dict[str, Any] | None:
    """What the worker told last; nothing before it has begun."""
    told = DARedis("redis").get(_KEY + work.key)
    return dict(json.loads(told)) if told else None


@attempt
def _build(case_id: str, key: str) -> list[Manifest]:
    made: list[StoredPacket] = office().build(
        acting_as("attorney", "paralegal"),
        case_id,
        now(),
        lambda percent, words: tell(key, percent, words),
    )
    return [packet.manifest for packet in made]
