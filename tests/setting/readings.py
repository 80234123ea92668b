"""What the tests ask of a reading that has been set: its words, with a stroke wherever a block begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum import saxon, setting
from siglum.document import Document

SET = "{urn:siglum:set}"
SOURCE = "{urn:siglum:source}"


def tei(xml: str) -> str:
    """A fragment without namespaces as TEI, as a reading comes: with the marks of its places, on one line."""
    root = etree.fromstring(xml)
    made = (
        xml if root.nsmap.get(None) else re.sub(r"^<([\w-]+)", r'<\1 xmlns="http://www.tei-c.org/ns/1.0"', xml.strip())
    )
    return saxon.serialised(Document.parse(made.encode(), "t.xml"))


def odd(specs: str, path: str = "t.odd") -> str:
    """An ODD with some specifications, the first on line 1, as `odd.read` gives it."""
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="t">{specs}</schemaSpec></body></text></TEI>'
    return saxon.serialised(Document.parse(text.encode(), path))


def set_(xml: str, specs: str = "", medium: setting.Medium = "web") -> etree._Element:
    """A fragment, set, as a tree."""
    models = setting.models(odd(specs)) if specs else setting.models()
    return etree.fromstring(setting.set_reading(tei(xml), models, medium).tei.encode())


def words(root: etree._Element) -> str:
    """The text of a set reading as an output would print it: blocks parted by a stroke, white space collapsed."""
    whole = "".join(_said(root))
    return re.sub(r"( ?\| ?)+", "|", re.sub(r"\s+", " ", whole)).strip("| ")


def _said(element: etree._Element) -> Iterator[str]:
    block = element.get(f"{SET}level") == "block"
    yield "|" if block else ""
    if element.get(f"{SET}behaviour") == "break" and not block and not element.get(f"{SET}param-joins"):
        yield " "
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""
    yield "|" if block else ""


def without_marks(root: etree._Element) -> etree._Element:
    """The same tree without the marks of places in the source."""
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if str(name).startswith(SOURCE)]:
            del element.attrib[name]
    etree.cleanup_namespaces(root)
    return root
