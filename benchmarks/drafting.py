"""How fast papers are written: our renderer against docxtpl's own, on the papers of one case.

    python benchmarks/drafting.py [CASE.yaml] [--pdf]

Without a case file it is sample S02. Prints the median time of each and the ratio; with `--pdf`
also the time of a warm LibreOffice. Only the ratios mean anything on a shared machine; 20x is the
aim.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from docxtpl import DocxTemplate

from docassemble.PostConvictionRelief.casefile import read_yaml
from docassemble.PostConvictionRelief.drafting import (
    Exemplar,
    LibreOffice,
    Renderer,
    shipped_exemplars,
)
from docassemble.PostConvictionRelief.expressions import Expressions, PaperContext
from docassemble.PostConvictionRelief.packet.plan import plan_packets

SAMPLE = Path(__file__).parent.parent / "examples" / "02_motion_1473_7_a1.yaml"


def main() -> None:
    """Measure and print."""
    case = next((Path(word) for word in sys.argv[1:] if word != "--pdf"), SAMPLE)
    (plan,) = plan_packets(read_yaml(case.read_bytes(), case.name)).plans
    context = plan.context("office")
    codes = {paper.code for paper in plan.papers}
    exemplars = [exemplar for exemplar in shipped_exemplars() if exemplar.card.code in codes]
    expressions = Expressions.for_documents()
    renderer = Renderer(expressions)
    print(f"{'exemplar':14} {'docxtpl ms':>10} {'ours ms':>8} {'ratio':>6} {'first ms':>8}")
    for exemplar in exemplars:
        first = milliseconds(partial(by_a_new_renderer, exemplar, context, expressions), 3)
        theirs = milliseconds(partial(by_docxtpl, exemplar, context, expressions), 9)
        ours = milliseconds(partial(renderer.render, exemplar, context), 51)
        name = exemplar.card.name
        print(f"{name:14} {theirs:10.1f} {ours:8.2f} {theirs / ours:5.1f}x {first:8.1f}")
    if "--pdf" in sys.argv:
        papers = [renderer.render(exemplar, context) for exemplar in exemplars]
        with LibreOffice() as office:
            cold = milliseconds(lambda: office.convert(papers[:1]), 1)
            warm = milliseconds(lambda: office.convert(papers), 3)
        print(f"PDF: first {cold:.0f} ms, all {len(papers)} papers warm {warm:.0f} ms")


def by_a_new_renderer(exemplar: Exemplar, context: PaperContext, expressions: Expressions) -> bytes:
    """The paper by us, nothing prepared."""
    return Renderer(expressions).render(exemplar, context)


def by_docxtpl(exemplar: Exemplar, context: PaperContext, expressions: Expressions) -> bytes:
    """The same paper by docxtpl: load, render, save."""
    template = DocxTemplate(io.BytesIO(exemplar.docx))
    template.render(dict(context.names), expressions.jinja, autoescape=True)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def milliseconds(run: Callable[[], object], times: int) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return 1000 * median(taken)


if __name__ == "__main__":
    main()
