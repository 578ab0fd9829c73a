"""How does a trainer publish? A changed Word file is tried, numbered and put in force."""

from .publishing import Exemplars, ExemplarState

__all__ = ["ExemplarState", "Exemplars"]
