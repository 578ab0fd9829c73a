"""The facts as an expression sees them: `client.name_as_convicted.last`, with their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateRuntimeError

from ..casefile import FactModel, PartialDate, Unknown, known
from ..casefile.one_case import OneCase
from .missing import MissingFact, WithheldFact

GROUPS = (
    "case",
    "clean_slate",
    "client",
    "counsel",
    "court",
    "declaration",
    "defects",
    "discovery_diligence",
    "eq",
    "exhibits",
    "habeas",
    "hearing",
    "imm",
    "innocence",
    "ipv_sv",
    "matter",
    "meta",
    "plea",
    "prejudice",
    "prior_counsel",
    "prop47",
    "prop64",
    "prosecutor",
    "rja",
    "sealing",
    "sentence_change",
    "service",
    "trafficking",
)
"""The names of the case file that an exemplar or a form card can use."""


CONSENT_GROUPS = {
    "alternatives": "alternatives",
    "defects": "defects",
    "discovery_diligence": "diligence",
    "eq": "eq",
    "imm": "imm",
    "innocence": "innocence",
    "ipv_sv": "survivor",
    "prejudice": "prejudice",
    "prior_counsel": "prior_counsel",
    "rja": "rja",
    "trafficking": "survivor",
}
"""Confidential and privileged groups, and the consent that lets them into a filed paper (P23)."""

FILED_PAPERS = "filed_papers"


@dataclass(frozen=True)
class Group:
    """A group of facts at its address. Attributes are looked up by `fact`."""

    model: FactModel = field(repr=False)
    address: str
    log: set[str] = field(compare=False, repr=False)

    def __str__(self) -> str:
        """A group can't be printed: `{{ client }}` would put every fact of it into a paper."""
        raise TemplateRuntimeError(f"{self.address} is a group of facts; print one of its facts")

    def fact(self, name: str) -> object | None:
        """The fact `name` of this group, or `None` where the model knows no such fact."""
        model_type = type(self.model)
        for own_name, declared in model_type.model_fields.items():
            if name in (own_name, declared.alias):
                return _seen(getattr(self.model, own_name), f"{self.address}.{name}", self.log)
        if isinstance(getattr(model_type, name, None), property):
            return self._computed(name)
        return None

    def _computed(self, name: str) -> object:
        """A derived value; the counts among it keep the address at which they are told."""
        value = getattr(self.model, name)
        if isinstance(value, tuple) and all(isinstance(item, FactModel) for item in value):
            told = getattr(self.model, "counts", ())
            return [
                Group(item, f"{self.address}.counts.{_position(told, item)}", self.log)
                for item in value
            ]
        return _seen(value, f"{self.address}.{name}", self.log)


@dataclass(frozen=True)
class PaperContext:
    """What one paper of one case is written from.

    Attributes:
        names: every name that an expression may use.
        missing: the addresses of the missing facts that were printed so far.
        withheld: the consent groups whose facts would have been printed.
    """

    names: Mapping[str, object]
    missing: set[str]
    withheld: set[str]


def paper_context(one: OneCase, **computed: object) -> PaperContext:
    """The context for the papers of one case.

    Args:
        one: the case.
        computed: further names, worked out by other rooms (`relief`).
    """
    missing: set[str] = set()
    withheld: set[str] = set()
    consents = consented_groups(one)
    names: dict[str, object] = {"as_of": one.as_of, **computed}
    for name in GROUPS:
        group = one.group(name)
        consent = CONSENT_GROUPS.get(name)
        if consent is None or consent in consents or not group.value:
            names[name] = _seen(group.value, group.address, missing)
        else:
            names[name] = WithheldFact(consent, withheld)
    if "alternatives" not in consents and isinstance(case := names["case"], Group):
        names["case"] = _without_alternatives(case)
    return PaperContext(names, missing, withheld)


def consented_groups(one: OneCase) -> frozenset[str]:
    """The groups that the client has consented to file; `all` stands for every group."""
    given = {
        known(consent.to_disclose)
        for consent in one.case_file.client.consents
        if known(consent.scope) == FILED_PAPERS and known(consent.signed_on) is not None
    }
    every = frozenset(CONSENT_GROUPS.values())
    return every if "all" in given else every & given


def _without_alternatives(case: Group) -> Group:
    """The case with the alternatives, which are privileged, left out."""
    return Group(case.model.model_copy(update={"alternatives": ()}), case.address, case.log)


def _seen(value: object, address: str, log: set[str]) -> object:
    if value is None or isinstance(value, Unknown):
        return MissingFact(address, log)
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, FactModel):
        return Group(value, address, log)
    if isinstance(value, tuple):
        return [_seen(item, f"{address}.{index}", log) for index, item in enumerate(value)]
    return value


def _position(items: tuple[object, ...], wanted: object) -> int:
    return next(index for index, item in enumerate(items) if item is wanted)
