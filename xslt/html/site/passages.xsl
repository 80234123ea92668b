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

  <!-- quotations, speech and paraphrases of a document, in the reading that other pages refer to -->
  <xsl:function name="html:quotations-of" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="html:main($document)/TEI/text//(quote[@source] | said[@who] | q[@type eq 'paraphrase'])[not(ancestor::note)]"/>
  </xsl:function>

  <!-- omissions, as they are encoded: the first stretch of each -->
  <xsl:function name="html:omissions-of" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="$document/text//(app[rdg/@type = 'omission'][tei:begins-omission(.)] | ellipsis | gap)[not(ancestor::desc)]"/>
  </xsl:function>

  <!-- where a passage stands: its document, its paragraph -->
  <xsl:function name="html:where" as="map(*)+" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="html:own($passage) ! html:cell(html:short-title(.), html:main(.)/@file, ())"/>
    <xsl:variable name="block" as="element()" select="html:block-of($passage)"/>
    <xsl:variable name="anchor" as="element()?" select="($passage, $block)[@xml:id][html:is-published(.)][1]"/>
    <xsl:sequence select="html:cell(html:place-number($block), $anchor ! html:place-href(.), format-integer(xs:integer(($passage/@source:n, 0)[1]), '0000000'))"/>
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

  <!-- a quotation as a row of cells, its document first -->
  <xsl:function name="html:quotation" as="array(map(*))" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="work" as="element()?" select="html:entry($passage/@source)"/>
    <xsl:sequence select="array:join((array{html:where($passage)}, [
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

  <!-- An omission as a row of cells, its document first; what stands before the axes, what its categories say on each axis
       (its place, its name, the words), what stands after them. An axis is a category with those below it. -->
  <xsl:function name="html:omission" as="map(*)" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="stretches" as="element()+" select="html:stretches($passage)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join($stretches/(lem | rdg)[not(@type eq 'omission')] ! html:plain(.), ' '))"/>
    <xsl:variable name="extent" as="xs:string?" select="($passage/@quantity ! html:quantity(., $passage/@unit), $passage/@extent ! html:value(.), html:value('unknown'))[1]"/>
    <xsl:variable name="categories" as="element(category)*" select="($stretches/@ana ! html:targets(.)/self::category)/."/>
    <xsl:sequence select="map{
        'before': array{html:where($passage), html:cell(html:word('kind-' || local-name($passage)), (), ())},
        'axes': array{($categories/parent::category)/. ! map{'file': string(html:own(.)/@source:path), 'at': xs:integer(@source:n), 'name': string(catDesc[1] ! normalize-space()),
            'said': string-join((category intersect $categories)/catDesc ! normalize-space(), ', ')}},
        'after': array{html:cell(string-join(distinct-values($stretches/@cert ! html:value(.)), ', '), (), ()),
            if ($passage/self::app) then html:length($words) else html:cell($extent, (), ()),
            html:cell(if ($passage/self::app) then html:start-of($words) else normalize-space($passage/desc[1]), (), ())}}"/>
  </xsl:function>

  <!-- the stretches of an omission, joined by @next -->
  <xsl:function name="html:stretches" as="element()+" visibility="private">
    <xsl:param name="first" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$first/@next ! html:by-id(substring(., 2), html:own($first))[. >> $first]"/>
    <xsl:sequence select="$first, $next ! html:stretches(.)"/>
  </xsl:function>
</xsl:stylesheet>
