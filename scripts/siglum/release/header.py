"""The version in the header of a document.

`edition/@n` says which edition a file is (TEI P5 Guidelines, section 2.2.2, The Edition Statement); a `change` in
`revisionDesc`, with @n and @when, says when it became that (section 2.6, The Revision Description). Nothing else of the
file changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from siglum.document import Document
from siglum.failure import Failure
from siglum.tei.vocabulary import TEI

Edit = tuple[int, int, str]
"""Where a stretch of the text begins and ends, and what takes its place."""
_TEI = f"{{{TEI}}}"


def released(document: Document, version: str, date: str, who: str) -> bytes:
    """The document with a version in its header; `who` points to whoever is responsible, "" for nobody.

    Raises Failure where the header has no place for it, or that version already.
    """
    header = document.root.find(f"{_TEI}teiHeader")
    if header is None:
        raise _without(document, "has no teiHeader of its own", "give it one, with a titleStmt")
    edits = [*_edition(document, header, version, date), *_change(document, header, version, date, who)]
    source = document.source
    text, newline = source.text, "\r\n" if "\r\n" in source.text else "\n"
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new.replace("\n", newline) + text[end:]
    return source.data[: source.bom] + text.encode(source.encoding, "xmlcharrefreplace")


def _edition(document: Document, header: etree._Element, version: str, date: str) -> Iterator[Edit]:
    statement = header.find(f"{_TEI}fileDesc/{_TEI}editionStmt")
    title = header.find(f"{_TEI}fileDesc/{_TEI}titleStmt")
    if statement is None and title is None:
        raise _without(document, "has no titleStmt", "give it one")
    if statement is None:
        assert title is not None
        lead, inner = _leads(document, title)
        end = _end(document, title)
        own = _named(title, "edition")
        element = f"<{own} n={quoteattr(version)}>Version {escape(version)}</{own}>"
        name = _named(title, "editionStmt")
        yield end, end, f"{lead}<{name}>{inner}{element}{lead}</{name}>"
        return
    edition = statement.find(f"{_TEI}edition")
    if edition is None:
        raise _without(document, "says in prose which edition it is", 'write <edition n="…">, with the words in it')
    yield from _numbered(document, edition, version, date)


def _numbered(document: Document, edition: etree._Element, version: str, date: str) -> Iterator[Edit]:
    """The number of an edition in its attribute, and where its words or its date name it."""
    old = edition.get("n", "")
    if old == version:
        raise Failure(f"{document.path} is version {version} already (edition/@n): give another version")
    if "n" in edition.attrib:
        start, end = document.range(edition, ("value", "n"))
        yield start, end, escape(version)
    else:
        at = document.range(edition, "name")[1]
        yield at, at, f" n={quoteattr(version)}"
    if old:
        for start, end in document.tag(edition).runs:
            for found in re.finditer(rf"(?<=[Vv]ersion ){re.escape(old)}(?![\w.]*\w)", document.source.text[start:end]):
                yield start + found.start(), start + found.end(), escape(version)
    for element in edition.iter(f"{_TEI}date"):
        when = element.get("when", "")
        if when:
            start, end = document.range(element, ("value", "when"))
            yield start, end, date
            if (element.text or "").strip() == when and not len(element):
                start, end = document.range(element, ("text", 0))
                yield start, end, date


def _change(document: Document, header: etree._Element, version: str, date: str, who: str) -> Iterator[Edit]:
    history = header.find(f"{_TEI}revisionDesc")
    inside = history if history is not None else header
    name = _named(inside, "change")
    by = f" who={quoteattr(who)}" if who else ""
    element = f"<{name} when={quoteattr(date)} n={quoteattr(version)}{by}>Version {escape(version)}.</{name}>"
    if history is None:
        last = header[-1] if len(header) else None
        if last is None:
            raise _without(document, "has an empty teiHeader", "give it a titleStmt")
        lead, inner = _leads(document, last)
        end = _end(document, last)
        outer = _named(header, "revisionDesc")
        yield end, end, f"{lead}<{outer}>{inner}{element}{lead}</{outer}>"
        return
    changes = list(history.iter(f"{_TEI}change"))
    if not changes:
        raise _without(document, "has a revisionDesc without <change>", 'write its changes as <change when="…">')
    if any(change.get("n") == version for change in changes):
        raise Failure(f"{document.path} has been version {version} (change/@n): give another version")
    siblings = list(changes[0].getparent().iterchildren(f"{_TEI}change"))  # type: ignore[union-attr]
    if siblings[0].get("when", "") < siblings[-1].get("when", ""):
        end = _end(document, siblings[-1])
        yield end, end, f"{_leads(document, siblings[-1])[0]}{element}"
    else:
        start = document.tag(siblings[0]).start[0]
        yield start, start, f"{element}{_leads(document, siblings[0])[0]}"


def _end(document: Document, element: etree._Element) -> int:
    """Where an element ends in the text of its file."""
    tag = document.tag(element)
    return document.source.text.index(">", tag.end_name[1]) + 1 if tag.end_name else tag.start[1]


def _leads(document: Document, element: etree._Element) -> tuple[str, str]:
    """What stands between an element that begins a line and a sibling on the next line; and a child. Else nothing."""
    start = document.tag(element).start[0]
    before = document.source.text[:start].rpartition("\n")[2]
    return ("", "") if before.strip() else (f"\n{before}", f"\n{before}  ")


def _named(element: etree._Element, name: str) -> str:
    """The name of an element of TEI, with the prefix of one beside or above it."""
    return f"{element.prefix}:{name}" if element.prefix else name


def _without(document: Document, lack: str, advice: str) -> Failure:
    return Failure(f"{document.path} {lack}, where the version would stand: {advice}")
