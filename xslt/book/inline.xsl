<?xml version="1.0" encoding="UTF-8"?>
<!-- The inside of a line or paragraph, by its behaviour (docs/models.md). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:reading="urn:siglum:reading"
    xmlns:source="urn:siglum:source"
    xmlns:book="urn:siglum:book"
    xmlns:b="urn:siglum:book"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="text()" mode="book:inline" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- Words: with their look where they have one. A block within a line is set as part of it. -->
  <xsl:template match="*" mode="book:inline" as="node()*" priority="-1">
    <xsl:variable name="parted" as="xs:boolean" select="tei:is-block(.) or exists(self::label)"/>
    <xsl:variable name="words" as="node()*" select="book:words(.)"/>
    <xsl:variable name="look" as="attribute()*" select="book:common(.)[not(name() = ('class', 'center', 'right'))]"/>
    <xsl:if test="$parted"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="@set:behaviour = ('addition', 'deletion')">
        <xsl:element name="b:{if (@set:behaviour eq 'addition') then 'insertion' else 'deletion'}"><xsl:sequence select="$look, $words"/></xsl:element>
      </xsl:when>
      <xsl:when test="@set:behaviour eq 'name' or @ref">
        <b:name type="{local-name()}">
          <xsl:for-each select="@ref"><xsl:attribute name="ref" select="tokenize(.)[1] ! tei:resolved(., current()) ! substring-after(., '#')"/></xsl:for-each>
          <xsl:sequence select="$look, $words"/>
        </b:name>
      </xsl:when>
      <xsl:when test="exists($look)"><b:style><xsl:sequence select="$look, $words"/></b:style></xsl:when>
      <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$parted"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'link']" mode="book:inline" as="node()*">
    <xsl:variable name="words" as="node()*" select="book:words(.)"/>
    <xsl:if test="exists($words)">
      <b:link to="{tokenize((@set:param-uri, @target)[1])[1] ! tei:resolved(., current())}"><xsl:sequence select="book:common(.)[not(name() eq 'class')], $words"/></b:link>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'alternate']" mode="book:inline" as="node()*">
    <xsl:apply-templates select="(set:param[@name eq 'default'], *)[1]" mode="#current"/>
  </xsl:template>

  <xsl:template match="set:param[@name eq 'default'] | set:sequence" mode="book:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- what the other witnesses have is called from the end of the words (filled in by book.py) -->
  <xsl:template match="*[@set:behaviour eq 'apparatus']" mode="book:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="@source:n and empty(ancestor::listApp)"><b:note kind="apparatus" place="foot" apart="true" source="{@source:n}"/></xsl:if>
  </xsl:template>

  <!-- stretches of one omission have one mark -->
  <xsl:template match="app[rdg/@type = 'omission']" mode="book:inline" as="element()*" priority="1">
    <xsl:if test="$omissions and tei:begins-omission(.)"><b:gap apart="true">[…]</b:gap></xsl:if>
  </xsl:template>

  <!-- ===== what is none of the text ===== -->

  <xsl:template match="set:param[not(@name eq 'default')] | desc[@set:level eq 'inline'] | *[@set:behaviour = ('metadata', 'omit', 'index')] | *[tei:is-endnotes(.)]" mode="book:inline" as="empty-sequence()" priority="1"/>

  <xsl:template match="*[@set:behaviour eq 'anchor']" mode="book:inline" as="element()?" priority="1">
    <xsl:if test="@xml:id"><b:anchor id="{@xml:id}"/></xsl:if>
  </xsl:template>

  <xsl:template match="*[book:is-note(.)]" mode="book:inline" as="element()" priority="4"><xsl:sequence select="book:note(.)"/></xsl:template>
  <xsl:template match="note | noteGrp | *[@set:behaviour eq 'note']" mode="book:inline" as="element()*" priority="3">
    <xsl:if test="empty(ancestor::app)"><b:style apart="true"><xsl:apply-templates mode="#current"/></b:style></xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'gap']" mode="book:inline" as="element()?">
    <xsl:if test="$stage eq 'corr' or not(@reason eq 'lost')"><b:gap apart="true">{(@set:param-sign, '[…]')[1]}</b:gap></xsl:if>
  </xsl:template>

  <!-- a page of the source, or another of its parts: there a word ends, unless it goes on -->
  <xsl:template match="*[@set:behaviour eq 'break']" mode="book:inline" as="node()*">
    <xsl:if test="not(@set:param-joins eq 'true')"><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="self::pb"><b:page n="{@n}" apart="true"><xsl:copy-of select="@facs"/></b:page></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'graphic']" mode="book:inline" as="element()?">
    <xsl:if test="empty(ancestor::*[@set:behaviour eq 'figure'])">
      <b:image apart="true" src="{(@set:param-url, @url)[1]}" alt="{normalize-space((desc, ../*[@set:behaviour eq 'metadata'])[1])}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'foreign']" mode="book:inline" as="element()">
    <b:foreign><xsl:copy-of select="."/></b:foreign>
  </xsl:template>
</xsl:stylesheet>
