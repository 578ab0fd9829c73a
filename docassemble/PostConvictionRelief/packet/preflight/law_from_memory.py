"""Law that the packet rests on and that nobody has read in a source yet."""

from __future__ import annotations

from collections.abc import Iterator

from ...law import rests_on
from ..finding import Finding
from .examined import Examined


def law_from_memory(examined: Examined) -> Iterator[Finding]:
    """One note that names what is to be looked up before filing."""
    plan = examined.plan
    items = [i for i in rests_on(plan.one, plan.relief.vehicles) if i.status == "memory"]
    if items:
        named = "; ".join(dict.fromkeys(item.authority or item.says for item in items))
        yield Finding(
            "note",
            "law",
            f"rests on memory in {len(items)} point{'s' * (len(items) > 1)}: {named}",
            "read each in a source before it is relied on (pcr law audit)",
        )
