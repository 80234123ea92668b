"""ODD → RELAX NG and Schematron.

An ODD holds what a schema is made of: specifications, their prose, their rules. What it does not hold it names, and
says how it changes that: modules and elements of TEI, or of another ODD.
Source: TEI P5 Guidelines, chapters 23 (Documentation Elements) and 24.3 (Customization).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from siglum import saxon
from siglum.diagnostic import Diagnostic, in_order
from siglum.document import XML_ID, Document, Refused, local, parser
from siglum.failure import Failure
from siglum.odd import kept
from siglum.odd.bundle import Bundle, gather, schemas
from siglum.odd.findings import broken, found, unusable
from siglum.odd.prose import put_back
from siglum.odd.sources import Sources
from siglum.tei.vocabulary import TEI

STEPS = ("assembled", "resolved", "customised", "pruned")
"""The steps of the compiler, by what each leaves; each is one schemaSpec."""

_SOURCE = "{urn:siglum:source}"
_ODD = "{urn:siglum:odd}"
_T = "{http://www.tei-c.org/ns/1.0}"
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an ODD comes to, as XML text: a RELAX NG grammar (XML syntax), a Schematron schema, a compiled ODD.

    The texts are empty where a finding is an error. `steps` are the results of each step by name, where they were
    asked for; `default` says whether the toolkit's TEI stood for a source that the ODD does not name; `files` are those
    that it is made from, `others` the names of the schemaSpec beside the one that was compiled.
    """

    relaxng: str
    schematron: str
    odd: str = ""
    findings: tuple[Diagnostic, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    default: bool = False
    files: tuple[Path, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Specifications:
    """An ODD as it is written, as XML, its specifications in one flat schemaSpec, and the files both were read from."""

    written: str
    flat: str
    files: tuple[Path, ...]

    @property
    def text(self) -> str:
        """Both, one after the other, as the guidelines are made from them."""
        return self.written + self.flat


def compile_odd(path: Path, sources: Sources | None = None, schema: str = "") -> Compiled:
    """Compile an ODD. Raises Failure, naming file and line, for whatever is wrong with it."""
    made = make(path, sources, schema)
    _refuse(made.findings)
    return made


def make(
    path: Path, sources: Sources | None = None, schema: str = "", language: str = "", steps: bool = False
) -> Compiled:
    """Compile an ODD, and say what is to be said about it.

    `schema` names one of several schemaSpec, `language` that of the documentation in the grammar; `steps` asks for what
    each step leaves. Raises Failure where there is no ODD to compile.
    """
    sources = sources or Sources()
    document, bundle = _gathered(path, sources, schema)
    cache, name = sources.cache, kept.name("schema", path, schema, language)
    key = kept.key_of(bundle, schema, language)
    known = None if steps else kept.schema(cache, name, key)
    made, left = (known, ()) if known else _made(document, bundle, schema, language, steps)
    relaxng, schematron, whole, findings = made
    if relaxng and not (known or steps):
        kept.keep_schema(cache, name, key, made)
    names = _names(document)
    others = tuple(name for name in names if name != (schema or names[0]))
    files = tuple(Path(key) for key in bundle.documents)
    return Compiled(relaxng, schematron, whole, findings, left, bundle.default, files, others)


def _made(
    document: Document, bundle: Bundle, schema: str, language: str, steps: bool
) -> tuple[kept.Made, tuple[tuple[str, str], ...]]:
    """What a bundle comes to, and what each step leaves, where it is asked for."""
    made = _compiled(bundle, schema, steps)
    flat = made[-1]
    findings = _found(bundle, flat)
    left = tuple((name, _text(step)) for name, step in zip(STEPS, made, strict=True)) if steps else ()
    _remove_findings(flat)
    prose = bundle.sources_read
    put_back(flat, prose, frozenset({"en", language, *flat.get("docLang", "").split()[:1]}))
    relaxng = schematron = ""
    if not _refused(findings):
        text = etree.tostring(flat, encoding="unicode")
        relaxng, schematron = _written("relaxng", text, language), _written("schematron", text, language)
        findings += [
            *broken(relaxng, Path(document.path).with_suffix(".rng"), document),
            *unusable(schematron, flat, bundle.documents),
        ]
    if _refused(findings):
        relaxng = schematron = ""
    put_back(flat, prose)
    return (relaxng, schematron, _whole(flat, document), tuple(in_order(dict.fromkeys(findings)))), left


def _gathered(path: Path, sources: Sources, schema: str) -> tuple[Document, Bundle]:
    """An ODD, and what it is made from. Raises Failure."""
    document = _document(path)
    _choose(document, schema)
    return document, gather(document, sources, schema)


def _found(bundle: Bundle, flat: etree._Element) -> list[Diagnostic]:
    """What was found in the files of an ODD and in what it came to."""
    return [*bundle.findings, *found(flat, bundle.documents, bundle.closed, _refused(bundle.findings))]


def _refused(findings: Iterable[Diagnostic]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _written(kind: str, flat: str, language: str) -> str:
    parameters: dict[str, saxon.Parameter] = {"language": language}
    return _lines(saxon.transform(f"urn:siglum:odd:{kind}", f"Q{{urn:siglum:odd}}{kind}", flat, parameters))


def specifications(path: Path, sources: Sources | None = None) -> Specifications:
    """An ODD, and all its specifications with what it takes from its sources. Raises Failure."""
    _, bundle = _gathered(path, sources or Sources(), "")
    flat = _compiled(bundle)[-1]
    _refuse(_found(bundle, flat))
    _remove_findings(flat)
    put_back(flat, bundle.sources_read)
    return Specifications(read(path), etree.tostring(flat, encoding="unicode"), bundle.paths)


def read(path: Path) -> str:
    """An ODD, as Saxon is given it. Raises Failure where there is none, or it is not XML."""
    return saxon.serialised(_document(path))


def _document(path: Path) -> Document:
    try:
        return Document.read(path)
    except Refused as refused:
        raise refused.failure() from None


def _choose(document: Document, schema: str) -> None:
    """Make sure that there is the schemaSpec that is asked for. Raises Failure."""
    names = _names(document)
    if not names and any(local(element) == "schemaSpec" for element in document.root.iter("*")):
        raise Failure(f'{document.path}:1: its <schemaSpec> is not in the namespace of TEI: write xmlns="{TEI}"')
    if not names:
        raise Failure(f"{document.path}:1: an ODD has a <schemaSpec>, and this document has none")
    if schema and schema not in names:
        raise Failure(f"{document.path} has no schemaSpec “{schema}”: there is {', '.join(f'“{n}”' for n in names)}")


def _names(document: Document) -> list[str]:
    return [spec.get("ident", "") for spec in schemas(document.root)]


def _compiled(bundle: Bundle, schema: str = "", steps: bool = False) -> etree._Element:
    """What the steps leave, one schemaSpec each: the last is the flat one."""
    parameters: dict[str, saxon.Parameter] = {"schema": schema, "steps": steps}
    made = saxon.transform("urn:siglum:odd:compile", "Q{urn:siglum:odd}compile", bundle.text, parameters)
    return etree.fromstring(made.encode(), parser())


def _remove_findings(flat: etree._Element) -> None:
    for finding in list(flat.iter(f"{_ODD}finding")):
        parent = finding.getparent()
        assert parent is not None
        parent.remove(finding)


def _whole(flat: etree._Element, document: Document) -> str:
    """A compiled ODD as a document: the header of the ODD, and the schemaSpec without the marks of its making."""
    for definition in flat.iter(f"{_T}attDef"):
        if definition.get(f"{_ODD}inherited"):
            _forget_ids(definition)
    etree.strip_attributes(flat, f"{_SOURCE}*", f"{_ODD}*")
    if "source" in flat.attrib:
        del flat.attrib["source"]
    kept = {prefix: uri for prefix, uri in flat.nsmap.items() if prefix and uri not in (_SOURCE[1:-1], _ODD[1:-1])}
    whole = etree.Element(f"{_T}TEI", nsmap={None: _T[1:-1], **kept})  # type: ignore[dict-item]
    header = document.root.find(f".//{_T}teiHeader")
    if header is not None:
        whole.append(deepcopy(header))
    etree.SubElement(etree.SubElement(whole, f"{_T}text"), f"{_T}body").append(flat)
    flat.text = "\n"
    for element in (*flat, *whole.iter(f"{_T}teiHeader", f"{_T}schemaSpec")):
        element.tail = "\n"
    etree.cleanup_namespaces(whole, keep_ns_prefixes=list(kept))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _text(whole)


def _forget_ids(definition: etree._Element) -> None:
    """Let go the xml:id of what the definition of an attribute has from its class, where they stand as well."""
    for element in definition.iter(etree.Element):
        if XML_ID in element.attrib and f"{_SOURCE}n" not in element.attrib:
            del element.attrib[XML_ID]


def _text(element: etree._Element) -> str:
    return _lines(etree.tostring(element, encoding="unicode"))


def _refuse(findings: Iterable[Diagnostic]) -> None:
    """Raises Failure with the errors among findings, if there are any."""
    errors = [_sentence(finding) for finding in findings if finding.severity == "error"]
    if errors:
        raise Failure("; ".join(dict.fromkeys(errors)))


def _sentence(finding: Diagnostic) -> str:
    start = finding.span.start
    return f"{finding.path}:{start.line}:{start.column}: {finding.message}"


def _lines(text: str) -> str:
    return text.rstrip("\n") + "\n"
