"""Writing a paper: an exemplar and the facts of one case become a Word file.

The same exemplar and the same facts give the same bytes: parts keep their order, no time is
stamped, and the properties hold the title and nothing else. An exemplar is patched and compiled
once per version; after that a paper costs about a millisecond.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from xml.sax.saxutils import escape

from ..errors import ExemplarError, Problem
from ..expressions import Expressions, PaperContext
from .exemplar import Exemplar
from .packing import PackedPart, pack, pack_part
from .part_template import PartTemplate, compile_part, has_tags
from .template_limits import WITHIN_LIMITS, within_limits
from .word_file import open_word_file

_KEPT = 64
"""How many compiled exemplars are kept; a packet uses about a dozen."""

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_PEOPLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w15:people '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
)


@dataclass(frozen=True)
class _Compiled:
    parts: tuple[PackedPart | PartTemplate, ...]

    @property
    def templates(self) -> list[PartTemplate]:
        return [part for part in self.parts if isinstance(part, PartTemplate)]


class Renderer:
    """Writes papers; keeps what it compiled. May be used by several threads."""

    def __init__(self, expressions: Expressions) -> None:
        """Write with one expression language.

        Args:
            expressions: `Expressions.for_documents()`.
        """
        expressions.jinja.filters[WITHIN_LIMITS] = within_limits
        self._expressions = expressions
        self._compiled: OrderedDict[tuple[str, str, str], _Compiled] = OrderedDict()
        self._lock = Lock()

    def render(self, exemplar: Exemplar, context: PaperContext) -> bytes:
        """The Word file of one paper.

        Facts appear literally, whatever they look like; a line break in a fact is one in the
        paper. A missing fact is a visible mark, and is noted in `context.missing`.

        Args:
            exemplar: from what to write.
            context: the facts.

        Raises:
            ExemplarError: the exemplar is not usable; names exemplar, paragraph and expression.
        """
        compiled = self._compile(exemplar)
        unknown = _unknown_names(compiled, context)
        if unknown:
            raise ExemplarError(unknown)
        return pack(
            pack_part(part.part, part.render(context.names))
            if isinstance(part, PartTemplate)
            else part
            for part in compiled.parts
        )

    def check(self, exemplar: Exemplar, context: PaperContext) -> list[Problem]:
        """Everything that keeps an exemplar from being used for a case.

        Args:
            exemplar: the exemplar, perhaps a draft.
            context: the facts of a sample case.

        Returns:
            Its problems; none when it renders.
        """
        try:
            compiled = self._compile(exemplar)
        except ExemplarError as error:
            return list(error.problems)
        problems = _unknown_names(compiled, context)
        for template in compiled.templates:
            try:
                template.render(context.names)
            except ExemplarError as error:
                problems += error.problems
        return _distinct(problems)

    def _compile(self, exemplar: Exemplar) -> _Compiled:
        key = (exemplar.sha256, exemplar.card.name, exemplar.card.title)
        with self._lock:
            found = self._compiled.get(key)
            if found is not None:
                self._compiled.move_to_end(key)
                return found
        compiled = self._compile_anew(exemplar)
        with self._lock:
            self._compiled[key] = compiled
            while len(self._compiled) > _KEPT:
                self._compiled.popitem(last=False)
        return compiled

    def _compile_anew(self, exemplar: Exemplar) -> _Compiled:
        name = exemplar.card.name
        word_file = open_word_file(exemplar.docx, name)
        replaced = {
            "docProps/core.xml": _CORE.format(
                title=escape(exemplar.card.title), language=exemplar.card.language
            ),
            "docProps/app.xml": _APP,
            "docProps/custom.xml": _CUSTOM,
            "word/people.xml": _PEOPLE,
        }
        parts: list[PackedPart | PartTemplate] = []
        problems: list[Problem] = []
        for part, data in word_file.parts.items():
            if part in replaced:
                parts.append(pack_part(part, replaced[part].encode("utf-8")))
            elif part in word_file.templated and has_tags(data):
                try:
                    body = part == word_file.main
                    parts.append(compile_part(self._expressions.jinja, data, part, name, body=body))
                except ExemplarError as error:
                    problems += error.problems
            else:
                parts.append(pack_part(part, data))
        if problems:
            raise ExemplarError(problems)
        return _Compiled(tuple(parts))


def _unknown_names(compiled: _Compiled, context: PaperContext) -> list[Problem]:
    return [
        problem
        for template in compiled.templates
        for problem in template.unknown_names(context.names)
    ]


def _distinct(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
