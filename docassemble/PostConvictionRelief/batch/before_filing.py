"""What the cover sheet of a packet tells, in few words, for the answered sheet of a batch."""

from __future__ import annotations

from collections.abc import Iterator

from ..packet.cover import DueDay, WarningShown, cover_sheet
from ..packet.plan import PacketPlan
from ..packet.signers import JUDGE, NOBODY


def before_filing(plan: PacketPlan) -> Iterator[str]:
    """Deadlines, signatures outstanding, consents, warnings and law to check, a line for each.

    Args:
        plan: of the packet.
    """
    sheet = cover_sheet(plan.one, plan.relief.vehicles, plan.papers)
    yield from (_due(due) for due in sheet.deadlines)
    signed = (p for p in sheet.papers if p.signer not in (NOBODY, JUDGE))
    yield f"To be signed: {'; '.join(f'{paper.code} by {paper.signer}' for paper in signed)}"
    yield f"Consents to disclose: {'; '.join(sheet.consents) or 'none is recorded'}"
    yield f"Warnings: {'; '.join(map(_warning, sheet.warnings))}"
    if sheet.from_memory:
        law = dict.fromkeys(item.authority for item in sheet.from_memory)
        yield f"Law that rests on memory and must be checked: {'; '.join(law)}"


def _due(due: DueDay) -> str:
    return f"{due.what}: {due.day}" + (f" ({due.concerns})" if due.concerns else "")


def _warning(shown: WarningShown) -> str:
    if shown.acknowledged_by:
        return f"{shown.code}, read by {shown.acknowledged_by}"
    if shown.acknowledgement == "none":
        return shown.code
    return f"{shown.code}, to be acknowledged"
