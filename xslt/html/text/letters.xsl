<?xml version="1.0" encoding="UTF-8"?>
<!-- The head of a letter: who wrote to whom, where and when, as the header has it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:sent" as="element()*" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:for-each select="$tei/teiHeader/profileDesc/correspDesc[correspAction]">
      <div class="sent" data-apparatus="">
        <xsl:for-each select="correspAction[normalize-space() or date]">
          <p>
            <xsl:value-of select="html:word(if (html:has-word(.)) then 'corresp-' || @type else 'corresp-other')"/>
            <xsl:text> </xsl:text>
            <xsl:sequence select="html:listed((persName | orgName | name | rs)), html:where-and-when(.)"/>
          </p>
        </xsl:for-each>
        <xsl:for-each select="note[normalize-space()]"><p><xsl:apply-templates mode="html:inline"/></p></xsl:for-each>
        <xsl:for-each-group select="correspContext/*[normalize-space()]" group-by="html:context-said(.)">
          <p>
            <xsl:text>{current-grouping-key()}</xsl:text>
            <xsl:text> </xsl:text>
            <xsl:sequence select="html:listed(current-group())"/>
          </p>
        </xsl:for-each-group>
      </div>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:has-word" as="xs:boolean" visibility="private">
    <xsl:param name="action" as="element(correspAction)"/>
    <xsl:sequence select="$action/@type = ('sent', 'received', 'transmitted', 'redirected', 'forwarded')"/>
  </xsl:function>

  <!-- What a letter is pointed at for: the one before, the one after, the one it answers; and where: in the correspondence,
       in the whole collection. The values are those of correspSearch and of editions like it.
       Source: TEI P5 Guidelines, correspContext. -->
  <xsl:function name="html:context-said" as="xs:string" visibility="private">
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(string-join($context/(@type, @subtype), ' '))"/>
    <xsl:variable name="way" as="xs:string?" select="('prev', 'next', 'repl', 'belongs')[contains($said, .)][1]"/>
    <xsl:variable name="within" as="xs:string?" select="('collection', 'correspondence')[contains($said, .)][$way = ('prev', 'next')][1]"/>
    <xsl:sequence select="html:word(string-join(('context', ($way, 'other')[1], $within), '-'))"/>
  </xsl:function>

  <xsl:function name="html:listed" as="node()*" visibility="private">
    <xsl:param name="names" as="element()*"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="html:inline"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:where-and-when" as="node()*" visibility="private">
    <xsl:param name="action" as="element(correspAction)"/>
    <xsl:for-each select="$action/(placeName | settlement)[normalize-space()]">
      <xsl:text>, </xsl:text>
      <xsl:apply-templates select="." mode="html:inline"/>
    </xsl:for-each>
    <xsl:for-each select="$action/date">
      <xsl:variable name="said" as="xs:string" select="(normalize-space()[.], html:dated(.))[1]"/>
      <xsl:if test="$said">, {$said}</xsl:if>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
