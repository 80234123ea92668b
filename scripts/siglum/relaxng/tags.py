"""A document as it is written: cut into pieces, and tags read one by one, without making a tree.

The document is one that a parser takes for well-formed, in UTF-8. Then `<` stands nowhere but where markup begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.parsers import expat

from siglum.document.markup import in_value

_NO_TAG = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_TEXT = re.compile(rb">[ \t\r\n]*+[^<]+")
_VALUE = re.compile(rb"=[ \t\r\n]*(\"[^\"]*\"|'[^']*')")
_REPLACED = re.compile(rb"[&\t\r\n]")
_MARK = b"\0"
_LONGEST = 100_000
"""How many bytes of a tag are read: the parser of trees refuses much longer ones."""


class Doubt(Exception):
    """Something is wrong in the document, or not understood here."""


class Cut:
    """How documents are cut; `holding_data` are the names of the elements whose text is a string that matters."""

    def __init__(self, holding_data: Iterable[str]) -> None:
        names = sorted(name.encode() for name in holding_data)
        self._begun = [b"<" + name for name in names]
        choice = b"|".join(map(re.escape, names))
        self._string = re.compile(rb"<((?:%b)(?:[ \t\r\n][^<>]*+)?)(?<!/)>([^<>]+)(?=</)" % choice)

    def pieces(self, data: bytes) -> list[bytes]:
        """A document, cut where end tags begin: each piece but the first is an end tag and the start tags after it.

        A tag that text follows has lost its ">", and the text is gone. The string of an element that holds data is put
        into its start tag, behind a mark that no document contains. Raises Doubt for a document with a document type
        declaration or a CDATA section.
        """
        tags = _NO_TAG.sub(b"", data)
        if any(begun in tags for begun in self._begun):
            tags = self._string.sub(rb"<\1%b\2>" % _MARK, tags)
        tags = _TEXT.sub(b"", tags).strip()
        if b"<!" in tags:
            raise Doubt
        return tags.split(b"</")


def is_followed_by_text(tag: bytes) -> bool:
    """Whether text follows a tag."""
    return b">" not in tag


def parted(tag: bytes) -> tuple[bytes, bool, bytes]:
    """A start tag: name and attributes, whether the element is empty, the string that it holds."""
    written, _, string = tag.partition(b">")[0].partition(_MARK)
    return written.removesuffix(b"/"), written.endswith(b"/"), string


def shape(tag: bytes) -> tuple[bytes, list[bytes]]:
    """A start tag without the values of its attributes; and these, as written, in quotation marks."""
    parts = _VALUE.split(tag)
    return b"=".join(parts[::2]), parts[1::2]


class StartTag(NamedTuple):
    """A start tag: the name, the attributes in their order (names as lxml writes them), the namespaces by prefix."""

    name: str
    attributes: list[tuple[str, str]]
    namespaces: dict[str | None, str]


class Scope:
    """The namespaces declared where a tag stands, by prefix."""

    def __init__(self, namespaces: dict[str | None, str]) -> None:
        self.namespaces = namespaces
        names = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in namespaces.items()}
        declared = "".join(f' {name}="{in_value(uri)}"' for name, uri in names.items())
        self._begun = f"<scope{declared}>".encode()

    def start_tag(self, written: bytes) -> StartTag:
        """A start tag, of which name and attributes are given. Raises Doubt."""
        if len(written) > _LONGEST:
            raise Doubt
        found, namespaces = list[tuple[str, list[str]]](), dict(self.namespaces)
        reader = expat.ParserCreate("utf-8", namespace_separator="}")
        reader.ordered_attributes = True
        reader.StartElementHandler = lambda name, attributes: found.append((name, attributes))
        reader.StartNamespaceDeclHandler = lambda prefix, uri: namespaces.update({prefix: uri or ""})
        try:
            reader.Parse(b"%b<%b/></scope>" % (self._begun, written), True)
            (_, (name, given)) = found
        except (expat.ExpatError, ValueError):
            raise Doubt from None
        attributes = list(zip(map(_clark, given[::2]), given[1::2], strict=True))
        return StartTag(_clark(name), attributes, {prefix: uri for prefix, uri in namespaces.items() if uri})

    def value(self, written: bytes) -> str:
        """What the value of an attribute says."""
        if _REPLACED.search(written):
            return self.start_tag(b"value is=" + written).attributes[0][1]
        return written[1:-1].decode()

    def string(self, written: bytes) -> str:
        """What the text of an element says. Raises Doubt where references or line ends are in it."""
        if _REPLACED.search(written):
            raise Doubt
        return written.decode()


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name
