"""A document as it is written: cut into pieces, and tags read one by one, without making a tree.

The document is one that a parser takes for well-formed, in UTF-8. Then `<` stands nowhere but where markup begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from siglum.document import parser

_NO_TAG = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_TEXT = re.compile(rb">[ \t\r\n]*+[^<]+")
_VALUE = re.compile(rb"=[ \t\r\n]*(\"[^\"]*\"|'[^']*')")
_REPLACED = re.compile(rb"[&\t\r\n]")
_MARK = b"\0"
_LONGEST = 100_000
"""How many bytes of a tag are read: the parser of trees refuses much longer ones."""
_PARSER = parser("utf-8")


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


class Scope:
    """The namespaces declared where a tag stands, by prefix. Raises Doubt for what cannot be declared."""

    def __init__(self, namespaces: dict[str | None, str]) -> None:
        self.namespaces = namespaces
        try:
            around = etree.Element("scope", None, namespaces)  # type: ignore[arg-type]
        except ValueError:
            raise Doubt from None
        self._begun = etree.tostring(around).removesuffix(b"/>") + b">"

    def element(self, written: bytes) -> etree._Element:
        """The element of a start tag, of which name and attributes are given. Raises Doubt."""
        if len(written) > _LONGEST:
            raise Doubt
        try:
            return etree.fromstring(b"%b<%b/></scope>" % (self._begun, written), _PARSER)[0]
        except (etree.XMLSyntaxError, IndexError):
            raise Doubt from None

    def value(self, written: bytes) -> str:
        """What the value of an attribute says."""
        if _REPLACED.search(written):
            return self.element(b"value is=" + written).get("is", "")
        return written[1:-1].decode()

    def string(self, written: bytes) -> str:
        """What the text of an element says. Raises Doubt where references or line ends are in it."""
        if _REPLACED.search(written):
            raise Doubt
        return written.decode()
