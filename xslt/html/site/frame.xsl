<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page has around its content: head, ways to the other pages, foot. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A page: its file, its title, what stands on it; `head` holds what its head has beyond the others. -->
  <xsl:function name="html:page" as="map(xs:string, item())" visibility="private">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="head" as="node()*"/>
    <xsl:variable name="page" as="element()">
      <html lang="{$html:language}">
        <head>
          <meta charset="utf-8"/>
          <meta http-equiv="Content-Security-Policy" content="{$html:policy}"/>
          <meta name="viewport" content="width=device-width, initial-scale=1"/>
          <meta name="color-scheme" content="light dark"/>
          <title>{$title}{html:slot('of', '')}</title>
          <xsl:if test="$html:address and $file ne '404.html' and empty($head/self::*:link[@rel eq 'canonical'])">
            <link rel="canonical" href="{$html:address}{$file[. ne 'index.html']}"/>
          </xsl:if>
          <link rel="stylesheet" href="fonts.css"/>
          <link rel="stylesheet" href="style.css"/>
          <link rel="stylesheet" href="text.css"/>
          <xsl:if test="$content/self::*:article[@class eq 'picture']"><link rel="stylesheet" href="pictures.css"/></xsl:if>
          <link rel="stylesheet" href="print.css" media="print"/>
          <!-- the fonts are there before the first line is set, so that none moves -->
          <script src="fonts.js"/>
          <script type="application/json" id="words">
            <xsl:value-of select="replace(serialize(map{'copy': html:word('copy')}, map{'method': 'json'}), '&lt;', '\\u003c')"/>
          </script>
          <script src="entries.js" defer=""/>
          <script src="site.js" defer=""/>
          <xsl:sequence select="$head"/>
        </head>
        <body>
          <a class="skip" href="#main">{html:word('skip')}</a>
          <header class="site">
            <p class="name"><a href="index.html">{html:slot('name', '')}</a></p>
            <nav aria-label="{html:word('edition')}">
              <ul>{html:slot('ways', '')}</ul>
              <xsl:if test="$file ne 'search.html'">
                <form class="seek" role="search" action="search.html">
                  <input type="search" name="q" aria-label="{html:word('search-label')}" placeholder="{html:word('search')}" autocomplete="off" spellcheck="false"/>
                </form>
              </xsl:if>
              <button type="button" class="theme" aria-label="{html:word('theme')}" title="{html:word('theme')}">◐</button>
            </nav>
          </header>
          <main id="main">
            <xsl:sequence select="$content"/>
          </main>
          <footer class="site">
            <xsl:choose>
              <xsl:when test="$html:published"><xsl:sequence select="html:rights-of-document($html:published)"/></xsl:when>
              <xsl:otherwise>{html:slot('rights', '')}</xsl:otherwise>
            </xsl:choose>
          </footer>
        </body>
      </html>
    </xsl:variable>
    <xsl:sequence select="map{'file': $file, 'title': $title, 'page': html:serialized($page)}"/>
  </xsl:function>

  <!-- What a page may load and run: files of the site, and nothing that stands in the page itself. From disk, not every
       browser takes 'self' for the folder. -->
  <xsl:variable name="html:policy" as="xs:string" visibility="private">default-src 'none'; script-src 'self' file:; style-src 'self' file:; style-src-attr 'unsafe-inline'; img-src 'self' file: data:; font-src 'self' file: data:; connect-src 'self'; base-uri 'none'; form-action 'self' file:</xsl:variable>

  <xsl:function name="html:page" as="map(xs:string, item())" visibility="private">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:sequence select="html:page($file, $title, $content, ())"/>
  </xsl:function>

  <!-- A place that is filled when all is known (scripts/siglum/publish/html/slots.py says with what). Nothing in a document
       can look like one: the mark is made from what is given. -->
  <xsl:function name="html:slot" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="argument" as="xs:string"/>
    <xsl:sequence select="$html:site/site:site/@mark || ':' || $name || ':' || encode-for-uri($argument) || ';'"/>
  </xsl:function>

  <!-- parts of pages, each after its name -->
  <xsl:function name="html:parts" as="xs:string" visibility="private">
    <xsl:param name="parts" as="map(xs:string, node()*)*"/>
    <xsl:variable name="all" as="element()">
      <html>
        <body>
          <xsl:for-each select="$parts">
            <xsl:text>{html:slot('part', map:keys(.))}</xsl:text>
            <xsl:sequence select="?*"/>
          </xsl:for-each>
          <xsl:text>{html:slot('part', '')}</xsl:text>
        </body>
      </html>
    </xsl:variable>
    <xsl:sequence select="html:serialized($all)"/>
  </xsl:function>
</xsl:stylesheet>
