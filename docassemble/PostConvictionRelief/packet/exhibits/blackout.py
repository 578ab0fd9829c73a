"""What is private burned out of pages: from the picture, the text, hidden layers and metadata.

A page with something to hide is drawn anew as a picture with black bars, so that nothing that stood
under a bar or on a hidden layer is in the file any more; the other words are laid over it unseen,
so that the page can still be searched. Then the pages are read again: what still tells something
private is named. A scanned page is treated alike, by the words that were recognized on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..private import Private, spots
from ..reading import opened, page_texts
from .page_letters import letters_of, private_letters
from .recognition import NOTHING_READ, ReadPage
from .redrawing import Picture, barred, redrawn, words_of


@dataclass(frozen=True)
class BlackedOut:
    """Pages after what is private was burned out; they are counted from 1.

    Attributes:
        pdf: the pages.
        pages: how many.
        hidden: what was hidden on which page, in words.
        still: what can still be read, and must not be filed.
        unread: pages that hold no text: what they show was not looked through.
    """

    pdf: bytes
    pages: int
    hidden: tuple[tuple[int, str], ...]
    still: tuple[tuple[int, str], ...]
    unread: tuple[int, ...]


def black_out(
    data: bytes,
    things: tuple[Private, ...],
    *,
    redraw_all: bool = False,
    texts: Sequence[str] | None = None,
    read: Mapping[int, ReadPage | None] = NOTHING_READ,
) -> BlackedOut:
    """Burn private things out of a PDF.

    Args:
        data: a sound PDF.
        things: what must not be read.
        redraw_all: every page becomes a picture of what is seen, without its text, because
            layers of it are hidden, and their words can't be told from the others.
        texts: the words of its pages, where they are known already.
        read: what was recognized on scanned pages, by page from 0; its words are laid over them.

    Returns:
        The pages. They are the same bytes where there was nothing to hide and nothing recognized.
    """
    texts = page_texts(data) if texts is None else texts
    recognized = {n: page for n, page in read.items() if page is not None and page.words}
    unread = tuple(
        n + 1 for n, text in enumerate(texts) if not text.strip() and n not in recognized
    )
    found = _found(data, texts, things, recognized)
    if not found and not recognized and not redraw_all:
        return BlackedOut(data, len(texts), (), (), unread)
    wanted = range(len(texts)) if redraw_all else sorted(found)
    pictures = _pictures(data, wanted, things, recognized)
    if redraw_all:
        pictures = {n: replace(picture, words=()) for n, picture in pictures.items()}
    overlays = {n: words_of(page) for n, page in recognized.items() if n not in pictures}
    made = redrawn(data, pictures, overlays)
    again = [
        (n + 1, spot.kind) for n, t in enumerate(page_texts(made)) for spot in spots(t, things)
    ]
    hidden = tuple((n + 1, kind) for n in sorted(found) for kind in found[n])
    return BlackedOut(made, len(texts), hidden, tuple(dict.fromkeys(again)), unread)


def _found(
    data: bytes,
    texts: Sequence[str],
    things: tuple[Private, ...],
    recognized: Mapping[int, ReadPage],
) -> dict[int, tuple[str, ...]]:
    """The kinds of private things on each page that has any."""
    kinds = {
        n: tuple(dict.fromkeys(spot.kind for spot in spots(text, things)))
        for n, text in enumerate(texts)
        if n not in recognized
    }
    if recognized:
        with opened(data) as document:
            for n, page in recognized.items():
                letters = letters_of(document[n], page)
                kinds[n] = private_letters(letters, things, recognized=True).kinds
    return {n: found for n, found in kinds.items() if found}


def _pictures(
    data: bytes,
    wanted: Iterable[int],
    things: tuple[Private, ...],
    recognized: Mapping[int, ReadPage],
) -> dict[int, Picture]:
    made = {}
    with opened(data) as document:
        document.init_forms()
        for number in wanted:
            read = recognized.get(number)
            letters = letters_of(document[number], read)
            hidden = private_letters(letters, things, recognized=read is not None)
            made[number] = barred(document[number], letters, hidden.places)
    return made
