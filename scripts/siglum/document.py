"""One file: its bytes, its tree, and where every tag, attribute and text run stands.

A document is parsed hardened: no network, no DTD, no entity but the predefined and character ones.
Elements are known by their ordinal, counted from 0 in document order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum import illformed, markup
from siglum.decoding import decode
from siglum.diagnostic import Diagnostic, Position, Span
from siglum.opening import read_file

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
MAX_BYTES = 1_000_000_000

Part = str | tuple[str, str] | tuple[str, int]


class Refused(Exception):
    """The content of a file is at fault, so that there is no document: `finding` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Source:
    """The bytes of a file with its text, and the way from an index in the text to line, column and byte."""

    def __init__(self, data: bytes, encoding: str, bom: int) -> None:
        self.data, self.encoding, self.bom = data, encoding, bom

    @classmethod
    def of(cls, data: bytes) -> Source:
        """The bytes of a file that may be in any encoding."""
        decoded = decode(data)
        return cls(data, decoded.encoding, decoded.bom)

    @cached_property
    def text(self) -> str:
        """The text, decoded when it is first asked for: most files are checked without. U+FFFD for what is none."""
        return self.data[self.bom :].decode(self.encoding, "replace")

    @cached_property
    def _lines(self) -> list[int]:
        starts = [0]
        starts += [m + 1 for m in _line_ends(self.text)]
        return starts

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, total = [], self.bom
        for start, end in zip(self._lines, [*self._lines[1:], len(self.text)], strict=True):
            offsets.append(total)
            total += len(self.text[start:end].encode(self.encoding, "surrogatepass"))
        return offsets

    def position(self, index: int) -> Position:
        """Line and column (from 1, code points) and byte offset of an index into the text."""
        row = bisect_right(self._lines, index) - 1
        before = self.text[self._lines[row] : index]
        offset = self._offsets[row] + len(before.encode(self.encoding, "surrogatepass"))
        return Position(row + 1, len(before) + 1, offset)

    def span(self, place: markup.Range) -> Span:
        """The span of a stretch of the text."""
        return Span(self.position(place[0]), self.position(place[1]))

    def index(self, line: int, column: int) -> int:
        """The index into the text of a line and column that count from 1, kept inside the text."""
        row = min(max(line, 1), len(self._lines)) - 1
        return min(self._lines[row] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its end."""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _line_ends(text: str) -> list[int]:
    ends, at = [], text.find("\n")
    while at != -1:
        ends.append(at)
        at = text.find("\n", at + 1)
    return ends


@dataclass(eq=False)
class Document:
    """A parsed file. `path` is as given; `root` is its lxml tree."""

    path: str
    source: Source
    root: etree._Element

    @classmethod
    def read(cls, path: str | Path) -> Document:
        """Parse a file. Raises Failure if it cannot be read, Refused if its content is at fault."""
        return cls.parse(read_file(Path(path), MAX_BYTES), str(path))

    @classmethod
    def parse(cls, data: bytes, path: str) -> Document:
        """Parse bytes. Raises Refused if they are no document that may be read."""
        decoded = decode(data)
        source = Source(data, decoded.encoding, decoded.bom)
        fault = illformed.before_parsing(source, decoded, path)
        del decoded
        if fault:
            raise Refused(fault)
        try:
            root = etree.fromstring(data, parser())
        except etree.XMLSyntaxError as error:
            raise Refused(illformed.from_parser(source, error, path)) from None
        return cls(path, source, root)

    @cached_property
    def elements(self) -> list[etree._Element]:
        """Every element, by ordinal: from 0 in document order."""
        return list(self.root.iter(etree.Element))

    @cached_property
    def ordinals(self) -> dict[etree._Element, int]:
        """Every element with its ordinal."""
        return {element: n for n, element in enumerate(self.elements)}

    @cached_property
    def tags(self) -> list[markup.Tag]:
        """Where each element stands, by ordinal; made on first use."""
        return markup.tags(self.source.text)

    def span(self, element: etree._Element, part: Part = "name") -> Span:
        """The place of a part of an element.

        `part` is "name" (in the start tag), "end-name" (in the end tag, else the start tag's),
        ("attribute", NAME) for an attribute's name, ("value", NAME) for its value without quotes
        (NAME in Clark notation; the element's name where it has no such attribute),
        or ("text", K) for the K-th text run between its child nodes, trimmed of white space.
        """
        return self.source.span(self.range(element, part))

    def token_span(self, element: etree._Element, name: str, number: int) -> Span:
        """The place of one of the words of an attribute's value, counted from 0."""
        start, end = self.range(element, ("value", name))
        words = list(re.finditer(r"[^ \t\r\n]+", self.source.text[start:end]))
        if number >= len(words):
            return self.source.span((start, end))
        return self.source.span((start + words[number].start(), start + words[number].end()))

    def stretch(self, element: etree._Element, run: int, start: int, end: int) -> Span:
        """The place of the characters from `start` to `end` (exclusive) of a text run, counted as a parser gives
        them."""
        place = self.tags[self.ordinals[element]].runs[run]
        at = [*markup.characters(self.source.text, place), place[1]]
        last = len(at) - 1
        return self.source.span((at[min(start, last)], at[min(end, last)]))

    def tag_at(self, position: Position) -> int | None:
        """The ordinal of the element whose start tag holds a position; None where none does."""
        index = self.source.index(position.line, position.column)
        ordinal = bisect_right(self.tags, index, key=lambda tag: tag.start[0]) - 1
        return ordinal if ordinal >= 0 and index < self.tags[ordinal].start[1] else None

    def around(self, position: Position) -> int | None:
        """The ordinal of the innermost element that holds a position; None outside of the root."""
        index = self.source.index(position.line, position.column)
        last = bisect_right(self.tags, index, key=lambda tag: tag.start[0]) - 1
        if last < 0:
            return None
        for element in (self.elements[last], *self.elements[last].iterancestors()):
            tag = self.tags[self.ordinals[element]]
            if index < (tag.end_name or tag.start)[1]:
                return self.ordinals[element]
        return None

    def range(self, element: etree._Element, part: Part) -> markup.Range:
        """The same as indices into the text."""
        tag = self.tags[self.ordinals[element]]
        if part == "end-name":
            return tag.end_name or tag.name
        if part == "name" or isinstance(part, str):
            return tag.name
        kind, which = part
        if kind == "text":
            assert isinstance(which, int)
            return self._trimmed(tag.runs[which]) if which < len(tag.runs) else tag.name
        for name, name_range, value_range in markup.attributes(self.source.text, tag):
            if _clark(name, element) == which:
                return name_range if kind == "attribute" else value_range
        return tag.name

    def _trimmed(self, place: markup.Range) -> markup.Range:
        start, end = place
        run = self.source.text[start:end]
        inner = run.strip(" \t\r\n")
        if not inner:
            return place
        lead = len(run) - len(run.lstrip(" \t\r\n"))
        return start + lead, start + lead + len(inner)


def runs(element: etree._Element) -> list[str]:
    """The text runs of an element, between its child nodes (comments and processing instructions count as nodes)."""
    return [element.text or "", *(child.tail or "" for child in element)]


def _clark(name: str, element: etree._Element) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    uri = XML_NAMESPACE if prefix == "xml" else element.nsmap.get(prefix, "")
    return f"{{{uri}}}{local}"


def parser() -> etree.XMLParser:
    """A parser that reads nothing but the bytes it is given."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        attribute_defaults=False, huge_tree=True, collect_ids=False, remove_blank_text=False,
    )  # fmt: skip
