"""The one writer of TEI: blocks and lines become elements, one block on each line of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lxml import etree

from siglum.document import XML_ID, XML_LANG
from siglum.importing.header import NAMESPACES, UNDETERMINED, Source, header
from siglum.importing.model import (
    Block,
    Break,
    Call,
    Code,
    Group,
    Heading,
    Inline,
    Line,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Rule,
    Span,
    Speech,
    Stanza,
    Surface,
    Table,
    Text,
    everything,
    is_empty,
)
from siglum.tei.vocabulary import TEI

Element = Mapping[str, str]
SPANS: Mapping[str, tuple[str, Element]] = {
    "emphasis": ("emph", {}),
    "italic": ("hi", {"rend": "italic"}),
    "bold": ("hi", {"rend": "bold"}),
    "underline": ("hi", {"rend": "underline"}),
    "small-caps": ("hi", {"rend": "small-caps"}),
    "superscript": ("hi", {"rend": "superscript"}),
    "subscript": ("hi", {"rend": "subscript"}),
    "struck": ("hi", {"rend": "strikethrough"}),
    "code": ("code", {}),
    "formula": ("formula", {"notation": "TeX"}),
    "quotation": ("q", {}),
    "link": ("ref", {}),
    "stage": ("stage", {}),
    "style": ("hi", {}),
}
"""The element of each kind of words."""
PARAGRAPHS: Mapping[str, tuple[str, Element]] = {
    "": ("p", {}),
    "subtitle": ("head", {"type": "sub"}),
    "byline": ("byline", {}),
    "dateline": ("dateline", {}),
    "salute": ("salute", {}),
    "signed": ("signed", {}),
    "opening": ("seg", {}),
    "ornament": ("ab", {"type": "ornament"}),
    "stage": ("stage", {}),
    "marginalia": ("ab", {"type": "marginalia"}),
    "footnote": ("ab", {"type": "footnote"}),
    "endnote": ("ab", {"type": "endnote"}),
    "caption": ("ab", {"type": "caption"}),
    "page-number": ("fw", {"type": "pageNum"}),
    "running-head": ("fw", {"type": "head"}),
    "running-foot": ("fw", {"type": "foot"}),
    "catchword": ("fw", {"type": "catch"}),
    "signature-mark": ("fw", {"type": "sig"}),
}
"""The element of each kind of paragraph."""
GROUPS: Mapping[str, str] = {"quotation": "quote", "opener": "opener", "closer": "closer", "postscript": "postscript"}
"""The element of each kind of blocks that belong together."""
_INDENT = "  "


def written(text: Text, sources: list[Source], identifier: str, version: str, normalised: Mapping[str, str]) -> bytes:
    """The TEI document of a text, in UTF-8. `identifier` is the xml:id of its root, with which all others begin;
    `normalised` see `header`."""
    root = etree.Element(f"{{{TEI}}}TEI", nsmap=NAMESPACES)
    root.set(XML_ID, identifier)
    root.set(XML_LANG, text.language or UNDETERMINED)
    root.append(header(text, sources, version, normalised))
    if text.surfaces:
        root.append(_facsimile(text.surfaces, identifier))
    root.append(_Writer(text, identifier).text())
    _lay_out(root, 0)
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        + etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        + b"\n"
    )


def _new(name: str, attributes: Element | None = None, line: Sequence[etree._Element] = ()) -> etree._Element:
    made = etree.Element(f"{{{TEI}}}{name}", dict(attributes or {}))
    made.extend(line)
    return made


def _facsimile(surfaces: Sequence[Surface], identifier: str) -> etree._Element:
    facsimile = _new("facsimile")
    for surface in surfaces:
        size = {"ulx": "0", "uly": "0", "lrx": str(surface.width), "lry": str(surface.height)}
        made = _new("surface", size if surface.width and surface.height else {})
        made.set(XML_ID, f"{identifier}-{surface.id}")
        measures = {"width": f"{surface.width}px", "height": f"{surface.height}px"} if surface.width else {}
        if surface.image:
            made.append(_new("graphic", {"url": surface.image, **measures}))
        for zone in surface.zones:
            area = _new("zone", {"type": zone.kind, **({"points": zone.points} if zone.points else {})})
            area.set(XML_ID, f"{identifier}-{zone.id}")
            made.append(area)
        facsimile.append(made)
    return facsimile


class _Writer:
    """Blocks as elements. Each note, and each call, is known by its number."""

    def __init__(self, text: Text, identifier: str) -> None:
        self.of, self.identifier = text, identifier
        self.calls = Counter[str]()
        called = [node.note for node in everything(text.blocks) if isinstance(node, Call)]
        called += [node.note for node in everything(text.notes) if isinstance(node, Call)]
        self.called = Counter(called)

    def text(self) -> etree._Element:
        """The text element: the body, and the notes behind it."""
        text, body = _new("text"), _new("body")
        text.append(body)
        self.divided(body, self.of.blocks)
        self.number(body)
        if all(etree.QName(child).localname in _NO_CONTENT for child in body):
            body.append(_new("p"))
        if self.of.notes:
            back, notes = _new("back"), _new("div", {"type": "notes"})
            notes.extend([self.line("head", {}, self.of.notes_heading)] if self.of.notes_heading else [])
            notes.extend(self.block(note) for note in self.of.notes)
            back.append(notes)
            text.append(back)
        return text

    def number(self, body: etree._Element) -> None:
        """Give the paragraphs of the text the numbers by which they are cited."""
        notes = f"{{{TEI}}}note"
        paragraphs = [p for p in body.iter(f"{{{TEI}}}p") if not any(True for _ in p.iterancestors(notes))]
        for number, paragraph in enumerate(paragraphs, 1):
            paragraph.set("n", str(number))
            paragraph.set(XML_ID, f"{self.identifier}-p{number}")

    def divided(self, body: etree._Element, blocks: Sequence[Block]) -> None:
        """Blocks in divisions, by the levels of their headings; a title stands at the head of the whole."""
        open_: list[tuple[int, etree._Element]] = [(-1, body)]
        number = 0
        for block in (block for block in blocks if not is_empty(block)):
            if isinstance(block, Heading) and (block.level or len(body)):
                number += 1
                while len(open_) > 1 and open_[-1][0] >= block.level:
                    open_.pop()
                division = _new("div")
                division.set(XML_ID, f"{self.identifier}-div{number}")
                open_[-1][1].append(division)
                open_.append((block.level, division))
            made = (
                self.line("head", self.zone(block.zone), block.line)
                if isinstance(block, Heading)
                else self.block(block)
            )
            open_[-1][1].append(made)

    def head(self, heading: Heading) -> etree._Element:
        return self.line("head", self.zone(heading.zone), heading.line)

    def blocks(self, blocks: Sequence[Block]) -> list[etree._Element]:
        """Blocks as elements, without those that hold nothing."""
        return [self.block(block) for block in blocks if not is_empty(block)]

    def block(self, block: Block) -> etree._Element:
        """A block as an element; a heading within another block heads no division."""
        match block:
            case Heading():
                return self.line("ab", {"type": "heading", **self.zone(block.zone)}, block.line)
            case Paragraph():
                name, attributes = PARAGRAPHS[block.kind]
                styled = {"rend": block.style} if block.style else {}
                return self.line(name, {**attributes, **styled, **self.zone(block.zone)}, block.line)
            case Stanza():
                indents = block.indents or (0,) * len(block.lines)
                lines = zip(block.lines, indents, strict=True)
                return _new("lg", {}, [self.line("l", _indented(steps), line) for line, steps in lines])
            case Speech():
                said = self.blocks(block.blocks) or [_new("p")]
                return _new("sp", {}, [self.line("speaker", {}, block.speaker), *said])
            case Group():
                return _new(GROUPS[block.kind], {}, self.blocks(block.blocks))
            case Listing():
                return self.listing(block)
            case Table():
                head = [self.line("head", {}, block.caption)] if block.caption else []
                return _new("table", {}, [*head, *(self.row(row) for row in block.rows if row.cells)])
            case Code():
                return self.line("eg", {}, (block.words,))
            case Rule():
                return _new("milestone", {"unit": "section", "rend": "rule"})
            case PageBreak():
                return self.page(block)
            case Note():
                return self.note(block)

    def listing(self, block: Listing) -> etree._Element:
        kind = "ordered" if block.ordered else "gloss" if block.labels else "bulleted"
        made = _new("list", {"rend": kind} if kind != "gloss" else {"type": kind})
        for number, item in enumerate(block.items):
            if block.labels:
                made.append(self.line("label", {}, block.labels[number]))
            made.append(self.cell("item", item))
        return made

    def row(self, row: Row) -> etree._Element:
        role = {"role": "label"} if row.is_head else {}
        return _new("row", role, [self.cell("cell", cell) for cell in row.cells])

    def cell(self, name: str, blocks: Sequence[Block]) -> etree._Element:
        """An element whose one paragraph needs no element of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].kind and not blocks[0].style:
            return self.line(name, {}, blocks[0].line)
        return _new(name, {}, self.blocks(blocks))

    def note(self, note: Note) -> etree._Element:
        place = {"place": note.place} if note.place else {}
        targets = [f"#{self.call(note.number, n)}" for n in range(1, self.called[note.number] + 1)]
        target = {"target": " ".join(targets)} if targets else {}
        made = _new("note", {"type": "authorial", **place, "n": note.number, **target})
        made.set(XML_ID, f"{self.identifier}-n{note.number}")
        if note.label:
            made.append(self.line("label", {}, (note.label,)))
        made.extend(self.blocks(note.blocks))
        return made

    def page(self, page: PageBreak) -> etree._Element:
        return _new("pb", {**({"n": page.number} if page.number else {}), **self.zone(page.surface)})

    def zone(self, zone: str) -> Element:
        """The pointer to a place on a page."""
        return {"facs": f"#{self.identifier}-{zone}"} if zone else {}

    def call(self, number: str, count: int) -> str:
        """The id of a call of a note, of which there may be several."""
        return f"{self.identifier}-call{number}" + ("" if count == 1 else f"-{count}")

    def line(self, name: str, attributes: Element, line: Line) -> etree._Element:
        """An element of words."""
        made = _new(name, attributes)
        for inline in line:
            if isinstance(inline, str):
                _say(made, inline)
            else:
                if isinstance(inline, Break) and inline.zone:
                    _say(made, "\n")
                made.append(self.inline(inline))
        return made

    def inline(self, inline: Inline) -> etree._Element:
        match inline:
            case Span():
                name, attributes = SPANS[inline.kind]
                target = {"target": inline.target} if inline.target else {}
                style = {"rend": inline.style} if inline.style else {}
                return self.line(name, {**attributes, **style, **target}, inline.inner)
            case Call():
                self.calls[inline.note] += 1
                called = {"target": f"#{self.identifier}-n{inline.note}"}
                words = {"type": "noteCall", **called}
                made = self.line("ref", words, (inline.words,)) if inline.words else _new("ptr", called)
                made.set(XML_ID, self.call(inline.note, self.calls[inline.note]))
                return made
            case Break():
                return _new("lb", {**({"n": inline.number} if inline.number else {}), **self.zone(inline.zone)})
            case PageBreak():
                return self.page(inline)
            case Picture():
                return _new("figure", {}, [self.line("figDesc", {}, (inline.words,))] if inline.words else [])
            case str():
                raise TypeError(inline)


def _indented(steps: int) -> Element:
    return {"rend": "indent" if steps == 1 else f"indent{steps}"} if steps else {}


def _say(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


_NO_CONTENT = frozenset(("head", "byline", "dateline", "opener", "pb", "milestone", "fw", "note"))
"""Elements that alone are no body (TEI P5 Guidelines, section 4.1)."""
_HOLDING = frozenset((
    "TEI", "teiHeader", "fileDesc", "titleStmt", "respStmt", "publicationStmt", "availability", "sourceDesc",
    "encodingDesc", "projectDesc", "editorialDecl", "correction", "normalization", "classDecl", "taxonomy", "category",
    "appInfo", "application", "profileDesc", "langUsage", "facsimile", "surface", "text", "body", "back", "div", "lg",
    "sp", "opener", "closer", "postscript", "list", "table", "row",
))  # fmt: skip
"""Elements that hold elements alone: each of these stands on a line of its own."""
_OFTEN_HOLDING = frozenset(("quote", "note", "item", "cell"))
"""Elements that hold blocks or words; where there are words, the line is not broken."""


def _lay_out(element: etree._Element, depth: int) -> None:
    """Put the children of elements that hold no words on lines of their own."""
    name = etree.QName(element).localname
    blocks = name in _HOLDING or (name in _OFTEN_HOLDING and _holds_blocks(element))
    if not blocks or not len(element):
        return
    element.text = f"\n{_INDENT * (depth + 1)}"
    for child in element:
        _lay_out(child, depth + 1)
        child.tail = element.text
    element[-1].tail = f"\n{_INDENT * depth}"


def _holds_blocks(element: etree._Element) -> bool:
    """Whether an element holds no words of its own, and paragraphs or the like."""
    own = [element.text, *(child.tail for child in element)]
    names = {etree.QName(child).localname for child in element}
    return not any(own) and bool(names & {"p", "lg", "list", "quote", "table", "eg", "ab", "sp"})
