"""What of a TEI file is the text itself, and what stands beside it.

Editorial matter (notes, descriptions, the back matter, metadata) says something about the text and is none of it.
Source: TEI P5 Guidelines, sections 3.4 (Simple Editorial Changes), 4 (Default Text Structure) and 12 (Critical
Apparatus).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.document import Document, local, runs
from siglum.tei.vocabulary import APART, TEI


@dataclass(frozen=True, slots=True, eq=False)
class TextRun:
    """A text run: the `number`-th (from 0) between the child nodes of an element, with `text` as a parser gives it."""

    document: Document
    element: etree._Element
    number: int
    text: str


def texts(document: Document) -> list[etree._Element]:
    """The text elements of a file, outermost only."""
    tag = f"{{{TEI}}}text"
    return [e for e in document.root.iter(tag) if not any(a.tag == tag for a in e.iterancestors())]


def text_runs(document: Document) -> Iterator[TextRun]:
    """The runs of the text itself, in order; those of editorial matter are left out."""
    for text in texts(document):
        yield from _runs(document, text)


def _runs(document: Document, top: etree._Element) -> Iterator[TextRun]:
    """Depth first, without recursion: a run, then the child after it."""
    stack = [(top, runs(top), 0)]
    while stack:
        element, own, number = stack.pop()
        if own[number]:
            yield TextRun(document, element, number, own[number])
        if number < len(element):
            stack.append((element, own, number + 1))
            child = element[number]
            if isinstance(child.tag, str) and local(child) not in APART:
                stack.append((child, runs(child), 0))


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """The element, then its ancestors, innermost first."""
    yield element
    yield from element.iterancestors()


def within(element: etree._Element, names: frozenset[str]) -> etree._Element | None:
    """The innermost of the element and its ancestors that has one of the names."""
    return next((e for e in ancestors(element) if local(e) in names), None)
