"""Pieces of WordprocessingML: properties of paragraphs and cells, bookmarks, tabs (ECMA-376, part 1, section 17)."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree


def valued(name: str, value: str, **more: str) -> etree._Element:
    """An element with a value, and with more attributes."""
    made = OxmlElement(name)
    for key, said in {"val": value, **more}.items():
        made.set(qn(f"w:{key}"), said)
    return made


def paragraph(
    style: str, words: Iterable[etree._Element], *, from_right: bool = False, indent: int = 0, placed: str = ""
) -> etree._Element:
    """A paragraph with a style (its id; none for the usual), indented by twentieths of a point where it differs from
    its style, `placed` at the center or the end of the line."""
    made, shape = OxmlElement("w:p"), OxmlElement("w:pPr")
    shape.extend([valued("w:pStyle", style)] * bool(style))
    shape.extend([OxmlElement("w:bidi")] * from_right)
    if indent:
        shape.append(OxmlElement("w:ind"))
        shape[-1].set(qn("w:left"), str(indent))
    shape.extend([valued("w:jc", placed)] * bool(placed))
    made.append(shape)
    made.extend(words)
    return made


def cell(columns: int, merged: str, content: Iterable[etree._Element]) -> etree._Element:
    """A cell of a table, which has to end with a paragraph. `merged` is whether it begins (restart) or goes on
    (continue) over several rows."""
    made, shape = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    shape.extend([valued("w:gridSpan", str(columns))] * (columns > 1))
    shape.extend([valued("w:vMerge", merged)] * bool(merged))
    made.append(shape)
    made.extend(content)
    if made[-1].tag != qn("w:p"):
        made.append(OxmlElement("w:p"))
    return made


def bookmark(number: str, name: str) -> tuple[etree._Element, etree._Element]:
    """Where a bookmark begins and where it ends."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    return start, end


def tab() -> etree._Element:
    """A run that is a tab."""
    made = OxmlElement("w:r")
    made.append(OxmlElement("w:tab"))
    return made
