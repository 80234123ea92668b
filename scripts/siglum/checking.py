"""The journey `check`: which files, against which schema, through which stations."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from siglum import resources
from siglum.decoding import decode
from siglum.diagnostic import Diagnostic, Position, Span, in_order
from siglum.document import Document, Refused, Source
from siglum.edition import CONFIGURATION, Edition, containing
from siglum.failure import Failure
from siglum.relaxng import Schema

RELAXNG = "http://relaxng.org/ns/structure/1.0"
_PSEUDO_ATTRIBUTE = re.compile(r"([\w\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NET = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")


@dataclass(slots=True)
class Outcome:
    """What a check came to: the findings in order, how many files were checked, what could not be done."""

    findings: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status: 2 where something could not be done, 1 with errors, else 0."""
        if self.failures:
            return 2
        return int(any(finding.severity == "error" for finding in self.findings))


def check(paths: Sequence[str], schemas: Sequence[str] = ()) -> Outcome:
    """Check files and folders, or, without any, the edition of the current folder.

    `schemas` replace what the files and the configuration name.
    """
    outcome = Outcome()
    for path in _files(paths, outcome):
        try:
            outcome.findings += _against_schemas(Document.read(path), schemas)
            outcome.files += 1
        except Refused as refused:
            outcome.files += 1
            outcome.findings.append(refused.finding)
        except Failure as failure:
            if str(failure) not in outcome.failures:
                outcome.failures.append(str(failure))
    outcome.findings = in_order(outcome.findings)
    return outcome


def source_line(path: str, number: int) -> str:
    """A line (from 1) of a file, for a report; "" where it cannot be read."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return ""
    decoded = decode(data)
    return Source(data, decoded.text, decoded.encoding, decoded.bom).line(number)


def _files(paths: Sequence[str], outcome: Outcome) -> list[str]:
    found: list[str] = []
    try:
        if not paths:
            return list(Edition.load(Path()).files)
    except Failure as failure:
        outcome.failures.append(str(failure))
    for path in paths:
        try:
            found += _expand(path)
        except Failure as failure:
            outcome.failures.append(str(failure))
    return list(dict.fromkeys(found))


def _expand(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    inside = [Path(folder, name) for folder, _, names in os.walk(path) for name in names if name.endswith(".xml")]
    if not inside:
        raise Failure(f"{path} contains no .xml file: name a file, or a folder that has some")
    return sorted(file.as_posix() for file in inside)


def _against_schemas(document: Document, schemas: Sequence[str]) -> Iterator[Diagnostic]:
    found = [Path(schema) for schema in schemas]
    if not found:
        models = list(_xml_models(document))
        yield from (_on_the_net(document, model, href) for model, href in models if _NET.match(href))
        found = [Path(document.path).parent / href for _, href in models if not _NET.match(href)]
        found = found or _configured(document)
    if not found:
        raise Failure(f"{document.path} names no schema, and no {CONFIGURATION} does: give one with --schema")
    for path in dict.fromkeys(found):
        yield from _schema(path).validate(document)


def _xml_models(document: Document) -> Iterator[tuple[etree._ProcessingInstruction, str]]:
    """The xml-model instructions for RELAX NG, with what they point at.

    Source: Associating Schemas with XML documents 1.0 (Third Edition), section 3.
    """
    nodes: Iterable[etree._Element] = reversed(list(document.root.itersiblings(preceding=True)))
    for node in nodes:
        if not isinstance(node, etree._ProcessingInstruction) or node.target != "xml-model":
            continue
        model = {name: double or single for name, double, single in _PSEUDO_ATTRIBUTE.findall(node.text or "")}
        kind = model.get("schematypens", RELAXNG if model.get("href", "").endswith((".rng", ".rnc")) else "")
        if kind == RELAXNG and model.get("href"):
            yield node, model["href"]


def _on_the_net(document: Document, model: etree._ProcessingInstruction, href: str) -> Diagnostic:
    index = document.source.text.find(href)
    span = document.source.span((index, index + len(href))) if index >= 0 else _START
    return Diagnostic(
        "schema-on-net", f"the schema {href} is on the net, and nothing is read from there", document.path, span,
        severity="warning", help=("put a copy beside the document and point xml-model at it, or give --schema",),
    )  # fmt: skip


_START = Span(Position(1, 1, 0), Position(1, 1, 0))


def _configured(document: Document) -> list[Path]:
    folder = containing(Path(document.path).parent)
    schema = Edition.load(folder).schema if folder else ""
    return [folder / schema] if folder and schema else []


@cache
def _schema(path: Path) -> Schema:
    """A schema; for an ODD the .rng of the same name beside it."""
    if path.suffix == ".odd":
        path = path.with_suffix(".rng")
    if not path.is_file():
        path = resources.own_schema(path) or path
    return Schema.read(path)
