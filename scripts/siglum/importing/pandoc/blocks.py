"""The nodes of a document of pandoc as blocks and lines.

Source: the types of pandoc's documents (Text.Pandoc.Definition of pandoc-types 1.23).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
    Paragraph,
    Picture,
    Row,
    Rule,
    Span,
    Stanza,
    Table,
    link,
    words,
)
from siglum.reading.words import WHITE

_HAS_TITLE_IN_TEXT = ("docx", "odt", "latex")
"""Formats in which the title is a paragraph of the text; elsewhere it is said of the file."""
_SPANS: Mapping[str, str] = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline", "SmallCaps": "small-caps",
    "Superscript": "superscript", "Subscript": "subscript", "Strikeout": "struck",
}  # fmt: skip
_DIRECTIONS = ("stage", "stage direction", "stage-direction", "bühnenanweisung")
_COMMON = frozenset((
    "normal", "body text", "first paragraph", "compact", "text body", "standard", "footnote text", "endnote text",
    "default", "list paragraph", "table contents", "bibliography", "block text", "quote", "no spacing", "normal (web)",
    "footnote reference", "endnote reference", "hyperlink", "internet link", "emphasis", "strong",
    "default paragraph font", "verbatim char", "page number", "source code", "definition term", "definition",
))  # fmt: skip
"""Styles that say nothing more than what is said by the element."""


def said(meta: Mapping[str, Any], key: str) -> str:
    """What a document says of itself, as text; several authors with a comma between them."""
    values = (words(Reader().line(_inlines_of(value))).strip() for value in _values(meta.get(key)))
    return ", ".join(filter(None, values))


def _values(said: Mapping[str, Any] | None) -> list[Any]:
    if said is None:
        return []
    return list(said["c"]) if said["t"] == "MetaList" else [said]


def _inlines_of(value: Mapping[str, Any]) -> list[Any]:
    match value["t"]:
        case "MetaInlines":
            return list(value["c"])
        case "MetaString":
            return [{"t": "Str", "c": value["c"]}]
        case "MetaBlocks":
            return [inline for block in value["c"] if block["t"] in ("Para", "Plain") for inline in block["c"]]
        case _:
            return []


class Reader:
    """The nodes of pandoc as blocks. Notes are taken out and numbered; what is left out is counted."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.left_out: dict[str, int] = {}

    def front(self, meta: Mapping[str, Any], format_: str) -> Iterator[Block]:
        """The title, the authors and the date, where they are paragraphs of the text."""
        if format_ not in _HAS_TITLE_IN_TEXT:
            return
        if meta.get("title"):
            yield Heading(0, self.line(_inlines_of(meta["title"])))
        if meta.get("subtitle"):
            yield Paragraph(self.line(_inlines_of(meta["subtitle"])), "subtitle")
        for author in _values(meta.get("author")):
            yield Paragraph(self.line(_inlines_of(author)), "byline")
        if meta.get("date"):
            yield Paragraph(self.line(_inlines_of(meta["date"])), "dateline")
        if meta.get("abstract", {}).get("t") == "MetaBlocks":
            yield from self.blocks(meta["abstract"]["c"])

    def blocks(self, nodes: Sequence[Mapping[str, Any]], style: str = "") -> Iterator[Block]:
        """The blocks that some nodes are; `style` is that of their paragraphs."""
        for node in nodes:
            yield from self.block(node, style)

    def block(self, node: Mapping[str, Any], style: str) -> Iterator[Block]:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                yield from self.paragraph(content, style)
            case "Header":
                yield Heading(content[0], self.line(content[2]))
            case "LineBlock":
                yield Stanza(tuple(self.line(line) for line in content))
            case "BlockQuote":
                yield Group("quotation", tuple(self.blocks(content)))
            case "CodeBlock":
                yield Code(content[1])
            case "RawBlock":
                self.leave_out(f"pieces of {content[0]} were left out")
            case "BulletList":
                yield Listing(tuple(tuple(self.blocks(item)) for item in content))
            case "OrderedList":
                yield Listing(tuple(tuple(self.blocks(item)) for item in content[1]), ordered=True)
            case "DefinitionList":
                yield self.definitions(content)
            case "Div":
                yield from self.blocks(content[1], _style(content[0]) or style)
            case "Figure":
                yield from self.blocks(content[2])
                yield from self.blocks(content[1][1])
            case "Table":
                yield self.table(content)
            case "HorizontalRule":
                yield Rule()

    def paragraph(self, content: Sequence[Any], style: str) -> Iterator[Block]:
        """A paragraph; what its style says it is, if that is known, else with the name of the style."""
        line = self.line(content)
        if not line:
            return
        if style.lower() == "verse":
            yield Stanza(tuple(_lines(line)))
        elif style.lower() in _DIRECTIONS:
            yield Paragraph(line, "stage")
        else:
            yield Paragraph(line, style=style)

    def definitions(self, content: Sequence[Any]) -> Block:
        """A list of what is defined, and how."""
        labels = tuple(self.line(label) for label, _ in content)
        items = tuple(tuple(block for part in parts for block in self.blocks(part)) for _, parts in content)
        return Listing(items, labels=labels)

    def table(self, content: Sequence[Any]) -> Block:
        """A table: its caption, the rows of its head, of its bodies, of its foot."""
        _, caption, _, head, bodies, foot = content
        rows = [self.row(row, True) for row in head[1]]
        for body in bodies:
            rows += [self.row(row, True) for row in body[2]] + [self.row(row, False) for row in body[3]]
        rows += [self.row(row, False) for row in foot[1]]
        lines = [self.line(block["c"]) for block in caption[1] if block["t"] in ("Para", "Plain")]
        return Table(tuple(rows), tuple(part for line in lines for part in line))

    def row(self, row: Sequence[Any], is_head: bool) -> Row:
        return Row(tuple(tuple(self.blocks(cell[4])) for cell in row[1]), is_head)

    def line(self, nodes: Sequence[Mapping[str, Any]]) -> Line:
        """Words, neighbours joined, without white space at either end."""
        made: list[Inline] = [""]
        for inline in self.inlines(nodes):
            if isinstance(inline, str) and isinstance(made[-1], str):
                made[-1] += inline
            else:
                made.append(inline)
        made[0] = made[0].lstrip(WHITE) if isinstance(made[0], str) else made[0]
        made[-1] = made[-1].rstrip(WHITE) if isinstance(made[-1], str) else made[-1]
        return tuple(part for part in made if part != "")

    def inlines(self, nodes: Sequence[Mapping[str, Any]]) -> Iterator[Inline]:
        for node in nodes:
            yield from self.inline(node)

    def inline(self, node: Mapping[str, Any]) -> Iterator[Inline]:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                yield content
            case "Space" | "SoftBreak":
                yield " "
            case "LineBreak":
                yield Break()
            case "Quoted":
                marks = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
                yield Span("quotation", (marks[0], *self.line(content[1]), marks[1]))
            case "Cite":
                yield from self.inlines(content[1])
            case "Span":
                style = _style(content[0])
                inner = self.line(content[1])
                yield from (Span("style", inner, style=style),) if style and inner else inner
            case "Code":
                yield Span("code", (content[1],))
            case "Math":
                yield Span("formula", (content[1],))
            case "RawInline":
                self.leave_out(f"pieces of {content[0]} were left out")
            case "Link":
                yield from link(self.line(content[1]), content[2][0])
            case "Image":
                self.leave_out("pictures were left out, their descriptions kept")
                yield Picture(words(self.line(content[1])))
            case "Note":
                yield self.note(content)
            case kind:
                yield Span(_SPANS[kind], self.line(content))

    def note(self, content: Sequence[Any]) -> Call:
        """The call of a note, which gets the next number."""
        number = len(self.notes)
        self.notes.append(Note(str(number + 1), ()))
        self.notes[number] = Note(str(number + 1), tuple(self.blocks(content)) or (Paragraph(()),))
        return Call(str(number + 1))

    def leave_out(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1


def _style(attributes: Sequence[Any]) -> str:
    """The name of the style that somebody gave, as one word; "" for one that says nothing."""
    style = str(dict(attributes[2]).get("custom-style", ""))
    return "" if style.lower() in _COMMON else "-".join(style.split())


def _lines(line: Line) -> Iterator[Line]:
    """A paragraph of verse as its lines."""
    begun: list[Inline] = []
    for inline in line:
        if isinstance(inline, Break):
            yield tuple(begun)
            begun = []
        else:
            begun.append(inline)
    yield tuple(begun)
