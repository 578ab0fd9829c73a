"""Whether the days that the filing must keep can be kept (calculators K1 to K12)."""

from __future__ import annotations

from collections.abc import Iterator

from ...law.deadlines import deadlines_for_case
from ..finding import Finding
from .examined import Examined


def deadlines_kept(examined: Examined) -> Iterator[Finding]:
    """What is wrong with the days of this case, as the hearing and the service are planned."""
    for deadline in deadlines_for_case(examined.plan.one, examined.plan.relief.vehicles):
        for concern in deadline.concerns:
            problem = concern.problem
            yield Finding(concern.severity, problem.where, problem.what, problem.remedy)
