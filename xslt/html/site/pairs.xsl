<?xml version="1.0" encoding="UTF-8"?>
<!-- Two readings of a document side by side, block by block; where their words differ is marked when the page is finished
     (scripts/siglum/publish/html/compared.py). Of up to four readings every two are laid side by side, of more each beside
     the one that other pages refer to. A long text has a page for each chapter in which the two differ. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:set="urn:siglum:set"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:few-readings" as="xs:integer" select="4" visibility="private"/>

  <!-- the readings that one is laid beside, in the order of all: those of the same part of the text -->
  <xsl:function name="html:beside-reading" as="element(site:reading)*" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="main" as="element(site:reading)?" select="html:main(html:document($reading))"/>
    <xsl:variable name="all" as="element(site:reading)*" select="html:readings-of(html:document($reading))[string(@scope) eq string($reading/@scope)]"/>
    <xsl:sequence select="if (empty($html:readings intersect $reading)) then () else $all[not(. is $reading)][count($all) le $html:few-readings or ($reading, .) intersect ($all intersect $main, $all[not($all intersect $main)][1])]
                          [exists(html:pair-pages($reading, .))]"/>
  </xsl:function>

  <!-- all pairs of a document, each once -->
  <xsl:function name="html:pairs" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="html:readings-of($document)">
      <xsl:variable name="one" as="element(site:reading)" select="."/>
      <xsl:sequence select="html:beside-reading(.)[. &gt;&gt; $one] ! map{'one': $one, 'other': .}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the blocks of a reading by their numbers in the source, which all readings share: what each says, and where it is -->
  <xsl:function name="html:blocks-said" as="map(xs:integer, map(*))" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="$html:all-blocks(string($reading/@id))"/>
  </xsl:function>

  <xsl:function name="html:blocks-of" as="map(xs:integer, map(*))" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="parts" as="element()*" select="$reading/TEI/(text | sourceDoc)"/>
    <xsl:map>
      <xsl:for-each select="$reading/TEI, $parts/descendant-or-self::*[html:is-home(.)][not(ancestor::*[html:is-hidden(.)] or ancestor-or-self::note or ancestor-or-self::*/@set:behaviour = 'note')]">
        <xsl:variable name="block" as="element()" select="."/>
        <xsl:for-each select="html:searchable-block(., $parts)[last()]"><xsl:map-entry key="?at" select="map:put(., 'block', $block)"/></xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- The pages on which two readings differ, each with its file, its chapter (none on the first) and the numbers of its
       blocks; the first page of all has the plain name. -->
  <xsl:function name="html:pair-pages" as="map(*)*" visibility="private">
    <xsl:param name="one" as="element(site:reading)"/>
    <xsl:param name="other" as="element(site:reading)"/>
    <xsl:sequence select="$html:all-pairs(string-join(($one | $other)/@id, '--'))?*"/>
  </xsl:function>

  <!-- the pages of all pairs, and the blocks of all readings, each worked out once -->
  <xsl:variable name="html:all-pairs" as="map(xs:string, array(map(*)))" visibility="private"
      select="map:merge(for $one in $html:readings, $other in $html:readings[. &gt;&gt; $one][string(@scope) eq string($one/@scope)]
                        return map:entry($one/@id || '--' || $other/@id, array{html:pages-of-pair($one, $other)}))"/>

  <xsl:variable name="html:all-blocks" as="map(xs:string, map(*))" visibility="private"
      select="map:merge($html:readings ! map:entry(string(@id), html:blocks-of(.)))"/>

  <xsl:function name="html:pages-of-pair" as="map(*)*" visibility="private">
    <xsl:param name="one" as="element(site:reading)"/>
    <xsl:param name="other" as="element(site:reading)"/>
    <xsl:variable name="mine" as="map(*)" select="html:blocks-said($one)"/>
    <xsl:variable name="theirs" as="map(*)" select="html:blocks-said($other)"/>
    <xsl:variable name="chapters" as="element()*" select="html:chapters($one)"/>
    <xsl:variable name="name" as="xs:string" select="string-join(($one | $other)/@id, '--')"/>
    <xsl:variable name="pages" as="map(*)*">
      <xsl:for-each-group select="sort(distinct-values((map:keys($mine), map:keys($theirs))))" group-by="count($chapters[xs:integer(@source:n) le current()])">
        <xsl:if test="some $at in current-group() satisfies not($mine($at)?text = $theirs($at)?text)">
          <xsl:sequence select="map{'chapter': $chapters[current-grouping-key()], 'blocks': current-group(), 'number': 1 + current-grouping-key()}"/>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:for-each select="$pages">
      <xsl:sequence select="map:put(., 'file', $name || (if (position() eq 1) then '' else '~' || ?number) || '.html')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- from a page of a reading to where others stand beside it -->
  <xsl:function name="html:pair-ways" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="chapter" as="element()?"/>
    <xsl:variable name="others" as="element(site:reading)*" select="html:beside-reading($reading)"/>
    <xsl:if test="exists($others)">
      <p class="pairs">
        <xsl:text>{html:word('beside')} </xsl:text>
        <xsl:for-each select="$others">
          <xsl:variable name="pages" as="map(*)+" select="html:pair-pages(($reading | .)[1], ($reading | .)[2])"/>
          <xsl:if test="position() gt 1"> · </xsl:if>
          <a href="{($pages[?chapter/@source:n = $chapter/@source:n], $pages)[1]?file}">{@label}</a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:pair" as="map(*)+" visibility="private">
    <xsl:param name="pair" as="map(*)"/>
    <xsl:variable name="sides" as="element(site:reading)+" select="$pair?one, $pair?other"/>
    <xsl:variable name="pages" as="map(*)+" select="html:pair-pages($sides[1], $sides[2])"/>
    <xsl:variable name="said" as="map(*)+" select="$sides ! html:blocks-said(.)"/>
    <xsl:for-each select="1 to count($pages)">
      <xsl:variable name="page" as="map(*)" select="$pages[current()]"/>
      <xsl:variable name="content" as="element()*">
        <article class="pair">
          <h1>{html:short-title($sides[1]/TEI)}: {html:word('side-by-side')}</h1>
          <p class="lead">{html:word('side-by-side-note')}</p>
          <xsl:sequence select="html:other-pairs($pair)"/>
          <xsl:if test="count($pages) gt 1"><xsl:sequence select="html:parallel-contents($sides[1], $pages, $page)"/></xsl:if>
          <table class="two">
            <thead>
              <tr>
                <xsl:for-each select="$sides"><th scope="col"><a href="{($page?chapter ! html:chapter-page($sides[1], .)[$sides[1] is current()], @file)[1]}">{@label}</a></th></xsl:for-each>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="$page?blocks"><xsl:sequence select="html:two(., $said)"/></xsl:for-each>
            </tbody>
          </table>
        </article>
        <xsl:sequence select="html:turn($sides[1], $pages[position() eq current() - 1], $pages[position() eq current() + 1])"/>
      </xsl:variable>
      <xsl:variable name="title" as="xs:string"
          select="string-join((html:short-title($sides[1]/TEI), $page?chapter[count($pages) gt 1] ! html:division-name(.), string-join($sides/@label, ' · ')), ': ')"/>
      <xsl:sequence select="html:page($page?file, $title, $content)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- which two readings are shown, and which others can be -->
  <xsl:function name="html:other-pairs" as="element()?" visibility="private">
    <xsl:param name="pair" as="map(*)"/>
    <xsl:variable name="pairs" as="map(*)+" select="html:pairs(html:document($pair?one))"/>
    <xsl:if test="count($pairs) gt 1">
      <nav class="choice" aria-label="{html:word('readings')}">
        <ul>
          <xsl:for-each select="$pairs">
            <li>
              <a href="{html:pair-pages(?one, ?other)[1]?file}">
                <xsl:if test="?one is $pair?one and ?other is $pair?other"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
                <xsl:text>{?one/@label} · {?other/@label}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- a block as both have it -->
  <xsl:function name="html:two" as="element()" visibility="private">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:param name="said" as="map(*)+"/>
    <xsl:variable name="blocks" as="map(*)+" select="$said ! .($at)"/>
    <xsl:variable name="texts" as="xs:string+" select="$said ! string(.($at)?text)"/>
    <xsl:variable name="block" as="element()" select="$blocks[1]?block"/>
    <tr class="{if ($texts[1] eq $texts[2]) then 'same' else 'differs'}{' heading'[$block/self::head]}">
      <xsl:for-each select="1, 2">
        <td>
          <xsl:if test="html:tongue($block)[.]"><xsl:attribute name="lang" select="html:tongue($block)"/></xsl:if>
          <xsl:if test="html:direction(html:tongue($block)) eq 'rtl'"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
          <xsl:for-each select="$said[current()]($at)"><a class="place" href="{?href}" aria-label="{?name}">¶</a>{' '}</xsl:for-each>
          <xsl:choose>
            <xsl:when test="$texts[1] eq $texts[2]">{$texts[1]}</xsl:when>
            <xsl:when test="not($texts[current()])"><span class="omitted">{html:word('left-out')}</span></xsl:when>
            <xsl:otherwise>{html:slot('compared', string-join((('one', 'other')[current()], $texts), '&#10;'))}</xsl:otherwise>
          </xsl:choose>
        </td>
      </xsl:for-each>
    </tr>
  </xsl:function>
</xsl:stylesheet>
