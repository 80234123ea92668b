"""Damage to trees: elements moved, doubled, renamed, wrapped; attributes changed; text cut."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from siglum.document import parser

VALUES = (
    "", " ", "x y", "#a", "#", "a", "%zz", "%00", "http://[x", "javascript:alert(1)", "../../../x", "/dev/zero", "x\ny", "x\x85y", "a" * 300,
    "1937-13-01", "1937", "-0001", "2000-02-30", "1" * 5000, "P1Y", "24:00:00", "1.5", "-0", "NaN", "true", "(a+)+b", "[", "a{99999999999}",
    "\\p{L}*", "urn:x", "xml", "*", "en", "x-none", "en-Latn-XX", "count(//*) = 1", "//*[", "1 to 1000", "document('x')", "💥", "\u202e", "\ufeff",
)  # fmt: skip
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ATTRIBUTES = (
    f"{_XML}id", f"{_XML}id", f"{_XML}lang", f"{_XML}base", f"{_XML}space", "n", "ref", "when", "name", "type", "mode", "href", "{urn:x}y",
)  # fmt: skip
_DEEP = (2, 10, 90, 400, 2100)

Damage = Callable[[random.Random, list[etree._Element]], None]


def damaged(chance: random.Random, data: bytes) -> bytes:
    """An XML file with one to three damages to its tree; the same file if it is no XML."""
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice(DAMAGES)(chance, list(root.iter(etree.Element)))
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "us-ascii", "utf-16"))
    written: bytes = etree.tostring(root.getroottree(), encoding=encoding)  # type: ignore[assignment]
    return written


def removed(chance: random.Random, elements: list[etree._Element]) -> None:
    """An element is missing; its text may stay."""
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is None:
        return
    if chance.random() < 0.5:
        for child in reversed(list(element)):
            parent.insert(parent.index(element), child)
    parent.remove(element)


def moved(chance: random.Random, elements: list[etree._Element]) -> None:
    """An element, or a copy of it, stands elsewhere."""
    element, place = chance.choice(elements), chance.choice(elements)
    if chance.random() < 0.5 or element in (place, *place.iterancestors()):
        element = deepcopy(element)
    place.insert(chance.randint(0, len(place)), element)


def renamed(chance: random.Random, elements: list[etree._Element]) -> None:
    """An element bears the name of another, or is of another namespace."""
    element, other = chance.choice(elements), chance.choice(elements)
    element.tag = other.tag if chance.random() < 0.8 else "{urn:other}" + etree.QName(element).localname


def wrapped(chance: random.Random, elements: list[etree._Element]) -> None:
    """An element stands in another, once or many times."""
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is None:
        return
    place, outer = parent.index(element), chance.choice(elements)
    inner = element
    for _ in range(chance.choice(_DEEP)):
        holder = etree.Element(outer.tag)
        for name, value in outer.attrib.items():
            holder.set(name, value)
        holder.append(inner)
        inner = holder
    parent.insert(place, inner)


def attribute_changed(chance: random.Random, elements: list[etree._Element]) -> None:
    """An attribute has another value: one that is strange, or of another attribute."""
    having = [element for element in elements if element.attrib]
    if not having:
        return
    element = chance.choice(having)
    element.set(chance.choice(sorted(map(str, element.attrib))), _value(chance, having))


def attribute_added(chance: random.Random, elements: list[etree._Element]) -> None:
    """An element has an attribute more: a strange one, or one of another element."""
    having = [element for element in elements if element.attrib]
    names = sorted(map(str, chance.choice(having).attrib)) if having and chance.random() < 0.6 else _ATTRIBUTES
    chance.choice(elements).set(chance.choice(names), _value(chance, having))


def attribute_removed(chance: random.Random, elements: list[etree._Element]) -> None:
    """An attribute is missing."""
    having = [element for element in elements if element.attrib]
    if having:
        element = chance.choice(having)
        del element.attrib[chance.choice(sorted(map(str, element.attrib)))]


def text_changed(chance: random.Random, elements: list[etree._Element]) -> None:
    """A text is cut, strange, or stands where there was none."""
    element = chance.choice(elements)
    text = element.text or "words"
    element.text = text[: chance.randint(0, len(text))] if chance.random() < 0.5 else _value(chance, [])


def comments(chance: random.Random, elements: list[etree._Element]) -> None:
    """A comment or an instruction divides a text."""
    element = chance.choice(elements)
    instructions = (("siglum", "off"), ("xml-model", 'href="s.rng"'))
    said = chance.choice((*instructions, None))
    node = etree.ProcessingInstruction(*said) if said else etree.Comment("c")
    element.insert(chance.randint(0, len(element)), node)


def _value(chance: random.Random, having: Sequence[etree._Element]) -> str:
    if having and chance.random() < 0.5:
        return str(chance.choice(sorted(map(str, chance.choice(having).attrib.values()))))
    return chance.choice(list(VALUES))


DAMAGES: tuple[Damage, ...] = (
    removed, moved, moved, renamed, renamed, wrapped, attribute_changed, attribute_changed, attribute_changed, attribute_added,
    attribute_added, attribute_removed, text_changed, comments,
)  # fmt: skip
"""As often as each is to be chosen."""
