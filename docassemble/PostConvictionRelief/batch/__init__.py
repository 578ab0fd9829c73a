"""How does a paralegal fill a thousand? A sheet in, packets and an answered sheet out."""

from .run import BatchResult, Outcome, RowResult, run_batch
from .writing import new_sheet

__all__ = ["BatchResult", "Outcome", "RowResult", "new_sheet", "run_batch"]
