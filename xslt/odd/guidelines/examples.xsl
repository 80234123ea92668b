<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples: XML as text, without the indentation that the ODD gave it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:example" as="node()*" visibility="private">
    <xsl:param name="example" as="element()"/>
    <xsl:variable name="indent" as="xs:string" select="string(replace(string($example/text()[1][not(normalize-space())]), '^.*\n', '', 's'))"/>
    <xsl:variable name="nodes" as="node()*" select="$example/node()[not(self::text()[not(normalize-space())][not(preceding-sibling::*) or not(following-sibling::*)])]"/>
    <xsl:apply-templates select="$nodes" mode="html:code">
      <xsl:with-param name="indent" select="$indent" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="*" mode="html:code" as="node()*">
    <span class="tag">&lt;{name()}</span>
    <xsl:for-each select="@* except @source:*">
      <xsl:text> </xsl:text>
      <span class="att">{name()}</span>=<span class="val">"{. => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('"', '&amp;quot;')}"</span>
    </xsl:for-each>
    <span class="tag">{if (node()) then '>' else '/>'}</span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="#current"/>
      <span class="tag">&lt;/{name()}&gt;</span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="html:code" as="text()">
    <xsl:param name="indent" as="xs:string" select="''" tunnel="yes"/>
    <xsl:value-of select=". => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('\n' || $indent, '&#10;')"/>
  </xsl:template>

  <xsl:template match="comment()" mode="html:code" as="element()"><span class="comment">&lt;!--{.}--&gt;</span></xsl:template>

  <xsl:template match="processing-instruction()" mode="html:code" as="element()"><span class="comment">&lt;?{name()} {.}?&gt;</span></xsl:template>
</xsl:stylesheet>
