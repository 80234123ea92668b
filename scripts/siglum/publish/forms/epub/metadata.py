"""What the package says of a book: taken from the header of its document, and from what is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from siglum.edition import Reading
from siglum.publish import labels
from siglum.publish.forms.epub.front import said
from siglum.publish.made import Made
from siglum.tei.vocabulary import TEI

_T = f"{{{TEI}}}"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=T|$)")
UNDATED = "1980-01-01T00:00:00Z"
"""When a book was changed whose header gives no date: EPUB asks for one. It is that of a file without date in a ZIP."""


def header(made: Made, one: Reading) -> etree._Element:
    """The header of the document of a reading, or an empty one."""
    found = next(made.documents[one.document].root.iter(f"{_T}teiHeader"), None)
    return etree.Element(f"{_T}teiHeader") if found is None else found


def identifier(head: etree._Element, book: etree._Element, one: Reading) -> str:
    """A UUID that stays: made (version 5, RFC 9562) from what identifies the edition, its identifiers if the header
    gives any, else its title, authors and publisher; and from the name of the reading."""
    numbers = [f"{idno.get('type', '')}:{''.join(map(str, idno.itertext())).strip()}"
               for idno in head.iterfind(f"{_T}fileDesc/{_T}publicationStmt//{_T}idno")]  # fmt: skip
    known = numbers or [text for name in ("title", "author", "publisher") for text in said(book, name)]
    return uuid5(NAMESPACE_URL, json.dumps(["siglum", known, one.id], ensure_ascii=True)).urn


def modified(head: etree._Element) -> str:
    """When the edition was last changed: the latest `change/@when` of its header, else the `@when` of its publication,
    as the first moment of what it names (`2026` is 1 January 2026); else UNDATED."""
    changes = [day for one in head.iterfind(f"{_T}revisionDesc//*[@when]") if (day := _day(one.get("when", "")))]
    changes += [day for one in head.iterfind(f"{_T}revisionDesc[@when]") if (day := _day(one.get("when", "")))]
    days = changes or [day for one in _published(head) if (day := _day(one))]
    return f"{max(days)}T00:00:00Z" if days else UNDATED


def published(head: etree._Element) -> str:
    """The date of publication as the header has it, if it is one of ISO 8601."""
    return next((one for one in _published(head) if _day(one) and len(one) <= len("2026-01-01")), "")


def _published(head: etree._Element) -> Iterator[str]:
    for one in head.iterfind(f"{_T}fileDesc/{_T}publicationStmt/{_T}date"):
        yield one.get("when", "") or "".join(map(str, one.itertext())).strip()


def _day(when: str) -> str:
    if not (found := _DATE.match(when)):
        return ""
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def access(
    language: str,
    *,
    headings: bool,
    pages: bool,
    index: bool,
    images: bool,
    described: bool,
    moving: bool,
    formulas: bool,
) -> list[tuple[str, str]]:
    """What the book says of its accessibility (EPUB Accessibility 1.1, section 2; the values are those of the
    Schema.org Accessibility Properties for Discoverability Vocabulary): only what is true of this one. It claims no
    conformance, since that takes somebody who has looked at it."""
    found = [("accessMode", "textual"), *[("accessMode", "visual")] * images]
    found.append(("accessModeSufficient", "textual" if described or not images else "textual,visual"))
    features = {
        "displayTransformability": True, "readingOrder": True, "tableOfContents": True,
        "structuralNavigation": headings, "index": index, "pageBreakMarkers": pages, "pageNavigation": pages,
        "alternativeText": described, "MathML": formulas,
    }  # fmt: skip
    found += [("accessibilityFeature", name) for name, is_so in features.items() if is_so]
    found.append(("accessibilityHazard", "unknown" if moving else "none"))
    sentences = ["book-access", *["book-access-pages"] * pages]
    sentences += ["book-access-images" if described else "book-access-no-images"] * images
    summary = " ".join(labels.word(key, language) for key in sentences)
    return [(f"schema:{name}", text) for name, text in [*found, ("accessibilitySummary", summary)]]
