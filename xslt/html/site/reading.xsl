<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a reading. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== the page of a reading ===== -->

  <xsl:function name="html:reading" as="map(*)" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="tei" as="element(TEI)" select="$reading/TEI"/>
    <xsl:variable name="title" as="xs:string" select="html:title($tei)"/>
    <xsl:variable name="content" as="element()*">
      <xsl:sequence select="html:switch($reading)"/>
      <article id="text" class="text" lang="{(html:tongue($tei)[.], $html:language)[1]}">
        <xsl:if test="html:direction(html:tongue($tei)) eq 'rtl'"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
        <xsl:if test="not(html:has-title($tei))">
          <h1 data-apparatus="">{$title}</h1>
        </xsl:if>
        <xsl:sequence select="html:sent($tei), html:manifests($tei), html:views($tei), html:letters($tei), html:outline($tei)"/>
        <xsl:sequence select="html:mixed($tei/node(), true()), html:manuscript($tei)"/>
      </article>
      <xsl:sequence select="html:cite-here($reading)"/>
    </xsl:variable>
    <xsl:sequence select="map:put(html:page($reading/@file, $title || ' (' || $reading/@label || ')', $content, html:metadata($tei, $reading)), 'reading', string($reading/@id))"/>
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

  <!-- the readings of the document, this one stated: whose text it is, at which stage -->
  <xsl:function name="html:switch" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <nav class="readings" aria-label="{html:word('readings')}">
      <p class="lead">{html:word('reading')}</p>
      <ul>
        <xsl:for-each select="html:readings-of(html:document($reading))">
          <li>
            <a href="{@file}">
              <xsl:if test=". is $reading"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
              <xsl:text>{@label}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
      <p class="stated">
        <xsl:value-of select="html:word(if ($reading/@stage eq 'corr') then 'stage-corr' else 'stage-sic')"/>
        <xsl:for-each select="html:by-id(string($reading/@witness), html:document($reading))[self::witness]">
          <xsl:text> {html:word('witness')} {$reading/@witness}: {html:plain(.)}</xsl:text>
        </xsl:for-each>
      </p>
    </nav>
  </xsl:function>
</xsl:stylesheet>
