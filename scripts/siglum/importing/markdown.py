"""Markdown (CommonMark, with tables, struck words and footnotes), as markdown-it reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

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
    Table,
    Text,
    link,
    titled,
)

_FRONT = re.compile(r"^(title|author|lang|language):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SPANS: Mapping[str, str] = {"em": "italic", "strong": "bold", "s": "struck"}


def read(text: str) -> Text:
    """The blocks of a Markdown text, its notes, and what it says of itself before them."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    tree = SyntaxTreeNode(parser.parse(text))
    reader = _Reader()
    made = Text(list(reader.blocks(tree.children)), reader.notes)
    said = _front(tree.children)
    made.title, made.author = said.get("title", ""), said.get("author", "")
    made.language = said.get("lang", "") or said.get("language", "")
    titled(made)
    if reader.tags:
        made.remarks.append(f"{reader.tags:,} pieces of HTML were left out, and their words kept")
    return made


def _front(nodes: Sequence[SyntaxTreeNode]) -> dict[str, str]:
    """Title, author and language, as the front matter gives them."""
    front = next((node.content for node in nodes if node.type == "front_matter"), "")
    return {key.lower(): value for key, value in _FRONT.findall(front)}


class _Reader:
    """The nodes of markdown-it as blocks. Notes are taken out; pieces of HTML are counted."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.tags = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        """The blocks that some nodes are."""
        for node in nodes:
            if node.type == "footnote_block":
                self.notes += [self.note(child) for child in node.children]
            elif node.type == "html_block":
                yield from self.html(node.content)
            elif node.type not in ("front_matter", "footnote_anchor"):
                yield self.block(node)

    def block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "heading":
                return Heading(int(node.tag[1:]), self.line(node))
            case "blockquote":
                return Group("quotation", tuple(self.blocks(node.children)))
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(self.blocks(item.children)) for item in node.children)
                return Listing(items, node.type == "ordered_list")
            case "table":
                return Table(tuple(self.row(row) for part in node.children for row in part.children))
            case "code_block" | "fence":
                return Code(node.content.rstrip("\n"))
            case "hr":
                return Rule()
            case _:
                return Paragraph(self.line(node))

    def row(self, node: SyntaxTreeNode) -> Row:
        """A row of a table."""
        cells = tuple((Paragraph(self.line(cell)),) for cell in node.children)
        return Row(cells, all(cell.type == "th" for cell in node.children))

    def note(self, node: SyntaxTreeNode) -> Note:
        """A note, numbered in the order of the calls."""
        return Note(str(node.meta["id"] + 1), tuple(self.blocks(node.children)))

    def html(self, content: str) -> Iterator[Block]:
        """The words of a block of HTML."""
        self.tags += 1
        words = " ".join(unescape(_TAG.sub(" ", content)).split())
        if words:
            yield Paragraph((words,))

    def line(self, node: SyntaxTreeNode) -> Line:
        """The words of a block, or of what stands in one."""
        inner = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
        return tuple(part for child in inner for part in self.inline(child))

    def inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        match node.type:
            case "text" | "text_special":
                yield node.content
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield Break()
            case "code_inline":
                yield Span("code", (node.content,))
            case "link":
                yield from link(self.line(node), str(node.attrs.get("href", "")))
            case "image":
                yield Picture("".join(child.content for child in node.children))
            case "footnote_ref":
                yield Call(str(node.meta["id"] + 1))
            case "html_inline":
                self.tags += 1
                yield from [Break()] if _BREAK.match(node.content) else []
            case "footnote_anchor":
                return
            case _:
                yield Span(_SPANS[node.type], self.line(node))
