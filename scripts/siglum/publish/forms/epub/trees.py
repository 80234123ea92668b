"""What is done to trees of lxml: text and elements put in and taken out, and nothing that followed them lost."""

from __future__ import annotations

from lxml import etree


def say(into: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def begin(around: etree._Element, child: etree._Element, after: str = "") -> None:
    """Put a child before all that an element has, with some text after it."""
    child.tail = after + (around.text or "")
    around.text = None
    around.insert(0, child)


def put_after(element: etree._Element, other: etree._Element) -> None:
    """Put another element directly behind one, before the text that follows."""
    other.tail, element.tail = element.tail, None
    element.addnext(other)


def take_out(element: etree._Element) -> None:
    """Take an element out of its tree; the text behind it stays there."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    element.tail = None
    if parent is None:
        return
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def pour(source: etree._Element, into: etree._Element) -> None:
    """Move all that an element has to the end of another."""
    say(into, source.text or "")
    source.text = None
    into.extend(list(source))


def words(element: etree._Element) -> str:
    """The text of an element, white space as one space."""
    return " ".join("".join(map(str, element.itertext(etree.Element))).split())
