"""The header tells what every output needs to know.

What the header does not say, no page can show: a title, who made the edition, who publishes it, under which licence,
from which source, in which language. The message names the output that suffers.

    <fileDesc><titleStmt><title/></titleStmt>…            wrong: the title is empty
    <fileDesc><titleStmt><title>Letters</title>…          right
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import XML_LANG, Document, text_of
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

_FILE = "t:teiHeader/t:fileDesc"
NEEDED = (
    (f"{_FILE}/t:titleStmt/t:title", "a title", "every page, and every citation"),
    (
        f"{_FILE}/t:titleStmt/*[self::t:author or self::t:editor or self::t:respStmt]",
        "an author, editor or respStmt",
        "citations",
    ),
    (
        f"{_FILE}/t:publicationStmt//*[self::t:publisher or self::t:authority or self::t:distributor]",
        "a publisher",
        "citations",
    ),
    (
        f"{_FILE}/t:publicationStmt//t:licence",
        "a licence",
        "the page, whose reader cannot know what may be done with it",
    ),
    (f"{_FILE}/t:sourceDesc/*", "the source of the text", "the page, and the head of the plain text"),
)
"""XPath from TEI (prefix t), what it is, which output suffers without it."""


def check(index: Index) -> Iterator[Diagnostic]:
    for document in index.documents:
        if document.root.tag != f"{{{TEI}}}TEI" or document.path in index.registers:
            continue
        for path, what, suffers in NEEDED:
            found = _all(document, path)
            if not any(text_of(element) or len(element) or element.get("target") for element in found):
                yield _missing(document, path, what, suffers)
        if not any(e.get(XML_LANG) for e in document.root.iter(f"{{{TEI}}}TEI", f"{{{TEI}}}text")):
            yield _missing(document, "", "the language of the text (xml:lang)", "hyphenation, and every screen reader")


def _missing(document: Document, path: str, what: str, suffers: str) -> Diagnostic:
    place = _nearest(document, path)
    return Diagnostic(
        "missing-header",
        f"the header lacks {what}",
        document.path,
        document.span(place),
        label=f"no {what.split(' ', 1)[1]}",
        found=None,
        help=(f"add {what}: without it suffers {suffers}",),
    )


def _nearest(document: Document, path: str) -> etree._Element:
    """The innermost element on the way that exists: the empty one itself, else where it would stand."""
    steps = path.replace("//", "/").split("/") if path else []
    while steps:
        found = _all(document, "/".join(steps))
        if found:
            return found[0]
        steps.pop()
    return document.root


def _all(document: Document, path: str) -> list[etree._Element]:
    found: Any = etree.XPath(path, namespaces={"t": TEI})(document.root)
    return list(found)
