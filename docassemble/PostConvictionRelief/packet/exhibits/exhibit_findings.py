"""What has to be told of an exhibit's file after it was made ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...casefile import known
from ...casefile.matter import Exhibit
from ..finding import Finding, Level
from .clearing import Cleared

_LOOK = "look through them by eye, black out in the file what is private"


def findings_of(where: str, exhibit: Exhibit, made: Cleared) -> Iterator[Finding]:
    """Everything amiss, or to be looked at, in the file of an exhibit.

    Args:
        where: the address of the file.
        exhibit: what the case file tells of it.
        made: what became of the file.
    """
    for page, kind in made.done.still:
        yield Finding(
            "error", where, f"page {page} still tells {kind}", "black it out in the file itself"
        )
    confidential = known(exhibit.contains_confidential) is True
    yield from _hidden(where, made)
    yield from _recognized(where, made, confidential)
    yield from _unread(where, made, confidential)


def _hidden(where: str, made: Cleared) -> Iterator[Finding]:
    """What was blacked out: first where the text told it, then where recognition did."""
    scanned = set(made.recognized)
    written = [(page, kind) for page, kind in made.done.hidden if page not in scanned]
    rests = [(page, kind) for page, kind in made.done.hidden if page in scanned]
    if written:
        yield Finding(
            "note",
            where,
            f"was blacked out ({_by_kind(written)})",
            "look at these pages: whether all that is private is hidden, and nothing else",
        )
    if rests:
        yield Finding(
            "warning",
            where,
            f"was blacked out on scanned pages as far as their words were recognized "
            f"({_by_kind(rests)})",
            "look at these pages by eye: recognition misses and mistakes letters; black out in the "
            "file what is left",
        )


def _recognized(where: str, made: Cleared, confidential: bool) -> Iterator[Finding]:
    if made.turned:
        yield Finding(
            "note",
            where,
            f"{_pages(made.turned)} scanned on the side or upside down, and now upright",
            "look whether it stands right",
        )
    if made.doubtful:
        yield Finding(
            "warning",
            where,
            f"{_pages(made.doubtful)} scanned, and hard to recognize: many words are uncertain",
            f"{_LOOK}; a better scan (300 dots per inch, straight, without shadows) helps",
        )
    sure = [page for page in made.recognized if page not in made.doubtful]
    if sure:
        yield Finding(
            "warning" if confidential else "note",
            where,
            f"{_pages(sure)} scanned; the words were recognized for search (rule 2.256(b))",
            "look through them by eye for what is private: handwriting and faint letters are not "
            "recognized",
        )


def _unread(where: str, made: Cleared, confidential: bool) -> Iterator[Finding]:
    lost = [page for page in made.done.unread if page in made.lost]
    empty = [page for page in made.done.unread if page not in made.lost]
    level: Level = "warning" if confidential else "note"
    if lost:
        yield Finding(
            "warning",
            where,
            f"{_pages(lost)} scanned, and could not be recognized in time; nothing was looked "
            "through for private things or blacked out there",
            f"make the packet again; if that changes nothing, {_LOOK}, and give a smaller or "
            "clearer scan",
        )
    if made.unproved:
        yield Finding(
            "warning",
            where,
            f"{_pages(made.unproved)} scanned and blacked out, and could not be read again to see "
            "whether anything is left",
            f"make the packet again; if that changes nothing, {_LOOK}",
        )
    if empty and made.is_able:
        yield Finding(
            level,
            where,
            f"{_pages(empty)} a picture or blank: no words were recognized there, and nothing was "
            "blacked out",
            f"{_LOOK}; a photograph needs no text",
        )
    elif empty:
        yield Finding(
            level,
            where,
            f"{_pages(empty)} scanned, without text that can be searched; what the picture "
            "shows was not looked through for private things, and nothing was blacked out there",
            f"{_LOOK}; for searchable papers (rule 2.256(b)) install tesseract-ocr on the server, "
            "or give a file with recognized text",
        )


def _by_kind(hidden: Sequence[tuple[int, str]]) -> str:
    kinds = dict.fromkeys(kind for _, kind in hidden)
    return "; ".join(
        f"{kind} on page {', '.join(str(page) for page, k in hidden if k == kind)}"
        for kind in kinds
    )


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    return f"pages {', '.join(map(str, numbers))} are"
