<?xml version="1.0" encoding="UTF-8"?>
<!-- The timeline: the events of the registers and the dates of the texts, in their order. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:math="http://www.w3.org/2005/xpath-functions/math"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- Moments: from and to (as years), a label, a link, and whether it is an event or a date of a text. Of the dates that are
       the same in one text there is one. -->
  <xsl:variable name="html:moments" as="map(*)*" visibility="private">
    <xsl:perform-sort select="$html:files?events?*, $html:all?dates?*">
      <xsl:sort select="?year"/>
      <xsl:sort select="?until"/>
      <xsl:sort select="?kind" order="descending"/>
    </xsl:perform-sort>
  </xsl:variable>

  <!-- of how many texts there are dates -->
  <xsl:variable name="html:dated-texts" as="xs:integer" select="count($html:all[exists(?dates?*)])" visibility="private"/>

  <xsl:function name="html:timeline" as="map(*)?" visibility="private">
    <xsl:if test="exists($html:moments)">
      <xsl:variable name="kinds" as="xs:string*" select="distinct-values($html:moments?kind)"/>
      <xsl:variable name="content" as="element()*">
        <article class="picture">
          <h1>{html:word('timeline')}</h1>
          <p class="lead">{html:word('timeline-lead')}</p>
          <p class="key" aria-hidden="true">
            <xsl:if test="$kinds = 'event'"><span class="event"><i class="dot"/> {html:word('an-event')}</span>{' '}</xsl:if>
            <xsl:if test="$kinds = 'date'"><span class="date"><i class="dot"/> {html:word('a-date')}</span>{' '}</xsl:if>
            <xsl:if test="$html:moments?lasts = true()"><span class="event"><i class="bar"/> {html:word('a-span')}</span></xsl:if>
          </p>
          <xsl:sequence select="html:draw-timeline()"/>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('timeline.html', html:word('timeline'), $content)"/>
    </xsl:if>
  </xsl:function>

  <!-- how many spans of time are drawn beside each other; those that begin while so many last are told in words alone -->
  <xsl:variable name="html:lanes" as="xs:integer" select="5" visibility="private"/>

  <!-- One line for each date, with all that happened then. The more time lies between two, the further apart they stand, but
       an empty century hardly more than an empty decade. A span of time is drawn past all that falls into it: `lanes` are the
       ends of those that are being drawn, each in its place. -->
  <xsl:function name="html:draw-timeline" as="element()" visibility="private">
    <xsl:variable name="lines" as="array(map(*))*">
      <xsl:for-each-group select="$html:moments" group-adjacent="string-join((?year, ?until, ?dated), ' ')"><xsl:sequence select="array{current-group()}"/></xsl:for-each-group>
    </xsl:variable>
    <ol class="timeline">
      <xsl:iterate select="1 to count($lines)">
        <xsl:param name="lanes" as="xs:double*" select="(1 to $html:lanes) ! (-1e9)"/>
        <xsl:variable name="n" as="xs:integer" select="."/>
        <xsl:variable name="first" as="map(*)" select="$lines[$n](1)"/>
        <xsl:variable name="apart" as="xs:double" select="if ($n eq 1) then 0 else max((0, $first?year - $lines[$n - 1](1)?year))"/>
        <xsl:variable name="next" as="xs:double" select="($lines[$n + 1] ! .(1)?year, 1e9)[1]"/>
        <xsl:variable name="free" as="xs:integer?" select="(for $lane in 1 to $html:lanes return $lane[$lanes[$lane] lt $first?year])[1][$first?lasts and $first?until gt $next]"/>
        <xsl:variable name="drawn" as="xs:double*" select="for $lane in 1 to $html:lanes return if ($lane eq $free) then $first?until else $lanes[$lane]"/>
        <li class="{string-join(($first?kind, html:apart($apart), 'far'[$apart gt 40]), ' ')}">
          <span class="lanes" aria-hidden="true">
            <xsl:for-each select="1 to max((0, for $lane in 1 to $html:lanes return $lane[$drawn[$lane] ge $first?year]))">
              <xsl:variable name="until" as="xs:double" select="$drawn[current()]"/>
              <i class="{if (. eq $free) then 'begins' else if ($until lt $first?year) then 'none' else if ($until lt $next) then 'ends' else 'lasts'}"/>
            </xsl:for-each>
          </span>
          <span class="when">{$first?dated}</span>
          <xsl:text> </xsl:text>
          <xsl:sequence select="html:happened($lines[$n])"/>
        </li>
        <xsl:next-iteration><xsl:with-param name="lanes" select="$drawn"/></xsl:next-iteration>
      </xsl:iterate>
    </ol>
  </xsl:function>

  <!-- how far apart two lines stand, for so many years between them: in steps of half a line -->
  <xsl:function name="html:apart" as="xs:string?" visibility="private">
    <xsl:param name="years" as="xs:double"/>
    <xsl:sequence select="min((12, round(math:log(1 + $years) * 2)))[. gt 0] ! ('apart-' || .)"/>
  </xsl:function>

  <!-- What happened at a date: events by their names; dates of texts by their words, unless these only say the date again. -->
  <xsl:function name="html:happened" as="element()" visibility="private">
    <xsl:param name="moments" as="array(map(*))"/>
    <ul>
      <xsl:for-each-group select="$moments?*" group-by="string-join((?kind, ?label[not(html:is-date-again(., $moments(1)?dated))], ?of), '#')">
        <xsl:variable name="again" as="xs:boolean" select="html:is-date-again(?label, ?dated)"/>
        <li>
          <xsl:choose>
            <xsl:when test="?kind eq 'event'"><a href="{?href}">{?label}</a></xsl:when>
            <xsl:when test="$again"><a href="{?href}">{if ($html:dated-texts gt 1) then ?of else html:word('a-date')}</a></xsl:when>
            <xsl:otherwise><a href="{?href}">{?label}</a>{?of[$html:dated-texts gt 1] ! (' · ' || .)}</xsl:otherwise>
          </xsl:choose>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:function>

  <!-- whether words say no more than a date: the same words in another order, or nothing but figures -->
  <xsl:function name="html:is-date-again" as="xs:boolean" visibility="private">
    <xsl:param name="said" as="xs:string"/>
    <xsl:param name="dated" as="xs:string"/>
    <xsl:variable name="words" as="function(xs:string) as xs:string" select="function($text as xs:string) as xs:string { string-join(sort(tokenize(replace(lower-case($text), '[^\p{L}\p{N}]+', ' ') => normalize-space())), ' ') }"/>
    <xsl:sequence select="not(matches($said, '\p{L}')) or $words($said) eq $words($dated)"/>
  </xsl:function>
</xsl:stylesheet>
