"""PAGE XML, as Transkribus, eScriptorium and OCR-D write it: a page with its regions, lines and what they say.

Source: PAGE content schema, versions 2009-03-16 to 2019-07-15 (PRImA Research Lab).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from siglum.document import local
from siglum.failure import Failure
from siglum.importing.model import Text
from siglum.importing.regions import Page, Region, WrittenLine, corners, parsed, text_of

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"
_KNOWN = frozenset((
    "2009-03-16", "2010-01-12", "2010-03-19", "2013-07-15", "2016-07-15", "2017-07-15", "2018-07-15", "2019-07-15",
))  # fmt: skip
_ORDER = re.compile(r"readingOrder\s*\{[^}]*?index\s*:\s*(\d+)")
_TYPE = re.compile(r"structure\s*\{[^}]*?type\s*:\s*([\w\-:]+)")
_REGIONS = frozenset(("TextRegion", "TableRegion", "TableCell"))


def read(data: bytes, name: str, first: int) -> Text:
    """The pages of a file; `first` is the number of the first among all. Raises Failure for what is no PAGE XML."""
    root = parsed(data, name).root
    uri = etree.QName(root).namespace or ""
    if not uri.startswith(NAMESPACE) or local(root) != "PcGts":
        raise Failure(f"{name} is no PAGE XML: its root is <{local(root)}> in “{uri}”, not <PcGts> in {NAMESPACE}…")
    text = text_of([_page(page) for page in root.iterchildren(f"{{{uri}}}Page")], first)
    version = uri.removeprefix(NAMESPACE)
    if version not in _KNOWN:
        text.remarks.append(f"PAGE XML of {version} is not known here, and was read like that of 2019: compare it")
    return text


def _page(page: etree._Element) -> Page:
    regions = _in_order(page, [child for child in page if local(child) in _REGIONS])
    return Page(
        page.get("imageFilename", ""),
        _number(page.get("imageWidth")),
        _number(page.get("imageHeight")),
        "",
        tuple(part for region in regions for part in _regions(region)),
    )


def _in_order(page: etree._Element, regions: list[etree._Element]) -> list[etree._Element]:
    """Regions in the order in which they are read: that of ReadingOrder, else what each says, else as they stand."""
    order = {ref: number for number, ref in enumerate(_references(page))}
    if not order:
        return _by_index(regions)
    return sorted(regions, key=lambda region: order.get(region.get("id", ""), len(order)))


def _references(page: etree._Element) -> Iterator[str]:
    """The regions that ReadingOrder names, groups within groups."""
    for order in page.iterchildren("{*}ReadingOrder"):
        stack = list(order)[::-1]
        while stack:
            node = stack.pop()
            if node.get("regionRef"):
                yield node.get("regionRef", "")
            children = [child for child in node if isinstance(child.tag, str)]
            stack += sorted(children, key=lambda child: _number(child.get("index")), reverse=True)


def _by_index(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Elements by the index that `custom` gives, if each has one; else as they stand."""
    found = list(elements)
    indices = [int(index[1]) for element in found if (index := _ORDER.search(element.get("custom", "")))]
    if len(indices) < len(found):
        return found
    return [found[number] for number in sorted(range(len(found)), key=indices.__getitem__)]


def _regions(region: etree._Element) -> Iterator[Region]:
    """A region, then those within it."""
    lines = _by_index(region.iterchildren("{*}TextLine"))
    structure = _TYPE.search(region.get("custom", ""))
    called = structure[1] if structure else region.get("type", "")
    own = tuple(WrittenLine(line.get("id", ""), _points(line), _words(line)) for line in lines)
    if not own and _words(region):
        own = tuple(WrittenLine("", "", words) for words in _words(region).splitlines())
    yield Region(region.get("id", ""), _points(region), called, own)
    for inner in _in_order(region, [child for child in region if local(child) in _REGIONS]):
        yield from _regions(inner)


def _points(element: etree._Element) -> str:
    coords = next(element.iterchildren("{*}Coords"), None)
    if coords is None:
        return ""
    listed = " ".join(f"{point.get('x')},{point.get('y')}" for point in coords.iterchildren("{*}Point"))
    return corners(coords.get("points", "") or listed)


def _words(element: etree._Element) -> str:
    """What a line says: of several readings the first; where it has none of its own, its words."""
    equivalents = sorted(element.iterchildren("{*}TextEquiv"), key=lambda equiv: _number(equiv.get("index")))
    for equiv in equivalents:
        said = next(equiv.iterchildren("{*}Unicode"), None)
        if said is not None and (said.text or "").strip():
            return said.text or ""
    if local(element) != "TextLine":
        return ""
    return " ".join(filter(None, (_words_of(word) for word in element.iterchildren("{*}Word"))))


def _words_of(word: etree._Element) -> str:
    unicode = next(word.iterfind("{*}TextEquiv/{*}Unicode"), None)
    return (unicode.text or "").strip() if unicode is not None else ""


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
