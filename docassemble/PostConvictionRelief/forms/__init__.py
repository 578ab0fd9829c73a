"""How is a form filled without losing a word? Cards, blanks, typesetting, filling, overflow."""

from .card import FormCard
from .complete import CompletedForm, FormFiller
from .registry import Registry, registry

__all__ = ["CompletedForm", "FormCard", "FormFiller", "Registry", "registry"]
