"""The server room: the real docassemble and what it stands on, on one machine.

`start`, `stop` and `status` are the whole entrance.
"""

from .parts import PartStatus, status, stop
from .run import Started, start

__all__ = ["PartStatus", "Started", "start", "status", "stop"]
