"""What the steps of the compiler found, as diagnostics: each at its place in the ODD, with the name that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from siglum import codes
from siglum.diagnostic import Diagnostic, Severity
from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema

_FINDING = "{urn:siglum:odd}finding"


def found(made: etree._Element, documents: Mapping[str, Document], closed: bool) -> Iterator[Diagnostic]:
    """The findings that stand in what a step made, with the documents they speak of by path.

    `closed` says that the ODD takes nothing from elsewhere: what it refers to or changes must be there, or it is a
    mistake. One that takes a part of TEI leaves out what TEI's models refer to, so that it is a warning there.
    """
    for finding in made.iter(_FINDING):
        yield _diagnostic(finding, documents, closed)


def _diagnostic(finding: etree._Element, documents: Mapping[str, Document], closed: bool) -> Diagnostic:
    document = documents[finding.get("path", "")]
    element = document.elements[int(finding.get("n", "0"))]
    code, name, part = finding.get("code", ""), finding.get("found"), finding.get("part")
    near = get_close_matches(name or "", finding.get("among", "").split(), 1)
    severity: Severity = "error" if finding.get("severity", codes.own(code).severity) == "error" else "warning"
    if closed and (code == "odd-unknown-reference" or (code == "odd-nothing-to-change" and _declares(element))):
        severity = "error"
    return Diagnostic(
        code, finding.get("says", ""), document.home(element).path,
        document.span(element, ("value", part) if part else "name"), severity, found=name,
        help=(f"write “{near[0]}”",) if near else _HELP.get(code, ()),
    )  # fmt: skip


def broken(grammar: str, path: Path, odd: Document) -> list[Diagnostic]:
    """What keeps a grammar from being one, at the specification that it comes from; nothing where it is one."""
    try:
        Schema.parse(grammar.encode("utf-8"), path)
    except Failure as failure:
        where, _, said = str(failure).partition(": the schema does not compile: ")
        name = _definition(grammar, where)
        element = next((e for e in odd.elements if _declares(e) and name.endswith(e.get("ident", "?"))), None)
        if element is None:
            element = next(e for e in odd.elements if etree.QName(e).localname == "schemaSpec")
        message = f"what this specifies is no grammar: {said or failure}" + (f", in “{name}”" if name else "")
        part = ("value", "ident")
        return [Diagnostic("odd-broken-grammar", message, odd.home(element).path, odd.span(element, part), found=name)]
    return []


def _definition(grammar: str, where: str) -> str:
    """The name of the definition that a line of a grammar belongs to; "" where that is not known."""
    line = re.search(r":(\d+):\d+$", where)
    before = grammar.split("\n")[: int(line[1])] if line else []
    return next((name[1] for text in reversed(before) if (name := re.search(r'<define name="([^"]+)"', text))), "")


def _declares(element: etree._Element) -> bool:
    """Whether an element is a specification of its own."""
    return etree.QName(element).localname in ("elementSpec", "classSpec", "macroSpec", "dataSpec", "moduleSpec")


_HELP: Mapping[str, tuple[str, ...]] = {
    "odd-unknown-module": ("leave it out, or name the source that has it",),
    "odd-unknown-construct": ("mend it: the schema would lack what it means",),
    "odd-deleted-but-referenced": ("leave out the reference, or take in what it names",),
    "odd-empty-content": ("take in what it may contain, or write <empty/>",),
    "odd-nothing-to-change": ("leave it out, or take in what it changes",),
    "odd-circle": ("let no file lead back to itself",),
}
