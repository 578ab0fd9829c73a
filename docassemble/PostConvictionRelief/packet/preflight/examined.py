"""What preflight looks at: a packet just built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...casefile import CaseFile
from ..exhibits.gathering import Gathered
from ..paper import Paper
from ..plan import PacketPlan


@dataclass(frozen=True)
class Examined:
    """A packet just built.

    Attributes:
        plan: which papers, and from which facts.
        papers: all of them.
        exhibits: those that are bound, and what is amiss with their files.
        whole: the bound packet.
    """

    plan: PacketPlan
    papers: tuple[Paper, ...]
    exhibits: Gathered
    whole: bytes

    @property
    def case_file(self) -> CaseFile:
        """The facts."""
        return self.plan.one.case_file

    @cached_property
    def filed(self) -> tuple[Paper, ...]:
        """The papers that go to the court, one for the clerk among them."""
        return tuple(paper for paper in self.papers if paper.planned.to_court)

    @cached_property
    def pleadings(self) -> tuple[Paper, ...]:
        """The filed papers that are no court forms."""
        return tuple(paper for paper in self.filed if paper.form is None)

    def paper(self, code: str) -> Paper | None:
        """The filed paper of a code."""
        return next((paper for paper in self.filed if paper.code == code), None)
