<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: the inside of a paragraph. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== inline ===== -->

  <!-- The text of a name is a link to its entry; where names nest, each word links to the innermost. -->
  <xsl:template match="text()" mode="html:inline" as="node()*">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="tei:is-layout(.)"/>
      <xsl:when test="exists($entry) and normalize-space()">
        <a class="name" href="{html:href($entry)}">{.}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="persName | orgName | placeName | eventName | rs | name | roleName | title | author" mode="html:inline" as="element()">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <span class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="entry" select="(html:entry(@ref), $entry)[1]" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="html:call"/>
    </span>
  </xsl:template>

  <!-- what HTML has an element for -->
  <xsl:variable name="html:tags" as="map(xs:string, xs:string)"
      select="map{'emph': 'em', 'hi': 'i', 'foreign': 'i', 'gi': 'code', 'att': 'code', 'val': 'code', 'code': 'code'}" visibility="private"/>

  <xsl:template match="foreign | emph | hi | mentioned | term | gloss | soCalled | seg[not(html:is-rated(.))] | date | abbr | expan | orig | reg | unclear | citedRange | bibl | cit | idno | gi | att | val | code | p | metamark | subst | add | num | measure | time | editor | publisher | pubPlace | resp | forename | surname | genName | addName | nameLink | settlement | country | region | geogName | email | w | c | pc"
      mode="html:inline" as="element()">
    <xsl:element name="{($html:tags(local-name()), 'span')[1]}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[@when castable as xs:date or @when castable as xs:gYearMonth or @when castable as xs:gYear]" mode="html:inline" as="element()" priority="1">
    <time datetime="{@when}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </time>
  </xsl:template>

  <xsl:template match="del | graphic | figDesc | milestone | cb" mode="html:inline" as="element()*">
    <xsl:if test="self::del"><s class="del"><xsl:apply-templates mode="#current"/></s></xsl:if>
  </xsl:template>

  <xsl:template match="quote | said | q" mode="html:inline" as="element()*">
    <xsl:if test="not(tei:is-block(.))">
      <span class="{local-name()}{' paraphrase'[current()/@type = 'paraphrase']}">
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="#current"/>
      </span>
      <xsl:call-template name="html:call"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ref" mode="html:inline" as="element()">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="@type eq 'noteCall'">
        <a class="note-call" role="doc-noteref">
          <xsl:for-each select="html:href-of(@target)"><xsl:attribute name="href" select="."/></xsl:for-each>
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates>
        </a>
      </xsl:when>
      <xsl:when test="html:href-of(@target)">
        <a href="{html:href-of(@target)}"><xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref"><xsl:apply-templates mode="#current"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ptr" mode="html:inline" as="element()?">
    <xsl:variable name="href" as="xs:string?" select="html:href-of(@target)"/>
    <xsl:if test="$href"><a href="{$href}">{replace(@target, '^https?://', '')}</a></xsl:if>
  </xsl:template>

  <xsl:template match="app" mode="html:inline" as="element()*">
    <xsl:choose>
      <xsl:when test="rdg/@type = 'omission'">
        <xsl:if test="tei:begins-omission(.)">
          <span class="omitted" role="note" data-apparatus="">
            <xsl:call-template name="html:anchor"/>
            <xsl:text> […] </xsl:text>
            <span class="unseen">({html:word('omitted')})</span>
          </span>
        </xsl:if>
      </xsl:when>
      <xsl:when test="html:entry-of(.)/rdg/@type = 'omission'">
        <span class="omitted-elsewhere">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates select="lem | rdg" mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <span class="app">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates select="lem | rdg" mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="html:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="ellipsis | corr | sic | supplied | seg[html:is-rated(.)]" mode="html:inline" as="element()*">
    <span class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:template match="gap" mode="html:inline" as="element()*">
    <span class="gap" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <span class="unseen">{normalize-space(desc)}</span>
    </span>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- What the editors say stands in the margin; here is the letter that calls it. -->
  <xsl:template match="note" mode="html:inline" as="element()*">
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- a list within a note, which is a sentence or two; elsewhere it is a block -->
  <xsl:template match="list" mode="html:inline" as="element()*">
    <xsl:if test="ancestor::note or ancestor::desc">
      <xsl:for-each select="item">
        <span class="item"><xsl:apply-templates mode="#current"/></span>
        <span>{if (position() lt last()) then '; ' else ' '}</span>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="desc" mode="html:inline" as="empty-sequence()"/>

  <xsl:template match="lb" mode="html:inline" as="element()"><br/></xsl:template>

  <xsl:template match="pb" mode="html:inline" as="element()"><span class="page" data-apparatus="">{'[' || @n || ']'}</span></xsl:template>

  <xsl:template match="*" mode="html:inline" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the web page'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
