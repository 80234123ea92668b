"""RELAX NG validation by libxml2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, parser
from siglum.failure import Failure

_RULES = (
    (r"Did not expect element (\S+) there", "element-not-allowed", "<{0}> may not stand here"),
    (r"Element (\S+) has wrong namespace", "wrong-namespace", "<{0}> is in another namespace than the schema asks for"),
    (r"Did not expect text in element (\S+) content", "text-not-allowed", "<{0}> may not contain text directly"),
    (r"Invalid attribute (\S+) for element (\S+)", "attribute-not-allowed", "<{1}> may not have the attribute @{0}"),
    (r"Expecting an element (\S+), got nothing", "incomplete-content", "<{name}> is incomplete: <{0}> is missing"),
    (r"Element (\S+) failed to validate attributes", "attribute-wrong", "<{0}> lacks an attribute, or has a wrong one"),
)  # fmt: skip


def load(path: Path) -> etree.RelaxNG:
    """A schema in the XML syntax of RELAX NG. Raises Failure if it cannot be read or does not compile."""
    try:
        return etree.RelaxNG(etree.fromstring(path.read_bytes(), parser(), base_url=path.resolve().as_uri()))
    except OSError as error:
        raise Failure(f"cannot read the schema {path}: {(error.strerror or 'not readable').lower()}") from None
    except etree.XMLSyntaxError as error:
        raise Failure(f"the schema {path} is not well-formed: {error.msg}") from None
    except etree.RelaxNGError as error:
        entry = error.error_log[0] if len(error.error_log) else None
        where = f"{path}:{max(entry.line, 1)}" if entry else str(path)
        raise Failure(f"{where}: the schema does not compile: {entry.message if entry else error}") from None


def validate(schema: etree.RelaxNG, document: Document) -> Iterator[Diagnostic]:
    """What the schema does not allow, in the document's order; one finding for each element at fault."""
    if schema.validate(document.root):
        return
    seen: set[etree._Element] = set()
    for entry in schema.error_log:
        element = _element(document, entry)
        if element in seen:
            continue
        seen.add(element)
        yield _finding(document, element, str(entry.message))


def _element(document: Document, entry: etree._LogEntry) -> etree._Element:
    found = document.root.getroottree().xpath(entry.path) if entry.path else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else document.root


def _finding(document: Document, element: etree._Element, said: str) -> Diagnostic:
    name = etree.QName(element).localname
    for pattern, code, sentence in _RULES:
        match = re.search(pattern, said)
        if match:
            return Diagnostic(code, sentence.format(*match.groups(), name=name), document.path, document.span(element),
                              found=name)  # fmt: skip
    return Diagnostic("not-valid", f"<{name}>: {said}", document.path, document.span(element), found=name)
