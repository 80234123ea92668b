"""ODDs for the tests, written in a line or two; and what their schemas allow."""

from __future__ import annotations

import shutil
from pathlib import Path

from siglum import odd
from siglum.document import Document
from siglum.odd import Compiled
from siglum.relaxng import Schema, accepts

TEI = "http://www.tei-c.org/ns/1.0"
SOURCES = Path(__file__).parent / "sources"
NAMESPACES = (
    f'xmlns="{TEI}" xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
    'xmlns:rng="http://relaxng.org/ns/structure/1.0" xmlns:teix="http://www.tei-c.org/ns/Examples"'
)


def customisation(specs: str, attributes: str = 'source="base.odd" start="doc"', beside: str = "") -> str:
    """An ODD of one schemaSpec, on line 2; `beside` stands before it."""
    return f'<TEI {NAMESPACES}><text><body>{beside}\n<schemaSpec ident="t" {attributes}>{specs}</schemaSpec></body></text></TEI>'


def made(folder: Path, text: str, schema: str = "") -> Compiled:
    """What an ODD comes to, in a folder with the sources of these tests."""
    for file in SOURCES.iterdir():
        shutil.copy(file, folder / file.name)
    path = folder / "t.odd"
    path.write_text(text, encoding="utf-8")
    return odd.make(path, schema=schema)


def said(compiled: Compiled) -> list[tuple[str, str, int, str]]:
    """The findings: severity, code, line, message."""
    return [(f.severity, f.code, f.span.start.line, f.message) for f in compiled.findings]


def allows(grammar: str, text: str, namespace: str = TEI) -> bool:
    """Whether a grammar allows a document, whose elements are in a namespace."""
    schema = Schema.parse(grammar.encode(), Path("t.rng"))
    head, _, rest = text.partition(">")
    end = "/" if head.endswith("/") else ""
    whole = f'{head.removesuffix("/")} xmlns="{namespace}"{end}>{rest}'
    return accepts(schema, Document.parse(whole.encode(), "t.xml"))
