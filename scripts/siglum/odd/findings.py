"""What the steps of the compiler found, as diagnostics: each at its place in the ODD, with the name that was meant."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from siglum import codes, saxon, schematron
from siglum.diagnostic import Diagnostic, Severity
from siglum.document import Document, parser
from siglum.failure import Failure, shortened
from siglum.keeping import Cache
from siglum.relaxng import Schema

_PATTERN = "{http://purl.oclc.org/dsdl/schematron}pattern"
_SOURCE = "{urn:siglum:source}"
_T = "{http://www.tei-c.org/ns/1.0}"
_FINDING = "{urn:siglum:odd}finding"


def found(
    made: etree._Element, documents: Mapping[str, Document], closed: bool, troubled: bool = False
) -> Iterator[Diagnostic]:
    """The findings that stand in what a step made, with the documents they speak of by path.

    `closed` says that the ODD takes nothing from elsewhere: what it refers to or changes must be there, or it is a
    mistake. One that takes a part of TEI leaves out what TEI's models refer to, so that it is a warning there.
    `troubled` says that something is missing of what the ODD is made from.
    """
    said = [(finding.get("part"), _diagnostic(finding, documents, closed)) for finding in made.iter(_FINDING)]
    errors = sum(finding.severity == "error" for _, finding in said)
    for part, finding in said:
        if not (part == "start" and finding.severity == "error" and (troubled or errors > 1)):  # it follows from others
            yield finding


def _diagnostic(finding: etree._Element, documents: Mapping[str, Document], closed: bool) -> Diagnostic:
    document = documents[finding.get("path", "")]
    element = document.elements[int(finding.get("n", "0"))]
    code, name, part = finding.get("code", ""), finding.get("found"), finding.get("part")
    cutoff = 0.8 if code == "odd-nothing-to-change" else 0.6  # what was not taken in is no slip of the key
    near = get_close_matches(name or "", finding.get("among", "").split(), 1, cutoff)
    severity: Severity = "error" if finding.get("severity", codes.own(code).severity) == "error" else "warning"
    if code == "odd-unknown-module" and finding.get("among") and not near:
        severity = "warning"
    if closed and (code == "odd-unknown-reference" or (code == "odd-nothing-to-change" and _declares(element))):
        severity = "error"
    return Diagnostic(
        code, shortened(finding.get("says", "")), document.home(element).path,
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
        return [
            Diagnostic(
                "odd-broken-grammar", shortened(message), odd.home(element).path, odd.span(element, part), found=name
            )
        ]
    return []


def unusable(rules: str, made: etree._Element, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """The constraints of a project that cannot be run, of the Schematron that was written of them.

    All are compiled at once; only where that fails is each looked at by itself.
    """
    root = etree.fromstring(rules.encode("utf-8"), parser())
    written = {_id(spec): spec for spec in made.iter(f"{_T}constraintSpec") if spec.get(f"{_SOURCE}n")}
    patterns = [
        (pattern, spec) for pattern in root.iter(_PATTERN) if (spec := _of(pattern.get("id", ""), written)) is not None
    ]
    if not patterns or not _fault(root, [pattern for pattern, _ in patterns]):
        return
    for pattern, spec in patterns:
        fault = _fault(root, [pattern])
        if fault:
            home = next(e for e in (spec, *spec.iterancestors()) if e.get(f"{_SOURCE}path") is not None)
            document = documents[home.get(f"{_SOURCE}path", "")]
            element = document.elements[int(spec.get(f"{_SOURCE}n", "0"))]
            message = f"the constraint “{spec.get('ident', '')}” cannot be run: {fault}"
            place = document.span(element, ("value", "ident"))
            yield Diagnostic("odd-broken-constraint", shortened(message), document.home(element).path, place)


def _id(spec: etree._Element) -> str:
    """What the pattern of a constraint is called."""
    holders = [*reversed(list(spec.iterancestors())), spec]
    names = [e.get("ident", "") for e in holders if e.get("ident") and e.tag != f"{_T}schemaSpec"]
    return "-".join(re.sub(r"[^\w.\-]", "_", name) for name in names)


def _of(pattern: str, written: Mapping[str, etree._Element]) -> etree._Element | None:
    """The constraint that a pattern was written of."""
    found = written.get(pattern)
    return found if found is not None else written.get(re.sub(r"-\d+$", "", pattern))


def _fault(root: etree._Element, patterns: list[etree._Element]) -> str:
    """What keeps patterns of a schema from being run; "" for nothing."""
    schema = deepcopy(root)
    for pattern in list(schema.iter(_PATTERN)):
        schema.remove(pattern)
    schema.extend([deepcopy(pattern) for pattern in patterns])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.sch")
        path.write_bytes(etree.tostring(schema))
        try:
            saxon.compile_confined(schematron.read(path, cache=Cache(None)).stylesheet, "rules")
        except Failure as failure:
            return _short(str(failure), folder)
    return ""


def _short(said: str, folder: str) -> str:
    """The fault itself, of what Saxon or the compiler of Schematron says about it."""
    said = said.replace(f"{folder}/", "").partition(" does not compile: ")[2] or said.replace(f"{folder}/", "")
    found = re.search(r"(?:X[PQST][A-Z]{2}\d{4}|Unexpected|Expected|expected)[^.]*", said)
    return " ".join((found[0] if found else said).split())[:300]


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
