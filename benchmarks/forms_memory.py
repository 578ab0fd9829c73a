"""How much memory filling takes, however many forms are filled: it must stay below 200 MB.

    PCR_BLANKS=folder python benchmarks/forms_memory.py [FILLS]

Fills forms of every size in turn, each both ways, with names that no other fill has; every tenth
takes wide fonts (Vietnamese, Polish, Cyrillic, Armenian). Prints the peak of the process.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.blanks import Shelf
from docassemble.PostConvictionRelief.forms.compiled import CompiledBlanks
from docassemble.PostConvictionRelief.forms.compiled_blank import CompiledBlank
from docassemble.PostConvictionRelief.forms.fill import compose

FORMS = ("CR-180", "CR-181", "CR-187", "MC-025", "FW-003", "HC-001", "CR-106", "CR-188")
LIMIT = 200
_LETTERS = ("ĐặngễỷữƠự", "ŁódźęąśćŻ", "ЖельщюяИй", "ԱրմենԿիք", "AnaRuizñé")


def main() -> None:
    """Fill, and print."""
    folder = os.environ.get("PCR_BLANKS")
    if not folder:
        sys.exit("PCR_BLANKS names no folder with the court's blanks")
    fills = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    blanks = CompiledBlanks(Shelf(Path(folder), None, network=False), None)
    forms = [blanks.get(registry().card(form)) for form in FORMS]
    print(f"{len(forms)} forms compiled: {peak():.0f} MB")
    told = {fills * part // 5 for part in range(1, 6)}
    chance = random.Random(0)
    for number in range(1, fills + 1):
        compiled = forms[number % len(forms)]
        letters = _LETTERS if number % 10 == 0 else _LETTERS[-1:]
        composition = compose(compiled, values(compiled, letters, chance))
        composition.flat()
        composition.fillable()
        if number in told:
            print(f"{number:6} fills: {peak():.0f} MB")
    if peak() > LIMIT:
        sys.exit(f"more than {LIMIT} MB")


def values(
    compiled: CompiledBlank, alphabets: Sequence[str], chance: random.Random
) -> dict[str, str]:
    """Words for every text of a party: names of ever different letters where there is room."""
    found = {}
    for key in compiled.boxes:
        width = compiled.cards[key].width
        letters = chance.choice(alphabets)
        name = "".join(chance.choices(letters, k=8)) if width > 80 else str(chance.randrange(10))
        found[key] = f"{name} {chance.randrange(10000)}" if width > 120 else name
    return found


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
