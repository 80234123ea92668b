"""The citable units of a reading: divisions, and what is numbered and pointed at within them.

A unit is called as the block is on the pages of the edition: by its xml:id, else by the reference or place that
`publish.anchors` gives it. Two units whose names differ by capitals alone would be one file on many systems: then only
the first is a unit, as is one whose name is too long for a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from siglum import saxon
from siglum.document import XML_ID, local
from siglum.publish import names
from siglum.publish.book import joined_heading
from siglum.publish.forms.dts import places

_ANCHOR = f"{{{saxon.SOURCE}}}anchor"
_DIVISIONS = frozenset(("div", *(f"div{n}" for n in range(1, 8))))
_WORDS = etree.XPath(".//text()[not(ancestor::*[local-name() = 'note'])]")
_KINDS = {
    "front": "front", "back": "back", "lg": "stanza", "sp": "speech", "p": "paragraph", "ab": "paragraph", "l": "line",
    "head": "heading", "stage": "stage", "list": "list", "table": "table", "entry": "entry", "entryFree": "entry",
    "superEntry": "entry", "surface": "page", "line": "line", "u": "utterance",
}  # fmt: skip
"""Elements that are units, and what kind of unit each is where its @type says no other."""
_TYPED = frozenset(("lg", *_DIVISIONS))
_APART = frozenset(("note", "teiHeader", "standOff"))
"""In these nothing is a unit."""
_LONGEST_TITLE = 120
MOST_FILES = 10_000
"""How many files the units of a reading may have: hosts take so many tens of thousands for a whole site."""
_ALWAYS = 4
"""Files of each unit: its document, and what is answered about it without `down`, with 0, with -1."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A citable unit: its name, what kind of unit it is, how deep it is (from 1), the unit around it ("" for none), its
    place among the elements of the document, and its heading."""

    identifier: str
    kind: str
    level: int
    parent: str
    place: int
    title: str = ""


def of(root: etree._Element) -> list[Unit]:
    """The units of a reading whose elements have their anchors, in document order."""
    taken: set[str] = set()
    found: dict[etree._Element, Unit] = {}
    around: dict[etree._Element, Unit | None] = {}
    for place, element in enumerate(root.iter(etree.Element)):
        parent = element.getparent()
        above = None if parent is None else found.get(parent) or around[parent]
        around[element] = above
        identifier = element.get(XML_ID, "") or element.get(_ANCHOR, "")
        kind = _kind(element)
        is_free = _can_be(identifier) and identifier.casefold() not in taken
        if kind and is_free and not _is_apart(element):
            taken.add(identifier.casefold())
            level, inside = (above.level + 1, above.identifier) if above else (1, "")
            found[element] = Unit(identifier, kind, level, inside, place, _title(element))
    return list(found.values())


def depth(units: Sequence[Unit]) -> int:
    """How many levels they have."""
    return max((unit.level for unit in units), default=0)


def that_fit(units: Sequence[Unit]) -> list[Unit]:
    """The units down to the deepest level at which what is answered about them is in so many files as a reading may
    have; each level is one more `down` for each of them. What is deeper is no unit: whatever is listed is answered."""
    for deepest in range(depth(units), 0, -1):
        kept = [unit for unit in units if unit.level <= deepest]
        if len(kept) * (_ALWAYS + deepest) <= MOST_FILES:
            return kept
    return []


def kinds(units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Which kinds of unit stand in which, as a citation tree says it (`citeStructure`)."""
    tree: dict[str, Any] = {}
    within: dict[str, dict[str, Any]] = {"": tree}
    for unit in units:
        within[unit.identifier] = within[unit.parent].setdefault(unit.kind, {})
    return _structures(tree)


def _structures(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"@type": "CiteStructure", "citeType": kind, **({"citeStructure": _structures(own)} if own else {})}
        for kind, own in tree.items()
    ]


def _kind(element: etree._Element) -> str:
    name = local(element)
    if name in _TYPED and (said := " ".join(element.get("type", "").split())):
        return said
    return "division" if name in _DIVISIONS else _KINDS.get(name, "")


def _is_apart(element: etree._Element) -> bool:
    return any(local(above) in _APART for above in element.iterancestors())


def _can_be(identifier: str) -> bool:
    longest = places.navigation("r", identifier, "-100").rpartition("/")[2]
    return identifier != "" and "/" not in identifier and names.is_name(longest)


def _title(element: etree._Element) -> str:
    heads = [child for child in element.iterchildren(etree.Element) if local(child) == "head"]
    said = ""
    for head in heads if local(element) in _DIVISIONS else ():
        words: Any = _WORDS(head)
        said = joined_heading(said, " ".join("".join(words).split()))
    return said if len(said) <= _LONGEST_TITLE else f"{said[:_LONGEST_TITLE].rstrip()} …"


def fragments(root: etree._Element, units: Sequence[Unit]) -> Iterator[tuple[Unit, etree._Element]]:
    """Each unit with its element in the document, which is the one whose units they are."""
    wanted = {unit.place: unit for unit in units}
    for place, element in enumerate(root.iter(etree.Element)):
        if place in wanted:
            yield wanted[place], element
