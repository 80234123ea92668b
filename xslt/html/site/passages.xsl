<?xml version="1.0" encoding="UTF-8"?>
<!-- The registers that the text itself gives: its quotations and its omissions, as tables and as CSV. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- quotations, speech and paraphrases, in the readings that other pages refer to -->
  <xsl:variable name="html:quotations" as="element()*"
      select="$html:documents ! html:main(.)/TEI/text//(quote[@source] | said[@who] | q[@type eq 'paraphrase'])[not(ancestor::note)]" visibility="private"/>

  <!-- omissions, as they are encoded: the first stretch of each -->
  <xsl:variable name="html:omissions" as="element()*"
      select="$html:documents/text//(app[rdg/@type = 'omission'][tei:begins-omission(.)] | ellipsis | gap)[not(ancestor::desc)]" visibility="private"/>

  <xsl:function name="html:passages" as="map(xs:string, xs:string)*" visibility="private">
    <xsl:variable name="paraphrases" as="element()*" select="$html:quotations[self::q]"/>
    <xsl:if test="exists($html:quotations)">
      <xsl:variable name="quoted" as="element()*" select="$html:quotations except $paraphrases"/>
      <xsl:variable name="content" as="element()*">
        <article class="table">
          <h1>{html:word('quotations')}</h1>
          <p class="lead">{html:word('quotations-lead')} <a href="downloads/quotations.csv">CSV</a></p>
          <xsl:sequence select="html:table(html:word('quotations'), $html:quotation-columns, $quoted ! html:quotation(.))"/>
          <xsl:if test="exists($paraphrases)">
            <h2>{html:word('paraphrases')}</h2>
            <p class="lead">{html:word('paraphrases-lead')}</p>
            <xsl:sequence select="html:table(html:word('paraphrases'), $html:quotation-columns, $paraphrases ! html:quotation(.))"/>
          </xsl:if>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('quotations.html', html:word('quotations'), $content)"/>
      <xsl:sequence select="map{'downloads/quotations.csv': html:csv($html:quotation-columns, $html:quotations ! html:quotation(.))}"/>
    </xsl:if>
    <xsl:if test="exists($html:omissions)">
      <xsl:variable name="content" as="element()*">
        <article class="table">
          <h1>{html:word('omissions')}</h1>
          <p class="lead">{html:word('omissions-lead')} <a href="downloads/omissions.csv">CSV</a></p>
          <xsl:sequence select="html:table(html:word('omissions'), $html:omission-columns, $html:omissions ! html:omission(.))"/>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('omissions.html', html:word('omissions'), $content)"/>
      <xsl:sequence select="map{'downloads/omissions.csv': html:csv($html:omission-columns, $html:omissions ! html:omission(.))}"/>
    </xsl:if>
  </xsl:function>

  <!-- where a passage stands: its paragraph, after its document where passages of several are listed -->
  <xsl:function name="html:where" as="map(*)+" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:param name="listed" as="element()*"/>
    <xsl:sequence select="html:own($passage)[html:are-of-several($listed)] ! html:cell(html:short-title(.), html:main(.)/@file, ())"/>
    <xsl:variable name="block" as="element()" select="html:block-of($passage)"/>
    <xsl:variable name="anchor" as="element()?" select="($passage, $block)[@xml:id][html:is-published(.)][1]"/>
    <xsl:sequence select="html:cell(html:place-number($block), $anchor ! html:place-href(.), format-integer(xs:integer(($passage/@source:n, 0)[1]), '0000000'))"/>
  </xsl:function>

  <xsl:function name="html:where-columns" as="xs:string+" visibility="private">
    <xsl:param name="listed" as="element()*"/>
    <xsl:sequence select="('text'[html:are-of-several($listed)], 'column-place') ! html:word(.)"/>
  </xsl:function>

  <xsl:function name="html:are-of-several" as="xs:boolean" visibility="private">
    <xsl:param name="passages" as="element()*"/>
    <xsl:sequence select="count(distinct-values($passages ! html:own(.)/@xml:id)) gt 1"/>
  </xsl:function>

  <!-- those whom elements name, in their words, and the way to the first of them -->
  <xsl:function name="html:names" as="map(*)" visibility="private">
    <xsl:param name="named" as="element()*"/>
    <xsl:sequence select="html:cell(string-join($named ! html:plain(.), ', '), ($named ! html:entry(@ref))[1] ! html:href(.), ())"/>
  </xsl:function>

  <!-- entries, by their preferred names -->
  <xsl:function name="html:entry-cell" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="html:cell($entry ! html:preferred(.), $entry ! html:href(.), ())"/>
  </xsl:function>

  <xsl:function name="html:length" as="map(*)" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:integer" select="count(html:words($text))"/>
    <xsl:sequence select="html:cell(string($words), (), format-integer($words, '0000000'))"/>
  </xsl:function>

  <xsl:variable name="html:quotation-columns" as="xs:string+"
      select="html:where-columns($html:quotations), ('kind', 'speaker', 'addressee', 'work', 'date', 'length', 'quoted-by', 'begins') ! html:word('column-' || .)" visibility="private"/>

  <xsl:function name="html:quotation" as="array(map(*))" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="work" as="element()?" select="html:entry($passage/@source)"/>
    <xsl:sequence select="array:join((array{html:where($passage, $html:quotations)}, [
        html:cell(html:word('kind-' || local-name($passage)), (), ()),
        if ($passage/@who) then html:entry-cell(html:entry($passage/@who)) else html:names($work/author),
        if ($passage/@toWhom) then html:entry-cell(html:entry($passage/@toWhom)) else html:names(html:addressees($work)),
        html:entry-cell($work),
        html:cell($work/date[1] ! (html:dated(.)[.], normalize-space())[1], (), $work/date[1]/(@when, @from, @notBefore)[1]),
        html:length(html:spoken($passage)),
        html:cell(html:quoted($passage), html:quoting($passage) ! html:entry(@source) ! html:href(.), ()),
        html:cell(html:start-of(html:spoken($passage)), (), ())]))"/>
  </xsl:function>

  <!-- who quotes a quotation, and how much of it -->
  <xsl:function name="html:quoted" as="xs:string?" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:for-each select="html:quoting($passage)">
      <xsl:variable name="lengths" as="xs:string+" select="(html:spoken-of($passage, .), html:spoken($passage)) ! string(count(html:words(.)))"/>
      <xsl:sequence select="if (html:in-part($passage)) then html:word('quoted-in-part', (html:speakers(.), $lengths)) else html:speakers(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the axes of the taxonomies that tell omissions apart: categories with those below them that an omission points at -->
  <xsl:variable name="html:axes" as="element(category)*"
      select="($html:omissions/@ana ! html:targets(.)/self::category/parent::category)/." visibility="private"/>

  <xsl:variable name="html:omission-columns" as="xs:string+"
      select="html:where-columns($html:omissions), html:word('column-kind'), $html:axes/catDesc ! normalize-space(),
              ('certainty', 'length', 'omitted') ! html:word('column-' || .)" visibility="private"/>

  <xsl:function name="html:omission" as="array(map(*))" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="stretches" as="element()+" select="html:stretches($passage)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join($stretches/(lem | rdg)[not(@type eq 'omission')] ! html:plain(.), ' '))"/>
    <xsl:variable name="extent" as="xs:string?" select="($passage/@quantity ! string-join((., $passage/@unit), ' '), $passage/@extent ! html:value(.), html:value('unknown'))[1]"/>
    <xsl:sequence select="array:join((array{html:where($passage, $html:omissions)},
        [html:cell(html:word('kind-' || local-name($passage)), (), ())],
        $html:axes ! [html:cell(string-join((category intersect $stretches/@ana ! html:targets(.))/catDesc ! normalize-space(), ', '), (), ())],
        [html:cell(string-join(distinct-values($stretches/@cert ! html:value(.)), ', '), (), ()),
        if ($passage/self::app) then html:length($words) else html:cell($extent, (), ()),
        html:cell(if ($passage/self::app) then html:start-of($words) else normalize-space($passage/desc[1]), (), ())]))"/>
  </xsl:function>

  <!-- the stretches of an omission, joined by @next -->
  <xsl:function name="html:stretches" as="element()+" visibility="private">
    <xsl:param name="first" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$first/@next ! html:by-id(substring(., 2), html:own($first))[. >> $first]"/>
    <xsl:sequence select="$first, $next ! html:stretches(.)"/>
  </xsl:function>
</xsl:stylesheet>
