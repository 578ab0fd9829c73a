"""How fast forms are filled: our engine against the usual ways, on the court's own blanks.

    PCR_BLANKS=folder python benchmarks/forms.py [FORM …]

Fills every box of a party with words that no other box and no other case has, so that nothing is
gained by remembering them. Prints medians and ratios; only the ratios mean anything on a shared
machine. The floor is copying and hashing the same output. Aims on CR-180: 200x pypdf, 20x pikepdf's
form helpers on a blank decrypted beforehand, 100x docassemble's own fill, within 5x of the floor.
`forms_memory.py` measures memory.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf
import pypdf
from pikepdf.form import DefaultAppearanceStreamGenerator, Form

from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.blanks import Shelf
from docassemble.PostConvictionRelief.forms.compiled import CompiledBlanks
from docassemble.PostConvictionRelief.forms.compiled_blank import CompiledBlank
from docassemble.PostConvictionRelief.forms.fill import compose

Values = Mapping[str, str | bool]
_ROUNDS = 7
_OUR_FILLS = 60
_NAMES = ("Marisela", "Iñaki", "Ruth", "Tobias", "Ilse", "Quynh", "Béla", "Amparo")


@dataclass(frozen=True)
class Case:
    """What goes into one form, by our keys and by the full names of the PDF."""

    values: Values
    by_name: Mapping[str, str]


def main() -> None:
    """Measure and print."""
    folder = os.environ.get("PCR_BLANKS")
    if not folder:
        sys.exit("PCR_BLANKS names no folder with the court's blanks")
    blanks = CompiledBlanks(Shelf(Path(folder), None, network=False), None)
    for form in sys.argv[1:] or ["CR-180"]:
        card = registry().card(form)
        measure(card, blanks.get(card), blanks.blank(card).data)


def measure(card: FormCard, compiled: CompiledBlank, blank: bytes) -> None:
    """Compare all ways on one form."""
    cases = [case(card, number) for number in range(_OUR_FILLS)]
    filled = len(cases[0].values)
    print(f"{card.form}: {card.source.pages} pages, {len(card.fields)} fields, {filled} filled")
    turns = iter(cases * 1000)
    output = {"flat": compose(compiled, cases[0].values).flat()}
    output["fillable"] = compose(compiled, cases[0].values).fillable()
    ours = {
        "flat": lambda: compose(compiled, next(turns).values).flat(),
        "fillable": lambda: compose(compiled, next(turns).values).fillable(),
    }
    composed = iter([compose(compiled, case.values) for case in cases] * 100)
    parts: dict[str, Callable[[], object]] = {
        "  of it typesetting": lambda: compose(compiled, next(turns).values),
        "  of it writing, flat": lambda: next(composed).flat(),
        "  floor: copy and hash, flat": lambda: copied(output["flat"]),
        "  of it writing, fillable": lambda: next(composed).fillable(),
        "  floor: copy and hash, fillable": lambda: copied(output["fillable"]),
    }
    decrypted = without_encryption(blank)
    others: dict[str, Callable[[], object]] = {
        "pypdf": lambda: by_pypdf(blank, next(turns)),
        "pikepdf helpers, decrypted blank": lambda: by_pikepdf(decrypted, next(turns)),
    }
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(blank)
        file.flush()
        fill = docassemble_fill(file.name, card)
        if fill is not None:
            others["docassemble"] = lambda: fill(next(turns))
        taken = medians(ours | parts, others)
    for name, ms in taken.items():
        ratios = "  ".join(f"{ms / taken[kind]:8.1f}x {kind}" for kind in ours)
        print(f"  {name:34} {ms:9.3f} ms  {ratios if name in others else ''}")
    for kind in ours:
        floor = taken[f"  floor: copy and hash, {kind}"]
        writing = taken[f"  of it writing, {kind}"]
        print(f"  {kind}: {taken[kind] / floor:.1f}x of its floor, writing {writing / floor:.1f}x")


def medians(
    ours: Mapping[str, Callable[[], object]],
    others: Mapping[str, Callable[[], object]],
) -> dict[str, float]:
    """Median milliseconds of each way; all ways take turns, so that a busy machine hits all."""
    taken: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        for name, run in others.items():
            taken.setdefault(name, []).append(milliseconds(run))
        for name, run in ours.items():
            taken.setdefault(name, []).extend(milliseconds(run) for _ in range(_OUR_FILLS))
    return {name: median(times) for name, times in taken.items()}


def milliseconds(run: Callable[[], object]) -> float:
    """The processor time of one call: what other work on the machine takes is left out."""
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def case(card: FormCard, number: int) -> Case:
    """Words for every text of a party, and one ticked box of each choice."""
    values: dict[str, str | bool] = {}
    made: set[str] = set()
    amounts = {key for field in card.fields for key in field.total_of}
    for place, field in enumerate(card.fields):
        choice = card.choices.get(field.key)
        if not field.ours or field.total_of or choice in made:
            continue
        if choice:
            made.add(choice)
        words = "1" if field.key in amounts else _words(field.width, number, place)
        values[field.key] = field.kind == "checkbox" or words
    by_key = card.by_key
    by_name = {
        by_key[key].name: f"/{by_key[key].state}" if value is True else str(value)
        for key, value in values.items()
    }
    return Case(values, by_name)


def _words(width: float, number: int, place: int) -> str:
    name = _NAMES[(number + place) % len(_NAMES)]
    if width > 150:
        return f"{name} {_NAMES[place % len(_NAMES)]} {number}/{place}"
    return f"{name[:2]} {number}/{place}" if width > 50 else f"{(number + place) % 90}"


def without_encryption(blank: bytes) -> bytes:
    """The blank as pikepdf saves it without encryption and XFA."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        if "/XFA" in pdf.Root.AcroForm:
            del pdf.Root.AcroForm.XFA
        pdf.save(out, encryption=False)
    return out.getvalue()


def by_pypdf(blank: bytes, one: Case) -> bytes:
    """Read, clone, fill with appearances, write."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(blank)))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, dict(one.by_name), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(blank: bytes, one: Case) -> bytes:
    """Fill with pikepdf's form helpers, appearances included."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        form = Form(pdf, DefaultAppearanceStreamGenerator)
        for name, value in one.by_name.items():
            field = form[name]
            if field.is_checkbox:
                field.checked = True
            elif field.is_text:
                field.value = value
        pdf.save(out)
    return out.getvalue()


def docassemble_fill(path: str, card: FormCard) -> Callable[[Case], object] | None:
    """docassemble's own fill, given the names as it reads them itself; none where it is absent."""
    try:
        pdftk = importlib.import_module("docassemble.base.pdftk")
    except ImportError as error:
        print(f"  docassemble is left out: {error}")
        return None
    names = {tail(name): name for name in (str(field[0]) for field in pdftk.read_fields(path))}

    def fill(one: Case) -> None:
        strings = [
            (names[tail(name)], "Yes" if str(value).startswith("/") else str(value))
            for name, value in one.by_name.items()
            if tail(name) in names
        ]
        Path(pdftk.fill_template(path, data_strings=strings)).unlink()

    known = sum(tail(field.name) in names for field in card.fields if field.ours)
    print(f"  docassemble knows {known} of {sum(f.ours for f in card.fields)} names")
    return fill


def tail(name: str) -> str:
    """A field's own partial name, which is all that docassemble reads."""
    return name.rpartition(".")[2]


def copied(data: bytes) -> str:
    """Copy a file's bytes and hash them."""
    return hashlib.sha256(bytes(bytearray(data))).hexdigest()


if __name__ == "__main__":
    main()
