"""The pages of a PDF taken apart, so that they go into another PDF by copying bytes.

qpdf reads a PDF once and writes it anew, each object by itself in the simplest form; that is cut
into its objects. What is left to do whenever the pages are bound is to give the objects other
numbers. Only what the pages need comes along: no names, scripts or metadata of the document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pikepdf
from pikepdf import Pdf

TREE = 2
"""The number of the page tree in every PDF that is bound of loose pages; their parent."""

_LINK = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|\b(\d+) 0 R\b", re.DOTALL)
"""A string, in which nothing is a link, or a link to another object, as qpdf writes them."""

_STREAM = b"\nstream\n"
_ROOM = re.compile(rb"/Stamp (\d+) 0 R")


@dataclass(frozen=True)
class LooseObject:
    """One object.

    Attributes:
        words: the object, or a stream's dictionary, with `%d` where a link's number goes.
        links: the objects that it links to, by their places among the loose objects.
        rest: what follows a stream's dictionary, to the end.
    """

    words: bytes
    links: tuple[int, ...]
    rest: bytes

    def numbered(self, first: int) -> bytes:
        """The object in a file where the loose objects are numbered from `first`."""
        return self.words % tuple([first + link for link in self.links]) + self.rest


@dataclass(frozen=True)
class Bookmark:
    """A bookmark to one page (from 0), with those below it."""

    title: str
    page: int
    below: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class LoosePages:
    """Pages and all that they need.

    Attributes:
        objects: the pages, and what they link to.
        pages: the places of the pages among the objects, in order.
        rooms: the places of the empty drawings that wait for a stamp; of each page that has one.
        bookmarks: the first level of the document's.
    """

    objects: tuple[LooseObject, ...]
    pages: tuple[int, ...]
    rooms: tuple[int, ...]
    bookmarks: tuple[Bookmark, ...]


def taken_apart(pdf: bytes) -> LoosePages:
    """The pages of any sound PDF, taken apart.

    Args:
        pdf: a flat PDF; a fillable form would share its fields with another of its kind.
    """
    with Pdf.open(io.BytesIO(pdf)) as source, Pdf.new() as simple:
        simple.pages.extend(source.pages)
        return cut(simply_written(simple), tuple(_bookmarks(source)))


def simply_written(made: Pdf) -> bytes:
    """A PDF of pages put into a new one, in the form that can be cut; equal ones, equal bytes."""
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def cut(pdf: bytes, bookmarks: tuple[Bookmark, ...] = ()) -> LoosePages:
    """The pages of a PDF in the simple form, taken apart; this needs no qpdf.

    Args:
        pdf: what `simply_written` or `Whole` gave.
        bookmarks: its own, which are not looked for.
    """
    bodies, trailer = _bodies(pdf)
    root = bodies[_linked(trailer, b"Root")]
    tree = _linked(root, b"Pages")
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", bodies[tree])]
    needed = _needed(pages, bodies, tree)
    places = {number: place for place, number in enumerate(needed)}
    objects = tuple(
        replace(each, links=tuple([places[link] for link in each.links]))
        for each in needed.values()
    )
    rooms = [room for number in pages if (room := _ROOM.search(bodies[number]))]
    return LoosePages(
        objects,
        tuple(places[number] for number in pages),
        tuple(places[int(room[1])] for room in rooms),
        bookmarks,
    )


def _bodies(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """The objects of a simple PDF by number, and its trailer.

    The cross-reference table (7.5.4) has a line of 20 bytes for each object; they stand in order.
    """
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    lines = pdf[table:].split(b"\n")
    count = int(lines[1].split()[1])
    starts = [int(line[:10]) for line in lines[3 : 2 + count]]
    bodies = {
        number: pdf[start:end].removeprefix(b"%d 0 obj\n" % number).removesuffix(b"\nendobj\n")
        for number, (start, end) in enumerate(pairwise([*starts, table]), start=1)
    }
    return bodies, b"\n".join(lines[2 + count :])


def _linked(words: bytes, key: bytes) -> int:
    found = re.search(rb"/%s (\d+) 0 R" % key, words)
    if found is None:
        raise ValueError(f"a simple PDF links to its {key.decode('ascii')}")
    return int(found[1])


def _needed(pages: Sequence[int], bodies: Mapping[int, bytes], tree: int) -> dict[int, LooseObject]:
    """The pages and all that they link to, by number; their links are numbers still."""
    found: dict[int, LooseObject] = {}
    waiting = list(reversed(pages))
    while waiting:
        number = waiting.pop()
        if number not in found:
            found[number] = _object(bodies[number], tree)
            waiting += reversed(found[number].links)
    return found


def _object(body: bytes, tree: int) -> LooseObject:
    """An object parted at its links; the page tree's number is known already."""
    words, start, rest = body.partition(_STREAM)
    links: list[int] = []

    def place(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        if int(match[1]) == tree:
            return b"%d 0 R" % TREE
        links.append(int(match[1]))
        return b"%d 0 R"

    return LooseObject(_LINK.sub(place, words.replace(b"%", b"%%")), tuple(links), start + rest)


def _bookmarks(source: Pdf) -> Iterator[Bookmark]:
    """The first level of a document's bookmarks."""
    positions = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        for item in outline.root:
            target = item.destination
            if isinstance(target, pikepdf.Array) and len(target):
                first_of_target: pikepdf.Object = target[0]
                position = positions.get(first_of_target.objgen)
                if position is not None:
                    yield Bookmark(str(item.title), position)
