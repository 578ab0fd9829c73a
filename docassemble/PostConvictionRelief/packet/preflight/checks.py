"""All checks of preflight, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ..finding import Finding
from .agreement import same_counts, same_dates, same_name, same_number
from .court_fields import court_fields
from .deadlines_kept import deadlines_kept
from .examined import Examined
from .exhibits_cited import exhibits_cited
from .law_from_memory import law_from_memory
from .left_to_counsel import (
    alienage,
    birth_on_forms,
    habeas_form,
    kinds_of_advice,
    notice_to_appear,
    order_form,
    plea_form,
    vouching,
)
from .order_lint import order_lint
from .other_case import other_case
from .page_limits import page_limits
from .portal_size import portal_size
from .privacy import privacy
from .search_and_bookmarks import bookmarks, searchable
from .signatures import signatures
from .type_and_grid import fonts_embedded, line_grid
from .words_as_told import admissions, words_as_told

Check = Callable[[Examined], Iterator[Finding]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "proposed-order lint": order_lint,
        "exhibits": exhibits_cited,
        "privacy": privacy,
        "other case": other_case,
        "name": same_name,
        "case number": same_number,
        "dates": same_dates,
        "counts": same_counts,
        "court fields": court_fields,
        "deadlines": deadlines_kept,
        "signatures": signatures,
        "page limits": page_limits,
        "fonts": fonts_embedded,
        "line grid": line_grid,
        "searchable": searchable,
        "bookmarks": bookmarks,
        "portal size": portal_size,
        "words as told": words_as_told,
        "admissions": admissions,
        "vouching": vouching,
        "plea form": plea_form,
        "kinds of advice": kinds_of_advice,
        "notice to appear": notice_to_appear,
        "alienage": alienage,
        "date of birth": birth_on_forms,
        "order form": order_form,
        "habeas form": habeas_form,
        "law from memory": law_from_memory,
    }
)

_GRAVITY = ("error", "warning", "note")


def preflight(examined: Examined) -> tuple[Finding, ...]:
    """Every finding of every check, each once, the gravest first."""
    found = dict.fromkeys(
        replace(finding, check=name)
        for name, check in CHECKS.items()
        for finding in check(examined)
    )
    return tuple(sorted(found, key=lambda finding: _GRAVITY.index(finding.level)))
