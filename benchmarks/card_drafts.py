"""How much of a card is drafted right? Each card is left out in turn, drafted from the others, and
held against what a person made of it.

    PCR_BLANKS=/folder/with/the/courts/blanks python benchmarks/card_drafts.py [FORM…]
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date

from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.blanks import local_shelf
from docassemble.PostConvictionRelief.forms.draft import draft_card
from docassemble.PostConvictionRelief.forms.learning import Learned, examples
from docassemble.PostConvictionRelief.settings import Settings


def held_against(card: FormCard, drafted: FormCard) -> Counter[str]:
    """How many fields of a draft are as on the card."""
    true = {(one.name, one.state, one.page): one for one in card.fields}
    found: Counter[str] = Counter()
    for one in drafted.fields:
        right = true[one.name, one.state, one.page]
        same = (one.value, one.text) == (right.value, right.text)
        found["fields"] += 1
        found["keys"] += one.key == right.key
        found["labels"] += one.label == right.label
        found["fillers"] += one.filled_by == right.filled_by
        found["expressions"] += right.filled
        found["proposed"] += one.filled
        found["right"] += one.filled and same
    return found


def main(forms: list[str]) -> None:
    """Draft the cards and print how much came out right."""
    blanks = local_shelf(Settings.read())
    taught = {one.form: examples(one, blanks.blank(one)) for one in registry()}
    whole: Counter[str] = Counter()
    for form in forms or list(taught):
        card = registry().card(form)
        others = (one for other, known in taught.items() if other != form for one in known)
        draft = draft_card(blanks.blank(card).data, Learned(others), date(2026, 11, 21))
        found = held_against(card, draft.card)
        whole += found
        print(told(form, found))
    print(told("all", whole))


def told(what: str, found: Counter[str]) -> str:
    """The figures on one line."""
    share = {name: f"{100 * found[name] / found['fields']:.0f}%" for name in ("keys", "labels")}
    return (
        f"{what}: {found['fields']} fields, keys {share['keys']}, labels {share['labels']}, "
        f"fillers {100 * found['fillers'] / found['fields']:.0f}%, expressions: "
        f"{found['right']} right of {found['proposed']} proposed, the card has "
        f"{found['expressions']}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
