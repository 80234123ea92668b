<?xml version="1.0" encoding="UTF-8"?>
<!-- The front page: what the edition is, and the ways into each of its texts. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:front" as="map(*)*" visibility="private">
    <xsl:variable name="listed" as="map(*)*" select="$html:all[$html:is-large]?listed"/>
    <xsl:variable name="content" as="node()*">
      <xsl:if test="$html:several"><h1>{$html:name}</h1></xsl:if>
      <xsl:choose>
        <xsl:when test="exists($listed)"><xsl:sequence select="html:list($listed)"/></xsl:when>
        <xsl:otherwise>{html:slot('each', 'front')}</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="html:page('index.html', $html:name, $content, (html:first-metadata(), html:feed()))"/>
    <xsl:if test="exists($listed)"><xsl:sequence select="html:list-files($listed)"/></xsl:if>
  </xsl:function>

  <!-- what the first page says of a document -->
  <xsl:function name="html:front-of" as="element()" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="$document">
      <section class="front">
        <xsl:if test="not($html:several and html:title(.) eq $html:site/site:site/@title)">
          <xsl:element name="{if ($html:several) then 'h2' else 'h1'}">{html:title(.)}</xsl:element>
        </xsl:if>
        <xsl:if test="html:authors(.)"><p class="author">{html:authors(.)}</p></xsl:if>
        <xsl:sequence select="html:letter-head(.)"/>
        <div class="readings">
          <ul>
            <xsl:for-each select="html:readings-of(.)">
              <li><a href="{@file}">{@label}</a></li>
            </xsl:for-each>
            <xsl:if test="html:has-parallel(.)"><li><a href="{html:own-page(., 'parallel')}">{html:word(if (text//app[(lem | rdg)/@wit]) then 'parallel-lead' else 'aligned-lead')}</a></li></xsl:if>
          </ul>
        </div>
        <xsl:if test="teiHeader/profileDesc/abstract[normalize-space()]">
          <div class="prose"><xsl:apply-templates select="teiHeader/profileDesc/abstract/*" mode="html:header"/></div>
        </xsl:if>
        <xsl:sequence select="html:contents(html:main(.))"/>
      </section>
    </xsl:for-each>
  </xsl:function>

  <!-- who wrote a letter to whom, where and when, from its correspDesc -->
  <xsl:function name="html:letter-head" as="element()?" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="$document/teiHeader/profileDesc/correspDesc[correspAction]">
      <ul class="correspondence">
        <xsl:for-each select="correspAction">
          <li>{string-join((html:value(string(@type)), string-join((persName | orgName | placeName | date) ! (normalize-space()[.], html:dated(current()[self::date]))[1], ', ')), ': ')}</li>
        </xsl:for-each>
      </ul>
    </xsl:for-each>
  </xsl:function>

  <!-- the headings of a reading -->
  <xsl:function name="html:contents" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:variable name="heads" as="element(head)*" select="$reading/TEI/text/(front | body)//head[@xml:id or ../@xml:id]"/>
    <xsl:if test="exists($heads)">
      <nav class="contents" aria-label="{html:word('contents')}">
        <h2>{html:word('contents')}</h2>
        <ol>
          <xsl:for-each select="$heads">
            <li><a href="{html:page-of($reading, .)}#{(@xml:id, ../@xml:id)[1]}">{html:plain(.)}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
