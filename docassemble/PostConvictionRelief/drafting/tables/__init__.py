"""The tables of contents and authorities of a long memorandum (rule 3.1113(f)).

    memorandum = Memorandum.read(docx, known)     # its headings, and all that it cites
    docx = with_tables(memorandum, pages)         # with both tables, for the pages of its marks

Which page a mark stands on only the PDF tells: `packet.long_memorandum` asks LibreOffice, writes
the tables, and asks again, until the pages printed are those of the PDF.
"""

from .citing import Doubt
from .memorandum import BEGINNING, TABLES, Memorandum
from .table_lines import Tables
from .writing import with_tables

__all__ = ["BEGINNING", "TABLES", "Doubt", "Memorandum", "Tables", "with_tables"]
