"""Is a packet ready for the clerk? Every finding with its address and what to do.

    preflight(examined)    all findings, the gravest first, each once

Each check is a small module: a function from what was built to findings; `checks.py` lists them.
"""

from .checks import preflight
from .examined import Examined

__all__ = ["Examined", "preflight"]
