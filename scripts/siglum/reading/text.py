"""What of a reading that has been set is its text, and where a word ends: the same for every output.

An output shows more than the text: notes, descriptions of what is missing, page numbers. It marks them as its own
(see `fidelity.output_differs`), so that the text can be compared.
"""

from __future__ import annotations

from lxml import etree

from siglum.document import local
from siglum.setting import SET
from siglum.tei.vocabulary import TEI

READING = "urn:siglum:reading"
_NO_TEXT = frozenset(("note", "metadata", "omit", "gap", "graphic", "index", "anchor"))
"""Behaviours of which nothing is text."""
_BESIDE = frozenset((f"{{{TEI}}}note", f"{{{TEI}}}noteGrp"))
_HEADS = frozenset(("head", "note", "pb", "lb", "cb", "milestone", "anchor"))


def is_apart(element: etree._Element, notes: bool = False) -> bool:
    """Whether an element and all that is in it is no text of the reading.

    Notes are none, wherever they stand, nor is a division of nothing but notes, nor what editors put in where the text
    is shown as it stands, nor a description within a line. With `notes`, those of the text itself are text.
    """
    if notes and (is_of_the_text(element) or is_of_the_text(element.getparent()) or is_endnotes(element)):
        return False
    if not isinstance(element.tag, str) or element.tag in _BESIDE or element.get(f"{{{READING}}}editorial"):
        return True
    if _of(element, "behaviour") in _NO_TEXT or element.tag == f"{{{SET}}}param":
        return not _is_default(element)
    if element.tag == f"{{{TEI}}}desc":
        return _of(element, "level") == "inline"
    return is_endnotes(element)


def is_of_the_text(element: etree._Element | None) -> bool:
    """Whether an element is a note that belongs to the text, and not to its edition."""
    return element is not None and element.tag in _BESIDE and element.get("type") == "authorial"


def is_endnotes(element: etree._Element) -> bool:
    """Whether an element is a division of nothing but notes."""
    names = {local(child) for child in element} - {""}
    return _of(element, "behaviour") == "section" and "note" in names and names <= _HEADS


def ends_a_word(element: etree._Element) -> bool:
    """Whether one word ends and another begins where an element begins and ends."""
    if _of(element, "level") == "block" or is_of_the_text(element) or element.tag == f"{{{TEI}}}label":
        return True
    return _of(element, "behaviour") == "break" and _of(element, "param-joins") != "true"


def is_shown(element: etree._Element) -> bool:
    """Whether an output shows an element: of the children of an alternate, one."""
    parent = element.getparent()
    if parent is None or _of(parent, "behaviour") != "alternate":
        return True
    parts = list(parent.iterchildren(etree.Element))
    return element is next(filter(_is_default, parts), parts[0])


def _is_default(element: etree._Element) -> bool:
    return element.tag == f"{{{SET}}}param" and element.get("name") == "default"


def _of(element: etree._Element, name: str) -> str:
    return element.get(f"{{{SET}}}{name}", "")
