<?xml version="1.0" encoding="UTF-8"?>
<!-- A speech: who speaks, and what. In prose the name is run in; before verses it has a line of its own. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="sp[html:opens-speech(.)]" mode="html:block" as="element()" priority="1">
    <xsl:variable name="first" as="element()" select="html:first-of-speech(.)"/>
    <xsl:variable name="opening" as="node()*"><xsl:apply-templates select="$first/preceding-sibling::node()" mode="html:inline"/><xsl:text> </xsl:text></xsl:variable>
    <section class="{html:classes(.)}">
      <xsl:call-template name="html:anchor"/>
      <xsl:sequence select="html:before(.)"/>
      <xsl:choose>
        <xsl:when test="$first/@set:behaviour eq 'paragraph'">
          <xsl:apply-templates select="$first" mode="#current"><xsl:with-param name="run-in" select="$opening"/></xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <p class="speech"><xsl:sequence select="$opening"/></p>
          <xsl:apply-templates select="$first" mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="html:mixed($first/following-sibling::node(), true()), html:after(.), html:apparatus(.)"/>
    </section>
  </xsl:template>

  <!-- what is said first -->
  <xsl:function name="html:first-of-speech" as="element()?" visibility="private">
    <xsl:param name="speech" as="element()"/>
    <xsl:sequence select="$speech/*[tei:is-block(.)][not(@set:behaviour eq 'label')][1]"/>
  </xsl:function>

  <!-- whether a name and what goes with it stand before the words of a speech, and nothing is said about them in the margin -->
  <xsl:function name="html:opens-speech" as="xs:boolean" visibility="private">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="labels" as="element()*" select="html:first-of-speech($speech)/preceding-sibling::*[@set:behaviour eq 'label']"/>
    <xsl:sequence select="exists($labels) and empty($labels ! html:marked(.))"/>
  </xsl:function>

</xsl:stylesheet>
