<?xml version="1.0" encoding="UTF-8"?>
<!-- What is no text: notes of the editors, the beginning of pages, markup shown as it stands. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="*[@set:behaviour eq 'verbatim']" mode="html:block" as="element()">
    <pre class="{html:classes(.)}"><xsl:call-template name="html:anchor"/><code><xsl:apply-templates mode="html:verbatim"/></code></pre>
  </xsl:template>

  <!-- markup shown as it stands: its tags are no text -->
  <xsl:template match="*" mode="html:verbatim" as="node()*">
    <span class="tag" data-apparatus="">&lt;{name()}<xsl:for-each select="@* except @set:*"> {name()}="{.}"</xsl:for-each>{if (node()) then '>' else '/>'}</span>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="node()"><span class="tag" data-apparatus="">&lt;/{name()}></span></xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="html:verbatim" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- notes that are called from the text -->
  <xsl:template match="*[tei:is-endnotes(.)]" mode="html:block" as="element()" priority="2">
    <section class="endnotes" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <ol>
        <xsl:for-each select="note">
          <li>
            <xsl:call-template name="html:anchor"/>
            <xsl:if test="@n castable as xs:integer"><xsl:attribute name="value" select="xs:integer(@n)"/></xsl:if>
            <xsl:sequence select="html:note-text(.)"/>
            <xsl:apply-templates select="gap" mode="html:about"/>
            <xsl:for-each select="tokenize(@target)[starts-with(., '#')]">{' '}<a class="back" href="{.}" aria-label="{html:word('back')}">↩</a></xsl:for-each>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="note | noteGrp | *[@set:behaviour eq 'note']" mode="html:block" as="element()" priority="1">
    <div class="editorial" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:sequence select="html:note-text(.)"/>
    </div>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('metadata', 'omit', 'index')]" mode="html:block" as="element()?">
    <xsl:if test="self::fw"><p class="fw" data-apparatus=""><xsl:apply-templates mode="html:inline"/></p></xsl:if>
  </xsl:template>

  <!-- the beginning of a page, column, section; and words, where somebody wrote them into it -->
  <xsl:template match="*[@set:behaviour eq 'break']" mode="html:block" as="node()*">
    <xsl:variable name="shown" as="node()*" select="html:break-shown(.)"/>
    <xsl:if test="exists($shown) or @xml:id">
      <p class="{html:break-class(.)}" data-apparatus=""><xsl:call-template name="html:anchor"/><xsl:sequence select="$shown"/></p>
    </xsl:if>
    <xsl:sequence select="html:mixed(node(), true())"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'break'][@set:param-type eq 'rule']" mode="html:block" as="element()" priority="1">
    <hr data-apparatus=""><xsl:call-template name="html:anchor"/></hr>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('gap', 'graphic', 'anchor', 'foreign', 'glyph', 'text')]" mode="html:block" as="element()?">
    <xsl:where-populated><div class="alone"><xsl:apply-templates select="." mode="html:inline"/></div></xsl:where-populated>
  </xsl:template>

  <xsl:template match="set:param" mode="html:block" as="empty-sequence()" priority="3"/>

  <xsl:template match="set:sequence" mode="html:block" as="element()*" priority="3"><xsl:sequence select="html:mixed(node(), true())"/></xsl:template>
</xsl:stylesheet>
