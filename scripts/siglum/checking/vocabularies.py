"""What a file is that is no TEI: said where no schema says what it should be."""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local
from siglum.tei.vocabulary import TEI

_BY_NAMESPACE = {
    "http://www.loc.gov/METS/": "METS",
    "http://www.loc.gov/mods/v3": "MODS",
    "http://www.loc.gov/standards/alto/": "ALTO",
    "http://www.music-encoding.org/ns/mei": "MEI",
    "http://docbook.org/ns/docbook": "DocBook",
    "http://www.w3.org/1999/xhtml": "XHTML",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
    "http://www.w3.org/2000/svg": "SVG",
    "http://relaxng.org/ns/structure/1.0": "RELAX NG",
    "http://purl.oclc.org/dsdl/schematron": "Schematron",
    "urn:isbn:1-931666-22-9": "EAD",
    "urn:isbn:1-931666-33-4": "EAC-CPF",
    "http://ead3.archivists.org/schema/": "EAD 3",
    "http://schema.primaresearch.org/PAGE": "PAGE",
}
_BY_ROOT = {
    "TEI.2": "TEI P4", "teiCorpus.2": "TEI P4", "ead": "EAD", "article": "JATS or DocBook", "book": "DocBook",
    "html": "HTML", "mets": "METS", "mods": "MODS", "alto": "ALTO",
}  # fmt: skip


def others(document: Document) -> Iterator[Diagnostic]:
    """That a document is no TEI P5, and what it is instead."""
    namespace, name = (document.root.tag.rpartition("}")[0][1:], local(document.root))
    if namespace == TEI:
        return
    known = next((said for uri, said in _BY_NAMESPACE.items() if namespace.startswith(uri)), "")
    known = known or ("" if namespace else _BY_ROOT.get(name, ""))
    where = f"in the namespace {namespace}" if namespace else "in no namespace"
    fact = f"this file is {known}, not TEI P5" if known else f"this file is no TEI: its root is <{name}>, {where}"
    advice = "name a schema for it with --schema, or leave it out"
    if known == "TEI P4":
        advice = "convert it to TEI P5: the TEI Consortium publishes stylesheets for that"
    elif name in ("TEI", "teiCorpus"):
        fact, advice = f"<{name}> stands {where}", f'write xmlns="{TEI}" on the root'
    yield Diagnostic(
        "other-vocabulary",
        fact,
        document.path,
        document.span(document.root),
        severity="error" if known == "TEI P4" or name in ("TEI", "teiCorpus") else "warning",
        label="not TEI",
        found=name,
        help=(advice,),
    )
