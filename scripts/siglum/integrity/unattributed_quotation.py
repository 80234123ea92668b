"""A quotation says whose words it gives.

A reader must see who speaks. A quote names the work it comes from (@source) or stands in a cit with its reference;
direct speech names its speaker (@who).

    <quote>All is well.</quote>                        wrong: whose words?
    <quote source="work:diary">All is well.</quote>    right

Asked where a document says so of nine in ten (in the strict profile always). Words put into someone's mouth are no
quotation: write q for them. Words the author distances himself from are soCalled.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local
from siglum.edition.index import Index
from siglum.edition.practice import is_usual
from siglum.tei.prose import texts, within
from siglum.tei.vocabulary import APART, TEI


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for kind in ("quote", "said"):
        found = [e for text in texts(document) for e in text.iter(f"{{{TEI}}}{kind}") if within(e, APART) is None]
        without = [element for element in found if not _attributed(element)]
        if index.strict or is_usual(len(found) - len(without), len(without)):
            for element in without:
                yield _unattributed(document, element)


def _attributed(element: etree._Element) -> bool:
    if local(element) == "said":
        return bool(element.get("who"))
    parent = element.getparent()
    cited = (
        local(parent) == "cit"
        and parent is not None
        and any(local(child) in ("bibl", "biblStruct", "ref", "ptr") for child in parent)
    )
    return bool(element.get("source")) or cited


def _unattributed(document: Document, element: etree._Element) -> Diagnostic:
    name = local(element)
    attribute, meaning = ("who", "who speaks") if name == "said" else ("source", "which work is quoted")
    return Diagnostic(
        "unattributed-quotation",
        f"<{name}> does not say {meaning}",
        document.path,
        document.span(element),
        label=f"no @{attribute}",
        found=name,
        help=(f"add @{attribute}, or write <q> for words that are nobody’s own",),
    )
