"""What a block is called on a page, where the document gives it no `xml:id`.

An anchor is decided on the document as it is encoded, before any reading is made, so that it is the same in all of
them and in every build. It is, in this order:

    1.2.3       the reference of the block in the citation system that the header declares (siglum.publish.references)
    d2.p14      the division it stands in, what it is, its number there: its @n, else its place among those of its name

A division (`div` is d) is called in the same way, or by its xml:id: `chapter2.p14`. What is called so already, by an
xml:id or by a block before it, is called otherwise: `d2.p14-2`. The place of a block is counted over all of its name in
the division, those with an xml:id too, so that an xml:id that is added moves no other anchor.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from siglum import resources
from siglum.document import XML_ID, Document, local
from siglum.tei.vocabulary import TEI

_MODELS = frozenset(
    ("document", "body", "section", "block", "title", "heading", "paragraph", "line", "list", "listItem", "label",
     "table", "row", "cell", "figure", "quotation", "cit", "description", "verbatim")
)  # fmt: skip
_ALWAYS = frozenset(
    ("p", "ab", "l", "lg", "head", "item", "note", "sp", "stage", "list", "table", "row", "cell", "figure", "u", "line",
     "zone", "surface", "entry", "entryFree", "superEntry", "sense", "div", "msDesc", "msPart", "msItem")
)  # fmt: skip
"""Blocks that have an anchor wherever they stand; others have one where no words stand beside them."""
_NEVER = frozenset(("app", "fw", "body", "group", "teiCorpus"))
_BREAKS = frozenset(("lb", "pb", "cb", "gb", "milestone"))
"""What has an anchor where it has a number."""
_DIVISIONS = frozenset(
    ("front", "back", "prologue", "epilogue", "floatingText", "note", "entry", "entryFree", "superEntry", "surface",
     "msDesc", "msPart", *(f"div{n}" for n in ("", *range(1, 8))))
)  # fmt: skip
_ONCE = frozenset(("front", "back", "msDesc"))
"""Divisions that need no number where they are the first."""
_DEEPEST = 8
"""How many divisions an anchor names."""
_NUMBER = re.compile(r"[A-Za-z0-9]+([._][A-Za-z0-9]+|-[0-9]+)*")
_OF_PAGES = re.compile(r"b[0-9]+.*|main|text|words|preview|search|query|results|count|cite")
"""Ids that a page may give to something of its own."""


def of(document: Document, references: Mapping[int, str]) -> dict[int, str]:
    """The anchors of the blocks of a document that have no xml:id, by the ordinal of the element.

    `references` are the canonical references of elements, by ordinal (see `siglum.publish.references`).
    """
    places = list(_places(document))
    numbers: dict[tuple[int, str], set[str]] = defaultdict(set)
    for place in places:
        numbers[place.division, place.name].add(place.number)
    taken = {str(xml_id) for element in document.elements if (xml_id := element.get(XML_ID))}
    counts: Counter[tuple[int, str]] = Counter()
    names = {-1: ""}
    for place in places:
        group = (place.division, place.name)
        counts[group] += 1
        if place.xml_id:
            names[place.ordinal] = place.xml_id
            continue
        if place.name in _BREAKS and not place.number:
            continue
        number = place.number or _place(counts[group], numbers[group], place.name)
        counted = ".".join(filter(None, (names[place.division], place.name + number)))
        names[place.ordinal] = next(
            name for name in _names(references.get(place.ordinal, ""), counted) if name not in taken
        )
        taken.add(names[place.ordinal])
    return {place.ordinal: names[place.ordinal] for place in places if not place.xml_id and place.ordinal in names}


class _Place:
    """A block: its ordinal, what it is called, the ordinal of the division it stands in (-1 for none)."""

    __slots__ = ("division", "name", "number", "ordinal", "xml_id")

    def __init__(self, ordinal: int, element: etree._Element, division: int) -> None:
        name = local(element)
        self.ordinal, self.division = ordinal, division
        self.name = "d" if re.fullmatch("div[1-7]?", name) else name
        self.xml_id = element.get(XML_ID, "")
        said = " ".join(element.get("n", "").split())
        self.number = said if _NUMBER.fullmatch(said) and len(said) <= 30 else ""


def _places(document: Document) -> Iterator[_Place]:
    """The blocks of a document, in order."""
    stack: list[tuple[etree._Element, int, int]] = []
    for ordinal, element in enumerate(document.elements):
        parent = element.getparent()
        while stack and stack[-1][0] is not parent:
            stack.pop()
        _, division, depth = stack[-1] if stack else (None, -1, 0 if _is_whole(element) else -1)
        if depth < 0 and (local(element) in ("text", "sourceDoc") or _is_description(element)):
            depth = 0
        if depth >= 0 and _is_block(element):
            yield _Place(ordinal, element, division)
            if depth < _DEEPEST and _is_division(element):
                division, depth = ordinal, depth + 1
        stack.append((element, division, depth))


def _is_whole(root: etree._Element) -> bool:
    """Whether a root is all text: it is no document with a header."""
    return local(root) not in ("TEI", "teiCorpus", "teiHeader", "standOff", "facsimile")


def _is_description(element: etree._Element) -> bool:
    """The description of a manuscript in a header, which a page shows."""
    parent = element.getparent()
    return local(element) == "msDesc" and parent is not None and local(parent) in ("sourceDesc", "listBibl")


def _is_division(element: etree._Element) -> bool:
    if local(element) in _DIVISIONS:
        return True
    return local(element) == "text" and any(local(above) == "group" for above in element.iterancestors())


def _is_block(element: etree._Element) -> bool:
    name = local(element)
    if name in _BREAKS:
        return "n" in element.attrib
    if name in _NEVER or name not in _blocks():
        return False
    if name == "text":
        return _is_division(element)
    return name in _ALWAYS or not _has_words_beside(element)


def _has_words_beside(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    return bool((parent.text or "").strip()) or any((child.tail or "").strip() for child in parent)


def _place(count: int, numbers: set[str], name: str) -> str:
    """The place of a block as its number, other than any number of its kind."""
    if count == 1 and name in _ONCE:
        return ""
    return next(
        said for said in (str(count), *(f"{count}.{n}" for n in range(1, len(numbers) + 2))) if said not in numbers
    )


def _names(reference: str, counted: str) -> Iterator[str]:
    if reference and not _OF_PAGES.fullmatch(reference):
        yield reference
    if reference:
        yield f"ref.{reference}"
    if not _OF_PAGES.fullmatch(counted):
        yield counted
    number = 2
    while True:
        yield f"{counted}-{number}"
        number += 1


@cache
def _blocks() -> frozenset[str]:
    """The elements that the toolkit's own models set as blocks in some place."""
    models = etree.parse(str(resources.folder("xslt") / "models" / "models.odd"))
    return frozenset(
        str(spec.get("ident"))
        for spec in models.iter(f"{{{TEI}}}elementSpec")
        if any(model.get("behaviour") in _MODELS for model in spec.iter(f"{{{TEI}}}model"))
    )
