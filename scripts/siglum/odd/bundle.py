"""An ODD and all that it names, as the compiler is given it: one XML text.

    <odd:bundle>
      <odd:file key="mine.odd"><odd:link href="base.odd" to="base.odd"/> <TEI …>…</TEI></odd:file>
      <odd:file key="base.odd">…</odd:file>
    </odd:bundle>

Each file says for the addresses that are written in it (sources, groups, grammars) which file they mean. Elements of
an ODD know their place; those of a compiled TEI do not, so that what it is made of is never found fault with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag
from xml.sax.saxutils import quoteattr

from lxml import etree

from siglum import document as documents
from siglum import saxon
from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused
from siglum.failure import Failure, shortened
from siglum.odd.prose import Plain, compiled
from siglum.odd.sources import NONE, Missing, Sources, shipped

TEI = "http://www.tei-c.org/ns/1.0"
ODD = "urn:siglum:odd"
_T, _RNG = f"{{{TEI}}}", "{http://relaxng.org/ns/structure/1.0}"
_REFERENCES = tuple(_T + name for name in ("moduleRef", "elementRef", "classRef", "macroRef", "dataRef"))
_SPECS = tuple(_T + name for name in ("moduleSpec", "elementSpec", "classSpec", "macroSpec", "dataSpec"))
_GRAMMARS = (f"{_RNG}include", f"{_RNG}externalRef")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")
_MOST_FILES = 200


@dataclass(slots=True)
class Bundle:
    """The files behind an ODD, by their keys (paths, as short as the ODD's own); the ODD comes first."""

    sources: Sources
    files: dict[str, str | Plain] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    closed: bool = True
    """Whether the ODD takes nothing from a source."""
    default: bool = False
    """Whether the version of TEI that travels with the toolkit stands for a source that the ODD does not name."""

    @property
    def sources_read(self) -> list[Plain]:
        """The compiled sources: the numbers that the marks of their prose bear count from 0."""
        return [file for file in self.files.values() if isinstance(file, Plain)]

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files that are read, those that others include as well."""
        own = (Path(part.path) for document in self.documents.values() for part in (document, *document.parts))
        return tuple(dict.fromkeys((*own, *(plain.path for plain in self.sources_read))))

    @property
    def said(self) -> str:
        """What tells the bundle from any other, as XML: its files, a compiled source by its key only."""
        return self._whole(lambda plain: f"<odd:source key={quoteattr(plain.key)}/>")

    @property
    def text(self) -> str:
        """The bundle as XML."""
        numbers = {id(plain): number for number, plain in enumerate(self.sources_read)}

        def numbered(plain: Plain) -> str:
            mark = f'<odd:prose of="{numbers[id(plain)]}" '
            return _DECLARATION.sub("", plain.text).replace("<odd:prose ", mark)

        return self._whole(numbered)

    def _whole(self, written: Callable[[Plain], str]) -> str:
        inner = "".join(
            f"<odd:file key={quoteattr(key)}>"
            + "".join(f"<odd:link href={quoteattr(a)} to={quoteattr(b)}/>" for a, b in self.links.get(key, {}).items())
            + f"{file if isinstance(file, str) else written(file)}</odd:file>"
            for key, file in self.files.items()
        )
        return f'<odd:bundle xmlns:odd="{ODD}">{inner}</odd:bundle>'


def gather(odd: Document, sources: Sources, schema: str) -> Bundle:
    """An ODD with all the files that it names, and those that they name. Raises Failure where there are too many.

    `schema` says by its name which schemaSpec is meant; the first without. What others name is of no account.
    """
    bundle = Bundle(sources)
    documents.resolve(odd, _within(odd, sources))
    _add(bundle, odd, schema)
    return bundle


def schemas(root: etree._Element) -> list[etree._Element]:
    """The schemaSpec that an ODD has: one inside another is none."""
    found = root.iter(f"{_T}schemaSpec")
    return [schema for schema in found if next(schema.iterancestors(f"{_T}schemaSpec"), None) is None]


def _passed_over(root: etree._Element, name: str) -> set[etree._Element]:
    """All that belongs to other schemaSpec than the one of a name, or the first."""
    found = schemas(root)
    chosen = next((schema for schema in found if name in ("", schema.get("ident"))), None)
    return {element for schema in found if schema is not chosen for element in schema.iter()}


def _within(odd: Document, sources: Sources) -> Path:
    """The folder that what is included may lie in: else the one above that of the ODD, where its neighbours are."""
    return sources.within or Path(odd.path).resolve().parent.parent


def _add(bundle: Bundle, document: Document, schema: str = "") -> None:
    """Take in an ODD or a grammar, and what it names."""
    if len(bundle.files) >= _MOST_FILES:
        raise Failure(f"{document.path} is made from more than {_MOST_FILES} files")
    key = document.path
    bundle.documents[key] = document
    bundle.files[key] = _DECLARATION.sub("", saxon.serialised(document))
    bundle.findings += document.troubles
    bundle.links[key] = {}
    others = _passed_over(document.root, schema)
    for element, part, address in _addresses(document.root):
        if address not in bundle.links[key] and element not in others:
            found = _linked(bundle, document, element, part, address)
            if found:
                bundle.links[key][address] = found


def _addresses(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The addresses of other files that a file names, with the element and attribute."""
    for element in root.iter(*_GRAMMARS):
        yield element, "href", " ".join(element.get("href", "").split())
    if root.tag.startswith(_RNG):
        return
    for schema in root.iter(f"{_T}schemaSpec"):
        yield schema, "source", " ".join(schema.get("source", "").split())
    for element in root.iter(*_REFERENCES):
        for part in ("source", "url"):
            if element.get(part):
                yield element, part, " ".join(element.get(part, "").split())
    for element in root.iter(f"{_T}specGrpRef"):
        address = urldefrag(" ".join(element.get("target", "").split()))[0]
        if address:
            yield element, "target", address


def _linked(bundle: Bundle, document: Document, element: etree._Element, part: str, address: str) -> str:
    """The key of the file that an address means, which is taken in; "" where there is none."""
    home = Path(document.home(element).path)
    try:
        if part == "source":
            path = bundle.sources.file(address, home)
            if path is None or (not address and not _takes(document.root, element)):
                return ""
            bundle.default |= not address
            bundle.closed = False
        else:
            path = _beside(bundle, address, home)
        return _taken(bundle, path, source=part == "source")
    except Missing as missing:
        says, help = missing.says, missing.help
    except Refused as refused:
        says = f"“{address}” is no XML: {refused.finding.message} (line {refused.finding.span.start.line})"
        help = "mend that file"
    except Failure as failure:
        says, help = f"“{address}” cannot be read: {str(failure).rpartition(': ')[2]}", "mend the path, or add the file"
    place = document.span(element, ("value", part) if element.get(part) else "name")
    bundle.findings.append(
        Diagnostic("odd-unknown-source", shortened(says), home.as_posix(), place, found=address or None, help=(help,))
    )
    return ""


def _takes(root: etree._Element, schema: etree._Element) -> bool:
    """Whether a schemaSpec of an ODD refers to specifications that the ODD does not hold itself."""
    asked = {
        " ".join(reference.get("key", "").split())
        for reference in root.iter(*_REFERENCES)
        if (parent := reference.getparent()) is not None and (parent is schema or parent.tag == f"{_T}specGrp")
    }
    own = {
        name
        for spec in root.iter(*_SPECS)
        if next(spec.iterancestors(f"{_T}schemaSpec"), None) is None and spec.get("mode", "add") == "add"
        for name in (spec.get("module"), spec.get("ident"))
    }
    return bool(asked - own - {""})


def _beside(bundle: Bundle, address: str, home: Path) -> Path:
    """The file that an address beside an ODD or a grammar means. Raises Missing."""
    path = bundle.sources.file(address, home) if address != NONE else None
    if path is None:
        raise Missing(f"“{address}” is no file", "name a file")
    return path


def _taken(bundle: Bundle, path: Path, source: bool) -> str:
    """The key of a file, which is read if it has not been. Raises Failure, Refused."""
    key = f"TEI {path.stem}" if path in shipped().values() else path.as_posix()
    if key not in bundle.files:
        plain = compiled(path, bundle.sources.cache) if source else None
        if plain is None:
            document = Document.read(path, key)
            documents.resolve(document, _within(document, bundle.sources))
            _add(bundle, document)
        else:
            bundle.files[key] = plain
    return key
