"""The one door to Saxon: packages, what goes in, what comes out, and what went wrong.

The stylesheets are packages, known by name; `xslt/packages.xml` says where each lies. A document goes in
serialised from its tree, never as a path, so that nothing but its own bytes is read; every element then
carries the line it stands on (`source:line`) and its ordinal (`source:n`), the root its path (`source:path`); what an
element without an `xml:id` is called on a page is `source:anchor` (siglum.publish.anchors); what a
document says of that kind itself is left out.
A stylesheet reports a fault with `xsl:message`: one message, one sentence that begins with path and line.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from siglum import resources
from siglum.document import Document
from siglum.failure import Failure

if TYPE_CHECKING:
    from saxonche import PySaxonProcessor, PyXsltExecutable

SOURCE = "urn:siglum:source"
_CONFIGURATION = "http://saxon.sf.net/ns/configuration"
LIMITS = {
    f"http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.{name}": most
    for name, most in {
        "maxElementDepth": "10000", "elementAttributeLimit": "1000000", "maxXMLNameLimit": "0",
        "maxGeneralEntitySizeLimit": "0", "totalEntitySizeLimit": "0",
    }.items()
}  # fmt: skip
"""What Saxon's parser is allowed, which by itself takes less than ours: 100 elements deep, 200 attributes, names of
1,000 characters. A document has been read by ours before, which has limits of its own; 0 is without one."""
CONFINED = LIMITS | {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/allow-external-functions": "false",
    "http://saxon.sf.net/feature/parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
}
"""The settings with which Saxon reads nothing but what it is handed."""

Parameter = str | bool


def serialised(
    document: Document,
    said: Callable[[etree._Element, int, str], str] | None = None,
    anchors: Mapping[int, str] | None = None,
    within: Path | None = None,
) -> str:
    """A document as Saxon is given it: every element with its line and ordinal, without DOCTYPE.

    `said(element, number, text)`, where it is given, says what stands in place of each text run (its number from 0);
    `anchors` what elements without an xml:id are called on pages (`source:anchor`), by ordinal. Paths are given from
    the folder `within`, where there is one; what another file brings in has the path of that.
    """
    root = deepcopy(document.root)
    if said is not None:
        _say(root, document.root, said)
    etree.strip_attributes(root, f"{{{SOURCE}}}*")
    for ordinal, (element, own) in enumerate(zip(root.iter(etree.Element), document.elements, strict=True)):
        element.set(f"{{{SOURCE}}}n", str(ordinal))
        home = document.home(own)
        element.set(f"{{{SOURCE}}}line", str(home.lines[document.ordinal(own)]))
        if anchors and ordinal in anchors:
            element.set(f"{{{SOURCE}}}anchor", anchors[ordinal])
        parent = own.getparent()
        if parent is not None and own is not document.root and document.home(parent) is not home:
            element.set(f"{{{SOURCE}}}path", _path(home, within))
    root.set(f"{{{SOURCE}}}path", _path(document, within))
    declared = dict.fromkeys(re.findall(r"\bxmlns:([\w.-]+)\s*=", document.source.text))
    etree.cleanup_namespaces(root, top_nsmap={"source": SOURCE}, keep_ns_prefixes=list(declared))
    return etree.tostring(root, encoding="unicode")


def _path(document: Document, within: Path | None) -> str:
    if within is None:
        return document.path
    return Path(os.path.relpath(document.path, within)).as_posix()


def _say(copy: etree._Element, root: etree._Element, said: Callable[[etree._Element, int, str], str]) -> None:
    for mine, own in zip(copy.iter(etree.Element), root.iter(etree.Element), strict=True):
        if own.text:
            mine.text = said(own, 0, own.text)
        for number, (child, other) in enumerate(zip(mine, own, strict=True), 1):
            if other.tail:
                child.tail = said(own, number, other.tail)


def transform(package: str, mode: str, source: str, parameters: Mapping[str, Parameter] | None = None) -> str:
    """Apply the templates of a package to an XML document, in a mode, and give back what is written.

    `source` is XML without DOCTYPE. A parameter that is more than a word travels as JSON.
    Raises Failure, with one sentence for each fault, if a stylesheet reports any or cannot go on.
    """
    return _applied(_processor(), _executable(package), package, mode, source, parameters)


def transform_confined(
    stylesheet: str, name: str, mode: str, source: str, parameters: Mapping[str, Parameter] | None = None
) -> str:
    """The same with a stylesheet, as text, in which expressions of others stand: it can open no file and no address.

    `name` is what it is called in a message. Raises Failure as `transform` does.
    """
    return _applied(_confined_processor(), _confined(stylesheet, name), name, mode, source, parameters)


def compile_confined(stylesheet: str, name: str) -> None:
    """Compile such a stylesheet, once. Raises Failure where it does not compile."""
    _confined(stylesheet, name)


def _applied(
    processor: PySaxonProcessor,
    executable: PyXsltExecutable,
    name: str,
    mode: str,
    source: str,
    parameters: Mapping[str, Parameter] | None,
) -> str:
    executable.clear_parameters()
    executable.clear_xsl_messages()
    values = {name: _value(processor, value) for name, value in (parameters or {}).items()}
    for key, value in values.items():
        executable.set_parameter(key, value)
    executable.set_initial_mode(mode)
    with _quiet() as said:
        try:
            executable.set_initial_match_selection(xdm_value=processor.parse_xml(xml_text=source))
            result = executable.apply_templates_returning_string()
        except Exception as error:  # noqa: BLE001 - the library has one exception for everything
            result = None
            trouble = said() or f"{error}"
        else:
            trouble = ""
    faults = _messages(executable)
    if faults:
        raise Failure("; ".join(dict.fromkeys(faults)))
    if result is None:
        raise Failure(f"the stylesheet {name} cannot go on: {' '.join(trouble.split())}")
    return str(result)


def _messages(executable: PyXsltExecutable) -> list[str]:
    messages = executable.get_xsl_messages()
    if messages is None:
        return []
    return [str(messages.item_at(n).string_value) for n in range(messages.size)]


def _value(processor: PySaxonProcessor, value: Parameter) -> Any:
    return processor.make_boolean_value(value) if isinstance(value, bool) else processor.make_string_value(value)


@cache
def _processor() -> PySaxonProcessor:
    from saxonche import PySaxonProcessor

    return _with(PySaxonProcessor(config_file=(resources.folder("xslt") / "packages.xml").as_uri()), LIMITS)


@cache
def _confined_processor() -> PySaxonProcessor:
    from saxonche import PySaxonProcessor

    return _with(PySaxonProcessor(), CONFINED)


def _with(processor: PySaxonProcessor, properties: Mapping[str, str]) -> PySaxonProcessor:
    for name, value in properties.items():
        processor.set_configuration_property(name, value)
    return processor


@cache
def _executable(package: str) -> PyXsltExecutable:
    return _compiled(_processor(), package, stylesheet_file=str(_file(package)))


@cache
def _confined(stylesheet: str, name: str) -> PyXsltExecutable:
    return _compiled(_confined_processor(), name, stylesheet_text=stylesheet)


def _compiled(processor: PySaxonProcessor, name: str, **stylesheet: str) -> PyXsltExecutable:
    with _quiet() as said:
        try:
            executable = processor.new_xslt30_processor().compile_stylesheet(**stylesheet)
        except Exception as error:  # noqa: BLE001 - the library has one exception for everything
            said_so = " ".join((said() or str(error)).split())
            raise Failure(f"the stylesheet {name} does not compile: {said_so}") from None
    executable.set_save_xsl_message(True)
    return executable


def _file(package: str) -> Path:
    folder = resources.folder("xslt")
    for entry in etree.parse(str(folder / "packages.xml")).iter(f"{{{_CONFIGURATION}}}package"):
        if entry.get("name") == package:
            return folder / entry.get("sourceLocation", "")
    raise Failure(f"packages.xml names no package {package}")


@contextmanager
def _quiet() -> Iterator[Any]:
    """Saxon writes on the process's own standard error, past Python: it is caught, and can be read."""
    with tempfile.TemporaryFile() as caught:
        kept = os.dup(2)
        os.dup2(caught.fileno(), 2)
        try:
            yield lambda: _read(caught)
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _read(caught: Any) -> str:
    caught.seek(0)
    return str(caught.read().decode("utf-8", "replace"))
