"""How is a pleading written from an exemplar? Rendering, pleading paper, Word to PDF.

`pleading_paper` and `caption` are for those who write exemplars; the rest is exported here.
"""

from .exemplar import Exemplar, ExemplarCard, shipped_exemplars
from .libreoffice import LibreOffice
from .render import Renderer

__all__ = ["Exemplar", "ExemplarCard", "LibreOffice", "Renderer", "shipped_exemplars"]
