<?xml version="1.0" encoding="UTF-8"?>
<!-- What can be searched and previewed: the paragraphs and the entries, as scripts that a page opened from disk can load. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:search" as="map(*)*" visibility="private">
    <xsl:variable name="content" as="element()*">
      <article class="search">
        <h1>{html:word('search')}</h1>
        <form role="search" id="search" hidden="">
          <label for="query">{html:word('search-label')}</label>
          <input id="query" name="q" type="search" autocomplete="off" spellcheck="false"/>
          <p class="hint">{html:word('search-hint')}</p>
        </form>
        <p id="count" role="status" data-none="{html:word('found-none')}" data-one="{html:word('found-one')}" data-many="{html:word('found-many')}"/>
        <ol id="results"/>
        <noscript><p>{html:word('search-without')}</p></noscript>
        <ul class="instead">
          <xsl:for-each select="$html:all"><li><a href="{?main}">{?title}</a></li></xsl:for-each>
          <xsl:for-each select="$html:registers"><li><a href="{?file}">{?title}</a></li></xsl:for-each>
        </ul>
      </article>
    </xsl:variable>
    <xsl:variable name="scripts" as="element()+">
      <script src="search-index.js" defer=""/>
      <script src="search.js" defer=""/>
    </xsl:variable>
    <xsl:sequence select="html:page('search.html', html:word('search'), $content, $scripts)"/>
    <xsl:sequence select="html:written('entries.js', html:script('siglumEntries', map:merge($html:registers?entries?* ! map{?href: ?preview})))"/>
  </xsl:function>

  <xsl:function name="html:searchable" as="map(*)*" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:for-each select="$reading/TEI/text//(p | ab | head | l | titlePart | item | salute | signed | dateline)[@xml:id][not(ancestor::note)]">
      <xsl:variable name="voices" as="map(*)*" select="html:voices(.)"/>
      <xsl:sequence select="map:merge((map{'href': html:place-href(.), 'name': if (@n) then html:word('paragraph', @n) else html:place-number(.), 'text': html:plain(.)},
          html:own(.)[$html:several] ! map{'of': html:short-title(.)},
          map{'voices': array{$voices}}[exists($voices?voice[.])]))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The voices of a paragraph in their order: whose words, and where in its text they end. -->
  <xsl:function name="html:voices" as="map(*)*" visibility="private">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="texts" as="text()*" select="html:texts($paragraph)"/>
    <xsl:for-each-group select="$texts" group-adjacent="html:voice(.)">
      <xsl:variable name="last" as="text()" select="current-group()[last()]"/>
      <xsl:sequence select="map{'voice': current-grouping-key(), 'end': string-length(normalize-space(string-join($texts[. &lt;&lt; $last], '') || $last))}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- what is found of an entry; the name of its register comes when all registers are known -->
  <xsl:function name="html:found" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map{'href': html:href($entry), 'entry': html:preferred($entry),
        'text': string-join(distinct-values(($entry/(persName | orgName | placeName | eventName | author | title | note | desc) ! html:plain(.), html:statements($entry) ! html:said-of(.))), ' · ')}"/>
  </xsl:function>

  <!-- what the preview of a name says -->
  <xsl:function name="html:preview" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map{'name': html:preferred($entry), 'dates': (html:life($entry)[.], $entry/date[1] ! normalize-space(), '')[1],
        'note': (html:statements($entry)[1] ! html:said-of(.), $entry/(note | desc)[1] ! string-join(descendant::text()) ! normalize-space(), '')[1]}"/>
  </xsl:function>
</xsl:stylesheet>
