"""ALTO, as libraries and OCR engines write it: pages with their blocks, lines and words.

Source: ALTO XML schema, versions 1 to 4 (Library of Congress).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from siglum.document import local
from siglum.failure import Failure
from siglum.importing.model import Text
from siglum.importing.regions import Page, Region, WrittenLine, box, corners, parsed, text_of

_NAMESPACE = re.compile(r"http://www\.loc\.gov/standards/alto/ns-v(\d+)#|http://schema\.ccs-gmbh\.com/ALTO|")
_KNOWN = ("2", "3", "4")
_MARGINS: Mapping[str, str] = {
    "TopMargin": "header", "BottomMargin": "footer", "LeftMargin": "marginalia", "RightMargin": "marginalia",
}  # fmt: skip
_SPACES = (*_MARGINS, "PrintSpace")


def read(data: bytes, name: str, first: int) -> Text:
    """The pages of a file; `first` is the number of the first among all. Raises Failure for what is no ALTO."""
    root = parsed(data, name).root
    uri = etree.QName(root).namespace or ""
    found = _NAMESPACE.fullmatch(uri)
    if found is None or local(root) != "alto":
        raise Failure(f"{name} is no ALTO: its root is <{local(root)}> in “{uri}”")
    tags = {tag.get("ID", ""): tag.get("LABEL", "") or tag.get("TYPE", "") for tag in root.iterfind("{*}Tags/*")}
    image = root.findtext("{*}Description/{*}sourceImageInformation/{*}fileName") or ""
    pages = [_page(page, image.strip(), tags) for page in root.iterfind("{*}Layout/{*}Page")]
    text = text_of(pages, first)
    if found[1] and found[1] not in _KNOWN:
        text.remarks.append(f"ALTO of version {found[1]} is not known here, and was read like version 4: compare it")
    return text


def _page(page: etree._Element, image: str, tags: Mapping[str, str]) -> Page:
    spaces = [child for child in page if local(child) in _SPACES]
    regions = tuple(region for space in spaces for region in _regions(space, _MARGINS.get(local(space), ""), tags))
    width, height = round(_number(page, "WIDTH")), round(_number(page, "HEIGHT"))
    return Page(image, width, height, page.get("PRINTED_IMG_NR", ""), regions)


def _regions(parent: etree._Element, called: str, tags: Mapping[str, str]) -> Iterator[Region]:
    """The blocks of text in a space, or in a block that is composed of others."""
    for block in parent.iterchildren(etree.Element):
        labels = [tags[tag] for tag in block.get("TAGREFS", "").split() if tags.get(tag)]
        name = labels[0] if labels else called
        if local(block) == "TextBlock":
            yield Region(block.get("ID", ""), _points(block), name, tuple(_lines(block)))
        elif local(block) == "ComposedBlock":
            yield from _regions(block, name, tags)


def _lines(block: etree._Element) -> Iterator[WrittenLine]:
    for line in block.iterchildren("{*}TextLine"):
        yield WrittenLine(line.get("ID", ""), _points(line), _words(line))


def _words(line: etree._Element) -> str:
    """What a line says: its words, a space wherever one is; a hyphen at its end belongs to the word before it."""
    said = ""
    for part in line.iterchildren(etree.Element):
        if local(part) == "String":
            said += part.get("CONTENT", "") if not said or said.endswith(" ") else f" {part.get('CONTENT', '')}"
        elif local(part) == "SP":
            said += " "
        elif local(part) == "HYP":
            said = said.rstrip(" ") + (part.get("CONTENT") or "-")
    return said


def _points(element: etree._Element) -> str:
    """The polygon of a block or line, else the rectangle around it."""
    polygon = next(element.iterfind("{*}Shape/{*}Polygon"), None)
    found = corners(polygon.get("POINTS", "")) if polygon is not None else ""
    if found or not (element.get("WIDTH") and element.get("HEIGHT")):
        return found
    return box(*(_number(element, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")))


def _number(element: etree._Element, name: str) -> float:
    value = element.get(name, "")
    return float(value) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value) else 0.0
