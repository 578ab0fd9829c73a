"""One count: the statute, how serious it is, and what came of it (specification 3.4, 3.8)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StrictBool

from .base import NOT_KNOWN, Fact, FactModel, known
from .citations import (
    CODE,
    MAX_LENGTH,
    SECTION,
    SUBDIVISION,
    Citation,
    CitationError,
    parse_citation,
)
from .declared import Destination, X, fact
from .values import Day, Money, Ordinal, Shape, Text, Whole
from .vocabulary import Level, PleaType

_BEFORE = rf"(?:(?:{CODE}) )?{SECTION}(?:{SUBDIVISION})?/"

Code = Annotated[str, Shape(CODE, "the code's capital letters like PC or HS, or other: and a name")]
Section = Annotated[
    str,
    Field(max_length=MAX_LENGTH),
    Shape(
        rf"(?:{_BEFORE})*(?:(?:{CODE}) )?{SECTION}",
        "the section alone, like 11378 or 459.5, or 664/187 for an attempt",
    ),
]
Subdivision = Annotated[str, Shape(SUBDIVISION, "the subdivision in parentheses, like (a)(1)")]


def _with_statute(schema: dict[str, Any]) -> None:
    """Files may tell the statute in one text, which `shorthand.py` reads into its parts."""
    schema["properties"]["statute"] = {
        "anyOf": [{"type": "string"}, {"type": "null"}, dict(NOT_KNOWN)],
        "description": "Code, section and subdivision in one text, in place of these: PC 459.5(a)",
    }


class Count(FactModel):
    """One count. Its statute may also be told as one text, `statute: PC 459.5(a)`."""

    model_config = ConfigDict(json_schema_extra=_with_statute)

    n: Fact[Ordinal] = fact("Number of the count in the charging document")
    code: Fact[Code] = fact("The code, in the letters of the form's column: PC, HS, VC")
    section: Fact[Section] = fact("The section; 664/187 for an attempted murder")
    subdiv: Fact[Subdivision] = fact("The subdivision, in parentheses")
    title: Fact[Text] = fact("The offense in words")
    level: Fact[Level] = fact("Felony, misdemeanor or infraction")
    former: Fact[StrictBool] = fact("Whether the section has been repealed or renumbered since")
    wobbler: Fact[StrictBool] = fact(
        "Whether it could be punished as a felony or a misdemeanor (Penal Code section 17)"
    )
    charged: Fact[StrictBool] = fact("Whether it was charged")
    convicted: Fact[StrictBool] = fact("Whether it ended in a conviction")
    plea: Fact[PleaType] = fact("The plea to this count")
    enhancement_of: Fact[Ordinal] = fact("For an enhancement: the number of the count it adds to")
    victim_age: Fact[Whole] = fact("Age of the victim, where the law makes it matter")
    statute_version: Fact[Text] = fact("Which version of the statute applied")
    value_amount: Fact[Money] = fact("Value of what was taken, in dollars")
    pc_19_8: Fact[StrictBool] = fact("Whether Penal Code section 19.8 lists the offense")
    vacated_on: Fact[Day] = fact("The day on which this conviction was vacated")
    note: Fact[Text] = fact("The office's note; never printed", X, destination=Destination.OFFICE)

    @property
    def citation(self) -> Citation | None:
        """The statute cited; `None` where code or section is not known."""
        code, section = known(self.code), known(self.section)
        if not code or not section:
            return None
        former = "former " if known(self.former) else ""
        enhancement = "" if self.enhancement_of is None else " enhancement"
        try:
            return parse_citation(
                f"{former}{code} {section}{known(self.subdiv) or ''}{enhancement}"
            )
        except CitationError:  # a code that only looks like one ("former" as its letters)
            return None
