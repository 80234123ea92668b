<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page has around its content: head, ways to the other pages, foot. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A page: its file, its title, what stands on it; `head` holds what its head has beyond the others. -->
  <xsl:function name="html:page" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="head" as="element()*"/>
    <xsl:variable name="page" as="element()">
      <html lang="{$html:language}">
        <head>
          <meta charset="utf-8"/>
          <meta http-equiv="Content-Security-Policy" content="{$html:policy}"/>
          <meta name="viewport" content="width=device-width, initial-scale=1"/>
          <meta name="color-scheme" content="light dark"/>
          <title>{string-join(distinct-values(($title, $html:name)), ' – ')}</title>
          <link rel="stylesheet" href="fonts.css"/>
          <link rel="stylesheet" href="style.css"/>
          <link rel="stylesheet" href="text.css"/>
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
            <p class="name"><a href="index.html">{$html:name}</a></p>
            <nav aria-label="{html:word('edition')}">
              <ul>
                <xsl:sequence select="$html:navigation ! html:way(., $file)"/>
              </ul>
              <button type="button" class="theme" aria-label="{html:word('theme')}" title="{html:word('theme')}">◐</button>
            </nav>
          </header>
          <main id="main">
            <xsl:sequence select="$content"/>
          </main>
          <footer class="site">
            <xsl:sequence select="html:rights-of-page($file)"/>
          </footer>
        </body>
      </html>
    </xsl:variable>
    <xsl:sequence select="map{$file: html:serialized($page)}"/>
  </xsl:function>

  <!-- What a page may load and run: files of the site, and nothing that stands in the page itself. From disk, not every
       browser takes 'self' for the folder. -->
  <xsl:variable name="html:policy" as="xs:string" visibility="private">default-src 'none'; script-src 'self' file:; style-src 'self' file:; style-src-attr 'unsafe-inline'; img-src 'self' file: data:; font-src 'self' file: data:; connect-src 'self'; base-uri 'none'; form-action 'none'</xsl:variable>

  <xsl:function name="html:page" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:sequence select="html:page($file, $title, $content, ())"/>
  </xsl:function>

  <!-- ===== ways ===== -->

  <!-- a way: its label, and its file or the ways behind it -->
  <xsl:variable name="html:navigation" as="map(*)*" visibility="private">
    <xsl:sequence select="html:ways(html:word('text'), $html:documents ! map{'label': if (count($html:documents) eq 1) then html:word('text') else html:title(.), 'file': html:main(.)/@file})"/>
    <xsl:sequence select="html:ways(html:word('parallel'), $html:documents[html:has-parallel(.)] !
        map{'label': if (count($html:documents) eq 1) then html:word('parallel') else html:title(.), 'file': html:own-page(., 'parallel')})"/>
    <xsl:sequence select="html:ways(html:word('registers'), ($html:registers ! map{'label': html:register-name(.), 'file': html:register-page(.)},
        map{'label': html:word('quotations'), 'file': 'quotations.html'}[exists($html:quotations)],
        map{'label': html:word('omissions'), 'file': 'omissions.html'}[exists($html:omissions)]))"/>
    <xsl:sequence select="html:ways(html:word('pictures'), (
        map{'label': html:word('timeline'), 'file': 'timeline.html'}[exists($html:moments)],
        map{'label': html:word('transmission'), 'file': 'transmission.html'}[exists($html:relations)]))"/>
    <xsl:sequence select="map{'label': html:word('search'), 'file': 'search.html'}"/>
    <xsl:sequence select="html:ways(html:word('edition'), (
        map{'label': html:word('about'), 'file': 'about.html'},
        map{'label': html:word('guidelines'), 'file': 'guidelines.html'}[$html:site/site:site/site:schema],
        map{'label': html:word('cite'), 'file': 'cite.html'}, map{'label': html:word('downloads'), 'file': 'downloads.html'}))"/>
  </xsl:variable>

  <!-- several ways behind one; a single way is its own -->
  <xsl:function name="html:ways" as="map(*)?" visibility="private">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="ways" as="map(*)*"/>
    <xsl:sequence select="if (count($ways) gt 1) then map{'label': $label, 'ways': $ways} else $ways"/>
  </xsl:function>

  <xsl:function name="html:way" as="element()" visibility="private">
    <xsl:param name="way" as="map(*)"/>
    <xsl:param name="file" as="xs:string"/>
    <li>
      <xsl:choose>
        <xsl:when test="exists($way?ways)">
          <details class="ways" name="ways">
            <summary>
              <xsl:if test="$way?ways?file = $file"><xsl:attribute name="class" select="'here'"/></xsl:if>
              <xsl:text>{$way?label}</xsl:text>
            </summary>
            <ul><xsl:sequence select="$way?ways ! html:way(., $file)"/></ul>
          </details>
        </xsl:when>
        <xsl:otherwise>
          <a href="{$way?file}">
            <xsl:if test="$way?file eq $file"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:text>{$way?label}</xsl:text>
          </a>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:function>
</xsl:stylesheet>
