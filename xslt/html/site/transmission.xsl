<?xml version="1.0" encoding="UTF-8"?>
<!-- How a text reached the reader: the relations of the header between works and witnesses, drawn from the oldest down. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:relations" as="element(relation)*"
      select="$html:published/teiHeader/fileDesc/sourceDesc//listRelation[@type eq 'transmission']/relation[@active and @passive]" visibility="private"/>

  <!-- what a relation points at: a witness, or an entry of a register -->
  <xsl:function name="html:ends" as="element()*" visibility="private">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="for $pointer in tokenize($pointers), $id in substring-after(tei:resolved($pointer, $pointers), '#')
                          return (html:by-id($id, html:own($pointers)), html:entry-called($id))[1]"/>
  </xsl:function>

  <!-- the layer of each work and witness: below all that it comes from -->
  <xsl:function name="html:layers" as="map(xs:string, xs:integer)" visibility="private">
    <xsl:param name="relations" as="element(relation)*"/>
    <xsl:param name="layers" as="map(xs:string, xs:integer)"/>
    <xsl:param name="rounds" as="xs:integer"/>
    <xsl:variable name="deeper" as="map(xs:string, xs:integer)" select="map:merge(($layers,
        for $relation in $relations, $from in html:ends($relation/@passive), $to in html:ends($relation/@active)
        return map{string($to/@xml:id): max(($layers($to/@xml:id), $layers($from/@xml:id) + 1))}), map{'duplicates': 'combine'})
        => map:for-each(function($id as xs:string, $all as xs:integer+) as map(xs:string, xs:integer) { map{$id: max($all)} }) => map:merge()"/>
    <xsl:sequence select="if ($rounds eq 0 or deep-equal($deeper, $layers)) then $layers else html:layers($relations, $deeper, $rounds - 1)"/>
  </xsl:function>

  <!-- the relations of a document: drawn, and in words -->
  <xsl:function name="html:transmission-parts" as="map(xs:string, node()*)*" visibility="private">
    <xsl:if test="exists($html:relations)">
      <xsl:variable name="drawn" as="element()*">
        <xsl:for-each select="$html:relations[1]/../desc"><p><xsl:apply-templates mode="html:inline"/></p></xsl:for-each>
        <xsl:sequence select="html:draw-transmission($html:relations)"/>
      </xsl:variable>
      <xsl:variable name="said" as="element()*">
        <xsl:for-each select="$html:relations">
          <li>
            <xsl:sequence select="html:end-names(html:ends(@active))"/>
            <xsl:text> {html:value(string(@name))} </xsl:text>
            <xsl:sequence select="html:end-names(html:ends(@passive))"/>
            <xsl:text>. </xsl:text>
            <xsl:apply-templates select="desc/node()" mode="html:inline"/>
            <xsl:sequence select="html:certainty(.)"/>
          </li>
        </xsl:for-each>
      </xsl:variable>
      <xsl:sequence select="map{'transmission-drawn': $drawn}, map{'transmission-said': $said}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:transmission" as="map(*)?" visibility="private">
    <xsl:if test="$html:all?transmission = true()">
      <xsl:variable name="content" as="element()">
        <article class="picture">
          <h1>{html:word('transmission')}</h1>
          <p class="lead">{html:word('transmission-lead')}</p>
          <xsl:text>{html:slot('each', 'transmission-drawn')}</xsl:text>
          <h2>{html:word('in-words')}</h2>
          <ul>{html:slot('each', 'transmission-said')}</ul>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('transmission.html', html:word('transmission'), $content)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:end-names" as="node()*" visibility="private">
    <xsl:param name="ends" as="element()*"/>
    <xsl:for-each select="$ends">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:choose>
        <xsl:when test="self::witness"><strong>{@xml:id}</strong> ({html:lead(.)})</xsl:when>
        <xsl:otherwise><a class="name" href="{html:href(.)}">{html:work-name(.)}</a></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- author, title and (where the title has it not) date of a work, or the first clause about a witness -->
  <xsl:function name="html:work-name" as="xs:string" visibility="private">
    <xsl:param name="end" as="element()"/>
    <xsl:sequence select="if ($end/self::witness) then $end/@xml:id || ': ' || html:lead($end)
                          else string-join(($end/author[1] ! normalize-space(), $end/title[1] ! normalize-space(), $end/date[1][not(contains($end/title[1], substring(@when, 1, 4)))] ! normalize-space()), ', ')"/>
  </xsl:function>

  <!-- A row of boxes for each layer, arrows from what was there first to what was made from it. -->
  <xsl:function name="html:draw-transmission" as="element()" visibility="private">
    <xsl:param name="relations" as="element(relation)+"/>
    <xsl:variable name="nodes" as="element()*" select="($relations ! html:ends(@passive), $relations ! html:ends(@active)) => html:distinct()"/>
    <xsl:variable name="layers" as="map(xs:string, xs:integer)" select="html:layers($relations, map:merge($nodes ! map{string(@xml:id): 0}), count($nodes))"/>
    <xsl:variable name="width" as="xs:integer" select="360"/>
    <xsl:variable name="lines" as="xs:integer" select="max($nodes ! count(html:wrapped(html:work-name(.), 24)))"/>
    <xsl:variable name="box" as="xs:integer" select="$lines * 17 + 14"/>
    <xsl:variable name="row" as="xs:integer" select="$box + 44"/>
    <xsl:variable name="placed" as="map(*)*">
      <xsl:for-each-group select="$nodes" group-by="$layers(@xml:id)">
        <xsl:sort select="current-grouping-key()"/>
        <xsl:variable name="layer" as="xs:integer" select="current-grouping-key()"/>
        <xsl:variable name="count" as="xs:integer" select="count(current-group())"/>
        <xsl:for-each select="current-group()">
          <xsl:sequence select="map{'id': string(@xml:id), 'node': ., 'x': $width * (2 * position() - 1) div (2 * $count), 'y': $layer * $row + 4, 'w': min((200, $width div $count - 12))}"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:variable>
    <svg:svg class="transmission" viewBox="0 0 {$width} {max($placed?y) + $box + 4}" role="group" aria-label="{html:word('transmission')}">
      <svg:defs>
        <svg:marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><svg:path class="arrow" d="M 0 0 L 8 4 L 0 8 z"/></svg:marker>
      </svg:defs>
      <xsl:for-each select="$relations">
        <xsl:variable name="relation" as="element(relation)" select="."/>
        <xsl:for-each select="html:ends(@passive)">
          <xsl:variable name="from" as="map(*)" select="$placed[?id eq current()/@xml:id]"/>
          <xsl:for-each select="html:ends($relation/@active)">
            <xsl:variable name="to" as="map(*)" select="$placed[?id eq current()/@xml:id]"/>
            <svg:path class="edge{' unsure'[$relation/@cert]}" marker-end="url(#arrow)"
                d="M {$from?x} {$from?y + $box} C {$from?x} {$from?y + $box + 24}, {$to?x} {$to?y - 24}, {$to?x} {$to?y - 1}"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="$placed">
        <svg:g class="{?node/local-name()}">
          <svg:rect x="{?x - ?w div 2}" y="{?y}" width="{?w}" height="{$box}" rx="3"/>
          <xsl:variable name="here" as="map(*)" select="."/>
          <xsl:variable name="said" as="xs:string*" select="html:wrapped(html:work-name(?node), 24)"/>
          <svg:text text-anchor="middle">
            <xsl:for-each select="$said">
              <svg:tspan x="{$here?x}" y="{$here?y + ($box - 17 * count($said)) div 2 + 17 * position() - 4}">{.}{if (position() lt last()) then ' ' else ''}</svg:tspan>
            </xsl:for-each>
          </svg:text>
        </svg:g>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>

  <xsl:function name="html:distinct" as="element()*" visibility="private">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:sequence select="fold-left($nodes, (), function($all as element()*, $node as element()) as element()* { $all, $node[empty($all intersect $node)] })"/>
  </xsl:function>
</xsl:stylesheet>
