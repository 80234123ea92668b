"""A small judge of Schematron rules for the tests: which assertions fail on a document, by the id of their pattern.

It knows what our schema and the TEI's use (rule, let, assert, report); a pattern's first matching rule fires.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from lxml import etree
from saxonche import PySaxonProcessor

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def stylesheet(schema: etree._Element) -> str:
    spaces = " ".join(f"xmlns:{ns.get('prefix')}={quoteattr(ns.get('uri') or '')}" for ns in schema.iter(SCH + "ns"))
    modes, calls = [], []
    for n, pattern in enumerate(schema.iter(SCH + "pattern")):
        calls.append(f'<xsl:apply-templates select="/" mode="p{n}"/>')
        modes.append(f'<xsl:mode name="p{n}" on-no-match="shallow-skip"/>')
        for m, rule in enumerate(pattern.iter(SCH + "rule")):
            body = ""
            for child in rule:
                if child.tag == SCH + "let":
                    body += f"<xsl:variable name={quoteattr(child.get('name') or '')} select={quoteattr(child.get('value') or '')}/>"
                elif child.tag in (SCH + "assert", SCH + "report"):
                    test = f"not({child.get('test')})" if child.tag == SCH + "assert" else f"{child.get('test')}"
                    told = f"{pattern.get('id')} ({child.get('role') or 'error'})"
                    body += f"<xsl:if test={quoteattr(test)}><xsl:value-of select={quoteattr(repr(told))}/><xsl:text>&#10;</xsl:text></xsl:if>"
            modes.append(
                f'<xsl:template match={quoteattr(rule.get("context") or "")} mode="p{n}" priority="{1000 - m}">{body}'
                f'<xsl:apply-templates select="@*, node()" mode="p{n}"/></xsl:template>'
            )
    return (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {spaces}>'
        f'<xsl:output method="text"/><xsl:template match="/">{"".join(calls)}</xsl:template>{"".join(modes)}</xsl:stylesheet>'
    )


def failed(schema: etree._Element, documents: list[str]) -> list[list[str]]:
    """For each document (XML text) the assertions that fail: "PATTERN (ROLE)"."""
    processor = PySaxonProcessor()
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(schema))
    return [
        executable.transform_to_string(xdm_node=processor.parse_xml(xml_text=text)).splitlines() for text in documents
    ]
