"""What is said of schemas that a file names, and that are not there or lie on the net."""

from __future__ import annotations

import os
from pathlib import Path

from siglum.diagnostic import Cause, Diagnostic, Position, Span
from siglum.document import Document

_START = Span(Position(1, 1, 0), Position(1, 1, 0))


def _span(document: Document, href: str) -> Span:
    index = document.source.text.find(href)
    return document.source.span((index, index + len(href))) if index >= 0 else _START


def missing(document: Document, href: str) -> Diagnostic:
    """A schema that is named, and is not there."""
    real = os.path.relpath(os.path.realpath(Path(document.path).parent / href))
    return Diagnostic(
        "schema-missing",
        f"there is no schema {href}",
        document.path,
        _span(document, href),
        severity="warning",
        help=("mend the path in xml-model, or name a schema with --schema",),
        cause=Cause(("missing", real), f"files name the schema {href}, and there is no such file", "named here too"),
    )


def on_the_net(document: Document, href: str) -> Diagnostic:
    """A schema that is named by an address on the net, of which no catalog knows a copy."""
    return Diagnostic(
        "schema-on-net",
        f"the schema {href} is on the net, and nothing is read from there",
        document.path,
        _span(document, href),
        severity="warning",
        help=("put a copy beside the document and point xml-model at it, or name a catalog with --catalog",),
        cause=Cause(
            ("net", href),
            f"files name the schema {href}, which is on the net, and nothing is read from there",
            "named here too",
        ),
    )
