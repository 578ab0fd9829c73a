"""One part of an exemplar (body, header, footer, notes) as a compiled template.

docxtpl's own patching turns the part's XML into Jinja, so its language holds: `{{ … }}`,
`{% … %}` inside a paragraph, and `{%p … %}`, `{%tr … %}`, `{%tc … %}`, `{%r … %}` for a whole
paragraph, table row, cell or run. What docxtpl does anew for every document is done here once.

Every tag is put on a line of its own (`tags.py`): the line that Jinja reports with an error is then
the number of the tag, and the tag leads to its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docxtpl import DocxTemplate
from jinja2 import Environment, Template, TemplateError, TemplateSyntaxError, meta, nodes
from lxml import etree

from ..errors import ExemplarError, PcrError, Problem
from .tags import line_left_open, misplaced_tags, one_tag_a_line, problem_at
from .template_limits import forbidden, limit_sets
from .word_file import parse

MAX_OUTPUT = 20_000_000
"""A part of a finished paper has no more characters than this."""

_EVALUATION_ERRORS = (
    TemplateError,
    PcrError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    MemoryError,
)
"""What an expression can raise while it is compiled or evaluated."""

_LEFT_OPEN = "Unexpected end of template"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VARYING_CELLS = re.compile(r'</w:tc>\s*\{%|%\}\s*<w:tc[ >]|w:gridSpan w:val="\{\{')
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of all that follows, to the end of the paragraph.
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LITERAL_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class PartTemplate:
    """A compiled part.

    Attributes:
        part: its name in the Word file.
        exemplar: what to call the exemplar in problems.
        source: the XML as Jinja, one tag per line.
        template: what Jinja compiled from it.
        names: every name that it takes from the facts, with the line where it is first used.
        steady: it is no body, or its tables keep their columns and it has no pictures.
    """

    part: str
    exemplar: str
    source: str
    template: Template
    names: Mapping[str, int]
    steady: bool

    def unknown_names(self, known: Mapping[str, object]) -> list[Problem]:
        """One problem for each name that is used but not known."""
        return [
            self._problem(line, f"the name {name!r} is not known")
            for name, line in self.names.items()
            if name not in known
        ]

    def render(self, names: Mapping[str, object]) -> bytes:
        """The finished part.

        Args:
            names: what its expressions may use.

        Raises:
            ExemplarError: an expression failed, or its branches leave broken XML behind.
        """
        try:
            text = "".join(self._pieces(names))
        except _EVALUATION_ERRORS as error:
            line = _line_of(error, self.template.filename)
            raise ExemplarError(self._problem(line, _message(error))) from error
        if "\t" in text or "\n" in text or "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            # docxtpl would make new paragraphs and pages of these control characters
            text = text.replace("\a", "").replace("\f", "")
            text = _PARAGRAPH.sub(_with_breaks, text)
        text = self._well_formed(_TURNS_TEXT.sub("", text))
        return (_DECLARATION + (text if self.steady else _settled(text))).encode("utf-8")

    def _pieces(self, names: Mapping[str, object]) -> Iterator[str]:
        made = 0
        for piece in self.template.generate(names):
            made += len(piece)
            if made > MAX_OUTPUT:
                raise TemplateError("the paper grows beyond 20 million characters")
            yield piece

    def _well_formed(self, text: str) -> str:
        if _is_xml(text):
            return text
        # control characters are no text in XML; a person's words lose nothing that can be printed
        cleaned = _NOT_XML.sub("", text)
        if _is_xml(cleaned):
            return cleaned
        raise ExemplarError(
            Problem(
                self.exemplar,
                f"{self.part}: an if or for opens in one paragraph, row or cell and ends in "
                "another",
                "put {%p … %} on paragraphs of their own, {%tr … %} on rows of their own",
            )
        )

    def _problem(self, line: int | None, what: str) -> Problem:
        """What went wrong in the tag on a line of the source, with its paragraph's text."""
        return problem_at(self.exemplar, self.source, line, what)


def has_tags(xml: bytes) -> bool:
    """Whether a part may hold something to fill."""
    return any(mark in xml for mark in (b"{{", b"{%", b"{#", b"{</w:t>"))


def compile_part(
    jinja: Environment, xml: bytes, part: str, exemplar: str, *, body: bool
) -> PartTemplate:
    """Compile one part.

    Args:
        jinja: the sandbox in which its expressions are evaluated.
        xml: the part.
        part: its name in the Word file.
        exemplar: what to call the exemplar in problems (`D-NOM.en`).
        body: whether this is the document's body, in which docxtpl looks after tables too.

    Raises:
        ExemplarError: a syntax error, an unknown filter, a tag that is not allowed or would drop
            text. All problems that can be told together.
    """
    root = parse(xml)
    problems = misplaced_tags(root, exemplar)
    if problems:
        raise ExemplarError(problems)
    patched = DocxTemplate("").patch_xml(etree.tostring(root, encoding="unicode"))
    steady = not body or (_regular(root) and not _VARYING_CELLS.search(patched))
    source = one_tag_a_line(patched)
    for written, meant in _LITERAL_BRACES.items():
        source = source.replace(written, f"{{{{ '{meant}' }}}}")
    try:
        tree = jinja.parse(source)
        # before compiling, which already works out what is constant
        problems = [problem_at(exemplar, source, *found) for found in forbidden(tree)]
        if not problems:
            limit_sets(tree)
            code = jinja.compile(tree, part, f"{exemplar}/{part}")
            names = _names(tree)
    except _EVALUATION_ERRORS as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else None
        if _message(error).startswith(_LEFT_OPEN):
            line = line_left_open(source) or line
        raise ExemplarError(problem_at(exemplar, source, line, _message(error))) from error
    if problems:
        raise ExemplarError(problems)
    template = Template.from_code(jinja, code, jinja.make_globals(None))
    used = {name: line for name, line in names.items() if name not in jinja.globals}
    return PartTemplate(part, exemplar, source, template, used, steady)


def _regular(root: etree._Element) -> bool:
    """Whether docxtpl has nothing to mend: full tables, none inside another, no pictures."""
    if root.find(f".//{_W}drawing") is not None or root.find(f".//{_W}pict") is not None:
        return False
    for table in root.iter(f"{_W}tbl"):
        if table.find(f".//{_W}tbl") is not None:
            return False
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.iter(f"{_W}tr"):
            spans = [cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(f"{_W}tc")]
            if sum(1 if span is None else _number(span) for span in spans) != columns:
                return False
    return True


def _number(span: etree._Element) -> int:
    value = str(span.get(f"{_W}val", ""))
    return int(value) if value.isdigit() else 0


def _names(tree: nodes.Template) -> dict[str, int]:
    wanted = meta.find_undeclared_variables(tree)
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.name in wanted and node.ctx == "load":
            lines.setdefault(node.name, node.lineno)
    return lines


def _with_breaks(match: re.Match[str]) -> str:
    """Line breaks and tabs of a fact as Word writes them."""
    paragraph = match[0]
    if "\n" not in paragraph and "\t" not in paragraph:
        return paragraph
    return str(DocxTemplate("").resolve_listing(paragraph))


def _settled(text: str) -> str:
    """docxtpl's care for tables whose columns vary, and for the numbers of pictures."""
    docxtpl = DocxTemplate("")
    docxtpl.docx_ids_index = 1000
    tree = docxtpl.fix_tables(text)
    docxtpl.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="unicode")


def _is_xml(text: str) -> bool:
    try:
        etree.fromstring(text.encode("utf-8"))
    except (UnicodeEncodeError, etree.XMLSyntaxError):
        return False
    return True


def _line_of(error: BaseException, filename: str | None) -> int | None:
    """The template line at which an error arose: the innermost frame of the template."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == filename:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _message(error: BaseException) -> str:
    if isinstance(error, PcrError):
        return "; ".join(problem.what for problem in error.problems)
    if isinstance(error, TemplateError):
        return error.message or "can't be evaluated"
    # what Python says may hold the facts themselves
    return f"can't be evaluated ({type(error).__name__})"
