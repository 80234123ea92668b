<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a reading. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== the page of a reading; the pages, where it is long ===== -->

  <xsl:function name="html:reading" as="map(*)+" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="tei" as="element(TEI)" select="$reading/TEI"/>
    <xsl:variable name="whole" as="element()"><div><xsl:sequence select="html:mixed($tei/node(), true())"/></div></xsl:variable>
    <xsl:variable name="pages" as="map(*)+" select="html:cut($reading, $whole)"/>
    <xsl:variable name="homes" as="map(xs:string, xs:string)" select="map:merge(for $page in $pages return $page?nodes/descendant-or-self::*/@id ! map{string(.): $page?file})"/>
    <xsl:for-each select="1 to count($pages)">
      <xsl:variable name="page" as="map(*)" select="$pages[current()]"/>
      <xsl:variable name="before" as="map(*)?" select="$pages[position() eq current() - 1]"/>
      <xsl:variable name="after" as="map(*)?" select="$pages[position() eq current() + 1]"/>
      <xsl:variable name="nodes" as="node()*" select="html:at-the-head($reading, $page?chapter), $page?nodes"/>
      <xsl:variable name="content" as="element()*">
        <xsl:sequence select="html:switch($reading, $page?chapter)"/>
        <article id="text" class="text" lang="{(html:tongue($tei)[.], $html:language)[1]}">
          <xsl:if test="html:direction(html:tongue($tei)) eq 'rtl'"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
          <xsl:sequence select="html:show($page?nodes)"/>
          <xsl:sequence select="if (count($pages) eq 1) then $nodes else html:placed($nodes, $page, $homes, html:chapters($reading) ! html:division-id(.))"/>
          <xsl:sequence select="html:manuscript($tei)[not($page?chapter)]"/>
        </article>
        <xsl:sequence select="html:images($page?nodes), html:chapter-list($reading, $page?chapter), html:turn($reading, $before, $after), html:cite-here($reading, $page?file)"/>
      </xsl:variable>
      <xsl:variable name="title" as="xs:string" select="string-join(($page?chapter ! html:division-name(.), html:title($tei)), ' – ') || $reading[not(@alone = 'true')]/@label ! (' (' || . || ')')"/>
      <xsl:variable name="head" as="element()*">
        <xsl:sequence select="html:metadata($tei, $reading, $page?file)"/>
        <xsl:for-each select="$before"><link rel="prev" href="{?file}"/></xsl:for-each>
        <xsl:for-each select="$after"><link rel="next" href="{?file}"/></xsl:for-each>
      </xsl:variable>
      <xsl:sequence select="map:put(html:page($page?file, $title, $content, $head), 'reading', string($reading/@id))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- what stands above the text, on its first page or on that of a chapter -->
  <xsl:function name="html:at-the-head" as="element()*" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="chapter" as="element()?"/>
    <xsl:variable name="tei" as="element(TEI)" select="$reading/TEI"/>
    <xsl:choose>
      <xsl:when test="$chapter"><xsl:sequence select="html:running($reading, $chapter), html:views($tei), html:letters($tei), html:outline($tei)"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(html:has-title($tei))">
          <h1 data-apparatus="">{html:title($tei)}</h1>
        </xsl:if>
        <xsl:sequence select="html:sent($tei), html:manifests($tei), html:views($tei), html:letters($tei), html:outline($tei)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- the description of the manuscript in the header, after the text; it is none of it -->
  <xsl:function name="html:manuscript" as="element()?" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:if test="$tei/teiHeader//sourceDesc//msDesc">
      <section class="manuscript" data-apparatus="">
        <xsl:if test="$tei/(text | sourceDoc)[normalize-space()]"><h2>{html:word('manuscript')}</h2></xsl:if>
        <xsl:sequence select="html:mixed($tei/teiHeader//sourceDesc//msDesc[not(ancestor::msDesc)], true())"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- What of a page can be shown or not: names, corrections, notes; or the text alone. Style alone does it (text.css). -->
  <xsl:function name="html:show" as="element()?" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="classes" as="xs:string*" select="$nodes/descendant-or-self::*/@class ! tokenize(.)"/>
    <xsl:variable name="kinds" as="xs:string*" select="'names'[$classes = 'name'], 'corrections'[$classes = ('corr', 'sic', 'supplied', 'reg')], 'notes'[$classes = 'apparatus']"/>
    <xsl:if test="exists($kinds)">
      <fieldset class="views show" data-apparatus="">
        <legend>{html:word('show')}</legend>
        <xsl:for-each select="$kinds, 'plain'">
          <label>
            <input type="checkbox" id="show-{.}"><xsl:if test=". ne 'plain'"><xsl:attribute name="checked" select="''"/></xsl:if></input>
            <xsl:text> {html:word('show-' || .)}</xsl:text>
          </label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <!-- The readings of the document, this one stated. From a chapter one comes to the same in the other, where it has that.
       Where there is one reading, there is nothing to choose. -->
  <xsl:function name="html:switch" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="chapter" as="element()?"/>
    <xsl:variable name="readings" as="element(site:reading)+" select="html:readings-of(html:document($reading))"/>
    <xsl:choose>
      <xsl:when test="count($readings) eq 1"><xsl:sequence select="html:reading-stated($reading)"/></xsl:when>
      <xsl:otherwise>
        <nav class="readings" aria-label="{html:word('readings')}">
          <p class="lead">{html:word('reading')}</p>
          <ul>
            <xsl:for-each select="$readings">
              <li>
                <a href="{(html:chapters(.)[@source:n = $chapter/@source:n] ! html:chapter-page(ancestor::site:reading, .), @file)[1]}">
                  <xsl:if test=". is $reading"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
                  <xsl:text>{@label}</xsl:text>
                </a>
              </li>
            </xsl:for-each>
          </ul>
          <xsl:sequence select="html:reading-stated($reading), html:pair-ways($reading, $chapter)"/>
        </nav>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whose text it is, at which stage -->
  <xsl:function name="html:reading-stated" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <p class="stated">
      <xsl:value-of select="html:word(if ($reading/@stage eq 'corr') then 'stage-corr' else 'stage-sic')"/>
      <xsl:for-each select="html:by-id(string($reading/@witness), html:document($reading))[self::witness]">
        <xsl:text> {html:word('witness')} {$reading/@witness}: {html:plain(.)}</xsl:text>
      </xsl:for-each>
    </p>
  </xsl:function>
</xsl:stylesheet>
