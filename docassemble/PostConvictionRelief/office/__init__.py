"""The acts a person can do: the one door for web pages, the command and any other entrance.

Office.open(settings)   everything a person can do, each act checked against their role
Person                  who acts, in which role
workshop_in_force(…)    what packets are made with, without an office
"""

from .office import Office, workshop_in_force
from .people import Person, Role
from .records import CaseSummary, Document, StoredCase, StoredPacket

__all__ = [
    "CaseSummary",
    "Document",
    "Office",
    "Person",
    "Role",
    "StoredCase",
    "StoredPacket",
    "workshop_in_force",
]
