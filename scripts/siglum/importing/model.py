"""What every reader of a format gives and the one writer of TEI takes: blocks, and what stands in their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Span:
    """Words that are marked: `kind` is a key of `tei.SPANS`; `target` is where a link leads, `style` the name of the
    style that somebody gave them."""

    kind: str
    inner: Line
    target: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called. `words` are those that stand there; "" where a program would number it."""

    note: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph; of a line that is an area of a page, with its zone."""

    zone: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of a page; `surface` is the id of its picture in the facsimile."""

    number: str = ""
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, of which its description is kept."""

    words: str


Inline = str | Span | Call | Break | PageBreak | Picture
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the title of the whole, at its beginning."""

    level: int
    line: Line
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `kind` is a key of `tei.PARAGRAPHS`: what sort of paragraph it is, where that is certain."""

    line: Line
    kind: str = ""
    style: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Stanza:
    """Lines of verse that stand together; `indents` says how many steps each is indented, where one is."""

    lines: tuple[Line, ...]
    indents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What one says in a play: the speaker as printed, then lines of verse, paragraphs, directions."""

    speaker: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together: `kind` is a key of `tei.GROUPS` (a quotation, the opening of a letter …)."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is some blocks. `labels` are what a list of definitions defines."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    labels: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, whose cells are some blocks each."""

    cells: tuple[tuple[Block, ...], ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption."""

    rows: tuple[Row, ...]
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Words that are shown as they stand."""

    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the text: its number, and its blocks; `label` is what stands before it ("[1]"), `place` foot or end."""

    number: str
    blocks: tuple[Block, ...]
    label: str = ""
    place: str = ""


Block = Heading | Paragraph | Stanza | Speech | Group | Listing | Table | Code | Rule | Note | PageBreak


@dataclass(frozen=True, slots=True)
class Zone:
    """An area of a page: its id, its corners as "x,y x,y …" in pixels, what it is (a region, a line)."""

    id: str
    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class Surface:
    """A page as a picture: its id, the file of the picture, its width and height in pixels (0: unknown)."""

    id: str
    image: str
    width: int
    height: int
    zones: tuple[Zone, ...]


@dataclass(slots=True)
class Text:
    """What was read of a source.

    `blocks` are the text in its order; `notes` stand after it, under `notes_heading` if there is one. `title`,
    `author`, `language` are what the source says of itself ("" for nothing). `kind` is what a plain text was taken
    for, or `pages`. `remarks` are sentences about what was left out or guessed.
    """

    blocks: list[Block]
    notes: list[Note] = field(default_factory=list)
    notes_heading: Line = ()
    title: str = ""
    author: str = ""
    language: str = ""
    kind: str = ""
    surfaces: list[Surface] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def is_empty(block: Block) -> bool:
    """Whether a block that holds others holds none: TEI has no such list, table, quotation or stanza."""
    match block:
        case Listing():
            return not block.items
        case Table():
            return not any(row.cells for row in block.rows)
        case Stanza():
            return not block.lines
        case Group():
            return all(map(is_empty, block.blocks))
        case _:
            return False


_ADDRESS = re.compile(r"(?:https?|ftp|mailto|urn|doi):\S", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")


def link(inner: Line, target: str) -> Line:
    """Words with a link: only one that leads to an address of its own still leads there once the text has moved."""
    if not _ADDRESS.match(target):
        return inner
    return (Span("link", inner, _NO_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", target)),)


def words(line: Line) -> str:
    """The characters of a line: what stands in the text."""
    return "".join(_characters(inline) for inline in line)


def _characters(inline: Inline) -> str:
    match inline:
        case str():
            return inline
        case Span():
            said = words(inline.inner)
            return f" {said} " if any(isinstance(node, Picture) for node in everything(inline.inner)) else said
        case Call():
            return inline.words
        case Break() | PageBreak():
            return "\n"
        case Picture():
            return f" {inline.words} "


def titled(text: Text) -> None:
    """Make the heading with which a text begins its title, if there is no other as high, or if the text says that it is
    called so; it names the text that says nothing of itself."""
    first = next((block for block in text.blocks if not isinstance(block, PageBreak)), None)
    if not isinstance(first, Heading):
        return
    said = " ".join(words(first.line).split())
    others = [block.level for block in text.blocks if isinstance(block, Heading) and block is not first]
    if said == text.title or all(level > first.level for level in others):
        text.blocks[text.blocks.index(first)] = replace(first, level=0)
        text.title = text.title or said


def everything(node: object) -> Iterator[Any]:
    """A block, or several, and all that stands in it, in order."""
    if isinstance(node, Sequence) and not isinstance(node, str):
        for inner in node:
            yield from everything(inner)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            yield from everything(getattr(node, each.name))


def rewritten(node: _Node, change: Callable[[str], Line]) -> _Node:
    """A block with other words: `change` says what stands in place of each stretch of characters of its lines."""
    changed: dict[str, Any] = {}
    for each in fields(node):  # type: ignore[arg-type]
        value = getattr(node, each.name)
        if isinstance(value, tuple) and each.name != "indents":
            changed[each.name] = _rewritten(value, change)
    return replace(node, **changed) if changed else node  # type: ignore[type-var]


def _rewritten(values: tuple[Any, ...], change: Callable[[str], Line]) -> tuple[Any, ...]:
    made: list[Any] = []
    for value in values:
        if isinstance(value, str):
            made += change(value)
        elif isinstance(value, tuple):
            made.append(_rewritten(value, change))
        else:
            made.append(rewritten(value, change))
    return tuple(made)
