"""What was read of a source, as plain text: the transcript that the encoding is held to.

It is written from the blocks, by other rules than the TEI, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from siglum.importing.model import (
    Block,
    Code,
    Group,
    Heading,
    Line,
    Listing,
    Note,
    Paragraph,
    Speech,
    Stanza,
    Table,
    Text,
    words,
)
from siglum.reading.words import WHITE

APART = frozenset(("page-number", "running-head", "running-foot", "catchword", "signature-mark"))
"""Kinds of paragraphs that belong to the page, and not to the text."""


def plain(text: Text) -> str:
    """The text, a blank line between blocks, its notes in the end."""
    notes = [text.notes_heading] if text.notes_heading else []
    parts = [*_blocks(text.blocks), *map(_said, notes), *_blocks(text.notes)]
    return "\n\n".join(part.strip(WHITE) for part in parts if part.strip(WHITE)) + "\n"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _said(block.line)
        case Paragraph():
            yield "" if block.kind in APART else _said(block.line)
        case Stanza():
            yield "\n".join(map(_said, block.lines))
        case Speech():
            yield _said(block.speaker)
            yield from _blocks(block.blocks)
        case Group():
            yield from _blocks(block.blocks)
        case Listing():
            yield from _listing(block)
        case Table():
            yield _said(block.caption)
            yield from (part for row in block.rows for cell in row.cells for part in _blocks(cell))
        case Code():
            yield block.words
        case Note():
            yield block.label
            yield from _blocks(block.blocks)
        case _:
            return


def _listing(block: Listing) -> Iterator[str]:
    for number, item in enumerate(block.items):
        yield _said(block.labels[number]) if block.labels else ""
        yield from _blocks(item)


def _said(line: Line) -> str:
    return words(line)
