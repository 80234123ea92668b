"""Plain text with numbers: of the paragraph or verse where one begins, and of every fifth line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from lxml import etree

from siglum.document import local
from siglum.edition import Reading
from siglum.publish import book
from siglum.publish.book import BLOCKS, B
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

SUFFIX = "txt"
_WIDTH, _EACH = 72, 5
"""How many characters a line has at most, without the numbers, and which lines have theirs."""
_NUMBERS = 14
"""How wide the columns of the numbers are, with what parts them from the text."""


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The text of a reading with numbers, under its title and label; and the same without them. Raises Failure."""
    found = book.of(made, one)
    title = " ".join(found.findtext(f"{B}head/{B}title", "").split())
    lines = list(_lines(found))
    written = "\n".join([*filter(None, (title, one.label)), "---", *lines, ""])
    said = "\n".join(line[_NUMBERS:] for line in written.partition("\n---\n")[2].split("\n"))
    return written.encode("utf-8"), OutputText(one.id, f"{one.id}.{SUFFIX}", said, "print")


def _lines(found: etree._Element) -> Iterator[str]:
    """The lines, with their numbers; those of verse follow each other, other blocks have an empty line between."""
    paragraph = line = 0
    in_verse = False
    body = found.find(f"{B}body")
    for block in () if body is None else _blocks(body):
        is_verse = local(block) == "line"
        if is_verse and block.get("n"):
            number = block.get("n", "")
        elif book.kind_of(block) in ("p", "ab") and not block.get("continued"):
            paragraph += 1
            number = block.get("n") or str(paragraph)
        else:
            number = ""
        if line and not (in_verse and is_verse):
            yield ""
        in_verse = is_verse
        words = book.words_of(block)
        for text in _wrapped(words if local(block) == "verbatim" else " ".join(words.split())):
            line += 1
            counted = str(line) if not line % _EACH else ""
            yield f"{number[:6]:>6} {counted:>5}  {text}".rstrip(" ")
            number = ""


def _wrapped(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        yield from textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """The blocks that hold words of the reading, in order."""
    for child in element:
        if local(child) not in BLOCKS or child.get("apart"):
            continue
        if any(local(inner) in BLOCKS for inner in child):
            yield from _blocks(child)
        elif book.words_of(child).strip():
            yield child
