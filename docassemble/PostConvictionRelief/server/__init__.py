"""The server room: the real docassemble and what it stands on, on one machine.

`start`, `stop` and `status` are the whole entrance.
"""

from .run import PartStatus, Started, start, status, stop

__all__ = ["PartStatus", "Started", "start", "status", "stop"]
