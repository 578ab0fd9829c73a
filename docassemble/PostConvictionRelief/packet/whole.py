"""A PDF put together by hand: loose pages and pages of our own, bookmarks, page labels.

The file is plain PDF (ISO 32000-1, 7.5): catalog, page tree and document information first, then
the objects in the order in which they came, a cross-reference table, the trailer. Equal contents
give equal bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from ..forms.fonts import FontObject
from ..forms.pdf_bytes import dictionary, font_added, reference, stream, text_string
from .lettering import HEIGHT, WIDTH
from .loose import TREE, Bookmark, LoosePages

_CATALOG, _INFO = 1, 3
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LETTER = b"[0 0 %d %d]" % (WIDTH, HEIGHT)


class Whole:
    """A PDF while it is put together."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = [b""] * _INFO  # catalog, page tree and information come last
        self._pages: list[int] = []

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add(self, body: bytes) -> int:
        """Add an object; its number is returned."""
        self._bodies.append(body)
        return len(self._bodies)

    def put(self, number: int, body: bytes) -> None:
        """Give an object that was added before its body."""
        self._bodies[number - 1] = body

    def add_sheet(self, words: bytes, resources: int) -> None:
        """Add a letter page of our own.

        Args:
            words: the operators that draw it.
            resources: the number of its resources.
        """
        content = self.add(stream(b"", words))
        page = b"/Type /Page /Parent %d 0 R /MediaBox %s /Resources %d 0 R /Contents %d 0 R"
        self._pages.append(self.add(dictionary(page % (TREE, _LETTER, resources, content))))

    def add_pages(self, loose: LoosePages) -> None:
        """Add pages as they are."""
        first = len(self._bodies) + 1
        self._bodies += [each.numbered(first) for each in loose.objects]
        self._pages += [first + place for place in loose.pages]

    def add_stamped(self, loose: LoosePages, stamps: Iterable[bytes], resources: int) -> None:
        """Add pages that have room for a stamp, with their stamps.

        Args:
            loose: the pages.
            stamps: the operators that draw the stamp of each page.
            resources: the number of the stamps' resources.
        """
        first = len(self._bodies) + 1
        self.add_pages(loose)
        entries = b"/Type /XObject /Subtype /Form /BBox %s /Resources %d 0 R " % (
            _LETTER,
            resources,
        )
        for room, words in zip(loose.rooms, stamps, strict=True):
            self.put(first + room, stream(entries, words))

    def put_fonts(self, resources: int, fonts: Mapping[str, Iterable[FontObject]]) -> None:
        """Make an object the resources with these fonts, by their names."""
        entries = b"".join(
            b"/%s %s " % (name.encode("ascii"), reference(font_added(self.add, objects)))
            for name, objects in fonts.items()
        )
        self.put(resources, dictionary(b"/Font " + dictionary(entries)))

    def to_bytes(
        self, title: str, bookmarks: Sequence[Bookmark], labels: Mapping[int, str]
    ) -> bytes:
        """The finished PDF; nothing can be added any more.

        Args:
            title: shown by viewers; holds no name of a person.
            bookmarks: two levels at most.
            labels: what stands before the number of a page, which begins at 1, from that page
                on (from 0).
        """
        kids = b" ".join(map(reference, self._pages))
        tree = b"/Type /Pages /Count %d /Kids [%s]" % (len(self._pages), kids)
        self.put(TREE, dictionary(tree))
        self.put(_INFO, dictionary(b"/Title " + text_string(title)))
        ranges = b" ".join(
            b"%d <</S /D /P %s>>" % (page, text_string(prefix)) for page, prefix in labels.items()
        )
        self.put(
            _CATALOG,
            dictionary(
                b"/Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines "
                b"/PageLabels <</Nums [%s]>> /Lang (en-US) "
                b"/ViewerPreferences <</DisplayDocTitle true>>"
                % (TREE, self._outlines(bookmarks), ranges)
            ),
        )
        return self._file()

    def _outlines(self, bookmarks: Sequence[Bookmark]) -> int:
        """Add the bookmarks (12.3.3), all levels open; the number of their root is returned."""
        root = self.add(b"")
        first, last = self._level(root, bookmarks)
        count = sum(1 + len(each.below) for each in bookmarks)
        self.put(
            root, dictionary(b"/Type /Outlines /First %d 0 R /Last %d 0 R /Count %d"
                             % (first, last, count))
        )  # fmt: skip
        return root

    def _level(self, parent: int, bookmarks: Sequence[Bookmark]) -> tuple[int, int]:
        """Add the bookmarks (at least one) below a parent; gives the first and the last."""
        numbers = [self.add(b"") for _ in bookmarks]
        for place, (number, bookmark) in enumerate(zip(numbers, bookmarks, strict=True)):
            entries = b"/Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]" % (
                text_string(bookmark.title),
                parent,
                self._pages[bookmark.page],
            )
            if place:
                entries += b" /Prev %d 0 R" % numbers[place - 1]
            if number != numbers[-1]:
                entries += b" /Next %d 0 R" % numbers[place + 1]
            if bookmark.below:
                below = self._level(number, bookmark.below)
                entries += b" /First %d 0 R /Last %d 0 R" % below
                entries += b" /Count %d" % len(bookmark.below)
            self.put(number, dictionary(entries))
        return numbers[0], numbers[-1]

    def _file(self) -> bytes:
        objects = [b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(self._bodies, start=1)]
        *starts, table = accumulate(map(len, objects), initial=len(_HEAD))
        rows = b"".join([b"%010d 00000 n \n" % start for start in starts])
        size = len(objects) + 1
        everything = b"".join(objects)
        identity = hashlib.sha256(everything).hexdigest()[:32].encode("ascii")
        trailer = b"/Root %d 0 R /Info %d 0 R /Size %d /ID [<%s> <%s>]" % (
            _CATALOG,
            _INFO,
            size,
            identity,
            identity,
        )
        return b"".join(
            (
                _HEAD,
                everything,
                b"xref\n0 %d\n0000000000 65535 f \n" % size,
                rows,
                b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, table),
            )
        )
