<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a long reading: its first, and one for each chapter. The reading is set as a whole, and then cut where a
     chapter begins: each page has what stands up to the next one, in the order of the text. -->
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

  <!-- Each page of a reading, first to last: its `file`, its `chapter` (none on the first), and of the text that was set
       (`whole`) what stands on it (`nodes`). -->
  <xsl:function name="html:cut" as="map(*)+" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="chapters" as="element()*" select="html:chapters($reading)"/>
    <xsl:variable name="starts" as="element()*" select="let $ids := $chapters ! html:division-id(.) return $whole//*[@id = $ids]"/>
    <xsl:sequence select="map{'file': string($reading/@file), 'nodes': html:between($whole/node(), (), $starts[1])}"/>
    <xsl:for-each select="$starts">
      <xsl:variable name="n" as="xs:integer" select="position()"/>
      <xsl:variable name="chapter" as="element()" select="$chapters[html:division-id(.) eq current()/@id]"/>
      <xsl:sequence select="map{'file': html:chapter-page($reading, $chapter), 'chapter': $chapter, 'nodes': html:between($whole/node(), ., $starts[$n + 1])}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What stands from one element up to another. What they stand in is there too, without its id where it began before. -->
  <xsl:function name="html:between" as="node()*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="from" as="element()?"/>
    <xsl:param name="to" as="element()?"/>
    <xsl:for-each select="$nodes">
      <xsl:variable name="holds" as="xs:boolean" select="exists(($from, $to)/ancestor::*[. is current()])"/>
      <xsl:choose>
        <xsl:when test="$to/(. is current() or . &lt;&lt; current())"/>
        <xsl:when test="$holds">
          <xsl:copy>
            <xsl:sequence select="@*[not(local-name() eq 'id' and $from &gt;&gt; current())], html:between(node(), $from, $to)"/>
          </xsl:copy>
        </xsl:when>
        <xsl:when test="$from/(. &gt;&gt; current())"/>
        <xsl:otherwise><xsl:sequence select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== what stands on a page, as it is there ===== -->

  <!-- Nodes with the links of a single page, for one of several: `homes` says on which each id is, `starts` which ids begin one. -->
  <xsl:function name="html:placed" as="node()*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="page" as="map(*)"/>
    <xsl:param name="homes" as="map(xs:string, xs:string)"/>
    <xsl:param name="starts" as="xs:string*"/>
    <xsl:apply-templates select="$nodes" mode="html:placed">
      <xsl:with-param name="file" select="$page?file" tunnel="yes"/>
      <xsl:with-param name="homes" select="$homes" tunnel="yes"/>
      <xsl:with-param name="starts" select="$starts" tunnel="yes"/>
      <xsl:with-param name="raised" select="(min($page[?chapter]?nodes/descendant-or-self::*[matches(local-name(), '^h[2-6]$')]/xs:integer(substring(local-name(), 2))) - 2, 0)[1]" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="@href[starts-with(., '#')]" mode="html:placed" as="attribute()">
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:param name="homes" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="starts" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="substring(., 2)"/>
    <xsl:variable name="home" as="xs:string?" select="$homes($id)[. ne $file]"/>
    <xsl:attribute name="href" select="if ($home) then $home || (if ($id = $starts) then '' else .) else string(.)"/>
  </xsl:template>

  <!-- the uppermost heading of a chapter follows that of the page, however deep it stands in the text -->
  <xsl:template match="*[matches(local-name(), '^h[2-6]$')]" mode="html:placed" as="element()">
    <xsl:param name="raised" as="xs:integer" tunnel="yes"/>
    <xsl:element name="h{xs:integer(substring(local-name(), 2)) - $raised}"><xsl:apply-templates select="@*, node()" mode="#current"/></xsl:element>
  </xsl:template>

  <!-- ===== the ways between pages ===== -->

  <!-- what a page is called: its chapter; the first, the text -->
  <xsl:function name="html:page-name" as="xs:string" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="page" as="map(*)"/>
    <xsl:sequence select="($page?chapter ! html:division-name(.), html:title($reading/TEI))[1]"/>
  </xsl:function>

  <!-- above a chapter: the text that it is of, and where it has no heading, its number -->
  <xsl:function name="html:running" as="element()+" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="chapter" as="element()"/>
    <h1 class="running" data-apparatus="">
      <a href="{$reading/@file}">{html:short-title($reading/TEI)}</a>
      <xsl:for-each select="$chapter/ancestor::* intersect html:chapters($reading)">{' · '}<a href="{html:chapter-page($reading, .)}">{html:division-name(.)}</a></xsl:for-each>
    </h1>
    <xsl:if test="not($chapter/head[normalize-space()])"><h2 data-apparatus="">{html:division-name($chapter)}</h2></xsl:if>
  </xsl:function>

  <!-- the chapters of a text, or of one of its parts, on the page where it begins -->
  <xsl:function name="html:chapter-list" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="part" as="element()?"/>
    <xsl:variable name="listed" as="element()?" select="html:chapters-of($reading, $part)"/>
    <xsl:if test="$listed">
      <nav class="contents chapters" aria-label="{string-join((html:word('contents'), $part ! html:division-name(.)), ': ')}">
        <h2>{html:word('contents')}</h2>
        <xsl:sequence select="$listed"/>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:chapters-of" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="part" as="element()?"/>
    <xsl:variable name="chapters" as="element()*" select="html:chapters($reading)"/>
    <xsl:variable name="own" as="element()*" select="$chapters[let $above := (ancestor::* intersect $chapters)[last()] return if ($part) then $above is $part else empty($above)]"/>
    <xsl:if test="exists($own)">
      <ol>
        <xsl:for-each select="$own">
          <li><a href="{html:chapter-page($reading, .)}">{html:division-name(.)}</a><xsl:sequence select="html:chapters-of($reading, .)"/></li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:function>

  <!-- the page before, and the page after -->
  <xsl:function name="html:turn" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="before" as="map(*)?"/>
    <xsl:param name="after" as="map(*)?"/>
    <xsl:if test="exists(($before, $after))">
      <nav class="turn" aria-label="{html:word('chapters')}">
        <xsl:for-each select="$before"><a rel="prev" href="{?file}"><span class="way">{html:word('previous')}</span>{' '}{html:page-name($reading, .)}</a></xsl:for-each>
        <xsl:for-each select="$after"><a rel="next" href="{?file}"><span class="way">{html:word('next')}</span>{' '}{html:page-name($reading, .)}</a></xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
