<?xml version="1.0" encoding="UTF-8"?>
<!-- An apparatus that stands apart from its text: each entry with its place, its lemma, its readings and who has them.
     Source: TEI P5 Guidelines, section 13.2 (Linking the Apparatus to the Text). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="app[parent::listApp]" mode="html:item" as="element()">
    <li class="{html:classes(.)}">
      <xsl:call-template name="html:anchor"/>
      <xsl:sequence select="html:app-place(.)"/>
      <xsl:apply-templates select="node()" mode="html:entry"/>
    </li>
  </xsl:template>

  <!-- a side of an entry, with its sigla; a lemma is closed by a bracket -->
  <xsl:template match="lem | rdg" mode="html:entry" as="node()*">
    <span class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:choose>
        <xsl:when test="normalize-space()"><xsl:apply-templates mode="html:inline"/></xsl:when>
        <xsl:otherwise><span class="omits" data-apparatus="">{html:word('omits')}</span></xsl:otherwise>
      </xsl:choose>
    </span>
    <span data-apparatus=""><xsl:sequence select="html:sigla(.)"/>{']'[current()/self::lem]}</span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="rdgGrp" mode="html:entry" as="node()*"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="text()" mode="html:entry" as="text()"><xsl:sequence select="."/></xsl:template>
  <xsl:template match="*" mode="html:entry" as="node()*" priority="-1"><xsl:apply-templates select="." mode="html:inline"/></xsl:template>

  <!-- Where an entry belongs: the place in words (@loc), a way to where its words begin (@from), its number. -->
  <xsl:function name="html:app-place" as="node()*" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="said" as="xs:string?" select="($app/@loc, $app/@n)[1]"/>
    <xsl:variable name="href" as="xs:string?" select="html:href-of($app/@from)"/>
    <xsl:if test="$said or $href">
      <span class="locus" data-apparatus="">
        <xsl:choose>
          <xsl:when test="$href"><a href="{$href}"><xsl:if test="not($said)"><xsl:attribute name="aria-label" select="html:word('back')"/></xsl:if>{($said, '↑')[1]}</a></xsl:when>
          <xsl:otherwise>{$said}</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <xsl:key name="html:attached" match="app[@to][@xml:id]" use="substring-after(@to, '#')"/>

  <!-- where the words of an entry end that stands elsewhere, a way to it -->
  <xsl:function name="html:attached" as="element()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@xml:id ! key('html:attached', ., html:own($element))[html:is-published(.)]">
      <a class="call remark" data-apparatus="" href="#{html:id(.)}"><sup>{(@n, '*')[1]}</sup></a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
