"""How a reading is set: each element with the behaviour that a model gives it, which is what outputs are made from.

The toolkit's own models (`xslt/models/models.odd`) know every element of TEI P5; those in an edition's ODD come before
them, element by element. `xslt/models/set.xsl` says what comes out.
Source: TEI P5 Guidelines, section 23.5.4 (Processing Models).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from xml.sax.saxutils import quoteattr

from lxml import etree

from siglum import resources, saxon
from siglum.document import Document, parser
from siglum.failure import Failure
from siglum.tei.prose import ancestors
from siglum.tei.vocabulary import TEI

SET = "urn:siglum:set"
NAME = "of the models"
Medium = Literal["web", "print", "plain"]
"""What a text is set for: the @output of a model."""

REFUSED = (
    "doc", "doc-available", "document", "json-doc", "collection", "uri-collection", "unparsed-text",
    "unparsed-text-lines", "unparsed-text-available", "environment-variable", "available-environment-variables",
    "transform", "load-xquery-module", "function-lookup", "parse-xml", "parse-xml-fragment",
)  # fmt: skip
"""Functions that a model may not call: a document is set from what stands in it."""

OFFERED = ("among-words", "joins")
"""Functions of set.xsl that a model may call (docs/models.md)."""

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_COMMENT = re.compile(r"\(:.*?:\)", re.DOTALL)
_CALL = re.compile(r"(?<![\w.$@:-])(?:fn:|Q\{[^}]*\})?(" + "|".join(REFUSED) + r")\s*(?:\(|#)")


@dataclass(frozen=True, slots=True)
class Models:
    """Models, compiled: the stylesheet that applies them, and the ODDs of the edition they come from (as XML text)."""

    stylesheet: str
    odds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An element that no model knows, and where it stands in the source."""

    path: str
    line: int
    name: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A reading, set: TEI with behaviours, as XML text, and what no model knew."""

    tei: str
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class _Expression:
    """An XPath of an ODD, where it stands, and the prefixes it may use."""

    xpath: str
    what: str
    place: str
    prefixes: tuple[tuple[str, str], ...]


@cache
def models(*odds: str) -> Models:
    """The toolkit's models under those of an edition's ODDs (as `odd.read` gives them), the last ODD first.

    Raises Failure, naming file, line and element, for an unknown behaviour, an XPath that cannot be read, or one that
    would read another file.
    """
    expressions = [expression for odd in odds for expression in _expressions(odd)]
    _all_or_nothing(said for e in expressions for said in _dangers(e))
    whole = f'<set:models xmlns:set="{SET}">{_table()}{"".join(odds)}</set:models>'
    stylesheet = saxon.transform("urn:siglum:models:compile", f"Q{{{SET}}}compile", whole)
    try:
        saxon.compile_confined(stylesheet, NAME)
    except Failure:
        _all_or_nothing(said for e in expressions for said in _misreadings(e))
        raise
    return Models(stylesheet, odds)


def set_reading(reading: str, models: Models, medium: Medium = "web") -> Setting:
    """Set a reading (TEI as `reading.of` gives it) for a medium.

    Raises Failure, with file and line, where an expression of a model fails, or a model sets an element within itself.
    """
    try:
        tei = saxon.transform_confined(models.stylesheet, NAME, f"Q{{{SET}}}set", reading, {"output": medium})
    except Failure as failure:
        raise _placed(failure, models) from None
    return Setting(tei, tuple(_unknown(tei)))


@cache
def _table() -> str:
    return saxon.serialised(Document.read(resources.folder("xslt") / "models" / "models.odd"))


def _unknown(tei: str) -> Iterator[Unknown]:
    if "unknown=" not in tei:
        return
    root = etree.fromstring(tei.encode("utf-8"), parser())
    for element in root.iter(etree.Element):
        if element.get(f"{{{SET}}}unknown"):
            name = etree.QName(element)
            path = next((one for e in ancestors(element) if (one := e.get(f"{{{saxon.SOURCE}}}path"))), "")
            line = int(element.get(f"{{{saxon.SOURCE}}}line", "0"))
            yield Unknown(path, line, name.localname, name.namespace or "")


def _expressions(odd: str) -> Iterator[_Expression]:
    """Every XPath in the models of an ODD, in the order in which they stand."""
    root = etree.fromstring(odd.encode("utf-8"), parser())
    path = root.get(f"{{{saxon.SOURCE}}}path", "")
    for spec in root.iter(f"{{{TEI}}}elementSpec"):
        for element in spec.iter(f"{{{TEI}}}model", f"{{{TEI}}}modelSequence", f"{{{TEI}}}param"):
            xpath = element.get("value" if element.tag == f"{{{TEI}}}param" else "predicate", "")
            if element.tag == f"{{{TEI}}}param":
                what = f"the parameter “{element.get('name', '')}” of the model of <{spec.get('ident')}>"
            else:
                what = f"the predicate of the model of <{spec.get('ident')}>"
            prefixes = tuple((prefix, uri) for prefix, uri in element.nsmap.items() if prefix)
            if xpath.strip() or element.tag == f"{{{TEI}}}param":
                yield _Expression(xpath, what, f"{path}:{element.get(f'{{{saxon.SOURCE}}}line')}", prefixes)


def _dangers(expression: _Expression) -> Iterator[str]:
    """A call of a function that could read something else than the document."""
    for name in refused(expression.xpath):
        yield f"{expression.place}: {expression.what} calls {name}(): a model sees the document alone"


def refused(xpath: str) -> list[str]:
    """The functions that an expression of others calls, and that could read something else than the document."""
    return [call[1] for call in _CALL.finditer(_COMMENT.sub(" ", _STRING.sub("''", xpath)))]


def _misreadings(expression: _Expression) -> Iterator[str]:
    """What is wrong with an expression, if it cannot be compiled by itself."""
    prefixes = {"set": SET, "tei": TEI, "xs": "http://www.w3.org/2001/XMLSchema"} | dict(expression.prefixes)
    declared = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in prefixes.items() if prefix != "xsl")
    stylesheet = (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:own="{SET}"{declared}'
        f' xpath-default-namespace="{TEI}"><xsl:template match="*"><xsl:sequence select={quoteattr(expression.xpath)}/>'
        "</xsl:template>"
        + "".join(f'<xsl:function name="own:{name}"><xsl:param name="of"/></xsl:function>' for name in OFFERED)
        + "</xsl:stylesheet>"
    )
    try:
        saxon.compile_confined(stylesheet, "of one expression")
    except Failure as failure:
        reason = re.search(r"\b[A-Z]{4}\d{4}\s+(.*)", str(failure))
        said = reason[1] if reason else str(failure)
        yield f"{expression.place}: {expression.what} is no XPath that can be read: {expression.xpath} ({said})"


def _placed(failure: Failure, models: Models) -> Failure:
    """What Saxon says of an expression that failed, with the specification in which the expression stands."""
    element = re.search(r'match="element\(Q\{[^}]*\}([^)]+)\)"', str(failure))
    error = re.search(r"\b[A-Z]{4}\d{4}\s+(.*?)\s+(?:In template rule|at )", str(failure))
    for odd in reversed(models.odds):
        root = etree.fromstring(odd.encode("utf-8"), parser())
        for spec in root.iter(f"{{{TEI}}}elementSpec"):
            if element and error and spec.get("ident") == element[1] and spec.find(f".//{{{TEI}}}model") is not None:
                place = f"{root.get(f'{{{saxon.SOURCE}}}path')}:{spec.get(f'{{{saxon.SOURCE}}}line')}"
                return Failure(f"{place}: the models of <{element[1]}> cannot be applied: {error[1]}")
    return failure


def _all_or_nothing(sentences: Iterator[str]) -> None:
    said = list(dict.fromkeys(sentences))
    if said:
        raise Failure("; ".join(said))
