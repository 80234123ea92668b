<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations set off from the text. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A block quotation: who speaks, on what occasion, when; then the words, and where they are from. -->
  <xsl:template match="*[@set:behaviour = ('quotation', 'cit')]" mode="html:block" as="element()">
    <xsl:variable name="quotation" as="element()" select="(self::*[@set:behaviour eq 'cit']/(quote, q, said), .)[1]"/>
    <xsl:variable name="about" as="node()*">
      <xsl:if test="$quotation[self::quote or self::said or self::q]"><xsl:apply-templates select="$quotation" mode="html:about"/></xsl:if>
    </xsl:variable>
    <figure class="quotation">
      <xsl:if test="not($quotation is .)"><xsl:call-template name="html:anchor"/></xsl:if>
      <xsl:if test="exists($about)"><figcaption data-apparatus=""><xsl:sequence select="$about"/></figcaption></xsl:if>
      <blockquote>
        <xsl:if test="$quotation is ."><xsl:call-template name="html:anchor"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$quotation is ."><xsl:sequence select="html:quoted(.)"/></xsl:when>
          <xsl:otherwise>
            <xsl:for-each-group select="node()" group-adjacent="(generate-id()[current() is $quotation], string(tei:is-block(.)))[1]">
              <xsl:choose>
                <xsl:when test="current() is $quotation">
                  <xsl:for-each select="$quotation">
                    <div class="quoted"><xsl:call-template name="html:anchor"/><xsl:sequence select="html:quoted(.)"/></div>
                  </xsl:for-each>
                </xsl:when>
                <xsl:when test="tei:is-block(.) and not(self::bibl)"><xsl:apply-templates select="current-group()" mode="#current"/></xsl:when>
                <xsl:when test="exists(current-group()[normalize-space() or self::*])">
                  <p class="reference"><xsl:apply-templates select="current-group()" mode="html:inline"/></p>
                </xsl:when>
              </xsl:choose>
            </xsl:for-each-group>
          </xsl:otherwise>
        </xsl:choose>
      </blockquote>
    </figure>
  </xsl:template>

  <!-- the words of a quotation, as paragraphs -->
  <xsl:function name="html:quoted" as="node()*" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:choose>
      <xsl:when test="$quotation/*[tei:is-block(.)]"><xsl:sequence select="html:mixed($quotation/node(), true())"/></xsl:when>
      <xsl:otherwise>
        <div class="paragraph">
          <p><xsl:apply-templates select="$quotation/node()" mode="html:inline"/></p>
          <xsl:sequence select="html:apparatus($quotation)"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
