"""Registers: files and parts of files that hold entries, at which the texts of an edition point.

A `standOff` is a register. So is a text that is nothing but lists of entries, in divisions or not, with their headings;
what is a list in the back of a letter, or beside a paragraph, belongs to that text and is read there. Of a file that
siglum.toml names among the registers, a text that holds entries is one whatever else stands in it.

    <text><body><div><head>Persons</head><listPerson>…</listPerson></div></body></text>

Source: TEI P5 Guidelines, sections 14.3 (Biographical and Prosopographical Data) and 17.10 (The standOff Container).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.document import XML_ID, local, text_of
from siglum.tei.vocabulary import ENTRIES, TEI

LISTS = frozenset(("listPerson", "listOrg", "listPlace", "listEvent", "listBibl"))
"""The lists of entries that a page of a register has."""
_AROUND = frozenset(("text", "front", "body", "back", "div", *(f"div{n}" for n in range(1, 8))))
"""What holds lists and says nothing itself."""
_STAND_OFF = f"{{{TEI}}}standOff"
_TEXT = f"{{{TEI}}}text"
_READ = frozenset(("sourceDoc", "facsimile", "text", "TEI"))
"""What a file is read for."""
_EMPTY = frozenset(("p", "ab"))


def is_register(root: etree._Element) -> bool:
    """Whether a document (its root) is nothing but a register: its text is, or it has no words beside its standOff."""
    parts = [child for child in root.iterchildren(etree.Element) if local(child) in _READ]
    if local(root) != "TEI" or [local(child) for child in parts] not in ([], ["text"]):
        return False
    if parts and not _is_empty(parts[0]):
        return _only_lists(parts[0]) and _has_entries(parts[0])
    described = any(local(element) == "msDesc" for element in root.iter(etree.Element))
    return not described and any(map(_has_entries, root.iterchildren(_STAND_OFF)))


def stand_offs(root: etree._Element, *, register: bool) -> Iterator[etree._Element]:
    """The elements of a document in which its entries stand; of a `register` a text that holds any is one."""
    yield from root.iter(_STAND_OFF)
    if register:
        yield from with_entries(root)


def with_entries(root: etree._Element) -> Iterator[etree._Element]:
    """The text of a document, if it holds entries."""
    return filter(_has_entries, root.iterchildren(_TEXT))


def set_apart(root: etree._Element) -> None:
    """Make of the text of a register a standOff with its lists, as if they had been written there."""
    for text in list(with_entries(root)):
        text.tag = _STAND_OFF
        _unwrap(text)


def _unwrap(around: etree._Element) -> None:
    """Put in the place of what holds lists the lists themselves."""
    for child in list(around.iterchildren(etree.Element)):
        if local(child) in _AROUND:
            _unwrap(child)
            at = around.index(child)
            around[at : at + 1] = list(child)


def _only_lists(around: etree._Element) -> bool:
    """Whether an element holds nothing but lists of entries, with headings."""
    said = (around.text or "", *(child.tail or "" for child in around))
    return not any(map(str.strip, said)) and all(
        local(child) in LISTS | {"head"} or (local(child) in _AROUND and _only_lists(child))
        for child in around.iterchildren(etree.Element)
    )


def _is_empty(text: etree._Element) -> bool:
    """Whether a text is there only because the schema asks for one."""
    return not text_of(text) and all(local(child) in _AROUND | _EMPTY for child in text.iterdescendants(etree.Element))


def _has_entries(around: etree._Element) -> bool:
    return any(local(element) in ENTRIES and XML_ID in element.attrib for element in around.iter(etree.Element))
