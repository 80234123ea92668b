"""The citation system that a header declares: what each part of a document is cited by.

    <citeStructure match="//body/div" use="@n"><citeStructure match="div" use="@n" delim="."/></citeStructure>
    <cRefPattern matchPattern="(\\w+).(\\w+)"
      replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div[@n='$1']/tei:div[@n='$2'])"/>

Both say that the third section of the first book is 1.3. The expressions are others' code: they are run with no file
and no address in reach.
Source: TEI P5 Guidelines, section 2.3.6 (The Reference System Declaration), and 17.2.5 (Canonical References).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from siglum import saxon, setting
from siglum.document import Document
from siglum.failure import Failure
from siglum.tei.vocabulary import TEI

_CITE = "urn:siglum:cite"
_NAME = "of the citation system"
_DEEPEST = 12
_STEP = re.compile(r"""(.*?)\[@([\w.:-]+)\s*=\s*(["'])\$([1-9])\3\]""", re.DOTALL)
_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a citation system: which elements, what of each is said, what stands before that, the levels below."""

    match: str
    use: str
    delim: str = ""
    below: list[_Level] = field(default_factory=list)


def of(document: Document) -> dict[int, str]:
    """What the elements of a document are cited by, by ordinal: letters, digits, full stops, hyphens, underscores.

    Raises Failure where an expression cannot be read or applied, or would read another file.
    """
    declared = list(document.root.iter(f"{{{TEI}}}refsDecl"))
    levels = [level for element in declared for level in _levels(element)]
    if not levels:
        return {}
    try:
        return dict(_found(document, levels, declared[0]))
    except Failure as failure:
        line = document.home(declared[0]).lines[document.ordinal(declared[0])]
        said = "the references that the header declares cannot be made, and blocks are counted"
        raise Failure(f"{document.path}:{line}: {said}: {failure}") from None


def _found(document: Document, levels: list[_Level], declared: etree._Element) -> Iterator[tuple[int, str]]:
    for level in levels:
        _allow(level)
    prefixes = {
        prefix: uri for prefix, uri in declared.nsmap.items() if prefix and prefix not in ("xsl", "own", "source")
    }
    said = saxon.transform_confined(_stylesheet(levels, prefixes), _NAME, f"Q{{{_CITE}}}of", saxon.serialised(document))
    seen: set[int] = set()
    for line in said.splitlines():
        ordinal, _, reference = line.partition(" ")
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", reference) and int(ordinal) not in seen:
            seen.add(int(ordinal))
            yield int(ordinal), reference


def _levels(declaration: etree._Element) -> Iterator[_Level]:
    for child in declaration:
        if child.tag == f"{{{TEI}}}citeStructure":
            yield _structure(child, 1)
        elif child.tag == f"{{{TEI}}}cRefPattern":
            yield from _pattern(child.get("matchPattern", ""), child.get("replacementPattern", ""))


def _structure(element: etree._Element, depth: int) -> _Level:
    below = [child for child in element if child.tag == f"{{{TEI}}}citeStructure"] if depth < _DEEPEST else []
    return _Level(
        element.get("match", ""), element.get("use", ""), element.get("delim", ""),
        [_structure(child, depth + 1) for child in below],
    )  # fmt: skip


def _pattern(match: str, replacement: str) -> Iterator[_Level]:
    """A pattern whose every group is the value of an attribute, as levels: none for another."""
    path = re.fullmatch(r"\s*#(?:xpath|xpointer)\((.*)\)\s*", replacement, re.DOTALL)
    steps = list(_STEP.finditer(path[1])) if path else []
    if (
        not path
        or not steps
        or steps[-1].end() != len(path[1])
        or [step[4] for step in steps] != list("123456789")[: len(steps)]
    ):
        return
    between = [re.sub(r"\\(.)", r"\1", said) for said in _GROUP.split(match)]
    delims = ["", *(said if len(said) == 1 else "." for said in between[1:-1]), *("." for _ in steps)]
    below: list[_Level] = []
    for number, step in reversed(list(enumerate(steps))):
        inner = step[1] if number == 0 else ("." + step[1] if step[1].startswith("/") else step[1])
        below = [_Level(f"{inner}[@{step[2]}]", f"@{step[2]}", delims[number], below)]
    yield from below


def _allow(level: _Level) -> None:
    for xpath in (level.match, level.use):
        for name in setting.refused(xpath):
            raise Failure(f"{xpath} calls {name}(): a citation system sees the document alone")
    for inner in level.below:
        _allow(inner)


def _stylesheet(levels: list[_Level], prefixes: dict[str, str]) -> str:
    named = {"xs": "http://www.w3.org/2001/XMLSchema", "tei": TEI} | prefixes
    declared = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in sorted(named.items()))
    return (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:own="{_CITE}"'
        f' xmlns:source="{saxon.SOURCE}"{declared} xpath-default-namespace="{TEI}">'
        '<xsl:output method="text"/><xsl:mode name="own:of" on-no-match="shallow-skip"/>'
        f'<xsl:template match="/" mode="own:of">{"".join(_each(level) for level in levels)}</xsl:template>'
        "</xsl:stylesheet>"
    )


def _each(level: _Level, depth: int = 1) -> str:
    """The instructions for a level: each element with its reference on a line, then those below it."""
    above = f"$r{depth - 1}, {_literal(level.delim)}, " if depth > 1 else "'', "
    used = quoteattr(f"normalize-space(string(({level.use})[1]))")
    below = "".join(_each(inner, depth + 1) for inner in level.below)
    return (
        f'<xsl:for-each select={quoteattr(level.match)}><xsl:variable name="u{depth}" as="xs:string" select={used}/>'
        f"<xsl:if test=\"$u{depth} ne ''\">"
        f'<xsl:variable name="r{depth}" as="xs:string" select={quoteattr(f"concat({above}$u{depth})")}/>'
        f"<xsl:value-of select=\"concat(@source:n, ' ', $r{depth}, '&#10;')\"/>{below}</xsl:if></xsl:for-each>"
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
