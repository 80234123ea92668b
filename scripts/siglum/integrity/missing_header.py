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

from siglum.diagnostic import Cause, Diagnostic
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


_PROSE = (f"{_FILE}/t:publicationStmt/t:p", f"{_FILE}/t:publicationStmt/t:ab")
"""Where a header may say in prose who publishes it, and under which licence."""


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if document.root.tag != f"{{{TEI}}}TEI" or document.path in index.registers:
        return
    prose = not index.strict and any(text_of(p) for path in _PROSE for p in _all(document, path))
    for path, what, suffers in NEEDED:
        if prose and "publicationStmt" in path:
            continue
        found = _all(document, path)
        if not index.strict and path.endswith("licence"):
            found += _all(document, f"{_FILE}/t:publicationStmt//t:availability")
        if not any(text_of(element) or len(element) or element.get("target") for element in found):
            yield _missing(document, path, what, suffers)
    if not _language(document, index.strict):
        yield _missing(document, "", "the language of the text (xml:lang)", "hyphenation, and every screen reader")


def _language(document: Document, strict: bool) -> bool:
    """Whether some element of the text says its language; or, less strictly, the header."""
    if any(e.get(XML_LANG) for e in document.root.iter(f"{{{TEI}}}TEI", f"{{{TEI}}}text")):
        return True
    if strict:
        return False
    said = any(e.get(XML_LANG) for e in document.root.iter(f"{{{TEI}}}body", f"{{{TEI}}}div", f"{{{TEI}}}sourceDoc"))
    named = document.root.iter(f"{{{TEI}}}language", f"{{{TEI}}}textLang")
    return said or any(e.get("ident") or e.get("mainLang") for e in named)


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
        cause=Cause(("header", what), f"headers lack {what}", "here too"),
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
