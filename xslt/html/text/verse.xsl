<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines that are units: of verse, of a page, of an address. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A line of verse, of a page, of an address. Every fifth verse has its number in the margin, and a verse that goes on
       in another speech begins where the one before it ended. -->
  <xsl:template match="*[@set:behaviour eq 'line']" mode="html:block" as="element()">
    <xsl:variable name="line" as="element()">
      <xsl:element name="{if (*[tei:is-block(.)]) then 'div' else 'p'}">
        <xsl:attribute name="class" select="html:classes(.), @part[. = ('I', 'M', 'F')] ! ('part-' || .)"/>
        <xsl:call-template name="html:anchor"/>
        <xsl:if test="@n[not(. castable as xs:integer) or xs:integer(.) mod 5 eq 0][string-length(.) le 8]">
          <span class="line-number" data-apparatus="">{@n}</span>
        </xsl:if>
        <xsl:sequence select="html:before(.), html:mixed(node(), false()), html:after(.)"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>
</xsl:stylesheet>
