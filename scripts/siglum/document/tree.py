"""One file: its bytes, its tree, and where every tag, attribute and text run stands.

A document is parsed hardened: no network, no DTD, no entity but the predefined and character ones. What is looked at
before is what the parser then sees: the text, as it was decoded here, in UTF-8.
Elements are known by their ordinal, counted from 0 in document order.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from lxml import etree

from siglum.diagnostic import Diagnostic, Node, Part, Span
from siglum.document import entities, markup, refusals
from siglum.document.constants import MOST_BYTES, XML_NAMESPACE
from siglum.document.decoding import decode
from siglum.document.refusals import Refused
from siglum.document.source import Source
from siglum.opening import read_file

XML_ID = f"{{{XML_NAMESPACE}}}id"
XML_LANG = f"{{{XML_NAMESPACE}}}lang"
XML_BASE = f"{{{XML_NAMESPACE}}}base"
_BEFORE = etree.XPath("count(preceding::*) + count(ancestor::*)")
_WORD = re.compile(r"[^ \t\r\n]+")
_FEW = 8
"""How many ordinals are counted out by themselves, before all elements are."""


@dataclass(eq=False)
class Document:
    """A parsed file. `path` is as given; `root` is its lxml tree.

    `included` says of the elements that stand in other files, and were brought in from there, in which, and their
    ordinals in these; `moved` are those whose text runs are other than in the file because of that; `incomplete` says
    whether something is missing that should have been brought in. `troubles` are what is to be said of that and of the
    document type declaration; `lengths` how many characters each entity stands for.
    """

    path: str
    source: Source
    root: etree._Element
    included: dict[etree._Element, tuple[Document, int]] = field(default_factory=dict, init=False, repr=False)
    moved: set[etree._Element] = field(default_factory=set, init=False, repr=False)
    incomplete: bool = field(default=False, init=False)
    troubles: list[Diagnostic] = field(default_factory=list, init=False, repr=False)
    lengths: dict[str, int] = field(default_factory=dict, init=False, repr=False)
    _run: tuple[markup.Range, list[int]] | None = field(default=None, init=False, repr=False)
    _value: tuple[etree._Element, str, list[markup.Range]] | None = field(default=None, init=False, repr=False)
    _counted: int = field(default=0, init=False, repr=False)
    _looked_through: int = field(default=0, init=False, repr=False)
    """How many characters were looked through for single elements: beyond the whole file, all are found at once."""

    @classmethod
    def read(cls, path: str | Path, name: str = "") -> Document:
        """Parse a file. `name` is its path as findings give it, where that is another than the one it is read from.

        Raises Failure if it cannot be read, Refused if its content is at fault.
        """
        return cls.parse(read_file(Path(path), MOST_BYTES), name or str(path))

    @classmethod
    def parse(cls, data: bytes, path: str) -> Document:
        """Parse bytes. Raises Refused if they are no document that may be read."""
        decoded = decode(data)
        source = Source(data, decoded.encoding, decoded.bom)
        fault = refusals.before_parsing(source, decoded, path)
        if fault:
            raise Refused(fault)
        doctype = markup.doctype(decoded.text)
        if doctype:
            return cls._declaring(source, doctype, path)
        if decoded.encoding != "utf-8" or decoded.bom:
            data = decoded.text.encode("utf-8")
        del decoded
        return cls._parsed(source, data, path)

    @classmethod
    def _parsed(cls, source: Source, data: bytes, path: str) -> Document:
        """The document of a text in UTF-8, in which no entity is declared."""
        try:
            root = tree_of(data)
        except etree.XMLSyntaxError as error:
            raise Refused(refusals.from_parser(source, error, path)) from None
        fault = refusals.after_parsing(source, root, path)
        if fault:
            raise Refused(fault)
        return cls(path, source, root)

    @classmethod
    def _declaring(cls, source: Source, doctype: markup.Range, path: str) -> Document:
        """A document with a document type declaration: its entities are characters, and nothing else of it counts."""
        found = entities.declared(source.text, doctype)
        try:
            text, troubles = entities.without(source, doctype, found, path)
        except entities.Excess as excess:
            raise Refused(refusals.asks_too_much(source, excess, path)) from None
        document = cls._parsed(source, text.encode("utf-8"), path)
        document.troubles += troubles
        document.lengths.update({name: len(characters) for name, characters in found.expansions.items()})
        return document

    @cached_property
    def own(self) -> list[etree._Element]:
        """The elements that stand in this file, by ordinal: what it includes from others is none of them."""
        return list(self.root.iter(etree.Element))

    @cached_property
    def _ordinals(self) -> dict[etree._Element, int]:
        return {element: n for n, element in enumerate(self.own)}

    def home(self, element: etree._Element) -> Document:
        """The file in which an element stands: this one, or one that it includes."""
        return self.included[element][0] if element in self.included else self

    def ordinal(self, element: etree._Element) -> int:
        """The ordinal of an element among those of the file in which it stands."""
        if element in self.included:
            return self.included[element][1]
        if "own" in self.__dict__ or self._counted > _FEW:
            return self._ordinals[element]
        self._counted += 1
        return int(cast("float", _BEFORE(element)))

    @property
    def parts(self) -> list[Document]:
        """The files that this one includes."""
        return list(dict.fromkeys(part for part, _ in self.included.values()))

    @cached_property
    def lines(self) -> list[int]:
        """The line of each element that stands in this file, by ordinal."""
        found, line, at = [], 1, 0
        text = self.source.text
        for tag in self.tags:
            line += text.count("\n", at, tag.name[0])
            at = tag.name[0]
            found.append(line)
        return found

    @cached_property
    def elements(self) -> list[etree._Element]:
        """Every element in document order, those that other files bring in as well."""
        return list(self.root.iter(etree.Element)) if self.included or self.incomplete else self.own

    @cached_property
    def tags(self) -> list[markup.Tag]:
        """Where each element that stands in this file does so, by ordinal; made on first use."""
        return markup.tags(self.source.text)

    @cached_property
    def _starts(self) -> list[int]:
        return markup.starts(self.source.text)

    def span(self, element: etree._Element, part: Part = "name") -> Span:
        """The place of a part of an element.

        `part` is "name" (in the start tag), "end-name" (in the end tag, else the start tag's),
        ("attribute", NAME) for an attribute's name, ("value", NAME) for its value without quotes
        (NAME in Clark notation; the element's name where it has no such attribute),
        or ("text", K) for the K-th text run between its child nodes, trimmed of white space.
        """
        home = self.home(element)
        return Span.at(self._node(element, part), lambda: home.source.span(self.range(element, part)))

    def _node(self, element: etree._Element, part: Part) -> Node:
        return Node(self.home(element).path, self.ordinal(element), part)

    def tag(self, element: etree._Element) -> markup.Tag:
        """Where an element stands, in the text of its file."""
        home, ordinal = self.home(element), self.ordinal(element)
        if "tags" not in home.__dict__ and home._looked_through < len(home.source.text):
            tag = markup.tags(home.source.text, home._starts[ordinal])[0]
            home._looked_through += (tag.end_name or tag.start)[1] - tag.start[0]
            return tag
        return home.tags[ordinal]

    def start_tag(self, element: etree._Element) -> markup.Tag:
        """Where the start tag of an element stands, in the text of its file; of the rest nothing is said."""
        home, ordinal = self.home(element), self.ordinal(element)
        if "tags" in home.__dict__:
            return home.tags[ordinal]
        return markup.start_tag(home.source.text, home._starts[ordinal])

    def token_span(self, element: etree._Element, name: str, number: int) -> Span:
        """The place of one of the words of an attribute's value, counted from 0."""
        return Span.at(self._node(element, ("value", name)), lambda: self._token(element, name, number))

    def _token(self, element: etree._Element, name: str, number: int) -> Span:
        words = self._words(element, name)
        return self.home(element).source.span(words[number if number < len(words) else -1])

    def _words(self, element: etree._Element, name: str) -> list[markup.Range]:
        """Where each word of an attribute's value stands, and last the whole; kept for the next place in that value."""
        if self._value is None or self._value[:2] != (element, name):
            start, end = self.range(element, ("value", name))
            words = (word.span() for word in _WORD.finditer(self.home(element).source.text, start, end))
            self._value = (element, name, [*words, (start, end)])
        return self._value[2]

    def stretch(self, element: etree._Element, run: int, start: int, end: int) -> Span:
        """The place of the characters from `start` to `end` (exclusive) of a text run, counted as a parser gives
        them."""
        return Span.at(self._node(element, ("text", run)), lambda: self._stretch(element, run, start, end))

    def _stretch(self, element: etree._Element, run: int, start: int, end: int) -> Span:
        home, runs = self.home(element), self.tag(element).runs
        if element in self.moved or run >= len(runs):
            return home.source.span(self.tag(element).name)
        at = home._characters(runs[run])
        last = len(at) - 1
        start, end = min(start, last), min(end, last)
        while start < end < last and at[end] == at[end - 1]:  # in the midst of what an entity stands for
            end += 1
        return home.source.span((at[start], at[end]))

    def _characters(self, place: markup.Range) -> list[int]:
        """Where each character of a text run stands, and its end; kept for the next place in the same run."""
        if self._run is None or self._run[0] != place:
            self._run = (place, [*markup.characters(self.source.text, place, self.lengths), place[1]])
        return self._run[1]

    def range(self, element: etree._Element, part: Part) -> markup.Range:
        """The same as indices into the text of its file."""
        home = self.home(element)
        if part == "end-name":
            tag = self.tag(element)
            return tag.end_name or tag.name
        if part == "name" or isinstance(part, str):
            return self.start_tag(element).name
        kind, which = part
        if kind == "text":
            assert isinstance(which, int)
            tag = self.tag(element)
            there = which < len(tag.runs) and element not in self.moved
            return home._trimmed(tag.runs[which]) if there else tag.name
        tag = self.start_tag(element)
        for name, name_range, value_range in markup.attributes(home.source.text, tag):
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


def local(element: etree._Element | None) -> str:
    """The local name of an element; "" for none, and for a comment or processing instruction."""
    return "" if element is None or not isinstance(element.tag, str) else element.tag.rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """The text of an element, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def free_id(name: str, *taken: Container[str]) -> str:
    """An id like another that nothing has: the same with the next number."""
    base, number = re.sub(r"-\d{1,9}$", "", name), 2
    while any(f"{base}-{number}" in names for names in taken):
        number += 1
    return f"{base}-{number}"


def _clark(name: str, element: etree._Element) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    uri = XML_NAMESPACE if prefix == "xml" else element.nsmap.get(prefix, "")
    return f"{{{uri}}}{local}"


class _Nothing(etree.Resolver):
    """What a parser is given for whatever it would load: an empty text. It would open a DTD, in spite of `load_dtd`,
    as soon as it is told to collect no ids."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        return self.resolve_string("", context, base_url=None)


def tree_of(data: bytes) -> etree._Element:
    """The tree of a document in UTF-8. Raises XMLSyntaxError, for a prefix that is bound to nothing too: libxml2
    forgets that one as soon as it meets something that is no fault (an xml:space with another value)."""
    made = parser("utf-8")
    root = etree.fromstring(data, made)
    for one in made.error_log.filter_types(etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE):
        raise etree.XMLSyntaxError(one.message, one.type, one.line, one.column)  # type: ignore[call-arg]
    return root


def parser(encoding: str | None = None) -> etree.XMLParser:
    """A parser that reads nothing but the bytes it is given: in `encoding`, if it is named, whatever they declare."""
    made = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=True,
        collect_ids=False,
        remove_blank_text=False,
    )
    made.resolvers.add(_Nothing())
    return made
