"""Which schemas a file is held to: those given, else those it names, else those of its edition."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from siglum import resources
from siglum.document import XINCLUDE
from siglum.paths import is_file
from siglum.relaxng.names import STRUCTURE

if TYPE_CHECKING:
    from lxml import etree

    from siglum.checking.outcome import Options
    from siglum.diagnostic import Diagnostic
    from siglum.document import Document
    from siglum.edition import Edition
    from siglum.session import Session

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_PSEUDO_ATTRIBUTE = re.compile(r"(?<![\w\-])([\w\-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_PROLOG = re.compile(rb"(?:[ \t\r\n]|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<[^!?/]")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding(?!\s*=\s*[\"']utf-8[\"'])", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<!--.*?-->|<\?xml-model\s+(.*?)\?>|<\?.*?\?>", re.DOTALL)
_NET = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")


class Schemas:
    """The grammars (RELAX NG) and the rules (Schematron) for one file, and the findings about that choice.

    `unread` are the schemas that the file names, and that are not there or lie on the net.
    """

    def __init__(self) -> None:
        self.grammars: list[Path] = []
        self.rules: list[Path] = []
        self.unread: list[str] = []
        self.findings: list[Diagnostic] = []


def of(
    document: Document,
    edition: Edition | None,
    session: Session,
    grammars: Sequence[str] = (),
    rules: Sequence[str] = (),
    catalogs: tuple[str, ...] = (),
) -> Schemas:
    """The schemas of a document. `grammars` and `rules` replace what file and configuration name of their kind.

    What a file names on the net is read from the copy that a catalog names. Raises Failure for a broken catalog.
    """
    said = instructions_of(document)
    found = by_instructions(document.path, said, edition, session, grammars, rules, catalogs)
    if found.unread:
        from siglum.checking.unread import missing, on_the_net

        found.findings = [on_the_net(document, h) if _NET.match(h) else missing(document, h) for h in found.unread]
    return found


def instructions_of(document: Document) -> list[str]:
    """What the xml-model instructions of a document say."""
    from lxml import etree

    nodes: Iterable[etree._Element] = reversed(list(document.root.itersiblings(preceding=True)))
    return [
        node.text or ""
        for node in nodes
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model"
    ]


def instructions(data: bytes) -> list[str]:
    """What the xml-model instructions say with which a document in UTF-8 begins, before it is parsed."""
    prolog = _PROLOG.match(data)
    found: list[str] = _INSTRUCTION.findall(prolog[0].decode("utf-8", "replace")) if prolog else []
    return [said for said in found if said]


def all_instructions(data: bytes) -> list[str] | None:
    """The same of any file; None where more must be known of it: it is not UTF-8, has a DOCTYPE, or includes others."""
    data = data.removeprefix(BOM_UTF8)
    prolog = _PROLOG.match(data)
    if prolog is None or not _ROOT.match(data, prolog.end()) or _OTHER_ENCODING.match(prolog[0]):
        return None
    return None if XINCLUDE.encode() in data else instructions(data)


def by_instructions(
    path: str,
    instructions: Iterable[str],
    edition: Edition | None,
    session: Session,
    grammars: Sequence[str],
    rules: Sequence[str],
    catalogs: tuple[str, ...],
) -> Schemas:
    """The same for a file of which only its xml-model instructions are known."""
    named, found = Schemas(), Schemas()
    for kind, href in _xml_models(instructions):
        here = named.grammars if kind == STRUCTURE else named.rules
        copy = session.catalog(catalogs).resolve(href)
        near = Path(path).parent / href
        if copy is not None:
            here.append(copy)
        elif not _NET.match(href) and is_file(_there([near], ".rng" if kind == STRUCTURE else ".sch")[0]):
            here.append(near)
        elif not _NET.match(href) or not (grammars if kind == STRUCTURE else rules):
            found.unread.append(href)
    if edition and edition.schema:
        named.grammars = named.grammars or [edition.folder / edition.schema]
        if edition.schema.endswith(".odd"):
            named.rules = named.rules or [edition.folder / edition.schema]
    found.grammars = _there(map(Path, grammars), ".rng") or _there(named.grammars, ".rng")
    beside = [] if grammars else named.rules
    found.rules = _there(map(Path, rules), ".sch") or _there(beside, ".sch") + [
        p for p in found.grammars if p.suffix == ".rng" and session.mentions(p, SCHEMATRON.encode())
    ]
    return found


def files(path: str, edition: Edition | None, session: Session, options: Options) -> Iterator[Path]:
    """The files that the schemas of a document are read from, by their paths from here. Raises Failure, Refused."""
    said = all_instructions(session.data(path))
    if said is None:
        said = instructions_of(session.document(path))
    found = by_instructions(path, said, edition, session, options.schemas, options.rules, options.catalogs)
    for grammar in found.grammars:
        yield from (Path(os.path.relpath(file)) for file, _ in session.closure(grammar, options.catalogs))
    for rules in found.rules:
        yield from (Path(os.path.relpath(file)) for file in session.rules(rules, options.phase).files)


def _there(paths: Iterable[Path], suffix: str) -> list[Path]:
    """The files that paths stand for: of an ODD what was made from it; the toolkit's own where there is no copy."""
    made = [path.with_suffix(suffix) if path.suffix == ".odd" else path for path in paths]
    return list(dict.fromkeys(path if is_file(path) else resources.own_schema(path) or path for path in made))


def _xml_models(instructions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What xml-model instructions name that is RELAX NG or Schematron: its kind, and where it lies.

    Source: Associating Schemas with XML documents 1.0 (Third Edition), section 3.
    """
    for said in instructions:
        model = {name: double or single for name, double, single in _PSEUDO_ATTRIBUTE.findall(said)}
        href = model.get("href", "")
        kind = model.get("schematypens") or {".rng": STRUCTURE, ".rnc": STRUCTURE, ".sch": SCHEMATRON}.get(
            Path(href).suffix, ""
        )
        if href and kind in (STRUCTURE, SCHEMATRON):
            yield kind, href
