"""How is a fact put into words? The one sandboxed Jinja, its names and its filters."""

from .environment import Expressions
from .facts import Group, PaperContext, consented_groups, office_context, paper_context
from .missing import MissingFact, WithheldFact
from .wording import FILTERS

__all__ = [
    "FILTERS",
    "Expressions",
    "Group",
    "MissingFact",
    "PaperContext",
    "WithheldFact",
    "consented_groups",
    "office_context",
    "paper_context",
]
