"""What is cited has an address.

A citation of a page says where the page is: BibTeX, RIS and CSL-JSON, the metadata that catalogues read, the link that
stays. All of it begins with the address at which the edition is published, which siglum.toml knows (`address`), or the
header of the document.

    <publicationStmt><date when="2024"/>…                                         wrong: nobody is told where
    <publicationStmt><date when="2024"/><idno type="URL">https://a.org/</idno>…   right

Or for the whole edition, in siglum.toml:

    [site]
    address = "https://example.org/letters/"

The question arises once ids have been published (`siglum release`); in the strict profile, where the header dates the
publication.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Cause, Diagnostic
from siglum.document import Document, text_of
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

_PUBLISHED = f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}publicationStmt"


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if index.edition is None or index.edition.site.address or document.path in index.registers:
        return
    statement = document.root.find(_PUBLISHED)
    if statement is None:
        return
    dated = index.strict and any(date.get("when") for date in statement.iter(f"{{{TEI}}}date"))
    if not (dated or document.path in map(index.path_of, filter(None, index.published_as.values()))):
        return
    addresses = (
        idno for idno in statement.iter(f"{{{TEI}}}idno") if (idno.get("type") or "").upper() in ("URL", "URI")
    )
    if any(map(text_of, addresses)):
        return
    yield Diagnostic(
        "missing-address",
        "this document is published, and nothing says at which address",
        document.path,
        document.span(statement),
        label="no address",
        found=None,
        help=(
            'give the address of the edition in siglum.toml: [site] address = "https://…"',
            'or that of the document here: <idno type="URL">https://…</idno>',
        ),
        cause=Cause(("address",), "documents are published, and nothing says at which address", "this one too"),
    )
