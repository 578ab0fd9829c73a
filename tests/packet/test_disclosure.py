"""No confidential or privileged fact reaches a filed paper without the client's recorded consent.

Shown of every fact that the models declare, whatever its type: by asking for it outright, and by
writing every shipped exemplar and filling every form card for two clients of whom only the secrets
differ.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import get_args

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile, Destination, FactModel
from docassemble.PostConvictionRelief.casefile.handbook import FactEntry, every_fact
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.shape import is_list, model_below
from docassemble.PostConvictionRelief.casefile.vocabulary import ConsentGroup, Vehicle
from docassemble.PostConvictionRelief.drafting import Renderer
from docassemble.PostConvictionRelief.drafting.exemplar import shipped_exemplars
from docassemble.PostConvictionRelief.errors import ExpressionError
from docassemble.PostConvictionRelief.expressions import (
    Expressions,
    MissingFact,
    PaperContext,
    WithheldFact,
)
from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.values import Evaluator
from docassemble.PostConvictionRelief.law import relief_for
from docassemble.PostConvictionRelief.packet.contents import reader_of
from docassemble.PostConvictionRelief.packet.plan import PacketPlan
from tests.every_fact import EveryFact, Marker, asked_by_boxes, is_secret

EXEMPLARS = {
    exemplar.card.name: exemplar
    for exemplar in shipped_exemplars()
    if reader_of(exemplar.card.code) in ("court", "clerk", "prosecution")
}
CARDS = {card.form: card for card in registry()}
GROUPS = tuple(group for group in get_args(ConsentGroup) if group != "all")
SECRETS = [entry for entry in every_fact() if is_secret(entry.declared) and not entry.is_group]
SHAPES = (1, 2, 3)

FORMS = Expressions.for_forms()
RENDERER = Renderer(Expressions.for_documents())

BOXES_THAT_ASK = {
    "CR-115": {"dob", "address", "phone"},
    "CR-120": {"dob", "address"},
    "CR-132": {"address", "phone", "email"},
    "CR-183": {"dob", "address"},
    "CR-184": {"dob"},
    "CR-185": {"dob", "address"},
    "CR-187": {"dob"},
    "CR-188": {"dob"},
    "CR-409": {"dob"},
    "CR-430": {"dob"},
    "CR-431": {"dob"},
    "FW-001": {"address", "phone"},
    "FW-002": {"address", "phone"},
    "FW-003": {"address"},
    "HC-004": {"dob"},
}
"""What boxes of court forms tell of a client who has an attorney, because the form itself asks for
it of the client (ruling P13). A form that isn't here tells none of it: read the form before you add
one."""


def context(one: OneCase) -> PaperContext:
    """What papers are written from where every vehicle is asked for, so that every part is used."""
    return PacketPlan(one, relief_for(one, get_args(Vehicle)), ()).context()


def pleading(name: str, one: OneCase) -> bytes:
    """The parts of an exemplar's Word file, written for a case."""
    file = RENDERER.render(EXEMPLARS[name], context(one))
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return b"\n".join(parts.read(part) for part in parts.namelist())


def form(number: str, one: OneCase) -> dict[str, str]:
    """Everything that a card puts into its boxes and attachments, by key."""
    found = Evaluator(CARDS[number], FORMS, context(one)).evaluate()
    boxes = {key: str(value) for key, value in found.values.items() if value}
    return boxes | {f"+{each.key}": str(each) for each in found.overflowing}


OF_THE_FILE = r"case\[\]\.(plea|prior_counsel|experts|prejudice)\b.*"
"""Groups of a case that stand in the whole file where the case tells none of its own."""


def told(expression: str, facts: PaperContext) -> object:
    """What an expression gives, or `None` where papers know no such fact."""
    try:
        return FORMS.evaluate(expression, facts, "here")
    except ExpressionError:
        return None


def asked_for(entry: FactEntry) -> str:
    """The expression that asks for a fact: `case[].counts[].note` is `case.counts[0].note`."""
    return re.sub(r"\[\]", "[0]", entry.address.replace("case[]", "case", 1))


def found_in(text: str, markers: tuple[Marker, ...]) -> dict[str, Marker]:
    """The markers that stand in a text, its XML tags left out, by the address of their fact."""
    text = re.sub(r"<[^>]+>", " ", text)
    words = {word.strip(".-") for word in re.findall(r"[\w@.-]+", text)}
    return {marker.address: marker for marker in markers if marker.text in words}


# ------------------------------------------------------------------- every fact, asked for outright


def test_every_secret_fact_names_the_consent_that_opens_it_or_is_for_no_pleading() -> None:
    assert len(SECRETS) > 120
    for entry in SECRETS:
        declared = entry.declared
        kept = declared.destination in (Destination.OFFICE, Destination.FORM_BOXES)
        assert kept or declared.consent in GROUPS, entry.address


@pytest.mark.parametrize("own", [True, False], ids=["the case's own groups", "those of the file"])
@pytest.mark.parametrize("consent", [None, *GROUPS])
def test_a_fact_is_told_only_where_its_destination_and_its_consent_let_it(
    consent: str | None, own: bool
) -> None:
    fixed = {"client.contact_constraints": "safe_to_write"}
    one = EveryFact(own=own, fixed=fixed).one(*([consent] if consent else []))
    pleadings = context(one)
    boxes = pleadings.for_forms()
    for entry in SECRETS:
        if entry.address.startswith(("expected", "client.consents")):
            continue
        if not own and re.fullmatch(
            r"case\[\]\.(plea|prior_counsel|experts|prejudice)\b.*", entry.address
        ):
            continue
        expression, declared = asked_for(entry), entry.declared
        in_pleading, in_box = told(expression, pleadings), told(expression, boxes)
        if declared.destination is Destination.OFFICE:
            for found in (in_pleading, in_box):
                assert found is None or isinstance(found, WithheldFact), entry.address
        elif declared.destination is Destination.FORM_BOXES:
            assert in_pleading is None, entry.address
            assert in_box is not None, entry.address
        elif declared.consent != consent:
            assert isinstance(in_pleading, WithheldFact), entry.address
            assert isinstance(in_box, WithheldFact) or asked_by_boxes(declared), entry.address
        else:
            assert in_pleading is not None, entry.address
            assert not isinstance(in_pleading, MissingFact), entry.address


def computed_facts(model: type[FactModel], above: str) -> Iterator[str]:
    """The expressions that ask for what the models work out, below a group."""
    for name, value in vars(model).items():
        if isinstance(value, property):
            yield f"{above}.{name}"
    for name, field in model.model_fields.items():
        key = field.alias or name
        if below := model_below(model, key):
            yield from computed_facts(below, f"{above}.{key}{'[0]' if is_list(field) else ''}")


def test_nothing_worked_out_by_the_models_tells_a_secret() -> None:
    every = EveryFact(fixed={"client.contact_constraints": "safe_to_write"})
    facts = context(every.one())
    asked = [
        expression
        for name, field in CaseFile.model_fields.items()
        if (below := model_below(CaseFile, name))
        for expression in computed_facts(
            below, f"{name}[0]" if is_list(field) and name != "case" else name
        )
    ]
    assert {"case.convicted_counts", "client.name_as_convicted.full"} <= set(asked)
    for expression in asked:
        assert found_in(str(told(expression, facts)), every.markers) == {}, expression


# -------------------------------------------------- every paper, for two clients with other secrets


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", EXEMPLARS)
def test_without_consent_a_pleading_is_the_same_whatever_the_secrets_are(
    name: str, shape: int
) -> None:
    first, second = EveryFact(shape), EveryFact(shape, secrets=2)
    papers = pleading(name, first.one()), pleading(name, second.one())
    assert papers[0] == papers[1]
    assert found_in(papers[0].decode("utf-8"), first.markers) == {}


@pytest.mark.parametrize("name", EXEMPLARS)
def test_the_pleading_of_who_acts_alone_tells_how_to_reach_them_and_no_more(name: str) -> None:
    alone = {"counsel.pro_per": True, "client.contact_constraints": "safe_to_write"}
    every = EveryFact(fixed=alone)
    found = found_in(pleading(name, every.one()).decode("utf-8"), every.markers)
    assert {marker.declared.destination for marker in found.values()} <= {Destination.CONTACT}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("number", CARDS)
def test_without_consent_a_form_is_the_same_whatever_its_boxes_dont_ask_for(
    number: str, shape: int
) -> None:
    first = EveryFact(shape, held=asked_by_boxes)
    second = EveryFact(shape, secrets=2, held=asked_by_boxes)
    filled = form(number, first.one())
    assert filled == form(number, second.one())
    assert found_in("\n".join(filled.values()), first.markers) == {}


@pytest.mark.parametrize("number", CARDS)
def test_only_boxes_that_ask_tell_a_represented_clients_own_data(number: str) -> None:
    found: set[str] = set()
    for shape in SHAPES:
        every = EveryFact(shape, fixed={"client.contact_constraints": "safe_to_write"})
        filled = form(number, every.one())
        found |= set(found_in("\n".join(filled.values()), every.markers))
    assert {address.split(".")[1] for address in found} == BOXES_THAT_ASK.get(number, set())
    assert {address.split(".")[0] for address in found} <= {"client"}


@pytest.mark.parametrize("alone", [True, False], ids=["acting alone", "with an attorney"])
def test_no_paper_tells_where_a_shelter_is(alone: bool) -> None:
    every = EveryFact(fixed={"client.contact_constraints": "DV_shelter", "counsel.pro_per": alone})
    one = every.one("all")
    for papers in (
        *(pleading(name, one).decode("utf-8") for name in EXEMPLARS),
        *("\n".join(form(number, one).values()) for number in CARDS),
    ):
        assert not [a for a in found_in(papers, every.markers) if a.startswith("client.address")]


@pytest.mark.parametrize(
    ("age", "printed"), [(17, "T.V."), (18, "Tomás V"), ("unknown", "Tomás V")]
)
def test_children_are_named_by_initials_even_with_consent(age: object, printed: str) -> None:
    one = EveryFact(fixed={"eq.family.age": age, "eq.family.name": "Tomás V"}).one("eq")
    facts = context(one)
    for each in (facts, facts.for_forms()):
        assert told("eq.family[0].name", each) == printed


# ----------------------------------------------------------------------- and with consent they do


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("D-DECL-C.en", {"imm", "prejudice", "diligence", "prior_counsel"}),
        ("D-MPA.en", {"imm", "defects", "prejudice"}),
    ],
)
def test_with_consent_a_pleading_tells_the_facts_of_that_group_and_of_no_other(
    name: str, groups: set[str]
) -> None:
    everything: set[str] = set()
    for group in GROUPS:
        every = EveryFact(1)
        paper = pleading(name, every.one(group)).decode("utf-8")
        found = {m.declared.consent for m in found_in(paper, every.markers).values()}
        assert found <= {group}
        everything |= {str(consent) for consent in found}
    assert everything >= groups


def test_a_consent_for_another_purpose_or_of_a_later_day_opens_nothing() -> None:
    every = EveryFact()
    one = every.one("all")
    client = one.case_file.client
    for change in ({"scope": "experts"}, {"signed_on": one.as_of.replace(year=2027)}):
        consent = client.consents[0].model_copy(update=change)
        changed = client.model_copy(update={"consents": (consent,)})
        case_file = one.case_file.model_copy(update={"client": changed})
        assert found_in(pleading("D-MPA.en", OneCase(case_file, 0)).decode(), every.markers) == {}


def test_the_markers_cover_every_secret_fact_that_has_words_numbers_or_a_day() -> None:
    every = EveryFact()
    marked = {marker.address for marker in every.markers}
    words = {"text", "whole number", "date", "date, or a part of one", "list: text"}
    for entry in SECRETS:
        address = entry.address.replace("[]", "")
        if entry.kind in words and not address.startswith(("client.consents", "defects.case")):
            assert address in marked, entry.address
