"""The mark of a draft behind the text of a Word file, until an attorney signs the packet off.

It is what Word itself calls a watermark: a drawn word in the header of every section, behind the
text. It takes no room, so that no line of a pleading moves. Nothing else of the file is changed,
and the archive keeps the file without it (specification 4.5, rule 2).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from ..drafting.packing import pack, pack_part
from ..drafting.word_file import WordFile, open_word_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_T = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEADER = f"{_R}/header"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_TYPES = "[Content_Types].xml"
_NEW = "header-draft.xml"
_NEW_ID = "rIdDraftMark"

# Word's own preset shape 136, plain text along a straight line (ECMA-376, part 4, VML): its
# formulas stretch the word to the size of the shape.
_FORMULAS = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3",
    "if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5",
    "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip
_MARK = f"""<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype
 id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{
    "".join(f'<v:f eqn="{formula}"/>' for formula in _FORMULAS)
}</v:formulas><v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath
 on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject136"
 o:spid="_x0000_s4097" type="#_x0000_t136" alt="DRAFT: not signed off by an attorney, not for filing"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:150pt;rotation:305;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page"
 o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".6"/><v:textpath
 style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold"
 string="DRAFT"/></v:shape></w:pict></w:r>"""  # noqa: E501 (a style is one value)
_EMPTY = (
    f'<w:p xmlns:w="{_W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/></w:pPr></w:p>'
)


def draft_marked_word(docx: bytes) -> bytes:
    """The same Word file with the mark of a draft on every page. Equal files give equal bytes.

    Args:
        docx: a paper as it was made.

    Raises:
        ExemplarError: it is no Word file, or holds what none of ours may hold.
    """
    file = open_word_file(docx, "paper")
    parts = dict(file.parts)
    for name in _headers(file):
        root = etree.fromstring(parts[name], _parser())
        _mark(root)
        parts[name] = _written(root)
    _mark_the_rest(file, parts)
    return pack(pack_part(name, data) for name, data in parts.items())


def _headers(file: WordFile) -> Iterator[str]:
    """The parts of the headers that there are."""
    folder, _ = posixpath.split(file.main)
    for relation in _relations(file):
        if relation.get("Type") == _HEADER:
            yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]


def _mark(header: etree._Element) -> None:
    """Put the mark into a header: into a paragraph of it, so that none is added to its height."""
    paragraphs = [
        paragraph
        for paragraph in header.iterchildren(f"{{{_W}}}p")
        if paragraph.find(f"{{{_W}}}pPr/{{{_W}}}framePr") is None
    ]
    if not paragraphs:
        paragraphs = [etree.fromstring(_EMPTY)]
        header.append(paragraphs[0])
    paragraphs[-1].append(etree.fromstring(_MARK))


def _mark_the_rest(file: WordFile, parts: dict[str, bytes]) -> None:
    """Give a marked header to the pages that have none: the first section's, which others take."""
    body = etree.fromstring(parts[file.main], _parser())
    first = next(body.iter(f"{{{_W}}}sectPr"), None)
    if first is None:
        first = etree.SubElement(body[0], f"{{{_W}}}sectPr")
    there = {each.get(f"{{{_W}}}type") for each in first.iterchildren(f"{{{_W}}}headerReference")}
    missing = [kind for kind in _kinds(file, body) if kind not in there]
    if not missing:
        return
    for kind in missing:
        reference = etree.Element(f"{{{_W}}}headerReference")
        reference.set(f"{{{_W}}}type", kind)
        reference.set(f"{{{_R}}}id", _NEW_ID)
        first.insert(0, reference)
    parts[file.main] = _written(body)
    folder, name = posixpath.split(file.main)
    rels = f"{folder}/_rels/{name}.rels"
    relations = etree.fromstring(parts[rels], _parser())
    etree.SubElement(relations, f"{{{_P}}}Relationship", Id=_NEW_ID, Type=_HEADER, Target=_NEW)
    parts[rels] = _written(relations)
    types = etree.fromstring(parts[_TYPES], _parser())
    part = f"/{folder}/{_NEW}"
    etree.SubElement(types, f"{{{_T}}}Override", PartName=part, ContentType=_HEADER_TYPE)
    parts[_TYPES] = _written(types)
    header = etree.Element(f"{{{_W}}}hdr", nsmap={"w": _W})
    _mark(header)
    parts[f"{folder}/{_NEW}"] = _written(header)


def _kinds(file: WordFile, body: etree._Element) -> list[str]:
    """The kinds of headers that the pages of a paper ask for."""
    kinds = ["default"]
    if next(body.iter(f"{{{_W}}}titlePg"), None) is not None:
        kinds.append("first")
    folder, _ = posixpath.split(file.main)
    if b"evenAndOddHeaders" in file.parts.get(f"{folder}/settings.xml", b""):
        kinds.append("even")
    return kinds


def _relations(file: WordFile) -> etree._Element:
    folder, name = posixpath.split(file.main)
    return etree.fromstring(file.parts[f"{folder}/_rels/{name}.rels"], _parser())


def _parser() -> etree.XMLParser:
    """As `word_file.parse`, but every space stays as it stands."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
